/**
 * What a reading of a feed adds to what is known, as a pure step: old state and reading in, new state and new evidence
 * out. A reading adds only what differs from the last version of the same thing (R3); a feed that is suddenly empty, or
 * a clock that went backwards, adds nothing and is trouble, never a recovery.
 */

import { canonical } from '../../shared/base/canonical.ts'
import type { CheckSeries, Evidence, Maintenance, RequestCount, Span } from '../../shared/evidence/model.ts'
import { sourceText } from '../../shared/evidence/model.ts'
import type { Account } from '../../shared/feeds/account.ts'
import type { Reading } from '../../shared/feeds/adaptor.ts'
import { type EpochMs, type IntervalSet, interval, union } from '../../shared/time/intervals.ts'
import { isOpenDoubt } from '../store/open-doubt.ts'
import type { SourceRecord, SourceState, Trouble } from '../store/store-schema.ts'

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

/** A good answer of a source's main address, with its hash and ETag. */
export interface GoodAnswer {
  readonly hash: string
  readonly etag: string | null
}

/** Takes a reading in. Returns a state with trouble, and nothing added, for one that must not be believed. */
export function absorb(source: SourceRecord, reading: Reading, known: Evidence, body: GoodAnswer, now: EpochMs): Absorbed {
  const { state } = source
  if (reading.events === 0 && state.events > 0) {
    return { state: troubled(source, 'emptied', `no events after ${state.events}`, now), added: null }
  }
  // What says itself for what time it can speak need not have been made just now.
  const own = TELLS_TIME.has(source.feed)
  const end = Math.min(reading.coveredTo ?? 0, now)
  const covers = !own && reading.completeFrom !== null && reading.completeFrom <= end
  const covered = covers ? union(state.covered, interval(reading.completeFrom, end)) : state.covered
  const bodies = { ...state.bodies, [source.address]: body.hash }
  return {
    state: {
      ...state,
      ...good(source, now),
      complete: covers && end === now,
      covered,
      ...(reading.isWhole && { wholeAt: now }),
      account: keptAccount(reading.account),
      etag: body.etag,
      bodies,
      events: reading.events,
      ...(own && { coveredBy: coveredBy(state.coveredBy, reading, now) }),
      ...(reading.official && { official: { at: now, said: reading.official } }),
    },
    added: additions(reading, known, now),
  }
}

/** The most rows of an account that are kept: those that became spans are in the evidence. */
const MOST_ROWS = 200

const keptAccount = ({ rows, ...counts }: Account): Account => ({
  ...counts,
  rows: rows.filter(({ part }) => part !== 'spans' && part !== 'unchanged').slice(0, MOST_ROWS),
})

/** The rows of a reading that say something new; null where there are none. */
export function additions(reading: Reading, known: Evidence, now: EpochMs): Partial<Evidence> | null {
  const spans = [...fresh(reading.evidence.spans, known.spans, spanKey), ...withdrawn(reading, known.spans, now)]
  const maintenance = fresh(reading.evidence.maintenance, known.maintenance, (each) => `${sourceText(each.source)} ${each.id}`)
  const checks = freshChecks(reading.evidence.checks, known.checks)
  const requests = freshCounts(reading.evidence.requests, known.requests)
  if (spans.length + maintenance.length + checks.length + requests.length === 0) return null
  return { spans, maintenance, ...(checks.length > 0 && { checks }), ...(requests.length > 0 && { requests }) }
}

/** Feeds that carry the time they can speak for, service by service. */
export const TELLS_TIME: ReadonlySet<string> = new Set(['standing', 'csv'])

function coveredBy(before: SourceState['coveredBy'] = {}, { evidence }: Reading, now: EpochMs): Record<string, IntervalSet> {
  const after: Record<string, IntervalSet> = { ...before }
  for (const { service, from, to } of evidence.coverage) {
    const end = Math.min(to ?? now, now)
    if (from < end) after[service] = union(after[service] ?? [], interval(from, end))
  }
  return after
}

