/**
 * Salesforce Trust, `/v1/incidents` and `/v1/maintenances`: impacts with their own start and end, by instance. Which
 * instance a customer is on is the customer's to know: the map names it.
 */
import type { State } from '../evidence/model.ts'
import type { EpochMs } from '../time/intervals.ts'
import type { FeedAdaptor, Reading, ReadOptions } from './adaptor.ts'
import { FeedError } from './feed-error.ts'
import { describeBody, isObject, jsonBody, name } from './parts/body.ts'
import type { ComponentRef } from './parts/component.ts'
import { ReadingBuilder } from './parts/reading-builder.ts'
import { idOf, instantOf, listOf, maybeInstant, meaningOf, objectsOf, type Row, RowError, type RowFields, whole } from './parts/row.ts'

const ID = 'salesforce-trust'

export const salesforceTrust: FeedAdaptor = {
  id: ID,
  title: 'Salesforce Trust',
  known: 'code',
  cors: false,
  addresses: () => ['incidents?limit=100', 'maintenances?limit=100'].map((path) => new URL(`https://api.status.salesforce.com/v1/${path}`)),
  accepts: ['application/json'],
  recognises: (body) => Array.isArray(body) && isEvent(body[0]),
  read: (body, options) => {
    const rows = jsonBody(ID, body)
    if (!Array.isArray(rows) || !rows.some(isEvent)) {
      throw new FeedError(ID, 'wrong-shape', '', `wanted a list with IncidentImpacts or MaintenanceImpacts, got ${describeBody(body)}`)
    }
    return whole(ID, () => readEvents(rows, options))
  },
}

const isEvent = (row: unknown): boolean => isObject(row) && (Array.isArray(row.IncidentImpacts) || 'plannedStartTime' in row)

const STATES: Readonly<Record<string, State>> = { major: 'down', minor: 'degraded' }

function readEvents(rows: readonly unknown[], options: ReadOptions): Reading {
  const builder = new ReadingBuilder(options)
  const starts: number[] = []
  let closed = false
  builder.rows(rows, '', FIELDS, (row) => {
    const posts = objectsOf(row, 'IncidentEvents').flatMap((each) => maybeInstant(each, 'createdAt') ?? [])
    const updatedAt = posts.length > 0 ? Math.max(...posts) : null
    const event = { ref: idOf(row), title: titleOf(row), ...(updatedAt !== null && { updatedAt }) }
    const components = instancesOf(row)
    for (const component of components) builder.component(component)
    builder.vouch(maybeInstant(row, 'updatedAt'))
    builder.noImpact(event.ref, 'no-impact-stated')
    if ('plannedStartTime' in row) {
      planned(row, components, event, builder)
      return
    }
    for (const { from, to, state } of objectsOf(row, 'IncidentImpacts').map(impactOf)) {
      starts.push(from)
      closed ||= to !== null
      builder.span(components, { from, to, state, basis: 'component-impact' }, event)
    }
  })
  return builder.reading(rows.length, closed ? Math.min(...starts) : null)
}

const instancesOf = (row: Row): readonly ComponentRef[] =>
  listOf(row, 'instanceKeys')
    .flatMap((each) => name(each) ?? [])
    .map((key) => ({ id: key, name: key }))

const isPlanned = (row: Row): boolean => 'plannedStartTime' in row

const FIELDS: RowFields = {
  ref: (row) => idOf(row),
  from: (row) => (isPlanned(row) ? instantOf(row, 'plannedStartTime') : earliest(objectsOf(row, 'IncidentImpacts'), 'startTime')),
  to: (row) => (isPlanned(row) ? instantOf(row, 'plannedEndTime') : latest(objectsOf(row, 'IncidentImpacts'), 'endTime')),
  components: instancesOf,
  state: (row) => (isPlanned(row) ? 'maintenance' : 'down'),
}

/** null where one of them can't be read. */
const earliest = (impacts: readonly Row[], key: string): EpochMs | null =>
  impacts.length > 0 ? Math.min(...impacts.map((impact) => instantOf(impact, key))) : null

const latest = (impacts: readonly Row[], key: string): EpochMs | null =>
  impacts.length > 0 ? Math.max(...impacts.map((impact) => instantOf(impact, key))) : null

function impactOf(impact: Row): { from: number; to: number | null; state: State } {
  const from = instantOf(impact, 'startTime')
  const to = maybeInstant(impact, 'endTime')
  const state = meaningOf(STATES, impact, 'severity')
  if (to !== null && to < from) throw new RowError('endTime: before startTime')
  return { from, to, state }
}

function planned(row: Row, parts: readonly ComponentRef[], event: { ref: string; title: string | null }, builder: ReadingBuilder): void {
  const from = instantOf(row, 'plannedStartTime')
  const to = instantOf(row, 'plannedEndTime')
  if (to < from) throw new RowError('plannedEndTime: before plannedStartTime')
  const announced = typeof row.createdAt === 'string' ? { announcedAt: instantOf(row, 'createdAt') } : {}
  const impacts = objectsOf(row, 'MaintenanceImpacts').flatMap((impact) => {
    const start = maybeInstant(impact, 'startTime')
    return start === null ? [] : [{ from: start, to: maybeInstant(impact, 'endTime') }]
  })
  const first = impacts[0]
  builder.maintenance(parts, { from, to, ...announced, ...(first && { actual: first }) }, event)
  for (const impact of impacts) builder.span(parts, { ...impact, state: 'maintenance', basis: 'component-impact' }, event)
}

const titleOf = (row: Row): string | null =>
  isObject(row.message) ? (name(row.message.rootCause) ?? name(row.message.maintenanceType)) : name(row.name)
