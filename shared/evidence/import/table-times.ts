/**
 * Instants as other people's tables write them: ISO 8601 and its cousins, days before months or months before days, names of
 * months, seconds or milliseconds since 1970, days since 1900 as spreadsheets keep them. What a text leaves open (whose
 * clock, the order of day and month, zone abbreviations) is asked, never guessed.
 */

import { parseInstant } from '../../time/instant.ts'
import type { EpochMs } from '../../time/intervals.ts'
import { offsetAt, toInstant, toLocal, type ZoneRules } from '../../time/zone.ts'
import { zoneWordMinutes } from './zone-words.ts'

export type DateOrder = 'day-first' | 'month-first'
/** What a number counts: since 1970, or whole and broken days of a spreadsheet whose day 1 is 1 January 1900. */
export type Epoch = 's' | 'ms' | 'days'

export interface TimeRules {
  /** The clock of times that name none; null while nobody has said. */
  readonly zone: ZoneRules | null
  /** Which comes first in `03/04/2026`; null while nobody has said. */
  readonly order: DateOrder | null
  /** Of numbers; by their size where it is absent. */
  readonly epoch?: Epoch | undefined
  /** The zones of abbreviations such as IST, in capitals. */
  readonly zones?: ReadonlyMap<string, ZoneRules> | undefined
}

/** An instant; what has to be known first; or what was wanted instead. */
export type TimeRead =
  | { readonly at: EpochMs }
  | { readonly wants: 'zone' | 'order' }
  | { readonly wants: 'abbreviation'; readonly word: string }
  | { readonly wanted: string }

interface Parts {
  readonly year: string
  readonly month: string
  readonly day: string
}

const TIME =
  /^(?:[T,]?\s*|,?\s+(?:at|um|à)\s+)(\d{1,2})([:.h])(\d{2})(?:\2(\d{2})(?:[.,:](\d{1,9}))?)?(?:\s*([ap])\.?m\.?(?![a-z]))?(?:\s*uhr)?\s*(.*)$/iu
const CLOCK = /^\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?:[.,]\d{1,9})?(?:\s*[ap]\.?m\.?)?(?:\s*uhr)?$/i
const MIDNIGHT = /^(?:[T\s]+0?0:00(?::00(?:\.0+)?)?|\s+12:00(?::00)? AM)?$/i
const YEAR_FIRST = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)/
const NUMBERS = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?![\d:])/
const WEEKDAY = '(?:\\p{L}{2,10}\\.?,?\\s+)?'
const DAY_NAMED = new RegExp(
  `^${WEEKDAY}(\\d{1,2})(?:st|nd|rd|th|er|\\.)?[\\s/-]+(?:de\\s+)?(\\p{L}{3,10})\\.?,?[\\s/-]+(?:de\\s+)?(\\d{4}|\\d{2})(?![\\d:])`,
  'iu',
)
const MONTH_NAMED = new RegExp(`^${WEEKDAY}(\\p{L}{3,10})\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})(?!\\d)`, 'iu')
/** `Tue Mar 10 14:02:00 CET 2026`, as C, Java and the shell print it. */
const YEAR_LAST = /^\p{L}{2,9}\.?,?\s+(\p{L}{3,9})\s+(\d{1,2})\s+(\d{1,2}:\d{2}:\d{2})\s+(?:([A-Z+][A-Z0-9:+-]{0,8})\s+)?(\d{4})$/iu
const OFFSET = /^(?:(?:UTC|GMT)?([+-])(\d{1,2}):?(\d{2})?)(?:\s*\([^)]*\)|\[[\w/+-]+\])?$/i
const LETTERS = /^\(?([A-Z]{1,5})\)?(?:\s*\([^)]*\)|\[[\w/+-]+\])?$/i
/** English, German, French and Spanish, by their first letters without accents. */
const MONTHS = [
  'jan ene',
  'feb fev',
  'mar mrz mae',
  'apr avr abr',
  'mai may',
  'jun juin',
  'jul juil',
  'aug aou ago',
  'sep',
  'oct okt',
  'nov',
  'dec dez dic',
].map((words) => words.split(' '))

