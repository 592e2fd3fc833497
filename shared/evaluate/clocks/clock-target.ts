/** How long a clock may run (R28): a length in the calendar of its severity, or until the end of a business day (R46). */
import type { Severity } from '../../contract/model.ts'
import type { DurationMs, EpochMs } from '../../time/intervals.ts'
import { elapsedMs } from '../../time/iso-duration.ts'
import type { Context } from '../model/measured.ts'
import { anchoredAt, lastInstant } from '../periods/deadline.ts'
import type { ClockKind } from './ticket-clock.ts'

export interface ClockTargetAt {
  readonly ms: DurationMs
  /** What the clock counts in; undefined is always. */
  readonly calendar: string | undefined
}

/** Of a run that starts at `start`; null where the severity promises nothing for the clock. */
export type TargetOf = (severity: Severity, start: EpochMs | null) => ClockTargetAt | null

export function clockTargets({ zone, hours }: Pick<Context, 'zone' | 'hours'>, clock: ClockKind): TargetOf {
  const lengths = new Map<Severity, ClockTargetAt>()
  return (severity, start) => {
    const target = severity[clock]
    if (target === undefined) return null
    // A day ends for everybody at once: the clock runs round it.
    if (typeof target !== 'string')
      return { ms: start === null ? 0 : dayEnd(target.businessDays, severity.calendar, start) - start, calendar: undefined }
    const length = lengths.get(severity) ?? { ms: elapsedMs(target), calendar: severity.calendar }
    lengths.set(severity, length)
    return length
  }

  /** On a closed day, the same day is the next that is open. */
  function dayEnd(businessDays: number, calendar: string | undefined, start: EpochMs): EpochMs {
    const anchor = anchoredAt(start, zone)
    const from = businessDays === 0 ? { ...anchor, day: anchor.day - 1 } : anchor
    const within = { businessDays: Math.max(1, businessDays), ...(calendar !== undefined && { calendar }) }
    try {
      return lastInstant(within, from, { zone, hours }).by
    } catch (error) {
      // A calendar that never opens never closes a day.
      if (error instanceof RangeError) return Number.MAX_SAFE_INTEGER
      throw error
    }
  }
}
