/** Reading a status feed: the list, the lists beside it, events that have left it, and the page's own figure. */
import type { Evidence } from '../../shared/evidence/model.ts'
import type { FeedAdaptor } from '../../shared/feeds/adaptor.ts'
import { refuseRepeated } from '../../shared/feeds/parts/repeated.ts'
import type { EpochMs } from '../../shared/time/intervals.ts'
import { concat, readStoredEvidence } from '../store/read-store.ts'
import type { LogEntry, SourceRecord, SourceState } from '../store/store-schema.ts'
import { type Fetched, fetchText, ReadTrouble } from './fetch-address.ts'
import { absorb, additions, bodyHash, unchanged } from './merge-reading.ts'
import { dueAfter, isOlderDone, olderCovered, PAUSE_BETWEEN_PAGES_MS, readOlder } from './older-history.ts'
import { readOfficial } from './provider-reported.ts'
import type { ReadingTurn, SourceReader, SourceReading } from './reading-turn.ts'
import { dueAgain, leftBehind, type ReadAgain, readAgain } from './revisit-events.ts'

export const feed: SourceReader = { id: 'feed', pace: 'backs-off', read: (turn) => readFeedSource(turn) }

/** What a kind of feed keeps of a new body besides its evidence. */
export type OnBody = (body: string, now: EpochMs) => { readonly state: Partial<SourceState>; readonly log: readonly LogEntry[] }

/** Statuses by which a service reports that it is unhealthy. */
const ILL: readonly number[] = [500, 502, 503, 504]

/** Throws ReadTrouble or FeedError. */
export async function readFeedSource(turn: ReadingTurn, onBody?: OnBody): Promise<SourceReading> {
  const { parts, source } = turn
  const adaptor = adaptorOf(turn)
  const answer = await fetchAnswer(turn, adaptor)
  const reading = isNews(turn, answer) ? await takeIn(turn, adaptor, answer, onBody) : { state: stillThere(source, answer) }
  if (reading.held || reading.state.trouble) return reading
  const official = await readOfficial({ ...parts, read: reader(turn) }, { ...source, state: reading.state })
  return await withOlder(turn, adaptor, official ? { ...reading, state: { ...reading.state, official } } : reading)
}

/** Goes on with the months before the list, where a source is read back; time is covered once all of them are read. */
async function withOlder(turn: ReadingTurn, adaptor: FeedAdaptor, reading: SourceReading): Promise<SourceReading> {
  const { parts, source } = turn
  const before = reading.state.older
  if (!before || isOlderDone(before)) return reading
  const known = concat([await readStoredEvidence(parts.db, source.id), ...(reading.entry ? [reading.entry.evidence] : [])])
  const wait = parts.wait ?? ((ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)))
  const fetch = (address: string): Promise<Fetched> => reader(turn)(address, adaptor.accepts)
  const read = await readOlder({ now: parts.now, fetch, pause: () => wait(PAUSE_BETWEEN_PAGES_MS) }, source, adaptor, known, before)
  const now = parts.now()
  const added = [...(reading.entry ? [reading.entry.evidence] : []), ...read.added]
  return {
    ...reading,
    state: { ...olderCovered(reading.state, read.coveredFrom), older: read.older, dueAt: dueAfter(reading.state.dueAt, read, now) },
    ...(added.length > 0 && { entry: { source: source.id, at: now, evidence: concat(added) } }),
    ...(read.wait !== null && { held: true }),
  }
}

function adaptorOf({ parts, source }: ReadingTurn): FeedAdaptor {
  const adaptor = parts.adaptors.find(({ id }) => id === source.feed)
  if (!adaptor) throw new ReadTrouble('wrong-shape', `no adaptor named ${source.feed}`)
  return adaptor
}

const reader =
  ({ parts }: ReadingTurn) =>
  (address: string, accepts: readonly string[]): Promise<Fetched> =>
    fetchText(address, { accepts, etag: null, now: parts.now(), ...parts.limits }, parts.fetch)

/** What came from the source's addresses. */
interface Answer {
  readonly body: string | null
  readonly hash: string | null
  readonly etag: string | null
  /** Whether the main list is the one that was read before. */
  readonly same: boolean
  readonly also: readonly AlsoRead[]
  readonly now: EpochMs
}

interface AlsoRead {
  readonly address: string
  readonly body: string
  readonly hash: string
}

async function fetchAnswer(turn: ReadingTurn, adaptor: FeedAdaptor): Promise<Answer> {
  const { parts, source } = turn
  const asked = parts.now()
  // Without having seen the list nobody knows what has left it: then it is asked for whole.
  const first = adaptor.event !== undefined && source.state.again === undefined
  const { body, etag } = await fetchMain(turn, adaptor, first ? null : source.state.etag)
  const also = await fetchAlso(turn, adaptor, asked)
  const hash = body === null ? null : await bodyHash(body)
  const same = (hash === null || hash === source.state.bodies[source.address]) && !first && !adaptor.samples
  return { body, hash, etag, same, also, now: parts.now() }
}

