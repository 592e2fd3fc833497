/** Feeds that give downtime by day, without times. */
import { describe, expect, it } from 'vitest'
import { FeedError } from '../../../shared/feeds/feed-error.ts'
import { statuspageUptime } from '../../../shared/feeds/statuspage-uptime.ts'
import { upptime } from '../../../shared/feeds/upptime.ts'
import { readAs } from './reading.ts'
import { recorded } from './recorded.ts'

const DAY = 86_400_000
const at = (day: number): number => Date.UTC(2026, 5, day)

describe('statuspage, official seconds by day', () => {
  const read = readAs(statuspageUptime)
  const page = (...outages: object[]): object => ({
    c1: {
      component: { code: 'c1', name: 'API' },
      days: outages.map((each, index) => ({ date: `2026-06-0${index + 1}`, outages: each, related_events: [] })),
    },
  })

  it('lays each day’s seconds at its start, major before partial, and doubts them over three days', () => {
    const { evidence, completeFrom, events } = read({ uptimeData: page({}, { p: 60, m: 30 }) })
    expect(events).toBe(2)
    expect(completeFrom).toBe(at(1))
    const uncertain = { from: at(1), to: at(4) }
    expect(evidence.spans).toMatchObject([
      { service: 'c1', state: 'down', from: at(2), to: at(2) + 30_000, basis: 'daily-bucket', uncertain },
      { service: 'c1', state: 'partial', from: at(2) + 30_000, to: at(2) + 90_000, basis: 'daily-bucket', uncertain },
    ])
  })

  it('is found in a page, braces and quotes in names notwithstanding', () => {
    const data = JSON.stringify(page({ m: 5 })).replace('API', 'A \\"} B')
    const { evidence, components } = read(`<html><script>\nvar uptimeData = ${data};\nvar x = {};</script></html>`)
    expect(evidence.spans).toHaveLength(1)
    expect(components[0]?.name).toBe('A "} B')
  })

  it.each([
    ['more seconds than a day of 25 hours has', { p: 86_000, m: 4001 }],
    ['negative seconds', { m: -1 }],
    ['words', { m: 'all day' }],
  ])('doubts that day alone for %s', (_what, outages) => {
    const reading = read({ uptimeData: page(outages, { m: 60 }) })
    expect(reading).toMatchObject({ rejected: [{ path: 'uptimeData.c1.days[0]' }], completeFrom: at(2), doubtful: 1 })
    expect(reading.evidence.spans).toMatchObject([
      { from: at(1), to: at(1), uncertain: { from: at(1), to: at(2) } },
      { from: at(2), to: at(2) + 60_000 },
    ])
  })

  // Where the clocks go back a day has 25 hours, 90,000 seconds.
  it.each([86_399, 86_400, 90_000])('takes a day with %i seconds of outage', (m) => {
    const { rejected, evidence } = read({ uptimeData: page({ m }) })
    expect(rejected).toEqual([])
    expect((evidence.spans[0]?.to ?? 0) - (evidence.spans[0]?.from ?? 0)).toBe(m * 1000)
  })

  it.each([
    ['a page without the data', '<html><script>var other = {}</script></html>'],
    ['data cut off', '<html><script>var uptimeData = {"c1":{"component":{"name":"API"},"days":['],
  ])('refuses %s', (_what, body) => {
    expect(() => read(body)).toThrow(FeedError)
  })

  it.each(['1password', 'auth0', 'balena-io', 'circleci', 'loggly'])('keeps every official second of %s', (name) => {
    const body = recorded(`statuspage-uptime/${name}_uptimeData_2021-01.json`)
    if (body === null) return
    type Day = { outages: { p?: number; m?: number } }
    const { uptimeData } = JSON.parse(body) as { uptimeData: Record<string, { days: Day[] }> }
    const official = Object.values(uptimeData).flatMap((each) => each.days.map(({ outages }) => (outages.p ?? 0) + (outages.m ?? 0)))
    const reading = statuspageUptime.read(body, { observedAt: Date.UTC(2021, 0, 23), source: name })
    expect(reading.rejected).toEqual([])
    expect(reading.evidence.spans.reduce((sum, span) => sum + (span.to ?? 0) - span.from, 0)).toBe(
      1000 * official.reduce((sum, each) => sum + each, 0),
    )
    expect(reading.components).toHaveLength(Object.keys(uptimeData).length)
  })
})

describe('upptime', () => {
  const read = readAs(upptime)
  const site = (more: object = {}): object => ({
    name: 'Shop',
    slug: 'shop',
    url: 'https://shop.example',
    status: 'up',
    uptime: '99.9%',
    dailyMinutesDown: { '2026-06-02': 38 },
    ...more,
  })

  it('lays a day’s minutes at its start and doubts them over the day', () => {
    expect(read([site()]).evidence.spans).toMatchObject([
      {
        service: 'shop',
        state: 'down',
        from: at(2),
        to: at(2) + 38 * 60_000,
        basis: 'daily-bucket',
        uncertain: { from: at(2), to: at(2) + DAY },
      },
    ])
  })

  it('covers no time: the feed does not say since when a site is checked', () => {
    expect(read([site()])).toMatchObject({ completeFrom: null, components: [{ name: 'Shop', state: 'up' }] })
  })

  it.each([
    ['more minutes than a day has', { '2026-06-02': 1441 }],
    ['an invalid day', { '2026-02-30': 1 }],
    ['words', { '2026-06-02': 'some' }],
  ])('rejects %s', (_what, dailyMinutesDown) => {
    expect(read([site({ dailyMinutesDown })]).rejected).toHaveLength(1)
  })

  const files = recorded('upptime/foodcoopx_upptime_files.json')
  it.skipIf(files === null)('reads a recorded summary, minute by minute', () => {
    const summary = (JSON.parse(files ?? '{}') as Record<string, string>)['history/summary.json'] ?? ''
    const sites = JSON.parse(summary) as { dailyMinutesDown: Record<string, number> }[]
    const minutes = sites.flatMap((each) => Object.values(each.dailyMinutesDown)).reduce((sum, each) => sum + each, 0)
    const reading = upptime.read(summary, { observedAt: Date.UTC(2026, 7, 1), source: 'x' })
    expect(reading.rejected).toEqual([])
    expect(reading.components).toHaveLength(sites.length)
    expect(reading.evidence.spans.reduce((sum, span) => sum + (span.to ?? 0) - span.from, 0)).toBe(minutes * 60_000)
    expect(minutes).toBeGreaterThan(0)
  })
})
