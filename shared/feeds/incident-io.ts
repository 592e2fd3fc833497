/**
 * incident.io status pages. Their compatible API is Statuspage's with holes: keys that are null or absent, incidents without
 * components. The page's own data (`component_history` inside the page that people see, or the answer of `component_impacts`) has
 * exact stretches of 90 days for each component, and the page's own uptime; where it says nothing it holds the word "$undefined".
 */
import type { State } from '../evidence/model.ts'
import type { FeedAdaptor, Reading, ReadOptions } from './adaptor.ts'
import { FeedError } from './feed-error.ts'
import { describeBody, isObject, jsonBody, LARGEST_BODY, name, word } from './parts/body.ts'
import type { ComponentRef } from './parts/component.ts'
import { findInFlight, isFlightPage } from './parts/next-flight.ts'
import { maybePercent, type Official, type OfficialPart } from './parts/official.ts'
import { ReadingBuilder } from './parts/reading-builder.ts'
import { idOf, instantOf, listOf, maybeInstant, objectsOf, type Row, RowError, type RowFields, whole } from './parts/row.ts'
import { componentState } from './parts/statuspage-rows.ts'
import { pageFactsOf, readStatuspage } from './statuspage.ts'

const ID = 'incident-io'
/** A compatible list without incidents is null or absent. */
const LISTS = ['incidents', 'scheduled_maintenances', 'components'] as const

export const incidentIo: FeedAdaptor = {
  id: ID,
  title: 'incident.io',
  known: 'recorded',
  cors: true,
  addresses: (page) => ['incidents.json', 'components.json'].map((file) => new URL(`/api/v2/${file}`, page)),
  page: (page) => new URL('/', page),
  accepts: ['application/json', 'text/html'],
  recognises: (body) => (isFlightPage(body) ? flightOf(body) !== null : isObject(body) && (impactsOf(body) !== null || isUlidPage(body))),
  read: (body, options) => {
    const value = isFlightPage(body) ? flightOf(body) : jsonBody(ID, body)
    if (!isObject(value)) throw new FeedError(ID, 'wrong-shape', '', `wanted an object, got ${describeBody(body)}`)
    const history = impactsOf(value)
    return history ? whole(ID, () => readImpacts(value, history, options)) : readCompatible(value, body, options)
  },
}

/** Ids are ULIDs: 26 characters. */
const isUlidPage = (body: Row): boolean =>
  LISTS.some((key) => Array.isArray(body[key]) && isObject(body[key][0]) && /^[0-9A-HJKMNP-TV-Z]{26}$/.test(word(body[key][0].id)))

function readCompatible(value: Row, body: string, options: ReadOptions): Reading {
  const has = LISTS.filter((key) => value[key] !== undefined)
  if (has.length === 0 && !isObject(value.page))
    throw new FeedError(ID, 'wrong-shape', '', `wanted an object with ${LISTS.join(', ')}, got ${describeBody(body)}`)
  const list = (key: (typeof LISTS)[number]): readonly unknown[] | null => {
    if (value[key] === undefined || value[key] === null) return null
    if (Array.isArray(value[key])) return value[key]
    throw new FeedError(ID, 'wrong-shape', key, 'wanted a list, got something else')
  }
  const lists = { incidents: list('incidents'), scheduled_maintenances: list('scheduled_maintenances'), components: list('components') }
  const page = isObject(value.page) ? name(value.page.name) : null
  return {
    ...(page !== null && { page }),
    ...readStatuspage(ID, { ...lists, history: lists.components === null && !isObject(value.status) }, pageFactsOf(value), options),
  }
}

const isHistory = (value: unknown): value is Row =>
  isObject(value) && Array.isArray(value.component_impacts) && Array.isArray(value.component_uptimes)
const isStatusPage = (value: unknown): value is Row => isObject(value) && Array.isArray(value.components) && isObject(value.structure)

/** The data inside a page in the shape that the recordings have; null for a page that holds none. */
function flightOf(html: string): Row | null {
  if (html.length > LARGEST_BODY || !html.includes('component_impacts')) return null
  const history = findInFlight(html, isHistory)
  return history && { component_history: history, status_page: findInFlight(html, isStatusPage) ?? {} }
}

