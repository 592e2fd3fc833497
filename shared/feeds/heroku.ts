/**
 * Heroku status, API v4: `current-status` and `incidents`. Colours are states: yellow degraded, red down, blue maintenance.
 * `resolved` can contradict `state`, which counts; the list of scheduled work keeps what is long over, so that an entry whose
 * start and end are not told is no announcement.
 */
import type { State } from '../evidence/model.ts'
import type { Component, FeedAdaptor, Reading, ReadOptions } from './adaptor.ts'
import { FeedError } from './feed-error.ts'
import { describeBody, isObject, jsonBody, name, word } from './parts/body.ts'
import { ReadingBuilder } from './parts/reading-builder.ts'
import { eachRow, idOf, instantOf, objectsOf, type Row, RowError, whole } from './parts/row.ts'

const ID = 'heroku'

export const heroku: FeedAdaptor = {
  id: ID,
  title: 'Heroku',
  known: 'code',
  cors: true,
  addresses: () => [
    new URL('https://status.heroku.com/api/v4/incidents?limit=100'),
    new URL('https://status.heroku.com/api/v4/current-status'),
  ],
  accepts: ['application/json'],
  recognises: (body) => isCurrent(body) || (Array.isArray(body) && isIncident(body[0])),
  read: (body, options) => {
    const value = jsonBody(ID, body)
    if (isCurrent(value)) return whole(ID, () => readPage(value, options))
    if (Array.isArray(value) && value.some(isIncident)) return whole(ID, () => readPage({ incidents: value }, options))
    throw new FeedError(
      ID,
      'wrong-shape',
      '',
      `wanted an object with status and incidents, or a list of incidents, got ${describeBody(body)}`,
    )
  },
}

const isCurrent = (body: unknown): body is Row =>
  isObject(body) && Array.isArray(body.status) && isObject(body.status[0]) && 'system' in body.status[0] && Array.isArray(body.incidents)
const isIncident = (row: unknown): boolean => isObject(row) && 'full_url' in row && 'state' in row && Array.isArray(row.systems)

const COLOURS: Readonly<Record<string, State>> = { green: 'up', blue: 'maintenance', yellow: 'degraded', red: 'down' }
const RANK: readonly State[] = ['up', 'maintenance', 'degraded', 'partial', 'down']

function colour(value: unknown, key: string): State {
  if (typeof value === 'string' && Object.hasOwn(COLOURS, value)) return COLOURS[value]!
  throw new RowError(`${key}: a colour that is not known, ${JSON.stringify(value)}`)
}

function readPage(page: Row, options: ReadOptions): Reading {
  const builder = new ReadingBuilder(options)
  for (const row of objectsOf(page, 'status')) {
    const title = name(row.system)
    const state: Component['state'] = Object.hasOwn(COLOURS, word(row.status)) ? COLOURS[word(row.status)]! : 'unknown'
    if (title) builder.component({ id: title, name: title }, state)
  }
  const incidents = objectsOf(page, 'incidents')
  const starts: number[] = []
  let closed = false
  eachRow(
    incidents,
    'incidents',
    (path, reason) => builder.reject(path, reason),
    (row) => {
      const event = { ref: idOf(row), title: name(row.title) }
      const from = instantOf(row, 'created_at')
      const over = row.state === 'resolved' || row.state === 'closed'
      const updates = objectsOf(row, 'updates').map((update) => instantOf(update, 'created_at'))
      const to = over ? Math.max(from, ...updates) : null
      closed ||= over
      starts.push(from)
      builder.event(event.ref)
      for (const system of objectsOf(row, 'systems')) {
        const title = name(system.name)
        if (!title) throw new RowError('systems: one without a name')
        // While it is open the system's colour is that of now; afterwards the worst colour told.
        const told = [system.status, ...objectsOf(row, 'updates').map((update) => update.status)].filter((each) => typeof each === 'string')
        const state = told.map((each) => colour(each, 'status')).sort((a, b) => RANK.indexOf(b) - RANK.indexOf(a))[0] ?? 'up'
        const part = { id: title, name: title }
        builder.component(part)
        if (state !== 'up') builder.span([part], { from, to, state, basis: 'incident-window' }, event)
      }
    },
  )
  const scheduled = objectsOf(page, 'scheduled').length
  if (scheduled > 0) builder.note(`${scheduled} entries of scheduled work name no start and end, and are not used`)
  return builder.reading(incidents.length, closed && page.status === undefined ? Math.min(...starts) : null)
}
