/** Shares of requests: counted, fast enough, scored (R16, R17, P-04, P-14). One hour of a period a test, in minutes. */
import { describe, expect, it } from 'vitest'
import { fraction } from '../../../../shared/base/rational.ts'
import { measureApdex } from '../../../../shared/evaluate/measures/apdex.ts'
import { measureLatency } from '../../../../shared/evaluate/measures/latency.ts'
import { measureRequests } from '../../../../shared/evaluate/measures/requests.ts'
import type { FigureBounds, Measured } from '../../../../shared/evaluate/model/measured.ts'
import type { LatencyBucket, RequestCount, Source } from '../../../../shared/evidence/model.ts'
import { contextOf, HOUR, MIN, metrics, type Setting, t, traffic } from '../measure-context.ts'

const FROM = t('2026-03-01T00:00')
const count = (from: number, to: number, total: number, failed: number, more: Partial<RequestCount> = {}): RequestCount => ({
  service: 'api',
  source: traffic,
  from: FROM + from * MIN,
  to: FROM + to * MIN,
  total,
  failed,
  ...more,
})
const hour = (list: readonly RequestCount[], more: Partial<Setting> = {}) =>
  contextOf({
    measure: { by: 'requests' },
    objective: { target: '99.9' },
    from: FROM,
    to: FROM + HOUR,
    ...more,
    evidence: { requests: list, ...more.evidence },
  })
const figure = ({ value, low, high }: FigureBounds) => [low && fraction(low), value && fraction(value), high && fraction(high)]
const exact = (measured: Measured) => figure(measured.attained)[1]
const window = (from: number, to: number, removes: 'downtime' | 'both') => ({
  clause: 'work',
  removes,
  grounds: [],
  sources: [],
  spans: [FROM + from * MIN, FROM + to * MIN],
})

describe('good of valid requests', () => {
  it.each([
    [
      'every request weighs the same: 10 all bad, 1,000 good are 100,000 / 1,010',
      [count(0, 5, 10, 10), count(5, 10, 1000, 0)],
      '10000/101',
    ],
    ['an empty slice is neutral', [count(0, 5, 0, 0), count(5, 10, 1000, 1)], '999/10'],
    ['three sevenths', [count(0, 5, 7, 4)], '300/7'],
    ['two sources are two counts', [count(0, 5, 100, 1), count(0, 5, 100, 0, { source: metrics })], '199/2'],
    ['another service is not counted', [count(0, 5, 100, 1), count(0, 5, 100, 100, { service: 'web' })], '99/1'],
    ['before and after the period', [count(-5, 0, 100, 100), count(60, 65, 100, 100), count(55, 60, 100, 1)], '99/1'],
    ['a count of one instant lies where it starts', [count(0, 0, 10, 1), count(60, 60, 10, 10)], '90/1'],
  ] as const)('%s', (_what, list, expected) => expect(exact(measureRequests(hour(list)))).toBe(expected))

  it('says how many, and how many may fail', () => {
    // 0.1 % of 5,000 are 5; of 5,999 they are 5.999, floored
    expect(measureRequests(hour([count(0, 5, 5000, 6)]))).toMatchObject({
      counts: { total: 5000, good: 4994, bad: 6 },
      budget: { total: 5, spent: 6, left: -1, unit: 'requests' },
    })
    expect(measureRequests(hour([count(0, 5, 5999, 0)])).budget?.total).toBe(5)
  })
  it('evidence after at does not exist', () => {
    expect(exact(measureRequests(hour([count(0, 5, 100, 1), count(5, 10, 100, 100)], { at: FROM + 9 * MIN })))).toBe('99/1')
  })
  it('in a running period more and better may come', () => {
    expect(figure(measureRequests(hour([count(0, 5, 100, 50)], { at: FROM + 9 * MIN })).best)).toEqual(['100/1', '100/1', '100/1'])
  })
  it('knows the share it watched', () => {
    const coverage = [{ service: 'api', source: traffic, from: FROM, to: FROM + 30 * MIN }]
    expect(measureRequests(hour([count(40, 46, 10, 0)], { evidence: { coverage } })).known).toEqual({ n: 3n, d: 5n })
  })
  it('bad share of a window, by whole records', () => {
    const measured = measureRequests(hour([count(0, 5, 10, 10), count(5, 10, 30, 0), count(10, 15, 10, 10)]))
    expect(fraction(measured.bad?.(FROM, FROM + 10 * MIN) ?? { n: 0n, d: 1n })).toBe('1/4')
    expect(fraction(measured.bad?.(FROM + 20 * MIN, FROM + 30 * MIN) ?? { n: 1n, d: 1n })).toBe('0/1')
  })
  it.each([
    ['one failed request of one is no burn', 1, 1, '0/1'],
    ['two of two are', 2, 2, '1/1'],
  ] as const)('%s', (_what, total, failed, expected) => {
    const measured = measureRequests(hour([count(0, 5, total, failed)]))
    expect(fraction(measured.bad?.(FROM, FROM + HOUR) ?? { n: 7n, d: 1n })).toBe(expected)
  })
})

