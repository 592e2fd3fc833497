/**
 * Instants as other people's tables write them: ISO 8601 and its cousins, days before months or months before days, names of
 * months, seconds or milliseconds since 1970. What a text leaves open (whose clock, which comes first) is said, never guessed.
 */

import { parseInstant } from '../../time/instant.ts'
import type { DurationMs, EpochMs } from '../../time/intervals.ts'
import { elapsedMs } from '../../time/iso-duration.ts'
import { offsetAt, toInstant, toLocal, type ZoneRules } from '../../time/zone.ts'

export type DateOrder = 'day-first' | 'month-first'

export interface TimeRules {
  /** The clock of times that name none; null while nobody has said. */
  readonly zone: ZoneRules | null
  /** Which comes first in `03/04/2026`; null while nobody has said. */
  readonly order: DateOrder | null
  /** Of whole numbers; by their size where it is absent. */
  readonly epoch?: 's' | 'ms' | undefined
}

/** An instant; what has to be known first; or what was wanted instead. */
export type TimeRead = { readonly at: EpochMs } | { readonly wants: 'zone' | 'order' } | { readonly wanted: string }

interface Parts {
  readonly year: string
  readonly month: string
  readonly day: string
}

const TIME = /^(?:[T,]?\s*|,?\s+at\s+)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*([ap])?\.?(?:m\.?)?\s*(.*)$/i
const YEAR_FIRST = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)/
const NUMBERS = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)/
const DAY_NAMED = /^(?:[a-z]{3,9},?\s+)?(\d{1,2})(?:st|nd|rd|th|\.)?[\s-]+([a-z]{3,9})\.?,?[\s-]+(\d{4})(?!\d)/i
const MONTH_NAMED = /^(?:[a-z]{3,9},\s+)?([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)/i
const OFFSET = /^(?:(Z|UTC|GMT)|(?:UTC|GMT)?([+-])(\d{1,2}):?(\d{2})?)(?:\s*\([^)]*\)|\[[\w/+-]+\])?$/i
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

const WANTED = 'an instant such as 2026-03-01T09:30:00Z or 2026-03-01 09:30'

/** Reads one cell, which is not empty. */
export function readTime(text: string, rules: TimeRules): TimeRead {
  const cell = text.trim()
  if (/^\d+(\.\d+)?$/.test(cell)) return readNumber(cell, rules)
  const found = dateIn(cell, rules.order)
  if (found === null) return { wanted: WANTED }
  if ('wants' in found) return found
  const time = TIME.exec(cell.slice(found.length))
  if (!time) return { wanted: `${WANTED}, with a time of day` }
  const hour = hourOf(Number(time[1]), time[5]?.toLowerCase())
  if (hour === null) return { wanted: 'an hour of a clock' }
  const clock = `${two(hour)}:${time[2]}:${time[3] ?? '00'}.${(time[4] ?? '').padEnd(3, '0').slice(0, 3)}`
  const { year, month, day } = found.parts
  const local = instantOf(`${year}-${two(month)}-${two(day)}T${clock}Z`)
  if (local === null) return { wanted: 'a day and a time that there are' }
  return zoned(local, time[6] ?? '', rules.zone)
}

function zoned(local: number, suffix: string, zone: ZoneRules | null): TimeRead {
  if (suffix !== '') {
    const offset = OFFSET.exec(suffix)
    if (!offset) return { wanted: 'an offset such as Z or +02:00 behind the time: letters such as CET or PST are no offset' }
    const [, , sign, hours, minutes = '0'] = offset
    const east = sign === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000
    return Math.abs(east) <= 50_400_000 ? { at: local - east } : { wanted: 'an offset of at most 14 hours' }
  }
  if (!zone) return { wants: 'zone' }
  const at = toInstant(zone, local)
  if (toLocal(zone, at) !== local) return { wanted: `a time that the clocks of ${zone.id} showed: they went past this one` }
  // Half a day on, the clock has been set back where it is: then the same time comes once more.
  const again = local - offsetAt(zone, at + 43_200_000)
  if (again > at && toLocal(zone, again) === local) return { wanted: `an offset behind the time: the clocks of ${zone.id} showed it twice` }
  return { at }
}

