import { describe, expect, it } from 'vitest'
import {
  clip,
  complement,
  contains,
  fromPairs,
  intersect,
  interval,
  NONE,
  seek,
  subtract,
  total,
  totalIn,
  union,
  unionAll,
} from '../../../shared/time/intervals.ts'

describe('interval', () => {
  it('is [from, to)', () => expect(interval(2, 5)).toEqual([2, 5]))
  it('is empty where from = to', () => expect(interval(5, 5)).toEqual([]))
  it('takes every exact number', () => {
    expect(interval(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)).toEqual([Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER])
  })
  it('takes times before 1970', () => expect(interval(-5, 5)).toEqual([-5, 5]))
  it.each([
    ['reversed by one', 5, 4],
    ['not a whole ms', 0.5, 4],
    ['an end that is not a whole ms', 0, 4.5],
    ['without a start', Number.NaN, 4],
    ['without an end', 0, Number.POSITIVE_INFINITY],
    ['past exact numbers', 0, 2 ** 53],
    ['before exact numbers', -(2 ** 53), 0],
  ])('refuses one %s and names the expected value', (_what, from, to) => {
    expect(() => interval(from, to)).toThrow(new RangeError(`not an interval: [${from}, ${to}), want integers with from <= to`))
  })
})

describe('fromPairs', () => {
  const rows: readonly (readonly [string, number[], number[]])[] = [
    ['nothing', [], []],
    ['one', [1, 3], [1, 3]],
    ['an empty one', [3, 3], []],
    ['two with a gap of one ms', [1, 3, 4, 6], [1, 3, 4, 6]],
    ['two that touch', [1, 3, 3, 6], [1, 6]],
    ['two that overlap by one ms', [1, 4, 3, 6], [1, 6]],
    ['one inside another', [1, 9, 3, 6], [1, 9]],
    ['one inside another, then one past the inner but not the outer', [1, 9, 3, 6, 7, 8], [1, 9]],
    ['the same twice', [1, 3, 1, 3], [1, 3]],
    ['an empty one between', [1, 3, 4, 4, 6, 8], [1, 3, 6, 8]],
    ['an empty one first and last', [0, 0, 1, 3, 9, 9], [1, 3]],
    ['three in a chain', [1, 3, 2, 5, 5, 7], [1, 7]],
  ]
  it.each(rows)('joins %s, in order', (_what, pairs, expected) => expect(fromPairs(pairs)).toEqual(expected))
  it.each(rows)('joins %s, last first', (_what, pairs, expected) => {
    const backwards = pairs.flatMap((_, i) => (i % 2 ? [] : [pairs.slice(pairs.length - 2 - i, pairs.length - i)])).flat()
    expect(fromPairs(backwards)).toEqual(expected)
  })
  it('joins more than a million numbers', () => {
    // 600,000 of one ms each, with a ms between.
    const pairs = Float64Array.from({ length: 1_200_000 }, (_, i) => i)
    const set = fromPairs(pairs)
    expect([set.length, total(set), set[0], set[set.length - 1]]).toEqual([1_200_000, 600_000, 0, 1_199_999])
    expect(total(intersect(set, [0, 600_000]))).toBe(300_000)
  })
  it('reads typed arrays', () => expect(fromPairs(Float64Array.of(4, 6, 1, 3))).toEqual([1, 3, 4, 6]))
  it('refuses a reversed pair wherever it stands', () => {
    expect(() => fromPairs([1, 3, 6, 5])).toThrow('not an interval: [6, 5)')
    expect(() => fromPairs([6, 5, 1, 3])).toThrow('not an interval: [6, 5)')
  })
  it('refuses a start without an end', () => expect(() => fromPairs([1, 3, 4])).toThrow('an interval without an end: 3 numbers'))
})

describe('union', () => {
  it.each([
    ['apart', [1, 3], [5, 7], [1, 3, 5, 7]],
    ['a gap of one ms', [1, 3], [4, 7], [1, 3, 4, 7]],
    ['touching', [1, 3], [3, 7], [1, 7]],
    ['overlapping by one ms', [1, 4], [3, 7], [1, 7]],
    ['inside', [1, 9], [3, 7], [1, 9]],
    ['inside, more than one', [1, 9], [2, 3, 4, 5], [1, 9]],
    ['filling every gap', [1, 3, 5, 7], [3, 5, 7, 9], [1, 9]],
    ['with nothing', [1, 3], [], [1, 3]],
    ['same start', [1, 3], [1, 7], [1, 7]],
    ['same end', [1, 7], [3, 7], [1, 7]],
  ])('%s', (_what, a, b, expected) => {
    expect(union(a, b)).toEqual(expected)
    expect(union(b, a)).toEqual(expected)
  })
  it('of many is of any', () => {
    expect(unionAll([])).toEqual([])
    expect(unionAll([[1, 3]])).toEqual([1, 3])
    expect(
      unionAll([
        [5, 7],
        [1, 3],
        [3, 4],
        [20, 30],
        [6, 9],
      ]),
    ).toEqual([1, 4, 5, 9, 20, 30])
  })
})

