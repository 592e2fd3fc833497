/**
 * Reads the sources that are due. Each is written as it ends, so that what stops a wake costs only what was still under way.
 * A wake has a deadline well before the browser stops a worker that it takes for idle; what was not reached by then stays due,
 * and the source updated longest ago goes first. A host that hangs costs its own lane only.
 */
import type { EpochMs } from '../../shared/time/intervals.ts'
import { isBlind } from '../model/source-state.ts'
import type { PollParts } from '../sources/poll-parts.ts'
import { inTrouble, readSource, resultOf, type SourceResult } from '../sources/read-source.ts'
import type { ReadingTurn } from '../sources/reading-turn.ts'
import { kindOfSource } from '../sources/registry.ts'
import { OF_ALL } from '../sources/revisit-events.ts'
import { placeOf } from '../sources/uptime-check-pace.ts'
import { readSources } from '../store/read-store.ts'
import { isPolled } from '../store/source-kind.ts'
import type { SourceRecord } from '../store/store-schema.ts'
import { writeReading } from '../store/write-store.ts'
import { beforeAbort, runLanes, sleep } from './lanes.ts'

export interface Polled {
  /** Sources with new evidence. */
  readonly changed: readonly string[]
  readonly read: number
  readonly blind: number
  /** Sources that were due and not reached before the deadline; they stay due. */
  readonly left: readonly string[]
  /** Why something could not be written; null where all was. */
  readonly failed: string | null
}

export interface PollOptions {
  /** Which sources this wake is for; absent: all. */
  readonly which?: (source: SourceRecord) => boolean
  /** Asks each at its own place in the wake (uptime-check-pace.ts). */
  readonly spread?: boolean
  /** In tests shorter. */
  readonly limits?: WakeLimits
}

export interface WakeLimits {
  /** How long a wake reads, ms. Chrome and Firefox stop a worker after 30 s without an event. */
  readonly wakeMs: number
  /** How long one source may take for all it asks; one that had this long and did not end is in trouble. */
  readonly turnMs: number
  /** As long for an uptime check: its tries, and whether anything else answers. */
  readonly checkMs: number
  /** After this long without an end the next lane may start beside this one. */
  readonly slowMs: number
}

export const WAKE_LIMITS: WakeLimits = { wakeMs: 23_000, turnMs: 16_000, checkMs: 18_500, slowMs: 3000 }

/** How many hosts are asked at a time, those that are slow not counted; of one host, one source after the other. */
const AT_ONCE = 6
/** Wakes are a minute apart and never on the dot: what is due before the next is nearer is read now, or it would be late by a minute. */
const SLACK_MS = 30_000
/** The longest that any source waits. */
const DAY = 86_400_000

/** Reads the sources that are due, or exactly those named. Rejects only where the store can't be read. */
export async function poll(parts: PollParts, only?: readonly string[], options: PollOptions = {}): Promise<Polled> {
  const all = (await readSources(parts.db)).filter(isPolled)
  const due = dueSources(all, parts.now(), only).filter((source) => options.which?.(source) ?? true)
  const limits = options.limits ?? WAKE_LIMITS
  const end = new AbortController()
  const timer = setTimeout(() => end.abort(), limits.wakeMs)
  const wake: Wake = {
    parts,
    all,
    budget: { left: OF_ALL },
    end: end.signal,
    limits,
    spread: options.spread ?? false,
    ended: [],
    failed: [],
  }
  try {
    await runLanes(lanesOf(due), (lane) => readLane(wake, lane), { atOnce: AT_ONCE, slowMs: limits.slowMs, end: end.signal })
  } finally {
    clearTimeout(timer)
    // Requests still open have no receiver left.
    end.abort()
  }
  return tally(due, wake)
}

/** What all readings of one wake share. */
interface Wake {
  readonly parts: PollParts
  readonly all: readonly SourceRecord[]
  readonly budget: { left: number }
  readonly end: AbortSignal
  readonly limits: WakeLimits
  readonly spread: boolean
  readonly ended: SourceResult[]
  readonly failed: unknown[]
}

