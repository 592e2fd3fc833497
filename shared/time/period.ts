/**
 * How an agreement cuts time (R10): calendar periods with their anchors, fixed lengths from a date, and windows that end at an
 * instant. Every instant is in exactly one period of a rule that cuts; a window rule has one that ends wherever it is asked.
 */

import { type Cuts, cutsOf } from './cuts.ts'
import { addMonths, type Day, dateText, dayOf, isDate, parseDate, startOfDay } from './dates.ts'
import { isoInZone } from './instant.ts'
import type { EpochMs } from './intervals.ts'
import { parseDuration } from './iso-duration.ts'
import type { PeriodRule } from './rules.ts'
import { toInstant, toLocal, type ZoneRules } from './zone.ts'

/** [from, to) and what it is called: `2026-03`, `2026-Q1`, `2026`, `2026-W14`, or `FROM/TO` as local dates, TO exclusive. */
export interface CalendarPeriod {
  readonly from: EpochMs
  readonly to: EpochMs
  readonly label: string
}

/** The period that holds t; for `rolling` and `lookback` the one that ends at t. Throws RangeError for a length of nothing. */
export function periodAt(rule: PeriodRule, zone: ZoneRules, t: EpochMs): CalendarPeriod {
  if (!('every' in rule)) return windowEnding(rule, zone, t)
  const cuts = cutsOf(rule, zone)
  return made(cuts, cuts.indexAt(t), zone)
}

/** All periods that share time with [from, to), oldest first; of a window rule the one that ends at `to`. */
export function periodsTouching(rule: PeriodRule, zone: ZoneRules, from: EpochMs, to: EpochMs): CalendarPeriod[] {
  if (!('every' in rule)) return [windowEnding(rule, zone, to)]
  const cuts = cutsOf(rule, zone)
  const out: CalendarPeriod[] = []
  for (let i = cuts.indexAt(from); cuts.start(i) < to; i++) {
    // A day that a zone skipped is a period of nothing.
    if (cuts.start(i) < cuts.start(i + 1)) out.push(made(cuts, i, zone))
  }
  return out
}

/** The period of that label, or the one that holds the first instant of a local date; null where there is none. */
export function periodNamed(rule: PeriodRule, zone: ZoneRules, label: string): CalendarPeriod | null {
  if (!('every' in rule)) return null
  if (isDate(label)) return periodAt(rule, zone, startOfDay(parseDate(label), zone))
  const first = firstDayOf(label)
  if (first === null) return null
  const start = startOfDay(first, zone)
  // An elapsed length may begin later on the date that names it.
  const found = periodsTouching(rule, zone, start, startOfDay(first + 1, zone)).find((period) => period.label === label)
  return found ?? null
}

export const periodAfter = (rule: PeriodRule, zone: ZoneRules, period: CalendarPeriod): CalendarPeriod =>
  'every' in rule ? periodAt(rule, zone, period.to) : windowStarting(rule, zone, period.to)

export const periodBefore = (rule: PeriodRule, zone: ZoneRules, period: CalendarPeriod): CalendarPeriod =>
  periodAt(rule, zone, 'every' in rule ? period.from - 1 : period.from)

/** The window of `rolling` or `lookback` that ends at `at`: days and months back on the wall clock, hours as elapsed time. */
export function windowEnding(rule: PeriodRule, zone: ZoneRules, at: EpochMs): CalendarPeriod {
  const from = movedPeriod(zone, at, lengthOf(rule), -1)
  return { from, to: at, label: datesLabel(from, at, zone) }
}

function windowStarting(rule: PeriodRule, zone: ZoneRules, from: EpochMs): CalendarPeriod {
  const to = movedPeriod(zone, from, lengthOf(rule), 1)
  return { from, to, label: datesLabel(from, to, zone) }
}

function lengthOf(rule: PeriodRule): string {
  if ('rolling' in rule) return rule.rolling
  if ('lookback' in rule) return rule.lookback
  throw new RangeError(`not a window: ${JSON.stringify(rule.every)}, want rolling or lookback`)
}

/** An instant a duration later (1) or earlier (-1), its calendar parts on the wall clock of the zone. */
export function movedPeriod(zone: ZoneRules, at: EpochMs, duration: string, direction: 1 | -1): EpochMs {
  const { years, months, weeks, days, ms } = parseDuration(duration)
  const elapsed = at + direction * ms
  if (!years && !months && !weeks && !days) return elapsed
  const local = toLocal(zone, elapsed)
  const day = Math.floor(local / DAY)
  const target = addMonths(day, direction * (12 * years + months), 'same-day') + direction * (7 * weeks + days)
  return toInstant(zone, local + (target - day) * DAY)
}
const DAY = 86_400_000

function made(cuts: Cuts, index: number, zone: ZoneRules): CalendarPeriod {
  const from = cuts.start(index)
  const to = cuts.start(index + 1)
  return { from, to, label: cuts.label(index) ?? datesLabel(from, to, zone) }
}

/** Two days hold more than one period of a length below two days, so its label needs the time as well. */
function datesLabel(from: EpochMs, to: EpochMs, zone: ZoneRules): string {
  if (to - from < 2 * DAY && (startOfDay(dayOf(from, zone), zone) !== from || startOfDay(dayOf(to, zone), zone) !== to)) {
    return `${isoInZone(from, zone)}/${isoInZone(to, zone)}`
  }
  return `${dateText(dayOf(from, zone))}/${dateText(dayOf(to, zone))}`
}

const CALENDAR_LABEL = /^(\d{4})(?:-(?:(\d\d)|Q([1-4])|W(\d\d)))?$/

/** The local date a label begins on, null where it is no label. Whether such a period exists is for the caller to see. */
function firstDayOf(label: string): Day | null {
  const from = label.split('/')[0]!
  if (label.includes('/')) return isDate(from.slice(0, 10)) ? parseDate(from.slice(0, 10)) : null
  const found = CALENDAR_LABEL.exec(label)
  if (!found) return null
  const [, year, month, quarter, week] = found
  const first = `${year}-${month ?? String(quarter ? 3 * Number(quarter) - 2 : 1).padStart(2, '0')}-01`
  if (!isDate(first)) return null
  const day = parseDate(first)
  return week === undefined ? day : weekStart(day, Number(week))
}

/** Monday of an ISO week: week 1 is the one with 4 January in it. */
function weekStart(firstOfJanuary: Day, week: number): Day {
  const fourth = firstOfJanuary + 3
  return fourth - ((((fourth + 3) % 7) + 7) % 7) + 7 * (week - 1)
}
