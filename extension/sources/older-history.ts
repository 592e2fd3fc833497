/**
 * Reads a Statuspage back past the 50 newest incidents of its list, so that a newcomer has whole quarters: months of its history
 * first, then each incident with an impact at its own address, a few a wake. Nothing is covered before all of them are read. One
 * that has no address of its own counts as its month lists it.
 */
import type { Evidence } from '../../shared/evidence/model.ts'
import type { FeedAdaptor, Reading } from '../../shared/feeds/adaptor.ts'
import { FeedError } from '../../shared/feeds/feed-error.ts'
import { type HistoryRow, monthStart, monthsListed } from '../../shared/feeds/parts/history-walk.ts'
import { refuseRepeated } from '../../shared/feeds/parts/repeated.ts'
import { statuspageHistory } from '../../shared/feeds/statuspage-history.ts'
import { type EpochMs, interval, union } from '../../shared/time/intervals.ts'
import type { Older, SourceRecord, SourceState } from '../store/store-schema.ts'
import { type Fetched, ReadTrouble } from './fetch-address.ts'
import { additions } from './merge-reading.ts'

/** How far back a new source is read. */
const MONTHS = 12
/** Questions to one page in one wake. */
const OF_ONE = 6
/** Between two of them. */
export const PAUSE_BETWEEN_PAGES_MS = 500
/** Until the next few. */
const AGAIN_MS = 60_000
const HOUR = 3_600_000
/** Failures in a row, an hour apart or more. */
const MOST_TRIES = 24

export interface OlderParts {
  readonly now: () => EpochMs
  readonly fetch: (address: string) => Promise<Fetched>
  /** Between two questions. */
  readonly pause: () => Promise<void>
}

export interface OlderRead {
  readonly older: Older
  readonly added: readonly Partial<Evidence>[]
  /** From when the page is complete, once everything is read; else null. */
  readonly coveredFrom: EpochMs | null
  /** For how long the host asked to be left alone, ms; null where it did not. */
  readonly wait: number | null
}

/** What a source that was never read back starts with: a year, by whole months. */
export function olderFrom(now: EpochMs): Older {
  const date = new Date(now)
  return {
    since: date.getUTCFullYear() * 12 + date.getUTCMonth() - MONTHS,
    notBefore: now,
    tries: 0,
    page: 1,
    oldest: null,
    isUtc: null,
    from: null,
    left: [],
    of: 0,
  }
}

export const isOlderDone = ({ page, left }: Older): boolean => page === null && left.length === 0

/** What was read back joins what the list covers, at its oldest event. */
export function olderCovered(state: SourceState, from: EpochMs | null): SourceState {
  const first = state.covered[0]
  return from === null || first === undefined || from >= first ? state : { ...state, covered: union(state.covered, interval(from, first)) }
}

/** The next few come a minute later, unless the page asked for quiet. */
export function dueAfter(dueAt: EpochMs, { older, wait }: Pick<OlderRead, 'older' | 'wait'>, now: EpochMs): EpochMs {
  if (wait !== null) return Math.max(dueAt, now + wait)
  return isOlderDone(older) || older.notBefore > now ? dueAt : Math.min(dueAt, now + AGAIN_MS)
}

/** Reads the next few. Never throws: what can't be read now is asked for in a later wake. */
export async function readOlder(
  parts: OlderParts,
  source: SourceRecord,
  adaptor: FeedAdaptor,
  known: Evidence,
  before: Older,
): Promise<OlderRead> {
  let older = before
  const added: Partial<Evidence>[] = []
  const end = (wait: number | null): OlderRead => ({ older, added, wait, coveredFrom: isOlderDone(older) ? older.from : null })
  if (parts.now() < older.notBefore) return end(null)
  for (let asked = 0; asked < OF_ONE && !isOlderDone(older); asked++) {
    if (asked > 0) await parts.pause()
    try {
      if (older.page !== null) older = await nextMonths(parts, source, known, older, older.page)
      else {
        const more = await nextIncident(parts, source, adaptor, known, older)
        if (more) added.push(more)
        older = { ...older, left: older.left.slice(1) }
      }
      older = { ...older, tries: 0 }
    } catch (error) {
      if (!(error instanceof ReadTrouble) && !(error instanceof FeedError)) throw error
      const isAsked = error instanceof ReadTrouble && error.kind === 'status' && /^(429|503)$/.test(error.message)
      const wait = isAsked ? ((error as ReadTrouble).retryAfter ?? HOUR) : null
      older = later(older, parts.now() + Math.max(HOUR, wait ?? 0))
      return end(wait)
    }
  }
  return end(null)
}

/** Waits, and after a day of waiting gives up: without permission for the host, some pages never answer. */
function later(older: Older, notBefore: EpochMs): Older {
  const tries = older.tries + 1
  return tries < MOST_TRIES ? { ...older, notBefore, tries } : { ...older, page: null, left: [], from: null, tries }
}

async function nextMonths({ fetch }: OlderParts, source: SourceRecord, known: Evidence, older: Older, page: number): Promise<Older> {
  const body = await bodyOr404(fetch, new URL(`/history.json?page=${page}`, source.address).href)
  const { months, isUtc } = monthsListed(body ?? '')
  const newest = Math.max(...months.map(({ count }) => count))
  const oldest = Math.min(...months.map(({ count }) => count))
  // Pages that ignore the number, or leave months out, are read no further.
  const follows = months.length > 0 && (older.oldest === null || newest === older.oldest - 1)
  if (!follows) return { ...older, page: null }
  const refs = new Set([...known.spans.map(({ ref }) => ref), ...known.maintenance.map(({ id }) => id)])
  const rows = months.filter(({ count }) => count >= older.since).flatMap(({ rows: some }) => some.filter(({ code }) => !refs.has(code)))
  const reached = Math.max(oldest, older.since)
  return {
    ...older,
    oldest,
    // Months without an incident say nothing of the clock: the page's other months do.
    isUtc: isUtc ?? older.isUtc,
    from: monthStart(reached, isUtc ?? older.isUtc ?? false),
    page: oldest <= older.since ? null : page + 1,
    left: [...older.left, ...rows],
    of: older.of + rows.length,
  }
}

const isAbsent = (error: unknown): boolean => error instanceof ReadTrouble && error.kind === 'status' && /^(404|410)$/.test(error.message)

/** null where there is no such page. */
async function bodyOr404(fetch: OlderParts['fetch'], address: string): Promise<string | null> {
  try {
    return (await fetch(address)).body
  } catch (error) {
    if (isAbsent(error)) return null
    throw error
  }
}

async function nextIncident(
  parts: OlderParts,
  source: SourceRecord,
  adaptor: FeedAdaptor,
  known: Evidence,
  older: Older,
): Promise<Partial<Evidence> | null> {
  const row = older.left[0]
  if (!row || !adaptor.event) return null
  const options = { observedAt: parts.now(), source: source.id }
  const reading = await readAtItsOwn(parts, adaptor, adaptor.event(new URL(source.address), row.code), row, options)
  return additions(reading, known, parts.now())
}

async function readAtItsOwn(
  { fetch }: OlderParts,
  adaptor: FeedAdaptor,
  address: URL,
  row: HistoryRow,
  options: { readonly observedAt: EpochMs; readonly source: string },
): Promise<Reading> {
  try {
    const body = (await fetch(address.href)).body ?? ''
    refuseRepeated(adaptor, body)
    return adaptor.read(body, options)
  } catch (error) {
    if (!(error instanceof FeedError) && !isAbsent(error)) throw error
    return statuspageHistory.read(row.document, options)
  }
}
