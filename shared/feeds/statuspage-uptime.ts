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
import type { ComponentRef } from './parts/component.ts'
import { type OfficialPart, percentOf } from './parts/official.ts'
import type { StateSpan } from './parts/posted-afterwards.ts'
import { ReadingBuilder } from './parts/reading-builder.ts'
import { factsOf, type Row, RowError } from './parts/row.ts'

const ID = 'statuspage-uptime'
const DAY: EpochMs = 86_400_000
/** Where the clocks go back in the page's zone, which the data does not name. */
const LONGEST_DAY = 25 * 3_600_000
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
    if (id === '' || !isComponent(value) || !isObject(value) || !isObject(value.component)) {
      builder.reject(`uptimeData.${id}`, 'not a component with days', id === '' ? {} : { components: [{ id, name: id }] })
      continue
    }
    const component = { id, name: name(value.component.name) ?? id }
    builder.component(component)
    const days = (value.days as readonly unknown[]).flatMap((row, index) =>
      readDay(component, row, `uptimeData.${id}.days[${index}]`, builder),
    )
    events += days.reduce((sum, day) => sum + day.spans.length, 0)
    if (days.length > 0) oldest.push(Math.min(...days.map((day) => day.start)))
    const figure = officialOf(component, days)
    if (figure) official.push(figure)
  }
  builder.note('seconds by day, without the time of day; degraded time is not counted')
  const reading = builder.reading(events, oldest.length > 0 ? Math.max(...oldest) : null)
  return { ...reading, ...(official.length > 0 && { official: { weights: 'major-and-partial', parts: official } }) }
}

interface DayRecord {
  readonly date: string
  readonly start: EpochMs
  readonly spans: readonly StateSpan[]
  /** Incidents that the page names beside the day's seconds. */
  readonly related: readonly string[]
}

/** A day as a row of its own: one that can't be read makes that day of that component doubtful, no other. */
function readDay(component: ComponentRef, row: unknown, path: string, builder: ReadingBuilder): readonly DayRecord[] {
  try {
    if (!isObject(row)) throw new RowError('not an object')
    const start = dayOf(row)
    const date = word(row.date)
    const ref = `${component.id} ${date}`
    const spans = spansOf(row)
    builder.vouch(start)
    builder.noImpact(ref, 'no-downtime')
    for (const span of spans) builder.span([component], { ...span, basis: 'daily-bucket' }, { ref, title: null })
    return [{ date, start, spans, related: relatedIn(row) }]
  } catch (error) {
    if (!(error instanceof RowError)) throw error
    const facts = factsOf(row, { from: dayOf, to: (day) => dayOf(day) + DAY, ref: (day) => `${component.id} ${word(day.date)}` })
    builder.reject(path, error.message, { ...facts, components: [component] })
    return []
  }
}

/** The page's own figure: a major outage counts whole, a partial one for 30 % of its time, degraded time not at all. */
function officialOf(component: ComponentRef, days: readonly DayRecord[]): OfficialPart | null {
  const dates = days.map(({ date }) => date).sort()
  const [from, to] = [dates[0], dates.at(-1)]
  if (from === undefined || to === undefined) return null
  const spans = days.flatMap((day) => day.spans)
  const lost = tenthsOf(spans)
  const whole = BigInt(days.length) * BigInt(DAY) * 10n
  // A day of 25 hours can lose more than the days of 24 hours that are counted here.
  const left = whole > BigInt(lost) ? whole - BigInt(lost) : 0n
  const byIncident = lostByIncident(days)
  return {
    ...component,
    percent: percentOf(left, whole),
    over: { from, to, days: days.length },
    lostMs: Math.round(lost / 10),
    ...(byIncident.length > 0 && { byIncident }),
  }
}

/** What spans lose by the page's weights, in tenths of ms. */
const tenthsOf = (spans: readonly StateSpan[]): number =>
  spans.reduce((sum, span) => sum + ((span.to ?? span.from) - span.from) * (span.state === 'down' ? 10 : 3), 0)

/** A day's seconds in equal parts for the incidents named beside them. */
function lostByIncident(days: readonly DayRecord[]): NonNullable<OfficialPart['byIncident']> {
  const tenths = new Map<string, number>()
  for (const { spans, related } of days)
    for (const ref of related) tenths.set(ref, (tenths.get(ref) ?? 0) + tenthsOf(spans) / related.length)
  return [...tenths].filter(([, each]) => each > 0).map(([ref, each]) => ({ ref, ms: Math.round(each / 10) }))
}

const relatedIn = (day: Row): readonly string[] => {
  const rows: readonly unknown[] = Array.isArray(day.related_events) ? day.related_events : []
  return [...new Set(rows.flatMap((row) => (isObject(row) && word(row.code) !== '' ? [word(row.code)] : [])))]
}

function dayOf(day: Row): EpochMs {
  if (typeof day.date !== 'string' || !isDate(day.date)) throw new RowError('date: not a date')
  return parseDate(day.date) * DAY
}

/** Major outage first, then partial, from the day's start; `outages` with neither is a day that was monitored and clean. */
function spansOf(day: Row): readonly StateSpan[] {
  const start = dayOf(day)
  if (!isObject(day.outages)) throw new RowError('outages: not an object')
  const down = secondsOf(day.outages, 'm')
  const partial = secondsOf(day.outages, 'p')
  if (down + partial > LONGEST_DAY) throw new RowError('outages: more seconds than a day of 25 hours has')
  const uncertain = { from: Math.max(0, start - DAY), to: start + 2 * DAY }
  return [
    ...(down > 0 ? [{ from: start, to: start + down, state: 'down' as const, uncertain }] : []),
    ...(partial > 0 ? [{ from: start + down, to: start + down + partial, state: 'partial' as const, uncertain }] : []),
  ]
}

function secondsOf(outages: Row, key: string): number {
  const value = outages[key] ?? 0
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) throw new RowError(`outages.${key}: not seconds`)
  return Math.round(value * 1000)
}
