/**
 * Statuspal, API v2 of a page by its subdomain: `incidents` (the newest hundred, planned work among them), `services`. Components
 * are services.
 *
 * Shape: code that reads it (an importer whose types were compared with live answers; a Prometheus exporter of `incidents`).
 */
import type { State } from '../evidence/model.ts'
import type { FeedAdaptor, Reading, ReadOptions } from './adaptor.ts'
import { FeedError } from './feed-error.ts'
import { describeBody, isObject, jsonBody, name, word } from './parts/body.ts'
import type { Component, ComponentRef } from './parts/component.ts'
import { type EventPlaces, postsIn, readEvents } from './parts/event-list.ts'
import { ReadingBuilder } from './parts/reading-builder.ts'
import { idOf, instantOf, listOf, maybeInstant, meaningOf, objectsOf, type Row, RowError, whole } from './parts/row.ts'

const ID = 'statuspal'

export const statuspal: FeedAdaptor = {
  id: ID,
  title: 'Statuspal',
  known: 'code',
  cors: false,
  addresses: (page) =>
    ['incidents?limit=100', 'services'].map((file) => new URL(`/api/v2/status_pages/${subdomain(page)}/${file}`, apiOf(page))),
  accepts: ['application/json'],
  recognises: (body) => isObject(body) && (isIncident(first(body.incidents)) || isService(first(body.services))),
  read: (body, options) => {
    const value = jsonBody(ID, body)
    if (!isObject(value) || !(isList(value.incidents, isIncident) || isList(value.services, isService)))
      throw new FeedError(ID, 'wrong-shape', '', `wanted an object with incidents or services, got ${describeBody(body)}`)
    return whole(ID, () => readPage(value, options))
  },
}

const apiOf = (page: URL): URL => new URL(page.hostname.endsWith('.eu') ? 'https://statuspal.eu/' : 'https://statuspal.io/')
const subdomain = (page: URL): string => encodeURIComponent(page.hostname.split('.')[0] ?? '')
const first = (list: unknown): unknown => (Array.isArray(list) ? list[0] : null)
const isIncident = (row: unknown): boolean => isObject(row) && 'starts_at' in row && 'ends_at' in row && 'type' in row
const isService = (row: unknown): boolean => isObject(row) && 'current_incident_type' in row && 'name' in row
const isList = (list: unknown, isRow: (row: unknown) => boolean): boolean => Array.isArray(list) && list.some(isRow)

const STATES: Readonly<Record<string, State>> = { major: 'down', minor: 'partial', degraded: 'degraded', scheduled: 'maintenance' }
const NOW: Readonly<Record<string, Component['state']>> = {
  major: 'down',
  minor: 'partial',
  degraded: 'degraded',
  scheduled: 'maintenance',
}

const placesOf = (known: ReadonlyMap<string, ComponentRef>): EventPlaces => ({
  ref: (row) => `incident ${idOf(row)}`,
  title: (row) => name(row.title),
  from: (row) => instantOf(row, 'starts_at'),
  to: (row) => maybeInstant(row, 'ends_at'),
  components: (row) => componentsOf(row, known),
  state: (row) => meaningOf(STATES, row, 'type'),
  posts: (row) => postsIn(row, 'updates', 'inserted_at', 'description'),
})

/** Services by number, or as objects in answers of the first version. */
function componentsOf(row: Row, known: ReadonlyMap<string, ComponentRef>): readonly ComponentRef[] {
  const ids = listOf(row, Array.isArray(row.service_ids) ? 'service_ids' : 'services')
  return ids.map((each) => {
    if (isObject(each)) return { id: idOf(each), name: name(each.name) ?? idOf(each) }
    const id = word(each)
    if (id === '') throw new RowError('service_ids: not ids')
    return known.get(id) ?? { id, name: id }
  })
}

function readPage(page: Row, options: ReadOptions): Reading {
  const builder = new ReadingBuilder(options)
  const known = new Map<string, ComponentRef>((options.listed ?? []).map(({ id, name: title }) => [id, { id, name: title }]))
  for (const row of objectsOf(page, 'services')) {
    const service = { id: idOf(row), name: name(row.name) ?? idOf(row) }
    known.set(service.id, service)
    const now = row.current_incident_type === null ? 'up' : (NOW[word(row.current_incident_type)] ?? 'unknown')
    builder.component(service, now, listOf(row, 'children_ids').length > 0)
  }
  const rows = listOf(page, 'incidents')
  const { oldest, isNewestFirst } = readEvents(builder, rows, 'incidents', placesOf(known))
  const title = isObject(page.status_page) ? name(page.status_page.name) : null
  // A summary lists what is open.
  const isHistory = !isObject(page.status_page) && isNewestFirst
  return { ...(title !== null && { page: title }), ...builder.reading(rows.length, isHistory ? oldest : null) }
}
