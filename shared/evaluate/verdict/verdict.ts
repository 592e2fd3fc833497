/** What follows from a figure and its bounds (R11–R15). */
import { cmp, decimal, div, rat } from '../../base/rational.ts'
import { meets } from '../measures/figure-bounds.ts'
import type { Context, FigureBounds, Measured } from '../model/measured.ts'
import { reason } from '../model/reasons.ts'
import type { Burn, Reason, UndecidedWhy, Verdict } from '../model/report.ts'
import { atRisk } from './burn-rate.ts'

export interface VerdictWithReason {
  readonly verdict: Verdict
  readonly reason?: Reason
  readonly why?: UndecidedWhy
}

/** @param figure the figure at the period's end if all that remains is good, after rounding */
export function verdictOf(context: Context, measured: Measured, figure: FigureBounds, burn: Burn | null): VerdictWithReason {
  const { objective, period, at } = context
  const complete = at >= period.to
  const bounds = measured.misses ? byMisses(measured.misses) : byTarget(measured, figure, objective.strict === true)
  if (bounds.fails) return { verdict: 'breached' }
  const { minCoverage } = objective.measure
  if (minCoverage !== undefined && cmp(measured.known, div(decimal(minCoverage), rat(100))) < 0) {
    return undecided(measured, reason('coverage-too-small', { minCoverage }))
  }
  // Never on track with a negative budget (R15).
  if (!complete && (measured.behind || atRisk(context, burn) || (measured.budget?.left ?? 0) < 0)) return { verdict: 'at-risk' }
  if (!bounds.holds) return undecided(measured, reason('unknown-decides'))
  return { verdict: complete ? 'met' : 'on-track' }
}

const undecided = (measured: Measured, why: Reason): VerdictWithReason => ({ verdict: 'cannot-tell', reason: why, why: whyOf(measured) })

/** The reason with more time; where both have the same, doubt (R11). */
function whyOf({ known, doubt = { doubtful: 0, unmeasured: 0 } }: Measured): UndecidedWhy {
  if (doubt.doubtful > 0 && doubt.doubtful >= doubt.unmeasured) return 'doubtful'
  return known.n === 0n ? 'no-data' : 'partly-measured'
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
