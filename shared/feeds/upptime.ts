/**
 * Upptime, `history/summary.json`: minutes down by site and day, measured every five minutes or more rarely, so that short
 * outages vanish and gaps are not told. Days are UTC; a day that is absent had no minute down, or was before the first look:
 * since when a site is watched is not in the summary, so it covers no time by itself.
 */
import { isDate, parseDate } from '../time/dates.ts'
import type { Component, FeedAdaptor, Reading, ReadOptions } from './adaptor.ts'
import { FeedError } from './feed-error.ts'
import { describeBody, isObject, jsonBody, name, word } from './parts/body.ts'
import { type OfficialPart, percentIn } from './parts/official.ts'
import { ReadingBuilder } from './parts/reading-builder.ts'
import { eachRow, idOf, RowError } from './parts/row.ts'

const ID = 'upptime'
const DAY = 86_400_000
const MINUTE = 60_000

export const upptime: FeedAdaptor = {
  id: ID,
  title: 'Upptime',
  known: 'recorded',
  cors: true,
  addresses: (page) => [new URL(`${page.pathname.replace(/\/$/, '')}/HEAD/history/summary.json`, 'https://raw.githubusercontent.com')],
  accepts: ['application/json', 'text/plain'],
  recognises: (body) => Array.isArray(body) && isSite(body[0]),
  read: (body, options) => {
    const rows = jsonBody(ID, body)
    if (!Array.isArray(rows) || !rows.some(isSite)) {
      throw new FeedError(ID, 'wrong-shape', '', `wanted a list of sites with slug and dailyMinutesDown, got ${describeBody(body)}`)
    }
    return readSites(rows, options)
  },
}

const isSite = (row: unknown): boolean => isObject(row) && typeof row.slug === 'string' && 'dailyMinutesDown' in row

const STATES: Readonly<Record<string, Component['state']>> = { up: 'up', degraded: 'degraded', down: 'down' }

function readSites(rows: readonly unknown[], options: ReadOptions): Reading {
  const builder = new ReadingBuilder(options)
  const official: OfficialPart[] = []
  let events = 0
  eachRow(
    rows,
    '',
    (path, reason) => builder.reject(path, reason),
    (row) => {
      const part = { id: idOf(row, 'slug'), name: name(row.name) ?? idOf(row, 'slug') }
      const status = word(row.status)
      if (!isObject(row.dailyMinutesDown)) throw new RowError('dailyMinutesDown: not an object')
      const days = Object.entries(row.dailyMinutesDown).map(([date, minutes]) => bucket(date, minutes))
      builder.component(part, Object.hasOwn(STATES, status) ? STATES[status]! : 'unknown')
      if (row.uptimeMonth !== undefined) official.push({ ...part, percent: percentIn(row, 'uptimeMonth'), over: { hours: 720 } })
      for (const { date, from, to } of days) {
        events++
        if (to > from)
          builder.span(
            [part],
            { from, to, state: 'down', basis: 'daily-bucket', uncertain: { from, to: from + DAY } },
            { ref: `${part.id} ${date}`, title: null },
          )
      }
    },
  )
  builder.note('minutes by day, without the time of day; outages between two looks are not told, nor since when there were looks')
  const reading = builder.reading(events, null)
  return { ...reading, ...(official.length > 0 && { official: { weights: 'checks', parts: official } }) }
}

function bucket(date: string, minutes: unknown): { date: string; from: number; to: number } {
  if (!isDate(date)) throw new RowError(`dailyMinutesDown: ${JSON.stringify(date.slice(0, 20))} is not a date`)
  if (typeof minutes !== 'number' || !(minutes >= 0 && minutes <= 1440))
    throw new RowError(`dailyMinutesDown.${date}: not minutes of a day`)
  const from = parseDate(date) * DAY
  return { date, from, to: from + Math.round(minutes * MINUTE) }
}
