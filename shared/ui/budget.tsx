/**
 * The budget as a bar: filled = spent, stripes = what unmeasured time might still spend, upright tick = burn rate 1 today,
 * a gap in a full bar = where the budget ended.
 */
import type { ObjectiveReport } from '../evaluate/model/report.ts'
import type { Locale } from '../i18n/locale.ts'
import { shareWords } from '../i18n/number-words.ts'
import { verdictKey } from './marks.tsx'

export interface BudgetShape {
  /** Percent of the bar's length, 0 to 100. */
  readonly spent: number
  readonly unknown: number
  /** Where a burn rate of 1 would be today; null once the period is over. */
  readonly pace: number | null
  /** Where the budget ended in an overspent bar, else null. */
  readonly end: number | null
}

/** Null where the objective has no budget. A budget of 0 that was touched is a full bar with its gap at the start. */
export function budgetShape(report: ObjectiveReport, at: number): BudgetShape | null {
  const budget = report.budget
  if (!budget) return null
  const share = (n: number) => (budget.total > 0 ? Math.min(100, Math.max(0, (n / budget.total) * 100)) : n > 0 ? 100 : 0)
  const over = budget.spent > budget.total
  const spent = share(budget.spent)
  const { from, to, complete } = report.period
  return {
    spent,
    unknown: over || budget.unit !== 'ms' ? 0 : Math.min(100 - spent, share(report.time?.unknown ?? 0)),
    pace: complete || at <= from ? null : Math.min(100, ((at - from) / (to - from)) * 100),
    end: over ? Math.min(97, (budget.total / budget.spent) * 100) : null,
  }
}

const pc = (n: number) => `${Math.round(n * 10) / 10}%`

/** Draws nothing where the objective has no budget. `thin` is for lists. */
export function BudgetBar({ report, at, locale, thin = false }: { report: ObjectiveReport; at: number; locale: Locale; thin?: boolean }) {
  const shape = budgetShape(report, at)
  if (!shape) return null
  return (
    <span
      class={`bud${thin ? ' thin' : ''}${shape.end === null ? '' : ' over'}`}
      part="budget"
      data-v={verdictKey(report.verdict)}
      role="img"
      aria-label={locale.say.budgetSpent(shareWords(report.budget!.spent, report.budget!.total, locale))}
      style={{ '--p': pc(shape.spent), '--q': pc(shape.unknown), '--t': pc(shape.pace ?? 0), '--o': pc(shape.end ?? 0) }}
    >
      <b />
      {shape.unknown > 0 && <s />}
      {shape.pace !== null && <i />}
    </span>
  )
}
