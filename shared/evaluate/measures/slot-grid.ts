/** A period cut into slots of equal length from its first instant (R6); the last may be short. Sets are swept over it. */
import { clip, type DurationMs, type EpochMs, type IntervalSet } from '../../time/intervals.ts'
import { LIMITS, TooCostly } from '../model/limits.ts'
import type { EvaluatedPeriod } from '../model/measured.ts'

export interface SlotGrid {
  readonly from: EpochMs
  readonly to: EpochMs
  readonly slot: DurationMs
  readonly count: number
}

/** Throws TooCostly for more slots than a period may have. */
export function slotGrid({ from, to }: Pick<EvaluatedPeriod, 'from' | 'to'>, slot: DurationMs): SlotGrid {
  const count = Math.ceil((to - from) / slot)
  if (count > LIMITS.slots)
    throw new TooCostly(`measure.slot: wanted at most ${LIMITS.slots} slots in a period, got ${count}; use longer slots`)
  return { from, to, slot, count }
}

export const slotAt = (grid: SlotGrid, t: EpochMs): number => Math.floor((t - grid.from) / grid.slot)
export const slotFrom = (grid: SlotGrid, i: number): EpochMs => grid.from + i * grid.slot
export const slotTo = (grid: SlotGrid, i: number): EpochMs => Math.min(grid.to, grid.from + (i + 1) * grid.slot)

/** Ms of the set in each slot. */
export function msInSlots(grid: SlotGrid, set: IntervalSet): Float64Array {
  const ms = new Float64Array(grid.count)
  const inside = clip(set, grid.from, grid.to)
  for (let k = 0; k < inside.length; k += 2) {
    const from = inside[k] as number
    const to = inside[k + 1] as number
    for (let i = slotAt(grid, from); slotFrom(grid, i) < to; i++) {
      ms[i] = (ms[i] as number) + Math.min(to, slotTo(grid, i)) - Math.max(from, slotFrom(grid, i))
    }
  }
  return ms
}
