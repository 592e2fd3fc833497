/** How long a clock may run (R28): a length in the calendar of its severity, or until a time of a business day (R46, R61). */
import type { ClockTarget as ContractTarget, Severity } from '../../contract/model.ts'
import { DAY_MS, type Day, dayOf, startOfDay } from '../../time/dates.ts'
import type { DurationMs, EpochMs } from '../../time/intervals.ts'
import { elapsedMs } from '../../time/iso-duration.ts'
import { toInstant } from '../../time/zone.ts'
import type { Context } from '../model/measured.ts'
import { WEEKDAYS } from '../periods/calendar-hours.ts'
import { businessDayAfter } from '../periods/deadline.ts'
import type { ClockKind } from './ticket-clock.ts'

/** Either a length, or an instant that holds move. */
export type Limit = { readonly ms: DurationMs } | { readonly by: EpochMs }

export interface ResolvedTarget {
  readonly limit: Limit
  /** What the clock counts in; undefined is always. */
  readonly calendar: string | undefined
}

/** Of a run that starts at `start`; null where the severity promises nothing for the clock. */
export type TargetOf = (severity: Severity, start: EpochMs | null) => ResolvedTarget | null

type Days = Exclude<ContractTarget, string>

export function clockTargets({ zone, hours }: Pick<Context, 'zone' | 'hours'>, clock: ClockKind): TargetOf {
  const lengths = new Map<Severity, ResolvedTarget>()
  return (severity, start) => {
    const target = severity[clock]
    if (target === undefined) return null
    if (typeof target !== 'string') {
      const calendar = severity.calendar ?? WEEKDAYS
      return { limit: start === null ? { ms: 0 } : { by: dayLimit(target, calendar, start) }, calendar }
    }
    const length = lengths.get(severity) ?? { limit: { ms: elapsedMs(target) }, calendar: severity.calendar }
    lengths.set(severity, length)
    return length
  }

  /** The n-th open day after the one it starts on; on a closed day, and once the day is over, the same day is the next open one. */
  function dayLimit({ businessDays, by }: Days, calendar: string, start: EpochMs): EpochMs {
    const own = dayOf(start, zone)
    try {
      const day = businessDayAfter(Math.max(1, businessDays), calendar, businessDays === 0 ? own - 1 : own, { zone, hours })
      const limit = endOf(day, by, calendar)
      return businessDays === 0 && limit <= start ? endOf(businessDayAfter(1, calendar, own, { zone, hours }), by, calendar) : limit
    } catch (error) {
      // A calendar that never opens never closes a day.
      if (error instanceof RangeError) return Number.MAX_SAFE_INTEGER
      throw error
    }
  }

  /** Closing time, or the local time that the agreement names. */
  function endOf(day: Day, by: string | undefined, calendar: string): EpochMs {
    if (by !== undefined) return toInstant(zone, day * DAY_MS + minuteOfDay(by) * 60_000)
    const from = startOfDay(day, zone)
    const to = startOfDay(day + 1, zone)
    const open = hours(calendar, from, to)
    let closing = to
    for (let i = 0; i < open.length; i += 2) {
      if (open[i]! < to && open[i + 1]! > from) closing = Math.min(open[i + 1]!, to)
    }
    return closing
  }
}

/** `16:00` in minutes after midnight. */
export const minuteOfDay = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3))
