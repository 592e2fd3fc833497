/** An agreement's calendars as instants, each compiled once and again only where a question reaches further. */
import type { Contract } from '../../contract/model.ts'
import { compileHours } from '../../time/calendar.ts'
import { type EpochMs, type IntervalSet, interval } from '../../time/intervals.ts'
import type { ZoneRules, Zones } from '../../time/zone.ts'

/** The instants at which a calendar is open, over at least [from, to). Throws RangeError for an unknown name. */
export type CalendarHours = (name: string, from: EpochMs, to: EpochMs) => IntervalSet

export function calendarHours(contract: Contract, zone: ZoneRules, zones: Zones): CalendarHours {
  const compiled = new Map<string, { readonly from: EpochMs; readonly to: EpochMs; readonly set: IntervalSet }>()
  return (name, from, to) => {
    if (name === 'always') return interval(from, Math.max(from, to))
    const before = compiled.get(name)
    if (before && before.from <= from && to <= before.to) return before.set
    // Questions come period by period: reaching as far again as before keeps the times of compiling few.
    const more = before ? before.to - before.from : SLACK_MS
    const reach = {
      from: !before || from < before.from ? Math.min(from, before?.from ?? from) - more : before.from,
      to: !before || to > before.to ? Math.max(to, before?.to ?? to) + more : before.to,
    }
    const set = compileHours(name, name === WEEKDAYS ? WEEKDAYS_RULE : contract.calendars, zone, zones, reach.from, reach.to)
    compiled.set(name, { ...reach, set })
    return set
  }
}

/** Monday to Friday round the clock, for business days of no calendar (R46); no agreement can name a calendar like this. */
export const WEEKDAYS = '@weekdays'
const WEEKDAYS_RULE = { [WEEKDAYS]: { weekly: { 'mon-fri': ['00:00-24:00'] } } }

const SLACK_MS = 35 * 86_400_000