/** The object that holds component_impacts, wherever the page put it. */
function impactsOf(body: Row): Row | null {
  const places = [body, body.component_history]
  return places.find((place): place is Row => isObject(place) && Array.isArray(place.component_impacts)) ?? null
}

function readImpacts(page: Row, history: Row, options: ReadOptions): Reading {
  const builder = new ReadingBuilder(options)
  const status = isObject(page.status_page) ? page.status_page : page
  for (const part of Array.isArray(status.components) ? status.components.filter(isObject) : []) {
    if (typeof part.id === 'string' && part.id !== '') builder.component({ id: part.id, name: name(part.name) ?? part.id })
  }
  const incidents = new Map(
    [...objectsOf(history, 'incident_links'), ...objectsOf(status, 'ongoing_incidents')].map((row) => [word(row.id), row]),
  )
  const impacts = listOf(history, 'component_impacts')
  let oldest = Number.POSITIVE_INFINITY
  builder.rows(impacts, 'component_impacts', fieldsIn(builder), (row) => {
    const ref = idOf(row, 'status_page_incident_id')
    const component = componentIn(builder, row)
    const from = instantOf(row, 'start_at')
    const to = maybeInstant(row, 'end_at')
    const state = stateOfRow(row)
    if (to !== null && to < from) throw new RowError('end_at: before start_at')
    oldest = Math.min(oldest, from)
    builder.vouch(to ?? from)
    builder.noImpact(ref, state === 'up' ? 'operational' : 'no-end')
    if (state === 'up') return
    const incident = incidents.get(ref)
    if (to === null && isOver(incident?.status, state)) return
    const updatedAt = incident ? maybeInstant(incident, 'last_update_at') : null
    const event = { ref, title: name(incident?.name), ...(updatedAt !== null && { updatedAt }) }
    builder.span([component], { from, to, state, basis: 'component-impact' }, event)
  })
  const official = officialOf(history, builder)
  const title = name(status.name)
  return {
    ...(title !== null && { page: title }),
    ...builder.reading(impacts.length, Number.isFinite(oldest) ? oldest : null),
    ...(official && { official }),
  }
}

/** Days of the stretch that the page shows. */
const DAYS = 90

/** The page's own uptimes; groups and components without one are left out. */
function officialOf(history: Row, builder: ReadingBuilder): Official | null {
  const parts = objectsOf(history, 'component_uptimes').flatMap((row): readonly OfficialPart[] => {
    const id = word(row.component_id)
    const percent = maybePercent(row, 'uptime')
    if (id === '' || id === '$undefined' || percent === null) return []
    return [{ id, name: builder.known(id)?.name ?? id, percent, over: { hours: DAYS * 24 } }]
  })
  return parts.length > 0 ? { weights: 'downtime', parts } : null
}

function componentIn(builder: ReadingBuilder, row: Row): ComponentRef {
  const id = idOf(row, 'component_id')
  return builder.known(id) ?? { id, name: id }
}

function stateOfRow(row: Row): State {
  const state = componentState(row.status)
  if (state === null) throw new RowError(`status: an unknown word, ${JSON.stringify(row.status)}`)
  return state
}

/** Several impacts may be of one incident: a row that can't be used has its place for a name. */
const fieldsIn = (builder: ReadingBuilder): RowFields => ({
  from: (row) => instantOf(row, 'start_at'),
  to: (row) => maybeInstant(row, 'end_at'),
  components: (row) => [componentIn(builder, row)],
  state: stateOfRow,
})

/**
 * An impact without an end whose event is over: for maintenance it was forgotten, years ago in some pages; for an outage its
 * end is not known, and the row cannot be used.
 */
function isOver(status: unknown, state: State): boolean {
  if (status !== 'resolved' && status !== 'maintenance_complete') return false
  if (state !== 'maintenance') throw new RowError('end_at: missing, though the incident is over')
  return true
}
