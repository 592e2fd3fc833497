import { describe, expect, it } from 'vitest'
import { readContract } from '../../../shared/contract/read-contract.ts'
import { evaluate } from '../../../shared/evaluate/index.ts'
import { readEvidenceValue } from '../../../shared/evidence/read-evidence.ts'
import { ar } from '../../../shared/i18n/ar.ts'
import { de } from '../../../shared/i18n/de.ts'
import { en } from '../../../shared/i18n/en.ts'
import { arithmeticWords, whyItems } from '../../../shared/i18n/why-words.ts'

const HEAD = `format: standing/contract@1
id: acme
title: Why
zone: UTC
period: { every: month }
services: [{ id: api, name: API }]
support: { severities: [{ id: high, name: High, resolution: PT4H }] }
deliverables: [{ id: parcel, name: Parcel, due: item }]
objectives:
`
const AT = Date.UTC(2026, 4, 1)
function report(objective: string, evidence: object) {
  const { contract, problems } = readContract(`${HEAD}  - { id: x, services: [api], exclude: [], remedies: [], ${objective} }\n`, 'yaml')
  if (!contract) throw new Error(problems.map(({ path, wanted }) => `${path}: ${wanted}`).join('; '))
  const read = readEvidenceValue({ format: 'standing/evidence@1', ...evidence })
  if (!read.evidence) throw new Error(JSON.stringify(read))
  return evaluate([contract], read.evidence, { at: AT, period: '2026-04' }).objectives[0]!
}
const ticket = (id: string, hours: number) => ({
  ...{ id, type: 'incident', severity: 'high', service: 'api' },
  events: [
    { at: '2026-04-02T00:00:00Z', kind: 'opened', by: 'customer' },
    { at: new Date(Date.UTC(2026, 3, 2) + hours * 3_600_000).toISOString(), kind: 'resolved', by: 'provider' },
  ],
})
const source = 'probe:p'
const [FROM, TO] = ['2026-04-01T00:00:00Z', '2026-05-01T00:00:00Z']
const plain = (text: string): string => text.replaceAll('\u00a0', ' ').replaceAll('\u202f', ' ')

describe('the arithmetic of a figure in one line', () => {
  it.each([
    // 19 of 20 tickets within 4 h: 19 / 20 = 95 %.
    [
      'tickets',
      'measure: { by: tickets, clock: resolution, attainment: "95" }',
      { tickets: [ticket('late', 5), ...Array.from({ length: 19 }, (_, i) => ticket(`t${i}`, 4))] },
      '19 of 20 in time = 95.000 %',
    ],
    [
      'deliveries',
      'measure: { by: deliveries, attainment: "50" }',
      {
        deliveries: [
          ['05', '04'],
          ['06', '07'],
        ].map(([due, done]) => ({ deliverable: 'parcel', due: `2026-04-${due}T00:00:00Z`, deliveredAt: `2026-04-${done}T00:00:00Z` })),
      },
      '1 of 2 in time = 50.000 %',
    ],
    [
      'requests',
      'target: "99", measure: { by: requests }',
      { requests: [{ service: 'api', source, from: FROM, to: TO, total: 1000, failed: 1 }] },
      '999 of 1,000 requests good = 99.900 %',
    ],
    [
      'the mean of durations',
      'measure: { by: duration, clock: { from: opened, to: resolved }, aggregate: mean, atMost: PT4H }',
      { tickets: [ticket('a', 2), ticket('b', 5)] },
      '3 h 30 min from 2 tickets',
    ],
    [
      'a count',
      'measure: { by: count, of: outages, atMost: 2 }',
      {
        coverage: [{ service: 'api', source, from: FROM, to: TO }],
        spans: [{ service: 'api', source, state: 'down', from: '2026-04-02T00:00:00Z', to: '2026-04-02T01:00:00Z' }],
      },
      '1 outage, at most 2',
    ],
    [
      'time',
      'target: "99", measure: { by: time }',
      {
        coverage: [{ service: 'api', source, from: FROM, to: TO }],
        spans: [{ service: 'api', source, state: 'down', from: '2026-04-02T00:00:00Z', to: '2026-04-02T01:00:00Z' }],
      },
      '29 d 23 h up + 1 h down = 30 d agreed',
    ],
    ['nothing measured', 'target: "99", measure: { by: time }', {}, 'No data'],
    ['no ticket and no source', 'measure: { by: tickets, clock: resolution, attainment: "95" }', {}, 'No data'],
  ])('of %s', (_what, objective, evidence, words) => expect(plain(arithmeticWords(report(objective, evidence), en))).toBe(words))

  it.each([
    [de, '19 von 20 rechtzeitig = 95,000 %'],
    [ar, '19 من 20 في الموعد = 95.000 %'],
  ])('in %#', (locale, words) => {
    const tickets = [ticket('late', 5), ...Array.from({ length: 19 }, (_, i) => ticket(`t${i}`, 4))]
    expect(plain(arithmeticWords(report('measure: { by: tickets, clock: resolution, attainment: "95" }', { tickets }), locale))).toBe(words)
  })
})

describe('what decided', () => {
  it('begins with what was missed, and says by how much', () => {
    const found = report('measure: { by: tickets, clock: resolution, attainment: "95" }', {
      tickets: [ticket('a', 1), ticket('b', 6), ticket('c', 4)],
    })
    const items = whyItems(found, AT, en).map(({ name, state }) => [name, plain(state)])
    expect(items).toEqual([
      ['b (resolution)', 'missed, 2 h late'],
      ['a (resolution)', 'in time'],
      ['c (resolution)', 'in time'],
    ])
  })
  it('lists deliveries', () => {
    const deliveries = [
      ['05', '04'],
      ['06', '07'],
    ].map(([due, done]) => ({ deliverable: 'parcel', due: `2026-04-${due}T00:00:00Z`, deliveredAt: `2026-04-${done}T00:00:00Z` }))
    const items = whyItems(report('measure: { by: deliveries, attainment: "50" }', { deliveries }), AT, en)
    expect(items.map(({ state }) => plain(state))).toEqual(['missed, 1 d late', 'in time'])
  })
  it('is nothing where time decides', () => expect(whyItems(report('target: "99", measure: { by: time }', {}), AT, en)).toEqual([]))
})
