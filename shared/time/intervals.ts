/**
 * Sets of half-open intervals [from, to) of integer milliseconds since the epoch, as one flat sorted array
 * [from0, to0, from1, to1, …], disjoint and not touching: from0 < to0 < from1 < to1 … Every operation is one
 * linear sweep. Nothing here knows of days, months or zones.
 */
export type EpochMs = number
export type DurationMs = number
export type IntervalSet = readonly number[]

export const NONE: IntervalSet = []
