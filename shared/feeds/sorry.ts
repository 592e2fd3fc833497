/**
 * Sorry's status pages, `/api/v1/notices` on the page's own host, newest first, 25 a page. A notice says which components it is
 * about and not how bad it was: while one is open its components stand as degraded, so it is read as degraded.
 *
 * Shape: api-evangelist/university-of-st-andrews (examples of a page's API), docs.sorryapp.com/v1 (types and states).
 */
import type { State } from '../evidence/model.ts'
import type { FeedAdaptor, Reading, ReadOptions } from './adaptor.ts'
import { FeedError } from './feed-error.ts'
import { describeBody, isObject, jsonBody, name, word } from './parts/body.ts'
import type { Component, ComponentRef } from './parts/component.ts'
import { type EventPlaces, type EventPost, postsIn, readEvents } from './parts/event-list.ts'
import { ReadingBuilder } from './parts/reading-builder.ts'
import { idOf, instantOf, maybeInstant, objectsOf, type Row, RowError, whole } from './parts/row.ts'

const ID = 'sorry'

export const sorry: FeedAdaptor = {
  id: ID,
  title: 'Sorry',
  known: 'documentation',
  cors: false,
  addresses: (page) => ['notices?include=components,updates', 'components'].map((file) => new URL(`/api/v1/${file}`, page)),
  accepts: ['application/json'],
  recognises: (body) => isObject(body) && Array.isArray(body.notices) && isNotice(body.notices[0]),
  read: (body, options) => {
    const value = jsonBody(ID, body)
    if (!isObject(value) || !(Array.isArray(value.notices) || Array.isArray(value.components)))
      throw new FeedError(ID, 'wrong-shape', '', `wanted an object with notices or components, got ${describeBody(body)}`)
    if (Array.isArray(value.components) && !value.components.some((row) => isObject(row) && 'state' in row && 'name' in row))
      throw new FeedError(ID, 'wrong-shape', 'components', 'wanted components, got rows of another shape')
    return whole(ID, () => readNotices(value, options))
  },
}

const isNotice = (row: unknown): boolean => isObject(row) && 'timeline_state' in row && 'subject' in row

const NOW: Readonly<Record<string, Component['state']>> = { operational: 'up', degraded: 'degraded', 'partially-degraded': 'degraded' }

const componentsOf = (row: Row): readonly ComponentRef[] =>
  objectsOf(row, 'components').map((each) => ({ id: idOf(each), name: name(each.name) ?? idOf(each) }))

const PLACES: EventPlaces = {
  ref: (row) => `notice ${idOf(row)}`,
  title: (row) => name(row.subject),
  from: (row) => maybeInstant(row, 'began_at') ?? instantOf(row, 'begins_at'),
  to: (row) => maybeInstant(row, 'ended_at') ?? (row.type === 'planned' ? maybeInstant(row, 'ends_at') : null),
  components: componentsOf,
  state: stateOf,
  posts: postsOf,
  updatedAt: (row) => maybeInstant(row, 'updated_at'),
  announcedAt: (row) => maybeInstant(row, 'created_at'),
}

function stateOf(row: Row): State | null {
  if (row.state === 'false_alarm' || row.state === 'cancelled' || row.type === 'general') return null
  if (row.type === 'planned') return 'maintenance'
  if (row.type === 'unplanned') return 'degraded'
  throw new RowError(`type: an unknown word, ${JSON.stringify(word(row.type).slice(0, 40))}`)
}

function postsOf(row: Row): readonly EventPost[] {
  return postsIn(row, 'updates', 'created_at', 'content')
}

function readNotices(page: Row, options: ReadOptions): Reading {
  const builder = new ReadingBuilder(options)
  for (const row of objectsOf(page, 'components')) {
    const state = Object.hasOwn(NOW, word(row.state)) ? NOW[word(row.state)]! : 'unknown'
    builder.component({ id: idOf(row), name: name(row.name) ?? idOf(row) }, state)
  }
  const rows = objectsOf(page, 'notices')
  const { oldest, isNewestFirst } = readEvents(builder, rows, 'notices', PLACES)
  if (rows.length > 0) builder.note('notices do not state a severity: they are read as degraded')
  return builder.reading(rows.length, isNewestFirst ? oldest : null)
}
