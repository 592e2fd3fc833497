/**
 * Gatus, `/api/v1/endpoints/statuses`: events say when an endpoint turned unhealthy and healthy again, by its own checks.
 * Both lists are capped: before the oldest event, and after the newest result, nothing is known.
 */
import type { EpochMs } from '../time/intervals.ts'
import type { FeedAdaptor, Reading, ReadOptions } from './adaptor.ts'
import { FeedError } from './feed-error.ts'
import { describeBody, isObject, jsonBody, name } from './parts/body.ts'
import type { ComponentRef } from './parts/component.ts'
import { ReadingBuilder } from './parts/reading-builder.ts'
import { factsOf, idOf, instantOf, objectsOf, type Row, RowError, whole } from './parts/row.ts'

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
  for (const [index, row] of rows.entries()) {
    try {
      if (!isObject(row)) throw new RowError('not an object')
      const component = componentOf(row)
      const results = objectsOf(row, 'results').map((result) => ({ at: instantOf(result, 'timestamp'), ok: result.success === true }))
      const turns = objectsOf(row, 'events')
        .map(turnOf)
        .sort((a, b) => a.at - b.at)
      const last = results.reduce((latest, each) => (each.at > latest.at ? each : latest), { at: 0, ok: true })
      builder.component(component, results.length === 0 ? 'unknown' : last.ok ? 'up' : 'down')
      if (results.length > 0) builder.vouch(last.at)
      events += turns.length
      const first = turns[0]?.at ?? Math.min(...results.map((each) => each.at))
      if (results.length > 0) reach.push({ from: first, to: last.at })
      turns.forEach(({ at, down }, turn) => {
        const ref = `${component.id} ${new Date(at).toISOString()}`
        const to = turns[turn + 1]?.at ?? null
        if (down && to !== at) builder.span([component], { from: at, to, state: 'down', basis: 'check' }, { ref, title: null })
        else builder.noImpact(ref, down ? 'no-downtime' : 'operational')
      })
    } catch (error) {
      if (!(error instanceof RowError)) throw error
      builder.reject(`[${index}]`, error.message, factsOf(row, { components: (each) => [componentOf(each)] }))
    }
  }
  const reading = builder.reading(events, reach.length > 0 ? Math.max(...reach.map((each) => each.from)) : null)
  // It speaks up to its last check, not up to our reading.
  const to = Math.min(reading.coveredTo ?? options.observedAt, ...reach.map((each) => each.to))
  const coverage = reading.evidence.coverage.flatMap((each) => (each.from < to ? [{ ...each, to }] : []))
  return { ...reading, coveredTo: reading.coveredTo === null ? null : to, evidence: { ...reading.evidence, coverage } }
}

function componentOf(row: Row): ComponentRef {
  const id = idOf(row, 'key')
  const title = [row.group, row.name].map(name).filter((each) => each !== null)
  return { id, name: title.join('/') || id }
}

function turnOf(event: Row): { readonly at: EpochMs; readonly down: boolean } {
  const { type } = event
  if (type !== 'START' && type !== 'HEALTHY' && type !== 'UNHEALTHY')
    throw new RowError(`events.type: an unknown word, ${JSON.stringify(type)}`)
  return { at: instantOf(event, 'timestamp'), down: type === 'UNHEALTHY' }
}
