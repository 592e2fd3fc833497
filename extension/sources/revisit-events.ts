/**
 * Events that have left a feed's list are read again one by one, each at its own address, for as long as pages are known to
 * edit them. Politely: a few a wake, each once a day, none while the host asks for quiet. What changed is a later version
 * (R3). An event that is no longer there was taken away by the page: that is remembered, and what it said stays.
 */
import type { Evidence, Span } from '../../shared/evidence/model.ts'
import type { FeedAdaptor, Reading } from '../../shared/feeds/adaptor.ts'
import { FeedError } from '../../shared/feeds/feed-error.ts'
import { refuseRepeated } from '../../shared/feeds/parts/repeated.ts'
import type { EpochMs } from '../../shared/time/intervals.ts'
import type { Again, Left, SourceRecord } from '../store/store-schema.ts'
import { type Fetched, ReadTrouble } from './fetch-address.ts'
import { additions } from './merge-reading.ts'

const DAY = 86_400_000
/** How long after its end, or after it was last seen open: nine in ten edits come before. */
const AGAIN_FOR = 60 * DAY
/** Wakes are never on the dot. */
const BETWEEN = DAY - 30 * 60_000
/** Of one source in one wake, and of all sources together. */
const OF_ONE = 3
export const OF_ALL = 6
const HOUR = 3_600_000
const LOST = 2
/** When a page that serves no event by itself is asked once more. */
const UNSERVED = 7 * DAY

/**
 * What has left the list, by what is known of it and the list as it was just read. Maintenance is left out: pages serve it at
 * another address. Events read before keep when they were.
 */
export function leftBehind(reading: Reading, known: Evidence, before: Again | undefined, now: EpochMs): Again {
  const listed = new Set([...reading.refs, ...known.maintenance.map(({ ref, id }) => ref ?? id)])
  const ends = new Map<string, EpochMs>()
  const latest = new Map<string, number>()
  for (const { ref, observedAt = 0 } of known.spans) if (ref !== undefined) latest.set(ref, Math.max(latest.get(ref) ?? 0, observedAt))
  for (const { ref, to, from, observedAt = 0 } of known.spans) {
    if (ref === undefined || listed.has(ref) || observedAt !== latest.get(ref)) continue
    ends.set(ref, Math.max(ends.get(ref) ?? Number.NEGATIVE_INFINITY, to ?? Math.max(from, observedAt)))
  }
  const events: Record<string, Left> = {}
  for (const [ref, end] of ends)
    if (end + AGAIN_FOR > now) events[ref] = { at: null, etag: null, ...before?.events[ref], until: end + AGAIN_FOR }
  // What is listed again was only hidden.
  const gone = Object.fromEntries(Object.entries(before?.gone ?? {}).filter(([ref]) => latest.has(ref) && !listed.has(ref)))
  return { notBefore: before?.notBefore ?? 0, served: before?.served ?? false, control: reading.refs[0] ?? null, events, gone }
}

/** The events to be read now, those that wait longest first, the youngest first among equals. */
export function dueAgain({ notBefore, events }: Again, now: EpochMs, most = OF_ONE): string[] {
  if (now < notBefore && notBefore - now <= UNSERVED) return []
  return Object.entries(events)
    .filter(([, { at, until }]) => until > now && (at === null || now - at >= BETWEEN || at > now))
    .sort(([, a], [, b]) => (a.at ?? 0) - (b.at ?? 0) || b.until - a.until)
    .slice(0, most)
    .map(([ref]) => ref)
}

export interface AgainParts {
  readonly now: () => EpochMs
  readonly fetch: (address: string, etag: string | null) => Promise<Fetched>
  /** Requests that are left for this wake; counted down here. */
  readonly budget: { left: number }
}

export interface ReadAgain {
  readonly again: Again
  readonly added: readonly Partial<Evidence>[]
  /** Events that were found to be taken away just now, with what they were called. */
  readonly gone: readonly string[]
  /** For how long the host asked to be left alone, ms; null where it did not. */
  readonly wait: number | null
}

/** Reads what is due. Never throws: what can't be read stays as it was and waits for another day. */
export async function readAgain(
  parts: AgainParts,
  source: SourceRecord,
  adaptor: FeedAdaptor,
  known: Evidence,
  before: Again,
): Promise<ReadAgain> {
  let again = before
  const added: Partial<Evidence>[] = []
  const gone: string[] = []
  const { event } = adaptor
  if (!event) return { again, added, gone, wait: null }
  const options = { observedAt: parts.now(), source: source.id }
  const ask = (ref: string, etag: string | null): Promise<Fetched> => {
    parts.budget.left--
    return parts.fetch(event(new URL(source.address), ref).href, etag)
  }
  const note = (ref: string, left: Partial<Left>): void => {
    again = { ...again, events: { ...again.events, [ref]: { ...(again.events[ref] as Left), at: parts.now(), ...left } } }
  }
  for (const ref of dueAgain(before, parts.now())) {
    if (parts.budget.left <= 0) break
    try {
      const { body, etag } = await ask(ref, again.events[ref]?.etag ?? null)
      note(ref, { etag, lost: 0 })
      if (body === null) continue
      const reading = adaptor.read(body, options)
      refuseRepeated(adaptor, body)
      if (!reading.refs.includes(ref)) continue
      const { [ref]: _back, ...others } = again.gone
      again = { ...again, served: true, gone: others }
      const more = additions(reading, known, parts.now())
      if (more) added.push(more)
    } catch (error) {
      note(ref, {})
      if (error instanceof FeedError) continue
      if (!(error instanceof ReadTrouble)) throw error
      // Without permission for the host a 404 without CORS headers looks like no answer: two of them, a day apart,
      // while another event is answered, say the same.
      const lost = error.kind === 'unreachable' && (await serves(ask, adaptor, again.control, options))
      if (lost) note(ref, { lost: (again.events[ref]?.lost ?? 0) + 1 })
      if (lost && (again.events[ref]?.lost ?? 0) < LOST) continue
      if (lost) again = { ...again, served: true }
      else if (error.kind !== 'status' || !/^(404|410)$/.test(error.message)) {
        const wait = error.kind === 'status' && /^(429|503)$/.test(error.message) ? (error.retryAfter ?? HOUR) : null
        again = { ...again, notBefore: parts.now() + Math.max(HOUR, wait ?? 0) }
        return { again, added, gone, wait }
      }
      if (!again.served) again = { ...again, served: await serves(ask, adaptor, again.control, options) }
      // A page that has no address for single events says nothing by having none for this one.
      if (!again.served) return { again: { ...again, notBefore: parts.now() + UNSERVED }, added, gone, wait: null }
      if (again.gone[ref] !== undefined) continue
      again = { ...again, gone: { ...again.gone, [ref]: parts.now() } }
      gone.push(titleOf(known.spans, ref))
    }
  }
  return { again, added, gone, wait: null }
}

/** Whether the page serves events by themselves at all, tried with one that it lists. */
async function serves(
  ask: (ref: string, etag: null) => Promise<Fetched>,
  adaptor: FeedAdaptor,
  control: string | null,
  options: { readonly observedAt: EpochMs; readonly source: string },
): Promise<boolean> {
  if (control === null) return false
  try {
    return adaptor.read((await ask(control, null)).body ?? '', options).refs.includes(control)
  } catch {
    return false
  }
}

const titleOf = (spans: readonly Span[], ref: string): string => spans.findLast((span) => span.ref === ref)?.title ?? ref
