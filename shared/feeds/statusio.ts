/**
 * Status.io, `/1.0/status/PAGE`: what is open and planned now, by component and container (region). No history, so it covers
 * no time. A component is `COMPONENT`, or `COMPONENT/CONTAINER` where the map names it so.
 */
import type { State } from '../evidence/model.ts'
import type { FeedAdaptor, Reading, ReadOptions } from './adaptor.ts'
import { FeedError } from './feed-error.ts'
import { describeBody, instant, isObject, jsonBody, name } from './parts/body.ts'
import type { Component, ComponentRef } from './parts/component.ts'
import { ReadingBuilder } from './parts/reading-builder.ts'
import { idOf, instantOf, objectsOf, type Row, type RowFields, whole } from './parts/row.ts'

const ID = 'statusio'

export const statusio: FeedAdaptor = {
  id: ID,
  title: 'Status.io',
  known: 'code',
  cors: false,
  addresses: (page) => [
    new URL(`/1.0/status/${page.pathname.split('/').findLast((part) => /^[0-9a-f]{24}$/.test(part)) ?? ''}`, 'https://api.status.io'),
  ],
  accepts: ['application/json'],
  recognises: (body) => isObject(body) && isObject(body.result) && isObject(body.result.status_overall),
  read: (body, options) => {
    const value = jsonBody(ID, body)
    const result = isObject(value) ? value.result : null
    if (!isObject(result) || !isObject(result.status_overall))
      throw new FeedError(ID, 'wrong-shape', 'result', `wanted an object with status_overall, got ${describeBody(body)}`)
    return whole(ID, () => readResult(result, options))
  },
}

/** By the hundreds of the code. */
const STATES: Readonly<Record<number, Component['state']>> = {
  100: 'up',
  200: 'maintenance',
  300: 'degraded',
  400: 'partial',
  500: 'down',
  600: 'degraded',
}
const RANK: readonly Component['state'][] = ['unknown', 'up', 'maintenance', 'degraded', 'partial', 'down']

const stateOf = (code: unknown): Component['state'] => (typeof code === 'number' ? (STATES[code] ?? 'unknown') : 'unknown')

function readResult(result: Row, options: ReadOptions): Reading {
  const builder = new ReadingBuilder(options)
  const states = new Map<string, Component['state']>()
  for (const row of objectsOf(result, 'status')) {
    const part = { id: idOf(row), name: name(row.name) ?? idOf(row) }
    builder.component(part, stateOf(row.status_code))
    states.set(part.id, stateOf(row.status_code))
    for (const container of objectsOf(row, 'containers')) {
      const inside = within(part, container)
      states.set(inside.id, stateOf(container.status_code))
      if (options.map?.has(inside.id) || options.map?.has(inside.name)) builder.component(inside, stateOf(container.status_code))
    }
  }
  const incidents = objectsOf(result, 'incidents')
  builder.rows(incidents, 'result.incidents', fieldsIn(builder, 'datetime_open'), (row) => {
    const posts = objectsOf(row, 'messages').flatMap((each) => instant(each.datetime) ?? [])
    const event = { ref: idOf(row, '_id'), title: name(row.name), ...(posts.length > 0 && { updatedAt: Math.max(...posts) }) }
    const from = instantOf(row, 'datetime_open')
    const parts = partsOf(row, builder)
    builder.noImpact(event.ref, 'operational')
    builder.vouch(from)
    // The event has no state of its own: it is that of its components now, the worst where it names none.
    const known = (parts.length > 0 ? parts.map((part) => states.get(part.id) ?? 'unknown') : [...states.values()]).sort(
      (a, b) => RANK.indexOf(b) - RANK.indexOf(a),
    )
    for (const part of parts) {
      const state = states.get(part.id) ?? 'unknown'
      if (state !== 'unknown' && state !== 'up') builder.span([part], { from, to: null, state, basis: 'incident-window' }, event)
    }
    const worst = known[0] ?? 'unknown'
    if (parts.length === 0 && worst !== 'unknown' && worst !== 'up')
      builder.span([], { from, to: null, state: worst as State, basis: 'page-only' }, event)
  })
  const works = isObject(result.maintenance)
    ? [...objectsOf(result.maintenance, 'active'), ...objectsOf(result.maintenance, 'upcoming')]
    : []
  builder.rows(works, 'result.maintenance', fieldsIn(builder, 'datetime_planned_start'), (row) => {
    const from = instantOf(row, 'datetime_planned_start')
    const announced = typeof row.datetime_open === 'string' ? { announcedAt: instantOf(row, 'datetime_open') } : {}
    const window = { from, to: Math.max(from, instantOf(row, 'datetime_planned_end')), ...announced }
    builder.maintenance(partsOf(row, builder), window, { ref: idOf(row, '_id'), title: name(row.name) })
  })
  builder.note('the page lists what is open now, without a history')
  return builder.reading(incidents.length + works.length, null)
}

const fieldsIn = (builder: ReadingBuilder, start: string): RowFields => ({
  ref: (row) => idOf(row, '_id'),
  from: (row) => instantOf(row, start),
  to: (row) => instant(row.datetime_planned_end),
  components: (row) => partsOf(row, builder),
  state: () => (start === 'datetime_open' ? 'down' : 'maintenance'),
})

const within = (part: ComponentRef, container: Row): ComponentRef => ({
  id: `${part.id}/${idOf(container)}`,
  name: `${part.name}/${name(container.name) ?? idOf(container)}`,
})

/** Each component affected, and each of its containers that is affected too where the map asks for it. */
function partsOf(row: Row, builder: ReadingBuilder): readonly ComponentRef[] {
  const containers = objectsOf(row, 'containers_affected')
  return objectsOf(row, 'components_affected').flatMap((each) => {
    const id = idOf(each, each._id === undefined ? 'id' : '_id')
    const part = builder.known(id) ?? { id, name: name(each.name) ?? id }
    const inside = containers.map((container) => within(part, { id: container._id ?? container.id, name: container.name }))
    return [part, ...inside.filter((one) => builder.known(one.id) !== undefined)]
  })
}
