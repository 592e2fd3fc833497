/** How long a clock may run (R28): a length in the calendar of its severity, or until the end of a business day (R46). */
import type { Severity } from '../agreement/model.ts'
import { elapsedMs } from '../time/duration.ts'
import type { DurationMs, EpochMs } from '../time/intervals.ts'
import type { ClockKind } from './clock.ts'
import { anchoredAt, lastInstant } from './deadline.ts'
import type { Context } from './measure.ts'
import type { ServiceHours } from './service-hours.ts'

type HoursOf = (calendar: string | undefined) => ServiceHours

/** Of a run that starts at `start`, ms of open time; null where the severity promises nothing for the clock. */
export type TargetOf = (severity: Severity, start: EpochMs | null) => DurationMs | null

export function clockTargets({ zone, hours }: Pick<Context, 'zone' | 'hours'>, clock: ClockKind, hoursOf: HoursOf): TargetOf {
  const lengths = new Map<string, DurationMs>()
  return (severity, start) => {
    const target = severity[clock]
    if (target === undefined) return null
    if (typeof target !== 'string') return untilDayEnds(target, severity.calendar, start)
    const known = lengths.get(target) ?? elapsedMs(target)
    lengths.set(target, known)
    return known
  }

  /** The open time from the start to the end of that day, so that pauses and closed hours count as they do for any target. */
  function untilDayEnds(within: { readonly businessDays: number }, calendar: string | undefined, start: EpochMs | null): DurationMs {
    if (start === null) return 0
    return hoursOf(calendar).elapsed(start, dayEnd(within, calendar, start))
  }

  function dayEnd(within: { readonly businessDays: number }, calendar: string | undefined, start: EpochMs): EpochMs {
    try {
      return lastInstant({ ...within, ...(calendar !== undefined && { calendar }) }, anchoredAt(start, zone), { zone, hours }).by
    } catch (error) {
      // A calendar that never opens: no time of its clock ever passes.
      if (error instanceof RangeError) return start
      throw error
    }
  }
}
