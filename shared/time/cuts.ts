/**
 * The instants at which a period rule cuts time, numbered: period i is [start(i), start(i + 1)). Each start is computed from
 * its number and never from the one before, so that a billing day of 31 does not drift to 28 after a February.
 */
import { addMonths, civil, DAY_MS, type Day, dayFrom, dayOf, daysInMonth, parseDate, startOfDay, weekday } from './dates.ts'
import type { EpochMs } from './intervals.ts'
import { parseDuration } from './iso-duration.ts'
import type { Anchor, CalendarUnit, PeriodRule } from './rules.ts'
import type { ZoneRules } from './zone.ts'

export interface Cuts {
  readonly start: (index: number) => EpochMs
  /** The number of the period that holds t. */
  readonly indexAt: (t: EpochMs) => number
  /** The calendar's own name of the period, null where calendar and period do not coincide. */
  readonly label: (index: number) => string | null
}

const MONTHS = { month: 1, quarter: 3, year: 12 } as const
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

/** Throws RangeError for a length of nothing or text that the reader should have refused. */
export function cutsOf(rule: Extract<PeriodRule, { every: string }>, zone: ZoneRules): Cuts {
  if ('from' in rule) return fixedCuts(rule.every, parseDate(rule.from), zone)
  const anchor = rule.anchor ?? {}
  const unit = rule.every as CalendarUnit
  return unit === 'week' ? weekCuts(anchor, zone) : monthCuts(unit, anchor, zone)
}

function monthCuts(unit: 'month' | 'quarter' | 'year', anchor: Anchor, zone: ZoneRules): Cuts {
  const length = MONTHS[unit]
  const day = anchor.day ?? 1
  const shift = ((anchor.month ?? 1) - 1) % length
  const month = (index: number): number => index * length + shift
  const start = (index: number): EpochMs => {
    const { year, month: of } = civil(dayFrom(1970, month(index) + 1, 1))
    return startOfDay(dayFrom(year, of, Math.min(day, daysInMonth(year, of))), zone)
  }
  const guess = (t: EpochMs): number => {
    const { year, month: of } = civil(dayOf(t, zone))
    return Math.floor(((year - 1970) * 12 + of - 1 - shift) / length)
  }
  const label = (index: number): string | null => {
    if (day !== 1 || shift !== 0) return null
    const { year, month: of } = civil(dayFrom(1970, month(index) + 1, 1))
    if (unit === 'year') return String(year)
    return unit === 'quarter' ? `${year}-Q${(of + 2) / 3}` : `${year}-${String(of).padStart(2, '0')}`
  }
  return { start, indexAt: settle(start, guess), label }
}

function weekCuts(anchor: Anchor, zone: ZoneRules): Cuts {
  const first = WEEKDAYS.indexOf(anchor.weekday ?? 'mon')
  // Day 4 is Monday, 5 January 1970.
  const day = (index: number): Day => 4 + first + 7 * index
  const start = (index: number): EpochMs => startOfDay(day(index), zone)
  const guess = (t: EpochMs): number => Math.floor((dayOf(t, zone) - 4 - first) / 7)
  return { start, indexAt: settle(start, guess), label: (index) => (first === 0 ? weekLabel(day(index)) : null) }
}

/** ISO 8601: a week belongs to the year of its Thursday. */
function weekLabel(monday: Day): string {
  const { year } = civil(monday + 3)
  const fourth = dayFrom(year, 1, 4)
  const week = (monday - (fourth - weekday(fourth))) / 7 + 1
  return `${year}-W${String(week).padStart(2, '0')}`
}

function fixedCuts(text: string, origin: Day, zone: ZoneRules): Cuts {
  const { years, months, weeks, days, ms } = parseDuration(text)
  const byMonths = 12 * years + months
  const byDays = 7 * weeks + days
  if (!byMonths && !byDays && !ms) throw new RangeError(`not a period: ${JSON.stringify(text)} has no length`)
  const start = (index: number): EpochMs => startOfDay(addMonths(origin, byMonths * index, 'same-day') + byDays * index, zone) + ms * index
  const about = (byMonths * 30.436875 + byDays) * DAY_MS + ms
  const guess = (t: EpochMs): number => Math.floor((t - start(0)) / about)
  return { start, indexAt: settle(start, guess), label: () => null }
}

/** Walks from a guess to the last period that starts at or before t; an empty one is thereby passed over. */
function settle(start: (index: number) => EpochMs, guess: (t: EpochMs) => number): (t: EpochMs) => number {
  return (t) => {
    let index = guess(t)
    while (start(index) > t) index--
    while (start(index + 1) <= t) index++
    return index
  }
}
