/**
 * How much of a set is looked at: never a number that is not there, which would make every sweep after it slow, and no more
 * than the question is about. Arrays are handed over with a count, and fail when read past either end.
 */
import { describe, expect, it } from 'vitest'
import { compile, dueIn, elapsedIn } from '../../../shared/time/business.ts'
import {
  clip,
  contains,
  fromPairs,
  type IntervalSet,
  intersect,
  seek,
  subtract,
  totalIn,
  union,
  unionAll,
} from '../../../shared/time/intervals.ts'
import { cutRules } from '../../../shared/time/tables.ts'
import { cellOf, cells, tallySets } from '../../../shared/time/tally.ts'
import { offsetAt, toInstant } from '../../../shared/time/zone.ts'

interface Watched<T> {
  readonly numbers: T
  readonly reads: () => number
}

function watch<T extends ArrayLike<number> & object>(array: T): Watched<T> {
  let reads = 0
  const numbers = new Proxy(array, {
    get(target, key) {
      if (typeof key === 'string' && /^-?\d+$/.test(key)) {
        reads++
        if (!(key in target)) throw new RangeError(`number ${key} of ${target.length} was read`)
      }
      const value = target[key as unknown as number] as unknown
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
  return { numbers, reads: () => reads }
}

const SETS: readonly number[][] = [
  [],
  [10, 20],
  [0, 5],
  [0, 10],
  [15, 30],
  [20, 30],
  [10, 20, 30, 40],
  [5, 12, 18, 33, 38, 50],
  [-10, 60],
  [10, 12, 14, 16, 18, 20],
  [40, 50, 60, 70],
]
const PAIRS = SETS.flatMap((a) => SETS.map((b) => [a, b] as const))

describe('no number that is not there', () => {
  it.each<[string, (a: IntervalSet, b: IntervalSet) => unknown]>([
    ['union', union],
    ['union of three', (a, b) => unionAll([a, b, a])],
    ['intersect', intersect],
    ['subtract', subtract],
    ['join', (a) => fromPairs(a)],
    ['seek', (a, b) => b.map((t) => seek(a, t))],
    ['contains', (a, b) => b.map((t) => contains(a, t))],
    ['clip', (a, b) => b.map((t) => clip(a, t - 4, t + 4))],
    ['length of a part', (a, b) => b.map((t) => totalIn(a, t - 4, t + 4))],
    ['tally', (a) => tallySets(a, [0, 10, 20, 30])],
    ['cells', (a) => cells(a, [0, 10, 20, 30])],
    ['which cell', (a, b) => b.map((t) => cellOf(a, t))],
  ])('%s', (_what, ask) => {
    for (const [a, b] of PAIRS) expect(ask(watch(a).numbers, watch(b).numbers)).toEqual(ask(a, b))
  })

  it('of the changes of a zone', () => {
    const starts = [0, 1000, 2000]
    const zone = { id: 'Test/Own', from: 0, to: 3000, starts, offsets: [10, 20, 10] }
    const watched = { ...zone, starts: watch(starts).numbers }
    for (const t of [-500, 0, 999, 1000, 1500, 2000, 2500, 3500, 1e9]) {
      expect(offsetAt(watched, t)).toBe(offsetAt(zone, t))
      expect(toInstant(watched, t)).toBe(toInstant(zone, t))
      expect(cutRules(watched, t, t + 1200)).toEqual(cutRules(zone, t, t + 1200))
    }
  })
})

describe('no more than is asked about', () => {
  // 1,000 intervals [0, 5), [10, 15) …: halving finds one in ten steps.
  const many = Array.from({ length: 1000 }, (_, i) => [10 * i, 10 * i + 5]).flat()
  const reads = (ask: (set: IntervalSet) => unknown): number => {
    const { numbers, reads } = watch(many)
    ask(numbers)
    return reads()
  }
  it.each<[string, (set: IntervalSet) => unknown, number]>([
    ['an instant: ten steps and the start', (set) => contains(set, 4444), 11],
    // Ten steps, two intervals of at most five numbers, and the one behind them.
    ['two intervals cut out', (set) => clip(set, 5003, 5012), 21],
    ['the length of two', (set) => totalIn(set, 5003, 5012), 21],
    ['joined in order: each once', (set) => fromPairs(set), 2000],
  ])('%s', (_what, ask, most) => expect(reads(ask)).toBeLessThanOrEqual(most))
  it('in order also where two begin together: each once', () => {
    const { numbers, reads } = watch([0, 3, 0, 5, 7, 9])
    expect(fromPairs(numbers)).toEqual([0, 5, 7, 9])
    expect(reads()).toBe(6)
  })
  it('with nothing, the set itself comes back', () => {
    const set = [1, 2]
    expect(union(set, [])).toBe(set)
    expect(union([], set)).toBe(set)
    expect(subtract(set, [])).toBe(set)
    const nothing: number[] = []
    expect(subtract(nothing, set)).toBe(nothing)
  })
})

describe('service hours are found near where they are looked for', () => {
  // A year of days, open 8 h each, at times as large as real ones.
  const DAY = 86_400_000
  const HOUR = 3_600_000
  const from = Date.UTC(2026, 0, 1)
  const hours = compile(Array.from({ length: 365 }, (_, i) => [from + i * DAY + 8 * HOUR, from + i * DAY + 16 * HOUR]).flat())
  const watched = () => {
    const ends = watch(hours.ends)
    const before = watch(hours.before)
    return { hours: { ...hours, ends: ends.numbers, before: before.numbers }, reads: () => ends.reads() + before.reads() }
  }
  it.each([0, 1, 100, 200, 364])('on day %i', (day) => {
    const noon = from + day * DAY + 12 * HOUR
    const elapsed = watched()
    expect(elapsedIn(elapsed.hours, noon, noon + HOUR)).toBe(HOUR)
    // For each end at most two intervals passed over, the one that is meant, and what was open before it.
    expect(elapsed.reads()).toBeLessThanOrEqual(8)
    const due = watched()
    expect(dueIn(due.hours, noon, HOUR)).toBe(noon + HOUR)
    expect(due.reads()).toBeLessThanOrEqual(9)
  })
})
