/**
 * cState: `issues/index.json` (its history), `index.json` (systems and what is open), and one issue as the Markdown file it is
 * written in. Starts are written as Go writes times, ends as whoever wrote the issue did, often without a zone: such a time is
 * taken as UTC and doubted by the width of the world's zones. There is no mark for planned work; it stands among the outages.
 */
import type { State } from '../evidence/model.ts'
import type { FeedAdaptor, Reading, ReadOptions } from './adaptor.ts'
import { FeedError } from './feed-error.ts'
import { describeBody, isObject, jsonBody, name, withinSize, word } from './parts/body.ts'
import type { Component, ComponentRef } from './parts/component.ts'
import { isIssueFile, issueIn } from './parts/cstate-file.ts'
import { doubt, looseTime } from './parts/loose-time.ts'
import { ReadingBuilder } from './parts/reading-builder.ts'
import { listOf, meaningOf, objectsOf, type Row, RowError, type RowFields, whole } from './parts/row.ts'

const ID = 'cstate'

export const cstate: FeedAdaptor = {
  id: ID,
  title: 'cState',
  known: 'code',
  cors: false,
  addresses: (page) => ['issues/index.json', 'index.json'].map((file) => new URL(file, page.href.endsWith('/') ? page : `${page.href}/`)),
  accepts: ['application/json', 'text/markdown', 'text/plain'],
  recognises: (body) =>
    typeof body === 'string'
      ? isIssueFile(body)
      : isObject(body) && (Array.isArray(body.systems) ? 'cStateVersion' in body : Array.isArray(body.pages) && isIssue(body.pages[0])),
  read: (body, options) => {
    withinSize(ID, body)
    if (isIssueFile(body)) return readFile(body, options)
    const value = jsonBody(ID, body)
    if (isObject(value) && Array.isArray(value.systems) && 'cStateVersion' in value) return whole(ID, () => readIndex(value, options))
    if (isObject(value) && Array.isArray(value.pages))
      return readIssues(value.pages as readonly unknown[], 'pages', true, new ReadingBuilder(options))
    throw new FeedError(ID, 'wrong-shape', '', `wanted an object with pages, or with cStateVersion and systems, got ${describeBody(body)}`)
  },
}

const isIssue = (row: unknown): boolean => isObject(row) && 'severity' in row && 'createdAt' in row

/** A notice is no state of a system. */
const STATES: Readonly<Record<string, State | null>> = { down: 'down', disrupted: 'partial', notice: null }
const NOW: Readonly<Record<string, Component['state']>> = { ok: 'up', notice: 'up', disrupted: 'partial', down: 'down' }

/** A file that is broken is one row that cannot be used. It is one issue of many: it covers no time. */
function readFile(body: string, options: ReadOptions): Reading {
  const builder = new ReadingBuilder(options)
  const issue = issueIn(body)
  if (!('reason' in issue)) return readIssues([issue.row], 'issue', false, builder)
  builder.reject('front matter', issue.reason)
  return builder.reading(1, null)
}

function readIndex(index: Row, options: ReadOptions): Reading {
  const builder = new ReadingBuilder(options)
  const open = new Map<string, Row>()
  for (const system of objectsOf(index, 'systems')) {
    const title = name(system.name)
    if (!title) continue
    builder.component({ id: title, name: title }, Object.hasOwn(NOW, word(system.status)) ? NOW[word(system.status)]! : 'unknown')
    for (const issue of objectsOf(system, 'unresolvedIssues')) open.set(word(issue.permalink ?? issue.filename), issue)
  }
  return readIssues([...open.values()], 'unresolvedIssues', false, builder)
}

function readIssues(rows: readonly unknown[], path: string, history: boolean, builder: ReadingBuilder): Reading {
  let oldest = Number.POSITIVE_INFINITY
  builder.rows(rows, path, FIELDS, (row) => {
    const ref = refOf(row)
    const state = meaningOf(STATES, row, 'severity')
    const start = looseTime(row.createdAt)
    if (!start) throw new RowError('createdAt: not a time')
    const from = start.at
    const end = row.resolved === true ? looseTime(row.resolvedAt) : null
    if (row.resolved === true && !end) throw new RowError('resolvedAt: missing, though the issue is resolved')
    if (end && end.at < from && !end.loose && !start.loose) throw new RowError('resolvedAt: before createdAt')
    oldest = Math.min(oldest, from)
    const components = componentsOf(row)
    for (const component of components) builder.component(component)
    builder.vouch(end?.at ?? from)
    if (!state || row.informational === true) {
      builder.noImpact(ref, 'information')
      return
    }
    const to = end ? Math.max(from, end.at) : null
    const text = typeof row.body === 'string' ? row.body : ''
    // An issue is one text that is edited: while it is open, nothing but its start is known of when that was.
    const event = { ref, title: name(row.title), text, posts: to === null ? [from] : [from, to] }
    builder.span(components, { from, to, state, basis: 'incident-window', ...doubt(start, end) }, event)
  })
  return builder.reading(rows.length, history && Number.isFinite(oldest) ? oldest : null)
}

function refOf(row: Row): string {
  const ref = [row.filename, row.permalink].find((each): each is string => typeof each === 'string' && each !== '')
  if (!ref) throw new RowError('filename and permalink: missing')
  return ref
}

const componentsOf = (row: Row): readonly ComponentRef[] =>
  listOf(row, 'affected')
    .flatMap((each) => name(each) ?? [])
    .map((title) => ({ id: title, name: title }))

const FIELDS: RowFields = {
  ref: refOf,
  from: (row) => looseTime(row.createdAt)?.at ?? null,
  to: (row) => (row.resolved === true ? (looseTime(row.resolvedAt)?.at ?? null) : null),
  components: componentsOf,
  state: (row) => meaningOf(STATES, row, 'severity'),
}
