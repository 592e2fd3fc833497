/**
 * A Prometheus-compatible server, `/api/v1/query_range`: Prometheus, Thanos, Mimir and VictoriaMetrics answer alike. The value
 * of a series is how much of it works, 1 or more for up and 0 for down; between 0 and 1 it works in part. A sample holds for
 * one step. A step without a sample was not measured: there nothing is known, and it is never taken for up.
 */
import type { Coverage, State } from '../evidence/model.ts'
import { END_OF_TIME } from '../time/instant.ts'
import type { DurationMs, EpochMs } from '../time/intervals.ts'
import { type FeedAdaptor, FeedError, type Reading, type ReadOptions } from './adaptor.ts'
import { came, isObject, jsonBody, name, numberOf } from './parts/body.ts'
import { Collect } from './parts/collect.ts'
import { eachRow, type Row, Unusable, whole } from './parts/row.ts'
import { serviceOf, sourceOf } from './parts/services.ts'

const ID = 'prometheus'
const MINUTE: DurationMs = 60_000

export const prometheus: FeedAdaptor = {
  id: ID,
  title: 'Prometheus-compatible server',
  known: 'documentation',
  cors: false,
  // The address is a whole query of the person's: expression, start, end and step are theirs. A bare server is asked for `up`.
  addresses: (page) => [page.pathname.endsWith('/query_range') ? page : new URL('api/v1/query_range?query=up&step=60', folder(page))],
  accepts: ['application/json'],
  recognises: (body) => isObject(body) && body.status === 'success' && isObject(body.data) && body.data.resultType === 'matrix',
  read: (body, options) => {
    const answer = jsonBody(ID, body)
    if (!isObject(answer) || answer.status !== 'success' || !isObject(answer.data))
      throw new FeedError(ID, 'wrong-shape', '', `wanted status success and data, got ${saying(answer, body)}`)
    const { resultType, result } = answer.data
    if (resultType !== 'matrix' || !Array.isArray(result))
      throw new FeedError(ID, 'wrong-shape', 'data.resultType', `wanted a matrix, as query_range gives, got ${came(String(resultType))}`)
    return whole(ID, () => readSeries(result, options))
  },
}

const folder = (page: URL): URL => new URL(page.pathname.endsWith('/') ? page.href : `${page.origin}${page.pathname}/`)

/** The server's own word on what went wrong, where it has one. */
const saying = (answer: unknown, body: string): string => (isObject(answer) && name(answer.error)) || came(body)

interface Slot {
  readonly at: EpochMs
  readonly state: State
}

function readSeries(rows: readonly unknown[], options: ReadOptions): Reading {
  const collect = new Collect(options)
  const slots: { readonly id: string; readonly slots: readonly Slot[] }[] = []
  eachRow(
    rows,
    'data.result',
    (path, reason) => collect.reject(path, reason),
    (row) => {
      const id = seriesName(row)
      const list = slotsOf(row)
      collect.component({ id, name: id }, list.at(-1)?.state ?? 'unknown')
      slots.push({ id, slots: list })
    },
  )
  // The step is not in the answer: it is the least that lies between two samples of any series.
  const step = stepOf(slots.map((each) => each.slots))
  if (step === null) collect.note('one sample a series: taken to hold for a minute')
  const coverage: Coverage[] = []
  let events = 0
  for (const { id, slots: list } of slots) {
    const part = { id, name: id }
    const service = serviceOf(part, options.map)
    for (const { from, to, state } of stretches(list, step ?? MINUTE, options.observedAt)) {
      if (service !== null) coverage.push({ service, source: sourceOf(options), from, to })
      if (state === 'up') continue
      events++
      collect.span([part], { from, to, state, basis: 'check' }, { ref: `${id} ${new Date(from).toISOString()}`, title: null })
    }
  }
  const reading = collect.reading(events, null)
  return { ...reading, evidence: { ...reading.evidence, coverage: joined(coverage) } }
}

/** The labels of a series as people write them: `up{instance="a:1",job="api"}`. */
function seriesName(row: Row): string {
  if (!isObject(row.metric)) throw new Unusable('metric: not labels')
  const { __name__: own, ...labels } = row.metric
  const pairs = Object.entries(labels)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([label, value]) => {
      if (typeof value !== 'string') throw new Unusable(`metric.${label}: not a text`)
      return `${label}=${JSON.stringify(value)}`
    })
  const text = `${typeof own === 'string' ? own : ''}${pairs.length > 0 ? `{${pairs.join()}}` : ''}`
  return name(text) ?? 'value'
}

/** Samples in the order of time; NaN says that there was nothing to tell. */
function slotsOf(row: Row): Slot[] {
  if (!Array.isArray(row.values)) throw new Unusable('values: not a list')
  const slots = row.values.flatMap((pair: unknown): Slot[] => {
    if (!Array.isArray(pair) || typeof pair[0] !== 'number' || !(pair[0] >= 0 && pair[0] * 1000 < END_OF_TIME))
      throw new Unusable('values: not pairs of time and value')
    const value = pair[1] === 'NaN' ? Number.NaN : pair[1] === '+Inf' ? Number.POSITIVE_INFINITY : numberOf(pair[1])
    if (Number.isNaN(value)) {
      if (pair[1] === 'NaN') return []
      throw new Unusable(`values: not a number, ${JSON.stringify(pair[1])?.slice(0, 40)}`)
    }
    return [{ at: Math.round(pair[0] * 1000), state: value >= 1 ? 'up' : value > 0 ? 'partial' : 'down' }]
  })
  return slots.sort((a, b) => a.at - b.at)
}

function stepOf(lists: readonly (readonly Slot[])[]): DurationMs | null {
  let least: DurationMs | null = null
  for (const list of lists)
    for (let i = 1; i < list.length; i++) {
      const gap = (list[i] as Slot).at - (list[i - 1] as Slot).at
      if (gap > 0 && (least === null || gap < least)) least = gap
    }
  return least
}

/** Samples a step apart that say the same, as one stretch; nothing reaches past the reading. */
function stretches(slots: readonly Slot[], step: DurationMs, until: EpochMs): { from: EpochMs; to: EpochMs; state: State }[] {
  const list: { from: EpochMs; to: EpochMs; state: State }[] = []
  for (const { at, state } of slots) {
    const to = Math.min(at + step, until)
    if (to <= at) continue
    const last = list.at(-1)
    if (last && last.state === state && last.to >= at) last.to = to
    else list.push({ from: at, to, state })
  }
  return list
}

/** Coverage of one service that follows on itself, as one. */
function joined(coverage: readonly Coverage[]): Coverage[] {
  const list: Coverage[] = []
  for (const each of coverage) {
    const last = list.at(-1)
    if (last && last.service === each.service && last.to === each.from) list[list.length - 1] = { ...last, to: each.to }
    else list.push(each)
  }
  return list
}
