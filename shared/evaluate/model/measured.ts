/**
 * What lies between the rules of an agreement and a report: one objective in one period, and the result of a measure.
 * evaluate-agreement.ts makes the context, one file a measure fills `Measured`, verdict.ts, credits.ts and claims.ts read it.
 */

import type { Rational } from '../../base/rational.ts'
import type { Contract, Objective } from '../../contract/model.ts'
import type { Evidence, Span } from '../../evidence/model.ts'
import type { DurationMs, EpochMs, IntervalSet } from '../../time/intervals.ts'
import type { ZoneRules, Zones } from '../../time/zone.ts'
import type { Budget, Counts, DeliveryReport, LedgerEntry, Reason, TicketReport, TimeClasses, Verdict } from './report.ts'

export interface EvaluatedPeriod {
  readonly from: EpochMs
  readonly to: EpochMs
  readonly label: string
}

export interface Context {
  readonly contract: Contract
  readonly objective: Objective
  /** `objectives[2]`, for assumptions. */
  readonly path: string
  readonly period: EvaluatedPeriod
  readonly at: EpochMs
  readonly knownAt: EpochMs
  readonly zone: ZoneRules
  readonly zones: Zones
  /** Evidence as known: cut at `at` and `knownAt`, superseded versions and voids gone (R2, R3). */
  readonly evidence: Evidence
  /** Versions of spans that later ones replaced, for the ledger (R3). */
  readonly superseded: readonly Span[]
  /** A named calendar of the agreement (or `always`) as instants, over at least [from, to). */
  readonly hours: (name: string, from: EpochMs, to: EpochMs) => IntervalSet
  /** Agreed time of the period for one service: during, term, life, less suspensions; includes what remains (R1, R8). */
  readonly agreed: (service: string) => IntervalSet
  /** The windows in which exclusions of this objective are effective for one service, in clause order; budgets not yet used up (R19). */
  readonly excluded: (service: string) => readonly ExclusionWindow[]
  /** The timeline of one service by the admitted sources, with this objective's authority, weights and checks (R2, R4, R7, R18). */
  readonly seen: (service: string) => Observed
  /** Notes a default that was used because the text is silent. */
  readonly assume: (path: string, used: string, reason: Reason) => void
  /** Notes the defaults of a measure over time or slots, where anybody listens. */
  readonly defaults?: () => void
  /** The same objective in another of its periods, for what is used up or carried from period to period. */
  readonly sibling: (period: EvaluatedPeriod) => Context
  /** Its periods that touch [from, this period's first instant), oldest first; before a rolling window, that stretch as one. */
  readonly earlier: (from: EpochMs) => readonly EvaluatedPeriod[]
  /** What `make` gives, made once for the agreement: all objectives and periods share it, so the key must say all it rests on. */
  readonly once: <T>(key: string, make: () => T) => T
}

/** All of one service's evidence up to `at`; neither cut to the period nor to agreed time. Time in neither set is seen as not down. */
export interface Observed {
  /** At weight > 0. */
  readonly down: IntervalSet
  /** No admitted source says anything. */
  readonly unknown: IntervalSet
  /** One source says up, another down (R4). */
  readonly disputed: IntervalSet
}

/** Where one clause is effective for one service. */
export interface ExclusionWindow {
  /** The exclusion's id. */
  readonly clause: string
  readonly removes: 'downtime' | 'both'
  /** Effective time: announced or declared, given notice, within its hours, up to `at`. */
  readonly spans: IntervalSet
  /** What made it effective: announcements and declarations, oldest first. */
  readonly grounds: readonly ExclusionGround[]
}

export interface ExclusionGround {
  readonly from: EpochMs
  readonly to: EpochMs
  readonly title?: string
  /** `feed:acme`, or who declared it. */
  readonly source: string
  /** Id of the announcement or the declaration. */
  readonly ref: string
}

/** A maximal stretch of counted downtime; `from`/`to` before, `cutFrom`/`cutTo` after it was cut by the period (R5). */
export interface DowntimeRun {
  readonly from: EpochMs
  readonly to: EpochMs
  /** Wall and weighted time of the run that falls into the period and counts. */
  readonly down: DurationMs
  readonly weighted: Rational
}

/** Percent, each from 0 to 100; `value` null where nothing is known, all null where nothing was promised yet. */
export interface FigureBounds {
  readonly value: Rational | null
  readonly low: Rational | null
  readonly high: Rational | null
}

export interface Measured {
  /** Set where the evidence or the text does not allow a figure: then nothing else is read. */
  readonly refused?: { readonly verdict: Extract<Verdict, 'not-computable' | 'needs-review' | 'not-in-force'>; readonly reason: Reason }
  readonly attained: FigureBounds
  /** Of `attained`, where it is no percentage. */
  readonly unit?: 'ms' | 'number'
  readonly target: Rational | null
  /**
   * The figure the whole period would end with if all that remains were good: decides "breached for good" and which band
   * holds in a running period (R20). Equal to `attained` in a complete one.
   */
  readonly best: FigureBounds
  /** Share of agreed time (or slots, records) that is known, 0 to 1, for minCoverage. */
  readonly known: Rational
  /** How much of the unknown time is doubtful, and how much was not measured, in ms; absent where nothing is doubtful. */
  readonly doubt?: { readonly doubtful: DurationMs; readonly unmeasured: DurationMs }
  readonly time: TimeClasses | null
  readonly counts?: Counts
  readonly budget: Budget | null
  /** Decides instead of a target where the agreement counts misses. */
  readonly misses?: { readonly missed: number; readonly allowed: number; readonly unknown: number }
  /** In a running period: what was measured so far misses the promise, and what follows can still mend it. */
  readonly behind?: boolean
  /** Counted downtime by run, for ladders on downtime and longest run, blocks and interruptions; empty where none. */
  readonly runs: readonly DowntimeRun[]
  /** Counted down time inside agreed time up to `at`, for burn windows; weight of each stretch. */
  readonly down: readonly { readonly from: EpochMs; readonly to: EpochMs; readonly weight: Rational }[]
  /** Share of what counts that was bad in [from, to), 0 to 1, where `down` cannot say it (requests); for burn windows. */
  readonly bad?: (from: EpochMs, to: EpochMs) => Rational
  readonly tickets?: readonly TicketReport[]
  readonly deliveries?: readonly DeliveryReport[]
  readonly ledger: readonly LedgerEntry[]
  readonly basis: 'contractual' | 'estimate'
}

/** One file a measure: `{by: time}` is time.ts. */
export type MeasureFunction = (context: Context) => Measured
