/** A month as two sides saw it: the customer's probe from 13:02, the provider's feed from 13:16. */
import type { Contract } from '../../shared/contract/model.ts'
import { readContractValue } from '../../shared/contract/read-contract.ts'
import { readEvidenceValue } from '../../shared/evidence/read-evidence.ts'
import { sealDocument } from '../../shared/signing/seal.ts'
import { linkTo } from '../../shared/snapshot/link.ts'
import { smallForm } from '../../shared/snapshot/small-form.ts'
import { makeSnapshot, type Snapshot } from '../../shared/snapshot/snapshot.ts'
import { temporalZones } from '../../shared/time/zones.ts'
import { freshIdentity } from '../../widget/cli/key-file.ts'

export const MADE = Date.UTC(2026, 10, 18, 13, 5)

export const contract = readContractValue({
  format: 'standing/contract@1',
  id: 'northwind',
  title: 'Northwind Cloud for Globex',
  zone: 'Europe/Berlin',
  period: { every: 'month' },
  parties: { provider: { name: 'Northwind Cloud' }, customer: { name: 'Globex' } },
  services: [{ id: 'api', name: 'API' }],
  objectives: [
    {
      id: 'api',
      name: 'API availability',
      services: ['api'],
      target: '99.9',
      measure: { by: 'time', authority: 'either' },
      exclude: ['maintenance'],
      remedies: ['credit'],
      clause: '2.2',
    },
  ],
  exclusions: [{ id: 'maintenance', category: 'scheduled-maintenance', notice: 'PT72H', clause: '4.1' }],
  remedies: [
    {
      id: 'credit',
      kind: 'percent',
      bands: [
        { below: '99.9', atLeast: '99.0', credit: '10' },
        { below: '99.0', credit: '25' },
      ],
      base: { amount: '1200', currency: 'EUR' },
      claim: { steps: [{ id: 'claim', within: 'P30D', after: 'period-end' }] },
    },
  ],
}).contract as Contract

const row = (source: string, from: string, to: string, state = 'down', more: object = {}) => ({
  service: 'api',
  source,
  from: `2026-10-${from}Z`,
  to: `2026-10-${to}Z`,
  state,
  ...more,
})
const cover = (source: string) => ({ service: 'api', source, from: '2026-09-01T00:00:00Z', to: '2026-11-18T00:00:00Z' })
const feed = [
  row('feed:northwind', '06T05:20:00', '06T05:27:40', 'down', { title: 'API errors' }),
  row('feed:northwind', '13T11:16:00', '13T11:43:00', 'down', { title: '<img src=x onerror=alert(1)>' }),
  row('feed:northwind', '18T08:00:00', '18T08:50:00', 'degraded'),
  row('feed:northwind', '28T08:12:00', '28T08:26:00'),
]
const probe = [
  row('probe:globex', '06T05:20:00', '06T05:27:40'),
  row('probe:globex', '13T11:02:00', '13T11:43:00'),
  row('probe:globex', '28T08:12:00', '28T08:26:00'),
]
const maintenance = {
  id: 'night',
  services: ['api'],
  source: 'feed:northwind',
  from: '2026-10-20T21:00:00Z',
  to: '2026-10-20T22:00:00Z',
  announcedAt: '2026-10-16T21:00:00Z',
}
const night = row('feed:northwind', '20T21:00:00', '20T22:00:00', 'maintenance')

const evidenceOf = (spans: readonly object[], coverage: readonly object[]) =>
  readEvidenceValue({ format: 'standing/evidence@1', spans: [...spans, night], coverage, maintenance: [maintenance] }).evidence!

export const BOTH = evidenceOf([...feed, ...probe], [cover('feed:northwind'), cover('probe:globex')])
export const FEED_ONLY = evidenceOf(feed, [cover('feed:northwind')])

export const snapshotOf = (evidence: typeof BOTH, name: string, more: object = {}): Snapshot =>
  makeSnapshot({
    contracts: [contract],
    evidence,
    at: MADE,
    period: '2026-10',
    zones: temporalZones,
    createdAt: MADE,
    createdBy: { name, tool: 'standing 0.1.0' },
    note: 'The API did not answer from 13:02 on.',
    asks: 'A credit of 10 %, an answer by Friday.',
    ...more,
  })

export const sealedText = async (snapshot: object): Promise<string> =>
  JSON.stringify(await sealDocument(snapshot, await freshIdentity(), globalThis.crypto.subtle))

export const linkOf = async (snapshot: Snapshot, reader: string): Promise<string> =>
  linkTo(reader, await sealDocument(smallForm(snapshot)!, await freshIdentity(), globalThis.crypto.subtle))
