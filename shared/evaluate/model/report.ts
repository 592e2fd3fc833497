/**
 * What the evaluator answers, `standing/report@1`. Instants are integer ms, durations ms, figures decimal text floored to
 * nine decimals, fractions `n/d` in lowest terms. Nothing here is ever stored as truth: it is computed when wanted.
 */
import type { DurationMs, EpochMs } from '../../time/intervals.ts'

export interface Deadline {
  /** First instant at which it is too late. */
  readonly by: EpochMs
  /** Local date of the last moment, `YYYY-MM-DD`; null for distances in hours. */
  readonly lastDay: string | null
}

/** Words and views read reports and know time only from here. */
export type { DurationMs, EpochMs } from '../../time/intervals.ts'

export type Verdict = 'met' | 'breached' | 'on-track' | 'at-risk' | 'cannot-tell' | 'not-computable' | 'needs-review' | 'not-in-force'

/** Why, by a code of reasons.ts. Screens render `code` and `params` in the reader's language; `why` is the English text. */
export interface Reason {
  readonly code: string
  readonly params: Readonly<Record<string, string>>
  readonly why: string
}

/** Why it is undecided: nothing of the period was measured, only a part of it, or the evidence is doubtful (R11). */
export type UndecidedWhy = 'no-data' | 'partly-measured' | 'doubtful'

export interface Report {
  readonly format: 'standing/report@1'
  readonly contract: { readonly id: string; readonly version: string | null; readonly sha256: string }
  readonly evaluator: string
  /** SHA-256 of the zone transitions used. */
  readonly tzdb: string
  readonly evidence: { readonly sha256: string }
  readonly at: EpochMs
  readonly knownAt: EpochMs
  readonly zone: string
  readonly objectives: readonly ObjectiveReport[]
  readonly credits: readonly CreditSum[]
  readonly escalations: readonly EscalationReport[]
  readonly assumptions: readonly Assumption[]
  readonly headline: Headline
  /** What was given and is not used (R59). */
  readonly unused: readonly UnusedEvidence[]
}

/** The agreement's worst objective among those with data; objectives without are named beside it (R57). */
export interface Headline {
  readonly verdict: Verdict
  /** null where no objective has data; `uptime/search` where it is judged for each service. */
  readonly objective: string | null
  /** Ids of the objectives of which nothing was measured. */
  readonly noData: readonly string[]
}

/** Unused evidence: how many rows of a list, the first of them, and why. */
export interface UnusedEvidence extends Reason {
  readonly list: string
  readonly ref: string
  readonly n: number
}

export interface PeriodReport {
  readonly from: EpochMs
  readonly to: EpochMs
  readonly label: string
  /** Whether `at` is at or after its end. */
  readonly complete: boolean
}

export interface ObjectiveReport {
  readonly id: string
  /** Judged for each of its services by itself: there is one entry a service, of the same id. */
  readonly each?: 'service'
  readonly services: readonly string[]
  readonly period: PeriodReport
  /** Percent; null where the measure has none (R14). */
  readonly target: string | null
  readonly strict?: boolean
  readonly attained: Attained
  readonly verdict: Verdict
  /** Why, where the verdict is not-computable, needs-review, not-in-force or cannot-tell. */
  readonly reason?: Reason
  /** Beside cannot-tell (R11). */
  readonly why?: UndecidedWhy
  readonly basis: 'contractual' | 'estimate'
  readonly settles: EpochMs
  readonly provisional: boolean
  readonly time: TimeClasses | null
  readonly counts?: Counts
  readonly budget: Budget | null
  readonly burn?: Burn
  readonly credit: Credit
  readonly remedies: readonly RemedyReport[]
  readonly claim: ClaimReport
  readonly tickets?: readonly TicketReport[]
  readonly deliveries?: readonly DeliveryReport[]
  readonly chain?: Chain
  readonly ledger: readonly LedgerEntry[]
}

export interface Attained {
  readonly value: string | null
  readonly exact: string | null
  readonly low: string | null
  readonly high: string | null
  readonly lowExact: string | null
  readonly highExact: string | null
  readonly rounded?: string
  /** Absent: percent. Of an aggregate of durations the figures are whole ms, of the mean of a metric and of a count they are plain numbers; the fractions are exact. */
  readonly unit?: 'ms' | 'number'
}

/** agreed = up + down + excluded + unknown + remaining, exactly (R1). */
export interface TimeClasses {
  readonly agreed: DurationMs
  readonly up: DurationMs
  readonly down: DurationMs
  readonly excluded: DurationMs
  readonly unknown: DurationMs
  readonly remaining: DurationMs
  readonly base: DurationMs
  /** Reduced fraction of ms. */
  readonly weighted: string
  readonly disputed: DurationMs
}

