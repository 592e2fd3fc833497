/** Slots and what stands around them: who is named for a bad one, services that begin later, exclusions of several services, other hours. */
import { describe, expect, it } from 'vitest'
import type { Exclusion, Measure } from '../../../../shared/contract/model.ts'
import type { ObjectiveReport } from '../../../../shared/evaluate/model/report.ts'
import type { CheckSeries, Declaration, Evidence, RequestCount, Sample, Source, Span } from '../../../../shared/evidence/model.ts'
import { HOUR, MIN, metrics, t, traffic } from '../measure-context.ts'
import { reportOf, resultOf, type Whole } from '../whole.ts'

const FROM = t('2026-03-01T00:00')
const feed: Source = { kind: 'feed', id: 'status', party: 'provider' }
const at = (minute: number) => FROM + minute * MIN
const FIVE: Measure = { by: 'slots', slot: 'PT5M', downWhen: { errorRate: { over: '5' } } }
const TWENTY: Measure = { by: 'slots', slot: 'PT20M', downWhen: { downtime: { over: 'PT6M' } } }

/** A request count for each slot of an hour, failing in those that are named. */
const counts = (service: string, bad: readonly number[], hour = 0): RequestCount[] =>
  Array.from({ length: 12 }, (_, i) => ({
    service,
    source: traffic,
    from: at(hour * 60 + i * 5),
    to: at(hour * 60 + i * 5 + 5),
    total: 100,
    failed: bad.includes(i) ? 50 : 0,
  }))
const badSlots = ({ counts: found }: ObjectiveReport) => (found && 'down' in found ? found.down : null)
const named = (report: ObjectiveReport) =>
  report.ledger
    .filter(({ as }) => as === 'counted')
    .map(({ from, to, sources, title }) => [(from - FROM) / MIN, (to - FROM) / MIN, sources, ...(title === undefined ? [] : [title])])

describe('who is named for a slot that is down by its downtime', () => {
  const ask = (evidence: Partial<Evidence>, more: Partial<Whole> = {}) =>
    named(resultOf({ measure: TWENTY, objective: { target: '99.9' }, at: at(60), ...more, evidence }))
  const coverage = [{ service: 'api', source: feed, from: FROM, to: at(60) }]
  const span = (from: number, to: number | null, more: Partial<Span> = {}): Span => ({
    service: 'api',
    source: feed,
    from: at(from),
    to: to === null ? null : at(to),
    state: 'down',
    ...more,
  })
  it('the source of an incident, with its title', () => {
    expect(ask({ coverage, spans: [span(20, 30, { title: 'Slow' })] })).toEqual([[20, 40, ['feed:status'], 'Slow']])
  })
  it('also of one that has not ended', () => {
    expect(ask({ coverage, spans: [span(45, null)] })).toEqual([[40, 60, ['feed:status']]])
  })
  it('also of one that names no service, where those count', () => {
    const measure = { ...TWENTY, unattributed: 'counts' } as Measure
    expect(ask({ coverage, spans: [span(20, 30, { service: null })] }, { measure })).toEqual([[20, 40, ['feed:status']]])
  })
  it('a probe, by its checks', () => {
    const probe: Source = { kind: 'probe', id: 'home', party: 'customer' }
    const results = Array.from({ length: 60 }, (_, minute) => ({ at: at(minute), ok: minute < 20 || minute >= 30 }))
    const checks: CheckSeries[] = [{ service: 'api', source: probe, every: MIN, results }]
    expect(ask({ checks })).toEqual([[20, 40, ['probe:home']]])
  })
  it('nobody who spoke of another service, or said that all was well', () => {
    const other: Source = { ...feed, id: 'other' }
    const spans = [span(20, 30), span(20, 40, { service: 'web', source: other }), span(20, 40, { state: 'up', source: other })]
    // Where the other contradicts it, minutes 20 to 30, the entry is disputed and one of its own.
    expect(ask({ coverage, spans })).toEqual([
      [20, 30, ['feed:status']],
      [30, 40, []],
    ])
  })
})

describe('who is named for a slot that is down by its counts', () => {
  it('sources that counted failures, not those that counted none or reported an incident', () => {
    const fine = counts('api', []).map((each) => ({ ...each, source: metrics }))
    const spans: Span[] = [{ service: 'api', source: feed, from: at(5), to: at(10), state: 'down' }]
    const report = resultOf({
      measure: FIVE,
      objective: { target: '99.9' },
      evidence: { requests: [...counts('api', [1]), ...fine], spans },
    })
    expect(named(report)).toEqual([[5, 10, ['traffic:browser']]])
  })
  it('who measured a rate below what was promised', () => {
    const sample = (slot: number, value: string, source = metrics): Sample => ({
      service: 'api',
      source,
      metric: 'tokens',
      value,
      from: at(slot * 5),
      to: at(slot * 5 + 5),
    })
    const low = new Set([1, 2, 7])
    const samples = Array.from({ length: 12 }, (_, slot) => [
      sample(slot, low.has(slot) ? '10' : '20'),
      sample(slot, '20', { ...metrics, id: 'other' }),
    ])
    const measure: Measure = { by: 'rate', metric: 'tokens', slot: 'PT5M', atLeast: '15', share: '90' }
    expect(named(resultOf({ measure, evidence: { samples: samples.flat() } }))).toEqual([
      [5, 15, ['metrics:gateway']],
      [35, 40, ['metrics:gateway']],
    ])
  })
})

