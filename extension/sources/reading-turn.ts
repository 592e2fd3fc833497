/** One turn of reading a source: what it is given and what it answers, the same for every kind. */
import type { SourceKindId } from '../store/source-kind.ts'
import type { EvidenceEntry, LogEntry, SourceRecord, SourceState } from '../store/store-schema.ts'
import type { PollParts } from './poll-parts.ts'

export interface ReadingTurn {
  readonly parts: PollParts
  readonly source: SourceRecord
  /** Every source that is read: an uptime check compares itself with their pages. */
  readonly all: readonly SourceRecord[]
  /** Events that may still be read again in this wake, over all sources. */
  readonly budget: { left: number }
}

export interface SourceReading {
  readonly state: SourceState
  readonly entry?: EvidenceEntry | null
  readonly log?: readonly LogEntry[]
  /** The host asked to be left alone, though the source itself was read. */
  readonly held?: boolean
}

export interface SourceReader {
  readonly id: SourceKindId
  /** Reads a source once. Throws ReadTrouble or FeedError for what kept it from being read. Null: nothing polls this kind. */
  readonly read: ((turn: ReadingTurn) => Promise<SourceReading>) | null
  /** An uptime check keeps its pace whatever it sees, a longer wait would leave time unmeasured; the others wait longer after each failure. */
  readonly pace: 'steady' | 'backs-off'
}
