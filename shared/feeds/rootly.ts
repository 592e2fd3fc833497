/**
 * Rootly's status pages, `/api/v1/incidents.json` on a domain of the page's own. The documentation calls it a list of active
 * incidents, so it covers no time by itself.
 *
 * Shape: docs.rootly.com/configuration/status-page-public-api (fields, words of `impact`); some pages say `title` and `updates`.
 */
import type { State } from '../evidence/model.ts'
import type { FeedAdaptor, Reading, ReadOptions } from './adaptor.ts'
import { FeedError } from './feed-error.ts'
import { describeBody, instant, isObject, jsonBody, name, word } from './parts/body.ts'
import { type EventPlaces, type EventPost, postsIn, readEvents } from './parts/event-list.ts'
import { ReadingBuilder } from './parts/reading-builder.ts'
import { idOf, instantOf, listOf, maybeInstant, meaningOf, objectsOf, type Row, RowError, whole } from './parts/row.ts'

const ID = 'rootly'

export const rootly: FeedAdaptor = {
  id: ID,
  title: 'Rootly',
  known: 'documentation',
  cors: false,
  addresses: (page) => [new URL('/api/v1/incidents.json?per_page=100', page)],
  accepts: ['application/json'],
  recognises: (body) => isObject(body) && isObject(body.page) && Array.isArray(body.incidents) && isIncident(body.incidents[0]),
  read: (body, options) => {
    const value = jsonBody(ID, body)
    if (!isObject(value) || !isObject(value.page) || !Array.isArray(value.incidents))
      throw new FeedError(ID, 'wrong-shape', '', `wanted an object with page and incidents, got ${describeBody(body)}`)
    return whole(ID, () => readList(value, options))
  },
}

/** Statuspage's rows have an id and updates of that name. */
const isIncident = (row: unknown): boolean =>
  isObject(row) && 'impact' in row && 'resolved_at' in row && !('id' in row && 'incident_updates' in row)

const STATES: Readonly<Record<string, State | null>> = {
  critical: 'down',
  major: 'partial',
  minor: 'degraded',
  none: null,
  maintenance: 'maintenance',
}
const OVER: readonly string[] = ['resolved', 'completed', 'closed', 'cancelled']

const PLACES: EventPlaces = {
  ref: (row) => (row.id === undefined ? idOf(row, 'url') : idOf(row)),
  title: (row) => name(row.name) ?? name(row.title),
  from: (row) => maybeInstant(row, 'started_at') ?? instantOf(row, 'created_at'),
  to: endOf,
  components: (row) => objectsOf(row, 'components').map((each) => ({ id: idOf(each), name: name(each.name) ?? idOf(each) })),
  state: (row) => (row.status === 'cancelled' ? null : meaningOf(STATES, row, 'impact')),
  posts: postsOf,
}

function postsOf(row: Row): readonly EventPost[] {
  return postsIn(row, Array.isArray(row.incident_updates) ? 'incident_updates' : 'updates', 'created_at', 'body')
}

/** The field, else the last post of an incident that is over. */
function endOf(row: Row): number | null {
  const end = maybeInstant(row, 'resolved_at')
  if (end !== null || !OVER.includes(word(row.status))) return end
  const last = postsOf(row).at(-1)?.at
  if (last === undefined) throw new RowError('resolved_at: not given, though the incident is over')
  return last
}

function readList(page: Row, options: ReadOptions): Reading {
  const builder = new ReadingBuilder(options)
  const about = page.page as Row
  builder.vouch(instant(about.updated_at))
  const rows = listOf(page, 'incidents')
  readEvents(builder, rows, 'incidents', PLACES)
  builder.note('the list is one of active incidents, and no history')
  const title = name(about.name)
  return { ...(title !== null && { page: title }), ...builder.reading(rows.length, null) }
}
