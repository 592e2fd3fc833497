/**
 * Sets of half-open intervals [from, to) of integer milliseconds since the epoch, as one flat sorted array
 * [from0, to0, from1, to1, …], disjoint and not touching: from0 < to0 < from1 < to1 … Every operation is one
 * linear sweep. Nothing here knows of days, months or zones.
 */
import { sortedNumbers } from './sort.ts'

export type EpochMs = number
export type DurationMs = number
export type IntervalSet = readonly number[]

export const NONE: IntervalSet = []

/**
 * Where a result is put together before it is copied out in one go: pushing thousands of numbers onto a new array costs three
 * times as much as writing them here. Nothing is read from it that the same call has not written.
 */
const desk: number[] = [0.5]

/** A megabyte or eight stay allocated; what is above that is given back. */
const LARGEST_DESK = 1 << 20

/** The first numbers on the desk, as a set of their own. */
function fromDesk(size: number): IntervalSet {
  const out = desk.slice(0, size)
  if (desk.length > LARGEST_DESK) desk.length = LARGEST_DESK
  return out
}

/** [from, to) as a set, empty where from = to. Throws RangeError unless both are integers with from <= to. */
export function interval(from: EpochMs, to: EpochMs): IntervalSet {
  check(from, to)
  return from === to ? NONE : [from, to]
}

/**
 * The union of unsorted, overlapping, possibly empty pairs [from0, to0, from1, to1, …]. Throws RangeError for a reversed
 * pair or one that is not of integers: never swaps, never rounds.
 */
export function fromPairs(pairs: ArrayLike<number>): IntervalSet {
  const length = pairs.length
  if (length % 2) throw new RangeError(`an interval without an end: ${length} numbers`)
  let size = 0
  let to = Number.NEGATIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  for (let i = 0; i < length; i += 2) {
    const start = pairs[i]!
    const end = pairs[i + 1]!
    if (!(start >= last && isInterval(start, end))) return joinUnsorted(pairs)
    last = start
    if (start > to) {
      if (start === end) continue
      desk[size++] = start
      desk[size++] = end
      to = end
    } else if (end > to) {
      desk[size - 1] = end
      to = end
    }
  }
  return fromDesk(size)
}

/**
 * Sorting starts and ends apart is enough for a union: at any instant, as many are open as starts have passed and ends have
 * not. So nothing needs to be moved in pairs.
 */
function joinUnsorted(pairs: ArrayLike<number>): IntervalSet {
  const count = pairs.length / 2
  const starts = new Float64Array(count)
  const ends = new Float64Array(count)
  for (let i = 0; i < count; i++) {
    const start = pairs[2 * i]!
    const end = pairs[2 * i + 1]!
    if (!isInterval(start, end)) check(start, end)
    starts[i] = start
    ends[i] = end
  }
  const begun = sortedNumbers(starts)
  const over = sortedNumbers(ends)
  const out: number[] = []
  let from = begun[0]!
  for (let i = 0; i < count; i++) {
    const to = over[i]!
    const next = i + 1 < count ? begun[i + 1]! : Number.POSITIVE_INFINITY
    // As many ends as starts have passed, and the next start does not touch: nothing is open.
    if (next <= to) continue
    if (from < to) out.push(from, to)
    from = next
  }
  return out
}

/** Time in a or b. */
export function union(a: IntervalSet, b: IntervalSet): IntervalSet {
  if (a.length === 0) return b
  if (b.length === 0) return a
  const out: number[] = []
  let i = 0
  let j = 0
  let to = Number.NEGATIVE_INFINITY
  while (i < a.length || j < b.length) {
    const takeA = j >= b.length || (i < a.length && a[i]! <= b[j]!)
    const start = takeA ? a[i]! : b[j]!
    const end = takeA ? a[i + 1]! : b[j + 1]!
    if (takeA) i += 2
    else j += 2
    if (end <= to) continue
    if (start > to) out.push(start, end)
    else out[out.length - 1] = end
    to = end
  }
  return out
}

