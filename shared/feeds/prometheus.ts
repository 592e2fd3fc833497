/**
 * A Prometheus-compatible server, `/api/v1/query_range`: Prometheus, Thanos, Mimir and VictoriaMetrics answer alike. The value
 * of a series is how much of it works, 1 or more for up and 0 for down; between 0 and 1 it works in part. A sample holds for
 * one step. A step without a sample was not measured: there nothing is known, and it is never taken for up.
 */
import type { Coverage } from '../evidence/model.ts'
import type { DurationMs } from '../time/intervals.ts'
import type { FeedAdaptor, Reading, ReadOptions } from './adaptor.ts'
import { isObject } from './parts/body.ts'
import { serviceOf, sourceOf } from './parts/component-map.ts'
import { matrixOf, sampleRuns, stateOf, stepOf } from './parts/matrix.ts'
import { ReadingBuilder } from './parts/reading-builder.ts'
import { whole } from './parts/row.ts'

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
  read: (body, options) => whole(ID, () => readSeries(body, options)),
}

const folder = (page: URL): URL => new URL(page.pathname.endsWith('/') ? page.href : `${page.origin}${page.pathname}/`)

function readSeries(body: string, options: ReadOptions): Reading {
  const builder = new ReadingBuilder(options)
  const series = matrixOf(ID, body, (path, reason) => builder.reject(path, reason))
  // The step is not in the answer.
  const step = stepOf(series)
  if (step === null) builder.note('one sample a series: taken to hold for a minute')
  const coverage: Coverage[] = []
  let events = 0
  for (const { id, samples } of series) {
    const part = { id, name: id }
    const last = samples.at(-1)
    builder.component(part, last ? stateOf(last.value) : 'unknown')
    const service = serviceOf(part, options.map)
    for (const { from, to, state } of sampleRuns(samples, step ?? MINUTE, options.observedAt)) {
      if (service !== null) coverage.push({ service, source: sourceOf(options), from, to })
      if (state === 'up') continue
      events++
      builder.span([part], { from, to, state, basis: 'check' }, { ref: `${id} ${new Date(from).toISOString()}`, title: null })
    }
  }
  const reading = builder.reading(events, null)
  return { ...reading, evidence: { ...reading.evidence, coverage: joined(coverage) } }
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
