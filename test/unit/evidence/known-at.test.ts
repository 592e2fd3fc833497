/** What had been said and seen by an instant (R2, R3). */
import { describe, expect, it } from 'vitest'
import { knownEvidence } from '../../../shared/evidence/known-at.ts'
import { type Evidence, NO_EVIDENCE, type Source } from '../../../shared/evidence/model.ts'

const feed: Source = { kind: 'feed', id: 'acme', party: 'provider' }
const probe: Source = { kind: 'probe', id: 'home', party: 'customer' }
const known = (evidence: Partial<Evidence>, at: number, knownAt = at) =>
  knownEvidence({ ...NO_EVIDENCE, ...evidence }, at, knownAt).evidence
const down = { service: 'api', source: feed, state: 'down' as const }

describe('at an instant', () => {
  it.each([
    ['ends there', { from: 10, to: 90 }, [{ from: 10, to: 50 }]],
    ['is over', { from: 10, to: 20 }, [{ from: 10, to: 20 }]],
    ['ends just then', { from: 10, to: 50 }, [{ from: 10, to: 50 }]],
    ['begins just then', { from: 50, to: 90 }, []],
    ['begins a ms before', { from: 49, to: 90 }, [{ from: 49, to: 50 }]],
    ['is open', { from: 10, to: null }, [{ from: 10, to: null }]],
  ])('a span that %s', (_what, span, expected) => {
    expect(known({ spans: [{ ...down, ...span }] }, 50).spans).toEqual(expected.map((each) => ({ ...down, ...each })))
    expect(known({ coverage: [{ service: 'api', source: feed, ...span }] }, 50).coverage).toEqual(
      expected.map((each) => ({ service: 'api', source: feed, ...each })),
    )
  })

  it.each([
    ['under', 51, 0],
    ['exactly', 50, 1],
    ['over', 49, 1],
  ])('what was made by then: %s', (_what, when, count) => {
    const window = { id: 'm', services: ['api'], from: 60, to: 70, source: feed, announcedAt: when }
    const declaration = { id: 'd', clause: 'c', services: ['api'], from: 0, to: 10, by: 'provider', at: when, reason: 'r' }
    const claim = { id: 'k', objective: 'o', period: 'p', step: 's', at: when, by: 'customer' }
    const ticket = {
      id: 't',
      type: 'incident' as const,
      severity: 'p1',
      events: [{ at: when, kind: 'opened' as const, by: 'customer' as const }],
    }
    const series = { service: 'api', source: probe, every: 10, results: [{ at: when, ok: false }] }
    const record = { service: 'api', source: probe, from: 0, to: when, total: 1, failed: 0 }
    const sample = { service: 'api', source: probe, from: 0, to: when, metric: 'm', value: '1' }
    const found = known(
      {
        maintenance: [window],
        declarations: [declaration],
        claims: [claim],
        tickets: [ticket],
        checks: [series],
        requests: [record],
        samples: [sample],
      },
      50,
    )
    const { maintenance, declarations, claims, tickets, checks, requests, samples } = found
    expect([maintenance, declarations, claims, tickets, requests, samples].map((list) => list.length)).toEqual(Array(6).fill(count))
    expect(checks[0]?.results).toHaveLength(count)
  })

  it.each([
    ['delivered later', 51, undefined],
    ['delivered just then', 50, 50],
  ])('a delivery, %s', (_what, deliveredAt, expected) => {
    expect(known({ deliveries: [{ deliverable: 'r', due: 40, deliveredAt }] }, 50).deliveries[0]?.deliveredAt).toBe(expected)
  })

  it.each([
    ['not yet retracted', 51, 1],
    ['retracted just then', 50, 0],
    ['retracted before', 49, 0],
  ])('a declaration, %s', (_what, retractedAt, count) => {
    const declaration = { id: 'd', clause: 'c', services: ['api'], from: 0, to: 10, by: 'provider', at: 5, reason: 'r', retractedAt }
    expect(known({ declarations: [declaration] }, 50).declarations).toHaveLength(count)
  })

  it('later events of a ticket are not there', () => {
    const events = [
      { at: 10, kind: 'opened' as const, by: 'customer' as const },
      { at: 60, kind: 'responded' as const, by: 'provider' as const },
    ]
    expect(known({ tickets: [{ id: 't', type: 'incident', severity: 'p1', events }] }, 50).tickets[0]?.events).toEqual([events[0]])
  })
})

describe('as seen by an instant', () => {
  const first = { ...down, from: 10, to: 30, ref: 'i', observedAt: 20 }
  const second = { ...down, from: 10, to: 15, ref: 'i', observedAt: 40 }

  it.each([
    ['before either', 19, []],
    ['after the first', 20, [first]],
    ['just before the second', 39, [first]],
    ['after the second', 40, [second]],
  ])('%s', (_what, knownAt, expected) => {
    expect(known({ spans: [second, first] }, 100, knownAt).spans).toEqual(expected)
  })

  it('keeps what was replaced apart', () => {
    const found = knownEvidence({ ...NO_EVIDENCE, spans: [first, second] }, 100, 100)
    expect(found.superseded).toEqual([first])
  })

  it('takes a version without a time for the oldest', () => {
    const { observedAt: _none, ...silent } = { ...first, to: 99 }
    expect(known({ spans: [silent, first] }, 100).spans).toEqual([first])
    expect(known({ spans: [silent] }, 100).spans).toEqual([silent])
  })

  it('withdraws by the latest alone', () => {
    const gone = { ...second, void: true }
    expect(known({ spans: [first, gone] }, 100).spans).toEqual([])
    expect(known({ spans: [{ ...first, void: true }, second] }, 100).spans).toEqual([second])
  })

  it('keeps sources and services separate', () => {
    const others = [
      { ...second, source: probe },
      { ...second, service: 'web' },
      { ...second, service: null },
    ]
    expect(known({ spans: [first, ...others] }, 100).spans).toEqual([first, ...others])
  })

  it('announcements have versions as well', () => {
    const window = { id: 'm', services: ['api'], from: 60, to: 70, source: feed, observedAt: 10 }
    const moved = { ...window, from: 80, to: 90, observedAt: 20 }
    expect(known({ maintenance: [window, moved] }, 100).maintenance).toEqual([moved])
    expect(known({ maintenance: [window, moved] }, 100, 15).maintenance).toEqual([window])
    expect(known({ maintenance: [window, { ...moved, void: true }] }, 100).maintenance).toEqual([])
  })
})
