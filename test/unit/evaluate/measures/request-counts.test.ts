/** Whose counts of requests are used, which of them, and how much of the time they are known for (R4, R16). Minutes of one hour. */
import { describe, expect, it } from 'vitest'
import { fraction } from '../../../../shared/base/rational.ts'
import type { MeasureCommon } from '../../../../shared/contract/model.ts'
import { countedShare, countersOf, isCounted, Uncountable, weighedRecords } from '../../../../shared/evaluate/measures/request-counts.ts'
import { reason } from '../../../../shared/evaluate/model/reasons.ts'
import type { Coverage, RequestCount, Source } from '../../../../shared/evidence/model.ts'
import { isoUtc } from '../../../../shared/time/instant.ts'
import { contextOf, HOUR, MIN, metrics, type Setting, t, traffic } from '../measure-context.ts'

const FROM = t('2026-03-01T00:00')
const feed: Source = { kind: 'feed', id: 'status', party: 'provider' }
const count = (from: number, to: number, more: Partial<RequestCount> = {}): RequestCount => ({
  service: 'api',
  source: traffic,
  from: FROM + from * MIN,
  to: FROM + to * MIN,
  total: 10,
  failed: 1,
  ...more,
})
const covers = (from: number, to: number | null, source = traffic, service = 'api'): Coverage => ({
  service,
  source,
  from: FROM + from * MIN,
  to: to === null ? null : FROM + to * MIN,
})
const hour = (requests: readonly RequestCount[], coverage: readonly Coverage[] = [], more: Partial<Setting> = {}) =>
  contextOf({ measure: { by: 'requests' }, from: FROM, to: FROM + HOUR, ...more, evidence: { requests, coverage } })
const minute = (ms: number): number => (ms - FROM) / MIN
/** Each source with its records and its coverage in minutes. */
const told = (context: ReturnType<typeof hour>) =>
  countersOf(context, 'api').map(({ source, records, coverage }) => [
    `${source.kind}:${source.id}`,
    records.map(({ from, to }) => [minute(from), minute(to)]),
    coverage.map(minute),
  ])

describe('which records belong to the period', () => {
  it.each<[string, RequestCount, boolean]>([
    ['before it', count(-10, -5), false],
    ['up to its start', count(-5, 0), false],
    ['from its start', count(0, 5), true],
    ['up to its end', count(55, 60), true],
    ['from its end', count(60, 65), false],
    ['one instant before it', count(-1, -1), false],
    ['its first instant', count(0, 0), true],
    ['one instant in it', count(30, 30), true],
    ['the instant of its end', count(60, 60), false],
    ['of another service', count(0, 5, { service: 'web' }), false],
  ])('%s', (_what, record, found) => {
    const context = hour([record], [], { at: FROM + 3 * HOUR })
    expect(told(context)).toEqual(found ? [['traffic:browser', [[minute(record.from), minute(record.to)]], []]] : [])
    expect(isCounted(context, 'api')).toBe(found)
  })
  it.each<[string, RequestCount, boolean]>([
    ['has ended', count(20, 25), true],
    ['ends now', count(25, 30), true],
    ['has not ended', count(25, 31), false],
    ['an instant before', count(29, 29), true],
    ['the present instant, of which nothing is over', count(30, 30), false],
  ])('half an hour in, one that %s', (_what, record, found) => {
    expect(isCounted(hour([record], [], { at: FROM + 30 * MIN }), 'api')).toBe(found)
  })
  it.each([
    ['start', count(-1, 5)],
    ['end', count(55, 61)],
    ['whole', count(-1, 61)],
  ])('one that reaches over its %s cannot be split, whatever else was counted', (_what, record) => {
    const context = hour([count(10, 15), record], [], { at: FROM + 3 * HOUR })
    expect(() => countersOf(context, 'api')).toThrow(
      new Uncountable(reason('count-over-period', { from: isoUtc(record.from), to: isoUtc(record.to) })),
    )
    // Somebody does count them.
    expect(isCounted(context, 'api')).toBe(true)
  })
  it('in order of time, and of two that begin together the shorter first', () => {
    expect(told(hour([count(20, 25), count(0, 10), count(0, 5), count(0, 0), count(10, 15)]))).toEqual([
      [
        'traffic:browser',
        [
          [0, 0],
          [0, 5],
          [0, 10],
          [10, 15],
          [20, 25],
        ],
        [],
      ],
    ])
  })
})

