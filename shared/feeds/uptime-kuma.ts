/**
 * Uptime Kuma, `/api/status-page/heartbeat/SLUG`: the last hundred heartbeats of each monitor, which are checks and nothing
 * more: a gap between them is unknown time, and only reading often keeps a history. Times carry no zone and are UTC.
 */
import type { CheckSeries } from '../evidence/model.ts'
import type { DurationMs, EpochMs } from '../time/intervals.ts'
import type { Component, FeedAdaptor, Reading, ReadOptions } from './adaptor.ts'
import { FeedError } from './feed-error.ts'
import { describeBody, instant, isObject, jsonBody } from './parts/body.ts'
import { serviceOf, sourceOf } from './parts/component-map.ts'
import { type OfficialPart, percentIn } from './parts/official.ts'
import { ReadingBuilder } from './parts/reading-builder.ts'
import { eachRow, type Row, RowError } from './parts/row.ts'

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
  const checks: CheckSeries[] = []
  let events = 0
  for (const [id, list] of Object.entries(monitors)) {
    const beats: Beat[] = []
    const path = `heartbeatList.${id}`
    if (!Array.isArray(list) || id === '') {
      builder.reject(path, id === '' ? 'a monitor without a name' : 'not a list')
      continue
    }
    eachRow(
      list,
      path,
      (place, reason) => builder.reject(place, reason),
      (row) => beats.push(beatOf(row)),
    )
    beats.sort((a, b) => a.at - b.at)
    events += beats.length
    const part = { id, name: id }
    builder.component(part, STATES[beats.at(-1)?.status ?? 2])
    const service = serviceOf(part, options.map)
    const every = usualGap(beats)
    if (service === null || every === null) continue
    const results = beats.filter((beat) => beat.status < 2).map((beat) => ({ at: beat.at, ok: beat.status === 1 }))
    if (results.length > 0) checks.push({ service, source: sourceOf(options), every, results })
    for (const beat of beats) {
      if (beat.status === 3)
        builder.span(
          [part],
          { from: beat.at, to: beat.at + every, state: 'maintenance', basis: 'check' },
          { ref: `${id} ${beat.at}`, title: null },
        )
    }
  }
  builder.note('the last hundred heartbeats of each monitor: time between two readings that are further apart is not known')
  const reading = builder.reading(events, null)
  return { ...reading, evidence: { ...reading.evidence, checks } }
}

/** `2026-06-10 08:00:00.123`. */
function beatOf(row: Row): Beat {
  const at = typeof row.time === 'string' ? instant(`${row.time.replace(' ', 'T')}Z`) : null
  if (at === null) throw new RowError('time: not YYYY-MM-DD HH:MM:SS')
  if (row.status !== 0 && row.status !== 1 && row.status !== 2 && row.status !== 3) throw new RowError('status: a code that is not known')
  return { at, status: row.status }
}

/** The median gap, which is the monitor's interval; null for a single beat. */
function usualGap(beats: readonly Beat[]): DurationMs | null {
  const gaps = beats.slice(1).map((beat, index) => beat.at - beats[index]!.at)
  const middle = gaps.sort((a, b) => a - b)[Math.floor(gaps.length / 2)]
  return middle === undefined || middle <= 0 ? null : middle
}
