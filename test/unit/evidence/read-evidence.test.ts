import { describe, expect, it } from 'vitest'
import { readEvidence } from '../../../shared/evidence/read-evidence.ts'

const SPAN = { service: 'api', from: '2026-03-01T10:00:00Z', to: '2026-03-01T10:30:00Z', state: 'down', source: 'feed:acme' }
const REQUESTS = {
  service: 'api',
  source: 'metrics:prom',
  from: '2026-03-01T10:00:00Z',
  to: '2026-03-01T10:05:00Z',
  total: 100,
  failed: 10,
}
const document = (parts: object): string => JSON.stringify({ format: 'standing/evidence@1', ...parts })
const problemsOf = (parts: object): string[] => readEvidence(document(parts)).problems.map((each) => `${each.path}: ${each.wanted}`)

describe('readEvidence, what is accepted', () => {
  it('needs only a format', () => {
    const { evidence, problems } = readEvidence('{"format":"standing/evidence@1"}')
    expect(problems).toEqual([])
    expect(evidence).toMatchObject({ spans: [], coverage: [], checks: [], tickets: [], claims: [], lifetimes: [] })
  })

  it.each([
    // what                     row                                                             read as
    ['a source as text', SPAN, { source: { kind: 'feed', id: 'acme', party: 'provider' } }],
    ['a probe, of the customer', { ...SPAN, source: 'probe:p1' }, { source: { kind: 'probe', id: 'p1', party: 'customer' } }],
    [
      'a source as object',
      { ...SPAN, source: { kind: 'manual', id: 'x', party: 'provider' } },
      { source: { kind: 'manual', id: 'x', party: 'provider' } },
    ],
    ['a source with colons in its id', { ...SPAN, source: 'feed:a:b' }, { source: { kind: 'feed', id: 'a:b', party: 'provider' } }],
    // 2026-03-01T10:00Z is 20,513 d + 10 h after the epoch: 20513 x 86,400,000 + 36,000,000.
    ['an instant in ms', SPAN, { from: 20_513 * 86_400_000 + 36_000_000 }],
    ['the same instant with an offset', { ...SPAN, from: '2026-03-01T11:00:00+01:00' }, { from: 20_513 * 86_400_000 + 36_000_000 }],
    ['an open end', { ...SPAN, to: null }, { to: null }],
    ['an empty interval', { ...SPAN, to: SPAN.from }, { to: 20_513 * 86_400_000 + 36_000_000 }],
    ['no component named', { ...SPAN, service: null }, { service: null }],
    ['a share as text', { ...SPAN, share: '0.25' }, { share: '0.25' }],
    ['the whole as a number', { ...SPAN, share: 1 }, { share: '1' }],
    ['a field of a later minor version', { ...SPAN, colour: 'blue' }, { state: 'down' }],
  ])('%s', (_what, row, expected) => {
    const { evidence, problems } = readEvidence(document({ spans: [row] }))
    expect(problems).toEqual([])
    expect(evidence?.spans[0]).toMatchObject(expected)
  })

  it('takes one id twice for two versions when they were seen at different times', () => {
    const version = { ...SPAN, id: 'a', ref: 'r' }
    const rows = [
      { ...version, observedAt: '2026-03-02T00:00:00Z' },
      { ...version, observedAt: '2026-03-03T00:00:00Z' },
    ]
    expect(problemsOf({ spans: rows })).toEqual([])
    expect(problemsOf({ spans: [rows[0], rows[0]] })).toEqual(['spans[1].id: an id that no earlier entry has'])
  })

  it('puts check results in the order of time', () => {
    const results = [
      { at: '2026-03-01T10:01:00Z', ok: true, ms: 12.5 },
      { at: '2026-03-01T10:00:00Z', ok: false },
    ]
    const { evidence } = readEvidence(document({ checks: [{ service: 'api', source: 'probe:p', every: 'PT1M', results }] }))
    expect(evidence?.checks[0]).toMatchObject({ every: 60_000, results: [{ ok: false }, { ok: true, ms: 12.5 }] })
  })

  it.each([
    // 100 - 10 = 90 good ones: 60 + 30.
    ['buckets that sum', [{ upTo: 'PT1S', count: 60 }, { count: 30 }], []],
    ['one too few', [{ upTo: 'PT1S', count: 60 }, { count: 29 }], ['requests[0].latency: counts that sum to total - failed, 90']],
    ['one too many', [{ upTo: 'PT1S', count: 60 }, { count: 31 }], ['requests[0].latency: counts that sum to total - failed, 90']],
    [
      'descending',
      [{ upTo: 'PT1S', count: 60 }, { upTo: 'PT0.5S', count: 20 }, { count: 10 }],
      ['requests[0].latency[1].upTo: a duration over that of the bucket before'],
    ],
    ['closed at the end', [{ upTo: 'PT1S', count: 90 }], ['requests[0].latency[0].upTo: no upTo: the last bucket is open']],
    ['open in the middle', [{ count: 60 }, { count: 30 }], ['requests[0].latency[0].upTo: a duration: only the last bucket is open']],
  ])('latency, %s', (_what, latency, expected) => {
    expect(problemsOf({ requests: [{ ...REQUESTS, latency }] })).toEqual(expected)
  })
})

