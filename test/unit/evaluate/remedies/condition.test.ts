/** Whether one period calls for a remedy, and what for (R20). June 2026. */
import { describe, expect, it } from 'vitest'
import { fraction, rat } from '../../../../shared/base/rational.ts'
import type { Band, Remedy } from '../../../../shared/contract/model.ts'
import type { FigureBounds, Measured } from '../../../../shared/evaluate/model/measured.ts'
import type { Verdict } from '../../../../shared/evaluate/model/report.ts'
import { remedyCondition } from '../../../../shared/evaluate/remedies/condition.ts'
import { evaluationOf, HOUR } from '../sample-evaluation.ts'

interface Row {
  readonly reason?: string
  /** Hours of single interruptions. */
  readonly runs?: readonly number[]
  readonly figure?: readonly [low: number, high: number] | null
  readonly measured?: Partial<Measured>
}
/** `yes` with the credit of each band that was hit and the figure it was read at, `flat` where none was. */
function ask(own: Partial<Remedy>, verdict: Verdict, { reason, runs = [], figure, measured }: Row = {}): string {
  const { evaluated } = evaluationOf({
    remedies: [],
    months: { 'uptime 2026-06': { runs: runs.map((hours, i) => [i * 48 * HOUR, (i * 48 + hours) * HOUR] as const) } },
  })
  const june = evaluated('2026-06')
  const value = (percent: number) => rat(Math.round(percent * 1000), 1000)
  const shown: FigureBounds | undefined =
    figure === undefined
      ? undefined
      : figure === null
        ? { value: null, low: null, high: null }
        : { value: null, low: value(figure[0]), high: value(figure[1]) }
  const found = remedyCondition(
    { id: 'credit', kind: 'percent', ...own },
    {
      ...june,
      verdict,
      ...(reason !== undefined && { reason: { code: 'given', params: {}, why: reason } }),
      ...(shown && { figure: shown }),
      measured: { ...june.measured, ...measured },
    },
  )
  if (found.holds === 'no') return `no, ${found.state}`
  if (found.holds !== 'yes') return `${found.holds}: ${found.reason.why}`
  const hits = found.hits.map((hit) =>
    hit.rung ? `${hit.rung.band.credit} at ${fraction(hit.at.low)} to ${fraction(hit.at.high)}` : 'flat',
  )
  return ['yes', ...hits].join(', ')
}
const bands: readonly Band[] = [
  { below: '99', credit: '25' },
  { below: '99.9', credit: '10' },
]
const long: readonly Band[] = [
  { over: 'PT1H', atMost: 'PT4H', credit: '10' },
  { over: 'PT4H', credit: '20' },
]

describe('whatever the remedy', () => {
  it.each<[string, Partial<Remedy>, Verdict, Row, string]>([
    ['not in force', { credit: '5' }, 'not-in-force', {}, 'no, none'],
    ['no remedy at all', { kind: 'none' }, 'breached', {}, 'no, none'],
    ['not computable, with a reason', { credit: '5' }, 'not-computable', { reason: 'nobody counts' }, 'refused: nobody counts'],
    ['not computable, without one', { credit: '5' }, 'not-computable', {}, 'refused: there is no figure'],
    [
      'a look is needed, with a reason',
      { credit: '5' },
      'needs-review',
      { reason: 'fact tier is not known' },
      'unknown: fact tier is not known',
    ],
    ['a look is needed, without one', { credit: '5' }, 'needs-review', {}, 'unknown: a fact is unknown'],
    ['a formula', { kind: 'formula', formula: 'f' }, 'breached', {}, 'refused: the agreement gives the credit as a formula in words: f'],
    ['a formula, met', { kind: 'formula', formula: 'f' }, 'met', {}, 'no, none'],
    ['a formula, undecided', { kind: 'formula', formula: 'f' }, 'cannot-tell', {}, 'unknown: whether it was breached is undecided'],
  ])('%s', (_what, remedy, verdict, row, expected) => expect(ask(remedy, verdict, row)).toBe(expected))
})

