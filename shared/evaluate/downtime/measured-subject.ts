/** What is measured as one, with the clauses that may exclude time from it. */
import type { Exclusion } from '../../contract/model.ts'
import type { Timeline } from '../../evidence/timeline.ts'
import type { IntervalSet } from '../../time/intervals.ts'

/** One clause with the time in which it may take from a subject. */
export interface ApplicableExclusion {
  readonly exclusion: Exclusion
  /** Where it excuses downtime and unknown time. */
  readonly excuses: IntervalSet
  /** Where it takes all agreed time (`removes: both`). */
  readonly empties: IntervalSet
}

export interface AppliedExclusion {
  readonly clause: string
  readonly removes: 'downtime' | 'both'
  readonly set: IntervalSet
}

/** A service alone, or several combined. */
export interface MeasuredSubject {
  /** Distinguishes it from others of the objective. */
  readonly key: string
  readonly services: readonly string[]
  readonly line: Timeline
  /** The line with all doubt as down; absent where there is none (R50). */
  readonly dark?: Timeline
  /** How many codes of downtime the line may have. */
  readonly codes: number
  readonly clauses: readonly ApplicableExclusion[]
}
