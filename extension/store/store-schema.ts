/**
 * What is kept in the browser, `standing` in IndexedDB. Agreements and evidence are the truth; `standings` holds answers
 * computed from them, kept only so that the popup paints before anything is evaluated, and thrown away at will.
 * Only the background writes. Instants are integer ms since the epoch.
 */
import type { DBSchema } from 'idb'
import type { Contract } from '../../shared/contract/model.ts'
import type { Mapping } from '../../shared/evidence/import/mapping.ts'
import type { Evidence, Source } from '../../shared/evidence/model.ts'
import type { Account } from '../../shared/feeds/account.ts'
import type { FeedProblem } from '../../shared/feeds/feed-error.ts'
import type { HistoryRow } from '../../shared/feeds/parts/history-walk.ts'
import type { Official } from '../../shared/feeds/parts/official.ts'
import type { Rotation } from '../../shared/signing/key-rotation.ts'
import type { PublicKey } from '../../shared/signing/public-key.ts'
import type { DurationMs, EpochMs, IntervalSet } from '../../shared/time/intervals.ts'
import type { FeedChain } from './feed-chain.ts'
import type { PackedRuns, StoredChecks } from './packed-checks.ts'
import type { Summary } from './summary.ts'

/** Which parts of a source map to which services of the agreement: component id → service ids. */
export interface Link {
  readonly source: string
  readonly components: Readonly<Record<string, readonly string[]>>
}

export interface AgreementRecord {
  readonly id: string
  readonly addedAt: EpochMs
  /** As it was written, so that it can be shown and exported as it came. */
  readonly text: { readonly body: string; readonly kind: 'yaml' | 'json' }
  readonly contract: Contract
  readonly origin: Origin
  readonly plan: string | null
  readonly links: readonly Link[]
}

export type Origin =
  | { readonly kind: 'catalogue' }
  /** Made from a status page's address and what the person said was promised. */
  | { readonly kind: 'page'; readonly page: string }
  | { readonly kind: 'file'; readonly name: string }

/** Why a source could not be read. What an adaptor says of the bytes, and what happened before there were any. */
export type Trouble =
  | FeedProblem
  | 'offline'
  | 'unreachable'
  | 'timeout'
  | 'status'
  | 'wrong-type'
  | 'moved'
  | 'emptied'
  | 'clock'
  | 'no-permission'
  | 'unobserved'

export interface SourceRecord {
  readonly id: string
  readonly title: string
  /** The adaptor's id. */
  readonly feed: string
  /** The page a person would open. */
  readonly page: string
  readonly address: string
  /** Read along with it: announced maintenance stands in a list of its own. One that can't be read costs nothing. */
  readonly also: readonly string[]
  /** Between two readings, ms. */
  readonly every: number
  readonly components: readonly { readonly id: string; readonly name: string }[]
  /** Of an address that is checked: text that its page has to hold. */
  readonly expect?: string
  /** How it is checked; absent: as before one could say so (`AS_EVER`). */
  readonly check?: CheckSettings
  /** Of a server of metrics: what it is asked. */
  readonly metrics?: MetricsQuery
  /** Of a file: it is read once. */
  readonly imported?: Imported
  readonly state: SourceState
}

export interface CheckSettings {
  /** HEAD asks for no page, so that no text can be expected of it. */
  readonly method: 'GET' | 'HEAD'
  /** A check that takes longer has failed, ms. */
  readonly timeout: DurationMs
  /** Statuses that are good, `200, 204, 300-399`; empty: all below 400. */
  readonly statuses: string
  /** Failures one after the other, seconds apart, that make a check a failed one. */
  readonly tries: number
}

/** Expressions that give one series each, and the step between two samples, ms. */
export interface MetricsQuery {
  /** `up`: how much works, 0 to 1. `slots`: how many requests there were in the step, and how many of them failed. */
  readonly kind: 'up' | 'slots'
  readonly query: string
  readonly failed?: string
  readonly step: DurationMs
}

