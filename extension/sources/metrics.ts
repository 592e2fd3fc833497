/**
 * A Prometheus-compatible server, asked for what happened since it was last asked. The window moves on and overlaps by a step;
 * stored answers stay, and only time without one is added. A step without a sample is unknown.
 */
import type { Evidence, RequestCount, Span } from '../../shared/evidence/model.ts'
import { FeedError } from '../../shared/feeds/feed-error.ts'
import { matrixOf, type Range, rangesOf, type Series, sampleRuns } from '../../shared/feeds/parts/matrix.ts'
import { whole } from '../../shared/feeds/parts/row.ts'
import { prometheus } from '../../shared/feeds/prometheus.ts'
import { type EpochMs, type IntervalSet, intersect, interval, subtract, total, union } from '../../shared/time/intervals.ts'
import { METRICS, metricsSource } from '../store/source-kind.ts'
import type { MetricsQuery, SourceRecord } from '../store/store-schema.ts'
import { fetchText, ReadTrouble } from './fetch-address.ts'
import { unchanged } from './merge-reading.ts'
import type { PollParts } from './poll-parts.ts'
import type { ReadingTurn, SourceReader, SourceReading } from './reading-turn.ts'

const DAY = 86_400_000
/** How far back a server is asked when it is asked first. */
const FIRST = 90 * DAY
/** Samples that come late are still taken, for a day. */
const LATE = DAY
/** Counts of the last minute are still growing: what is added once is never changed. */
const SETTLING = 60_000
/** Answers of one wake, enough for 90 days of minutes; the rest is asked for in the next one. */
const MOST_RANGES = 14

/** Asks the server for one range; the body, whatever the status that a server of metrics gives its own errors. */
export type AskServer = (address: string) => Promise<string>

export interface MetricsRead {
  readonly covered: IntervalSet
  /** Up to where the server was asked. */
  readonly held: EpochMs
  /** Whether that is as far as there is anything to ask for. */
  readonly caughtUp: boolean
  readonly added: Pick<Evidence, 'spans' | 'requests'>
}

/** The question for one range. */
export function queryAddress(address: string, query: string, { from, to }: Range, step: number): string {
  const url = new URL(address)
  url.search = new URLSearchParams({ query, start: `${from / 1000}`, end: `${to / 1000}`, step: `${step / 1000}` }).toString()
  return url.href
}

/** From where the server is asked: a step before what is known, or a day where nothing has come since. */
export function askFrom(covered: IntervalSet, held: EpochMs | undefined, step: number, now: EpochMs): EpochMs {
  if (held === undefined) return now - FIRST
  const known = covered.at(-1)
  const late = Math.min(held, now) - LATE
  // The sample that speaks up to the end of what is known began at most a step before it, and the one before overlaps.
  return known === undefined ? late : Math.max(Math.floor(Math.min(known, now) / step) * step - step, late)
}

/**
 * What is new since. Throws FeedError, and what `ask` throws; then nothing of this wake is kept. A server that is slow is asked
 * as far as the time of a wake goes: what came by then is kept, and the rest is asked for in the next one.
 */
export async function readMetrics(ask: AskServer, source: SourceRecord, query: MetricsQuery, now: EpochMs): Promise<MetricsRead> {
  const { covered, held } = source.state
  const last = query.kind === 'slots' ? now - SETTLING : now
  const ranges = rangesOf(askFrom(covered, held, query.step, last), last, query.step)
  const read: RangeRead = { known: covered, spans: [], requests: [] }
  let done = 0
  for (const range of ranges.slice(0, MOST_RANGES)) {
    try {
      await readRange(read, { ask, source, query, range, now, last })
    } catch (error) {
      if (done > 0 && error instanceof ReadTrouble && error.kind === 'timeout') break
      throw error
    }
    done++
  }
  const to = ranges[done - 1]?.to ?? held ?? last
  return { covered: read.known, held: to, caughtUp: done === ranges.length, added: { spans: read.spans, requests: read.requests } }
}

/** What the ranges of one wake have come to so far. */
interface RangeRead {
  known: IntervalSet
  readonly spans: Span[]
  readonly requests: RequestCount[]
}

interface RangeQuestion {
  readonly ask: AskServer
  readonly source: SourceRecord
  readonly query: MetricsQuery
  readonly range: Range
  readonly now: EpochMs
  /** What ends later is still growing. */
  readonly last: EpochMs
}

