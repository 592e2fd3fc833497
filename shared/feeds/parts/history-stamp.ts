/**
 * When an incident was, as a Statuspage's `history.json` writes it: `Aug 10, 00:17 - 01:30 UTC`, `Nov 30, 23:10 - Dec 1, 00:05 CET`
 * or one time alone, in markup, to the minute and without a year. The year is that of the month the incident is listed under, which
 * is the month in which it ended.
 */
import { DAY_MS, type Day, dayFrom, daysInMonth } from '../../time/dates.ts'
import type { EpochMs } from '../../time/intervals.ts'
import { RowError } from './row.ts'

export interface ListedMonth {
  readonly year: number
  /** 1 to 12. */
  readonly month: number
}

export interface HistoryStamp {
  readonly from: EpochMs
  /** null for one time alone. */
  readonly to: EpochMs | null
  /** As written: `UTC`, `PDT`. */
  readonly zone: string
}

const SHORT = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const LONG = 'January,February,March,April,May,June,July,August,September,October,November,December'.split(',')
const DATE = String.raw`([A-Z][a-z]{2})\s+(\d{1,2}),\s*`
const TIME = String.raw`(\d{1,2}):(\d{2})`
const STAMP = new RegExp(`^${DATE}${TIME}(?:\\s*-\\s*(?:${DATE})?${TIME})?\\s+([A-Za-z+-][\\w:+-]*)$`)

/** The number of a month by its English name; null for any other. */
export function monthNamed(name: unknown): number | null {
  const place = typeof name === 'string' ? LONG.indexOf(name.trim()) : -1
  return place < 0 ? null : place + 1
}

/** Converts a local time of a named clock; null for a clock with no single meaning. */
export type ClockReader = (zone: string, localMs: number) => EpochMs | null

/** Throws RowError for what is no such text, and for a clock that can't be read. */
export function historyStamp(written: unknown, listed: ListedMonth, clock: ClockReader): HistoryStamp {
  const text =
    typeof written === 'string'
      ? written
          .replace(/<[^>]{0,100}>/g, '')
          .replace(/\s+/g, ' ')
          .trim()
      : ''
  const [, monthA, dayA, hourA, minuteA, monthB, dayB, hourB, minuteB, zone = ''] = STAMP.exec(text) ?? []
  const start = SHORT.indexOf(monthA ?? '') + 1
  if (start === 0) throw new RowError(`timestamp: not a time as history.json has it, ${JSON.stringify(text.slice(0, 60))}`)
  // A month that comes after the one it is listed under is of the year before.
  const year = start > listed.month ? listed.year - 1 : listed.year
  const firstDay = dayIn(year, start, dayA)
  const from = at(zone, firstDay, hourA, minuteA, clock)
  if (hourB === undefined) return { from, to: null, zone }
  const end = monthB === undefined ? start : SHORT.indexOf(monthB) + 1
  const lastDay = monthB === undefined ? firstDay : dayIn(end < start ? year + 1 : year, end, dayB)
  const to = at(zone, lastDay, hourB, minuteB, clock)
  // An end before its start on the same date is one after midnight.
  return { from, to: to < from && monthB === undefined ? to + DAY_MS : to, zone }
}

function dayIn(year: number, month: number, day: string | undefined): Day {
  const of = Number(day)
  if (month < 1 || of < 1 || of > daysInMonth(year, month)) throw new RowError('timestamp: a date that does not exist')
  return dayFrom(year, month, of)
}

function at(zone: string, day: Day, hour: string | undefined, minute: string | undefined, clock: ClockReader): EpochMs {
  if (Number(hour) > 23 || Number(minute) > 59) throw new RowError('timestamp: a time that does not exist')
  const instant = clock(zone, day * DAY_MS + (Number(hour) * 60 + Number(minute)) * 60_000)
  if (instant === null) throw new RowError(`timestamp: a clock that several zones use, ${zone}`)
  return instant
}
