/**
 * What exclusions take out of a period (R19), clause by clause in the order of the file. A budget is used up in the order
 * of time by what was really taken, also in earlier periods of its own month, quarter or year.
 */

import { decimal, floor, mul, rat } from '../../base/rational.ts'
import type { Exclusion } from '../../contract/model.ts'
import {
  clip,
  type DurationMs,
  type EpochMs,
  fromPairs,
  type IntervalSet,
  intersect,
  subtract,
  totalIn,
  union,
} from '../../time/intervals.ts'
import { periodsTouching } from '../../time/period.ts'
import type { Context, EvaluatedPeriod } from '../model/measured.ts'
import type { ApplicableExclusion, AppliedExclusion, MeasuredSubject } from './measured-subject.ts'

/** What the subject's clauses removed in another period of the objective. */
export type ExclusionsOf = (period: Context) => readonly AppliedExclusion[]

/**
 * @param passed  agreed time of the period before `at`
 * @param liable  the part of it that is down or unknown
 * @param appliedIn  what earlier periods used of a budget they share with this one
 */
export function applyExclusions(
  context: Context,
  subject: MeasuredSubject,
  passed: IntervalSet,
  liable: IntervalSet,
  appliedIn: ExclusionsOf,
): AppliedExclusion[] {
  let free = passed
  const out: AppliedExclusion[] = []
  for (const clause of subject.clauses) {
    const { exclusion, excuses, empties } = clause
    if (excuses.length === 0 && empties.length === 0) continue
    const emptied = intersect(free, empties)
    const wanted = union(emptied, intersect(intersect(free, liable), excuses))
    const set = withinBudget(context, clause, wanted, appliedIn)
    free = subtract(free, set)
    const both = intersect(set, emptied)
    if (both.length > 0) out.push({ clause: exclusion.id, removes: 'both', set: both })
    const rest = subtract(set, both)
    if (rest.length > 0) out.push({ clause: exclusion.id, removes: 'downtime', set: rest })
  }
  return out
}

function withinBudget(context: Context, clause: ApplicableExclusion, wanted: IntervalSet, appliedIn: ExclusionsOf): IntervalSet {
  const { budget } = clause.exclusion
  if (budget === undefined || budget.excess === 'excluded' || wanted.length === 0) return wanted
  const { hours, windows } = budget
  const allowed = Number(floor(mul(decimal(hours ?? '0'), rat(3_600_000))))
  return fromPairs(
    budgetWindows(context, budget.per).flatMap((window) => {
      const inWindow = intersect(wanted, [window.from, window.to])
      if (windows !== undefined) return firstWindows(context, clause, inWindow, window, windows, appliedIn)
      return inWindow.length === 0 ? [] : first(inWindow, allowed - usedBefore(context, clause, window, appliedIn))
    }),
  )
}

const budgetWindows = ({ period, zone }: Context, per: NonNullable<Exclusion['budget']>['per']): readonly EvaluatedPeriod[] =>
  per === 'period' ? [period] : periodsTouching({ every: per }, zone, period.from, period.to)

/** What the clause took of this window in the objective's earlier periods. */
function usedBefore(context: Context, clause: ApplicableExclusion, window: EvaluatedPeriod, appliedIn: ExclusionsOf): DurationMs {
  const { period } = context
  const starts = Math.min(clause.excuses[0] ?? Number.POSITIVE_INFINITY, clause.empties[0] ?? Number.POSITIVE_INFINITY)
  const from = Math.max(window.from, starts)
  if (from >= period.from) return 0
  let used = 0
  for (const earlier of context.earlier(from)) {
    for (const { clause: id, set } of appliedIn(context.sibling(earlier))) {
      if (id === clause.exclusion.id) used += totalIn(set, window.from, period.from)
    }
  }
  return used
}

/** What lies in the first `most` windows of the clause of which something was removed, those of earlier periods before. */
function firstWindows(
  context: Context,
  clause: ApplicableExclusion,
  wanted: IntervalSet,
  unit: EvaluatedPeriod,
  most: number,
  appliedIn: ExclusionsOf,
): IntervalSet {
  const all = clip(union(clause.excuses, clause.empties), unit.from, unit.to)
  const starts = all.length > 0 ? (all[0] as EpochMs) : unit.to
  const before = starts >= context.period.from ? [] : context.earlier(Math.max(unit.from, starts))
  const removed = before.flatMap((earlier) => appliedIn(context.sibling(earlier)).filter((each) => each.clause === clause.exclusion.id))
  const used = removed.reduce<IntervalSet>((sets, { set }) => union(sets, set), [])
  let left = most
  const kept: EpochMs[] = []
  for (let i = 0; i < all.length && left > 0; i += 2) {
    const own = [all[i] as EpochMs, all[i + 1] as EpochMs]
    const inside = intersect(wanted, own)
    if (inside.length === 0 && intersect(used, own).length === 0) continue
    left--
    kept.push(...inside)
  }
  return kept
}

/** The earliest `length` ms of a set. */
function first(set: IntervalSet, length: DurationMs): IntervalSet {
  const out: EpochMs[] = []
  let left = length
  for (let i = 0; i < set.length && left > 0; i += 2) {
    const to = Math.min(set[i + 1]!, set[i]! + left)
    out.push(set[i]!, to)
    left -= to - set[i]!
  }
  return out
}
