/**
 * Google's dashboards (Cloud, Workspace, Firebase, Ads, Play, Search): `incidents.json`, one list of open and closed incidents, newest
 * first. A component is a product, or, where the map asks for it, a product in a location: "Google BigQuery/europe-west1".
 * Begin and end are typed by people and edited for months; how far back the list goes varies.
 */
import type { State } from '../evidence/model.ts'
import type { EpochMs } from '../time/intervals.ts'
import type { FeedAdaptor, Reading, ReadOptions } from './adaptor.ts'
import { FeedError } from './feed-error.ts'
import { describeBody, instant, isObject, jsonBody, name } from './parts/body.ts'
import type { ComponentRef } from './parts/component.ts'
import type { StateSpan } from './parts/posted-afterwards.ts'
import { ReadingBuilder } from './parts/reading-builder.ts'
import { idOf, instantOf, maybeInstant, meaningOf, objectsOf, type Row, RowError, type RowFields, whole } from './parts/row.ts'

const ID = 'google'

export const google: FeedAdaptor = {
  id: ID,
  title: 'Google Cloud and Workspace',
  known: 'recorded',
  cors: false,
  addresses: (page) => [new URL(`${folderOf(page)}/incidents.json`, page)],
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

/** Some dashboards lie in a folder of their host. */
function folderOf({ pathname }: URL): string {
  if (pathname.startsWith('/appsstatus')) return '/appsstatus/dashboard'
  return pathname.startsWith('/status/publisher') ? '/status/publisher' : ''
}

const isIncident = (row: unknown): boolean => isObject(row) && typeof row.id === 'string' && 'begin' in row && 'status_impact' in row

/** Information alone is no state of a service. */
const STATES: Readonly<Record<string, State | null>> = { SERVICE_OUTAGE: 'down', SERVICE_DISRUPTION: 'partial', SERVICE_INFORMATION: null }

function readIncidents(rows: readonly unknown[], options: ReadOptions): Reading {
  const builder = new ReadingBuilder(options)
  const begins: number[] = []
  let closed = false
  let notices = 0
  builder.rows(rows, '', fieldsOf(options.map), (row) => {
    const ref = idOf(row)
    const from = instantOf(row, 'begin')
    const to = maybeInstant(row, 'end')
    if (to !== null && to < from) throw new RowError('end: before begin')
    const state = meaningOf(STATES, row, 'status_impact')
    const components = componentsOf(row, options.map)
    const posts = postsOf(row)
    begins.push(from)
    for (const at of [...posts.map((post) => post.at), instant(row.modified)]) builder.vouch(at)
    closed ||= to !== null || posts.at(-1)?.isAvailable === true
    for (const component of components) builder.component(component)
    builder.vouch(from)
    if (state === null) {
      notices++
      builder.noImpact(ref, 'information')
      return
    }
    const event = { ref, title: title(row), text: textIn(row), ...(posts.length > 0 && { updatedAt: posts.at(-1)!.at }) }
    builder.span(components, { state, basis: 'incident-window', ...windowOf(from, to, posts) }, event)
  })
  if (notices > 0) builder.note(`${notices} events are for information only and state no impact`)
  return builder.reading(rows.length, closed ? Math.min(...begins) : null)
}

const fieldsOf = (map: ReadOptions['map']): RowFields => ({
  ref: (row) => idOf(row),
  from: (row) => instantOf(row, 'begin'),
  to: (row) => maybeInstant(row, 'end'),
  components: (row) => componentsOf(row, map),
  state: (row) => meaningOf(STATES, row, 'status_impact'),
})

/** Products; and each product in each location named, where the map names it so: the list would be 30 times as long. */
function componentsOf(row: Row, map: ReadOptions['map']): readonly ComponentRef[] {
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

interface Post {
  readonly at: EpochMs
  /** Whether it says that the service is back. */
  readonly isAvailable: boolean
}

/** In the order of time. */
const postsOf = (row: Row): readonly Post[] =>
  objectsOf(row, 'updates')
    .flatMap((update): Post[] => {
      const at = maybeInstant(update, 'when')
      return at === null ? [] : [{ at, isAvailable: update.status === 'AVAILABLE' }]
    })
    .sort((a, b) => a.at - b.at)

/**
 * Begin and end as people typed them. Without an end, one whose last post says that it is back was down up to the last post
 * that says otherwise, and perhaps up to the one that ends it.
 */
function windowOf(from: EpochMs, to: EpochMs | null, posts: readonly Post[]): Pick<StateSpan, 'from' | 'to' | 'uncertain'> {
  if (to !== null) return { from, to }
  const last = posts.at(-1)
  if (!last?.isAvailable) return { from, to: null }
  const lastBad = posts.findLastIndex(({ isAvailable }) => !isAvailable)
  const down = Math.max(from, posts[lastBad]?.at ?? from)
  const back = Math.max(down, posts[lastBad + 1]!.at)
  return { from, to: down, ...(back > down && { uncertain: { from, to: back } }) }
}

const textIn = (row: Row): string =>
  [row.external_desc, ...objectsOf(row, 'updates').map(({ text }) => text)].filter((text) => typeof text === 'string').join('\n')

/** The description is Markdown with a title line in some dashboards. */
function title(row: Row): string | null {
  const text = typeof row.external_desc === 'string' ? row.external_desc.replace(/^\s*\*\*Title:?\*\*:?\s*/i, '') : null
  return name(text?.split('\n').find((line) => line.trim() !== ''))
}