describe('flat', () => {
  it.each<[string, Partial<Remedy>, Verdict, Row, string]>([
    ['breached', { credit: '5' }, 'breached', { runs: [1, 2] }, 'yes, flat'],
    ['met', { credit: '5' }, 'met', { runs: [1] }, 'no, none'],
    ['at risk', { credit: '5' }, 'at-risk', { runs: [1] }, 'no, none'],
    ['not told', { credit: '5' }, 'cannot-tell', {}, 'unknown: whether it was breached is undecided'],
    ['for each interruption', { credit: '5', each: 'interruption' }, 'breached', { runs: [1, 2] }, 'yes, flat, flat'],
    [
      'for each that is long enough',
      { credit: '5', each: 'interruption', minRun: { over: 'PT1H' } },
      'breached',
      { runs: [1, 2] },
      'yes, flat',
    ],
    ['none long enough', { credit: '5', each: 'interruption', minRun: { over: 'PT5H' } }, 'breached', { runs: [1, 2] }, 'no, no-band'],
    ['days for each', { kind: 'days', credit: '5', each: 'interruption' }, 'breached', { runs: [1, 2] }, 'yes, flat, flat'],
    ['an amount for each', { kind: 'amount', credit: '5', each: 'interruption' }, 'breached', { runs: [1, 2] }, 'yes, flat, flat'],
    [
      'blocks look at interruptions in their own way',
      { kind: 'perBlock', each: 'interruption' },
      'breached',
      { runs: [1, 2] },
      'yes, flat',
    ],
    ['and so do multiples', { kind: 'multiple', each: 'interruption' }, 'breached', { runs: [1, 2] }, 'yes, flat'],
  ])('%s', (_what, remedy, verdict, row, expected) => expect(ask(remedy, verdict, row)).toBe(expected))
})

describe('a ladder', () => {
  it.each<[string, Partial<Remedy>, Verdict, Row, string]>([
    ['of what was attained', { bands }, 'breached', { figure: [99.5, 99.5] }, 'yes, 10 at 199/2 to 199/2'],
    ['in one band at both ends', { bands }, 'breached', { figure: [99.5, 99.75] }, 'yes, 10 at 199/2 to 399/4'],
    ['in two', { bands }, 'breached', { figure: [98.5, 99.5] }, 'unknown: time without data could move it into another band'],
    ['in none, breached', { bands }, 'breached', { figure: [99.95, 99.95] }, 'no, no-band'],
    ['in none, met', { bands }, 'met', { figure: [99.95, 99.95] }, 'no, none'],
    ['whatever the verdict', { bands }, 'met', { figure: [99.5, 99.5] }, 'yes, 10 at 199/2 to 199/2'],
    [
      'a figure of too small a part, with a reason',
      { bands },
      'cannot-tell',
      { figure: [99.5, 99.5], reason: 'a third was seen' },
      'unknown: a third was seen',
    ],
    ['without one', { bands }, 'cannot-tell', { figure: [99.5, 99.5] }, 'unknown: there is too little data'],
    ['bounds within one band are enough', { bands }, 'cannot-tell', { figure: [99.5, 99.75] }, 'yes, 10 at 199/2 to 399/4'],
    ['no figure, met', { bands }, 'met', { figure: null }, 'no, none'],
    ['no figure, on track', { bands }, 'on-track', { figure: null }, 'no, none'],
    ['no figure, not told', { bands }, 'cannot-tell', { figure: null }, 'unknown: there is no data for the period'],
    ['no figure, breached', { bands }, 'breached', { figure: null }, 'unknown: there is no data for the period'],
    ['of downtime', { on: 'downtime', bands: long }, 'breached', { runs: [1, 2] }, 'yes, 10 at 10800000/1 to 10800000/1'],
    ['of the longest run', { on: 'longest-run', bands: long }, 'breached', { runs: [1, 2] }, 'yes, 10 at 7200000/1 to 7200000/1'],
    [
      'of each run',
      { on: 'longest-run', each: 'interruption', bands: long },
      'breached',
      { runs: [1, 2, 5] },
      'yes, 10 at 7200000/1 to 7200000/1, 20 at 18000000/1 to 18000000/1',
    ],
    [
      'of each run that is long enough',
      { on: 'longest-run', each: 'interruption', minRun: { over: 'PT3H' }, bands: long },
      'breached',
      { runs: [1, 2, 5] },
      'yes, 20 at 18000000/1 to 18000000/1',
    ],
    ['of each run, none in a band', { on: 'longest-run', each: 'interruption', bands: long }, 'breached', { runs: [1] }, 'no, no-band'],
    ['of each run, met', { on: 'longest-run', each: 'interruption', bands: long }, 'met', { runs: [] }, 'no, none'],
    [
      'of the attained figure it is one, also for each interruption',
      { each: 'interruption', bands },
      'breached',
      { runs: [1, 2], figure: [99.5, 99.5] },
      'yes, 10 at 199/2 to 199/2',
    ],
    ['of tickets, without any', { on: 'elapsed', bands: long }, 'breached', { runs: [5] }, 'no, no-band'],
  ])('%s', (_what, remedy, verdict, row, expected) => expect(ask(remedy, verdict, row)).toBe(expected))
})
