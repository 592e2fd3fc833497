/** Evidence is named by the hash of its document in RFC 8785 form, each list in the order of its rows' text. */
import { describe, expect, it } from 'vitest'
import { hashes } from '../../../shared/evaluate/hashes.ts'
import { type Evidence, NO_EVIDENCE } from '../../../shared/evidence/model.ts'
import { canonical, sha256Hex } from '../../../shared/exact/canonical.ts'
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
})
