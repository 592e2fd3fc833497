/**
 * What the evaluations behind a verdict (credits, claims, escalations, chain) receive, and the parts an evaluator is put
 * together from: the widget leaves out what it does not show. evaluate-agreement.ts makes the evaluation, verdict.ts the verdict.
 */
import type { Contract } from '../../contract/model.ts'
import type { Evidence } from '../../evidence/model.ts'
import type { EpochMs, IntervalSet } from '../../time/intervals.ts'
import type { ZoneRules, Zones } from '../../time/zone.ts'
import type { Context, EvaluatedPeriod, FigureBounds, Measured, MeasureFunction } from './measured.ts'
import type {
  Burn,
  Chain,
  ClaimReport,
  Credit,
  CreditSum,
  EscalationReport,
  ObjectiveReport,
  Reason,
  RemedyReport,
  TicketReport,
  UndecidedWhy,
  UnusedEvidence,
  Verdict,
} from './report.ts'

/** One objective in one period, measured and evaluated. */
export interface EvaluatedObjective {
  readonly context: Context
  readonly measured: Measured
  readonly verdict: Verdict
  /** Why, where the verdict is cannot-tell, not-computable, needs-review or not-in-force. */
  readonly reason?: Reason
  /** Beside cannot-tell (R11). */
  readonly why?: UndecidedWhy
  /** The figure compared with target and bands: `measured.best` after `round` (R13). */
  readonly figure: FigureBounds
  /** null where nothing has a budget. */
  readonly burn?: Burn | null
}

/** One agreement, all its versions, at one moment. */
export interface Evaluation {
  /** The version in force at `at`. An evaluated period's own version is its `context.contract` (R10). */
  readonly contract: Contract
  readonly at: EpochMs
  readonly knownAt: EpochMs
  readonly zone: ZoneRules
  readonly zones: Zones
  /** As known (R2, R3). */
  readonly evidence: Evidence
  /** A calendar by name as instants over at least [from, to). */
  readonly hours: (name: string, from: EpochMs, to: EpochMs) => IntervalSet
  /** Measures and judges on demand, once. null where no version in force at the period's first instant has the objective. */
  readonly judge: (objective: string, period: EvaluatedPeriod) => EvaluatedObjective | null
  /** The objective's periods that touch [from, to), oldest first; for rolling periods the one that ends at `at`. */
  readonly periods: (objective: string, from: EpochMs, to: EpochMs) => readonly EvaluatedPeriod[]
  /** The objective's period before this one; null for rolling periods. */
  readonly before: (objective: string, period: EvaluatedPeriod) => EvaluatedPeriod | null
  /** The objective's period after this one, begun or not; null for rolling periods. */
  readonly after: (objective: string, period: EvaluatedPeriod) => EvaluatedPeriod | null
  /** Another agreement given beside this one, for chains. */
  readonly other: (contract: string) => Evaluation | null
  /** Notes a default that was used because the text is silent; a note made twice is one. */
  readonly assume: (path: string, used: string, reason: Reason) => void
}

export interface CreditedObjective {
  readonly credit: Credit
  readonly remedies: readonly RemedyReport[]
  /** The measure's tickets with the credit of each, where a ladder looks at single tickets (R28); else absent. */
  readonly tickets?: readonly TicketReport[]
}

export interface CreditsPart {
  readonly of: (evaluation: Evaluation, evaluated: EvaluatedObjective) => CreditedObjective
  /** The sums after caps, by period and remedy (R23). */
  readonly sums: (evaluation: Evaluation, evaluated: readonly EvaluatedObjective[]) => readonly CreditSum[]
}

/** An evaluated objective with its finished report. */
export interface ReportedObjective {
  readonly evaluated: EvaluatedObjective
  readonly report: ObjectiveReport
}

export interface EvaluatorParts {
  /** By the measure's `by`. */
  readonly measures: Readonly<Record<string, MeasureFunction>>
  /** Notes the defaults that measures over time and slots fall back on; without it they are used and not said. */
  readonly defaults?: (context: Context) => void
  readonly credits?: CreditsPart
  readonly claims?: (evaluation: Evaluation, evaluated: EvaluatedObjective, credited: CreditedObjective) => ClaimReport
  readonly escalations?: (evaluation: Evaluation, reported: readonly ReportedObjective[]) => readonly EscalationReport[]
  readonly chain?: (evaluation: Evaluation, evaluated: EvaluatedObjective) => Chain | undefined
  /** What was given and is not used (R59); without it nothing is listed. */
  readonly unused?: (contracts: readonly Contract[], evidence: Evidence) => readonly UnusedEvidence[]
  /** SHA-256 in hex of RFC 8785 forms; without them the report's hashes are empty. */
  readonly hash?: {
    readonly of: (value: unknown) => string
    readonly evidence: (evidence: Evidence) => string
    /** The transitions of the zones in [from, to), so that whoever carries only those has the same hash. */
    readonly zones: (zones: readonly ZoneRules[], from: EpochMs, to: EpochMs) => string
  }
}
