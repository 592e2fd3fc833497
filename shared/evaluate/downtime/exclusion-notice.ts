/** Whether maintenance was announced early enough to be excluded (R19): the clause's notice in elapsed time, days or business days. */
import type { Exclusion } from '../../contract/model.ts'
import type { Maintenance } from '../../evidence/model.ts'
import { DAY_MS, type Day, dayOf, startOfDay, weekday } from '../../time/dates.ts'
import { type EpochMs, totalIn } from '../../time/intervals.ts'
import { movedPeriod } from '../../time/period.ts'
import { toInstant, toLocal, type ZoneRules } from '../../time/zone.ts'
import type { CalendarHours } from '../periods/calendar-hours.ts'

interface Clocks {
  readonly zone: ZoneRules
  readonly hours: CalendarHours
}

/** Whether from − announcedAt is at least the clause's `notice`. A window without an announcement was not announced in time. */
export function announcedInTime({ zone, hours }: Clocks, { notice }: Exclusion, { announcedAt, from }: Maintenance): boolean {
  if (notice === undefined) return true
  if (announcedAt === undefined) return false
  if (typeof notice === 'string') return movedPeriod(zone, announcedAt, notice, 1) <= from
  const rested = notice.days === undefined ? announcedAt : movedPeriod(zone, announcedAt, `P${notice.days}D`, 1)
  return businessDaysLater(rested, notice.businessDays ?? 0, from, zone, openOn(notice.calendar, zone, hours)) <= from
}

/**
 * The same time of day on the n-th open date after that of `start`; POSITIVE_INFINITY where that is later than `limit`, so
 * that a calendar which never opens is asked no further.
 */
function businessDaysLater(start: EpochMs, n: number, limit: EpochMs, zone: ZoneRules, isOpen: (day: Day) => boolean): EpochMs {
  if (n === 0) return start
  const local = toLocal(zone, start)
  let day = Math.floor(local / DAY_MS)
  const last = dayOf(limit, zone)
  for (let left = n; left > 0; ) {
    day++
    if (day > last) return Number.POSITIVE_INFINITY
    if (isOpen(day)) left--
  }
  return toInstant(zone, local + (day - Math.floor(local / DAY_MS)) * DAY_MS)
}

/** Whether a calendar is open at all on a date; Monday to Friday where none is named (R26). */
function openOn(calendar: string | undefined, zone: ZoneRules, hours: CalendarHours): (day: Day) => boolean {
  if (calendar === undefined) return (day) => weekday(day) < 5
  return (day) => {
    const from = startOfDay(day, zone)
    const to = startOfDay(day + 1, zone)
    return totalIn(hours(calendar, from, to), from, to) > 0
  }
}