/** Counts of stretches that were not counted before. */
function freshCounts(counts: readonly RequestCount[], known: readonly RequestCount[]): readonly RequestCount[] {
  const key = ({ service, source, from, to }: RequestCount): string => `${service} ${sourceText(source)} ${from} ${to}`
  const knownKeys = new Set(known.map(key))
  return counts.filter((count) => !knownKeys.has(key(count)))
}

/** Looks that were made after the last one that is known. */
function freshChecks(series: readonly CheckSeries[], known: readonly CheckSeries[]): CheckSeries[] {
  const last = new Map<string, EpochMs>()
  const key = ({ service, source }: CheckSeries): string => `${service} ${sourceText(source)}`
  for (const each of known)
    for (const { at } of each.results) last.set(key(each), Math.max(last.get(key(each)) ?? Number.NEGATIVE_INFINITY, at))
  return series.flatMap((each) => {
    const results = each.results.filter(({ at }) => at > (last.get(key(each)) ?? Number.NEGATIVE_INFINITY))
    return results.length > 0 ? [{ ...each, results }] : []
  })
}

/**
 * An event that is still listed and no longer touches a component withdraws its state. One that is gone from
 * the list has only grown old, or was hidden: what it said stays.
 */
function withdrawn({ evidence, refs }: Reading, known: readonly Span[], now: EpochMs): Span[] {
  const listed = new Set(refs)
  const said = new Set(evidence.spans.map(spanKey))
  const gone = [...groups(known, spanKey)].filter(([key, group]) => listed.has(group[0]?.ref ?? '') && !said.has(key))
  return gone.flatMap(([, group]) => {
    const last = newest(group)[0]
    return last && !last.void ? [{ ...last, observedAt: now, void: true }] : []
  })
}

function good(source: SourceRecord, now: EpochMs): Partial<SourceState> {
  return { readAt: now, triedAt: now, dueAt: now + source.every, blindSince: null, trouble: null, failures: 0 }
}

/** What a wait is drawn out by, at most, so that all who failed at once do not come back at once. */
const SPREAD = 0.25

/**
 * The state after a bad attempt. What was covered stays as it was: coverage ends at the last good reading. `chance`, 0 to 1,
 * draws the wait out; a server's own word on how long to wait is never cut short.
 */
export function troubled(
  source: SourceRecord,
  kind: Trouble,
  detail: string,
  now: EpochMs,
  { retryAfter = null, chance = 0 }: { readonly retryAfter?: number | null; readonly chance?: number } = {},
): SourceState {
  const { state } = source
  const failures = state.failures + 1
  const wait = Math.min(source.every * 2 ** Math.min(failures - 1, 6), Math.max(LONGEST_WAIT, source.every))
  return {
    ...state,
    triedAt: now,
    dueAt: now + Math.floor(Math.max(wait, retryAfter ?? 0) * (1 + SPREAD * chance)),
    // By a clock that was set back the last reading has not come yet: from now on, at the latest, nothing is known.
    blindSince: Math.min(state.blindSince ?? state.readAt ?? now, now),
    trouble: { kind, detail },
    failures,
  }
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

const latest = <T extends Span | Maintenance>(all: Map<string, T[]>): Map<string, string> =>
  new Map([...all].map(([name, group]) => [name, signature(newest(group))]))

/** The rows of a group that were seen last: by R3 only they speak. */
function newest<T extends Span | Maintenance>(group: readonly T[]): T[] {
  const last = Math.max(...group.map((row) => row.observedAt ?? 0))
  return group.filter((row) => (row.observedAt ?? 0) === last)
}

/** A doubt that reaches to the reading, which moves on with every reading, says the same again and again. */
function heldOpen<T extends Span | Maintenance>(row: T): T {
  return 'uncertain' in row && isOpenDoubt(row) ? { ...row, uncertain: { from: row.uncertain?.from } } : row
}

/** What a group says, but for when it was seen. */
function signature(group: readonly (Span | Maintenance)[]): string {
  const said = group.map((row) => {
    const { observedAt: _, ...rest } = heldOpen(row)
    return canonical(rest)
  })
  return said.sort().join('\n')
}

/** Names a body: an equal one need not be read again. By the platform: fifty lists a wake are megabytes. */
export async function bodyHash(body: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(body)))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
