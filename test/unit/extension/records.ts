/** Small records for the extension's unit tests. Instants are small whole numbers of ms: only their order matters. */

import { NEW_STATE } from '../../../extension/model/source-state.ts'
import type { AgreementRecord, SourceRecord, SourceState } from '../../../extension/store/store-schema.ts'
import type { Summary, SummaryRow } from '../../../extension/store/summary.ts'
import type { Verdict } from '../../../shared/evaluate/model/report.ts'
import type { Evidence, Span } from '../../../shared/evidence/model.ts'
import { NO_EVIDENCE } from '../../../shared/evidence/model.ts'
import { NO_ACCOUNT } from '../../../shared/feeds/account.ts'
import type { Reading } from '../../../shared/feeds/adaptor.ts'
import { statuspage } from '../../../shared/feeds/statuspage.ts'

export const MINUTE = 60_000

export const source = (state: Partial<SourceState> = {}, more: Partial<SourceRecord> = {}): SourceRecord => ({
  id: 'acme',
  title: 'Acme',
  feed: statuspage.id,
  page: 'https://status.acme.example/',
  address: 'https://status.acme.example/api/v2/incidents.json',
  also: [],
  every: 5 * MINUTE,
  components: [{ id: 'c-api', name: 'API' }],
  state: { ...NEW_STATE, ...state },
  ...more,
})

export const span = (more: Partial<Span> = {}): Span => ({
  service: 'c-api',
  from: 1000,
  to: 2000,
  state: 'down',
  source: { kind: 'feed', id: 'acme', party: 'provider' },
  ref: 'i-1',
  observedAt: 5000,
  ...more,
})

export const evidence = (...spans: readonly Span[]): Evidence => ({ ...NO_EVIDENCE, spans })

export const reading = (spans: readonly Span[], more: Partial<Reading> = {}): Reading => ({
  evidence: evidence(...spans),
  completeFrom: 0,
  coveredTo: Number.MAX_SAFE_INTEGER,
  isWhole: true,
  account: NO_ACCOUNT,
  doubtful: 0,
  rejected: [],
  components: [],
  events: spans.length,
  refs: spans.flatMap((each) => each.ref ?? []),
  unmatched: [],
  notes: [],
  ...more,
})

export const agreement = (id: string, ...sources: readonly string[]): AgreementRecord => ({
  id,
  addedAt: 0,
  text: { body: '', kind: 'json' },
  contract: {
    format: 'standing/contract@1',
    id,
    title: id,
    zone: 'UTC',
    period: { every: 'month' },
    services: [{ id: 'api', name: 'API' }],
    objectives: [{ id: 'uptime', services: ['api'], target: '99.9', measure: { by: 'time', unit: 'exact' } }],
  },
  origin: { kind: 'catalogue' },
  plan: null,
  links: sources.map((each) => ({ source: each, components: { 'c-api': ['api'] } })),
})

const nothing = { value: null, exact: null, low: null, high: null, lowExact: null, highExact: null }
const noCredit = { state: 'none', percent: '0', amount: null, currency: null, days: null, remedy: null } as const

export const row = (verdict: Verdict, more: Partial<SummaryRow> = {}): SummaryRow => ({
  id: 'uptime',
  name: 'Uptime',
  clause: null,
  services: ['api'],
  period: { from: 0, to: 100 * MINUTE, label: '2026-11', complete: false },
  target: '99.9',
  attained: nothing,
  verdict,
  basis: 'contractual',
  settles: 0,
  provisional: false,
  time: null,
  budget: null,
  credit: noCredit,
  remedies: [],
  claim: { state: 'none', steps: [] },
  ledger: [],
  ...more,
})

export const standing = (id: string, rows: readonly SummaryRow[], more: Partial<Summary> = {}): Summary => ({
  agreement: id,
  title: id,
  hosts: [],
  sources: [],
  clock: { id: 'UTC', from: 0, to: 1, starts: [0], offsets: [0] },
  at: 0,
  evaluator: '0',
  rows,
  closed: [],
  now: null,
  problem: null,
  ...more,
})
