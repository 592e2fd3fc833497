/**
 * Instatus: `summary.json` (what is open now) and `components.json`, of any version. Neither has a history, so they cover no
 * time by themselves; the data inside a page (parts/instatus-page.ts) has 90 days. An open incident can carry the impact OPERATIONAL while its components are down: the worse one counts.
 */
import type { State } from '../evidence/model.ts'
import type { FeedAdaptor, Reading, ReadOptions } from './adaptor.ts'
import { FeedError } from './feed-error.ts'
import { describeBody, isObject, jsonBody, LARGEST_BODY, name, numberOf, word } from './parts/body.ts'
import type { Component, ComponentRef } from './parts/component.ts'
import { isPageData, readPageData } from './parts/instatus-page.ts'
import { findInFlight, isFlightPage } from './parts/next-flight.ts'
import { ReadingBuilder } from './parts/reading-builder.ts'
import { instantOf, maybeInstant, objectsOf, type Row, RowError, type RowFields, whole } from './parts/row.ts'

const ID = 'instatus'

export const instatus: FeedAdaptor = {
  id: ID,
  title: 'Instatus',
  known: 'recorded',
  cors: true,
  addresses: (page) => ['summary.json', 'components.json'].map((file) => new URL(`/v3/${file}`, page)),
  page: (page) => new URL('/', page),
  accepts: ['application/json', 'text/html'],
  recognises: (body) =>
    (isFlightPage(body) && flightOf(body) !== null) ||
    isPageData(body) ||
    (isObject(body) && isObject(body.page) && ['UP', 'HASISSUES', 'UNDERMAINTENANCE'].includes(word(body.page.status))),
  read: (body, options) => whole(ID, () => readPage(isFlightPage(body) ? flightOf(body) : jsonBody(ID, body), body, options)),
}

/** The data inside the page that people see; null for a page that holds none. */
const flightOf = (html: string): Row | null =>
  html.length <= LARGEST_BODY && html.includes('componentsUptime') ? findInFlight(html, isPageData) : null

const STATES: Readonly<Record<string, State>> = {
  OPERATIONAL: 'up',
  DEGRADEDPERFORMANCE: 'degraded',
  PARTIALOUTAGE: 'partial',
  MINOROUTAGE: 'partial',
  MAJOROUTAGE: 'down',
  UNDERMAINTENANCE: 'maintenance',
}
/** A hundred years: more is no maintenance. */
const MOST_MINUTES = 100 * 366 * 1440
const RANK: readonly State[] = ['up', 'maintenance', 'degraded', 'partial', 'down']

function readPage(value: unknown, body: string, options: ReadOptions): Reading {
  if (isPageData(value)) return readPageData(value, STATES, options)
  // The documentation shows components as a bare list, pages serve an object.
  const page: Row | null = Array.isArray(value) && value.length > 0 ? { components: value } : isObject(value) ? value : null
  const named = page && (isObject(page.page) || Array.isArray(page.components) || Array.isArray(page.activeIncidents))
  if (!page || !named)
    throw new FeedError(ID, 'wrong-shape', '', `wanted an object with page, components or activeIncidents, got ${describeBody(body)}`)
  const builder = new ReadingBuilder(options)
  const components = componentsOf(page)
  for (const part of components) builder.component(part, part.state, part.isGroup, part.group)
  if (Array.isArray(page.components) && page.components.length > 0 && components.length === 0) {
    throw new FeedError(ID, 'wrong-shape', 'components', 'wanted components, got rows of another shape')
  }
  const [incidents, works] = ['activeIncidents', 'activeMaintenances'].map((key) => (Array.isArray(page[key]) ? page[key] : [])) as [
    unknown[],
    unknown[],
  ]
  builder.rows(incidents, 'activeIncidents', INCIDENT, (row) => {
    const parts = componentsIn(row)
    const updatedAt = maybeInstant(row, 'updatedAt')
    const event = { ref: refOf(row), title: nameOf(row.name), ...(updatedAt !== null && { updatedAt }) }
    const from = instantOf(row, 'started')
    const to = maybeInstant(row, 'resolved')
    const impact = row.impact === undefined || row.impact === null ? 'up' : stateOf(row.impact)
    builder.noImpact(event.ref, 'operational')
    builder.vouch(from)
    for (const part of parts) {
      const state = worse(impact, part.state === 'unknown' ? 'up' : part.state)
      if (state !== 'up') builder.span([part], { from, to, state, basis: 'incident-window' }, event)
    }
    if (parts.length === 0 && impact !== 'up') builder.span([], { from, to, state: impact, basis: 'page-only' }, event)
  })
  builder.rows(works, 'activeMaintenances', MAINTENANCE, (row) => {
    const minutes = numberOf(row.duration)
    if (!(minutes >= 0 && minutes <= MOST_MINUTES)) throw new RowError('duration: not minutes')
    const from = instantOf(row, 'start')
    const begun = row.status === 'INPROGRESS' ? { actual: { from, to: null } } : {}
    builder.maintenance(
      componentsIn(row),
      { from, to: from + Math.round(minutes * 60_000), ...begun },
      { ref: refOf(row), title: nameOf(row.name) },
    )
  })
  builder.note('the page lists what is open now, without a history')
  return builder.reading(incidents.length + works.length, null)
}

const componentsIn = (row: Row): ReturnType<typeof partOf> => objectsOf(row, 'components').flatMap(partOf)

const INCIDENT: RowFields = {
  ref: refOf,
  from: (row) => instantOf(row, 'started'),
  to: (row) => maybeInstant(row, 'resolved'),
  components: componentsIn,
}

const MAINTENANCE: RowFields = {
  ref: refOf,
  from: (row) => instantOf(row, 'start'),
  components: componentsIn,
  state: () => 'maintenance',
}

const worse = (a: State, b: State): State => (RANK.indexOf(a) >= RANK.indexOf(b) ? a : b)

function stateOf(value: unknown): State {
  if (typeof value === 'string' && Object.hasOwn(STATES, value)) return STATES[value]!
  throw new RowError(`impact: an unknown word, ${JSON.stringify(value)}`)
}

/** Names are texts, or objects by language. */
const nameOf = (value: unknown): string | null => name(isObject(value) ? (value.default ?? value.en) : value)

/** Some answers have no id: the address, else the name with the start. */
function refOf(row: Row): string {
  const found = [row.id, row.url].find((each): each is string => typeof each === 'string' && each !== '')
  const ref = found ?? `${nameOf(row.name) ?? ''} ${word(row.started ?? row.start)}`.trim()
  if (ref === '') throw new RowError('id, url, name and start: missing')
  return ref.slice(0, 300)
}

function partOf(row: Row): readonly (ComponentRef & Pick<Component, 'state' | 'isGroup' | 'group'>)[] {
  const title = nameOf(row.name)
  const id = typeof row.id === 'string' && row.id !== '' ? row.id : title
  if (id === null) return []
  const state = typeof row.status === 'string' && Object.hasOwn(STATES, row.status) ? STATES[row.status]! : 'unknown'
  const group = isObject(row.group) ? nameOf(row.group.name) : null
  return [{ id, name: title ?? id, state, isGroup: row.isParent === true, ...(group !== null && { group }) }]
}

/** Children stand inside their group in the older shape. */
function componentsOf(page: Row): ReturnType<typeof partOf> {
  const rows = Array.isArray(page.components) ? page.components.filter(isObject) : []
  return rows.flatMap((row) => [...partOf(row), ...(Array.isArray(row.children) ? row.children.filter(isObject).flatMap(partOf) : [])])
}
