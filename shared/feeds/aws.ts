/**
 * AWS Health, public events (`/public/currentevents`): what is open now and what closed lately, with exact changes for each
 * service of each region. The bytes are UTF-16 and must be decoded so before. An empty list is a quiet moment and nothing
 * more: the list has no history, so it covers no time. The dashboard before it (`data.json`, no longer served) is read from
 * recordings: events of a year by service and region, with their times in prose.
 */
import type { State } from '../evidence/model.ts'
import type { EpochMs } from '../time/intervals.ts'
import type { FeedAdaptor, Reading, ReadOptions } from './adaptor.ts'
import { FeedError } from './feed-error.ts'
import { windowOf } from './parts/aws-archive.ts'
import { describeBody, isObject, jsonBody, name, numberOf, word } from './parts/body.ts'
import type { ComponentRef } from './parts/component.ts'
import { ReadingBuilder } from './parts/reading-builder.ts'
import { idOf, listOf, objectsOf, type Row, RowError, type RowFields, whole } from './parts/row.ts'

const ID = 'aws'

export const aws: FeedAdaptor = {
  id: ID,
  title: 'AWS Health Dashboard',
  known: 'recorded',
  cors: false,
  quiet: '[]',
  addresses: () => [new URL('https://health.aws.amazon.com/public/currentevents')],
  accepts: ['application/json'],
  recognises: (body) => (Array.isArray(body) ? isEvent(body[0]) : isDashboard(body)),
  read: (body, options) => {
    if (body.slice(0, 100).includes('\u0000'))
      throw new FeedError(ID, 'wrong-encoding', '', 'wanted text decoded as UTF-16, got bytes between zeros')
    const rows = jsonBody(ID, body)
    if (isDashboard(rows)) return whole(ID, () => readDashboard(rows, options))
    if (!Array.isArray(rows) || (rows.length > 0 && !rows.some(isEvent))) {
      throw new FeedError(ID, 'wrong-shape', '', `wanted a list of events with arn, got ${describeBody(body)}`)
    }
    return whole(ID, () => readEvents(rows, options))
  },
}

const isEvent = (row: unknown): boolean => isObject(row) && typeof row.arn === 'string' && 'event_log' in row

const isDashboard = (value: unknown): value is Row =>
  isObject(value) &&
  Array.isArray(value.archive) &&
  Array.isArray(value.current) &&
  [...value.archive, ...value.current].some((row: unknown) => isObject(row) && 'service_name' in row && 'date' in row)

/** 1 is information. */
const STATES: readonly (State | null)[] = ['up', null, 'degraded', 'down']

function readEvents(rows: readonly unknown[], options: ReadOptions): Reading {
  const builder = new ReadingBuilder(options)
  builder.rows(rows, '', EVENT, (row) => {
    if (!isEvent(row)) throw new RowError('arn: missing')
    const started = seconds(row.date, 'date')
    const posts = [
      started,
      ...(Array.isArray(row.event_log) ? row.event_log.filter(isObject) : []).flatMap((entry) => secondsOrNone(entry.timestamp)),
    ]
    const event = { ref: refOf(row), title: name(row.summary), updatedAt: Math.max(...posts) }
    const changes = changesOf(row)
    builder.noImpact(event.ref, 'information')
    builder.vouch(event.updatedAt)
    for (const [id, service] of changes) {
      const component = { id, name: service.name }
      builder.component(component)
      for (const span of spansOf(service.changes)) builder.span([component], { ...span, basis: 'component-transition' }, event)
    }
    if (changes.size > 0) return
    const state = STATES[code(row.status, 'status')]
    if (state && state !== 'up') builder.span(servicesOf(row), { from: started, to: null, state, basis: 'incident-window' }, event)
  })
  return builder.reading(rows.length, null)
}

