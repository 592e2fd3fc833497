/**
 * Reads sources and keeps what they add. One source that fails never holds up another, and whatever it answers, what was
 * stored before stays as it was. All that one wake finds is written at once.
 */
import type { Evidence } from '../../shared/evidence/model.ts'
import type { FeedAdaptor } from '../../shared/feeds/adaptor.ts'
import { FeedError } from '../../shared/feeds/feed-error.ts'
import { refuseRepeated } from '../../shared/feeds/parts/repeated.ts'
import { prometheus } from '../../shared/feeds/prometheus.ts'
import type { EpochMs } from '../../shared/time/intervals.ts'
import { isBlind } from '../model/source-state.ts'
import { type Fetched, fetchText, ReadTrouble } from '../sources/fetch-address.ts'
import { absorb, additions, bodyHash, troubled, unchanged } from '../sources/merge-reading.ts'
import { type AskServer, readMetrics } from '../sources/metrics.ts'
import type { PollParts } from '../sources/poll-parts.ts'
import { readOfficial } from '../sources/provider-reported.ts'
import { follow, NEW_CHAIN } from '../sources/published-feed-chain.ts'
import { dueAgain, leftBehind, OF_ALL, type ReadAgain, readAgain } from '../sources/revisit-events.ts'
import { PROBE } from '../sources/uptime-check.ts'
import { type CheckTurn, checkAddresses } from '../sources/uptime-check-pace.ts'
import { isPolled } from '../store/imported.ts'
import { writeQuarantine } from '../store/quarantine.ts'
import { concat, readSources, readStoredEvidence } from '../store/read-store.ts'
import type { Again, EvidenceEntry, LogEntry, MetricsQuery, SourceRecord, SourceState } from '../store/store-schema.ts'
import { writeReadings } from '../store/write-store.ts'
import { isBelieved, isSetBack, quarantined, redated } from './clock-guard.ts'

export interface Polled {
  /** Sources with new evidence. */
  readonly changed: readonly string[]
  readonly read: number
  readonly blind: number
}

/** How many hosts are asked at a time; of one host, one source after the other. */
const AT_ONCE = 6
/** Wakes are a minute apart and never on the dot: what is due before the next is nearer is read now, or it would be late by a minute. */
const SLACK_MS = 30_000
/** Statuses with which a service says of itself that it is ill. */
const ILL: readonly number[] = [500, 502, 503, 504]
/** Until the next answers of a server of metrics that has more to tell. */
const CATCH_UP_MS = 60_000
/** The longest that any source waits. */
const DAY = 86_400_000

/** Reads the sources that are due, or exactly those named. `seen` are checks that were made ahead (uptime-check-pace.ts). */
export async function poll(parts: PollParts, only?: readonly string[], seen: ReadonlyMap<string, CheckTurn> = new Map()): Promise<Polled> {
  const { db, now } = parts
  const all = (await readSources(db)).filter(isPolled)
  const held = only ? new Set<string>() : heldHosts(all, now())
  const due = all.filter((source) =>
    only ? only.includes(source.id) : seen.has(source.id) || (isDue(source, now()) && !held.has(hostOf(source))),
  )
  const results: Result[] = []
  const budget = { left: OF_ALL }
  const byHost = new Map<string, SourceRecord[]>()
  for (const source of due) byHost.set(hostOf(source), [...(byHost.get(hostOf(source)) ?? []), source])
  const lanes = [...byHost.values()]
  const worker = async (): Promise<void> => {
    for (let lane = lanes.shift(); lane; lane = lanes.shift()) await readLane(parts, lane, { all, budget, seen }, results)
  }
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, lanes.length) }, worker))
  const sources = results.map(({ source }) => source)
  await writeReadings(
    db,
    sources,
    results.flatMap(({ entry }) => (entry ? [entry] : [])),
    results.flatMap(({ log }) => log),
  )
  return {
    changed: results.flatMap(({ entry, source }) => (entry ? [source.id] : [])),
    read: sources.filter(({ state }) => !state.trouble).length,
    blind: sources.filter(isBlind).length,
  }
}

/** A clock that was set back must not put a source to sleep until it has caught up. */
export function isDue({ feed, every, state }: SourceRecord, now: EpochMs): boolean {
  const slack = state.trouble && feed !== PROBE ? 0 : SLACK_MS
  return state.dueAt <= now + slack || (state.triedAt !== null && state.triedAt > now) || state.dueAt > now + Math.max(every, 1.25 * DAY)
}

const hostOf = ({ address }: SourceRecord): string => new URL(address).host

/** Whether an answer was a host's word that it is asked too often: it speaks for all that is read there. */
const isHeld = ({ state, feed }: SourceRecord, now: EpochMs): boolean =>
  feed !== PROBE && state.trouble?.kind === 'status' && /^(429|503)$/.test(state.trouble.detail) && state.dueAt > now

const heldHosts = (all: readonly SourceRecord[], now: EpochMs): Set<string> =>
  new Set(all.filter((source) => isHeld(source, now)).map(hostOf))

