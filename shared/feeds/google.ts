/**
 * Google's dashboards (Cloud, Workspace, Ads, Play, Search): `incidents.json`, one list of open and closed incidents, newest
 * first. A component is a product, or, where the map asks for it, a product in a location: "Google BigQuery/europe-west1".
 * Begin and end are typed by people and edited for months; how far back the list goes varies.
 */
import type { State } from '../evidence/model.ts'
import type { FeedAdaptor, Reading, ReadOptions } from './adaptor.ts'
import { FeedError } from './feed-error.ts'
import { describeBody, isObject, jsonBody, name, word } from './parts/body.ts'
import type { ComponentRef } from './parts/component-map.ts'
import { ReadingBuilder } from './parts/reading-builder.ts'
import { eachRow, idOf, instantOf, maybeInstant, objectsOf, type Row, RowError, whole } from './parts/row.ts'

const ID = 'google'

export const google: FeedAdaptor = {
  id: ID,
  title: 'Google Cloud and Workspace',
  known: 'recorded',
  cors: false,
  addresses: (page) => [new URL(page.pathname.includes('/appsstatus') ? '/appsstatus/dashboard/incidents.json' : '/incidents.json', page)],
  accepts: ['application/json'],
  recognises: (body) => Array.isArray(body) && isIncident(body[0]),
  read: (body, options) => {
    const rows = jsonBody(ID, body)
    if (!Array.isArray(rows)) throw new FeedError(ID, 'wrong-shape', '', `wanted a list of incidents, got ${describeBody(body)}`)
    // An empty dashboard has never been seen; an empty answer has.
    if (!rows.some(isIncident))
      throw new FeedError(ID, 'wrong-shape', '', `wanted a list of incidents with status_impact, got ${describeBody(body)}`)
    return whole(ID, () => readIncidents(rows, options))
  },
}

const isIncident = (row: unknown): boolean => isObject(row) && typeof row.id === 'string' && 'begin' in row && 'status_impact' in row

/** Information alone is no state of a service. */
const STATES: Readonly<Record<string, State | null>> = { SERVICE_OUTAGE: 'down', SERVICE_DISRUPTION: 'partial', SERVICE_INFORMATION: null }

function readIncidents(rows: readonly unknown[], options: ReadOptions): Reading {
  const builder = new ReadingBuilder(options)
  const begins: number[] = []
  let closed = false
  let notices = 0
  eachRow(
    rows,
    '',
    (path, reason) => builder.reject(path, reason),
    (row) => {
      const ref = idOf(row)
      const from = instantOf(row, 'begin')
      const to = maybeInstant(row, 'end')
      if (to !== null && to < from) throw new RowError('end: before begin')
      const impact = word(row.status_impact)
      if (!Object.hasOwn(STATES, impact))
        throw new RowError(`status_impact: a word that is not known, ${JSON.stringify(impact.slice(0, 40))}`)
      const parts = partsOf(row, options.map)
      begins.push(from)
      closed ||= to !== null
      for (const part of parts) builder.component(part)
      builder.event(ref)
      const state = STATES[impact]
      if (!state) notices++
      else builder.span(parts, { from, to, state, basis: 'incident-window', ...doubt(row, from, to) }, { ref, title: title(row) })
    },
  )
  if (notices > 0) builder.note(`${notices} events are for information only: no state of a service follows from them`)
  return builder.reading(rows.length, closed ? Math.min(...begins) : null)
}

/** Products; and each product in each location told, where the map names it so: the list would be 30 times as long. */
function partsOf(row: Row, map: ReadOptions['map']): readonly ComponentRef[] {
  const affected = objectsOf(row, 'affected_products')
  const products = affected.length > 0 ? affected : row.service_key ? [{ id: row.service_key, title: row.service_name }] : []
  const locations = ['currently_affected_locations', 'previously_affected_locations'].flatMap((key) => objectsOf(row, key))
  const places = [...new Set(locations.map((location) => idOf(location)))]
  return products.flatMap((product) => {
    const id = idOf(product)
    const own = name(product.title) ?? id
    const inPlaces = places.map((place) => ({ id: `${id}/${place}`, name: `${own}/${place}` }))
    return [{ id, name: own }, ...inPlaces.filter((part) => map?.has(part.id) || map?.has(part.name))]
  })
}

/** People's minutes: the service may have been back at the first word that it is available. */
function doubt(row: Row, from: number, to: number | null): { uncertain?: { from: number; to: number } } {
  if (to === null) return {}
  const available = objectsOf(row, 'updates').filter((update) => update.status === 'AVAILABLE')
  const back = available.map((update) => maybeInstant(update, 'when')).filter((at): at is number => at !== null && at > from && at < to)
  return back.length > 0 ? { uncertain: { from: Math.min(...back), to } } : {}
}

/** The description is Markdown with a title line in some dashboards. */
function title(row: Row): string | null {
  const text = typeof row.external_desc === 'string' ? row.external_desc.replace(/^\s*\*\*Title:?\*\*:?\s*/i, '') : null
  return name(text?.split('\n').find((line) => line.trim() !== ''))
}
