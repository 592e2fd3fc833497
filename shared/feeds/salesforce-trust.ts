/**
 * Salesforce Trust, `/v1/incidents` and `/v1/maintenances`: impacts with their own start and end, by instance. Which
 * instance a customer is on is the customer's to know: the map names it.
 */
import type { State } from '../evidence/model.ts'
import { type FeedAdaptor, FeedError, type Reading, type ReadOptions } from './adaptor.ts'
import { came, isObject, jsonBody, name, word } from './parts/body.ts'
import { Collect } from './parts/collect.ts'
import { eachRow, idOf, instantOf, listOf, maybeInstant, objectsOf, type Row, Unusable, whole } from './parts/row.ts'
import type { Part } from './parts/services.ts'

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
      throw new FeedError(ID, 'wrong-shape', '', `wanted a list with IncidentImpacts or MaintenanceImpacts, got ${came(body)}`)
    }
    return whole(ID, () => readEvents(rows, options))
  },
}

const isEvent = (row: unknown): boolean => isObject(row) && (Array.isArray(row.IncidentImpacts) || 'plannedStartTime' in row)

const STATES: Readonly<Record<string, State>> = { major: 'down', minor: 'degraded' }

function readEvents(rows: readonly unknown[], options: ReadOptions): Reading {
  const collect = new Collect(options)
  const starts: number[] = []
  let closed = false
  eachRow(
    rows,
    '',
    (path, reason) => collect.reject(path, reason),
    (row) => {
      const event = { ref: idOf(row), title: titleOf(row) }
      const parts = listOf(row, 'instanceKeys')
        .flatMap((each) => name(each) ?? [])
        .map((key): Part => ({ id: key, name: key }))
      for (const part of parts) collect.component(part)
      collect.event(event.ref)
      if ('plannedStartTime' in row) {
        planned(row, parts, event, collect)
        return
      }
      const impacts = objectsOf(row, 'IncidentImpacts').map(impactOf)
      for (const { from, to, state } of impacts) {
        starts.push(from)
        closed ||= to !== null
        collect.span(parts, { from, to, state, basis: 'component-impact' }, event)
      }
    },
  )
  return collect.reading(rows.length, closed ? Math.min(...starts) : null)
}

function impactOf(impact: Row): { from: number; to: number | null; state: State } {
  const from = instantOf(impact, 'startTime')
  const to = maybeInstant(impact, 'endTime')
  const severity = word(impact.severity)
  if (!Object.hasOwn(STATES, severity)) throw new Unusable(`severity: a word that is not known, ${JSON.stringify(severity.slice(0, 40))}`)
  if (to !== null && to < from) throw new Unusable('endTime: before startTime')
  return { from, to, state: STATES[severity]! }
}

function planned(row: Row, parts: readonly Part[], event: { ref: string; title: string | null }, collect: Collect): void {
  const from = instantOf(row, 'plannedStartTime')
  const to = instantOf(row, 'plannedEndTime')
  if (to < from) throw new Unusable('plannedEndTime: before plannedStartTime')
  const announced = typeof row.createdAt === 'string' ? { announcedAt: instantOf(row, 'createdAt') } : {}
  const impacts = objectsOf(row, 'MaintenanceImpacts').flatMap((impact) => {
    const start = maybeInstant(impact, 'startTime')
    return start === null ? [] : [{ from: start, to: maybeInstant(impact, 'endTime') }]
  })
  const first = impacts[0]
  collect.maintenance(parts, { from, to, ...announced, ...(first && { actual: first }) }, event)
  for (const impact of impacts) collect.span(parts, { ...impact, state: 'maintenance', basis: 'component-impact' }, event)
}

const titleOf = (row: Row): string | null =>
  isObject(row.message) ? (name(row.message.rootCause) ?? name(row.message.maintenanceType)) : name(row.name)
