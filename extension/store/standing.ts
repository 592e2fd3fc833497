/**
 * What the popup, the badge and the overview say of one agreement: the answers of the evaluator without their ledgers.
 * A cache: it names the instant and the evaluator it was computed by, and is never read as evidence.
 */
import type { Attained, Budget, ClaimReport, Credit, ObjectiveReport, PeriodReport, Verdict } from '../../shared/evaluate/report.ts'
import type { DurationMs, EpochMs } from '../../shared/time/intervals.ts'
import type { State } from '../../shared/evidence/model.ts'

export interface Standing {
  readonly agreement: string
  readonly title: string
  readonly hosts: readonly string[]
  readonly zone: string
  readonly at: EpochMs
  readonly evaluator: string
  /** Current periods, worst first; empty where nothing could be evaluated. */
  readonly rows: readonly Row[]
  /** Closed periods, newest first, at most `CLOSED` of each objective. */
  readonly closed: readonly Row[]
  readonly now: Happening | null
  /** Why there are no rows. */
  readonly problem: string | null
}

/** How many closed periods of an objective are kept beside the current one. */
export const CLOSED = 3

export interface Row {
  readonly objective: string
  readonly name: string
  readonly clause: string | null
  readonly services: readonly string[]
  readonly period: PeriodReport
  readonly target: string | null
  readonly attained: Attained
  readonly verdict: Verdict
  readonly reason: string | null
  readonly basis: 'contractual' | 'estimate'
  readonly provisional: boolean
  readonly budget: Budget | null
  /** Unwatched so far, ms. */
  readonly unknown: DurationMs
  readonly excluded: DurationMs
  /** When the budget is spent at this pace. */
  readonly exhaustedAt: EpochMs | null
  readonly credit: Credit
  readonly claim: ClaimReport
}

/** What a source says of the agreement's services at its last reading, if that is not plainly up. */
export interface Happening {
  readonly state: State
  readonly since: EpochMs
  readonly services: readonly string[]
  readonly title: string | null
}

/** Worst first: what needs a person before what does not. */
const ORDER: readonly Verdict[] = ['breached', 'at-risk', 'cannot-tell', 'needs-review', 'not-computable', 'on-track', 'met', 'not-in-force']

export const severity = (verdict: Verdict): number => ORDER.indexOf(verdict)

/** Negative where a stands worse than b: by verdict, then by the share of the budget that is left. */
export function worseFirst(a: Row, b: Row): number {
  return severity(a.verdict) - severity(b.verdict) || share(a) - share(b)
}

/** What is left of the budget, at most 1; no budget counts as untouched. */
function share({ budget }: Row): number {
  if (!budget) return 1
  return budget.total > 0 ? budget.left / budget.total : budget.left < 0 ? -1 : 0.5
}

/** The row an agreement is shown by; null where there is none. */
export const worst = (standing: Standing): Row | null => standing.rows[0] ?? null

/** Standings worst first; those that could not be evaluated stand among what needs review. */
export function sortStandings(standings: readonly Standing[]): Standing[] {
  const rank = (standing: Standing): number => severity(worst(standing)?.verdict ?? 'needs-review')
  return [...standings].sort((a, b) => {
    const [rowA, rowB] = [worst(a), worst(b)]
    return rank(a) - rank(b) || (rowA && rowB ? worseFirst(rowA, rowB) : 0) || a.title.localeCompare(b.title)
  })
}

/** The row of one objective in one period, out of a report. */
export function row(report: ObjectiveReport, name: string, clause: string | null): Row {
  return {
    objective: report.id,
    name,
    clause,
    services: report.services,
    period: report.period,
    target: report.target,
    attained: report.attained,
    verdict: report.verdict,
    reason: report.reason ?? null,
    basis: report.basis,
    provisional: report.provisional,
    budget: report.budget,
    unknown: report.time?.unknown ?? 0,
    excluded: report.time?.excluded ?? 0,
    exhaustedAt: report.burn?.exhaustedAt ?? null,
    credit: report.credit,
    claim: report.claim,
  }
}
