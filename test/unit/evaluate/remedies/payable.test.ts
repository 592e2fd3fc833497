/** In which order caps are used up, and why nothing is paid (R21, R23, R25). 2026, UTC. */
import { describe, expect, it } from 'vitest'
import { fraction } from '../../../../shared/base/rational.ts'
import type { Remedy } from '../../../../shared/contract/model.ts'
import type { Evaluation } from '../../../../shared/evaluate/model/evaluation.ts'
import { payable, remediesOf } from '../../../../shared/evaluate/remedies/payable.ts'
import { evaluationOf, HOUR, type Month, type Setting } from '../sample-evaluation.ts'

const FEE = { amount: '1000', currency: 'EUR', per: 'month' } as const
const BAD: Month = { verdict: 'breached' }
/** A quarter of the fee each time, and 300 a year at most. */
const YEARLY: Remedy = { id: 'credit', kind: 'percent', credit: '25', base: FEE, caps: [{ amount: '300', window: 'P1Y' }] }
const term = { contract: { term: { from: '2026-01-01' } } }

/** What `credit` pays, each in an evaluation of its own. */
function amounts(
  questions: readonly string[],
  setting: Setting,
  change: (evaluation: Evaluation) => Evaluation = (evaluation) => evaluation,
): readonly string[] {
  return questions.map((question) => {
    const [id = '', label = ''] = question.split(' ')
    const { evaluation, evaluated } = evaluationOf(setting)
    const one = evaluated(label, id)
    const remedy = remediesOf(one).find((each) => each.id === 'credit')!
    const { amount } = payable(change(evaluation), one, remedy).award
    return amount === null ? '-' : fraction(amount).replace(/\/1$/, '')
  })
}
const months = (...keys: readonly string[]) => Object.fromEntries(keys.map((key) => [key, BAD]))
const two = [{ id: 'a' }, { id: 'b' }]

describe('a cap is used up', () => {
  it('by what came earlier, also where nobody asked for it', () => {
    const setting = { remedies: [YEARLY], ...term, months: months('uptime 2026-01', 'uptime 2026-02', 'uptime 2026-03') }
    expect(amounts(['uptime 2026-03', 'uptime 2026-02', 'uptime 2026-01'], setting)).toEqual(['0', '50', '250'])
  })
  it('within a period in the order of the file', () => {
    const setting = { remedies: [YEARLY], objectives: two, ...term, months: months('a 2026-06', 'b 2026-06') }
    expect(amounts(['b 2026-06', 'a 2026-06'], setting)).toEqual(['50', '250'])
  })
  it('over periods before objectives', () => {
    const setting = { remedies: [YEARLY], objectives: two, ...term, months: months('a 2026-06', 'b 2026-05') }
    expect(amounts(['a 2026-06', 'b 2026-05'], setting)).toEqual(['50', '250'])
  })
  it('over periods of another length', () => {
    // April of the one begins with the quarter of the other, and stands before it in the file: 250 of 300 are gone.
    const objectives = [{ id: 'a' }, { id: 'b', period: { every: 'quarter' as const } }]
    expect(amounts(['b 2026-Q2'], { remedies: [YEARLY], objectives, ...term, months: months('a 2026-04', 'b 2026-Q2') })).toEqual(['50'])
  })
  it('by none that come later', () => {
    const setting = { remedies: [YEARLY], objectives: two, ...term, months: months('a 2026-06', 'b 2026-07') }
    expect(amounts(['a 2026-06'], setting)).toEqual(['250'])
  })
  it('in that order also where an objective does not know the period that is asked for, as a window that ended before', () => {
    const setting = { remedies: [YEARLY], objectives: two, ...term, months: months('a 2026-06', 'b 2026-06') }
    const forgetful = (evaluation: Evaluation): Evaluation => ({
      ...evaluation,
      periods: (id, from, to) => (id === 'a' ? [] : evaluation.periods(id, from, to)),
    })
    expect(amounts(['a 2026-06'], setting, forgetful)).toEqual(['250'])
  })
  it('by this remedy alone', () => {
    const setting = {
      remedies: [{ id: 'other', kind: 'percent', credit: '1', base: FEE } as Remedy, YEARLY],
      ...term,
      months: months('uptime 2026-05', 'uptime 2026-06'),
    }
    expect(amounts(['uptime 2026-06'], setting)).toEqual(['50'])
  })
  it('not by objectives that do not name it', () => {
    const objectives = [{ id: 'c', remedies: undefined as never }, { id: 'a' }]
    expect(amounts(['a 2026-06'], { remedies: [YEARLY], objectives, ...term, months: months('c 2026-05', 'a 2026-06') })).toEqual(['250'])
  })
  it('not by what no version promised then, nor by a version without the remedy', () => {
    const setting = { remedies: [YEARLY], ...term, months: months('uptime 2026-05', 'uptime 2026-06') }
    const unpromised = (evaluation: Evaluation): Evaluation => ({
      ...evaluation,
      judge: (id, period) => (period.label === '2026-05' ? null : evaluation.judge(id, period)),
    })
    expect(amounts(['uptime 2026-06'], setting, unpromised)).toEqual(['250'])
    const without = (evaluation: Evaluation): Evaluation => ({
      ...evaluation,
      judge: (id, period) => {
        const found = evaluation.judge(id, period)!
        if (period.label !== '2026-05') return found
        return { ...found, context: { ...found.context, contract: { ...found.context.contract, remedies: [] } } }
      },
    })
    expect(amounts(['uptime 2026-06'], setting, without)).toEqual(['250'])
  })
})