/** The sources of one host, in turn. Once it asks to be left alone the rest are left for a later wake. */
async function readLane(parts: PollParts, lane: readonly SourceRecord[], wake: Wake, results: Result[]): Promise<void> {
  for (const source of lane) {
    const result = await withOfficial(parts, await readOne(parts, source, wake))
    results.push(result)
    if (result.held || isHeld(result.source, parts.now())) return
  }
}

/** What all readings of one wake share. */
interface Wake {
  readonly all: readonly SourceRecord[]
  /** Events that may still be read again. */
  readonly budget: { left: number }
  readonly seen: ReadonlyMap<string, CheckTurn>
}

interface Result {
  readonly source: SourceRecord
  readonly entry: EvidenceEntry | null
  readonly log: readonly LogEntry[]
  /** The host asked to be left alone, though the source itself was read. */
  readonly held?: boolean
}

/** Never throws: whatever goes wrong is the source's trouble. */
async function readOne(parts: PollParts, source: SourceRecord, wake: Wake): Promise<Result> {
  const before = source.state
  const end = (state: SourceState, entry: EvidenceEntry | null = null): Result => {
    const after = { ...source, state }
    return { source: after, entry, log: turns(source, after, parts.now()) }
  }
  const asked = parts.now()
  const chance = (parts.chance ?? Math.random)()
  if (isSetBack(before, asked)) {
    if (parts.online() && isBelieved(before, asked)) return await readOne(parts, await quarantine(parts, source, asked), wake)
    const detail = `the clock stands ${(before.readAt as number) - asked} ms before the last reading`
    return end(troubled(source, 'clock', detail, asked, { chance }))
  }
  if (source.feed === PROBE) return await probeOne(parts, source, wake, end)
  if (!parts.online()) return end(troubled(source, 'offline', 'no connection', asked, { chance }))
  try {
    if (source.metrics) return await metricsOne(parts, source, source.metrics, end)
    const adaptor = parts.adaptors.find(({ id }) => id === source.feed)
    if (!adaptor) return end(troubled(source, 'wrong-shape', `no adaptor named ${source.feed}`, asked, { chance }))
    const first = adaptor.event !== undefined && before.again === undefined
    // Without having seen the list nobody knows what has left it: then it is asked for whole.
    const { body, etag } = await fetchMain(parts, first ? { ...source, state: { ...before, etag: null } } : source, adaptor, asked)
    const also = await fetchAlso(parts, source, adaptor, asked)
    const now = parts.now()
    const hash = body === null ? null : await bodyHash(body)
    const same = (hash === null || hash === before.bodies[source.address]) && !first && !adaptor.samples
    const waiting = before.again !== undefined && dueAgain(before.again, now).length > 0 && wake.budget.left > 0
    if (same && also.length === 0 && !waiting) return end({ ...unchanged(source, now), etag })
    const known = await readStoredEvidence(parts.db, source.id)
    const since = before.wholeAt ?? before.readAt
    const options = { observedAt: now, source: source.id, ...(since !== null && { since }) }
    const list = same ? null : adaptor.read(body as string, options)
    if (list) refuseRepeated(adaptor, body as string)
    const main = list && absorb(source, list, known, { hash: hash as string, etag }, now)
    if (main?.state.trouble) return end(main.state)
    const chained = source.feed === 'standing' && !same ? follow(before.chain ?? NEW_CHAIN, body as string, now) : null
    const more = also.flatMap(({ body: text }) => additions(adaptor.read(text, options), known, now) ?? [])
    const state = main ? main.state : { ...unchanged(source, now), etag }
    const bodies = { ...state.bodies, ...Object.fromEntries(also.map((each) => [each.address, each.hash])) }
    const left = adaptor.event && list ? leftBehind(list, known, before.again, now) : before.again
    const over = left ? await rereadEvents(parts, source, adaptor, known, left, wake) : null
    const added = [...(main?.added ? [main.added] : []), ...more, ...(over?.added ?? [])]
    const entry = added.length > 0 ? { source: source.id, at: now, evidence: concat(added) } : null
    const wait = over?.wait ?? null
    const after = {
      ...state,
      bodies,
      ...(chained && { chain: chained.chain }),
      ...(over && { again: over.again }),
      ...(wait !== null && { dueAt: Math.max(state.dueAt, now + wait) }),
    }
    const ended = end(after, entry)
    const log = (over?.gone ?? []).map((title) => ({ at: now, what: 'event-gone', source: source.id, detail: title }))
    const told = (chained?.rewrites ?? []).map(({ was }) => ({
      at: now,
      what: 'feed-rewritten',
      source: source.id,
      detail: `${was.objective} ${was.period}`,
    }))
    const broke = chained?.broke ? [{ at: now, what: 'feed-broke', source: source.id, detail: chained.broke.kind }] : []
    return { ...ended, log: [...ended.log, ...log, ...told, ...broke], held: wait !== null }
  } catch (error) {
    const now = parts.now()
    if (error instanceof ReadTrouble) return end(troubled(source, error.kind, error.message, now, { retryAfter: error.retryAfter, chance }))
    if (error instanceof FeedError) return end(troubled(source, error.problem, error.message, now, { chance }))
    return end(troubled(source, 'wrong-shape', error instanceof Error ? error.message : String(error), now, { chance }))
  }
}

