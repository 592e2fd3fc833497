import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sortedNumbers } from '../../../shared/time/sort.ts'

const plainly = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b)

describe('sortedNumbers', () => {
  it.each<readonly [string, number[]]>([
    ['none', []],
    ['one', [3]],
    ['few', [3, 1, 2]],
    ['many of one value', Array<number>(500).fill(7)],
    ['many, ascending', Array.from({ length: 500 }, (_, i) => i)],
    ['many, descending', Array.from({ length: 500 }, (_, i) => -i)],
    ['many, crowded with one far off', [...Array.from({ length: 500 }, (_, i) => (i * 37) % 500), 1e15]],
    ['as many as are spread, one less and one more', Array.from({ length: 63 }, (_, i) => (i * 37) % 63)],
    ['64', Array.from({ length: 64 }, (_, i) => (i * 37) % 64)],
    ['65', Array.from({ length: 65 }, (_, i) => (i * 37) % 65)],
  ])('%s', (_what, values) => expect([...sortedNumbers(Float64Array.from(values))]).toEqual(plainly(values)))

  // A second array costs memory, so it is made only where it saves time; the result is the same.
  it.each<readonly [string, number[], boolean]>([
    ['63 are sorted where they stand', Array.from({ length: 63 }, (_, i) => (i * 37) % 63), true],
    ['64, spread out, are not', Array.from({ length: 64 }, (_, i) => (i * 37) % 64), false],
    // 500 values over 500 cells: those of one value share one.
    ['32 in one cell are not', [...Array<number>(32).fill(0), ...Array.from({ length: 468 }, (_, i) => 32 + i)], false],
    ['33 in one cell are', [...Array<number>(33).fill(0), ...Array.from({ length: 467 }, (_, i) => 33 + i)], true],
    ['33 in the last cell are', [...Array<number>(33).fill(500), ...Array.from({ length: 467 }, (_, i) => i)], true],
    ['all of one value are', Array<number>(500).fill(7), true],
  ])('%s', (_what, values, inPlace) => {
    const given = Float64Array.from(values)
    const sorted = sortedNumbers(given)
    expect(sorted === given).toBe(inPlace)
    expect([...sorted]).toEqual(plainly(values))
  })

  it('sorts as the platform does, spread out or crowded', () => {
    const spread = fc.array(fc.integer({ min: -1e14, max: 1e14 }), { minLength: 60, maxLength: 800 })
    const crowded = fc.array(fc.oneof({ weight: 9, arbitrary: fc.nat(50) }, { weight: 1, arbitrary: fc.nat(1e12) }), {
      minLength: 60,
      maxLength: 800,
    })
    const dense = fc.array(fc.nat(1000), { minLength: 60, maxLength: 800 })
    fc.assert(
      fc.property(fc.oneof(spread, crowded, dense), (values) => {
        expect([...sortedNumbers(Float64Array.from(values))]).toEqual(plainly(values))
      }),
      { numRuns: 1000 },
    )
  })
})