describe('no valid request', () => {
  const coverage = [{ service: 'api', source: traffic, from: FROM, to: null }]
  it.each([
    ['available, covered', 'available', coverage, ['100/1', null, '100/1']],
    ['down, covered', 'down', coverage, ['0/1', null, '100/1']],
    ['excluded, covered', 'excluded', coverage, ['0/1', null, '100/1']],
  ] as const)('%s', (_what, empty, covered, expected) => {
    expect(figure(measureRequests(hour([], { measure: { by: 'requests', empty }, evidence: { coverage: covered } })).attained)).toEqual(
      expected,
    )
  })
  it('in a running period nothing is known of it yet, unless silence is success', () => {
    const at = FROM + 30 * MIN
    expect(figure(measureRequests(hour([], { measure: { by: 'requests', empty: 'down' }, at, evidence: { coverage } })).best)).toEqual([
      '0/1',
      null,
      '100/1',
    ])
    expect(figure(measureRequests(hour([], { at, evidence: { coverage } })).best)).toEqual(['100/1', '100/1', '100/1'])
  })
  const feed: Source = { kind: 'feed', id: 'status', party: 'provider' }
  it.each([
    ['no source', []],
    ['a status feed', [{ service: 'api', source: feed, from: FROM, to: null }]],
    ['a source that covers another time', [{ service: 'api', source: traffic, from: FROM - HOUR, to: FROM }]],
    ['a source of another service', [{ service: 'web', source: traffic, from: FROM, to: null }]],
  ])('%s: not computable', (_what, covered) => {
    expect(measureRequests(hour([], { evidence: { coverage: covered } })).refused?.verdict).toBe('not-computable')
  })
  it('one service of two without a source: not computable', () => {
    const measured = measureRequests(hour([count(0, 5, 10, 0)], { objective: { services: ['api', 'web'] } }))
    expect(measured.refused).toEqual({
      verdict: 'not-computable',
      reason: expect.objectContaining({ why: 'no source counts the requests of web' }),
    })
  })
})

describe('records that cannot be split', () => {
  it.each([
    ['over the start of the period', count(-5, 5, 10, 0), {}],
    ['over its end', count(55, 65, 10, 0), { at: FROM + 2 * HOUR }],
    ['over the end of agreed time', count(20, 40, 10, 0), { agreed: () => [FROM, FROM + 30 * MIN] }],
  ] as const)('a record %s', (_what, record, more) => expect(measureRequests(hour([record], more)).refused?.verdict).toBe('not-computable'))
  it('a record outside agreed time does not count', () => {
    expect(exact(measureRequests(hour([count(0, 5, 10, 0), count(40, 45, 10, 10)], { agreed: () => [FROM, FROM + 30 * MIN] })))).toBe(
      '100/1',
    )
  })
})

describe('exclusions', () => {
  const list = [count(0, 10, 100, 100), count(10, 20, 900, 1)]
  it.each([
    // 1 of 1,000 and 1 of 900 failed
    ['removes downtime: the failures are forgiven', window(0, 10, 'downtime'), ['999/10', '999/10', '999/10']],
    ['removes both: the requests leave both sides', window(0, 10, 'both'), ['899/9', '899/9', '899/9']],
    ['half a record: its failures may be forgiven', window(0, 5, 'downtime'), ['899/10', '899/9', '999/10']],
    ['none', window(20, 30, 'both'), ['899/10', '899/10', '899/10']],
  ] as const)('%s', (_what, excluded, expected) =>
    expect(figure(measureRequests(hour(list, { excluded: [excluded] })).attained)).toEqual(expected),
  )
})

describe('several services', () => {
  const list = [count(0, 5, 100, 50), count(0, 5, 900, 0, { service: 'web' })]
  it.each([
    [undefined, '95/1'],
    ['pool', '95/1'],
    ['average', '75/1'],
  ] as const)('%s', (combine, expected) => {
    const measure = { by: 'requests' as const, ...(combine ? { combine } : {}) }
    expect(exact(measureRequests(hour(list, { measure, objective: { services: ['api', 'web'] } })))).toBe(expected)
  })
})

it('a service without requests weighs nothing in the average', () => {
  const coverage = [{ service: 'web', source: traffic, from: FROM, to: null }]
  const measure = { by: 'requests' as const, combine: 'average' as const }
  expect(
    figure(
      measureRequests(hour([count(0, 5, 100, 50)], { measure, objective: { services: ['api', 'web'] }, evidence: { coverage } })).attained,
    ),
  ).toEqual(['50/1', '50/1', '50/1'])
})

