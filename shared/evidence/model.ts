/**
 * Evidence in memory: what sources said, appended and never edited (`standing/evidence@1`). Instants are integer ms
 * since the epoch; in files they are ISO 8601 (read-evidence.ts, write-evidence.ts). An instant that is null means "still so".
 */
import type { DurationMs, EpochMs } from '../time/intervals.ts'

export type State = 'up' | 'degraded' | 'partial' | 'down' | 'maintenance'
export type SourceKind = 'feed' | 'probe' | 'traffic' | 'manual' | 'metrics'
export type Party = 'provider' | 'customer'

/** Who spoke. As text `feed:acme`; the party defaults by kind: feed → provider, everything else → customer (R4). */
export interface Source {
  readonly kind: SourceKind
  readonly id: string
  readonly party: Party
}

export type Basis = 'component-transition' | 'component-impact' | 'check' | 'daily-bucket' | 'incident-window' | 'prose' | 'page-only'

/** One stretch in which a source says a service was in a state. `service: null` is an incident that names no component (R19). */
export interface Span {
  readonly id?: string
  readonly service: string | null
  readonly from: EpochMs
  /** null: still so at the source's last reading (R2). */
  readonly to: EpochMs | null
  readonly state: State
  readonly source: Source
  readonly ref?: string
  readonly observedAt?: EpochMs
  readonly void?: boolean
  readonly title?: string
  readonly category?: string
  /** Share of users affected, decimal text 0 to 1. */
  readonly share?: string
  readonly basis?: Basis
  /** The outer bounds of what it may have covered: time inside them and outside the span is doubtful (R50). */
  readonly uncertain?: { readonly from: EpochMs; readonly to: EpochMs }
}

/** Time a source can speak for about a service; `to: null` is up to `at`. */
export interface Coverage {
  readonly service: string
  readonly source: Source
  readonly from: EpochMs
  readonly to: EpochMs | null
  /** When it was learnt that the source could speak for this time (R2). */
  readonly observedAt?: EpochMs
}

export type ItemKind = 'tickets' | 'deliveries' | 'requests'

/** Time of which a source gave all tickets, deliveries or requests there were (R56); in files an entry of `coverage` with `of`. */
export interface ItemCoverage {
  readonly of: ItemKind
  /** Absent: of every service. */
  readonly service?: string
  readonly source: Source
  readonly from: EpochMs
  readonly to: EpochMs | null
  readonly observedAt?: EpochMs
}

/** Somebody's answer to an incident that named no component: the services it concerned, none where it concerned none (R19). */
export interface Attribution {
  readonly ref: string
  readonly source: Source
  readonly services: readonly string[]
  readonly by: string
  readonly at: EpochMs
  readonly reason?: string
  /** The answer is withdrawn: the incident is as it was before. */
  readonly void?: boolean
}

/** Rows and fields of a file that this version does not know, for the report's `unused` (R59). */
export interface UnreadEvidence {
  readonly list: string
  /** The field of the rows that nobody reads; absent where the whole list is unknown. */
  readonly field?: string
  /** The first row, by its reference, id or place. */
  readonly ref: string
  readonly n: number
}

export interface CheckSeries {
  readonly service: string
  readonly source: Source
  readonly every: DurationMs
  readonly results: readonly { readonly at: EpochMs; readonly ok: boolean; readonly ms?: number }[]
  /** The same as runs, ascending, where the series is kept so; never in a file, nor in a copy of the fields (checks.ts). */
  readonly runs?: readonly CheckRun[]
}

/** Checks in a row that say the same, none of them further from the next than it speaks. */
export interface CheckRun {
  readonly from: EpochMs
  /** The last check of the run. */
  readonly last: EpochMs
  readonly count: number
  readonly ok: boolean
}

/** `upTo` in ms; absent on the last bucket. */
export interface LatencyBucket {
  readonly upTo?: DurationMs
  readonly count: number
}

