/**
 * Gatus, `/api/v1/endpoints/statuses`: events say when an endpoint turned unhealthy and healthy again, by its own checks.
 * Both lists are capped: before the oldest event, and after the newest result, nothing is known.
 */
import type { EpochMs } from '../time/intervals.ts'
import type { FeedAdaptor, Reading, ReadOptions } from './adaptor.ts'
import { FeedError } from './feed-error.ts'
import { describeBody, isObject, jsonBody, name } from './parts/body.ts'
import { ReadingBuilder } from './parts/reading-builder.ts'
import { eachRow, idOf, instantOf, objectsOf, type Row, RowError, whole } from './parts/row.ts'

const ID = 'gatus'

export const gatus: FeedAdaptor = {
  id: ID,
  title: 'Gatus',
  known: 'code',
  cors: false,
  addresses: (page) => [new URL('/api/v1/endpoints/statuses?page=1&pageSize=100', page)],
  accepts: ['application/json'],
  recognises: (body) => Array.isArray(body) && isEndpoint(body[0]),
  read: (body, options) => {
    const rows = jsonBody(ID, body)
    if (!Array.isArray(rows) || !rows.some(isEndpoint)) {
      throw new FeedError(ID, 'wrong-shape', '', `wanted a list of endpoints with key and results, got ${describeBody(body)}`)
    }
    return whole(ID, () => readEndpoints(rows, options))
  },
}

const isEndpoint = (row: unknown): boolean => isObject(row) && typeof row.key === 'string' && Array.isArray(row.results)

function readEndpoints(rows: readonly unknown[], options: ReadOptions): Reading {
  const builder = new ReadingBuilder(options)
  const reach: { from: EpochMs; to: EpochMs }[] = []
  let events = 0
  eachRow(
    rows,
    '',
    (path, reason) => builder.reject(path, reason),
    (row) => {
      const id = idOf(row, 'key')
      const title = [row.group, row.name].map(name).filter((each) => each !== null)
      const part = { id, name: title.join('/') || id }
      const results = objectsOf(row, 'results').map((result) => ({ at: instantOf(result, 'timestamp'), ok: result.success === true }))
      const turns = objectsOf(row, 'events')
        .map(turnOf)
        .sort((a, b) => a.at - b.at)
      const last = results.reduce((latest, each) => (each.at > latest.at ? each : latest), { at: 0, ok: true })
      builder.component(part, results.length === 0 ? 'unknown' : last.ok ? 'up' : 'down')
      events += turns.length
      const first = turns[0]?.at ?? Math.min(...results.map((each) => each.at))
      if (results.length > 0) reach.push({ from: first, to: last.at })
      turns.forEach(({ at, down }, index) => {
        const to = turns[index + 1]?.at ?? null
        if (down && to !== at)
          builder.span([part], { from: at, to, state: 'down', basis: 'check' }, { ref: `${id} ${new Date(at).toISOString()}`, title: null })
      })
    },
  )
  const reading = builder.reading(events, reach.length > 0 ? Math.max(...reach.map((each) => each.from)) : null)
  // It can speak up to its last look, not up to ours.
  const to = Math.min(options.observedAt, ...reach.map((each) => each.to))
  const coverage = reading.evidence.coverage.flatMap((each) => (each.from < to ? [{ ...each, to }] : []))
  return { ...reading, evidence: { ...reading.evidence, coverage } }
}

function turnOf(event: Row): { readonly at: EpochMs; readonly down: boolean } {
  const { type } = event
  if (type !== 'START' && type !== 'HEALTHY' && type !== 'UNHEALTHY')
    throw new RowError(`events.type: a word that is not known, ${JSON.stringify(type)}`)
  return { at: instantOf(event, 'timestamp'), down: type === 'UNHEALTHY' }
}
