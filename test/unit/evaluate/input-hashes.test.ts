/** Evidence is named by the hash of its document in RFC 8785 form, each list in the order of its rows' text. */
import { describe, expect, it } from 'vitest'
import { canonical, sha256Hex } from '../../../shared/base/canonical.ts'
import { hashes } from '../../../shared/evaluate/input-hashes.ts'
import { type Evidence, NO_EVIDENCE } from '../../../shared/evidence/model.ts'
import { covers, june, PROBE, span } from './stand.ts'

describe('the hash of evidence', () => {
  it('can be made by anybody from the document', () => {
    const evidence: Evidence = {
      ...NO_EVIDENCE,
      spans: [span('7', '8', { title: 'Größe "B"', source: PROBE }), span('5', null, { uncertain: { from: june('4'), to: june('5') } })],
      coverage: [covers('1', '31')],
    }
    const row = (fields: object) => canonical({ service: 'api', state: 'down', ...fields })
    const spans = [
      row({
        from: '2026-06-05T00:00:00Z',
        source: 'feed:acme',
        to: null,
        uncertain: { from: '2026-06-04T00:00:00Z', to: '2026-06-05T00:00:00Z' },
      }),
      row({ from: '2026-06-07T00:00:00Z', source: 'probe:home', title: 'Größe "B"', to: '2026-06-08T00:00:00Z' }),
    ]
    const coverage = canonical({ from: '2026-06-01T00:00:00Z', service: 'api', source: 'feed:acme', to: '2026-07-01T00:00:00Z' })
    const text = `{"coverage":[${coverage}],"format":"standing/evidence@1","spans":[${spans.join()}]}`
    expect(hashes.evidence(evidence)).toBe(sha256Hex(text))
    expect(canonical(JSON.parse(text))).toBe(text)
  })

  it('is that of equal evidence in another order, and of no other', () => {
    const spans = [span('5', '6'), span('7', '8')]
    const hash = hashes.evidence({ ...NO_EVIDENCE, spans })
    expect(hashes.evidence({ ...NO_EVIDENCE, spans: [...spans].reverse() })).toBe(hash)
    expect(hashes.evidence({ ...NO_EVIDENCE, spans: [span('5', '6'), span('7', '9')] })).not.toBe(hash)
  })

  it('puts what lies within a row in order as well', () => {
    const source = 'probe:home'
    const checks: Evidence['checks'] = [{ service: 'api', source: PROBE, every: 60_000, results: [{ at: june('5'), ok: true, ms: 12 }] }]
    // RFC 8785 has at, ms, ok.
    const row = `{"every":"PT1M","results":[{"at":"2026-06-05T00:00:00Z","ms":12,"ok":true}],"service":"api","source":"${source}"}`
    expect(hashes.evidence({ ...NO_EVIDENCE, checks })).toBe(sha256Hex(`{"checks":[${row}],"format":"standing/evidence@1"}`))
  })
  it('gives rows with other fields another hash', () => {
    const plain = span('5', '6')
    const made = [plain, span('5', '6', { title: 'Slow' }), span('5', '6', { ref: 'Slow' })].map((one) =>
      hashes.evidence({ ...NO_EVIDENCE, spans: [one] }),
    )
    expect(new Set(made).size).toBe(3)
  })
})

describe('the hash of anything', () => {
  it.each<[string, unknown, string]>([
    ['an object, its keys in order', { b: 1, a: [2] }, '{"a":[2],"b":1}'],
    ['text', 'Größe', '"Größe"'],
    ['nothing', null, 'null'],
  ])('%s', (_what, value, text) => expect(hashes.of(value)).toBe(sha256Hex(text)))

  it('of zones is that of their changes in the time in question', () => {
    const hour = 3_600_000
    const zone = { id: 'Test/Own', from: 0, to: 300 * hour, starts: [0, 100 * hour, 200 * hour], offsets: [hour, 2 * hour, hour] }
    const text = `[{"id":"Test/Own","offsets":[${2 * hour},${hour}],"starts":[${150 * hour},${200 * hour}]}]`
    expect(hashes.zones([zone], 150 * hour, 250 * hour)).toBe(sha256Hex(text))
    expect(hashes.zones([], 0, 1)).toBe(sha256Hex('[]'))
  })
})