describe('whose word', () => {
  const list = [count(0, 5, 100, 50), count(0, 5, 100, 0, { source: metrics })]
  it.each([
    ['provider', '100/1'],
    ['customer', '50/1'],
    [{ order: ['metrics:gateway', 'customer'] }, '100/1'],
    [{ order: ['customer', 'provider'] }, '50/1'],
    [{ order: ['feed:none', 'customer'] }, '50/1'],
  ] as const)('%j', (authority, expected) =>
    expect(exact(measureRequests(hour(list, { measure: { by: 'requests', authority } })))).toBe(expected),
  )
})

describe('latency', () => {
  const buckets: LatencyBucket[] = [{ upTo: 500, count: 900 }, { upTo: 1000, count: 60 }, { upTo: 2000, count: 20 }, { count: 10 }]
  // 1,000 requests, 10 failed, 990 in buckets
  const at = (atMost: string, failed?: 'excluded' | 'slow') =>
    figure(
      measureLatency(
        hour([count(0, 5, 1000, 10, { latency: buckets })], {
          measure: { by: 'latency', percentile: '95', atMost, ...(failed ? { failed } : {}) },
        }),
      ).attained,
    )
  it.each([
    ['at a bucket’s edge', 'PT0.5S', undefined, ['1000/11', '1000/11', '1000/11']],
    ['at another', 'PT1S', undefined, ['3200/33', '3200/33', '3200/33']],
    ['failed requests are slow: 960 of 1,000', 'PT1S', 'slow', ['96/1', '96/1', '96/1']],
    // 60 of 990 may be fast or slow
    ['between edges', 'PT0.75S', undefined, ['1000/11', '3000/31', '3200/33']],
    // the last bucket has no upper edge: 980 of 990 to all
    ['beyond the last edge', 'PT3S', undefined, ['9800/99', '100/1', '100/1']],
    ['at the last edge the open bucket is slow', 'PT2S', undefined, ['9800/99', '9800/99', '9800/99']],
    ['below the first edge', 'PT0.4S', undefined, ['0/1', '0/1', '1000/11']],
  ] as const)('%s', (_what, atMost, failed, expected) => expect(at(atMost, failed)).toEqual(expected))

  it('takes the percentile for target and names the default', () => {
    const context = hour([count(0, 5, 10, 0, { latency: [{ upTo: 100, count: 10 }] })], {
      measure: { by: 'latency', percentile: '99.5', atMost: 'PT1S' },
      objective: {},
    })
    expect(measureLatency(context).target).toEqual({ n: 199n, d: 2n })
    expect(context.assumed).toEqual({ 'objectives[0].measure': 'requests', 'objectives[0].measure.failed': 'excluded' })
  })
  it('requests without latency may be fast or slow; all of them without, not computable', () => {
    const list = [count(0, 5, 50, 0, { latency: [{ upTo: 100, count: 50 }] }), count(5, 10, 50, 0)]
    const measure = { by: 'latency' as const, percentile: '95', atMost: 'PT1S' }
    expect(figure(measureLatency(hour(list, { measure })).attained)).toEqual(['50/1', '100/1', '100/1'])
    expect(measureLatency(hour(list.slice(1), { measure })).refused?.verdict).toBe('not-computable')
  })
})

describe('apdex', () => {
  const bands = [
    { within: 'PT1S', score: '1' },
    { within: 'PT10S', score: '0.5' },
  ]
  const buckets: LatencyBucket[] = [
    { upTo: 1000, count: 900 },
    { upTo: 2000, count: 40 },
    { upTo: 10_000, count: 20 },
    { upTo: 11_000, count: 10 },
    { count: 10 },
  ]
  it('scores 900 × 1 and 60 × ½ of 1,000, 20 of them failed', () => {
    const measured = measureApdex(
      hour([count(0, 5, 1000, 20, { latency: buckets })], { measure: { by: 'apdex', bands }, objective: { target: '94' } }),
    )
    expect(exact(measured)).toBe('93/1')
    expect(measured.counts).toEqual({ total: 1000, good: 960, bad: 40 })
    // 6 % of 1,000 may be lost; 70 are: 40 and half of 60
    expect(measured.budget).toEqual({ total: 60, spent: 70, left: -10, unit: 'requests' })
  })
  it.each([
    ['bands in any order', [...bands].reverse(), '93/1'],
    [
      'a bucket that reaches over a band scores the next',
      [
        { within: 'PT0.999S', score: '1' },
        { within: 'PT10S', score: '0.5' },
      ],
      '48/1',
    ],
    ['thirds stay exact', [{ within: 'PT1S', score: '0.333333333333333' }], '2999999999999997/100000000000000'],
  ] as const)('%s', (_what, ladder, expected) => {
    expect(exact(measureApdex(hour([count(0, 5, 1000, 20, { latency: buckets })], { measure: { by: 'apdex', bands: ladder } })))).toBe(
      expected,
    )
  })
})
