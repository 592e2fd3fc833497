/** Reads one source, whatever its kind: the clock and the connection are looked at first, and every failure is the source's trouble. */
import { FeedError } from '../../shared/feeds/feed-error.ts'
import type { EpochMs } from '../../shared/time/intervals.ts'
import { isBlind } from '../model/source-state.ts'
import { writeQuarantine } from '../store/quarantine.ts'
import type { EvidenceEntry, LogEntry, SourceRecord, SourceState, Trouble } from '../store/store-schema.ts'
import { isBelieved, isSetBack, quarantined, redated } from './clock-guard.ts'
import { ReadTrouble } from './fetch-address.ts'
import { troubled } from './merge-reading.ts'
import type { PollParts } from './poll-parts.ts'
import type { ReadingTurn, SourceReading } from './reading-turn.ts'
import { kindOfSource } from './registry.ts'

export interface SourceResult {
  readonly source: SourceRecord
  readonly entry: EvidenceEntry | null
  readonly log: readonly LogEntry[]
  readonly held: boolean
}

/** Never throws for what a source answers. */
export async function readSource(turn: ReadingTurn): Promise<SourceResult> {
  const { parts, source } = turn
  const now = parts.now()
  if (!isSetBack(source.state, now)) return resultOf(turn, await reading(turn))
  if (parts.online() && isBelieved(source.state, now)) return readSource({ ...turn, source: await quarantine(parts, source, now) })
  const detail = `the clock stands ${(source.state.readAt as number) - now} ms before the last reading`
  return resultOf(turn, { state: inTrouble(turn, 'clock', detail) })
}

/** The state of a source that a turn could not read. */
export function inTrouble({ parts, source }: ReadingTurn, kind: Trouble, detail: string, retryAfter: number | null = null): SourceState {
  const now = parts.now()
  const state = troubled(source, kind, detail, now, { retryAfter, chance: (parts.chance ?? Math.random)() })
  return kindOfSource(source).pace === 'steady' && kind !== 'clock' ? { ...state, dueAt: now + source.every } : state
}

async function reading(turn: ReadingTurn): Promise<SourceReading> {
  const { read } = kindOfSource(turn.source)
  if (!read) return { state: turn.source.state }
  if (!turn.parts.online()) return { state: inTrouble(turn, 'offline', 'no connection') }
  try {
    return await read(turn)
  } catch (error) {
    if (error instanceof ReadTrouble) return { state: inTrouble(turn, error.kind, error.message, error.retryAfter) }
    if (error instanceof FeedError) return { state: inTrouble(turn, error.problem, error.message) }
    return { state: inTrouble(turn, 'wrong-shape', error instanceof Error ? error.message : String(error)) }
  }
}

/** What a reading comes to, with a line of the log where the source became unavailable or is back. */
export function resultOf({ parts, source }: ReadingTurn, { state, entry = null, log = [], held = false }: SourceReading): SourceResult {
  const after = { ...source, state }
  return { source: after, entry, log: [...turns(source, after, parts.now()), ...log], held }
}

/** Written at once, before anything is read: a worker stopped in between leaves nothing half done. */
async function quarantine({ db }: PollParts, source: SourceRecord, now: EpochMs): Promise<SourceRecord> {
  const after = quarantined(source, now)
  await writeQuarantine(db, after, (entries) => redated(entries, now), { at: now, source: source.id, what: 'clock-set-back' })
  return after
}

function turns(before: SourceRecord, after: SourceRecord, at: EpochMs): LogEntry[] {
  const [was, is] = [isBlind(before), isBlind(after)]
  if (was === is) return []
  const trouble = after.state.trouble
  return [
    {
      at,
      source: after.id,
      what: is ? 'source-blind' : 'source-sees',
      ...(trouble ? { trouble: trouble.kind, detail: trouble.detail } : {}),
    },
  ]
}
