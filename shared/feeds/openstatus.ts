/**
 * OpenStatus, `feed/json`: reports with their posts, maintenance, components. A report says which components it is about and
 * not its severity: it is read as degraded. The states of monitors are current and have no history.
 */
import type { EpochMs } from '../time/intervals.ts'
import type { FeedAdaptor, Reading, ReadOptions } from './adaptor.ts'
import { FeedError } from './feed-error.ts'
import { describeBody, isObject, jsonBody, name, word } from './parts/body.ts'
import type { Component, ComponentRef } from './parts/component.ts'
import { ReadingBuilder } from './parts/reading-builder.ts'
import { idOf, instantOf, listOf, objectsOf, type Row, RowError, type RowFields, whole } from './parts/row.ts'

const ID = 'openstatus'

export const openstatus: FeedAdaptor = {
  id: ID,
  title: 'OpenStatus',
  known: 'code',
  cors: true,
  addresses: (page) => [new URL('/feed/json', page)],
  accepts: ['application/json'],
  recognises: isPage,
  read: (body, options) => {
    const value = jsonBody(ID, body)
    if (!isPage(value))
      throw new FeedError(
        ID,
        'wrong-shape',
        '',
        `wanted an object with statusReports, maintenances and components, got ${describeBody(body)}`,
      )
    return whole(ID, () => readPage(value, options))
  },
}

function isPage(body: unknown): body is Row {
  return (
    isObject(body) &&
    Array.isArray(body.statusReports) &&
    Array.isArray(body.maintenances) &&
    (Array.isArray(body.pageComponents) || Array.isArray(body.monitors))
  )
}

const OPEN: readonly string[] = ['investigating', 'identified', 'monitoring']
const NOW: Readonly<Record<string, Component['state']>> = {
  success: 'up',
  operational: 'up',
  active: 'up',
  degraded: 'degraded',
  error: 'down',
  info: 'maintenance',
}

function readPage(page: Row, options: ReadOptions): Reading {
  const builder = new ReadingBuilder(options)
  const components = componentsIn(page, builder)
  const reports = listOf(page, 'statusReports')
  const maintenances = listOf(page, 'maintenances')
  let oldest = Number.POSITIVE_INFINITY
  builder.rows(reports, 'statusReports', fieldsOfReport(components), (row) => {
    const { from, to, posts, text } = windowOf(row)
    oldest = Math.min(oldest, from)
    const event = { ref: `report ${idOf(row)}`, title: name(row.title), posts, text }
    builder.span(components(row), { from, to, state: 'degraded', basis: 'incident-window' }, event)
  })
  builder.rows(maintenances, 'maintenances', fieldsOfMaintenance(components), (row) => {
    const from = instantOf(row, 'from')
    const to = instantOf(row, 'to')
    if (to < from) throw new RowError('to: before from')
    builder.maintenance(components(row), { from, to }, { ref: `maintenance ${idOf(row)}`, title: name(row.name) ?? name(row.title) })
  })
  builder.note('reports do not state a severity: they are read as degraded')
  const title = name(page.title)
  return {
    ...(title !== null && { page: title }),
    ...builder.reading(reports.length + maintenances.length, Number.isFinite(oldest) ? oldest : null),
  }
}

const fieldsOfReport = (components: (row: Row) => readonly ComponentRef[]): RowFields => ({
  ref: (row) => `report ${idOf(row)}`,
  from: (row) => postsOf(row)[0]?.at ?? null,
  components,
  state: () => 'degraded',
})

const fieldsOfMaintenance = (components: (row: Row) => readonly ComponentRef[]): RowFields => ({
  ref: (row) => `maintenance ${idOf(row)}`,
  from: (row) => instantOf(row, 'from'),
  to: (row) => instantOf(row, 'to'),
  components,
  state: () => 'maintenance',
})

/** Older pages name monitors, newer ones components, which may be monitors. */
function componentsIn(page: Row, builder: ReadingBuilder): (row: Row) => readonly ComponentRef[] {
  const states = new Map(
    objectsOf(page, 'monitors').map((row) => [
      word(row.id),
      Object.hasOwn(NOW, word(row.status)) ? NOW[word(row.status)]! : ('unknown' as const),
    ]),
  )
  const groups = new Map(objectsOf(page, 'pageComponentGroups').map((row) => [word(row.id), name(row.name)]))
  const key = Array.isArray(page.pageComponents) ? 'pageComponents' : 'monitors'
  const known = new Map<string, ComponentRef>()
  for (const row of objectsOf(page, key)) {
    const id = word(row.id)
    if (id === '') continue
    const part = { id, name: name(row.name) ?? id }
    known.set(id, part)
    builder.component(
      part,
      states.get(key === 'monitors' ? id : word(row.monitorId)) ?? 'unknown',
      false,
      groups.get(word(row.groupId)) ?? undefined,
    )
  }
  return (row) =>
    listOf(row, key).map((each) => {
      const id = word(each)
      if (id === '') throw new RowError(`${key}: not ids`)
      return known.get(id) ?? { id, name: id }
    })
}

/** From the first post to the last that resolves it; null while it is open. */
function windowOf(row: Row): { from: EpochMs; to: EpochMs | null; posts: readonly EpochMs[]; text: string } {
  const posts = postsOf(row)
  const [start] = posts
  if (!start) throw new RowError('statusReportUpdates: empty, so its time is not known')
  const own = { from: start.at, posts: posts.map(({ at }) => at), text: posts.map(({ message }) => message).join('\n') }
  const status = word(row.status)
  if (OPEN.includes(status)) return { ...own, to: null }
  if (status !== 'resolved') throw new RowError(`status: an unknown word, ${JSON.stringify(status.slice(0, 40))}`)
  const end = posts.findLast((post) => post.status === 'resolved') ?? posts.at(-1)!
  return { ...own, to: end.at }
}

/** In the order of time. */
const postsOf = (row: Row) =>
  objectsOf(row, 'statusReportUpdates')
    .map((post) => ({ at: instantOf(post, 'date'), status: word(post.status), message: word(post.message) }))
    .sort((a, b) => a.at - b.at)
