/** What is stored of a tracked standing feed: its chain of hashes, and its closed periods as last published. */
import type { Verdict } from '../../shared/evaluate/model/report.ts'
import type { EpochMs } from '../../shared/time/intervals.ts'

/** A closed period of an objective as the feed's own evidence has it. */
export interface ClosedFigure {
  readonly objective: string
  readonly period: string
  readonly from: EpochMs
  readonly verdict: Verdict
  /** As shown; null where nothing can be said. */
  readonly value: string | null
  /** The exact bounds: two figures that look alike may differ. */
  readonly exact: readonly (string | null)[]
  /** Until when the agreement lets it change. */
  readonly settles: EpochMs
}

export interface Rewrite {
  readonly at: EpochMs
  readonly was: ClosedFigure
  /** null: the period is in the feed no more, though younger than what it carries. */
  readonly is: ClosedFigure | null
  /** Whether the agreement's settling time had passed. */
  readonly settled: boolean
}

/** `older`: a feed from before was served again. `cut`: it names no predecessor. `replaced`: it names one before the last we saw. */
export interface FeedBreak {
  readonly at: EpochMs
  readonly kind: 'older' | 'cut' | 'replaced'
}

export interface FeedChain {
  /** SHA-256 of each feed seen, the newest last. */
  readonly seen: readonly string[]
  readonly last: { readonly hash: string; readonly at: EpochMs } | null
  /** The evaluator by which `closed` was computed. */
  readonly evaluator: string
  readonly closed: Readonly<Record<string, ClosedFigure>>
  readonly rewrites: readonly Rewrite[]
  readonly breaks: readonly FeedBreak[]
}
