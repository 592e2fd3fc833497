import { describe, expect, it } from 'vitest'
import { readEvidence } from '../../../shared/evidence/read-evidence.ts'
import { evidenceDocument } from '../../../shared/evidence/write-evidence.ts'

const at = '2026-03-01T10:00:00Z'
const later = '2026-03-01T10:30:00.5Z'

/** Every kind of row, every field, in the form that is written. */
const WHOLE = {
  format: 'standing/evidence@1',
  observer: { name: 'Desk', tool: 'hand' },
  spans: [
    {
      service: 'api',
      from: at,
      to: null,
      state: 'down',
      source: 'feed:acme',
      id: 's1',
      ref: 'i1',
      observedAt: at,
      title: 'Errors',
      category: 'network',
      basis: 'prose',
      void: true,
      share: '0.5',
      uncertain: { from: at, to: '2026-03-01T10:30:00.500Z' },
    },
    { service: null, from: at, to: at, state: 'partial', source: { kind: 'feed', id: 'acme', party: 'customer' } },
  ],
  coverage: [{ service: 'api', source: 'feed:acme', from: at, to: null }],
  checks: [{ service: 'api', source: 'probe:p', every: 'PT1M', results: [{ at, ok: true, ms: 12 }] }],
  requests: [
    { service: 'api', source: 'metrics:m', from: at, to: at, total: 3, failed: 1, latency: [{ upTo: 'PT0.5S', count: 1 }, { count: 1 }] },
  ],
  samples: [{ service: 'api', source: 'metrics:m', from: at, to: at, metric: 'rps', value: '12.5' }],
  maintenance: [
    {
      id: 'm',
      services: ['api'],
      from: at,
      to: at,
      source: 'feed:acme',
      announcedAt: at,
      category: 'x',
      actual: { from: at, to: null },
      ref: 'm',
      observedAt: at,
      title: 'Move',
      void: true,
    },
  ],
  tickets: [
    {
      id: 't',
      type: 'request',
      severity: 'p1',
      service: 'api',
      title: 'Help',
      events: [{ at, kind: 'handed-over', by: 'provider', severity: 'p2', group: 'ops' }],
    },
  ],
  deliveries: [{ deliverable: 'report', due: at, deliveredAt: at }],
  declarations: [
    { id: 'd', clause: 'awareness', services: ['api'], from: at, to: null, by: 'Desk', at, reason: 'saw it', retractedAt: at },
  ],
  claims: [{ id: 'c', objective: 'uptime', period: '2026-03', step: 'claim', at, by: 'Desk', outcome: 'approved', amount: '12.50' }],
  lifetimes: [{ service: 'api', from: at, to: null }],
}

describe('evidenceDocument', () => {
  it('writes what was read, nothing lost', () => {
    const { evidence, problems } = readEvidence(JSON.stringify(WHOLE))
    expect(problems).toEqual([])
    expect(JSON.parse(JSON.stringify(evidenceDocument(evidence!)))).toEqual(WHOLE)
  })

  it('writes instants in UTC with milliseconds only where there are some', () => {
    const text = JSON.stringify({
      format: 'standing/evidence@1',
      lifetimes: [{ service: 'a', from: '2026-03-01T11:00:00+01:00', to: later }],
    })
    const { evidence } = readEvidence(text)
    expect(evidenceDocument(evidence!).lifetimes).toEqual([{ service: 'a', from: at, to: '2026-03-01T10:30:00.500Z' }])
  })

  it('leaves empty lists out', () => {
    const { evidence } = readEvidence('{"format":"standing/evidence@1","spans":[]}')
    expect(evidenceDocument(evidence!)).toEqual({ format: 'standing/evidence@1' })
  })
})