/** What is current has no end; a list of a year is complete from its oldest event. */
function readDashboard(dashboard: Row, options: ReadOptions): Reading {
  const builder = new ReadingBuilder(options)
  let oldest = Number.POSITIVE_INFINITY
  const take = (key: 'archive' | 'current'): number => {
    const rows = listOf(dashboard, key)
    builder.rows(rows, key, ARCHIVED, (row) => {
      const id = idOf(row, 'service')
      const first = seconds(row.date, 'date')
      const state = STATES[code(row.status, 'status')]
      oldest = Math.min(oldest, first)
      const text = typeof row.description === 'string' ? row.description : ''
      const window = windowOf(text, first)
      const event = { ref: `${id} ${word(row.date)}`, title: name(row.summary), updatedAt: window.last, text }
      for (const component of servicesOf(row)) builder.component(component)
      builder.noImpact(event.ref, 'information')
      builder.vouch(window.last)
      if (!state || state === 'up') return
      const { last: _, ...archived } = window
      builder.span(
        servicesOf(row),
        key === 'archive' ? { ...archived, state } : { from: first, to: null, state, basis: 'incident-window' },
        event,
      )
    })
    return rows.length
  }
  const events = take('archive') + take('current')
  builder.note('the old dashboard states times of day in its text, in Pacific time; entries marked as information are no state')
  return builder.reading(events, listOf(dashboard, 'archive').length > 0 ? oldest : null)
}

const servicesOf = (row: Row): readonly ComponentRef[] => {
  const id = idOf(row, 'service')
  return [{ id, name: name(row.service_name) ?? id }]
}

const ARCHIVED: RowFields = {
  ref: (row) => `${idOf(row, 'service')} ${word(row.date)}`,
  from: (row) => seconds(row.date, 'date'),
  components: servicesOf,
  state: (row) => STATES[code(row.status, 'status')] ?? null,
}

const EVENT: RowFields = {
  ...ARCHIVED,
  ref: refOf,
  components: (row) => {
    const changed = objectsOf(row, 'impacted_service_status_changes').map((change) => idOf(change, 'service'))
    return changed.length > 0 ? changed.map((id) => ({ id, name: id })) : servicesOf(row)
  },
}

/** The end of the ARN is cut off by some readers; with the date it is unique. */
function refOf(row: Row): string {
  return `${word(row.arn)} ${word(row.date)}`
}

interface Change {
  readonly at: EpochMs
  readonly state: State | null
}

function changesOf(row: Row): ReadonlyMap<string, { readonly name: string; readonly changes: readonly Change[] }> {
  const byService = new Map<string, { name: string; changes: Change[] }>()
  for (const change of objectsOf(row, 'impacted_service_status_changes')) {
    const id = idOf(change, 'service')
    const service = byService.get(id) ?? { name: name(change.service_name) ?? id, changes: [] }
    service.changes.push({
      at: seconds(change.timestamp, 'impacted_service_status_changes.timestamp'),
      state: STATES[code(change.current_status, 'current_status')] ?? null,
    })
    byService.set(id, service)
  }
  return byService
}

/** From each change to the next; the last one holds until it is changed. */
function* spansOf(changes: readonly Change[]): Generator<{ from: EpochMs; to: EpochMs | null; state: State }> {
  const sorted = [...changes].sort((a, b) => a.at - b.at)
  for (const [index, { at, state }] of sorted.entries()) {
    const to = sorted[index + 1]?.at ?? null
    if (state !== null && state !== 'up' && to !== at) yield { from: at, to, state }
  }
}

/** Epoch seconds, as a number or as text. */
function seconds(value: unknown, key: string): EpochMs {
  const ms = numberOf(value) * 1000
  if ((typeof value !== 'string' && typeof value !== 'number') || !Number.isSafeInteger(ms) || ms <= 0 || ms >= 7_258_118_400_000) {
    throw new RowError(`${key}: not seconds since 1970`)
  }
  return ms
}

/** Some servers write the log as a text of JSON: then its times are not read. */
const secondsOrNone = (value: unknown): readonly EpochMs[] => {
  const ms = numberOf(value) * 1000
  return Number.isSafeInteger(ms) && ms > 0 && ms < 7_258_118_400_000 ? [ms] : []
}

function code(value: unknown, key: string): number {
  const found = numberOf(value)
  if (value === '' || value === null || !Number.isInteger(found) || found < 0 || found > 3) throw new RowError(`${key}: an unknown code`)
  return found
}