describe('a second service that begins at half past', () => {
  // The first is down in the slots of minutes 5 and 40.
  const requests = [...counts('api', [1, 8]), ...counts('web', [])]
  const lifetimes = [{ service: 'web', from: at(30), to: null }]
  it.each([
    ['all of them: up while it is not there, where such time counts as up', 'all', 'full', 0],
    ['all of them: without a say while it is not there, where such time does not count', 'all', 'alive', 1],
    ['any of them', 'any', 'full', 2],
    ['any of them', 'any', 'alive', 2],
  ] as const)('%s (%s, %s)', (_what, combine, denominator, down) => {
    const report = resultOf({
      measure: { ...FIVE, combine, denominator } as Measure,
      objective: { target: '99', services: ['api', 'web'] },
      evidence: { requests, lifetimes },
    })
    expect(badSlots(report)).toBe(down)
  })
})

const declared = (clause: string, from: number, to: number, services = ['api']): Declaration => ({
  id: `${clause} ${from}`,
  clause,
  services,
  from: at(from),
  to: at(to),
  by: 'provider',
  at: FROM,
  reason: 'work',
})

describe('an exclusion of one of two services that are down in the same slot', () => {
  const exclusions: Exclusion[] = [{ id: 'work', category: 'works' }]
  it.each([
    ['any: the other one still is', 'any', 1],
    ['all: one of them is excused', 'all', 0],
  ] as const)('%s', (_what, combine, down) => {
    const report = resultOf({
      measure: { ...FIVE, combine } as Measure,
      objective: { target: '99', services: ['api', 'web'] },
      contract: { exclusions },
      evidence: { requests: [...counts('api', [1]), ...counts('web', [1])], declarations: [declared('work', 5, 10)] },
    })
    expect(badSlots(report)).toBe(down)
  })
})

describe('what earlier hours used up of a budget', () => {
  // Three bad slots in the first hour, four in the second: 15 and 20 min of works, of which 15 a month are excused.
  const work: Exclusion = { id: 'work', category: 'works', budget: { hours: '0.25', per: 'month' } }
  const other: Exclusion = { id: 'other', category: 'other', budget: { hours: '1', per: 'month' } }
  it.each<[string, readonly Exclusion[], readonly Declaration[]]>([
    ['of one clause', [work], []],
    ['beside a clause that nobody invoked', [work, other], []],
    ['beside a clause that is invoked later', [other, work], [declared('other', 115, 120)]],
    ['beside a clause without a budget', [{ id: 'other', category: 'other' }, work], [declared('other', 115, 120)]],
  ])('%s', (_what, exclusions, more) => {
    const { objectives } = reportOf({
      measure: FIVE,
      contract: { period: { every: 'PT1H', from: '2026-03-01' }, exclusions },
      evidence: {
        requests: [...counts('api', [0, 1, 2]), ...counts('api', [0, 1, 2, 3], 1)],
        declarations: [declared('work', 0, 120), ...more],
      },
      at: FROM + 2 * HOUR,
      period: 'all',
    })
    expect(objectives.map(badSlots)).toEqual([0, 4])
  })
})

describe('a run of slots that has to be long enough', () => {
  const long = { ...FIVE, minRun: { atLeast: 'PT15M' } } as Measure
  // The last two slots of the first hour and the first of the second.
  const requests = [...counts('api', [10, 11]), ...counts('api', [0], 1)]
  it('is as long as it is before the hour cuts it', () => {
    const down = (period: string, measure: Measure) =>
      badSlots(resultOf({ measure, objective: { target: '99' }, evidence: { requests }, period }))
    expect(down('2026-03-01', long)).toBe(2)
    expect(down('2026-03-01', { ...FIVE, minRun: { atLeast: 'PT20M' } } as Measure)).toBe(0)
  })
  it('has nothing beside it where the period has none before or after it', () => {
    const rolling = { contract: { period: { rolling: 'PT1H' } }, objective: { target: '99' }, at: at(60), period: 'all' } as const
    const of = (bad: readonly number[]) => badSlots(resultOf({ measure: long, evidence: { requests: counts('api', bad) }, ...rolling }))
    expect([of([10, 11]), of([9, 10, 11])]).toEqual([0, 3])
  })
})
