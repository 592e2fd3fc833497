/** What measures other than time have in common: no figures of time, and no fault of ours counted as evidence. */
import { describe, expect, it } from 'vitest'
import { fraction } from '../../../../shared/base/rational.ts'
import type { Measure } from '../../../../shared/contract/model.ts'
import { measureApdex } from '../../../../shared/evaluate/measures/apdex.ts'
import { measureDuration } from '../../../../shared/evaluate/measures/duration.ts'
import { measureLatency } from '../../../../shared/evaluate/measures/latency.ts'
import { measureRate } from '../../../../shared/evaluate/measures/rate.ts'
import { measureRequests } from '../../../../shared/evaluate/measures/requests.ts'
import { measureSlots } from '../../../../shared/evaluate/measures/slots.ts'
import { measureTickets } from '../../../../shared/evaluate/measures/tickets.ts'
import type { FigureBounds, MeasureFunction } from '../../../../shared/evaluate/model/measured.ts'
import type { Evidence } from '../../../../shared/evidence/model.ts'
import { contextOf, HOUR, MIN, type Setting, t, traffic } from '../measure-context.ts'

const FROM = t('2026-03-01T00:00')
const REQUESTS: Evidence['requests'] = [
  { service: 'api', source: traffic, from: FROM, to: FROM + 5 * MIN, total: 100, failed: 50, latency: [{ upTo: 100, count: 50 }] },
]
const TICKETS: Evidence['tickets'] = [
  {
    id: 'T',
    type: 'incident',
    severity: 'p1',
    events: [
      { at: FROM, kind: 'opened', by: 'customer' },
      { at: FROM + 5 * MIN, kind: 'responded', by: 'provider' },
    ],
  },
]
const SUPPORT = { clockStart: 'submitted' as const, severities: [{ id: 'p1', calendar: 'always', response: 'PT1M' }] }
const BANDS = [{ within: 'PT1S', score: '1' }]
const MEAN: Measure = { by: 'slots', slot: 'PT5M', aggregate: 'mean' }

const ALL: readonly (readonly [string, MeasureFunction, Measure])[] = [
  ['requests', measureRequests, { by: 'requests' }],
  ['latency', measureLatency, { by: 'latency', percentile: '95', atMost: 'PT1S' }],
  ['apdex', measureApdex, { by: 'apdex', bands: BANDS }],
  ['mean of slots', measureSlots, MEAN],
  ['tickets', measureTickets, { by: 'tickets', clock: 'response' }],
  ['duration', measureDuration, { by: 'duration', clock: { from: 'opened', to: 'responded' } }],
]
const setting = (measure: Measure, more: Partial<Setting> = {}): Setting => ({
  measure,
  objective: { target: '99' },
  contract: { support: SUPPORT },
  evidence: { requests: REQUESTS, tickets: TICKETS },
  from: FROM,
  to: FROM + HOUR,
  ...more,
})

it.each(ALL)('%s has no time, no runs, no downtime and no ledger', (_what, measured, measure) => {
  expect(measured(contextOf(setting(measure)))).toMatchObject({ time: null, runs: [], down: [], ledger: [], basis: 'contractual' })
})

describe('what a period can still come to', () => {
  const text = ({ value, low, high }: FigureBounds) => [low && fraction(low), value && fraction(value), high && fraction(high)]
  const figures = (measured: MeasureFunction, measure: Measure, at: number) => {
    const { attained, best } = measured(contextOf(setting(measure, { at })))
    return [text(attained), text(best)]
  }
  it.each([
    // Half of the requests failed; the only ticket was answered too late.
    ['requests', measureRequests, { by: 'requests' }, '50/1'],
    ['tickets', measureTickets, { by: 'tickets', clock: 'response' }, '0/1'],
  ] as const)('%s: all that comes may be good until it ends, and nothing comes after', (_what, measured, measure, value) => {
    const same = [value, value, value]
    const good = ['100/1', '100/1', '100/1']
    expect(figures(measured, measure, FROM + HOUR - 1)).toEqual([same, good])
    expect(figures(measured, measure, FROM + HOUR)).toEqual([same, same])
    expect(figures(measured, measure, FROM + HOUR + 1)).toEqual([same, same])
  })
})

it('without a target there is no budget', () => {
  const { target, budget } = measureRequests(contextOf(setting({ by: 'requests' }, { objective: {} })))
  expect([target, budget]).toEqual([null, null])
})

describe('a fault of ours', () => {
  const agreed = (): never => {
    throw new TypeError('ours')
  }
  it.each<[string, MeasureFunction, Measure]>([
    ['requests', measureRequests, { by: 'requests' }],
    ['slots', measureSlots, { by: 'slots', slot: 'PT5M', downWhen: { errorRate: { over: '5' } } }],
    ['mean of slots', measureSlots, MEAN],
  ])('in %s is no evidence', (_what, measured, measure) => {
    expect(() => measured(contextOf(setting(measure, { agreed })))).toThrow(new TypeError('ours'))
  })
})

describe('rates', () => {
  const measure: Measure = { by: 'rate', metric: 'tokens', slot: 'PT5M', atLeast: '15000', share: '90' }
  const sample = (from: number, to: number, value: string) => ({
    service: 'api',
    source: traffic,
    metric: 'tokens',
    value,
    from: FROM + from * MIN,
    to: FROM + to * MIN,
  })
  const down = (...samples: ReturnType<typeof sample>[]) => measureRate(contextOf(setting(measure, { evidence: { samples } }))).counts
  it.each([
    ['two instants weigh the same: (10,000 + 20,000) / 2', [sample(1, 1, '10000'), sample(2, 2, '20000')], 0],
    ['and a little less', [sample(1, 1, '9999'), sample(2, 2, '20000')], 1],
    ['an instant is nothing beside what lasted', [sample(1, 1, '0'), sample(0, 5, '15000')], 0],
  ] as const)('%s', (_what, samples, expected) => {
    expect(down(...samples)).toMatchObject({ down: expected, unknown: 11 })
  })
  it('without an edge or a sample there is nothing to say, and why', () => {
    const { atLeast: _, ...open } = measure
    expect(measureRate(contextOf(setting(open))).refused).toEqual({
      verdict: 'not-computable',
      reason: expect.objectContaining({ why: 'the agreement does not say which rate is promised' }),
    })
    expect(measureRate(contextOf(setting(measure))).refused).toEqual({
      verdict: 'not-computable',
      reason: expect.objectContaining({ why: 'no source gives samples of tokens for api' }),
    })
  })
})
