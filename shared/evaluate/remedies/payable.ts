/**
 * What each remedy really pays, in the order in which caps are used up: earlier periods first, then the file's order of
 * objectives. Each is worked out once and remembered with the evaluation.
 */

import { cmp, decimal, ZERO } from '../../base/rational.ts'
import { judgedObjectives, objectiveKey } from '../../contract/each-service.ts'
import type { Remedy } from '../../contract/model.ts'
import type { EpochMs } from '../../time/intervals.ts'
import type { EvaluatedObjective, Evaluation } from '../model/evaluation.ts'
import type { EvaluatedPeriod } from '../model/measured.ts'
import { reason } from '../model/reasons.ts'
import { contractWindow } from '../periods/term-dates.ts'
import { type Award, award, noAward } from './award.ts'
import { applyCaps, type CapUse, useCaps } from './caps.ts'
import { remedyCondition } from './condition.ts'
import { earnedBack } from './earn-back.ts'
import { once } from './once.ts'
import { repeatedBreaches } from './repeated-breaches.ts'

export interface Payable {
  readonly remedy: Remedy
  /** After caps and minimum. */
  readonly award: Award
  /** Before them. */
  readonly computed: Award
  readonly caps: readonly number[]
}

/** The remedies that an objective names, as the version of the agreement in force in that period has them. */
export function remediesOf({ context: { contract, objective } }: EvaluatedObjective): readonly Remedy[] {
  return (objective.remedies ?? []).flatMap((name) => contract.remedies?.find(({ id }) => id === name) ?? [])
}

/** One remedy for one objective in one period, all that uses up its caps before taken into account. */
export function payable(evaluation: Evaluation, evaluated: EvaluatedObjective, remedy: Remedy): Payable {
  return once(evaluation, remedy, `paid ${keyOf(objectiveKey(evaluated.context.objective), evaluated.context.period)}`, () => {
    if (!remedy.caps?.length) return settle(evaluation, evaluated, remedy, new Map())
    const from = scopeStart(remedy, evaluated)
    const queue = once(evaluation, remedy, `queue ${from}`, (): Queue => ({ used: new Map(), done: new Map() }))
    return advance(evaluation, evaluated, remedy, from, queue)
  })
}

interface Queue {
  readonly used: CapUse
  /** Filled in order. */
  readonly done: Map<string, Payable>
}

const keyOf = (objective: string, { from, to }: EvaluatedPeriod): string => `${objective} ${from} ${to}`

/** Pays, in order, everything up to and including this one. */
function advance(evaluation: Evaluation, evaluated: EvaluatedObjective, remedy: Remedy, from: EpochMs, { used, done }: Queue): Payable {
  const { period, objective } = evaluated.context
  const own = keyOf(objectiveKey(objective), period)
  for (const each of sharers(evaluation, evaluated, remedy, from)) {
    const key = keyOf(each.objective, each.period)
    if (key === own) break
    if (done.has(key)) continue
    const then = evaluation.judge(each.objective, each.period)
    const same = then && remediesOf(then).find(({ id }) => id === remedy.id)
    if (then && same) done.set(key, settle(evaluation, then, same, used))
  }
  const found = done.get(own) ?? settle(evaluation, evaluated, remedy, used)
  done.set(own, found)
  return found
}

/** All periods of all objectives that share the remedy's caps with this one, in the order of use; what comes after it is not read. */
function sharers(
  evaluation: Evaluation,
  { context }: EvaluatedObjective,
  remedy: Remedy,
  from: EpochMs,
): readonly { readonly objective: string; readonly period: EvaluatedPeriod }[] {
  const { contract, period } = context
  return judgedObjectives(contract)
    .filter((objective) => objective.remedies?.includes(remedy.id))
    .flatMap((objective) => {
      // This one is in its place also where its objective no longer knows it, as a window that ended before.
      const key = objectiveKey(objective)
      const own = key === objectiveKey(context.objective)
      const all = evaluation.periods(key, from, period.to)
      return (own ? [...all.filter((each) => each.from < period.from), period] : all).map((each) => ({
        objective: key,
        period: each,
      }))
    })
    .sort((a, b) => a.period.from - b.period.from)
}

/** The first instant of the longest window that a cap of this remedy spans. */
function scopeStart(remedy: Remedy, { context: { contract, period, zone } }: EvaluatedObjective): EpochMs {
  const windows = (remedy.caps ?? []).flatMap(({ window }) =>
    window === undefined ? [] : [contractWindow(window, contract.term, zone, period.from).from],
  )
  return Math.min(period.from, ...windows)
}

function settle(evaluation: Evaluation, evaluated: EvaluatedObjective, remedy: Remedy, used: CapUse): Payable {
  const computed = granted(evaluation, evaluated, remedy)
  const earned = computed.state === 'due' ? earnedBack(evaluation, evaluated, remedy) : 'due'
  if (earned === 'void') return { remedy, award: voided(computed), computed, caps: [] }
  const { award: left, caps, bounds } = applyCaps(evaluation, evaluated, remedy, computed, used)
  const award = isBelowMinimum(remedy, left) ? { ...left, state: 'below-minimum' as const, percent: computed.percent, amount: ZERO } : left
  // What may still be earned back is set aside: what it takes out of a cap is not free for later credits.
  useCaps(bounds, award, used)
  return { remedy, award: earned === 'provisional' && award.state === 'due' ? { ...award, state: earned } : award, computed, caps }
}

const voided = (award: Award): Award => ({ ...award, state: 'void', days: award.days && ZERO, amount: award.amount && ZERO })

/** Before caps and minimum. */
function granted(evaluation: Evaluation, evaluated: EvaluatedObjective, remedy: Remedy): Award {
  const called = remedyCondition(remedy, evaluated)
  if (called.holds === 'refused') return noAward('not-computable', called.reason)
  if (called.holds === 'unknown') return noAward('cannot-tell', called.reason)
  if (called.holds === 'no') return noAward(called.state)
  const history = repeatedBreaches(evaluation, evaluated, remedy)
  if (history === 'no') return noAward('none', reason('not-often-enough'))
  if (history === 'unknown') return noAward('cannot-tell', reason('earlier-period-unmeasured'))
  const size = award(evaluation, evaluated, remedy, called.hits)
  return isNothing(size) ? noAward(evaluated.verdict === 'breached' ? 'no-band' : 'none', reason('pays-nothing')) : size
}

/** A band of 0 %, or not one full block; a share of a fee of 0.00 is still a share. */
function isNothing({ percent, days, amount }: Award): boolean {
  const size = percent ?? days ?? amount
  return size !== null && size.n === 0n
}

/** The minimum compares the exact figure (R22). Money of another currency cannot be compared. */
function isBelowMinimum({ minimum }: Remedy, { amount, currency }: Award): boolean {
  if (!minimum || amount === null) return false
  if (minimum.currency !== undefined && minimum.currency !== currency) return false
  return (
    (minimum.over !== undefined && cmp(amount, decimal(minimum.over)) <= 0) ||
    (minimum.atLeast !== undefined && cmp(amount, decimal(minimum.atLeast)) < 0)
  )
}