describe('who counts', () => {
  const probe: Source = { kind: 'probe', id: 'home', party: 'customer' }
  it.each<[string, RequestCount[], Coverage[], unknown[]]>([
    ['traffic by covering', [], [covers(0, 30)], [['traffic:browser', [], [0, 30]]]],
    ['metrics by covering', [], [covers(0, 30, metrics)], [['metrics:gateway', [], [0, 30]]]],
    ['a feed does not', [], [covers(0, 30, feed)], []],
    ['unless it has counted', [count(0, 5, { source: feed })], [covers(0, 30, feed)], [['feed:status', [[0, 5]], [0, 30]]]],
    ['up to now, where no end is said', [], [covers(0, null)], [['traffic:browser', [], [0, 60]]]],
    ['within the period only', [], [covers(-30, 90)], [['traffic:browser', [], [0, 60]]]],
    ['not by covering what is before it', [], [covers(-30, 0)], []],
    [
      'by covering beside one who counts',
      [count(0, 5, { source: metrics })],
      [covers(0, 30)],
      [
        ['metrics:gateway', [[0, 5]], []],
        ['traffic:browser', [], [0, 30]],
      ],
    ],
    ['not by covering another service', [], [covers(0, 30, traffic, 'web')], []],
    ['by what it covers in parts', [], [covers(20, 30), covers(0, 10)], [['traffic:browser', [], [0, 10, 20, 30]]]],
    [
      'in the order of their names, whoever came first',
      [count(0, 5), count(0, 5, { source: metrics }), count(0, 5, { source: probe })],
      [],
      [
        ['metrics:gateway', [[0, 5]], []],
        ['probe:home', [[0, 5]], []],
        ['traffic:browser', [[0, 5]], []],
      ],
    ],
  ])('%s', (_what, requests, coverage, expected) => expect(told(hour(requests, coverage))).toEqual(expected))

  it('covers no more than the period, however late it is asked', () => {
    expect(told(hour([], [covers(0, null)], { at: FROM + 9 * HOUR }))).toEqual([['traffic:browser', [], [0, 60]]])
  })

  const both = [count(0, 5), count(0, 5, { source: metrics })]
  it.each<[string, MeasureCommon['authority'], RequestCount[], Coverage[], string[]]>([
    ['either', 'either', both, [], ['metrics:gateway', 'traffic:browser']],
    ['the provider', 'provider', both, [], ['metrics:gateway']],
    ['the customer', 'customer', both, [], ['traffic:browser']],
    ['of an order the first', { order: ['customer', 'provider'] }, both, [], ['traffic:browser']],
    ['by name', { order: ['metrics:gateway', 'customer'] }, both, [], ['metrics:gateway']],
    ['nobody it does not name', { order: ['feed:status'] }, both, [], []],
    [
      'the first that has counted, not only covered',
      { order: ['provider', 'customer'] },
      [count(0, 5)],
      [covers(0, 30, metrics)],
      ['traffic:browser'],
    ],
    [
      'all of them where none has counted',
      { order: ['provider', 'customer'] },
      [],
      [covers(0, 30, metrics), covers(0, 30)],
      ['metrics:gateway', 'traffic:browser'],
    ],
  ])('admitted: %s', (_what, authority, requests, coverage, expected) => {
    const context = hour(requests, coverage, { measure: { by: 'requests', ...(authority && { authority }) } })
    expect(countersOf(context, 'api').map(({ source }) => `${source.kind}:${source.id}`)).toEqual(expected)
  })
  it('no fault of ours is taken for a count', () => {
    const broken = { ...hour([]), evidence: null as never }
    expect(() => isCounted(broken, 'api')).toThrow(TypeError)
  })
})