function tally(due: readonly SourceRecord[], { ended, failed }: Wake): Polled {
  const reached = new Set(ended.map(({ source }) => source.id))
  const [first] = failed
  return {
    changed: ended.flatMap(({ entry, source }) => (entry ? [source.id] : [])),
    read: ended.filter(({ source }) => !source.state.trouble).length,
    blind: ended.filter(({ source }) => isBlind(source)).length,
    left: due.map(({ id }) => id).filter((id) => !reached.has(id)),
    failed: first === undefined ? null : first instanceof Error ? first.message : String(first),
  }
}

/** Updated longest ago first. */
function dueSources(all: readonly SourceRecord[], now: EpochMs, only?: readonly string[]): readonly SourceRecord[] {
  const held = only ? new Set<string>() : heldHosts(all, now)
  const due = all.filter((source) => (only ? only.includes(source.id) : isDue(source, now) && !held.has(hostOf(source))))
  return [...due].sort((a, b) => (a.state.triedAt ?? 0) - (b.state.triedAt ?? 0))
}

const isSteady = (source: SourceRecord): boolean => kindOfSource(source).pace === 'steady'

/** A clock that was set back must not put a source to sleep until it has caught up. */
export function isDue(source: SourceRecord, now: EpochMs): boolean {
  const { every, state } = source
  const slack = state.trouble && !isSteady(source) ? 0 : SLACK_MS
  return state.dueAt <= now + slack || (state.triedAt !== null && state.triedAt > now) || state.dueAt > now + Math.max(every, 1.25 * DAY)
}

const hostOf = ({ address }: SourceRecord): string => new URL(address).host

/** Whether an answer was a host's rate limit, which applies to all sources of that host. */
const isHeld = (source: SourceRecord, now: EpochMs): boolean => {
  const { trouble, dueAt } = source.state
  return !isSteady(source) && trouble?.kind === 'status' && /^(429|503)$/.test(trouble.detail) && dueAt > now
}

const heldHosts = (all: readonly SourceRecord[], now: EpochMs): Set<string> =>
  new Set(all.filter((source) => isHeld(source, now)).map(hostOf))

/** One lane for each host; each uptime check in one of its own, for its time is part of what it measures. */
function lanesOf(due: readonly SourceRecord[]): readonly (readonly SourceRecord[])[] {
  const lanes = new Map<string, SourceRecord[]>()
  for (const source of due) {
    const name = isSteady(source) ? `check ${source.id}` : `host ${hostOf(source)}`
    lanes.set(name, [...(lanes.get(name) ?? []), source])
  }
  return [...lanes.values()]
}

/** The sources of one host, in turn. Once it asks to be left alone the rest are left for a later wake. */
async function readLane(wake: Wake, lane: readonly SourceRecord[]): Promise<void> {
  for (const source of lane) {
    const result = await readInTime(wake, source)
    if (!result) return
    try {
      await writeReading(wake.parts.db, source, result)
      wake.ended.push(result)
    } catch (error) {
      wake.failed.push(error)
    }
    if (result.held || isHeld(result.source, wake.parts.now())) return
  }
}

/** Null where the wake ended first: then the source is as due as it was. */
async function readInTime(wake: Wake, source: SourceRecord): Promise<SourceResult | null> {
  const { parts, end, limits } = wake
  if (wake.spread) await beforeAbort((parts.wait ?? sleep)(placeOf(source.id, (parts.chance ?? Math.random)())), end).catch(() => {})
  if (end.aborted) return null
  const started = performance.now()
  // What is asked beside the list ends before the turn does, so that the list is kept.
  const turnMs = isSteady(source) ? limits.checkMs : limits.turnMs
  const signal = AbortSignal.any([end, AbortSignal.timeout(isSteady(source) ? turnMs : turnMs - limits.slowMs)])
  const turn: ReadingTurn = { parts: { ...parts, limits: { ...parts.limits, signal } }, source, all: wake.all, budget: wake.budget }
  const turnEnd = AbortSignal.any([end, AbortSignal.timeout(turnMs)])
  const result = await beforeAbort(readSource(turn), turnEnd)
  if (!end.aborted || performance.now() - started >= turnMs)
    return result ?? resultOf(turn, { state: inTrouble(turn, 'timeout', 'no answer in time') })
  return null
}
