import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clip, fromPairs, total } from '../../../shared/time/intervals.ts'
import { cellOf, cells, tallySets } from '../../../shared/time/tally.ts'

// Cells [0, 10), [10, 20), [20, 30).
const EDGES = [0, 10, 20, 30]

describe('tally', () => {
  it.each<readonly [string, number[], number[][]]>([
    // set, then total, begun and longest of each cell
    [
      'nothing',
      [],
      [
        [0, 0, 0],
        [0, 0, 0],
        [0, 0, 0],
      ],
    ],
    [
      'one in the first',
      [2, 5],
      [
        [3, 1, 3],
        [0, 0, 0],
        [0, 0, 0],
      ],
    ],
    [
      'one up to the edge',
      [2, 10],
      [
        [8, 1, 8],
        [0, 0, 0],
        [0, 0, 0],
      ],
    ],
    [
      'one across the edge, begun once',
      [8, 13],
      [
        [2, 1, 2],
        [3, 0, 3],
        [0, 0, 0],
      ],
    ],
    [
      'one from the edge',
      [10, 13],
      [
        [0, 0, 0],
        [3, 1, 3],
        [0, 0, 0],
      ],
    ],
    [
      'one over all',
      [5, 25],
      [
        [5, 1, 5],
        [10, 0, 10],
        [5, 0, 5],
      ],
    ],
    [
      'begun before the first',
      [-5, 3],
      [
        [3, 0, 3],
        [0, 0, 0],
        [0, 0, 0],
      ],
    ],
    [
      'outside',
      [-5, -3, 30, 40],
      [
        [0, 0, 0],
        [0, 0, 0],
        [0, 0, 0],
      ],
    ],
    [
      'several',
      [1, 2, 4, 8, 9, 11, 28, 35],
      [
        [6, 3, 4],
        [1, 0, 1],
        [2, 1, 2],
      ],
    ],
    [
      'one that ends with the second',
      [8, 20],
      [
        [2, 1, 2],
        [10, 0, 10],
        [0, 0, 0],
      ],
    ],
  ])('%s', (_what, set, expected) => {
    expect(tallySets(set, EDGES).map(({ total, begun, longest }) => [total, begun, longest])).toEqual(expected)
    expect(cells(set, EDGES)).toEqual([clip(set, 0, 10), clip(set, 10, 20), clip(set, 20, 30)])
  })
  it('of no cells is none', () => {
    expect(tallySets([1, 2], [])).toEqual([])
    expect(tallySets([1, 2], [0])).toEqual([])
    expect(cells([1, 2], [0])).toEqual([])
  })
  it('agrees with cutting, cell by cell', () => {
    const anySet = fc
      .array(fc.tuple(fc.nat(100), fc.nat(20)), { maxLength: 20 })
      .map((rows) => fromPairs(rows.flatMap(([from, length]) => [from, from + length])))
    const anyEdges = fc.uniqueArray(fc.nat(120), { maxLength: 8 }).map((edges) => edges.sort((a, b) => a - b))
    fc.assert(
      fc.property(anySet, anyEdges, (set, edges) => {
        const parts = edges.slice(1).map((to, i) => clip(set, edges[i]!, to))
        expect(cells(set, edges)).toEqual(parts)
        expect(tallySets(set, edges).map((cell) => cell.total)).toEqual(parts.map(total))
      }),
      { numRuns: 2000 },
    )
  })
})

describe('cellOf', () => {
  it.each([
    [-1, -1],
    [0, 0],
    [9, 0],
    [10, 1],
    [29, 2],
    [30, 3],
  ])('%i is in cell %i', (t, cell) => expect(cellOf(EDGES, t)).toBe(cell))
})
