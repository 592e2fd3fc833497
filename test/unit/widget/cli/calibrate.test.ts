import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { API, incident, incidents, update, WEB } from '../../feeds/statuspage-rows.ts'
import { type Standing, standing } from './standing.ts'

let tool: Standing
beforeAll(async () => {
  tool = await standing()
  // A total outage of 100 min for both components until "resolved"; the page counts 60 of them for the API and 40 for the web.
  const outage = incident('i1', [update(0, 'investigating'), update(100, 'resolved')], { impact: 'critical', components: [API, WEB] })
  tool.file('incidents.json', incidents(outage))
  const days = (m: number): object[] => [
    { date: '2026-06-09', outages: {}, related_events: [] },
    { date: '2026-06-10', outages: { m }, related_events: [{ name: 'Outage', code: 'i1' }] },
  ]
  tool.file('uptime.json', {
    uptimeData: { c1: { component: { name: 'API' }, days: days(3600) }, c2: { component: { name: 'Web' }, days: days(2400) } },
  })
  tool.file('page.json', { page: { name: 'Acme', status: 'UP' }, activeIncidents: [] })
})
afterAll(() => tool.close())

const AT = ['--observed-at', '2026-06-11T00:00:00Z']

describe('standing calibrate', () => {
  it('prints ours, theirs and the difference by cause', async () => {
    const { exit, out } = await tool.run(['calibrate', 'incidents.json', 'uptime.json', ...AT])
    expect(exit).toBe(0)
    const plain = out
      .replaceAll('\u00a0', ' ')
      .split('\n')
      .map((line) => line.trim().split(/ {2,}/))
    expect(plain[0]).toEqual(['2 days, 2026-06-09T00:00:00+00:00 to 2026-06-11T00:00:00+00:00'])
    expect(plain[2]).toEqual(['component', 'by incidents', 'by the page', 'difference', 'spread over components'])
    // 100 of 2,880 min leave 96.5277… %, 60 leave 97.9166… %, 40 leave 98.6111… %; page figures have four digits.
    expect(plain[3]?.[0]).toBe('API')
    expect(plain[3]?.[1]).toBe('96.527 %, 1 h 40 min (estimate)')
    expect(plain[4]?.[1]).toBe('96.527 %, 1 h 40 min (estimate)')
  })
  it('adds up as JSON', async () => {
    const { out } = await tool.run(['calibrate', 'incidents.json', 'uptime.json', ...AT, '--json'])
    const rows = JSON.parse(out) as { oursMs: number; theirsMs: number; byCause: Record<string, number> }[]
    expect(rows).toHaveLength(2)
    for (const { oursMs, theirsMs, byCause } of rows) {
      expect(Object.values(byCause).reduce((sum, each) => sum + each, 0)).toBe(oursMs - theirsMs)
      expect(byCause.spread).toBe(oursMs - theirsMs)
    }
  })
  it.each([
    ['a page without a figure', ['page.json'], 1, 'wanted a page that gives an uptime of its own, got none'],
    [
      'a state nobody knows',
      ['incidents.json', '--counts', 'down,slow'],
      2,
      '--counts: wanted some of down, partial, degraded, got "slow"',
    ],
    ['a zone nobody knows', ['incidents.json', '--zone', 'Mars'], 2, '--zone: wanted an IANA name such as Europe/Berlin, got "Mars"'],
    ['nothing', [], 2, 'Missing argument FILE or URL'],
  ])('refuses %s', async (_what, words, exit, message) => {
    const ran = await tool.run(['calibrate', ...words])
    expect(ran.exit).toBe(exit)
    expect(ran.err.join('\n')).toContain(message)
  })
})
