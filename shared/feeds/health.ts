/**
 * A service's own health endpoint (`application/health+json`, an Internet draft that expired): what it finds of itself and of
 * its parts at this moment. Each reading is one sample, as of a probe; between two that are further apart nothing is known. A
 * service that is ill answers with a status of 4xx or 5xx, and one that is dead not at all: then there is nothing to read.
 */
import type { EpochMs } from '../time/intervals.ts'
import type { FeedAdaptor, Reading, ReadOptions } from './adaptor.ts'
import { FeedError } from './feed-error.ts'
import { describeBody, instant, isObject, jsonBody, name, word } from './parts/body.ts'
import type { Component } from './parts/component.ts'
import { ReadingBuilder } from './parts/reading-builder.ts'
import { type Row, RowError, type RowFields } from './parts/row.ts'

const ID = 'health'
/** How long between two looks: the pace at which status pages are read. */
const EVERY = 300_000

export const health: FeedAdaptor = {
  id: ID,
  title: 'a health endpoint (health+json)',
  known: 'documentation',
  cors: false,
  addresses: (page) => (page.pathname === '/' ? ['/health', '/.well-known/health'].map((path) => new URL(path, page)) : [page]),
  samples: true,
  accepts: ['application/health+json', 'application/json'],
  recognises: isHealth,
  read: (body, options) => {
    const value = jsonBody(ID, body)
    if (!isHealth(value))
      throw new FeedError(ID, 'wrong-shape', '', `wanted an object with status pass, warn or fail, got ${describeBody(body)}`)
    return readHealth(value, options)
  },
}

const STATES: Readonly<Record<string, Component['state']>> = {
  pass: 'up',
  ok: 'up',
  up: 'up',
  warn: 'degraded',
  fail: 'down',
  error: 'down',
  down: 'down',
}

const stateOf = (value: unknown): Component['state'] | null => {
  const status = word(value).toLowerCase()
  return Object.hasOwn(STATES, status) ? STATES[status]! : null
}

/** A status alone could be anybody's: one of the draft's other fields has to be there, or the draft's own word. */
function isHealth(body: unknown): body is Row {
  if (!isObject(body) || stateOf(body.status) === null) return false
  const own = ['pass', 'warn', 'fail'].includes(word(body.status).toLowerCase())
  return own || isObject(body.checks) || ['releaseId', 'serviceId'].some((key) => typeof body[key] === 'string')
}

function readHealth(body: Row, options: ReadOptions): Reading {
  const builder = new ReadingBuilder(options)
  let events = 0
  const sample = (id: string, title: string, status: unknown, at: EpochMs): void => {
    const state = stateOf(status)
    if (state === null) throw new RowError('status: an unknown word')
    const part = { id, name: title }
    events++
    builder.component(part, state)
    builder.checks(part, `${id} ${new Date(at).toISOString()}`, EVERY, [{ at, ok: state !== 'down' }])
  }
  const id = name(body.serviceId) ?? 'service'
  sample(id, name(body.description) ?? id, body.status, options.observedAt)
  for (const [key, list] of Object.entries(isObject(body.checks) ? body.checks : {})) {
    const path = `checks.${key}`
    const idIn = (row: Row): string => name(row.componentId) ?? name(key) ?? path
    const fields: RowFields = {
      from: (row) => timeOf(row, options.observedAt),
      to: () => options.observedAt,
      components: (row) => [{ id: idIn(row), name: name(key) ?? idIn(row) }],
    }
    if (!Array.isArray(list)) builder.reject(path, 'not a list', { from: options.observedAt, to: options.observedAt, components: [] })
    else
      builder.rows(list, path, fields, (row) => {
        // Some checks only give a number, which says nothing about up or down.
        if (row.status === undefined) builder.noImpact(path, 'nothing-measured')
        else sample(idIn(row), name(key) ?? idIn(row), row.status, timeOf(row, options.observedAt))
      })
  }
  builder.note('a sample of the present moment: time between two readings that are further apart is not measured')
  return builder.reading(events, null)
}

/** When the part was looked at. A time ahead of the reading is of a clock that is wrong. */
const timeOf = (row: Row, observedAt: EpochMs): EpochMs => Math.min(instant(row.time) ?? observedAt, observedAt)