export type Counts =
  | { readonly total: number; readonly down: number; readonly empty: number; readonly unknown: number }
  | { readonly total: number; readonly good: number; readonly bad: number }
  | { readonly total: number; readonly met: number; readonly missed: number; readonly open: number }

export interface Budget {
  readonly total: number
  readonly spent: number
  /** May be negative. */
  readonly left: number
  readonly unit: 'ms' | 'requests' | 'slots' | 'tickets' | 'deliveries' | 'outages' | 'windows'
}

export interface Burn {
  /** (spent / budget) ÷ (elapsed / agreed), `n/d`; null where the budget is 0. */
  readonly rate: string | null
  readonly exhaustedAt: EpochMs | null
  readonly rules: readonly {
    readonly spend: string
    readonly long: DurationMs
    readonly short: DurationMs
    readonly factor: string
    readonly reachable: boolean
    readonly firing: boolean
  }[]
}

export type CreditState =
  | 'none'
  | 'due'
  | 'below-minimum'
  | 'no-band'
  | 'not-computable'
  | 'cannot-tell'
  | 'choose-one'
  | 'provisional'
  | 'void'

export interface Credit {
  readonly state: CreditState
  readonly percent: string | null
  /** Exactly the currency's minor digits. */
  readonly amount: string | null
  readonly amountExact?: string | null
  readonly currency: string | null
  readonly days: string | null
  readonly remedy: string | null
  /** Before caps and minimum. */
  readonly computed?: string | null
}

export interface RemedyReport {
  readonly id: string
  readonly kind: string
  readonly state: CreditState
  readonly percent: string | null
  readonly amount: string | null
  readonly amountExact: string | null
  readonly currency: string | null
  readonly days: string | null
  readonly computed: string | null
  /** Indices of the caps that bound it. */
  readonly caps: readonly number[]
  readonly reason?: Reason
}

export interface CreditSum {
  readonly period: string
  readonly remedy: string
  readonly percent: string | null
  readonly amount: string | null
  readonly currency: string | null
  readonly days: string | null
  readonly caps: readonly number[]
}

export type StepState = 'too-early' | 'open' | 'due-soon' | 'missed' | 'done' | 'void' | 'cannot-tell'

export interface ClaimReport {
  readonly state: 'none' | StepState
  readonly steps: readonly {
    readonly id: string
    /** First instant at which it is too late. */
    readonly by: EpochMs | null
    /** Local date; null for steps in hours. */
    readonly lastDay: string | null
    readonly state: StepState
    readonly remedy?: string
  }[]
}

export type LedgerClass =
  | 'counted'
  | 'excluded'
  | 'below-minimum'
  | 'outside-hours'
  | 'suspended'
  | 'weightless'
  | 'unknown'
  | 'doubtful'
  | 'superseded'
  | 'unattributed'

/** One interval that is not up. counted sums to down, excluded to excluded, unknown to unknown (R36). */
export interface LedgerEntry {
  readonly from: EpochMs
  readonly to: EpochMs
  readonly as: LedgerClass
  /** `objectives.uptime`, `exclusions.maintenance`, … */
  readonly clause: string
  readonly sources: readonly string[]
  readonly title?: string
  readonly disputed?: boolean
  readonly weight?: string
  readonly refs?: readonly string[]
  readonly service?: string
  /** What a superseded version had said; the entry itself has no time (R3). */
  readonly was?: { readonly from: EpochMs; readonly to: EpochMs | null }
}

export interface TicketReport {
  readonly id: string
  readonly severity: string
  readonly clock: string
  readonly start: EpochMs | null
  readonly due: EpochMs | null
  readonly done: EpochMs | null
  /** In the clock's calendar. */
  readonly elapsed: DurationMs
  readonly wall: DurationMs
  readonly state: 'met' | 'missed' | 'running' | 'paused' | 'not-started'
  readonly groups?: Readonly<Record<string, DurationMs>>
  readonly credit?: RemedyReport
}

/** One delivery that was owed in the period. */
export interface DeliveryReport {
  readonly deliverable: string
  readonly due: EpochMs
  /** The last instant that is on time: `due` with its grace. */
  readonly last: EpochMs
  readonly deliveredAt: EpochMs | null
  readonly state: 'met' | 'missed' | 'open' | 'unknown'
}

export interface EscalationReport {
  readonly step: string
  readonly to: string
  readonly contact: string | null
  readonly due: EpochMs | null
  readonly of: string
  readonly ref: string
  readonly state: 'waiting' | 'due' | 'passed'
}

export interface Chain {
  readonly ceiling: string
  readonly exact: string
  readonly assumes: 'independence'
  /** Whether the target is within the ceiling. */
  readonly carries: boolean
  /** What the chain really attained, by interval algebra, where evidence is at hand. */
  readonly measured?: Attained
}

/** A default that was used because the text is silent. */
export interface Assumption extends Reason {
  readonly path: string
  readonly used: string
}