describe('checks of a probe (R48)', () => {
  const checked = count(0, 5, { source: { kind: 'probe', id: 'home', party: 'customer' }, checks: '2.5' })
  const latency = { measure: { by: 'latency', percentile: '95', atMost: 'PT1S' } } as const
  it.each([
    ['are no counts of requests', {}, [checked], []],
    ['have a score', { measure: { by: 'apdex', bands: [] } } as const, [checked], ['probe:home']],
    ['have a response time', latency, [checked], ['probe:home']],
    ['give way to requests', latency, [checked, count(0, 5)], ['traffic:browser']],
    ['give way to a source that has both', latency, [checked, count(0, 5), count(5, 10, { checks: '1' })], ['traffic:browser']],
  ])('%s', (_what, more, requests, expected) => {
    expect(countersOf(hour(requests, [], more), 'api').map(({ source }) => `${source.kind}:${source.id}`)).toEqual(expected)
  })
})

describe('what an exclusion does to a record', () => {
  const window = (from: number, to: number, removes: 'downtime' | 'both') => ({
    clause: 'work',
    removes,
    grounds: [],
    spans: [FROM + from * MIN, FROM + to * MIN],
  })
  it.each([
    ['beside it: nothing', count(10, 20), [window(20, 30, 'both')], 'counts'],
    ['all of it: its failures are forgiven', count(10, 20), [window(10, 20, 'downtime')], 'forgiven'],
    ['all of it, with its requests: it is gone', count(10, 20), [window(10, 20, 'both')], undefined],
    ['a part of it', count(10, 20), [window(10, 19, 'downtime')], 'partly'],
    ['a part of it, with its requests', count(10, 20), [window(11, 20, 'both')], 'partly'],
    ['all of it in two windows', count(10, 20), [window(5, 15, 'downtime'), window(15, 25, 'downtime')], 'forgiven'],
    ['forgiven whole, gone in part: forgiven', count(10, 20), [window(10, 20, 'downtime'), window(15, 20, 'both')], 'forgiven'],
    ['an instant in it', count(15, 15), [window(10, 20, 'downtime')], 'forgiven'],
    ['the first instant of it', count(10, 10), [window(10, 20, 'both')], undefined],
    ['the instant after it', count(20, 20), [window(10, 20, 'both')], 'counts'],
  ] as const)('%s', (_what, record, excluded, fate) => {
    expect(weighedRecords(hour([record], [], { excluded }), 'api')?.map((each) => each.fate)).toEqual(fate === undefined ? [] : [fate])
  })
  it('removes what lies outside agreed time, and cannot split what lies there in part', () => {
    const agreed = () => [FROM, FROM + 30 * MIN]
    const of = (record: RequestCount) => weighedRecords(hour([record], [], { agreed }), 'api')
    expect(of(count(25, 30))).toHaveLength(1)
    expect(of(count(30, 35))).toEqual([])
    expect(of(count(29, 29))).toHaveLength(1)
    expect(of(count(30, 30))).toEqual([])
    expect(() => of(count(25, 31))).toThrow(new Uncountable(reason('count-over-agreed-time')))
  })
  it('is not asked where nobody counts', () => expect(weighedRecords(hour([]), 'api')).toBeNull())
})

describe('for how much of the time requests are counted', () => {
  const share = (requests: RequestCount[], coverage: Coverage[], more: Partial<Setting> = {}) =>
    fraction(countedShare(hour(requests, coverage, more)))
  it.each([
    ['by coverage: half of it', [], [covers(0, 30)], {}, '1/2'],
    ['by records: a twelfth', [count(0, 5)], [], {}, '1/12'],
    ['by both, together: 35 of 60', [count(10, 35)], [covers(0, 20)], {}, '7/12'],
    ['up to now: all of half an hour', [], [covers(0, null)], { at: FROM + 30 * MIN }, '1/1'],
    ['long after: half of the hour', [], [covers(0, 30)], { at: FROM + 9 * HOUR }, '1/2'],
    ['nothing agreed, nothing to know', [], [covers(0, 30)], { agreed: () => [] }, '1/1'],
    // 30 of 60 and 0 of 60.
    ['of two services', [], [covers(0, 30)], { objective: { services: ['api', 'web'] } }, '1/4'],
  ] as [string, RequestCount[], Coverage[], Partial<Setting>, string][])('%s', (_what, requests, coverage, more, expected) => {
    expect(share(requests, coverage, more)).toBe(expected)
  })
})