const rereadEvents = (
  parts: PollParts,
  source: SourceRecord,
  adaptor: FeedAdaptor,
  known: Evidence,
  left: Again,
  { budget }: Wake,
): Promise<ReadAgain> => {
  const read = async (address: string, etag: string | null): Promise<Fetched> => {
    const own = etag !== null && (await parts.permitted(address)) ? etag : null
    return fetchText(address, { accepts: adaptor.accepts, etag: own, now: parts.now(), ...parts.limits }, parts.fetch)
  }
  return readAgain({ now: parts.now, fetch: read, budget }, source, adaptor, known, left)
}

/** The page's own figure comes with the source it belongs to, where it stands at an address of its own. */
async function withOfficial(parts: PollParts, result: Result): Promise<Result> {
  if (result.held || result.source.state.trouble) return result
  const read = (address: string, accepts: readonly string[]): Promise<Fetched> =>
    fetchText(address, { accepts, etag: null, now: parts.now(), ...parts.limits }, parts.fetch)
  const official = await readOfficial({ ...parts, read }, result.source)
  return official ? { ...result, source: { ...result.source, state: { ...result.source.state, official } } } : result
}

/** Written at once, before anything is read: a worker stopped in between leaves nothing half done. */
async function quarantine({ db }: PollParts, source: SourceRecord, now: EpochMs): Promise<SourceRecord> {
  const after = quarantined(source, now)
  await writeQuarantine(db, after, (entries) => redated(entries, now), { at: now, source: source.id, what: 'clock-set-back' })
  return after
}

/** What a server of metrics tells of the time since it was last asked. */
async function metricsOne(
  parts: PollParts,
  source: SourceRecord,
  query: MetricsQuery,
  end: (state: SourceState, entry?: EvidenceEntry | null) => Result,
): Promise<Result> {
  const now = parts.now()
  const { covered, held, caughtUp, added } = await readMetrics(askServer(parts), source, query, now)
  const state = { ...unchanged(source, now), covered, held, events: source.state.events + added.spans.length, complete: false }
  const some = added.spans.length + added.requests.length > 0
  return end(
    { ...state, ...(!caughtUp && { dueAt: now + CATCH_UP_MS }) },
    some ? { source: source.id, at: now, evidence: added.spans.length > 0 ? { spans: added.spans } : { requests: added.requests } } : null,
  )
}

/** Asks a server of metrics: what it says of a question that it does not take is its answer as well. */
export const askServer =
  (parts: Pick<PollParts, 'now' | 'limits' | 'fetch'>): AskServer =>
  async (address) => {
    const options = { accepts: prometheus.accepts, etag: null, now: parts.now(), explained: [400, 422], ...parts.limits }
    return (await fetchText(address, options, parts.fetch)).body ?? ''
  }

/** One check, made now or ahead of the wake. What was not observed is trouble of the source, and no word about the service. */
async function probeOne(
  parts: PollParts,
  source: SourceRecord,
  { all, seen }: Wake,
  end: (state: SourceState, entry?: EvidenceEntry | null) => Result,
): Promise<Result> {
  const told = seen.get(source.id) ?? (await checkAddresses(parts, source, all))
  const now = parts.now()
  // A watch keeps its pace whatever it sees: a longer wait would leave time unwatched.
  const late = (state: SourceState): Result => end({ ...state, dueAt: now + source.every })
  if ('denied' in told) return late(troubled(source, 'no-permission', told.denied, now))
  if ('unknown' in told) return late(troubled(source, told.unknown === 'offline' ? 'offline' : 'unobserved', told.unknown, now))
  const series = {
    service: PROBE,
    source: { kind: 'probe', id: source.id, party: 'customer' },
    every: source.every,
    results: [told],
  } as const
  return end({ ...unchanged(source, now), events: source.state.events + 1 }, { source: source.id, at: now, evidence: { checks: [series] } })
}

async function fetchMain(parts: PollParts, source: SourceRecord, adaptor: FeedAdaptor, now: EpochMs): Promise<Fetched> {
  const etag = source.state.etag !== null && !adaptor.samples && (await parts.permitted(source.address)) ? source.state.etag : null
  const explained = adaptor.samples ? ILL : []
  return fetchText(source.address, { accepts: adaptor.accepts, etag, now, explained, ...parts.limits }, parts.fetch)
}

/** The lists beside the main one that hold something new. One that fails is asked for again next time. */
async function fetchAlso(
  parts: PollParts,
  source: SourceRecord,
  adaptor: FeedAdaptor,
  now: EpochMs,
): Promise<{ address: string; body: string; hash: string }[]> {
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

/** What the log says: that a source went blind, or sees again. */
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