describe('intersect', () => {
  it.each([
    ['apart', [1, 3], [5, 7], []],
    ['touching', [1, 3], [3, 7], []],
    ['overlapping by one ms', [1, 4], [3, 7], [3, 4]],
    ['inside', [1, 9], [3, 7], [3, 7]],
    ['across a gap', [1, 3, 5, 7], [2, 6], [2, 3, 5, 6]],
    ['two against two', [1, 4, 6, 9], [3, 7, 8, 10], [3, 4, 6, 7, 8, 9]],
    ['ends together', [1, 4, 6, 9], [2, 4, 6, 8], [2, 4, 6, 8]],
    ['with nothing', [1, 3], [], []],
  ])('%s', (_what, a, b, expected) => {
    expect(intersect(a, b)).toEqual(expected)
    expect(intersect(b, a)).toEqual(expected)
  })
})

describe('subtract', () => {
  it.each([
    ['apart', [1, 3], [5, 7], [1, 3]],
    ['touching before', [3, 5], [1, 3], [3, 5]],
    ['touching after', [3, 5], [5, 7], [3, 5]],
    ['the first ms', [3, 5], [1, 4], [4, 5]],
    ['the last ms', [3, 5], [4, 9], [3, 4]],
    ['the middle', [1, 9], [3, 7], [1, 3, 7, 9]],
    ['exactly all of it', [3, 5], [3, 5], []],
    ['more than all of it', [3, 5], [1, 9], []],
    ['one that reaches over two', [1, 3, 5, 7, 9, 11], [2, 10], [1, 2, 10, 11]],
    ['one that ends where the second ends', [1, 3, 5, 7, 9, 11], [2, 7], [1, 2, 9, 11]],
    ['several from one', [0, 20], [1, 2, 4, 5, 18, 30], [0, 1, 2, 4, 5, 18]],
    ['several from several', [0, 10, 20, 30], [1, 2, 8, 22, 25, 26, 29, 40], [0, 1, 2, 8, 22, 25, 26, 29]],
    ['nothing', [1, 3], [], [1, 3]],
    ['from nothing', [], [1, 3], []],
  ])('%s', (_what, a, b, expected) => expect(subtract(a, b)).toEqual(expected))
})

describe('complement', () => {
  it.each([
    ['of nothing', [], [0, 10]],
    ['of all', [0, 10], []],
    ['of more than all', [-5, 15], []],
    ['of the middle', [3, 5], [0, 3, 5, 10]],
    ['of what reaches over either end', [-5, 2, 9, 15], [2, 9]],
  ])('%s', (_what, set, expected) => expect(complement(set, 0, 10)).toEqual(expected))
})

describe('asking a set', () => {
  const set = [10, 20, 30, 40]
  it('is 20 ms long: 10 and 10', () => expect(total(set)).toBe(20))
  it('of nothing is 0 ms long', () => expect(total(NONE)).toBe(0))

  it.each([
    [9, false, 0],
    [10, true, 0],
    [19, true, 0],
    [20, false, 2],
    [29, false, 2],
    [30, true, 2],
    [39, true, 2],
    [40, false, 4],
  ])('%i is in it: %s, and the first to end after it stands at %i', (t, inside, at) => {
    expect(contains(set, t)).toBe(inside)
    expect(seek(set, t)).toBe(at)
  })

  it.each([
    ['before it', 0, 10, []],
    ['its first ms', 0, 11, [10, 11]],
    ['its last ms', 39, 50, [39, 40]],
    ['after it', 40, 50, []],
    ['its gap', 20, 30, []],
    ['over its gap', 15, 35, [15, 20, 30, 35]],
    ['all of it', 10, 40, [10, 20, 30, 40]],
    ['more than all of it', 0, 50, [10, 20, 30, 40]],
    ['nothing of it', 15, 15, []],
    ['a stretch the wrong way round', 35, 15, []],
    ['one the wrong way round within an interval', 18, 12, []],
  ])('cut to %s', (_what, from, to, expected) => {
    expect(clip(set, from, to)).toEqual(expected)
    expect(totalIn(set, from, to)).toBe(total(expected))
  })
})