export interface RequestCount {
  readonly service: string
  readonly source: Source
  readonly from: EpochMs
  readonly to: EpochMs
  readonly total: number
  readonly failed: number
  readonly latency?: readonly LatencyBucket[]
  /** Checks of a probe and no requests of anybody: how far a time may be off, percent as decimal text (R48). */
  readonly checks?: string
}

export interface Sample {
  readonly service: string
  readonly source: Source
  readonly from: EpochMs
  readonly to: EpochMs
  readonly metric: string
  /** Decimal text. */
  readonly value: string
}

export interface Maintenance {
  readonly id: string
  readonly services: readonly string[]
  readonly from: EpochMs
  readonly to: EpochMs
  readonly announcedAt?: EpochMs
  /** Default scheduled-maintenance. */
  readonly category?: string
  readonly actual?: { readonly from: EpochMs; readonly to: EpochMs | null }
  readonly source: Source
  readonly ref?: string
  readonly observedAt?: EpochMs
  readonly title?: string
  readonly void?: boolean
}

export type TicketEventKind =
  | 'opened'
  | 'priority-set'
  | 'verified'
  | 'responded'
  | 'messaged'
  | 'updated'
  | 'waiting-on-customer'
  | 'resumed'
  | 'handed-over'
  | 'reclassified'
  | 'resolved'
  | 'reopened'
  | 'closed'

export interface TicketEvent {
  readonly at: EpochMs
  readonly kind: TicketEventKind
  readonly by: Party
  readonly severity?: string
  readonly group?: string
}

export interface Ticket {
  readonly id: string
  readonly type: 'incident' | 'request'
  readonly severity: string
  readonly service?: string
  readonly events: readonly TicketEvent[]
  readonly title?: string
}

export interface Delivery {
  readonly deliverable: string
  readonly due: EpochMs
  readonly deliveredAt?: EpochMs
  /** Distinguishes it from another that is due at the same instant. */
  readonly ref?: string
}

/** An exclusion claimed for a stretch, a disputed incident, or `awareness` of one. `by` is a name or a party. */
export interface Declaration {
  readonly id: string
  readonly clause: string
  readonly services: readonly string[]
  readonly from: EpochMs
  readonly to: EpochMs | null
  readonly by: string
  /** When it was made: before, it does not exist. */
  readonly at: EpochMs
  readonly reason: string
  readonly retractedAt?: EpochMs
}

export interface ClaimRecord {
  readonly id: string
  readonly objective: string
  /** Where the objective holds for each service: the one that is claimed for; absent, all of them. */
  readonly service?: string
  readonly period: string
  readonly step: string
  readonly at: EpochMs
  readonly by: string
  readonly outcome?: string
  readonly amount?: string
}

export interface Lifetime {
  readonly service: string
  readonly from: EpochMs
  readonly to: EpochMs | null
}

export interface Evidence {
  readonly observer?: { readonly name?: string; readonly tool?: string }
  readonly spans: readonly Span[]
  readonly coverage: readonly Coverage[]
  readonly itemCoverage: readonly ItemCoverage[]
  readonly attributions: readonly Attribution[]
  readonly checks: readonly CheckSeries[]
  readonly requests: readonly RequestCount[]
  readonly samples: readonly Sample[]
  readonly maintenance: readonly Maintenance[]
  readonly tickets: readonly Ticket[]
  readonly deliveries: readonly Delivery[]
  readonly declarations: readonly Declaration[]
  readonly claims: readonly ClaimRecord[]
  readonly lifetimes: readonly Lifetime[]
  readonly unread?: readonly UnreadEvidence[]
}

export const NO_EVIDENCE: Evidence = {
  spans: [],
  coverage: [],
  itemCoverage: [],
  attributions: [],
  checks: [],
  requests: [],
  samples: [],
  maintenance: [],
  tickets: [],
  deliveries: [],
  declarations: [],
  claims: [],
  lifetimes: [],
}

/** `feed:acme`. */
export const sourceText = (source: Source): string => `${source.kind}:${source.id}`
