/**
 * What a reading of a feed adds to what is known, as a pure step: old state and reading in, new state and new evidence
 * out. A reading adds only what differs from the last version of the same thing (R3); a feed that is suddenly empty, or
 * a clock that went backwards, adds nothing and is trouble, never a recovery.
 */

import type { Evidence, Maintenance, Span } from '../../shared/evidence/model.ts'
import { sourceText } from '../../shared/evidence/model.ts'
import { canonical, sha256Hex } from '../../shared/exact/canonical.ts'
import type { Reading } from '../../shared/feeds/adaptor.ts'
import { type EpochMs, interval, union } from '../../shared/time/intervals.ts'
import type { SourceRecord, SourceState, Trouble } from '../store/schema.ts'

export const NEW_STATE: SourceState = {
  readAt: null,
  triedAt: null,
  dueAt: 0,
  blindSince: null,
  trouble: null,
  failures: 0,
  etag: null,
  body: null,
  events: 0,
  complete: false,
  covered: [],
}

export interface Absorbed {
  readonly state: SourceState
  /** Null where the reading holds nothing new. */
  readonly added: Partial<Evidence> | null
}

/** Longest wait after a row of failures. */
const LONGEST_WAIT = 3_600_000

/** A good answer that says that nothing changed: the same list, complete up to now. */
export function unchanged(source: SourceRecord, now: EpochMs): SourceState {
  const { state } = source
  const last = state.covered.at(-1)
  // The list reaches back at least as far as it did, so the time since the last reading is spoken for as well.
  const covered = !state.complete || last === undefined || now <= last ? state.covered : union(state.covered, interval(last, now))
  return { ...state, ...good(source, now), covered }
}

/** Takes a reading in. Returns a state with trouble, and nothing added, for one that must not be believed. */
export function absorb(
  source: SourceRecord,
  reading: Reading,
  known: Evidence,
  body: { readonly hash: string; readonly etag: string | null },
  now: EpochMs,
): Absorbed {
  const { state } = source
  if (reading.events === 0 && state.events > 0) {
    return { state: troubled(source, 'emptied', `no events after ${state.events}`, now), added: null }
  }
  const spans = fresh(reading.evidence.spans, known.spans, spanKey)
  const maintenance = fresh(reading.evidence.maintenance, known.maintenance, (each) => `${sourceText(each.source)} ${each.id}`)
  const complete = reading.completeFrom !== null && reading.completeFrom <= now
  const covered = complete ? union(state.covered, interval(reading.completeFrom, now)) : state.covered
  return {
    state: { ...state, ...good(source, now), complete, covered, etag: body.etag, body: body.hash, events: reading.events },
    added: spans.length + maintenance.length > 0 ? { spans, maintenance } : null,
  }
}

function good(source: SourceRecord, now: EpochMs): Partial<SourceState> {
  return { readAt: now, triedAt: now, dueAt: now + source.every, blindSince: null, trouble: null, failures: 0 }
}

/** The state after a bad attempt. What was covered stays as it was: coverage ends at the last good reading. */
export function troubled(source: SourceRecord, kind: Trouble, detail: string, now: EpochMs, retryAfter: number | null = null): SourceState {
  const { state } = source
  const failures = state.failures + 1
  const wait = Math.min(source.every * 2 ** Math.min(failures - 1, 6), Math.max(LONGEST_WAIT, source.every))
  return {
    ...state,
    triedAt: now,
    dueAt: now + Math.max(wait, retryAfter ?? 0),
    blindSince: state.blindSince ?? state.readAt ?? now,
    trouble: { kind, detail },
    failures,
  }
}

/** Short of this many, a connection that failed is not yet a source gone blind: networks hiccup. */
const PASSING: ReadonlySet<Trouble> = new Set<Trouble>(['unreachable', 'timeout', 'offline', 'status'])

/** Whether a source counts as blind: at once for a wrong answer, at the second try for a failed connection. */
export function isBlind({ state }: SourceRecord): boolean {
  if (!state.trouble) return false
  return state.readAt === null || state.failures > 1 || !PASSING.has(state.trouble.kind)
}

const spanKey = (span: Span): string => `${span.service ?? ''} ${sourceText(span.source)} ${span.ref ?? span.id ?? `${span.from}`}`

/**
 * Of the new rows, the groups that say something else than the latest known version of the same thing. A group is taken
 * whole: by R3 only the spans of the latest version speak.
 */
function fresh<T extends Span | Maintenance>(rows: readonly T[], known: readonly T[], key: (row: T) => string): T[] {
  const before = latest(groups(known, key))
  return [...groups(rows, key)].filter(([name, group]) => signature(group) !== before.get(name)).flatMap(([, group]) => group)
}

function groups<T>(rows: readonly T[], key: (row: T) => string): Map<string, T[]> {
  const map = new Map<string, T[]>()
  for (const row of rows) {
    const name = key(row)
    const group = map.get(name)
    if (group) group.push(row)
    else map.set(name, [row])
  }
  return map
}

function latest<T extends Span | Maintenance>(all: Map<string, T[]>): Map<string, string> {
  return new Map(
    [...all].map(([name, group]) => {
      const newest = Math.max(...group.map((row) => row.observedAt ?? 0))
      return [name, signature(group.filter((row) => (row.observedAt ?? 0) === newest))]
    }),
  )
}

/** What a group says, but for when it was seen. */
function signature(group: readonly (Span | Maintenance)[]): string {
  const said = group.map(({ observedAt: _, ...rest }) => canonical(rest))
  return said.sort().join('\n')
}

/** Names a body: an equal one need not be read again. */
export const bodyHash = (body: string): string => sha256Hex(body)
