import { describe, expect, it } from 'vitest'
import { readContract } from '../../../shared/contract/read-contract.ts'
import { readEvidence } from '../../../shared/evidence/read-evidence.ts'
import { standing } from '../../../shared/feeds/standing.ts'
import { makeFeed } from '../../../shared/published/feed.ts'
import { temporalZones } from '../../../shared/time/zones.ts'
import { NOON, readAs, spansOf } from './reading.ts'

const read = readAs(standing)
const { contract } = readContract(
  `
format: standing/contract@1
id: acme
title: Acme
zone: UTC
period: { every: month }
services: [{ id: api, name: Web API }]
objectives: [{ id: uptime, services: [api], target: 99.9, measure: { by: time } }]
`,
  'yaml',
)
const { evidence } = readEvidence(
  JSON.stringify({
    format: 'standing/evidence@1',
    spans: [
      {
        service: 'api',
        from: '2026-06-10T08:00:00Z',
        to: '2026-06-10T09:00:00Z',
        state: 'down',
        source: 'probe:own',
        basis: 'check',
        ref: 'i1',
      },
      { service: null, from: '2026-06-10T08:00:00Z', to: null, state: 'partial', source: 'feed:page', basis: 'page-only' },
    ],
    coverage: [{ service: 'api', source: 'probe:own', from: '2026-06-01T00:00:00Z', to: '2026-06-10T11:00:00Z' }],
    maintenance: [{ id: 'm', services: ['api'], from: '2026-06-12T08:00:00Z', to: '2026-06-12T09:00:00Z', source: 'feed:page' }],
    declarations: [
      {
        id: 'd',
        clause: 'x',
        services: ['api'],
        from: '2026-06-10T08:00:00Z',
        to: null,
        by: 'Acme',
        at: '2026-06-10T09:00:00Z',
        reason: 'not ours',
      },
    ],
  }),
)
const feed = makeFeed([contract!], evidence!, { at: NOON, validFor: 300_000, zones: temporalZones, evaluator: '1', tzdb: 'x' })

describe('our own feed as one more source', () => {
  it('makes everything in it the provider’s word, seen when it was read', () => {
    const reading = read(feed)
    expect(spansOf(reading)).toEqual(['api down 06-10 08:00 to 06-10 09:00 (check)', 'null partial 06-10 08:00 to null (page-only)'])
    for (const span of reading.evidence.spans) {
      expect(span).toMatchObject({ source: { kind: 'feed', id: 'acme', party: 'provider' }, observedAt: NOON })
    }
    expect(reading.evidence.coverage).toMatchObject([{ service: 'api', source: { party: 'provider' }, to: Date.UTC(2026, 5, 10, 11) }])
  })

  it('takes over no exclusion that the provider claims', () => {
    expect(read(feed).evidence.declarations).toEqual([])
  })

  it.each([['api'], ['Web API']])('maps services by id or name: %s', (key) => {
    const { evidence: own, unmatched } = read(feed, new Map([[key, 'shop']]))
    expect([...own.spans, ...own.coverage].map((row) => row.service)).toEqual(['shop', null, 'shop'])
    expect(own.maintenance[0]?.services).toEqual(['shop'])
    expect(unmatched).toEqual([])
  })

  it('is recognised by its format', () => {
    expect(standing.recognises(feed)).toBe(true)
    expect(standing.recognises({ format: 'standing/evidence@1' })).toBe(false)
  })
})
