/**
 * Upptime, `history/summary.json`: minutes down by site and day, measured every five minutes or more rarely, so that short
 * outages vanish and gaps are not shown. Days are UTC; a day that is absent had no minute down, or was before the first check:
 * since when a site is watched is not in the summary, so it covers no time by itself.
 */
import { DAY_MS, isDate, parseDate } from '../time/dates.ts'
import type { FeedAdaptor, Reading, ReadOptions } from './adaptor.ts'
import { FeedError } from './feed-error.ts'
import { describeBody, isObject, jsonBody, name, word } from './parts/body.ts'
import type { Component, ComponentRef } from './parts/component.ts'
import { type OfficialPart, percentIn } from './parts/official.ts'
import { ReadingBuilder } from './parts/reading-builder.ts'
import { factsOf, idOf, RowError } from './parts/row.ts'

const ID = 'upptime'
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
  for (const [index, row] of rows.entries()) {
    try {
      if (!isObject(row)) throw new RowError('not an object')
      const site = { id: idOf(row, 'slug'), name: name(row.name) ?? idOf(row, 'slug') }
      const status = word(row.status)
      if (!isObject(row.dailyMinutesDown)) throw new RowError('dailyMinutesDown: not an object')
      builder.component(site, Object.hasOwn(STATES, status) ? STATES[status]! : 'unknown')
      if (row.uptimeMonth !== undefined) official.push({ ...site, percent: percentIn(row, 'uptimeMonth'), over: { hours: 720 } })
      for (const [date, minutes] of Object.entries(row.dailyMinutesDown)) {
        events++
        day(site, date, minutes, `[${index}].dailyMinutesDown.${date}`, builder)
      }
    } catch (error) {
      if (!(error instanceof RowError)) throw error
      builder.reject(
        `[${index}]`,
        error.message,
        factsOf(row, { components: (each) => [{ id: idOf(each, 'slug'), name: idOf(each, 'slug') }] }),
      )
    }
  }
  builder.note('minutes by day, without the time of day; outages between two checks are missing, as is the day of the first check')
  const reading = builder.reading(events, null)
  return { ...reading, ...(official.length > 0 && { official: { weights: 'checks', parts: official } }) }
}

function day(site: ComponentRef, date: string, minutes: unknown, path: string, builder: ReadingBuilder): void {
  if (!isDate(date)) {
    builder.reject(path, `${JSON.stringify(date.slice(0, 20))} is not a date`, { components: [site] })
    return
  }
  const from = parseDate(date) * DAY_MS
  const ref = `${site.id} ${date}`
  if (typeof minutes !== 'number' || !(minutes >= 0 && minutes <= 1440)) {
    builder.reject(path, 'not minutes of a day', { ref, from, to: from + DAY_MS, components: [site] })
    return
  }
  builder.vouch(from)
  const to = from + Math.round(minutes * MINUTE)
  if (to > from)
    builder.span([site], { from, to, state: 'down', basis: 'daily-bucket', uncertain: { from, to: from + DAY_MS } }, { ref, title: null })
  else builder.noImpact(ref, 'no-downtime')
}
