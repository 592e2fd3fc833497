/**
 * Wall clocks over a table of transitions: instants to local times and back, by R9. No zone data and no Temporal here;
 * zones.ts makes the tables, tables.ts carries them.
 */
import type { EpochMs } from './intervals.ts'

/**
 * What a zone's clocks do between `from` and `to`: `offsets[i]` (ms east of UTC) holds from `starts[i]` up to
 * `starts[i + 1]`; `starts[0]` is `from`. Made by zones.ts out of Temporal, or carried in a feed or snapshot, so that a
 * reader needs no zone data of its own. Local times are ms as if the wall clock were UTC.
 */
export interface ZoneRules {
  readonly id: string
  readonly from: EpochMs
  readonly to: EpochMs
  readonly starts: readonly EpochMs[]
  readonly offsets: readonly number[]
}

/** A table that is made as far as it is asked for; `from` and `to` move apart as it grows. */
export interface GrowingRules extends ZoneRules {
  /** Makes the table hold t, as far as its source goes. */
  grow(t: EpochMs): void
}

/** Finds the rules of an IANA zone; throws RangeError for an unknown name. */
export type Zones = (id: string) => ZoneRules

/** No clock is further than this from UTC (Apia went from -10 h to +14 h). */
const FURTHEST = 86_400_000

/** Has a growing table hold t; a carried one stays as it is. Whoever reads `starts` and `offsets` says first how far. */
export function zoneReach(zone: ZoneRules, t: EpochMs): void {
  if ((t < zone.from || t >= zone.to) && 'grow' in zone) (zone as GrowingRules).grow(t)
}

/** Index of the stretch that holds t; the first one also for anything earlier. */
function stretchAt(zone: ZoneRules, t: EpochMs): number {
  const { starts } = zone
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (starts[middle]! <= t) low = middle
    else high = middle - 1
  }
  return low
}

/** Ms east of UTC at an instant. Outside the table the nearest offset holds. */
export function offsetAt(zone: ZoneRules, ms: EpochMs): number {
  zoneReach(zone, ms)
  return zone.offsets[stretchAt(zone, ms)]!
}

/** Wall-clock time at an instant, as ms as if the wall clock were UTC. */
export const toLocal = (zone: ZoneRules, ms: EpochMs): number => ms + offsetAt(zone, ms)

/**
 * The first instant at which the wall clock shows `localMs` or more: a local time in a gap is the instant of the jump, a
 * repeated one its first occurrence (R9).
 */
export function toInstant(zone: ZoneRules, localMs: number): EpochMs {
  const { starts, offsets } = zone
  zoneReach(zone, localMs - FURTHEST)
  zoneReach(zone, localMs + FURTHEST)
  let i = stretchAt(zone, localMs - FURTHEST)
  // A stretch ends where the next one starts: the first whose clock goes past localMs holds it, or the jump before it does.
  while (i + 1 < starts.length && starts[i + 1]! + offsets[i]! <= localMs) i++
  const t = localMs - offsets[i]!
  return i > 0 && t < starts[i]! ? starts[i]! : t
}
