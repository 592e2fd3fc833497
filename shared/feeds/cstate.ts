/**
 * cState: `issues/index.json` (its history) and `index.json` (systems and what is open). Starts are written as Go writes
 * times, ends as whoever wrote the issue did, often without a zone: such an end is taken as UTC and doubted by the width of
 * the world's zones. There is no mark for planned work; it stands among the outages.
 */
import type { State } from '../evidence/model.ts'
import type { EpochMs } from '../time/intervals.ts'
import { type Component, type FeedAdaptor, FeedError, type Reading, type ReadOptions } from './adaptor.ts'
import { came, instant, isObject, jsonBody, name, word } from './parts/body.ts'
import { Collect } from './parts/collect.ts'
import { eachRow, listOf, objectsOf, type Row, Unusable, whole } from './parts/row.ts'

const ID = 'cstate'

export const cstate: FeedAdaptor = {
  id: ID,
  title: 'cState',
  known: 'code',
  cors: false,
  addresses: (page) => ['issues/index.json', 'index.json'].map((file) => new URL(file, page.href.endsWith('/') ? page : `${page.href}/`)),
  accepts: ['application/json'],
  recognises: (body) =>
    isObject(body) && (Array.isArray(body.systems) ? 'cStateVersion' in body : Array.isArray(body.pages) && isIssue(body.pages[0])),
  read: (body, options) => {
    const value = jsonBody(ID, body)
    if (isObject(value) && Array.isArray(value.systems) && 'cStateVersion' in value) return whole(ID, () => readIndex(value, options))
    if (isObject(value) && Array.isArray(value.pages))
      return readIssues(value.pages as readonly unknown[], 'pages', true, new Collect(options))
    throw new FeedError(ID, 'wrong-shape', '', `wanted an object with pages, or with cStateVersion and systems, got ${came(body)}`)
  },
}

const isIssue = (row: unknown): boolean => isObject(row) && 'severity' in row && 'createdAt' in row

/** A notice is no state of a system. */
const STATES: Readonly<Record<string, State | null>> = { down: 'down', disrupted: 'partial', notice: null }
const NOW: Readonly<Record<string, Component['state']>> = { ok: 'up', notice: 'up', disrupted: 'partial', down: 'down' }

function readIndex(index: Row, options: ReadOptions): Reading {
  const collect = new Collect(options)
  const open = new Map<string, Row>()
  for (const system of objectsOf(index, 'systems')) {
    const title = name(system.name)
    if (!title) continue
    collect.component({ id: title, name: title }, Object.hasOwn(NOW, word(system.status)) ? NOW[word(system.status)]! : 'unknown')
    for (const issue of objectsOf(system, 'unresolvedIssues')) open.set(word(issue.permalink ?? issue.filename), issue)
  }
  return readIssues([...open.values()], 'unresolvedIssues', false, collect)
}

function readIssues(rows: readonly unknown[], path: string, history: boolean, collect: Collect): Reading {
  let oldest = Number.POSITIVE_INFINITY
  eachRow(
    rows,
    path,
    (place, reason) => collect.reject(place, reason),
    (row) => {
      const ref = [row.filename, row.permalink].find((each): each is string => typeof each === 'string' && each !== '')
      if (!ref) throw new Unusable('filename and permalink: not there')
      const severity = word(row.severity)
      if (!Object.hasOwn(STATES, severity))
        throw new Unusable(`severity: a word that is not known, ${JSON.stringify(severity.slice(0, 40))}`)
      const from = timeOf(row.createdAt)?.at
      if (from === undefined) throw new Unusable('createdAt: not a time')
      const end = row.resolved === true ? timeOf(row.resolvedAt) : null
      if (row.resolved === true && !end) throw new Unusable('resolvedAt: not told, though the issue is resolved')
      if (end && end.at < from && !end.loose) throw new Unusable('resolvedAt: before createdAt')
      oldest = Math.min(oldest, from)
      const parts = listOf(row, 'affected')
        .flatMap((each) => name(each) ?? [])
        .map((title) => ({ id: title, name: title }))
      for (const part of parts) collect.component(part)
      collect.event(ref)
      const state = STATES[severity]
      if (!state || row.informational === true) return
      const to = end ? Math.max(from, end.at) : null
      const uncertain = end?.loose ? { uncertain: { from, to: Math.max(from, end.at + WEST) } } : {}
      collect.span(parts, { from, to, state, basis: 'incident-window', ...uncertain }, { ref, title: name(row.title) })
    },
  )
  return collect.reading(rows.length, history && Number.isFinite(oldest) ? oldest : null)
}

/** The clock furthest behind UTC. */
const WEST = 12 * 3_600_000
const GO = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.\d+)? ([+-]\d\d)(\d\d)(?: [A-Z+\d-]+)?$/

/** A time as Go writes it, as ISO 8601, or without a zone (then `loose`, and taken as UTC); null for anything else. */
function timeOf(value: unknown): { readonly at: EpochMs; readonly loose: boolean } | null {
  if (typeof value !== 'string') return null
  const go = GO.exec(value)
  const exact = instant(go ? `${go[1]}T${go[2]}${go[3]}:${go[4]}` : value)
  if (exact !== null) return { at: exact, loose: false }
  const loose = instant(`${value.trim().replace(' ', 'T')}Z`)
  return loose === null ? null : { at: loose, loose: true }
}
