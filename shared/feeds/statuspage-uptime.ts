/**
 * The official outage seconds by component and day that a Statuspage page carries in its HTML (`var uptimeData = …`), 90 days
 * of them. They say how long, not when: each day's seconds are laid at its start and doubted over the day before and after,
 * because days are those of the page's zone, which the data does not name. Degraded time is never in it.
 */

import { isDate, parseDate } from '../time/dates.ts'
import type { EpochMs } from '../time/intervals.ts'
import type { FeedAdaptor, Reading, ReadOptions } from './adaptor.ts'
import { FeedError } from './feed-error.ts'
import { describeBody, isObject, jsonBody, name, withinSize, word } from './parts/body.ts'
import type { ComponentRef } from './parts/component-map.ts'
import { type OfficialPart, percentOf } from './parts/official.ts'
import { ReadingBuilder } from './parts/reading-builder.ts'
import { objectsOf, type Row, RowError } from './parts/row.ts'

const ID = 'statuspage-uptime'
const DAY: EpochMs = 86_400_000
const SCRIPT = /\bvar\s+uptimeData\s*=\s*/

export const statuspageUptime: FeedAdaptor = {
  id: ID,
  title: 'Statuspage, official seconds by day',
  known: 'recorded',
  cors: false,
  addresses: (page) => [new URL('/uptime', page)],
  accepts: ['text/html', 'application/json'],
  recognises: (body) => (isObject(body) ? isObject(body.uptimeData) : typeof body === 'string' && SCRIPT.test(body)),
  read: (body, options) => {
    withinSize(ID, body)
    const script = SCRIPT.exec(body)
    const value = jsonBody(ID, script && !body.trimStart().startsWith('{') ? objectAt(body, script.index + script[0].length) : body)
    const data = isObject(value) && isObject(value.uptimeData) ? value.uptimeData : value
    if (!isObject(data) || !Object.values(data).some(isComponent)) {
      throw new FeedError(ID, 'wrong-shape', '', `wanted uptimeData with components and days, got ${describeBody(body)}`)
    }
    return readDays(data, options)
  },
}

const isComponent = (value: unknown): boolean => isObject(value) && isObject(value.component) && Array.isArray(value.days)

/** The JSON object that starts at a place in a page; its end is where its braces close, outside of texts. */
function objectAt(body: string, start: number): string {
  let depth = 0
  let quoted = false
  for (let at = start; at < body.length; at++) {
    const mark = body[at]
    if (quoted) {
      if (mark === '\\') at++
      else if (mark === '"') quoted = false
    } else if (mark === '"') quoted = true
    else if (mark === '{') depth++
    else if (mark === '}' && --depth === 0) return body.slice(start, at + 1)
  }
  return body.slice(start)
}

function readDays(data: Row, options: ReadOptions): Reading {
  const builder = new ReadingBuilder(options)
  const oldest: number[] = []
  const official: OfficialPart[] = []
  let events = 0
  for (const [id, value] of Object.entries(data)) {
    try {
      if (id === '' || !isComponent(value) || !isObject(value) || !isObject(value.component))
        throw new RowError('not a component with days')
      const part = { id, name: name(value.component.name) ?? id }
      builder.component(part)
      const days = objectsOf(value, 'days')
      const stretches = days.flatMap((day) => stretchesOf(day))
      if (days.length > 0) oldest.push(Math.min(...days.map((day) => dayOf(day))))
      for (const { ref, ...piece } of stretches)
        builder.span([part], { ...piece, basis: 'daily-bucket' }, { ref: `${id} ${ref}`, title: null })
      events += stretches.length
      const said = saidOf(part, days, stretches)
      if (said) official.push(said)
    } catch (error) {
      if (!(error instanceof RowError)) throw error
      builder.reject(`uptimeData.${id}`, error.message)
    }
  }
  builder.note('seconds by day, without the time of day; degraded time is not told')
  const reading = builder.reading(events, oldest.length > 0 ? Math.max(...oldest) : null)
  return { ...reading, ...(official.length > 0 && { official: { weights: 'major-and-partial', parts: official } }) }
}

/** The page's own reckoning: a major outage counts whole, a partial one for 30 % of its time, degraded time not at all. */
function saidOf(part: ComponentRef, days: readonly Row[], stretches: ReturnType<typeof stretchesOf>): OfficialPart | null {
  const dates = days.map((day) => word(day.date)).sort()
  const [from, to] = [dates[0], dates.at(-1)]
  if (from === undefined || to === undefined) return null
  const lost = stretches.reduce((sum, piece) => sum + (piece.to - piece.from) * (piece.state === 'down' ? 10 : 3), 0)
  const whole = BigInt(days.length) * BigInt(DAY) * 10n
  return { ...part, percent: percentOf(whole - BigInt(lost), whole), over: { from, to, days: days.length } }
}

function dayOf(day: Row): EpochMs {
  if (typeof day.date !== 'string' || !isDate(day.date)) throw new RowError('date: not a date')
  return parseDate(day.date) * DAY
}

/** Major outage first, then partial, from the day's start; `outages` with neither is a day that was watched and clean. */
function stretchesOf(day: Row) {
  const start = dayOf(day)
  if (!isObject(day.outages)) throw new RowError('outages: not an object')
  const down = secondsOf(day.outages, 'm')
  const partial = secondsOf(day.outages, 'p')
  if (down + partial > DAY) throw new RowError('outages: more seconds than a day has')
  const uncertain = { from: Math.max(0, start - DAY), to: start + 2 * DAY }
  const ref = word(day.date)
  return [
    ...(down > 0 ? [{ ref, from: start, to: start + down, state: 'down' as const, uncertain }] : []),
    ...(partial > 0 ? [{ ref, from: start + down, to: start + down + partial, state: 'partial' as const, uncertain }] : []),
  ]
}

function secondsOf(outages: Row, key: string): number {
  const value = outages[key] ?? 0
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) throw new RowError(`outages.${key}: not seconds`)
  return Math.round(value * 1000)
}
