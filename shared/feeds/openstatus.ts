/**
 * OpenStatus, `feed/json`: reports with their posts, maintenance, components. A report says which components it is about and
 * not how bad it was: it is read as degraded. The states of monitors are the present and tell no history.
 */
import type { EpochMs } from '../time/intervals.ts'
import type { Component, FeedAdaptor, Reading, ReadOptions } from './adaptor.ts'
import { FeedError } from './feed-error.ts'
import { describeBody, isObject, jsonBody, name, word } from './parts/body.ts'
import type { ComponentRef } from './parts/component-map.ts'
import { ReadingBuilder } from './parts/reading-builder.ts'
import { eachRow, idOf, instantOf, listOf, objectsOf, type Row, RowError, whole } from './parts/row.ts'

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
  const parts = partsOf(page, builder)
  const reports = listOf(page, 'statusReports')
  const maintenances = listOf(page, 'maintenances')
  let oldest = Number.POSITIVE_INFINITY
  eachRow(
    reports,
    'statusReports',
    (path, reason) => builder.reject(path, reason),
    (row) => {
      const { from, to } = windowOf(row)
      oldest = Math.min(oldest, from)
      const event = { ref: `report ${idOf(row)}`, title: name(row.title) }
      builder.span(parts(row), { from, to, state: 'degraded', basis: 'incident-window' }, event)
    },
  )
  eachRow(
    maintenances,
    'maintenances',
    (path, reason) => builder.reject(path, reason),
    (row) => {
      const from = instantOf(row, 'from')
      const to = instantOf(row, 'to')
      if (to < from) throw new RowError('to: before from')
      builder.maintenance(parts(row), { from, to }, { ref: `maintenance ${idOf(row)}`, title: name(row.name) ?? name(row.title) })
    },
  )
  builder.note('reports do not say how bad it was: they are read as degraded')
  const title = name(page.title)
  return {
    ...(title !== null && { page: title }),
    ...builder.reading(reports.length + maintenances.length, Number.isFinite(oldest) ? oldest : null),
  }
}

/** Older pages name monitors, newer ones components, which may be monitors. */
function partsOf(page: Row, builder: ReadingBuilder): (row: Row) => readonly ComponentRef[] {
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
function windowOf(row: Row): { readonly from: EpochMs; readonly to: EpochMs | null } {
  const posts = objectsOf(row, 'statusReportUpdates')
    .map((post) => ({ at: instantOf(post, 'date'), status: word(post.status) }))
    .sort((a, b) => a.at - b.at)
  const [start] = posts
  if (!start) throw new RowError('statusReportUpdates: empty, so no time is told')
  const status = word(row.status)
  if (OPEN.includes(status)) return { from: start.at, to: null }
  if (status !== 'resolved') throw new RowError(`status: a word that is not known, ${JSON.stringify(status.slice(0, 40))}`)
  const end = posts.findLast((post) => post.status === 'resolved') ?? posts.at(-1)!
  return { from: start.at, to: end.at }
}
