/**
 * A Prometheus-compatible server, asked for what happened since it was last asked. The window moves on and overlaps by a step;
 * what was said once stays, and only time of which nothing was said yet is added. A step without a sample is unknown.
 */
import type { Evidence, RequestCount, Source, Span } from '../../shared/evidence/model.ts'
import { FeedError } from '../../shared/feeds/feed-error.ts'
import { matrixOf, type Range, rangesOf, type Series, sampleRuns } from '../../shared/feeds/parts/matrix.ts'
import { whole } from '../../shared/feeds/parts/row.ts'
import { prometheus } from '../../shared/feeds/prometheus.ts'
import { type EpochMs, type IntervalSet, intersect, interval, subtract, total, union } from '../../shared/time/intervals.ts'
import type { MetricsQuery, SourceRecord } from '../store/store-schema.ts'

const DAY = 86_400_000
/** How far back a server is asked when it is asked first. */
const FIRST = 90 * DAY
/** Samples that come late are still taken, for a day. */
const LATE = DAY
/** Counts of the last minute are still growing: what is added once is never mended. */
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

/** What is new since. Throws FeedError, and what `ask` throws; then nothing of this wake is kept. */
export async function readMetrics(ask: AskServer, source: SourceRecord, query: MetricsQuery, now: EpochMs): Promise<MetricsRead> {
  const { covered, held } = source.state
  const last = query.kind === 'slots' ? now - SETTLING : now
  const ranges = rangesOf(askFrom(covered, held, query.step, last), last, query.step)
  const asked = ranges.slice(0, MOST_RANGES)
  let known = covered
  const spans: Span[] = []
  const requests: RequestCount[] = []
  for (const range of asked) {
    const read = (expression: string): Promise<Series | null> => readSeries(ask, source.address, expression, range, query.step)
    if (query.kind === 'up') {
      const told = sampleRuns((await read(query.query))?.samples ?? [], query.step, now)
      for (const { from, to, state } of told) if (state !== 'up') spans.push(...freshSpans({ from, to, state }, known, source, now))
      for (const { from, to } of told) known = union(known, interval(from, to))
    } else {
      const all = await read(query.query)
      const failed = query.failed === undefined ? null : await read(query.failed)
      for (const count of countsOf(all, failed, source, query.step, last)) {
        if (total(intersect(interval(count.from, count.to), known)) > 0) continue
        requests.push(count)
        known = union(known, interval(count.from, count.to))
      }
    }
  }
  return { covered: known, held: asked.at(-1)?.to ?? held ?? last, caughtUp: asked.length === ranges.length, added: { spans, requests } }
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

export const METRICS = 'metrics'

const speaker = ({ id }: SourceRecord): Source => ({ kind: 'metrics', id, party: 'customer' })

/** A stretch as far as nothing was said of its time before. */
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
    spans.push({ service: METRICS, state: said.state, basis: 'check', source: speaker(source), ...when })
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
    return [{ service: METRICS, source: speaker(source), from: at - step, to: at, total: sum, failed: down }]
  })
}