describe('readEvidence, what is refused and where', () => {
  it.each([
    ['a reversed interval, at its end', { spans: [{ ...SPAN, to: '2026-03-01T09:59:59.999Z' }] }, 'spans[0].to'],
    ['a reversed uncertain window', { spans: [{ ...SPAN, uncertain: { from: SPAN.to, to: SPAN.from } }] }, 'spans[0].uncertain.to'],
    ['no end at all', { spans: [{ ...SPAN, to: undefined }] }, 'spans[0].to'],
    ['a local time', { spans: [{ ...SPAN, from: '2026-03-01T10:00:00' }] }, 'spans[0].from'],
    ['a number for an instant', { spans: [{ ...SPAN, from: 1_772_359_200_000 }] }, 'spans[0].from'],
    ['the year 2200', { spans: [{ ...SPAN, to: '2200-01-01T00:00:00Z' }] }, 'spans[0].to'],
    ['an unknown state', { spans: [{ ...SPAN, state: 'broken' }] }, 'spans[0].state'],
    ['an unknown kind of source', { spans: [{ ...SPAN, source: 'rumour:x' }] }, 'spans[0].source'],
    ['a source without id', { spans: [{ ...SPAN, source: 'feed:' }] }, 'spans[0].source'],
    ['no source', { coverage: [{ service: 'api', from: SPAN.from, to: null }] }, 'coverage[0].source'],
    ['an unknown party', { spans: [{ ...SPAN, source: { kind: 'feed', id: 'x', party: 'me' } }] }, 'spans[0].source.party'],
    ['a share as a float', { spans: [{ ...SPAN, share: 0.25 }] }, 'spans[0].share'],
    ['a share over one', { spans: [{ ...SPAN, share: '1.01' }] }, 'spans[0].share'],
    ['more failures than requests', { requests: [{ ...REQUESTS, failed: 101 }] }, 'requests[0].failed'],
    ['a negative count', { requests: [{ ...REQUESTS, failed: -1 }] }, 'requests[0].failed'],
    ['half a request', { requests: [{ ...REQUESTS, total: 100.5 }] }, 'requests[0].total'],
    ['2^53 requests', { requests: [{ ...REQUESTS, total: 2 ** 53 }] }, 'requests[0].total'],
    ['a sample that is not decimal text', { samples: [{ ...REQUESTS, metric: 'rps', value: 12.5 }] }, 'samples[0].value'],
    ['checks of no interval', { checks: [{ service: 'a', source: 'probe:p', every: 'PT0S' }] }, 'checks[0].every'],
    [
      'a result that is neither',
      { checks: [{ service: 'a', source: 'probe:p', every: 'PT1M', results: [{ at: SPAN.from, ok: 1 }] }] },
      'checks[0].results[0].ok',
    ],
    ['an invalid list', { spans: {} }, 'spans'],
    ['an invalid row', { spans: [SPAN, null] }, 'spans[1]'],
    [
      'an event by nobody',
      { tickets: [{ id: 't', severity: 'p1', events: [{ at: SPAN.from, kind: 'opened' }] }] },
      'tickets[0].events[0].by',
    ],
    ['one ticket twice', { tickets: [1, 2].map(() => ({ id: 't', severity: 'p1', events: [] })) }, 'tickets[1].id'],
    [
      'a maintenance without services',
      { maintenance: [{ id: 'm', from: SPAN.from, to: SPAN.to, source: 'feed:a' }] },
      'maintenance[0].services',
    ],
    ['an empty text for a service', { lifetimes: [{ service: '', from: SPAN.from, to: null }] }, 'lifetimes[0].service'],
  ])('%s', (_what, parts, path) => {
    const { evidence, problems } = readEvidence(document(parts))
    expect(evidence).toBeNull()
    expect(problems.map((each) => each.path)).toEqual([path])
  })

  it('reports all problems at once', () => {
    expect(
      problemsOf({ spans: [{ ...SPAN, to: 'x', state: 'y' }], deliveries: [{ due: SPAN.from }] }).map((each) => each.split(':')[0]),
    ).toEqual(['spans[0].to', 'spans[0].state', 'deliveries[0].deliverable'])
  })

  it.each([
    ['another format', '{"format":"standing/contract@1"}', 'format', 'standing/evidence@1'],
    ['a newer major', '{"format":"standing/evidence@2"}', 'format', 'newer version'],
    ['no format', '{}', 'format', 'standing/evidence@1'],
    ['a list', '[]', '', 'an object'],
    ['a key twice', '{"format":"standing/evidence@1","spans":[],"spans":[]}', 'spans', 'once'],
    ['a prototype', '{"format":"standing/evidence@1","__proto__":{}}', '__proto__', 'another key'],
  ])('%s', (_what, text, path, words) => {
    const { evidence, problems } = readEvidence(text)
    expect(evidence).toBeNull()
    expect(problems).toHaveLength(1)
    expect(problems[0]?.path).toBe(path)
    expect(problems[0]?.wanted).toContain(words)
  })

  it('refuses what is cut off', () => {
    const text = document({ spans: [SPAN] })
    for (const length of [0, 1, 40, text.length - 1]) {
      const { evidence, problems } = readEvidence(text.slice(0, length))
      expect(evidence).toBeNull()
      expect(problems).toHaveLength(1)
    }
  })
})
