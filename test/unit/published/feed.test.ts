import { deflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { Contract } from '../../../shared/contract/model.ts'
import { readContract } from '../../../shared/contract/read-contract.ts'
import { evaluate } from '../../../shared/evaluate/index.ts'
import type { Evidence } from '../../../shared/evidence/model.ts'
import { readEvidence } from '../../../shared/evidence/read-evidence.ts'
import { statuspage } from '../../../shared/feeds/statuspage.ts'
import { type FeedDocument, feedHash, makeFeed } from '../../../shared/published/feed.ts'
import { FeedRefused, readFeed } from '../../../shared/published/read-feed.ts'
import { zonesFrom } from '../../../shared/time/tables.ts'
import { temporalZones } from '../../../shared/time/zones.ts'
import { exampleContract, exampleEvidence } from '../../../widget/cli/example.ts'
import { recorded } from '../feeds/recorded.ts'

const contract = (yaml: string): Contract => {
  const { contract, problems } = readContract(yaml, 'yaml')
  if (!contract) throw new Error(JSON.stringify(problems))
  return contract
}
const evidence = (parts: object): Evidence => {
  const { evidence, problems } = readEvidence(JSON.stringify({ format: 'standing/evidence@1', ...parts }))
  if (!evidence) throw new Error(JSON.stringify(problems))
  return evidence
}

const ACME = contract(`
format: standing/contract@1
id: acme
title: Acme API
zone: Europe/Berlin
period: { every: month }
parties:
  provider: { name: Acme, contacts: [{ id: desk, name: Desk, email: desk@acme.example, url: "https://acme.example" }] }
  customer: { name: Globex }
impact: { perHour: { amount: "2500.00", currency: EUR } }
facts: { edition: gold }
plans: [{ id: gold, name: Gold, price: { amount: "900.00", currency: EUR, per: month } }]
calendars:
  office: { weekly: { mon-fri: ["08:00-18:00"] } }
  tokyo: { zone: Asia/Tokyo, weekly: { daily: ["09:00-17:00"] } }
services: [{ id: api, name: API }, { id: web, name: Web }]
objectives:
  - { id: uptime, services: [api], target: 99.9, measure: { by: time }, exclude: [planned], remedies: [credit] }
  - { id: office, services: [web], during: office, target: 99.5, measure: { by: time, minRun: { atLeast: PT5M }, confirm: { failures: 2 } }, exclude: [] }
  - { id: errors, services: [api], target: 99.9, measure: { by: requests }, exclude: [] }
  - { id: response, services: [api], measure: { by: tickets, clock: response, attainment: 95 } }
support: { severities: [{ id: p1, response: PT1H }] }
exclusions: [{ id: planned, category: scheduled-maintenance, notice: PT48H, budget: { hours: "1", per: year } }]
remedies:
  - { id: credit, kind: percent, credit: "10", base: { amount: "1200.00", currency: EUR, per: month } }
`)
const EVIDENCE = evidence({
  spans: [
    {
      service: 'api',
      from: '2026-02-28T22:50:00Z',
      to: '2026-02-28T23:20:00.250Z',
      state: 'down',
      source: 'feed:acme',
      ref: 'i1',
      title: 'Errors',
    },
    { service: 'api', from: '2026-01-20T10:00:00Z', to: '2026-01-20T10:50:00Z', state: 'maintenance', source: 'feed:acme', ref: 'm0' },
    { service: 'api', from: '2026-06-02T10:00:00Z', to: '2026-06-02T10:50:00Z', state: 'maintenance', source: 'feed:acme', ref: 'm1' },
    {
      service: 'api',
      from: '2026-06-14T11:30:00Z',
      to: null,
      state: 'degraded',
      source: 'feed:acme',
      ref: 'i2',
      observedAt: '2026-06-14T12:00:00Z',
    },
    {
      service: 'api',
      from: '2026-06-01T00:00:00Z',
      to: '2026-06-09T00:00:00Z',
      state: 'down',
      source: 'feed:acme',
      ref: 'i2',
      observedAt: '2026-06-10T12:00:00Z',
    },
    {
      service: null,
      from: '2026-06-01T00:00:00Z',
      to: '2026-06-01T01:00:00Z',
      state: 'partial',
      source: { kind: 'feed', id: 'acme', party: 'customer' },
    },
    { service: 'other', from: '2026-06-01T00:00:00Z', to: '2026-06-01T01:00:00Z', state: 'down', source: 'feed:acme' },
  ],
  coverage: [
    { service: 'api', source: 'feed:acme', from: '2020-01-01T00:00:00Z', to: '2026-06-14T12:00:00Z' },
    { service: 'web', source: 'probe:p', from: '2026-06-01T00:00:00Z', to: null },
  ],
  maintenance: [
    {
      id: 'm0',
      services: ['api', 'other'],
      from: '2026-01-20T10:00:00Z',
      to: '2026-01-20T11:00:00Z',
      announcedAt: '2026-01-01T00:00:00Z',
      source: 'feed:acme',
    },
    {
      id: 'm1',
      services: ['api'],
      from: '2026-06-02T10:00:00Z',
      to: '2026-06-02T11:00:00Z',
      announcedAt: '2026-05-01T00:00:00Z',
      actual: { from: '2026-06-02T10:00:00Z', to: null },
      source: 'feed:acme',
      title: 'Move',
    },
  ],
  checks: [
    {
      service: 'web',
      source: 'probe:p',
      every: 'PT1M',
      results: Array.from({ length: 500 }, (_, i) => ({
        at: new Date(Date.UTC(2026, 5, 10, 8, i)).toISOString(),
        ok: i % 50 > 9 || i === 3,
      })),
    },
  ],
  requests: [
    {
      service: 'api',
      source: 'metrics:m',
      from: '2026-06-01T10:00:00Z',
      to: '2026-06-01T10:05:00Z',
      total: 1000,
      failed: 3,
      latency: [{ upTo: 'PT1S', count: 900 }, { count: 97 }],
    },
  ],
  lifetimes: [{ service: 'web', from: '2026-05-01T00:00:00Z', to: null }],
  declarations: [
    {
      id: 'd',
      clause: 'planned',
      services: ['api'],
      from: '2026-06-03T00:00:00Z',
      to: '2026-06-03T01:00:00Z',
      by: 'Desk',
      at: '2026-06-04T00:00:00Z',
      reason: 'late report',
    },
  ],
  tickets: [{ id: 't', severity: 'p1', events: [{ at: '2026-06-01T00:00:00Z', kind: 'opened', by: 'customer' }] }],
  claims: [{ id: 'c', objective: 'uptime', period: '2026-05', step: 'x', at: '2026-06-01T00:00:00Z', by: 'Globex' }],
})
const AT = Date.UTC(2026, 5, 14, 12, 10)
const options = { at: AT, validFor: 300_000, zones: temporalZones, evaluator: '1', tzdb: 'x' }
const made = (contracts: readonly Contract[] = [ACME], more: object = {}): FeedDocument =>
  makeFeed(contracts, EVIDENCE, { ...options, ...more })
const text = (document: object = made()): string => JSON.stringify(document)

/** Times and verdicts of a report, without the hashes of inputs that differ by design. */
const figures = (contracts: readonly Contract[], facts: Evidence, zones = temporalZones) =>
  evaluate(contracts, facts, { at: AT, zones, period: 'all' }).objectives

describe('standing/feed@1, what is published', () => {
  it('leaves out what is one customer’s: name, fee, loss, facts, prices, mail, tickets, claims', () => {
    const told = text()
    for (const secret of [
      'Globex',
      '1200.00',
      '2500.00',
      'gold"}',
      '900.00',
      'desk@acme.example',
      '"response"',
      '"severities"',
      '"other"',
    ]) {
      expect(told).not.toContain(secret)
    }
    expect(readFeed(told).evidence).toMatchObject({ tickets: [], claims: [] })
  })

  it('keeps what everybody was promised', () => {
    const [told] = readFeed(text()).contracts
    expect(told?.objectives.map((objective) => objective.id)).toEqual(['uptime', 'office', 'errors'])
    expect(told?.remedies).toEqual([{ id: 'credit', kind: 'percent', credit: '10', base: { per: 'month' } }])
    expect(told?.exclusions).toEqual(ACME.exclusions)
    expect(told?.plans).toEqual([{ id: 'gold', name: 'Gold' }])
  })

  it('publishes the fee of an agreement that is the same for all customers', () => {
    expect(text(made([{ ...ACME, scope: 'service' }]))).toContain('1200.00')
  })

  it('reaches back to the first of 12 closed months, and to the start of the year whose maintenance budget counts there', () => {
    // June 2026 less 12 months is June 2025; the yearly budget is used up from January 2025, 00:00 in Berlin.
    expect(made().since).toBe('2024-12-31T23:00:00Z')
    const { exclusions: _, ...plain } = ACME
    const objectives = ACME.objectives.map(({ exclude: _all, ...objective }) => objective)
    expect(made([{ ...plain, objectives } as Contract]).since).toBe('2025-05-31T22:00:00Z')
  })

  it('is the same, byte for byte, in whatever order the evidence comes', () => {
    const turned = { ...EVIDENCE, spans: [...EVIDENCE.spans].reverse(), coverage: [...EVIDENCE.coverage].reverse() }
    expect(JSON.stringify(makeFeed([ACME], turned, options))).toBe(text())
  })

  it('names the feed before it by the hash of its canonical form', () => {
    const first = made()
    expect(first.predecessor).toBeNull()
    const reordered = Object.fromEntries(Object.entries(first).reverse())
    expect(made([ACME], { predecessor: first }).predecessor).toBe(feedHash(reordered))
    expect(feedHash(first)).toMatch(/^[0-9a-f]{64}$/)
  })

  it('writes service hours as instants', () => {
    const { calendars, evidence } = made()
    // The first working day of 2025 in Berlin is Wednesday 1 January: 08:00 is 8 h after the origin, for 10 h.
    expect(evidence.origin).toBe(Date.UTC(2024, 11, 31, 23))
    expect(calendars.office?.slice(0, 4)).toEqual([8, 18, 32, 42].map((hours) => hours * 3_600_000))
  })

  it('carries the clocks of every zone that a calendar names', () => {
    expect(made().zones.map((zone) => zone.id)).toEqual(['Asia/Tokyo', 'Europe/Berlin'])
  })

  it('carries earlier versions of the agreement', () => {
    const later = { ...ACME, text: { version: '2', effective: '2026-03-01' } }
    const [first, second] = readFeed(text(made([later, ACME]))).contracts
    expect([first?.text?.version, second?.text?.version]).toEqual([undefined, '2'])
  })
})

describe('standing/feed@1, what a reader comes to', () => {
  it('is every figure of the periods carried, without zone data of its own', () => {
    const feed = readFeed(text())
    const ours = figures([ACME], EVIDENCE).filter((each) => each.id !== 'response' && each.period.from >= feed.since)
    const theirs = figures(feed.contracts, feed.evidence, zonesFrom(feed.zones)).filter((each) => each.period.from >= feed.since)
    expect(theirs.length).toBeGreaterThan(10)
    const plain = (list: typeof ours) =>
      list.map(({ id, period, attained, verdict, time, budget, counts }) => ({ id, period, attained, verdict, time, budget, counts }))
    expect(plain(theirs)).toEqual(plain(ours))
  })

  it('is the same after packing, row by row', () => {
    const { evidence: seen } = readFeed(text())
    expect(seen.checks).toEqual(EVIDENCE.checks)
    expect(seen.requests).toEqual(EVIDENCE.requests)
    expect(seen.lifetimes).toEqual(EVIDENCE.lifetimes)
    expect(seen.declarations).toEqual(EVIDENCE.declarations)
    expect(seen.maintenance).toEqual(EVIDENCE.maintenance.map((row) => ({ ...row, services: ['api'] })))
    const first = Date.UTC(2024, 11, 31, 23)
    expect(seen.coverage).toEqual(EVIDENCE.coverage.map((row) => ({ ...row, from: Math.max(row.from, first) })))
    // Of the incident that was reported twice only the later version is carried; the one of another service is not.
    const spans = EVIDENCE.spans.filter((span) => span.service !== 'other' && span.to !== Date.UTC(2026, 5, 9))
    expect(new Set(seen.spans)).toEqual(new Set(spans.map(({ observedAt: _, ...span }) => span)))
  })

  it('measures a run that began before the first period carried from its start', () => {
    const runs = contract(`
format: standing/contract@1
id: runs
title: Runs of ten minutes
zone: UTC
period: { every: month }
services: [{ id: api, name: API }]
objectives: [{ id: uptime, services: [api], target: 99.9, measure: { by: time, minRun: { atLeast: PT10M } } }]
`)
    // Five minutes that touch five more, of which the last four lie in June 2025: ten in one run, so the four count.
    const facts = evidence({
      spans: [
        { service: 'api', from: '2025-05-31T23:54:00Z', to: '2025-05-31T23:59:00Z', state: 'down', source: 'feed:acme' },
        { service: 'api', from: '2025-05-31T23:59:00Z', to: '2025-06-01T00:04:00Z', state: 'partial', source: 'feed:acme' },
        { service: 'api', from: '2025-05-31T20:00:00Z', to: '2025-05-31T21:00:00Z', state: 'down', source: 'feed:acme' },
      ],
      coverage: [{ service: 'api', source: 'feed:acme', from: '2025-01-01T00:00:00Z', to: null }],
    })
    const feed = readFeed(text(makeFeed([runs], facts, options)))
    expect(feed.since).toBe(Date.UTC(2025, 5, 1))
    expect(feed.evidence.spans).toHaveLength(2)
    const june = figures(feed.contracts, feed.evidence, zonesFrom(feed.zones)).find((each) => each.period.label === '2025-06')
    expect(june?.time?.down).toBe(4 * 60_000)
  })

  it('speaks for the instant it was made at', () => {
    expect(readFeed(text())).toMatchObject({ at: AT, validFor: 300_000, evaluator: '1', predecessor: null })
  })
})

interface Loose {
  contract: object
  zones: object[]
  evidence: { spans: object; checks: object[] }
}

describe('standing/feed@1, what is refused', () => {
  const broken = (change: (feed: Loose) => void): string => {
    const copy = JSON.parse(text())
    change(copy)
    return JSON.stringify(copy)
  }

  it.each([
    ['nothing', '', 'feed: wanted JSON'],
    ['a page', '<html>', 'feed: wanted JSON'],
    ['a list', '[]', 'feed: wanted an object'],
    ['another format', '{"format":"standing/evidence@1"}', 'format: wanted standing/feed@1'],
    ['a newer one', '{"format":"standing/feed@2"}', 'format: wanted standing/feed@1, got a newer one'],
    ['no agreement', broken((feed) => Reflect.deleteProperty(feed, 'contract')), 'contract: wanted an object'],
    ['an agreement of another major', broken((feed) => Object.assign(feed.contract, { format: 'standing/contract@2' })), 'contract.format'],
    [
      'clauses without id',
      broken((feed) => Object.assign(feed.contract, { objectives: [{}] })),
      'contract.objectives: wanted a list of clauses',
    ],
    ['no zones', broken((feed) => Object.assign(feed, { zones: [] })), 'zones: wanted a list'],
    ['transitions out of order', broken((feed) => Object.assign(feed.zones![0]!, { starts: [2, 1], offsets: [0, 0] })), 'zones Asia/Tokyo'],
    ['an offset of two days', broken((feed) => Object.assign(feed.zones![0]!, { offsets: [172_800_000] })), 'zones Asia/Tokyo'],
    ['no instant', broken((feed) => Object.assign(feed, { generatedAt: 'now' })), 'generatedAt: wanted an instant'],
    ['a column too short', broken((feed) => Object.assign(feed.evidence.spans, { from: [0] })), 'evidence.spans.from'],
    ['a span before 1970', broken((feed) => Object.assign(feed.evidence.spans, { from: -1e12 })), 'evidence.spans.from'],
    ['half a millisecond', broken((feed) => Object.assign(feed.evidence.spans, { from: 0.5 })), 'evidence.spans.from'],
    ['spans without lengths', broken((feed) => Reflect.deleteProperty(feed.evidence.spans, 'for')), 'evidence.spans.for'],
    ['a reversed span', broken((feed) => Object.assign(feed.evidence.spans, { for: -1 })), 'evidence.spans.for'],
    ['a state nobody knows', broken((feed) => Object.assign(feed.evidence.spans, { state: 0 })), 'evidence.spans.state'],
    ['a place outside the texts', broken((feed) => Object.assign(feed.evidence.spans, { source: 999 })), 'evidence.spans.source'],
    ['more rows than there can be', broken((feed) => Object.assign(feed.evidence.spans, { rows: 1e9 })), 'evidence.spans.rows'],
    ['more checks than gaps', broken((feed) => Object.assign(feed.evidence.checks[0]!, { runs: [9] })), 'evidence.checks.gaps'],
  ])('%s', (_what, body, words) => {
    expect(() => readFeed(body)).toThrow(FeedRefused)
    expect(() => readFeed(body)).toThrow(words)
  })

  it('is cut off at any place', () => {
    const whole = text()
    for (let length = 0; length < whole.length; length += 97) expect(() => readFeed(whole.slice(0, length))).toThrow(FeedRefused)
  })
})

describe('standing/feed@1, its size', () => {
  const deflated = (contracts: readonly Contract[], facts: Evidence, at: number): number =>
    deflateSync(JSON.stringify(makeFeed(contracts, facts, { ...options, at })), { level: 9 }).length

  it('is at most 14 kB deflated for the example: eight services, five quarters, 227 incidents', () => {
    expect(deflated([exampleContract()], exampleEvidence(), Date.UTC(2026, 7, 22))).toBeLessThan(14_000)
  })

  const year = recorded('statuspage/github_incidents_api_2025-09_2026-08.json')
  it.skipIf(year === null)('and with the titles and all components of a year of GitHub', () => {
    const observedAt = Date.UTC(2026, 7, 22)
    const { evidence: seen, components } = statuspage.read(year ?? '', { observedAt, source: 'github' })
    const services = components.map(({ id, name }) => ({ id, name }))
    const own = { ...exampleContract(), services }
    const bytes = deflated([own], seen, observedAt)
    expect(bytes).toBeGreaterThan(5_000)
    expect(bytes).toBeLessThan(20_000)
  })
})
