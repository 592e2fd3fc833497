/**
 * Heroku status, API v4: `current-status` and `incidents`. Colours are states: yellow degraded, red down, blue maintenance.
 * `resolved` can contradict `state`, which counts; the list of scheduled work keeps what is long over, so that an entry whose
 * start and end are missing is not an announcement.
 */
import type { State } from '../evidence/model.ts'
import type { FeedAdaptor, Reading, ReadOptions } from './adaptor.ts'
import { FeedError } from './feed-error.ts'
import { describeBody, isObject, jsonBody, name, word } from './parts/body.ts'
import type { Component, ComponentRef } from './parts/component.ts'
import { ReadingBuilder } from './parts/reading-builder.ts'
import { idOf, instantOf, objectsOf, type Row, RowError, type RowFields, whole } from './parts/row.ts'

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
  throw new RowError(`${key}: an unknown colour, ${JSON.stringify(value)}`)
}

const isOver = (row: Row): boolean => row.state === 'resolved' || row.state === 'closed'

const worst = (states: readonly State[]): State => [...states].sort((a, b) => RANK.indexOf(b) - RANK.indexOf(a))[0] ?? 'up'

/** Throws RowError for a system without a name. */
const systemsOf = (row: Row): readonly ComponentRef[] =>
  objectsOf(row, 'systems').map((system) => {
    const title = name(system.name)
    if (!title) throw new RowError('systems: one without a name')
    return { id: title, name: title }
  })

const FIELDS: RowFields = {
  ref: (row) => idOf(row),
  from: (row) => instantOf(row, 'created_at'),
  to: (row) => (isOver(row) ? instantOf(row, 'updated_at') : null),
  components: systemsOf,
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
  builder.rows(incidents, 'incidents', FIELDS, (row) => {
    const from = instantOf(row, 'created_at')
    const over = isOver(row)
    const updates = objectsOf(row, 'updates')
    const posts = updates.map((update) => instantOf(update, 'created_at'))
    const text = updates.map(({ contents }) => (typeof contents === 'string' ? contents : '')).join('\n')
    const event = { ref: idOf(row), title: name(row.title), posts: [from, ...posts], text }
    const to = over ? Math.max(from, ...posts) : null
    const components = systemsOf(row)
    closed ||= over
    starts.push(from)
    builder.vouch(from)
    builder.noImpact(event.ref, 'operational')
    objectsOf(row, 'systems').forEach((system, index) => {
      // While it is open the system's colour is that of now; afterwards the worst colour of its updates counts.
      const colours = [system.status, ...updates.map((update) => update.status)].filter((each) => typeof each === 'string')
      const state = worst(colours.map((each) => colour(each, 'status')))
      builder.component(components[index]!)
      if (state !== 'up') builder.span([components[index]!], { from, to, state, basis: 'incident-window' }, event)
    })
    if (components.length > 0) return
    const state = worst(
      updates
        .map((update) => update.status)
        .filter((each) => typeof each === 'string')
        .map((each) => colour(each, 'status')),
    )
    if (state !== 'up') builder.span([], { from, to, state, basis: 'page-only' }, event)
  })
  const scheduled = objectsOf(page, 'scheduled').length
  if (scheduled > 0) builder.note(`${scheduled} entries of scheduled work have no start and end, and are not used`)
  return builder.reading(incidents.length, closed && page.status === undefined ? Math.min(...starts) : null)
}