/** Time in any of the sets. */
export function unionAll(sets: readonly IntervalSet[]): IntervalSet {
  if (sets.length < 2) return sets[0] ?? NONE
  const half = sets.length >> 1
  return union(unionAll(sets.slice(0, half)), unionAll(sets.slice(half)))
}

/** Time in both a and b. */
export function intersect(a: IntervalSet, b: IntervalSet): IntervalSet {
  let size = 0
  let i = 0
  let j = 0
  while (i < a.length && j < b.length) {
    const endA = a[i + 1]!
    const endB = b[j + 1]!
    const from = a[i]! > b[j]! ? a[i]! : b[j]!
    const to = endA < endB ? endA : endB
    if (from < to) {
      desk[size++] = from
      desk[size++] = to
    }
    if (endA <= endB) i += 2
    else j += 2
  }
  return fromDesk(size)
}

/** Time in a and not in b. */
export function subtract(a: IntervalSet, b: IntervalSet): IntervalSet {
  if (a.length === 0 || b.length === 0) return a
  let size = 0
  let j = 0
  for (let i = 0; i < a.length; i += 2) {
    let from = a[i]!
    const to = a[i + 1]!
    while (j < b.length && b[j + 1]! <= from) j += 2
    while (j < b.length && b[j]! < to) {
      if (b[j]! > from) {
        desk[size++] = from
        desk[size++] = b[j]!
      }
      from = b[j + 1]!
      // What ends beyond this interval may reach into the next one.
      if (from >= to) break
      j += 2
    }
    if (from < to) {
      desk[size++] = from
      desk[size++] = to
    }
  }
  return fromDesk(size)
}

/** Time of [from, to) that is not in set. */
export function complement(set: IntervalSet, from: EpochMs, to: EpochMs): IntervalSet {
  return subtract(interval(from, to), set)
}

/** Length of the set in ms; exact while it is below 2^53. */
export function total(set: IntervalSet): DurationMs {
  let sum = 0
  for (let i = 0; i < set.length; i += 2) sum += set[i + 1]! - set[i]!
  return sum
}

/** Index of the first interval (as an even position) that ends after t; set.length where none does. */
export function seek(set: IntervalSet, t: EpochMs): number {
  let low = 0
  let high = set.length >> 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (set[2 * middle + 1]! > t) high = middle
    else low = middle + 1
  }
  return 2 * low
}

/** Whether t is in the set: at `from` yes, at `to` no. */
export function contains(set: IntervalSet, t: EpochMs): boolean {
  const i = seek(set, t)
  return i < set.length && set[i]! <= t
}

/** The part of the set in [from, to); empty where from >= to. */
export function clip(set: IntervalSet, from: EpochMs, to: EpochMs): IntervalSet {
  const out: number[] = []
  for (let i = seek(set, from); i < set.length && set[i]! < to; i += 2) {
    const start = Math.max(set[i]!, from)
    const end = Math.min(set[i + 1]!, to)
    if (start < end) out.push(start, end)
  }
  return out
}

/** Length in ms of the part in [from, to), without making it. */
export function totalIn(set: IntervalSet, from: EpochMs, to: EpochMs): DurationMs {
  let sum = 0
  for (let i = seek(set, from); i < set.length && set[i]! < to; i += 2) {
    const start = set[i]! > from ? set[i]! : from
    const end = set[i + 1]! < to ? set[i + 1]! : to
    if (start < end) sum += end - start
  }
  return sum
}

/** What `check` lets pass, in the few comparisons that a loop over thousands can afford. */
const isInterval = (from: number, to: number): boolean =>
  from <= to && Math.floor(from) === from && Math.floor(to) === to && from >= Number.MIN_SAFE_INTEGER && to <= Number.MAX_SAFE_INTEGER

function check(from: number, to: number): void {
  if (!isInterval(from, to)) throw new RangeError(`not an interval: [${from}, ${to}), want integers with from <= to`)
}
