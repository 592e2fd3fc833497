/**
 * Elapsed time in service hours and when it will have elapsed, in constant time: prefix sums over an interval set, and a grid
 * over each axis that says where to start looking. What is asked outside the compiled range has no answer, never a wrong one:
 * the hours must reach far enough.
 */
import type { DurationMs, EpochMs, IntervalSet } from './intervals.ts'

export interface BusinessHours {
  readonly starts: Float64Array
  readonly ends: Float64Array
  /** Open ms before each interval; one more entry at the end for all of them. */
  readonly before: Float64Array
  readonly byTime: Grid
  readonly byOpen: Grid
}

/** Cells of equal width over [origin, origin + cells / perUnit); each holds the first interval that could be meant. */
interface Grid {
  readonly origin: number
  readonly perUnit: number
  readonly first: Int32Array
}

export function compile(hours: IntervalSet): BusinessHours {
  const count = hours.length / 2
  const starts = new Float64Array(count)
  const ends = new Float64Array(count)
  const before = new Float64Array(count + 1)
  for (let i = 0; i < count; i++) {
    starts[i] = hours[2 * i]!
    ends[i] = hours[2 * i + 1]!
    before[i + 1] = before[i]! + ends[i]! - starts[i]!
  }
  return { starts, ends, before, byTime: gridOver(ends), byOpen: gridOver(before.subarray(1)) }
}

/** For ascending values: which is the first above a given one. Twice as many cells as values keeps the walk short. */
function gridOver(values: Float64Array): Grid {
  const count = values.length
  const cells = 2 * count + 1
  const origin = count ? values[0]! : 0
  const width = count ? values[count - 1]! - origin : 0
  const perUnit = width > 0 ? (cells - 1) / width : 0
  const first = new Int32Array(cells)
  let i = 0
  for (let cell = 0; cell < cells; cell++) {
    // One cell of slack: what rounding moves across an edge is still found.
    while (i < count && (values[i]! - origin) * perUnit < cell - 1) i++
    first[cell] = i
  }
  return { origin, perUnit, first }
}

function firstAfter(grid: Grid, value: number): number {
  const cell = (value - grid.origin) * grid.perUnit
  if (!(cell > 0)) return grid.first[0]!
  return grid.first[cell < grid.first.length ? cell | 0 : grid.first.length - 1]!
}

/** Open ms before t. */
function openBefore(hours: BusinessHours, t: EpochMs): DurationMs {
  const { starts, ends, before } = hours
  const count = ends.length
  let i = firstAfter(hours.byTime, t)
  while (i < count && ends[i]! <= t) i++
  if (i === count) return before[count]!
  const into = t - starts[i]!
  return into > 0 ? before[i]! + into : before[i]!
}

/** Open ms in [a, b); negative where b is before a. */
export const elapsedIn = (hours: BusinessHours, a: EpochMs, b: EpochMs): DurationMs => openBefore(hours, b) - openBefore(hours, a)

/**
 * The earliest instant at which `ms` of open time have elapsed since `start`: a due at closing time is the closing time, not
 * the next opening (R28). With 0 ms that is `start` itself. Null where the compiled hours do not reach that far.
 */
export function dueIn(hours: BusinessHours, start: EpochMs, ms: DurationMs): EpochMs | null {
  if (ms <= 0) return dueNow(start, ms)
  const { starts, before } = hours
  const count = starts.length
  const goal = openBefore(hours, start) + ms
  if (!(goal <= before[count]!)) return null
  let i = firstAfter(hours.byOpen, goal)
  while (before[i + 1]! < goal) i++
  return starts[i]! + goal - before[i]!
}

/** `after` of an escalation: as a due (R28b). */
export const afterIn = dueIn

/**
 * The latest instant from which `ms` of open time are left until `instant`; with 0 ms `instant` itself. Null where the
 * compiled hours do not reach back that far.
 */
export function beforeIn(hours: BusinessHours, instant: EpochMs, ms: DurationMs): EpochMs | null {
  if (ms <= 0) return dueNow(instant, ms)
  const { starts, before } = hours
  const goal = openBefore(hours, instant) - ms
  if (!(goal >= 0)) return null
  let i = firstAfter(hours.byOpen, goal)
  while (before[i + 1]! <= goal) i++
  return starts[i]! + goal - before[i]!
}

function dueNow(instant: EpochMs, ms: DurationMs): EpochMs {
  if (ms < 0) throw new RangeError(`not a length of time: ${ms} ms`)
  return instant
}