/** Below a hundred thousand million it is seconds (until the year 5138), from there on ms (from 1973). */
function readNumber(cell: string, { epoch }: TimeRules): TimeRead {
  const value = Number(cell)
  const unit = epoch ?? (value >= 100_000_000_000 ? 'ms' : 's')
  const at = Math.floor(unit === 's' ? value * 1000 : value)
  // A count of days, as spreadsheets keep it, is no instant: it would be one of 1970.
  const plausible = epoch !== undefined || value >= 100_000_000
  return plausible && at < 7_258_118_400_000 ? { at } : { wanted: `${WANTED}, or seconds or milliseconds since 1970` }
}

function dateIn(
  cell: string,
  order: DateOrder | null,
): { readonly parts: Parts; readonly length: number } | { readonly wants: 'order' } | null {
  const first = YEAR_FIRST.exec(cell)
  if (first) return { parts: { year: first[1]!, month: first[3]!, day: first[4]! }, length: first[0].length }
  const numbers = NUMBERS.exec(cell)
  if (numbers) {
    const [whole, a, , b, year] = numbers as unknown as [string, string, string, string, string]
    if (order === null && a !== b) return { wants: 'order' }
    return { parts: order === 'month-first' ? { year, month: a, day: b } : { year, month: b, day: a }, length: whole.length }
  }
  const day = DAY_NAMED.exec(cell)
  const month = day ? null : MONTH_NAMED.exec(cell)
  const found = day ? ([day[0], day[1], day[2], day[3]] as const) : month ? ([month[0], month[2], month[1], month[3]] as const) : null
  if (!found) return null
  const number = MONTHS.indexOf(found[2]!.slice(0, 3).toLowerCase()) + 1
  return number === 0 ? null : { parts: { year: found[3]!, month: `${number}`, day: found[1]! }, length: found[0].length }
}

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

export interface OrderFound {
  /** What the cells prove; null where they prove nothing, or both. */
  readonly order: DateOrder | null
  /** A cell that proves it, or one that could be either. */
  readonly example: string
  /** Whether the cells contradict each other. */
  readonly both: boolean
}

/** Which of day and month comes first, as far as the cells themselves say: a number over 12 is no month. null where none needs it. */
export function orderOf(cells: Iterable<string>): OrderFound | null {
  let day: string | null = null
  let month: string | null = null
  let either: string | null = null
  for (const cell of cells) {
    const found = NUMBERS.exec(cell.trim())
    if (!found || found[1] === found[3]) continue
    if (Number(found[1]) > 12) day ??= cell
    else if (Number(found[3]) > 12) month ??= cell
    else either ??= cell
  }
  if (day !== null && month !== null) return { order: null, example: `${day}, ${month}`, both: true }
  if (day !== null) return { order: 'day-first', example: day, both: false }
  if (month !== null) return { order: 'month-first', example: month, both: false }
  return either === null ? null : { order: null, example: either, both: false }
}

export type LengthUnit = 'ms' | 's' | 'min' | 'h'
export const UNITS: Readonly<Record<LengthUnit, number>> = { ms: 1, s: 1000, min: 60_000, h: 3_600_000 }

const WORD = /^(\d+(?:[.,]\d+)?)\s*(ms|milliseconds?|s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?)\b[\s,]*/i
const LETTERS: Readonly<Record<string, number>> = { ms: 1, mi: 60_000, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** `PT5M`, `1:20:00`, `1 h 20 min`, or a number of `unit`. */
export function readLength(
  text: string,
  unit: LengthUnit | null,
): { readonly ms: DurationMs } | { readonly wants: 'unit' } | { readonly wanted: string } {
  const cell = text.trim()
  const wanted = 'a length of time such as PT5M, 1:20:00 or 80 min'
  if (/^\d+(\.\d+)?$/.test(cell)) return unit === null ? { wants: 'unit' } : { ms: Math.round(Number(cell) * UNITS[unit]) }
  const clock = /^(\d{1,5}):([0-5]\d):([0-5]\d)$/.exec(cell)
  if (clock) return { ms: (Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3])) * 1000 }
  if (/^P/.test(cell)) {
    try {
      return { ms: elapsedMs(cell) }
    } catch {
      return { wanted }
    }
  }
  let rest = cell
  let ms = 0
  for (let found = WORD.exec(rest); found; found = WORD.exec(rest)) {
    ms += Number(found[1]!.replace(',', '.')) * lengthOf(found[2]!.toLowerCase())
    rest = rest.slice(found[0].length)
  }
  return rest === '' && cell !== '' ? { ms: Math.round(ms) } : { wanted }
}

const lengthOf = (word: string): number => (word.startsWith('mil') ? 1 : (LETTERS[word] ?? LETTERS[word[0]!] ?? Number.NaN))
