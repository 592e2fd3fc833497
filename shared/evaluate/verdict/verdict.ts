/** What follows from a figure and its bounds (R11–R15). */
import { cmp, decimal, div, rat } from '../../base/rational.ts'
import { meets } from '../measures/figures.ts'
import type { Context, FigureBounds, Measured } from '../model/measured.ts'
import { reason } from '../model/reasons.ts'
import type { Burn, Reason, Verdict } from '../model/report.ts'
import { atRisk } from './burn-rate.ts'

export interface VerdictWithReason {
  readonly verdict: Verdict
  readonly reason?: Reason
}

/** @param figure the figure at the period's end if all that remains is good, after rounding */
export function verdictOf(context: Context, measured: Measured, figure: FigureBounds, burn: Burn | null): VerdictWithReason {
  const { objective, period, at } = context
  const complete = at >= period.to
  const bounds = measured.misses ? byMisses(measured.misses) : byTarget(measured, figure, objective.strict === true)
  if (bounds.fails) return { verdict: 'breached' }
  const { minCoverage } = objective.measure
  if (minCoverage !== undefined && cmp(measured.known, div(decimal(minCoverage), rat(100))) < 0) {
    return { verdict: 'cannot-tell', reason: reason('coverage-too-small', { minCoverage }) }
  }
  if (!complete && atRisk(context, burn)) return { verdict: 'at-risk' }
  if (!bounds.holds) return { verdict: 'cannot-tell', reason: reason('unknown-decides') }
  return { verdict: complete ? 'met' : 'on-track' }
}

/** Whether the best case fails, and whether even the worst one holds. */
interface Bounds {
  readonly fails: boolean
  readonly holds: boolean
}

function byTarget({ target, known }: Measured, { low, high }: FigureBounds, strict: boolean): Bounds {
  if (target === null) return { fails: false, holds: true }
  // Nothing to take a share of: all of it excused, or none of it seen.
  if (low === null || high === null) return { fails: false, holds: known.n > 0n }
  return { fails: !meets(high, target, strict), holds: meets(low, target, strict) }
}

const byMisses = ({ missed, allowed, unknown }: NonNullable<Measured['misses']>): Bounds => ({
  fails: missed > allowed,
  holds: missed + unknown <= allowed,
})
