/**
 * Local dates as integer day numbers since 1970-01-01, in the proleptic Gregorian calendar. A day is not 24 hours: only
 * `startOfDay` knows, through a zone's table, when one begins.
 */
import { parseInstant } from './instant.ts'
import type { EpochMs } from './intervals.ts'
import { toInstant, toLocal, type ZoneRules } from './zone.ts'

/** Days since 1970-01-01. */
export type Day = number

export const DAY_MS = 86_400_000

const DATE = /^(\d{4})-(\d\d)-(\d\d)$/
/** R34 bounds dates as it bounds instants. */
const FIRST_YEAR = 1970
const LAST_YEAR = 2199

/** The day number of a date of year, month (1 to 12, others carry into the year) and day of the month. */
export const dayFrom = (year: number, month: number, day: number): Day => Date.UTC(year, month - 1, day) / DAY_MS

/** Month is 1 to 12. */
export function civil(day: Day): { year: number; month: number; day: number } {
  const date = new Date(day * DAY_MS)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}

/** `YYYY-MM-DD`, a date that exists, 1970 to 2199. Throws RangeError. */
export function parseDate(text: string): Day {
  const day = dayOrNaN(text)
  if (Number.isNaN(day)) throw new RangeError(`not a date: ${JSON.stringify(text)}, want YYYY-MM-DD from ${FIRST_YEAR} to ${LAST_YEAR}`)
  return day
}

export const isDate = (text: string): boolean => !Number.isNaN(dayOrNaN(text))

function dayOrNaN(text: string): Day {
  const found = DATE.exec(text)
  if (!found) return Number.NaN
  const year = Number(found[1])
  const month = Number(found[2])
  const day = dayFrom(year, month, Number(found[3]))
  // A day that its month does not have would come out in another month.
  const known = year >= FIRST_YEAR && year <= LAST_YEAR && dateText(day) === text
  return known ? day : Number.NaN
}

/** `YYYY-MM-DD`. */
export function dateText(day: Day): string {
  const { year, month, day: ofMonth } = civil(day)
  return `${year}-${two(month)}-${two(ofMonth)}`
}

/** 0 = Monday … 6 = Sunday. */
export const weekday = (day: Day): number => (((day + 3) % 7) + 7) % 7

export const daysInMonth = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate()

/**
 * n months on. The day of the month is kept, clipped to the length of the month reached; `sticky` also keeps a last day
 * of a month a last day: 30 April and one month is 31 May, where `same-day` says 30 May (R26).
 */
export function addMonths(day: Day, n: number, end: 'sticky' | 'same-day'): Day {
  const { year, month, day: ofMonth } = civil(day)
  const first = civil(dayFrom(year, month + n, 1))
  const length = daysInMonth(first.year, first.month)
  const last = end === 'sticky' && ofMonth === daysInMonth(year, month)
  return dayFrom(first.year, first.month, last ? length : Math.min(ofMonth, length))
}

/** The first instant of a local date. A date the zone skipped (Apia, 2011-12-30) is empty: it starts where the next one does. */
export const startOfDay = (day: Day, zone: ZoneRules): EpochMs => toInstant(zone, day * DAY_MS)

/**
 * The date that holds an instant: the one with startOfDay(d) <= ms < startOfDay(d + 1). Where clocks went back over
 * midnight the repeated minutes belong to the date that had already begun, so that dates partition time.
 */
export function dayOf(ms: EpochMs, zone: ZoneRules): Day {
  const day = Math.floor(toLocal(zone, ms) / DAY_MS)
  return startOfDay(day + 1, zone) <= ms ? day + 1 : day
}

/** What a term or a version starts or ends at: the first instant of a date, or the instant itself. Throws RangeError. */
export const boundary = (text: string, zone: ZoneRules): EpochMs =>
  text.includes('T') ? parseInstant(text) : startOfDay(parseDate(text), zone)

const two = (n: number): string => (n < 10 ? `0${n}` : String(n))
