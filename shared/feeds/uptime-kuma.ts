/**
 * Uptime Kuma, `/api/status-page/heartbeat/SLUG`: the last hundred heartbeats of each monitor, which are checks and nothing
 * more: a gap between them is unknown time, and only reading often keeps a history. Times carry no zone and are UTC.
 */
import type { DurationMs, EpochMs } from '../time/intervals.ts'
import type { FeedAdaptor, Reading, ReadOptions } from './adaptor.ts'
import { FeedError } from './feed-error.ts'
import { describeBody, instant, isObject, jsonBody } from './parts/body.ts'
import type { Component, ComponentRef } from './parts/component.ts'
import { type OfficialPart, percentIn } from './parts/official.ts'
import { ReadingBuilder } from './parts/reading-builder.ts'
import { type Row, RowError, type RowFields } from './parts/row.ts'

const ID = 'uptime-kuma'

export const uptimeKuma: FeedAdaptor = {
  id: ID,
  title: 'Uptime Kuma',
  known: 'code',
  cors: false,
  addresses: (page) => [
    new URL(`/api/status-page/heartbeat/${page.pathname.split('/').findLast((part) => part !== '') ?? 'default'}`, page),
  ],
  accepts: ['application/json'],
  recognises: (body) => isObject(body) && isObject(body.heartbeatList),
  read: (body, options) => {
    const value = jsonBody(ID, body)
    if (!isObject(value) || !isObject(value.heartbeatList))
      throw new FeedError(ID, 'wrong-shape', '', `wanted an object with heartbeatList, got ${describeBody(body)}`)
    const reading = readBeats(value.heartbeatList, options)
    const parts = saidIn(value.uptimeList, reading.components)
    return { ...reading, ...(parts.length > 0 && { official: { weights: 'checks', parts } }) }
  },
}

/** `{"1_24": 0.9998}`: of each monitor the share of its last 24 hours. One that cannot be read is no word at all. */
function saidIn(list: unknown, components: readonly Component[]): OfficialPart[] {
  if (!isObject(list)) return []
  return components.flatMap(({ id, name }) => {
    try {
      return [{ id, name, percent: percentIn(list, `${id}_24`, true), over: { hours: 24 } }]
    } catch (error) {
      if (error instanceof RowError) return []
      throw error
    }
  })
}

interface Beat {
  readonly at: EpochMs
  readonly status: number
}

const STATES: readonly Component['state'][] = ['down', 'up', 'unknown', 'maintenance']

function readBeats(monitors: Row, options: ReadOptions): Reading {
  const builder = new ReadingBuilder(options)
  let events = 0
  for (const [id, list] of Object.entries(monitors)) {
    const path = `heartbeatList.${id}`
    const component = { id, name: id }
    if (!Array.isArray(list) || id === '') {
      builder.reject(path, id === '' ? 'a monitor without a name' : 'not a list', id === '' ? {} : { components: [component] })
      continue
    }
    events += readMonitor(component, path, list, builder)
  }
  builder.note('the last hundred heartbeats of each monitor: time between two readings that are further apart is not measured')
  return builder.reading(events, null)
}

/** How many heartbeats could be read. */
function readMonitor(component: ComponentRef, path: string, list: readonly unknown[], builder: ReadingBuilder): number {
  const every = usualGap(list.flatMap((row) => beatOrNone(row)).sort((a, b) => a.at - b.at))
  let last: Beat | null = null
  let beats = 0
  const fields: RowFields = {
    components: () => [component],
    from: (row) => timeOf(row),
    to: (row) => (every === null ? timeOf(row) : timeOf(row) + every),
  }
  builder.rows(list, path, fields, (row) => {
    const beat = beatOf(row)
    const { at, status } = beat
    const ref = `${component.id} ${at}`
    beats++
    if (last === null || at > last.at) last = beat
    if (every === null || status === PENDING) builder.noImpact(ref, 'nothing-measured')
    else if (status === MAINTENANCE)
      builder.span([component], { from: at, to: at + every, state: 'maintenance', basis: 'check' }, { ref, title: null })
    else builder.checks(component, ref, every, [{ at, ok: status === UP }])
    builder.vouch(at)
  })
  builder.component(component, STATES[(last as Beat | null)?.status ?? PENDING])
  return beats
}

const [UP, PENDING, MAINTENANCE] = [1, 2, 3] as const

const beatOrNone = (row: unknown): readonly Beat[] => {
  try {
    return isObject(row) ? [beatOf(row)] : []
  } catch (error) {
    if (error instanceof RowError) return []
    throw error
  }
}

/** `2026-06-10 08:00:00.123`. */
function timeOf(row: Row): EpochMs {
  const at = typeof row.time === 'string' ? instant(`${row.time.replace(' ', 'T')}Z`) : null
  if (at === null) throw new RowError('time: not YYYY-MM-DD HH:MM:SS')
  return at
}

function beatOf(row: Row): Beat {
  const at = timeOf(row)
  if (row.status !== 0 && row.status !== 1 && row.status !== 2 && row.status !== 3) throw new RowError('status: an unknown code')
  return { at, status: row.status }
}

/** The median gap, which is the monitor's interval; null for a single beat. */
function usualGap(beats: readonly Beat[]): DurationMs | null {
  const gaps = beats.slice(1).map((beat, index) => beat.at - beats[index]!.at)
  const middle = gaps.sort((a, b) => a - b)[Math.floor(gaps.length / 2)]
  return middle === undefined || middle <= 0 ? null : middle
}
