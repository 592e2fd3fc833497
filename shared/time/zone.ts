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

/** Finds the rules of an IANA zone; throws RangeError for a name that is none. */
export type Zones = (id: string) => ZoneRules