const WANTED = 'an instant such as 2026-03-01T09:30:00Z or 2026-03-01 09:30'
/** The day on which a spreadsheet's count is 0, as far as dates from March 1900 on go. */
const SPREADSHEET_ZERO = Date.UTC(1899, 11, 30)
/** 1954 to 2119: counts of days; smaller numbers are anything. */
const DAYS = { from: 20_000, to: 80_000 } as const

/** Whether a cell is a time of day alone: `14:02`, `2:02 PM`. */
export const isClock = (text: string): boolean => CLOCK.test(text.trim())

/** Whether a cell is a day alone, or one at midnight, as spreadsheets write days. */
export function isDay(text: string): boolean {
  const cell = text.trim()
  const found = dateIn(cell, 'day-first') ?? dateIn(cell, 'month-first')
  return found !== null && MIDNIGHT.test(cell.slice(found.length))
}

/** Reads one cell, which is not empty; where it is a time of day alone, `day` is the cell with its date. */
export function readTime(text: string, rules: TimeRules, day = ''): TimeRead {
  const cell = text.trim()
  if (isClock(cell)) return readParts(day.trim(), cell, rules)
  if (/^\d+(\.\d+)?$/.test(cell)) return readNumber(cell, rules)
  const last = YEAR_LAST.exec(cell)
  if (last) return readTime(`${last[1]} ${last[2]} ${last[5]} ${last[3]} ${last[4] ?? ''}`, rules)
  return readParts(cell, null, rules)
}

/** A day and a time, in one text or in two. */
function readParts(cell: string, clockCell: string | null, rules: TimeRules): TimeRead {
  const found = dateIn(cell, rules.order) ?? (clockCell === null ? null : dayNumber(cell))
  if (found === null) return { wanted: clockCell === null ? WANTED : `${WANTED}: the column of dates has no date for this time` }
  if ('wants' in found) return { wants: found.wants }
  const rest = cell.slice(found.length)
  const split = clockCell !== null && MIDNIGHT.test(rest)
  const time = TIME.exec(split ? clockCell : rest)
  if (!time) return { wanted: `${WANTED}, with a time of day` }
  const hour = hourOf(Number(time[1]), time[6]?.toLowerCase())
  if (hour === null) return { wanted: 'an hour of a clock' }
  const clock = `${two(hour)}:${time[3]}:${time[4] ?? '00'}.${(time[5] ?? '').padEnd(3, '0').slice(0, 3)}`
  const { year, month, day } = found.parts
  const local = instantOf(`${year}-${two(month)}-${two(day)}T${clock}Z`)
  if (local === null) return { wanted: 'a day and a time that there are' }
  return zoned(local, time[7] ?? '', rules)
}

function zoned(local: number, suffix: string, { zone, zones }: TimeRules): TimeRead {
  const offset = OFFSET.exec(suffix)
  if (offset) {
    const [, sign, hours, minutes = '0'] = offset
    const east = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000
    return Math.abs(east) <= 50_400_000 ? { at: local - east } : { wanted: 'an offset of at most 14 hours' }
  }
  if (suffix === '') return zone ? inZone(local, zone) : { wants: 'zone' }
  const word = LETTERS.exec(suffix)?.[1]?.toUpperCase()
  if (word === undefined) return { wanted: 'an offset such as Z or +02:00 behind the time, or nothing' }
  const own = zones?.get(word)
  if (own) return inZone(local, own)
  const minutes = zoneWordMinutes(word)
  return minutes === undefined ? { wants: 'abbreviation', word } : { at: local - minutes * 60_000 }
}

