/**
 * Last instants (R26): an anchor and a distance become the first instant at which it is too late, in the agreement's
 * zone. Hours are elapsed time; days, business days, months and billing cycles count from the anchor's local date and
 * end with a day. Used for claims, for the last day to cancel and for deliverables that follow an event.
 */
import type { Within } from '../../contract/model.ts'
import { addMonths, DAY_MS, type Day, dateText, dayOf, startOfDay, weekday } from '../../time/dates.ts'
import type { EpochMs, IntervalSet } from '../../time/intervals.ts'
import { type Duration, parseDuration } from '../../time/iso-duration.ts'
import { periodAfter, periodAt } from '../../time/period.ts'
import type { PeriodRule } from '../../time/rules.ts'
import { toInstant, toLocal, type ZoneRules } from '../../time/zone.ts'
import { reason } from '../model/reasons.ts'
import type { Deadline, Reason } from '../model/report.ts'

/** What a deadline counts from: an instant, and the local date that counts as day 0. */
export interface DeadlineAnchor {
  readonly at: EpochMs
  readonly day: Day
}

export interface DeadlineRules {
  readonly zone: ZoneRules
  /** A named calendar as instants, over at least [from, to). */
  readonly hours: (name: string, from: EpochMs, to: EpochMs) => IntervalSet
  /** Default: calendar months. */
  readonly billing?: PeriodRule
  /** Called when a default was used because the text is silent. */
  readonly assume?: (used: string, reason: Reason) => void
}

/** An anchor that is an event: its own local date is day 0. */
export const anchoredAt = (at: EpochMs, zone: ZoneRules): DeadlineAnchor => ({ at, day: dayOf(at, zone) })

/** An anchor that is an end: the date of its last millisecond is day 0, so that the end of March counts from 31 March. */
export const anchoredEnd = (end: EpochMs, zone: ZoneRules): DeadlineAnchor => ({ at: end, day: dayOf(end - 1, zone) })

/**
 * `within` after the anchor.
 * @throws RangeError for a duration that does not parse, or a calendar that is never open on enough days.
 */
export function lastInstant(within: Within, anchor: DeadlineAnchor, rules: DeadlineRules): Deadline {
  if (typeof within === 'string') return afterDuration(parseDuration(within), anchor, rules.zone)
  if ('businessDays' in within) return endOf(businessDay(within.businessDays, within.calendar, anchor.day, rules), rules.zone)
  if ('days' in within) return endOf(anchor.day + within.days, rules.zone)
  if ('months' in within) {
    return endOf(monthsAfter(within, anchor.day, rules), rules.zone)
  }
  return endOfCycle(within.billingCycles, anchor, rules)
}

/** The n-th day before `day` (1 is the one just before it) on which the calendar is open; Monday to Friday without one. */
export function businessDaysBefore(n: number, calendar: string | undefined, day: Day, rules: DeadlineRules): Day {
  return walk(n, day, -1, calendar, rules)
}

function monthsAfter({ months, eom }: { months: number; eom?: 'sticky' | 'same-day' }, day: Day, { assume }: DeadlineRules): Day {
  const sticky = addMonths(day, months, 'sticky')
  if (eom) return addMonths(day, months, eom)
  // Only from the last day of a month do the two differ.
  if (sticky !== addMonths(day, months, 'same-day')) {
    assume?.('sticky', reason('eom-unstated'))
  }
  return sticky
}

function endOf(last: Day, zone: ZoneRules): Deadline {
  return { by: startOfDay(last + 1, zone), lastDay: dateText(last) }
}

/** Months and years stick to the end of the month; hours after days start from the anchor's wall-clock time. */
function afterDuration({ years, months, weeks, days, ms }: Duration, anchor: DeadlineAnchor, zone: ZoneRules): Deadline {
  const dated = years || months || weeks || days
  if (!dated) return { by: anchor.at + ms, lastDay: null }
  const last = (from: Day): Day => addMonths(from, years * 12 + months, 'sticky') + weeks * 7 + days
  if (!ms) return endOf(last(anchor.day), zone)
  const local = toLocal(zone, anchor.at)
  const day = Math.floor(local / DAY_MS)
  return { by: toInstant(zone, local + (last(day) - day) * DAY_MS) + ms, lastDay: null }
}

/** The n-th day after `day` on which the calendar is open at all. Throws RangeError where it is not open on so many. */
export const businessDayAfter = (n: number, calendar: string, day: Day, rules: DeadlineRules): Day => walk(n, day, 1, calendar, rules)

function businessDay(n: number, calendar: string | undefined, from: Day, rules: DeadlineRules): Day {
  if (calendar === undefined) rules.assume?.('mon-fri', reason('business-days-unstated'))
  return walk(n, from, 1, calendar, rules)
}

/** A calendar that is not open on enough days. */
export class NeverOpen extends RangeError {
  readonly calendar: string
  constructor(calendar: string, days: number, from: Day) {
    super(`${calendar} is not open on ${days} days after ${dateText(from)}`)
    this.calendar = calendar
  }
}

/** Far enough for any notice, and an end for a calendar that never opens. */
const FURTHEST_DAYS = 3 * 366

function walk(n: number, from: Day, step: 1 | -1, calendar: string | undefined, rules: DeadlineRules): Day {
  const isOpen = calendar === undefined ? (day: Day) => weekday(day) < 5 : opening(calendar, from, step, rules)
  let day = from
  for (let open = 0; open < n; ) {
    day += step
    if (Math.abs(day - from) > FURTHEST_DAYS + n * 7) throw new NeverOpen(calendar ?? '', n, from)
    if (isOpen(day)) open++
  }
  return day
}

/** Whether a calendar is open at all on a local date, compiled a quarter at a time. */
function opening(calendar: string, first: Day, step: 1 | -1, { zone, hours }: DeadlineRules): (day: Day) => boolean {
  const CHUNK = 92
  let from = first
  let to = first
  let open: ReadonlySet<Day> = new Set()
  return (day) => {
    if (day < from || day >= to) {
      from = step > 0 ? day : day - CHUNK + 1
      to = from + CHUNK
      open = openDays(hours(calendar, startOfDay(from, zone), startOfDay(to, zone)), from, to, zone)
    }
    return open.has(day)
  }
}

function openDays(set: IntervalSet, from: Day, to: Day, zone: ZoneRules): ReadonlySet<Day> {
  const open = new Set<Day>()
  for (let i = 0; i < set.length; i += 2) {
    const start = Math.max(set[i]!, startOfDay(from, zone))
    const end = Math.min(set[i + 1]!, startOfDay(to, zone))
    if (start >= end) continue
    for (let day = dayOf(start, zone); day <= dayOf(end - 1, zone); day++) open.add(day)
  }
  return open
}

/** The end of the n-th full cycle after the one that holds the anchor's date. */
function endOfCycle(n: number, anchor: DeadlineAnchor, { zone, billing, assume }: DeadlineRules): Deadline {
  if (!billing) assume?.('month', reason('billing-unstated'))
  const rule: PeriodRule = billing ?? { every: 'month' }
  // An end belongs to the cycle that it ends, as its date does.
  const at = dayOf(anchor.at, zone) === anchor.day ? anchor.at : anchor.at - 1
  let cycle = periodAt(rule, zone, at)
  for (let i = 0; i < n; i++) cycle = periodAfter(rule, zone, cycle)
  return { by: cycle.to, lastDay: dateText(dayOf(cycle.to - 1, zone)) }
}
