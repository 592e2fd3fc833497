import { describe, expect, it } from 'vitest'
import { betterStack } from '../../../shared/feeds/better-stack.ts'
import { FeedError } from '../../../shared/feeds/feed-error.ts'
import { readAs, spansOf } from './reading.ts'
import { recorded } from './recorded.ts'

const read = readAs(betterStack)
const resource = (history: object[] = [], more: object = {}): object => ({
  type: 'status_page_resource',
  id: 'r1',
  attributes: { public_name: 'API', status: 'operational', availability: 1, status_history: history, ...more },
})
const day = (date: string, seconds: number): object => ({
  day: date,
  status: seconds ? 'downtime' : 'operational',
  downtime_duration: seconds,
  maintenance_duration: 0,
})
const affected = (status: string): object[] => [{ status_page_resource_id: 'r1', status }]
const report = (more: object = {}, updates: readonly [string, string][] = []): object[] => [
  {
    type: 'status_report',
    id: 'rep',
    attributes: {
      title: 'Errors',
      report_type: 'manual',
      starts_at: '2026-06-10T08:00:00.000Z',
      ends_at: '2026-06-10T10:00:00.000Z',
      aggregate_state: 'resolved',
      affected_resources: affected('resolved'),
      ...more,
    },
    relationships: { status_updates: { data: updates.map((_, index) => ({ id: `u${index}`, type: 'status_update' })) } },
  },
  ...updates.map(([published_at, status], index) => ({
    type: 'status_update',
    id: `u${index}`,
    attributes: { message: '', published_at, affected_resources: affected(status) },
  })),
]
const page = (included: readonly object[], timezone = 'UTC'): object => ({
  data: { id: '1', type: 'status_page', attributes: { timezone } },
  included,
})

const UPDATES: readonly [string, string][] = [
  ['2026-06-10T09:30:00.000Z', 'degraded'],
  ['2026-06-10T08:05:00.000Z', 'downtime'],
  ['2026-06-10T09:50:00.000Z', 'resolved'],
]

describe('better stack, reports', () => {
  it.each([
    [
      'states by the updates, the first from the report’s start',
      report({}, UPDATES),
      ['r1 down 06-10 08:00 to 06-10 09:30 (component-transition)', 'r1 degraded 06-10 09:30 to 06-10 09:50 (component-transition)'],
    ],
    [
      'open',
      report({ aggregate_state: 'downtime', ends_at: null, affected_resources: affected('downtime') }),
      ['r1 down 06-10 08:00 to null (component-transition)'],
    ],
    [
      'resolved without an end: over with its last update',
      report({ ends_at: null }, [['2026-06-10T09:00:00.000Z', 'downtime']]),
      ['r1 down 06-10 08:00 to 06-10 09:00 (component-transition)'],
    ],
    [
      'not monitored is no state',
      report({ aggregate_state: 'downtime', ends_at: null, affected_resources: affected('not_monitored') }),
      [],
    ],
  ])('%s', (_what, rows, expected) => {
    expect(spansOf(read(page([resource(), ...rows])))).toEqual(expected)
  })

  it('reads maintenance as announced', () => {
    const rows = report({
      report_type: 'maintenance',
      starts_at: '2026-06-12T08:00:00.000Z',
      ends_at: '2026-06-12T09:00:00.000Z',
      aggregate_state: 'maintenance',
      affected_resources: affected('maintenance'),
    })
    const { evidence } = read(page([resource(), ...rows]))
    expect(evidence.maintenance).toMatchObject([
      { id: 'rep', services: ['r1'], from: Date.UTC(2026, 5, 12, 8), to: Date.UTC(2026, 5, 12, 9) },
    ])
    expect(evidence.maintenance[0]).not.toHaveProperty('actual')
  })

  it.each([
    ['resolved, without end and without updates', { ends_at: null }],
    ['ended before it began', { ends_at: '2026-06-10T07:00:00.000Z' }],
    ['in a state nobody knows', { aggregate_state: 'wobbly' }],
  ])('rejects a report %s', (_what, more) => {
    expect(read(page([resource(), ...report(more)]))).toMatchObject({ rejected: [{ path: 'included[1]' }], doubtful: 1 })
  })
})

describe('better stack, days', () => {
  it('lays a day’s official seconds at its start, in doubt over the whole day of the page’s zone', () => {
    const { evidence, completeFrom } = read(page([resource([day('2026-06-01', 0), day('2026-06-02', 90)])], 'Europe/Berlin'))
    // Midnight in Berlin is 22:00 UTC the day before.
    const from = Date.UTC(2026, 5, 1, 22)
    expect(evidence.spans).toMatchObject([
      { service: 'r1', from, to: from + 90_000, state: 'down', basis: 'daily-bucket', uncertain: { from, to: from + 86_400_000 } },
    ])
    expect(completeFrom).toBe(from - 86_400_000)
  })

  // The report has r1 down for the hour from 8:00 to 9:00: what the page counts beyond it is laid at the day's start.
  it.each([
    [0, []],
    [3599, []],
    [3600, []],
    [3601, ['r1 down 06-10 00:00 to 06-10 00:00 (daily-bucket)']],
    [7200, ['r1 down 06-10 00:00 to 06-10 01:00 (daily-bucket)']],
    // 8 hours until the report begins, and one after its end.
    [36_000, ['r1 down 06-10 00:00 to 06-10 08:00 (daily-bucket)', 'r1 down 06-10 09:00 to 06-10 10:00 (daily-bucket)']],
  ])('counts the larger of %i official seconds and a report of 3,600', (seconds, expected) => {
    const down: [string, string][] = [
      ['2026-06-10T08:00:00.000Z', 'downtime'],
      ['2026-06-10T09:00:00.000Z', 'resolved'],
    ]
    const reading = read(page([resource([day('2026-06-10', seconds)]), ...report({}, down)]))
    expect(spansOf(reading).filter((span) => span.includes('daily-bucket'))).toEqual(expected)
    const lost = reading.evidence.spans.filter(({ state }) => state === 'down').reduce((sum, { from, to }) => sum + (to ?? 0) - from, 0)
    expect(lost).toBe(Math.max(seconds, 3600) * 1000)
  })

  it.each([
    ['more seconds than a day has', day('2026-06-02', 86_401)],
    ['an invalid day', day('2026-02-30', 1)],
  ])('rejects %s', (_what, row) => {
    expect(read(page([resource([row])])).rejected).toHaveLength(1)
  })

  it('refuses a time zone that is none', () => {
    expect(() => read(page([resource()], 'Mars/Base'))).toThrow(FeedError)
  })

  const sample = recorded('live-samples/better-stack_index_status.betterstack.com_2026-09-23.json')
  it.skipIf(sample === null)('reads a recorded page, whose report is resolved without an end', () => {
    expect(read(sample ?? '')).toMatchObject({
      events: 1,
      rejected: [],
      completeFrom: Date.UTC(2026, 5, 26),
      evidence: { spans: [{ state: 'degraded', from: Date.UTC(2026, 8, 4, 13, 50), to: Date.UTC(2026, 8, 4, 19, 53) }] },
    })
  })
})
