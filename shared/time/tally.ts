/**
 * What a set comes to in each of many stretches at once: months of a year in one sweep, or one month by two searches
 * (business.ts). Edges ascend; cell i is [edges[i], edges[i + 1]).
 */
import type { DurationMs, EpochMs, IntervalSet } from './intervals.ts'

export interface SetTally {
  readonly total: DurationMs
  /** Intervals that begin in the cell. */
  readonly begun: number
  /** The longest part of one interval that lies in the cell. */
  readonly longest: DurationMs
}

/** One tally a cell. An interval across an edge gives each cell its part, and is begun once. */
export function tallySets(set: IntervalSet, edges: readonly EpochMs[]): SetTally[] {
  const out: SetTally[] = []
  let i = 0
  for (let cell = 0; cell + 1 < edges.length; cell++) {
    const from = edges[cell]!
    const to = edges[cell + 1]!
    let total = 0
    let begun = 0
    let longest = 0
    while (i < set.length && set[i + 1]! <= from) i += 2
    for (; i < set.length && set[i]! < to; i += 2) {
      const start = set[i]!
      const end = set[i + 1]!
      if (start >= from) begun++
      const part = (end < to ? end : to) - (start > from ? start : from)
      total += part
      if (part > longest) longest = part
      // What goes on beyond the edge is the next cell's as well.
      if (end > to) break
    }
    out.push({ total, begun, longest })
  }
  return out
}

/** The set cut at the edges, one set a cell, so that a change in one cell leaves the others as they were. */
export function cells(set: IntervalSet, edges: readonly EpochMs[]): number[][] {
  const out: number[][] = []
  let i = 0
  for (let cell = 0; cell + 1 < edges.length; cell++) {
    const from = edges[cell]!
    const to = edges[cell + 1]!
    const part: number[] = []
    while (i < set.length && set[i + 1]! <= from) i += 2
    for (; i < set.length && set[i]! < to; i += 2) {
      part.push(Math.max(set[i]!, from), Math.min(set[i + 1]!, to))
      if (set[i + 1]! > to) break
    }
    out.push(part)
  }
  return out
}

/** The cell that holds t: the last edge at or before it; -1 before the first. */
export function cellOf(edges: readonly EpochMs[], t: EpochMs): number {
  let low = 0
  let high = edges.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (edges[middle]! <= t) low = middle + 1
    else high = middle
  }
  return low - 1
}
