/** Figures found independently on the same recordings; the recordings themselves are not part of the project. */
import { describe, expect, it } from 'vitest'
import type { Span } from '../../../shared/evidence/model.ts'
import { statuspage } from '../../../shared/feeds/statuspage.ts'
import { recorded } from './recorded.ts'

const YEAR = recorded('statuspage/github_incidents_api_2025-09_2026-08.json')
const EDITS = recorded('statuspage/github_edited-incident-revisions.json')
const AT = Date.parse('2026-08-21T06:00:00Z')
const read = (body: string, observedAt = AT) => statuspage.read(body, { observedAt, source: 'github' })

/** Weighted milliseconds, at each moment by the worst state: slow, obvious, by cutting at every edge. */
function weighted(spans: readonly Span[], weights: Record<string, number>): number {
  const edges = [...new Set(spans.flatMap((span) => [span.from, span.to ?? AT]))].sort((a, b) => a - b)
  let sum = 0
  for (let i = 0; i + 1 < edges.length; i++) {
    const from = edges[i] ?? 0
    const to = edges[i + 1] ?? 0
    const here = spans.filter((span) => span.from <= from && (span.to ?? AT) >= to)
    sum += (to - from) * Math.max(0, ...here.map((span) => weights[span.state] ?? 0))
  }
  return sum
}

describe.skipIf(YEAR === null)('statuspage, a year of GitHub', () => {
  const reading = read(YEAR ?? '{"incidents":[]}')

  it('holds 280 events, none rejected', () => {
    expect(reading).toMatchObject({ events: 280, rejected: [] })
    expect(reading.refs).toHaveLength(280)
  })

  it('has Actions at 99.51 % by the weights its page uses, as measured by others', () => {
    const actions = reading.components.find((component) => component.name === 'Actions')
    const spans = reading.evidence.spans.filter((span) => span.service === actions?.id)
    const share = 100 - (100 * weighted(spans, { partial: 0.3, down: 1 })) / (AT - (reading.completeFrom ?? 0))
    expect(share).toBeGreaterThan(99.505)
    expect(share).toBeLessThan(99.515)
  })

  it('gives every span a window that runs forward and lies in coverage, and none an open end', () => {
    for (const span of reading.evidence.spans) {
      expect(span.to).not.toBeNull()
      expect(span.to ?? 0).toBeGreaterThanOrEqual(span.from)
    }
    expect(reading.evidence.coverage.every((each) => each.from === reading.completeFrom && each.to === AT)).toBe(true)
  })

  it('leaves the 119 events that list no component unattributed, except those with a change or without impact', () => {
    const rows = (JSON.parse(YEAR ?? '') as { incidents: { id: string; impact: string; components: unknown[] }[] }).incidents
    const nameless = rows.filter((row) => row.components.length === 0)
    expect(nameless).toHaveLength(119)
    const unattributed = new Set(reading.evidence.spans.filter((span) => span.service === null).map((span) => span.ref))
    expect([...unattributed].sort()).toEqual(
      nameless
        .filter((row) => row.impact !== 'none')
        .map((row) => row.id)
        .sort(),
    )
  })
})

interface Revision {
  readonly seen_at: string
  readonly incident: { readonly id: string; readonly started_at: string; readonly created_at: string }
}

describe.skipIf(EDITS === null)('statuspage, four incidents as they were edited', () => {
  const all = Object.values(JSON.parse(EDITS ?? '{}') as Record<string, Revision[]>)

  it('reads every version, under one ref, each with the time it was seen', () => {
    expect(all.length).toBe(4)
    for (const revisions of all) {
      for (const { seen_at, incident } of revisions) {
        const reading = read(JSON.stringify({ incident }), Date.parse(seen_at))
        expect(reading.rejected).toEqual([])
        for (const span of reading.evidence.spans) expect(span).toMatchObject({ ref: incident.id, observedAt: Date.parse(seen_at) })
      }
    }
  })

  it('starts no incident later because an edit moved started_at to its end', () => {
    const moved = all.flat().filter(({ incident }) => Date.parse(incident.started_at) - Date.parse(incident.created_at) > 60_000)
    expect(moved.length).toBeGreaterThan(0)
    for (const { incident, seen_at } of moved) {
      const spans = read(JSON.stringify({ incident }), Date.parse(seen_at)).evidence.spans
      for (const span of spans) expect(span.from).toBeLessThan(Date.parse(incident.started_at))
    }
  })
})

describe('statuspage, a page with a made-up impact', () => {
  const body = recorded('statuspage/claude_incidents_clauth_2026-06.json')
  it.skipIf(body === null)('rejects that row, and doubts its time', () => {
    const reading = read(body ?? '')
    expect(reading.rejected.map((each) => each.path)).toEqual(['incidents[2]'])
    expect(reading.doubtful).toBe(1)
    // Two components degraded from 18:37:44.395 to 19:05:27.178, and a maintenance.
    expect(reading.evidence.spans.map((span) => [span.state, span.to === null ? null : span.to - span.from])).toEqual([
      ['degraded', 1_662_783],
      ['degraded', 1_662_783],
      // Under way and silent since its first post: 7 days; and the row that can't be read.
      ['maintenance', 604_800_000],
      ['down', 0],
    ])
  })
})
