/** Values over time: the highest of several, several above each other, and where one holds. */
import { describe, expect, it } from 'vitest'
import {
  EMPTY_TIMELINE,
  highest,
  indexAt,
  inside,
  mapped,
  merged,
  NOTHING,
  type Timeline,
  where,
} from '../../../shared/evidence/timeline.ts'

const line = (before: number, ...steps: [number, number][]): Timeline => ({
  before,
  cuts: steps.map(([cut]) => cut),
  values: steps.map(([, value]) => value),
})

describe('the highest of pieces', () => {
  it.each<[string, [number, number, number][], Timeline]>([
    ['nothing', [], EMPTY_TIMELINE],
    ['an empty piece', [[5, 5, 1]], EMPTY_TIMELINE],
    ['one', [[5, 9, 1]], line(-1, [5, 1], [9, -1])],
    [
      'two that touch',
      [
        [9, 12, 1],
        [5, 9, 1],
      ],
      line(-1, [5, 1], [12, -1]),
    ],
    [
      'two apart',
      [
        [5, 9, 1],
        [10, 12, 0],
      ],
      line(-1, [5, 1], [9, -1], [10, 0], [12, -1]),
    ],
    [
      'one inside another',
      [
        [0, 20, 0],
        [5, 9, 2],
      ],
      line(-1, [0, 0], [5, 2], [9, 0], [20, -1]),
    ],
    [
      'a lower one inside',
      [
        [0, 20, 2],
        [5, 9, 0],
      ],
      line(-1, [0, 2], [20, -1]),
    ],
    [
      'overlapping',
      [
        [0, 10, 1],
        [5, 15, 2],
      ],
      line(-1, [0, 1], [5, 2], [15, -1]),
    ],
    [
      'the same twice',
      [
        [0, 10, 1],
        [0, 10, 1],
      ],
      line(-1, [0, 1], [10, -1]),
    ],
    [
      'one that ends as another begins',
      [
        [0, 10, 2],
        [10, 20, 1],
      ],
      line(-1, [0, 2], [10, 1], [20, -1]),
    ],
  ])('%s', (_what, pieces, expected) => {
    expect({
      ...highest(
        pieces.map(([from, to, rank]) => ({ from, to, rank })),
        3,
      ),
    }).toMatchObject(expected)
  })
})

describe('several lines', () => {
  const a = line(-1, [0, 1], [10, -1])
  const b = line(0, [5, 2], [15, 0])

  it('are read together at each instant', () => {
    expect(merged([a, b], ([x, y]) => 10 * x! + y!)).toMatchObject(line(-10, [0, 10], [5, 12], [10, -8], [15, -10]))
  })

  it('say nothing twice', () => {
    expect(merged([a, b], () => 7)).toMatchObject(line(7))
    expect(mapped(a, () => 7)).toMatchObject(line(7))
  })

  it('can be seen through a window', () => {
    expect(inside(a, [2, 4, 8, 20], 9)).toMatchObject(line(9, [2, 1], [4, 9], [8, 1], [10, -1], [20, 9]))
  })
})

describe('where a value holds', () => {
  const steps = line(NOTHING, [0, 1], [10, 2], [20, NOTHING], [30, 1])
  it.each<[string, (value: number) => boolean, number, number, number[]]>([
    ['before the first cut', (value) => value === NOTHING, -10, 5, [-10, 0]],
    ['after the last cut', (value) => value === 1, 25, 50, [30, 50]],
    ['joined where neighbours pass', (value) => value > 0, -10, 50, [0, 20, 30, 50]],
    ['cut at both ends', (value) => value > 0, 5, 15, [5, 15]],
    ['nowhere', (value) => value === 3, -10, 50, []],
    ['in no time', (value) => value > 0, 5, 5, []],
  ])('%s', (_what, passes, from, to, expected) => {
    expect(where(steps, passes, from, to)).toEqual(expected)
  })

  it('of an empty line', () => {
    expect(where(EMPTY_TIMELINE, (value) => value === NOTHING, 0, 10)).toEqual([0, 10])
  })

  it.each([
    [-1, -1],
    [0, 0],
    [9, 0],
    [10, 1],
    [99, 3],
  ])('index at %i is %i', (t, index) => {
    expect(indexAt(steps, t)).toBe(index)
  })
})
