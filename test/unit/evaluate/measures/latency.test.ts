/** How long requests took, fast enough or in bands (R17, R48): what exclusions, failures and missing times do to it. One hour. */
import { describe, expect, it } from 'vitest'
import { fraction } from '../../../../shared/base/rational.ts'
import type { ApdexMeasure, LatencyMeasure } from '../../../../shared/contract/model.ts'
import { measureApdex } from '../../../../shared/evaluate/measures/apdex.ts'
import { measureLatency } from '../../../../shared/evaluate/measures/latency.ts'
import type { ExclusionWindow, FigureBounds } from '../../../../shared/evaluate/model/measured.ts'
import type { LatencyBucket, RequestCount, Source } from '../../../../shared/evidence/model.ts'
import { contextOf, HOUR, MIN, type Setting, t, traffic } from '../measure-context.ts'

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
const hour = (requests: readonly RequestCount[], measure: LatencyMeasure | ApdexMeasure, more: Partial<Setting> = {}) =>
  contextOf({ measure, from: FROM, to: FROM + HOUR, ...more, evidence: { requests, ...more.evidence } })
const figure = ({ value, low, high }: FigureBounds) => [low && fraction(low), value && fraction(value), high && fraction(high)]
const window = (from: number, to: number, removes: 'downtime' | 'both'): ExclusionWindow => ({
  clause: 'work',
  removes,
  grounds: [],
  spans: [FROM + from * MIN, FROM + to * MIN],
})
/** 1,000 requests of which 10 failed: 900 within 0.5 s, 60 within 1 s, 20 within 2 s, 10 slower. */
const buckets: LatencyBucket[] = [{ upTo: 500, count: 900 }, { upTo: 1000, count: 60 }, { upTo: 2000, count: 20 }, { count: 10 }]
const thousand = count(0, 10, 1000, 10, { latency: buckets })
const covered = { coverage: [{ service: 'api', source: traffic, from: FROM, to: null }] }

describe('fast enough', () => {
  const within = (atMost: string, failed?: 'slow' | 'excluded'): LatencyMeasure => ({
    by: 'latency',
    percentile: '95',
    atMost,
    ...(failed && { failed }),
  })
  it.each([
    // Forgiven: 900 fast, 60 cut by the limit and 30 slow are all good. Half of it: the 30 slow may be forgiven.
    ['forgiven', within('PT0.75S'), window(0, 10, 'downtime'), ['100/1', '100/1', '100/1'], { total: 990, good: 990, bad: 0 }],
    [
      'forgiven, with those that failed',
      within('PT0.75S', 'slow'),
      window(0, 10, 'downtime'),
      ['100/1', '100/1', '100/1'],
      { total: 1000, good: 1000, bad: 0 },
    ],
    ['touched in part', within('PT1S'), window(0, 5, 'downtime'), ['3200/33', '100/1', '100/1'], { total: 990, good: 960, bad: 0 }],
    // 60 were unknown before, and 30 are now: 900 of 990.
    [
      'touched in part, cut by the limit',
      within('PT0.75S'),
      window(0, 5, 'both'),
      ['1000/11', '100/1', '100/1'],
      { total: 990, good: 900, bad: 0 },
    ],
    ['beside it', within('PT1S'), window(20, 30, 'both'), ['3200/33', '3200/33', '3200/33'], { total: 990, good: 960, bad: 30 }],
  ] as const)('an exclusion: %s', (_what, measure, excluded, expected, counts) => {
    const measured = measureLatency(hour([thousand], measure, { excluded: [excluded] }))
    expect(figure(measured.attained)).toEqual(expected)
    expect(measured.counts).toEqual(counts)
  })
  it('requests without times are unknown, but not those that failed', () => {
    // 50 fast; of 50 without times 20 failed and 30 may have been either: at worst 50 of 80.
    const list = [count(0, 5, 50, 0, { latency: [{ upTo: 100, count: 50 }] }), count(5, 10, 50, 20)]
    expect(figure(measureLatency(hour(list, within('PT1S'))).attained)).toEqual(['125/2', '100/1', '100/1'])
  })
  it('where nothing was answered there is no time to say', () => {
    // All ten failed: left out, nothing is left; slow, all are.
    const list = [count(0, 5, 10, 10)]
    expect(figure(measureLatency(hour(list, within('PT1S'))).attained)).toEqual(['100/1', null, '100/1'])
    expect(figure(measureLatency(hour(list, within('PT1S', 'slow'))).attained)).toEqual(['0/1', '0/1', '0/1'])
  })
  it('no request at all is nothing slow', () => {
    expect(figure(measureLatency(hour([], within('PT1S'), { evidence: covered })).attained)).toEqual(['100/1', null, '100/1'])
  })
  it('nobody says how long they took', () => {
    expect(measureLatency(hour([count(0, 5, 10, 0)], within('PT1S'))).refused).toEqual({
      verdict: 'not-computable',
      reason: expect.objectContaining({ why: 'no source says how long requests took' }),
    })
  })
  it('nobody counts at all', () => {
    expect(measureLatency(hour([], within('PT1S'))).refused).toEqual({
      verdict: 'not-computable',
      reason: expect.objectContaining({ why: 'no source counts the requests of api' }),
    })
  })
  it('names what it takes failed requests for only where the text does not', () => {
    const silent = hour([thousand], within('PT1S'))
    measureLatency(silent)
    expect(silent.why).toMatchObject({ 'objectives[0].measure.failed': 'the agreement does not say whether failed requests are slow' })
    const said = hour([thousand], within('PT1S', 'excluded'))
    measureLatency(said)
    // Ten minutes of the hour are counted, and no source covers the rest (R56).
    expect(said.assumed).toEqual({ 'objectives[0].measure': 'requests' })
  })
})

