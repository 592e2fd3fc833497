/**
 * A Prometheus-compatible server, `/api/v1/query_range`: Prometheus, Thanos, Mimir and VictoriaMetrics answer alike. The value
 * of a series is how much of it works, 1 or more for up and 0 for down; between 0 and 1 it works in part. A sample holds for
 * one step. A step without a sample was not measured: there nothing is known, and it is never taken for up.
 */
import type { Coverage } from '../evidence/model.ts'
import type { DurationMs } from '../time/intervals.ts'
import type { FeedAdaptor, Reading, ReadOptions } from './adaptor.ts'
import { isObject } from './parts/body.ts'
import type { ComponentRef } from './parts/component.ts'
import { ComponentMap } from './parts/component-map.ts'
import { sourceOf } from './parts/finish-reading.ts'
import { matrixOf, type SampleRun, sampleRuns, seriesName, stateOfValue, stepOf } from './parts/matrix.ts'
import { ReadingBuilder } from './parts/reading-builder.ts'
import { factsOf, type RowFields, whole } from './parts/row.ts'

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
  const series = matrixOf(ID, body, (path, reason, row) => builder.reject(path, reason, factsOf(row, FIELDS)))
  // The step is not in the answer.
  const step = stepOf(series)
  if (step === null) builder.note('one sample for each series: assumed to hold for a minute')
  const measured: { readonly component: ComponentRef; readonly runs: readonly SampleRun[] }[] = []
  let events = 0
  for (const { id, samples } of series) {
    const component = { id, name: id }
    const last = samples.at(-1)
    builder.component(component, last ? stateOfValue(last.value) : 'unknown')
    builder.vouch(last?.at)
    const runs = sampleRuns(samples, step ?? MINUTE, options.observedAt)
    measured.push({ component, runs })
    builder.noImpact(id, samples.length === 0 ? 'nothing-measured' : 'operational')
    for (const { from, to, state } of runs) {
      if (state === 'up') continue
      events++
      builder.span([component], { from, to, state, basis: 'check' }, { ref: `${id} ${new Date(from).toISOString()}`, title: null })
    }
  }
  const reading = builder.reading(events, null)
  const coverage = measured.flatMap(({ component, runs }) => coverageOf(component, runs, reading, options))
  return { ...reading, evidence: { ...reading.evidence, coverage: joined(coverage) } }
}

/** A series speaks for the time of its samples, and for no other. */
function coverageOf(
  component: ComponentRef,
  runs: readonly SampleRun[],
  { components }: Reading,
  options: ReadOptions,
): readonly Coverage[] {
  const service = new ComponentMap(components, options.map).serviceOf(component)
  return service === null
    ? []
    : runs.map(({ from, to }) => ({ service, source: sourceOf(options), from, to, observedAt: options.observedAt }))
}

const FIELDS: RowFields = { components: (row) => [{ id: seriesName(row), name: seriesName(row) }] }

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
