/**
 * Slack's own status API, v2.0.0: `history` (a list) and `current`. An incident has no end of its own: `date_updated` is its
 * last edit, which a summary can move by days. The end is the last note before a summary, which gives the all-clear; that is
 * prose, and so in doubt up to the last edit.
 */
import type { State } from '../evidence/model.ts'
import type { EpochMs } from '../time/intervals.ts'
import type { FeedAdaptor, Reading, ReadOptions } from './adaptor.ts'
import { FeedError } from './feed-error.ts'
import { describeBody, isObject, jsonBody, name, word } from './parts/body.ts'
import type { ComponentRef } from './parts/component.ts'
import { ReadingBuilder } from './parts/reading-builder.ts'
import { idOf, instantOf, listOf, meaningOf, objectsOf, type Row, RowError, type RowFields, whole } from './parts/row.ts'

const ID = 'slack'

export const slack: FeedAdaptor = {
  id: ID,
  title: 'Slack',
  known: 'recorded',
  cors: true,
  addresses: () => [new URL('https://slack-status.com/api/v2.0.0/history'), new URL('https://slack-status.com/api/v2.0.0/current')],
  accepts: ['application/json'],
  recognises: (body) => (Array.isArray(body) ? isIncident(body[0]) : isCurrent(body)),
  read: (body, options) => {
    const value = jsonBody(ID, body)
    if (isCurrent(value)) return whole(ID, () => readIncidents(value.active_incidents as readonly unknown[], false, options))
    if (Array.isArray(value) && value.some(isIncident)) return whole(ID, () => readIncidents(value, true, options))
    throw new FeedError(ID, 'wrong-shape', '', `wanted a list of incidents or an object with active_incidents, got ${describeBody(body)}`)
  },
}

const isIncident = (row: unknown): boolean => isObject(row) && 'date_created' in row && Array.isArray(row.notes)
const isCurrent = (body: unknown): body is Row => isObject(body) && typeof body.status === 'string' && Array.isArray(body.active_incidents)

/** Slack calls a partial disruption an incident, and a full one an outage. */
const STATES: Readonly<Record<string, State>> = { outage: 'down', incident: 'partial', notice: 'degraded', maintenance: 'maintenance' }
const OVER = ['resolved', 'completed', 'cancelled']
const STATUSES = [...OVER, 'active', 'scheduled']
/** A summary is written days later, and says when it was. */
const SUMMARY = /^(issue summary|on \w+ \d{1,2}(st|nd|rd|th)?, \d{4})/i

function readIncidents(rows: readonly unknown[], history: boolean, options: ReadOptions): Reading {
  const builder = new ReadingBuilder(options)
  builder.zone('America/Los_Angeles')
  let oldest = Number.POSITIVE_INFINITY
  builder.rows(rows, history ? '' : 'active_incidents', FIELDS, (row) => {
    const event = { ref: idOf(row), title: name(row.title) }
    const state = meaningOf(STATES, row, 'type')
    const status = word(row.status)
    if (!STATUSES.includes(status)) throw new RowError(`status: an unknown word, ${JSON.stringify(status.slice(0, 40))}`)
    const from = instantOf(row, 'date_created')
    const edited = instantOf(row, 'date_updated')
    const components = componentsOf(row)
    for (const component of components) builder.component(component)
    builder.vouch(edited)
    oldest = Math.min(oldest, from)
    if (status === 'cancelled' || status === 'scheduled') {
      builder.noImpact(event.ref, status === 'cancelled' ? 'cancelled' : 'not-begun')
      return
    }
    const notes = objectsOf(row, 'notes')
    const posts = notes.length > 0 ? notes.map((note) => instantOf(note, 'date_created')) : [edited]
    const to = OVER.includes(status) ? endOf(row, from, edited) : null
    const uncertain = to !== null && to > from && edited > to ? { uncertain: { from, to: edited } } : {}
    const text = notes.map(textOf).join('\n')
    builder.span(
      components,
      { from, to, state, basis: 'prose', ...uncertain },
      { ...event, posts: to === null ? posts : [from, ...posts], text },
    )
  })
  return builder.reading(rows.length, history && Number.isFinite(oldest) ? oldest : null)
}

const FIELDS: RowFields = {
  ref: (row) => idOf(row),
  from: (row) => instantOf(row, 'date_created'),
  to: (row) => (OVER.includes(word(row.status)) ? instantOf(row, 'date_updated') : null),
  components: componentsOf,
  state: (row) => meaningOf(STATES, row, 'type'),
}

function componentsOf(row: Row): readonly ComponentRef[] {
  return listOf(row, 'services').flatMap((service) => {
    const title = name(service)
    return title === null ? [] : [{ id: title, name: title }]
  })
}

/** The last note before the summary, which is the one that gives the all-clear; the last edit where there is none. */
function endOf(row: Row, from: EpochMs, edited: EpochMs): EpochMs {
  const notes = objectsOf(row, 'notes').filter((note) => !SUMMARY.test(textOf(note)))
  const times = notes.map((note) => instantOf(note, 'date_created'))
  return times.length > 0 ? Math.max(from, ...times) : Math.max(from, edited)
}

const textOf = (note: Row): string => (typeof note.body === 'string' ? note.body.replace(/<[^>]{0,200}>/g, '').trimStart() : '')