function isNews({ source, budget }: ReadingTurn, { same, also, now }: Answer): boolean {
  const { again } = source.state
  return !same || also.length > 0 || (again !== undefined && budget.left > 0 && dueAgain(again, now).length > 0)
}

const stillThere = (source: SourceRecord, { etag, now }: Answer): SourceState => ({ ...unchanged(source, now), etag })

/** Adds what is new to what is known; a list that must not be believed adds nothing and is trouble. */
async function takeIn(turn: ReadingTurn, adaptor: FeedAdaptor, answer: Answer, onBody?: OnBody): Promise<SourceReading> {
  const { parts, source } = turn
  const { now, same, body, etag, also } = answer
  const known = await readStoredEvidence(parts.db, source.id)
  const since = source.state.wholeAt ?? source.state.readAt
  const options = { observedAt: now, source: source.id, ...(since !== null && { since }) }
  const list = same ? null : adaptor.read(body as string, options)
  if (list) refuseRepeated(adaptor, body as string)
  const main = list && absorb(source, list, known, { hash: answer.hash as string, etag }, now)
  if (main?.state.trouble) return { state: main.state }
  const kept = same ? undefined : onBody?.(body as string, now)
  const more = also.flatMap((each) => additions(adaptor.read(each.body, options), known, now) ?? [])
  const left = adaptor.event && list ? leftBehind(list, known, source.state.again, now) : source.state.again
  const over = left ? await rereadEvents(turn, adaptor, known, left) : null
  const added = [...(main?.added ? [main.added] : []), ...more, ...(over?.added ?? [])]
  const state = { ...(main ? main.state : stillThere(source, answer)), ...kept?.state }
  return {
    state: withEvents({ ...state, bodies: { ...state.bodies, ...hashes(also) } }, over, now),
    entry: added.length > 0 ? { source: source.id, at: now, evidence: concat(added) } : null,
    log: [...(over?.gone ?? []).map((title) => ({ at: now, what: 'event-gone', source: source.id, detail: title })), ...(kept?.log ?? [])],
    held: (over?.wait ?? null) !== null,
  }
}

const hashes = (also: readonly AlsoRead[]): Record<string, string> => Object.fromEntries(also.map(({ address, hash }) => [address, hash]))

function withEvents(state: SourceState, over: ReadAgain | null, now: EpochMs): SourceState {
  if (!over) return state
  return { ...state, again: over.again, ...(over.wait !== null && { dueAt: Math.max(state.dueAt, now + over.wait) }) }
}

function rereadEvents(
  turn: ReadingTurn,
  adaptor: FeedAdaptor,
  known: Evidence,
  left: NonNullable<SourceState['again']>,
): Promise<ReadAgain> {
  const { parts, source, budget } = turn
  const read = async (address: string, etag: string | null): Promise<Fetched> => {
    const own = etag !== null && (await parts.permitted(address)) ? etag : null
    return fetchText(address, { accepts: adaptor.accepts, etag: own, now: parts.now(), ...parts.limits }, parts.fetch)
  }
  return readAgain({ now: parts.now, fetch: read, budget }, source, adaptor, known, left)
}

async function fetchMain({ parts, source }: ReadingTurn, adaptor: FeedAdaptor, kept: string | null): Promise<Fetched> {
  const etag = kept !== null && !adaptor.samples && (await parts.permitted(source.address)) ? kept : null
  const explained = adaptor.samples ? ILL : []
  return fetchText(source.address, { accepts: adaptor.accepts, etag, now: parts.now(), explained, ...parts.limits }, parts.fetch)
}

/** The lists beside the main one that hold something new. One that fails is asked for again next time. */
async function fetchAlso({ parts, source }: ReadingTurn, adaptor: FeedAdaptor, now: EpochMs): Promise<readonly AlsoRead[]> {
  const options = { accepts: adaptor.accepts, etag: null, now, ...parts.limits }
  const results = await Promise.allSettled(
    source.also.map(async (address) => {
      const body = (await fetchText(address, options, parts.fetch)).body ?? ''
      return { address, body, hash: await bodyHash(body) }
    }),
  )
  return results
    .flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
    .filter(({ address, body, hash }) => hash !== source.state.bodies[address] && readable(adaptor, body))
}

function readable(adaptor: FeedAdaptor, body: string): boolean {
  try {
    adaptor.read(body, { observedAt: 0, source: 'look' })
    refuseRepeated(adaptor, body)
    return true
  } catch {
    return false
  }
}