function inZone(local: number, zone: ZoneRules): TimeRead {
  const at = toInstant(zone, local)
  if (toLocal(zone, at) !== local) return { wanted: `a time that the clocks of ${zone.id} showed: they went past this one` }
  // Half a day on, the clock has been set back where it is: then the same time comes once more.
  const again = local - offsetAt(zone, at + 43_200_000)
  if (again > at && toLocal(zone, again) === local) return { wanted: `an offset behind the time: the clocks of ${zone.id} showed it twice` }
  return { at }
}

/** Days of a spreadsheet, seconds (until the year 5138) or, from a hundred thousand million on, ms (from 1973). */
function readNumber(cell: string, rules: TimeRules): TimeRead {
  const value = Number(cell)
  const unit = rules.epoch ?? (value >= 100_000_000_000 ? 'ms' : value >= 100_000_000 ? 's' : 'days')
  if (unit === 'days') {
    if (value < DAYS.from || value >= DAYS.to) return { wanted: `${WANTED}, or seconds or milliseconds since 1970` }
    return zoned(Math.round(value * 86_400_000) + SPREADSHEET_ZERO, '', rules)
  }
  const at = Math.floor(unit === 's' ? value * 1000 : value)
  return at < 7_258_118_400_000 ? { at } : { wanted: `${WANTED}, or seconds or milliseconds since 1970` }
}

type DateFound = { readonly parts: Parts; readonly length: number }

/** A spreadsheet's number of a day. */
function dayNumber(cell: string): DateFound | null {
  if (!/^\d{5}(\.0+)?$/.test(cell) || Number(cell) < DAYS.from || Number(cell) >= DAYS.to) return null
  const [year = '', month = '', day = ''] = new Date(Number(cell) * 86_400_000 + SPREADSHEET_ZERO).toISOString().slice(0, 10).split('-')
  return { parts: { year, month, day }, length: cell.length }
}

function dateIn(cell: string, order: DateOrder | null): DateFound | { readonly wants: 'order'; readonly length: number } | null {
  const weekday = /^\p{L}{2,10}\.?,?\s+(?=\d{1,4}[-/.]\d)/u.exec(cell)?.[0] ?? ''
  if (weekday !== '') {
    const found = dateIn(cell.slice(weekday.length), order)
    return found && { ...found, length: found.length + weekday.length }
  }
  const first = YEAR_FIRST.exec(cell)
  if (first) return { parts: { year: first[1]!, month: first[3]!, day: first[4]! }, length: first[0].length }
  const numbers = NUMBERS.exec(cell)
  if (numbers) {
    const [whole, a, , b, short] = numbers as unknown as [string, string, string, string, string]
    const year = wholeYear(short)
    if (order === null && a !== b) return { wants: 'order', length: whole.length }
    return { parts: order === 'month-first' ? { year, month: a, day: b } : { year, month: b, day: a }, length: whole.length }
  }
  const day = DAY_NAMED.exec(cell)
  const month = day ? null : MONTH_NAMED.exec(cell)
  const found = day ? ([day[0], day[1], day[2], day[3]] as const) : month ? ([month[0], month[2], month[1], month[3]] as const) : null
  if (!found) return null
  const number = monthOf(found[2]!)
  return number === 0 ? null : { parts: { year: wholeYear(found[3]!), month: `${number}`, day: found[1]! }, length: found[0].length }
}

function monthOf(name: string): number {
  const plain = name
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
  return MONTHS.findIndex((starts) => starts.some((start) => plain.startsWith(start))) + 1
}

/** A year of two digits is one from 1970 to 2069. */
const wholeYear = (year: string): string => (year.length === 4 ? year : `${Number(year) >= 70 ? 19 : 20}${year}`)

const two = (part: string | number): string => `${part}`.padStart(2, '0')

function instantOf(iso: string): number | null {
  try {
    return parseInstant(iso)
  } catch {
    return null
  }
}

/** The hour of a clock of 24 or, with `a` or `p`, of 12. */
function hourOf(hour: number, half: string | undefined): number | null {
  if (half === undefined) return hour <= 23 ? hour : null
  if (hour < 1 || hour > 12) return null
  return (hour % 12) + (half === 'p' ? 12 : 0)
}