describe('by the checks of a probe', () => {
  const probe = (id: string): Source => ({ kind: 'probe', id, party: 'customer' })
  const checks = (id: string, off: string) => count(0, 10, 100, 0, { source: probe(id), checks: off, latency: [{ upTo: 500, count: 100 }] })
  const measure: LatencyMeasure = { by: 'latency', percentile: '95', atMost: 'PT1S', failed: 'excluded' }
  it('is an estimate that names them, each once', () => {
    const context = hour(
      [checks('home', '2.5'), { ...checks('home', '2.5'), from: FROM + 10 * MIN, to: FROM + 20 * MIN }, checks('office', '1')],
      measure,
    )
    const measured = measureLatency(context)
    expect([measured.basis, figure(measured.attained)[1], measured.target && fraction(measured.target)]).toEqual([
      'estimate',
      '100/1',
      '95/1',
    ])
    expect(context.assumed).toEqual({
      'objectives[0].measure': 'the checks of probe:home, times to within 2.5 %, the checks of probe:office, times to within 1 %',
    })
    expect(context.why).toEqual({ 'objectives[0].measure': 'no source counts the requests of all users' })
  })
  it('is none where requests are counted', () => {
    const context = hour([checks('home', '2.5'), thousand], measure)
    expect(measureLatency(context).basis).toBe('contractual')
    expect(context.assumed).toEqual({ 'objectives[0].measure': 'requests' })
    const whole = hour([checks('home', '2.5'), thousand], measure, { evidence: covered })
    measureLatency(whole)
    expect(whole.assumed).toEqual({})
  })
})

describe('in bands', () => {
  // 900 score 1, 60 + 20 within 2 s score ½, 10 open and 10 failed score nothing: 940 of 1,000.
  const bands = [
    { within: 'PT0.5S', score: '1' },
    { within: 'PT2S', score: '0.5' },
  ]
  const measure: ApdexMeasure = { by: 'apdex', bands }
  it.each([
    ['none', thousand, [], ['94/1', '94/1', '94/1'], { total: 1000, good: 980, bad: 20 }],
    ['forgiven', thousand, [window(0, 10, 'downtime')], ['100/1', '100/1', '100/1'], { total: 1000, good: 1000, bad: 0 }],
    ['touched in part', thousand, [window(0, 5, 'downtime')], ['0/1', null, '100/1'], { total: 1000, good: 0, bad: 0 }],
  ] as const)('an exclusion: %s', (_what, record, excluded, expected, counts) => {
    const measured = measureApdex(hour([record], measure, { excluded }))
    expect(figure(measured.attained)).toEqual(expected)
    expect(measured.counts).toEqual(counts)
  })
  it('requests without times are unknown, and those that failed score nothing', () => {
    // 50 of score 1; of 50 without times 20 failed: 50 of 70 known, at worst 50 of 100, at best 80.
    const list = [count(0, 5, 50, 0, { latency: [{ upTo: 100, count: 50 }] }), count(5, 10, 50, 20)]
    expect(figure(measureApdex(hour(list, measure)).attained)).toEqual(['50/1', '500/7', '80/1'])
  })
  it('an open bucket is in no band, however far it reaches', () => {
    const list = [count(0, 5, 10, 0, { latency: [{ count: 10 }] })]
    expect(figure(measureApdex(hour(list, { by: 'apdex', bands: [{ within: 'P1D', score: '1' }] })).attained)).toEqual([
      '0/1',
      '0/1',
      '0/1',
    ])
  })
  it('nobody says how long they took: not computable; no request at all: nothing slow', () => {
    expect(measureApdex(hour([count(0, 5, 10, 0)], measure)).refused?.reason.why).toBe('no source says how long requests took')
    expect(figure(measureApdex(hour([], measure, { evidence: covered })).attained)).toEqual(['100/1', null, '100/1'])
  })
})
