/** One objective in one period, and how the report writes it (R11 to R13). June 2026, UTC; it is settled by 30 August. */
import { describe, expect, it } from 'vitest'
import { decimal, ONE } from '../../../../shared/base/rational.ts'
import { asEstimate, hasIncidents } from '../../../../shared/evaluate/measures/estimate-from-incidents.ts'
import { NO_BOUNDS } from '../../../../shared/evaluate/measures/figure-bounds.ts'
import { measureTime } from '../../../../shared/evaluate/measures/time.ts'
import { evaluateObjective } from '../../../../shared/evaluate/verdict/evaluate-objective.ts'
import type { Evidence, Source } from '../../../../shared/evidence/model.ts'
import { contextOf, type Setting, t } from '../measure-context.ts'
import { covers, DAY, FEED, HOUR, JULY, JUNE, june, PROBE, type Setting as Stand, span, stand } from '../stand.ts'

const SEEN = { coverage: [{ service: 'api', source: FEED, from: JUNE, to: JULY }] }
function ask(setting: Partial<Setting> = {}) {
  const said: string[] = []
  const context = contextOf({ measure: { by: 'time' }, from: JUNE, to: JULY, evidence: SEEN, ...setting })
  const evaluated = evaluateObjective(
    { measures: { time: measureTime } },
    { ...context, assume: (path, used, { why }) => void said.push(`${path} ${used}: ${why}`) },
  )
  return { evaluated, said }
}

describe('what is assumed of rounding', () => {
  it.each<[string, Setting['measure'], readonly string[]]>([
    ['that there is none', { by: 'time' }, ['objectives[0].measure.round none: the agreement does not say that figures are rounded']],
    [
      'that it is half up',
      { by: 'time', round: { decimals: 2 } },
      ['objectives[0].measure.round.mode half-up: the agreement does not say how figures are rounded'],
    ],
    ['nothing where all is said', { by: 'time', round: { decimals: 2, mode: 'floor' } }, []],
  ])('%s', (_what, measure, expected) => expect(ask({ measure }).said).toEqual(expected))
})

describe('what is not evaluated', () => {
  it('has no figures, but its target', () => {
    const { evaluated } = ask({ contract: { state: 'draft' }, objective: { target: '99.9' } })
    expect(evaluated).toMatchObject({ verdict: 'not-in-force', reason: { code: 'state-draft' } })
    expect(evaluated.measured).toEqual({
      refused: { verdict: 'not-in-force', reason: expect.objectContaining({ code: 'state-draft' }) },
      attained: NO_BOUNDS,
      best: NO_BOUNDS,
      target: decimal('99.9'),
      known: ONE,
      time: null,
      budget: null,
      runs: [],
      down: [],
      ledger: [],
      basis: 'contractual',
    })
    expect(ask({ contract: { state: 'draft' } }).evaluated.measured.target).toBeNull()
  })
  it('for want of a measure says which', () => {
    const { evaluated } = ask({ measure: { by: 'apdex', target: 'PT1S' } as never })
    expect(evaluated).toMatchObject({ verdict: 'not-computable', reason: { code: 'measure-unknown', params: { by: 'apdex' } } })
    expect(ask({ measure: { by: 'toString' } as never }).evaluated.verdict).toBe('not-computable')
  })
  it('what needs a look is measured all the same', () => {
    const { evaluated } = ask({ objective: { target: '99.9', unstated: ['target'] } })
    expect(evaluated).toMatchObject({ verdict: 'needs-review', measured: { time: { up: 30 * DAY } } })
  })
})

describe('an estimate', () => {
  it('says that it is one', () => {
    const said: string[] = []
    const context = contextOf({ measure: { by: 'time' }, from: JUNE, to: JULY })
    const measured = asEstimate(
      { ...context, assume: (path, used, { why }) => void said.push(`${path} ${used}: ${why}`) },
      measureTime(context),
    )
    expect(measured.basis).toBe('estimate')
    expect(said).toEqual([
      'objectives[0].measure.downWhen incidents: no source counts requests, so the service counts as down while incidents say so: an estimate',
    ])
  })
  it.each<[string, Partial<Evidence>, boolean]>([
    ['nothing', {}, false],
    ['a span', { spans: [span('5', '6')] }, true],
    ['coverage', { coverage: [covers('5', '6')] }, true],
    ['checks', { checks: [{ service: 'api', source: PROBE, every: HOUR, results: [] }] }, true],
    ['another service', { spans: [span('5', '6', { service: 'web' })], coverage: [covers('5', '6', { service: 'web' })] }, false],
    ['requests', { requests: [{ service: 'api', source: FEED, from: JUNE, to: JULY, total: 1, failed: 0 }] }, false],
  ])('needs a source that reports incidents of the service: %s', (_what, evidence, found) => {
    expect(hasIncidents(contextOf({ measure: { by: 'time' }, from: JUNE, to: JULY, evidence }), 'api')).toBe(found)
  })
})

describe('when it is settled', () => {
  const settled = (setting: Stand) => (stand(setting).settles - JULY) / DAY
  const probed = { coverage: [covers('-60', '90', { source: PROBE })] }
  const feed: Source = FEED
  it.each<[string, Stand, number]>([
    ['60 days after its end where a feed speaks', {}, 60],
    ['60 days where nobody does', { evidence: { coverage: [] } }, 60],
    ['at its end where only others do', { evidence: probed }, 0],
    ['60 days where a feed does as well', { evidence: { ...probed, spans: [span('5', '6', { source: feed })] } }, 60],
    ['after hours, as it says', { objective: { settles: 'PT12H' } }, 0.5],
    ['after days, as it says', { objective: { settles: 'P10D' } }, 10],
    // Also over the autumn change, as hours that have passed.
    [
      'after many days, as it says',
      { contract: { zone: 'Europe/Berlin' }, objective: { settles: 'P150D' }, period: '2026-06' },
      150 - 2 / 24,
    ],
    // July has 31 days.
    ['after a month, as it says', { objective: { settles: 'P1M' } }, 31],
    ['after a year, as it says', { objective: { settles: 'P1Y' } }, 365],
  ])('%s', (_what, setting, days) => expect(settled(setting)).toBe(days))

  const LATER = t('2026-07-15T00:00')
  it.each<[string, Stand, boolean]>([
    ['met', {}, true],
    ['breached', { evidence: { spans: [span('5', '6')] } }, true],
    ['not covered', { evidence: { coverage: [covers('-60', '10')] } }, true],
    ['not in force', { contract: { state: 'draft' } }, false],
    ['needs a look', { objective: { target: '99.9', unstated: ['target'] } }, false],
  ])('a verdict before is provisional: %s', (_what, setting, provisional) => {
    expect(stand({ ...setting, at: LATER }).provisional).toBe(provisional)
    expect(stand({ ...setting, at: t('2026-08-30T00:00') }).provisional).toBe(false)
    expect(stand({ ...setting, at: june('20') }).provisional).toBe(false)
  })
})

it('names a reason only where there is one, and no claim where nothing is claimed', () => {
  expect(stand({})).not.toHaveProperty('reason')
  expect(stand({}).claim).toEqual({ state: 'none', steps: [] })
  expect(stand({ contract: { state: 'draft' } }).reason?.why).toBe('the agreement is a draft')
})
