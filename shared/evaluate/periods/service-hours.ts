/**
 * A named calendar as a clock counts in it: elapsed time, and instants a distance away. Compiles as much of the calendar
 * as is asked for, and more when an answer lies beyond.
 */
import { type BusinessHours, beforeIn, compile, dueIn, elapsedIn } from '../../time/business.ts'
import { END_OF_TIME } from '../../time/instant.ts'
import type { DurationMs, EpochMs, IntervalSet } from '../../time/intervals.ts'

export interface ServiceHours {
  /** Open ms in [from, to). */
  readonly elapsed: (from: EpochMs, to: EpochMs) => DurationMs
  /** The earliest instant at which `ms` of open time have elapsed since `start`; null where it never does. */
  readonly due: (start: EpochMs, ms: DurationMs) => EpochMs | null
  /** The latest instant from which `ms` of open time are left until `instant`; null where there never were so many. */
  readonly before: (instant: EpochMs, ms: DurationMs) => EpochMs | null
}

const DAY = 86_400_000
/** Calendars closed for longer than this are taken to be closed for good. */
const FURTHEST = 20 * 366 * DAY

export type OpenHours = (name: string, from: EpochMs, to: EpochMs) => IntervalSet

/** Clocks by calendar name, each compiled once and reused. */
export function serviceHours(hours: OpenHours): (name: string | undefined) => ServiceHours {
  const made = new Map<string, ServiceHours>()
  return (name = 'always') => {
    const found = made.get(name) ?? (name === 'always' ? ALWAYS : growing((from, to) => hours(name, from, to)))
    made.set(name, found)
    return found
  }
}

const ALWAYS: ServiceHours = {
  elapsed: (from, to) => to - from,
  due: (start, ms) => start + ms,
  before: (instant, ms) => instant - ms,
}

function growing(hours: (from: EpochMs, to: EpochMs) => IntervalSet): ServiceHours {
  let from = 0
  let to = 0
  let compiled: BusinessHours | null = null
  const over = (a: EpochMs, b: EpochMs): BusinessHours => {
    const wantFrom = Math.max(0, a)
    const wantTo = Math.min(END_OF_TIME, b)
    if (compiled === null) {
      from = wantFrom
      to = wantTo
    } else if (wantFrom < from || wantTo > to) {
      // At least as much again, so that a thousand tickets in order of time compile a few times and not a thousand.
      const more = to - from
      if (wantFrom < from) from = Math.max(0, Math.min(wantFrom, from - more))
      if (wantTo > to) to = Math.min(END_OF_TIME, Math.max(wantTo, to + more))
    } else return compiled
    compiled = compile(hours(from, to))
    return compiled
  }
  /** Doubles the reach until there is an answer. */
  const reach = (ask: (days: number) => EpochMs | null): EpochMs | null => {
    for (let ahead = 35 * DAY; ahead <= FURTHEST; ahead *= 2) {
      const answer = ask(ahead)
      if (answer !== null) return answer
    }
    return null
  }
  return {
    elapsed: (a, b) => (a < b ? elapsedIn(over(a - DAY, b + 35 * DAY), a, b) : 0),
    due: (start, ms) => reach((ahead) => dueIn(over(start, start + ahead), start, ms)),
    before: (instant, ms) => reach((back) => beforeIn(over(instant - back, instant), instant, ms)),
  }
}
