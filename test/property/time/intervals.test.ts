import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  clip,
  complement,
  contains,
  fromPairs,
  type IntervalSet,
  intersect,
  subtract,
  total,
  totalIn,
  union,
  unionAll,
} from '../../../shared/time/intervals.ts'

const LAST = 40

/** A set as one boolean a ms: slow, obvious, and sharing no code with the sweeps. */
type Bits = boolean[]
const bits = (holds: (t: number) => boolean): Bits => Array.from({ length: LAST }, (_, t) => holds(t))
const bitsOf = (pairs: readonly number[]): Bits => bits((t) => pairs.some((from, i) => i % 2 === 0 && from <= t && t < pairs[i + 1]!))

/** Unsorted, overlapping, empty pairs. */
const anyPairs = fc
  .array(
    fc.tuple(fc.nat(LAST), fc.nat(LAST)).map(([a, b]) => (a <= b ? [a, b] : [b, a])),
    { maxLength: 12 },
  )
  .map((pairs) => pairs.flat())
const anySet = anyPairs.map(fromPairs)
const anyTime = fc.integer({ min: -2, max: LAST + 2 })

/** What every set promises of its array. */
function expectSound(set: IntervalSet): void {
  for (let i = 1; i < set.length; i++) expect(set[i]!).toBeGreaterThan(set[i - 1]!)
  expect(set.length % 2).toBe(0)
}

const RUNS = { numRuns: 2000 }

describe('interval sets agree with one boolean a millisecond', () => {
  it('made of pairs', () => {
    fc.assert(
      fc.property(anyPairs, (pairs) => {
        expectSound(fromPairs(pairs))
        expect(bitsOf(fromPairs(pairs))).toEqual(bitsOf(pairs))
      }),
      RUNS,
    )
  })

  it.each([
    ['union', union, (a: boolean, b: boolean) => a || b],
    ['intersect', intersect, (a: boolean, b: boolean) => a && b],
    ['subtract', subtract, (a: boolean, b: boolean) => a && !b],
  ] as const)('%s', (_what, fast, slow) => {
    fc.assert(
      fc.property(anySet, anySet, (a, b) => {
        const result = fast(a, b)
        const inA = bitsOf(a)
        const inB = bitsOf(b)
        expectSound(result)
        expect(bitsOf(result)).toEqual(bits((t) => slow(inA[t]!, inB[t]!)))
      }),
      RUNS,
    )
  })

  it('union of many, whatever their order', () => {
    fc.assert(
      fc.property(fc.array(anySet, { maxLength: 6 }), (sets) => {
        const result = unionAll(sets)
        expectSound(result)
        expect(bitsOf(result)).toEqual(bits((t) => sets.some((set) => bitsOf(set)[t]!)))
        expect(unionAll([...sets].reverse())).toEqual(result)
      }),
      RUNS,
    )
  })

  it('cut, counted and asked', () => {
    fc.assert(
      fc.property(anySet, anyTime, anyTime, (set, from, to) => {
        const inSet = bitsOf(set)
        const within = bits((t) => inSet[t]! && from <= t && t < to)
        expectSound(clip(set, from, to))
        expect(bitsOf(clip(set, from, to))).toEqual(within)
        expect(totalIn(set, from, to)).toBe(within.filter(Boolean).length)
        expect(total(set)).toBe(inSet.filter(Boolean).length)
        expect(contains(set, from)).toBe(inSet[from] ?? false)
        if (from <= to) expect(bitsOf(complement(set, from, to))).toEqual(bits((t) => !inSet[t]! && from <= t && t < to))
      }),
      RUNS,
    )
  })

  it('leave their arguments as they were', () => {
    fc.assert(
      fc.property(anySet, anySet, (a, b) => {
        const before = JSON.stringify([a, b])
        union(a, b)
        intersect(a, b)
        subtract(a, b)
        clip(a, 3, 30)
        expect(JSON.stringify([a, b])).toBe(before)
      }),
    )
  })
})