async function readRange(read: RangeRead, { ask, source, query, range, now, last }: RangeQuestion): Promise<void> {
  const series = (expression: string): Promise<Series | null> => readSeries(ask, source.address, expression, range, query.step)
  const all = await series(query.query)
  if (query.kind === 'up') {
    const runs = sampleRuns(all?.samples ?? [], query.step, now)
    for (const { from, to, state } of runs) if (state !== 'up') read.spans.push(...freshSpans({ from, to, state }, read.known, source, now))
    for (const { from, to } of runs) read.known = union(read.known, interval(from, to))
    return
  }
  const failed = query.failed === undefined ? null : await series(query.failed)
  for (const count of countsOf(all, failed, source, query.step, last)) {
    if (total(intersect(interval(count.from, count.to), read.known)) > 0) continue
    read.requests.push(count)
    read.known = union(read.known, interval(count.from, count.to))
  }
}

/** The one series of an answer, null where there is none. Several would speak over each other: one hides what another lacks. */
export async function readSeries(ask: AskServer, address: string, expression: string, range: Range, step: number): Promise<Series | null> {
  const body = await ask(queryAddress(address, expression, range, step))
  const refuse = (path: string, reason: string): never => {
    throw new FeedError(prometheus.id, 'wrong-shape', path, reason)
  }
  const series = whole(prometheus.id, () => matrixOf(prometheus.id, body, refuse))
  if (series.length > 1) throw new ManySeries(series.length)
  return series[0] ?? null
}

/** An expression that gives more than the one series that is asked for. */
export class ManySeries extends FeedError {
  readonly count: number
  constructor(count: number) {
    super(prometheus.id, 'wrong-shape', 'data.result', `wanted one series, got ${count}`)
    this.count = count
  }
}

/** The part of an interval that has no answer yet. */
function freshSpans(
  said: Pick<Span, 'state'> & { from: EpochMs; to: EpochMs },
  known: IntervalSet,
  source: SourceRecord,
  now: EpochMs,
): Span[] {
  const left = subtract(interval(said.from, said.to), known)
  const spans: Span[] = []
  for (let i = 0; i < left.length; i += 2) {
    const from = left[i] as EpochMs
    const ref = `${METRICS} ${new Date(from).toISOString()}`
    const when = { from, to: left[i + 1] as EpochMs, ref, observedAt: now }
    spans.push({ service: METRICS, state: said.state, basis: 'check', source: metricsSource(source.id), ...when })
  }
  return spans
}

/** Counts of the step that ends at each sample. Servers extrapolate: what comes is no whole number, and is rounded to one. */
function countsOf(all: Series | null, failed: Series | null, source: SourceRecord, step: number, until: EpochMs): RequestCount[] {
  const bad = new Map(failed?.samples.map(({ at, value }) => [at, value]))
  return (all?.samples ?? []).flatMap(({ at, value }): RequestCount[] => {
    const sum = Math.round(value)
    // What counts no requests, or more than can be counted, counts nothing.
    if (!Number.isSafeInteger(sum) || sum < 0 || at > until) return []
    // A series of failures that nobody counted yet has no samples: there were none.
    const down = Math.min(Math.max(Math.round(bad.get(at) ?? 0), 0), sum)
    return [{ service: METRICS, source: metricsSource(source.id), from: at - step, to: at, total: sum, failed: down }]
  })
}
/** Queries a metrics server: its error for a query that it rejects is an answer as well. */
export const askServer =
  (parts: Pick<PollParts, 'now' | 'limits' | 'fetch'>): AskServer =>
  async (address) => {
    const options = { accepts: prometheus.accepts, etag: null, now: parts.now(), explained: [400, 422], ...parts.limits }
    return (await fetchText(address, options, parts.fetch)).body ?? ''
  }

/** Until the next answers of a server that has more samples. */
const CATCH_UP_MS = 60_000

export const metrics: SourceReader = { id: 'metrics', pace: 'backs-off', read: readMetricsSource }

/** Reads the samples of a metrics server since the last query. */
async function readMetricsSource({ parts, source }: ReadingTurn): Promise<SourceReading> {
  if (!source.metrics) throw new RangeError('not a server of metrics')
  const now = parts.now()
  const { covered, held, caughtUp, added } = await readMetrics(askServer(parts), source, source.metrics, now)
  const state = { ...unchanged(source, now), covered, held, events: source.state.events + added.spans.length, complete: false }
  const evidence = added.spans.length > 0 ? { spans: added.spans } : { requests: added.requests }
  return {
    state: { ...state, ...(!caughtUp && { dueAt: now + CATCH_UP_MS }) },
    entry: added.spans.length + added.requests.length > 0 ? { source: source.id, at: now, evidence } : null,
  }
}
