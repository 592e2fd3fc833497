/**
 * What the popup, the badge and the overview show of one agreement: the answers of the evaluator without their ledgers.
 * A cache: it names the instant and the evaluator it was computed by, and is never read as evidence.
 */

import type { Deadline, ObjectiveReport, Verdict } from '../../shared/evaluate/model/report.ts'
import type { State } from '../../shared/evidence/model.ts'
import type { EpochMs } from '../../shared/time/intervals.ts'
import type { ZoneRules } from '../../shared/time/zone.ts'

export interface Summary {
  readonly agreement: string
  readonly title: string
  readonly hosts: readonly string[]
  /** Ids of the sources that cover it. */
  readonly sources: readonly string[]
  /** The agreement's clock around the periods shown, so that a page needs no zone data. */
  readonly clock: ZoneRules
  readonly at: EpochMs
  readonly evaluator: string
  /** Current periods, worst first; empty where nothing could be evaluated. */
  readonly rows: readonly SummaryRow[]
  /** Closed periods, newest first, at most `CLOSED` of each objective. */
  readonly closed: readonly SummaryRow[]
  readonly now: Happening | null
  /** The last moment to cancel before the term ends or renews itself; absent where the agreement fixes none. */
  readonly cancel?: Deadline
  /** Why there are no rows. */
  readonly problem: string | null
}

/** How many closed periods of an objective are kept beside the current one. */
export const CLOSED = 3

/** One objective in one period: the report without its ledger, with the words of the agreement. */
export interface SummaryRow extends ObjectiveReport {
  readonly name: string
  readonly clause: string | null
}

/** The state of the agreement's services at a source's last reading, where that is not up. */
export interface Happening {
  readonly state: State
  readonly since: EpochMs
  /** Names, in the agreement's words; empty where the incident names none. */
  readonly services: readonly string[]
  readonly title: string | null
  /** Whether it counts as downtime of any objective shown. */
  readonly counts: boolean
}

/** Worst first: what needs a person before what does not, and what is not measured after what is measured. */
const ORDER: readonly Verdict[] = [
  'breached',
  'at-risk',
  'cannot-tell',
  'needs-review',
  'on-track',
  'met',
  'not-computable',
  'not-in-force',
]

export const severity = (verdict: Verdict): number => ORDER.indexOf(verdict)

/** Whether anything of its period was measured (R57). */
export const hasData = ({ verdict, why }: SummaryRow): boolean => verdict !== 'cannot-tell' || why !== 'no-data'

/** Negative where a stands worse than b: those with data first, then by verdict, then by the share of the budget that is left. */
export function worseFirst(a: SummaryRow, b: SummaryRow): number {
  return Number(hasData(b)) - Number(hasData(a)) || severity(a.verdict) - severity(b.verdict) || share(a) - share(b)
}

/** What is left of the budget, at most 1; no budget counts as untouched. */
function share({ budget }: SummaryRow): number {
  if (!budget) return 1
  return budget.total > 0 ? budget.left / budget.total : budget.left < 0 ? -1 : 0.5
}

/** The row an agreement is shown by; null where there is none. */
export const worst = (standing: Summary): SummaryRow | null => standing.rows[0] ?? null

/** The objectives without data that stand beside one with data: named, and hiding nothing (R57). */
export const withoutData = ({ rows }: Summary): readonly SummaryRow[] => (rows.some(hasData) ? rows.filter((each) => !hasData(each)) : [])

/** Standings worst first; those that could not be evaluated stand among what needs review. */
export function sortStandings(standings: readonly Summary[]): Summary[] {
  const rank = (standing: Summary): number => severity(worst(standing)?.verdict ?? 'needs-review')
  return [...standings].sort((a, b) => {
    const [rowA, rowB] = [worst(a), worst(b)]
    return rank(a) - rank(b) || (rowA && rowB ? worseFirst(rowA, rowB) : 0) || a.title.localeCompare(b.title)
  })
}

/** The row of one objective in one period, out of a report. */
export const row = (report: ObjectiveReport, name: string, clause: string | null): SummaryRow => ({ ...report, ledger: [], name, clause })