describe('why nothing is paid', () => {
  const ask = (own: Partial<Remedy>, june: Month, more: Partial<Setting> = {}) => {
    const { evaluation, evaluated } = evaluationOf({
      remedies: [{ id: 'credit', kind: 'percent', ...own }],
      months: { 'uptime 2026-06': june },
      ...more,
    })
    const { state, reason } = payable(evaluation, evaluated('2026-06'), evaluation.contract.remedies![0]!).award
    return `${state}: ${reason?.why}`
  }
  it.each<[string, Partial<Remedy>, Month, string]>([
    [
      'a band of nothing, breached',
      { bands: [{ below: '100', credit: '0' }] },
      { runs: [[0, HOUR]] },
      'no-band: what applies pays nothing',
    ],
    [
      'a band of nothing, met',
      { bands: [{ below: '100', credit: '0' }] },
      { runs: [[0, HOUR]], verdict: 'met' },
      'none: what applies pays nothing',
    ],
    ['days of nothing', { kind: 'days', credit: '0' }, BAD, 'no-band: what applies pays nothing'],
    [
      'it has not happened often enough',
      { credit: '5', history: { consecutivePeriods: 2 } },
      BAD,
      'none: it has not happened often enough',
    ],
    ['a minimum says nothing of percent', { credit: '5', minimum: { over: '10' } }, BAD, 'due: undefined'],
    ['nor of days', { kind: 'days', credit: '5', minimum: { atLeast: '10' } }, BAD, 'due: undefined'],
    ['nor of what is not computable', { kind: 'perBlock', minimum: { atLeast: '10' } }, BAD, 'not-computable: the remedy has no perBlock'],
  ])('%s', (_what, remedy, june, expected) => expect(ask(remedy, june)).toBe(expected))
  it('an earlier period was not seen', () => {
    const why = 'cannot-tell: there is no data for an earlier period that decides'
    expect(ask({ credit: '5', history: { consecutivePeriods: 2 } }, BAD, { unseen: ['uptime 2026-05'] })).toBe(why)
    // There is none before a window.
    const { evaluation, evaluated } = evaluationOf({
      remedies: [{ id: 'credit', kind: 'percent', credit: '5', history: { consecutivePeriods: 2 } }],
      months: { 'uptime 2026-06': BAD },
    })
    const { state } = payable({ ...evaluation, before: () => null }, evaluated('2026-06'), evaluation.contract.remedies![0]!).award
    expect(state).toBe('cannot-tell')
  })
  it('what counts of an earlier period is this remedy', () => {
    const remedies: Remedy[] = [{ id: 'none', kind: 'none' }, { id: 'credit', kind: 'percent', credit: '5', history: { consecutivePeriods: 2 } }] // biome-ignore format: one line
    const { evaluation, evaluated } = evaluationOf({ remedies, months: months('uptime 2026-05', 'uptime 2026-06') })
    expect(payable(evaluation, evaluated('2026-06'), remedies[1]!).award.state).toBe('due')
  })
  it('an earlier period had no figure', () => {
    const history = { consecutivePeriods: 2 }
    expect(ask({ credit: '5', history }, BAD, { months: { 'uptime 2026-06': BAD, 'uptime 2026-05': { verdict: 'not-computable' } } })).toBe(
      'cannot-tell: there is no data for an earlier period that decides',
    )
  })
})