export interface SourceState {
  /** The last good reading. */
  readonly readAt: EpochMs | null
  /** The last attempt, good or bad. */
  readonly triedAt: EpochMs | null
  readonly dueAt: EpochMs
  /** Since when nothing is known: the end of the last good reading, or the first attempt where there never was one. */
  readonly blindSince: EpochMs | null
  readonly trouble: { readonly kind: Trouble; readonly detail: string } | null
  /** Bad attempts in a row. */
  readonly failures: number
  readonly etag: string | null
  /** SHA-256 of the last good bodies by address: an equal one holds nothing new. */
  readonly bodies: Readonly<Record<string, string>>
  /** Events in the last good reading; none after some is no recovery. */
  readonly events: number
  /** Whether the last good reading could say that its list is whole. */
  readonly complete: boolean
  /** Time this source covers, up to its last good reading. */
  readonly covered: IntervalSet
  /** What became of the rows of the last good reading (R58); `rows` holds those that are no spans, up to 200. */
  readonly account?: Account
  /** The last reading of which the time of every row could be read; what an unreadable row may have begun after. */
  readonly wholeAt?: EpochMs
  /** Events that have left its list; absent until a list was read, and where the feed has no address for one event. */
  readonly again?: Again
  /** Of a list that holds the newest alone: how far back the rest was read. */
  readonly older?: Older
  /** Time it covers by component, where it states that itself; then `covered` holds none of it. */
  readonly coveredBy?: Readonly<Record<string, IntervalSet>>
  /** Of a standing feed: the feeds that were seen, and what was rewritten in them. */
  readonly chain?: FeedChain
  /** Provider-reported uptime, and when it was read; no evidence. `notBefore`: when it is requested again. */
  readonly official?: { readonly at: EpochMs; readonly said: Official | null; readonly notBefore?: EpochMs }
  /** Up to where a server of metrics was asked. */
  readonly held?: EpochMs
}

/** What is read back past a list of the newest. Months are numbers, `year * 12 + month - 1`. */
export interface Older {
  /** The month to which it is read. */
  readonly since: number
  readonly notBefore: EpochMs
  /** Failures in a row. */
  readonly tries: number
  /** The next page of months; null once they are read. */
  readonly page: number | null
  readonly oldest: number | null
  /** Whether the page's times are of UTC; null before one was read. */
  readonly isUtc: boolean | null
  /** The start of the oldest month that was asked for and read. */
  readonly from: EpochMs | null
  /** Incidents still to be read, and how many there were. */
  readonly left: readonly HistoryRow[]
  readonly of: number
}

/** What is read again one by one, because pages edit what is over for weeks. Events by the name the page gives them. */
export interface Again {
  /** Nothing is asked for before. */
  readonly notBefore: EpochMs
  /** Whether this page is known to serve events by themselves. */
  readonly served: boolean
  /** An event that stands in the list, to try that with. */
  readonly control: string | null
  readonly events: Readonly<Record<string, Left>>
  /** When events were found to be taken away; what they said stays, and counts. */
  readonly gone: Readonly<Record<string, EpochMs>>
}

export interface Left {
  /** Read again until then. */
  readonly until: EpochMs
  /** Last asked for; null: not yet. */
  readonly at: EpochMs | null
  readonly etag: string | null
  /** How often in a row no answer came for it while one came for another event. */
  readonly lost?: number
}

/** One appended piece of evidence; services are the source's own component ids, so that a mapping can be changed later. */
export interface EvidenceEntry {
  readonly seq?: number
  readonly source: string
  readonly at: EpochMs
  readonly evidence: Partial<Evidence>
}

/** A closed month of one source, folded from the log. */
export interface EvidencePack {
  readonly source: string
  /** UTC, `2026-03`. */
  readonly month: string
  readonly evidence: Partial<Evidence>
  /** Its checks as runs: what is read to judge. */
  readonly runs?: readonly PackedRuns[]
  /** Every check; of `everyCheck(source)`, and of the source itself where the month was folded before there were runs. */
  readonly checks?: readonly StoredChecks[]
}

export interface LogEntry {
  readonly seq?: number
  readonly at: EpochMs
  readonly what: string
  readonly agreement?: string
  readonly source?: string
  readonly trouble?: Trouble
  readonly detail?: string
}

export interface Schema extends DBSchema {
  agreements: { key: string; value: AgreementRecord }
  sources: { key: string; value: SourceRecord }
  evidence: { key: number; value: EvidenceEntry; indexes: { source: string } }
  packs: { key: [string, string]; value: EvidencePack }
  standings: { key: string; value: Summary }
  settings: { key: string; value: unknown }
  log: { key: number; value: LogEntry }
}
export interface Imported {
  /** The file's name. */
  readonly name: string
  readonly at: EpochMs
  /** Until when it can say anything. */
  readonly made: EpochMs
  /** Who speaks in it. */
  readonly source: Source
  readonly mapping: Mapping
  readonly rows: number
  readonly taken: number
  readonly rejected: number
  /** The first and the last instant in it. */
  readonly range: { readonly from: EpochMs; readonly to: EpochMs } | null
}
export interface KeptIdentity {
  readonly publicKey: PublicKey
  /** When it came to be here, ms. */
  readonly since: EpochMs
  /** PKCS #8 under AES-GCM. */
  readonly wrapped: ArrayBuffer
  readonly iv: Uint8Array<ArrayBuffer>
  /** Non-extractable: IndexedDB keeps it, nobody reads it. */
  readonly under: CryptoKey
  /** How it follows from the keys before it, oldest first; absent where it is the first. */
  readonly rotations?: readonly Rotation[]
}
