/**
 * Hund, `/api/v1/issues`, saved as a file, because it needs a key. An issue sets its components to a state, and its updates change
 * it; one that sets none is read as degraded: it says that something was wrong, not what.
 *
 * Shape: github.com/hundio/api-specification (core.raml, examples/issues/collection.json).
 */
import type { State } from '../evidence/model.ts'
import type { EpochMs } from '../time/intervals.ts'
import type { FeedAdaptor, Reading, ReadOptions } from './adaptor.ts'
import { FeedError } from './feed-error.ts'
import { describeBody, isObject, jsonBody, name } from './parts/body.ts'
import type { ComponentRef } from './parts/component.ts'
import { ReadingBuilder } from './parts/reading-builder.ts'
import { idOf, listOf, objectsOf, type Row, RowError, type RowFields, whole } from './parts/row.ts'

const ID = 'hund'

export const hund: FeedAdaptor = {
  id: ID,
  title: 'Hund',
  known: 'documentation',
  cors: false,
  addresses: (page) => [new URL('/api/v1/issues', page)],
  accepts: ['application/json'],
  recognises: (body) => isObject(body) && Array.isArray(body.data) && isIssue(body.data[0]),
  read: (body, options) => {
    const value = jsonBody(ID, body)
    if (!isObject(value) || !Array.isArray(value.data) || !value.data.some(isIssue))
      throw new FeedError(ID, 'wrong-shape', 'data', `wanted a list of issues, got ${describeBody(body)}`)
    return whole(ID, () => readIssues(value, options))
  },
}

const isIssue = (row: unknown): boolean => isObject(row) && row.type === 'issue' && 'began_at' in row && 'state_override' in row

/** Seconds since 1970; null where the field is null. Throws RowError. */
function secondsOf(row: Row, key: string): EpochMs | null {
  const value = row[key]
  if (value === null || value === undefined) return null
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0 || value > 7_258_118_400)
    throw new RowError(`${key}: not seconds since 1970`)
  return Math.round(value * 1000)
}

function beginOf(row: Row): EpochMs {
  const from = secondsOf(row, 'began_at') ?? (isObject(row.schedule) ? secondsOf(row.schedule, 'starts_at') : null)
  if (from === null) throw new RowError('began_at: not given')
  return from
}

const dataOf = (row: Row, key: string): readonly Row[] => (isObject(row[key]) ? objectsOf(row[key], 'data') : [])
const componentsOf = (row: Row): readonly ComponentRef[] =>
  dataOf(row, 'components').map((each) => ({ id: idOf(each), name: name(each.name) ?? idOf(each) }))

const STATES: ReadonlyMap<unknown, State> = new Map<unknown, State>([
  [-1, 'down'],
  [0, 'degraded'],
  [1, 'up'],
])

const FIELDS: RowFields = {
  ref: (row) => idOf(row),
  from: beginOf,
  to: (row) => secondsOf(row, 'ended_at'),
  components: componentsOf,
  state: (row) => STATES.get(row.state_override) ?? 'down',
}

function readIssues(answer: Row, options: ReadOptions): Reading {
  const builder = new ReadingBuilder(options)
  const rows = listOf(answer, 'data')
  const starts: EpochMs[] = []
  let closed = false
  builder.rows(rows, 'data', FIELDS, (row) => {
    const from = beginOf(row)
    const to = secondsOf(row, 'ended_at')
    if (to !== null && to < from) throw new RowError('ended_at: before began_at')
    const event = { ref: idOf(row), title: name(row.title) }
    starts.push(from)
    closed ||= to !== null
    builder.event(event.ref)
    if (row.cancelled === true) builder.noImpact(event.ref, 'cancelled')
    else if (row.scheduled === true) planned(builder, row, event)
    else for (const span of statesOf(row, from, to)) builder.span(componentsOf(row), span, event)
  })
  const isWhole = answer.has_more !== true
  if (!isWhole) builder.note('the response has more pages than were read: it covers no time')
  return builder.reading(rows.length, isWhole && closed ? Math.min(...starts) : null)
}

function planned(builder: ReadingBuilder, row: Row, event: { readonly ref: string; readonly title: string | null }): void {
  const schedule = isObject(row.schedule) ? row.schedule : row
  const from = secondsOf(schedule, 'starts_at') ?? beginOf(row)
  const to = secondsOf(schedule, 'ends_at') ?? secondsOf(row, 'ended_at')
  if (to === null || to < from) throw new RowError('schedule.ends_at: not given, or before starts_at')
  const announcedAt = secondsOf(row, 'created_at')
  builder.maintenance(componentsOf(row), { from, to, ...(announcedAt !== null && announcedAt <= from && { announcedAt }) }, event)
}

/** What the issue and its updates set, one after another; the whole window as degraded where none of them sets a state. */
function statesOf(row: Row, from: EpochMs, to: EpochMs | null) {
  const own = { at: from, state: stateIn(row) }
  const later = dataOf(row, 'updates').map((each) => ({
    at: Math.max(from, secondsOf(each, 'effective_after') ?? from),
    state: stateIn(each),
  }))
  const set = [own, ...later].filter((each) => each.state !== null).sort((a, b) => a.at - b.at)
  if (set.length === 0) return [{ from, to, state: 'degraded', basis: 'incident-window' } as const]
  return set.flatMap(({ at, state }, i) => {
    const end = set[i + 1]?.at ?? to
    const isEmpty = state === null || state === 'up' || (end !== null && end <= at)
    return isEmpty
      ? []
      : [{ from: at, to: end === null || to === null ? end : Math.min(end, to), state, basis: 'component-transition' } as const]
  })
}

function stateIn(row: Row): State | null {
  if (row.state_override === null || row.state_override === undefined) return null
  const state = STATES.get(row.state_override)
  if (state === undefined) throw new RowError('state_override: not -1, 0 or 1')
  return state
}
