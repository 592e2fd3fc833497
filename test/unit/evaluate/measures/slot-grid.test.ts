/** Slots of a period and what a set comes to in each (R6): four of ten from 100 on, the last of which is cut to five. */
import { describe, expect, it } from 'vitest'
import { msInSlots, slotAt, slotFrom, slotGrid, slotTo } from '../../../../shared/evaluate/measures/slot-grid.ts'

const grid = slotGrid({ from: 100, to: 135 }, 10)

it('has as many slots as it takes, the last one short', () => {
  expect(grid.count).toBe(4)
  expect([0, 1, 2, 3].map((i) => [slotFrom(grid, i), slotTo(grid, i)])).toEqual([
    [100, 110],
    [110, 120],
    [120, 130],
    [130, 135],
  ])
  expect(slotGrid({ from: 100, to: 140 }, 10).count).toBe(4)
  expect(slotGrid({ from: 100, to: 100 }, 10).count).toBe(0)
})

it.each([
  [99, -1],
  [100, 0],
  [109, 0],
  [110, 1],
  [134, 3],
])('%i lies in slot %i', (t, slot) => expect(slotAt(grid, t)).toBe(slot))

describe('ms of a set', () => {
  it.each<[string, number[], number[]]>([
    ['nothing', [], [0, 0, 0, 0]],
    ['within one', [102, 105], [3, 0, 0, 0]],
    ['one whole', [110, 120], [0, 10, 0, 0]],
    ['over an edge', [108, 113], [2, 3, 0, 0]],
    ['over all', [100, 135], [10, 10, 10, 5]],
    ['over more than all', [0, 500], [10, 10, 10, 5]],
    ['before it', [80, 100], [0, 0, 0, 0]],
    ['after it', [135, 140], [0, 0, 0, 0]],
    ['in what is cut off from the last', [136, 139], [0, 0, 0, 0]],
    ['twice in one', [101, 103, 105, 106, 131, 140], [3, 0, 0, 4]],
  ])('%s', (_what, set, ms) => expect([...msInSlots(grid, set)]).toEqual(ms))
})
