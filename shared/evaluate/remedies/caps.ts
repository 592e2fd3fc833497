/**
 * Caps (R23): how much of a remedy's credits is really paid. A cap binds the sum over all objectives that name the remedy,
 * in one period or in a window of the term; what came earlier has used it up, and within a period the file's order decides.
 */

import { add, cmp, decimal, div, HUNDRED, mul, ONE, type Rational, rat, sub, ZERO } from '../../base/rational.ts'
import { objectiveKey } from '../../contract/each-service.ts'
import type { Cap, Remedy } from '../../contract/model.ts'
import type { EvaluatedObjective, Evaluation } from '../model/evaluation.ts'
import { reason } from '../model/reasons.ts'
import { type ContractWindow, contractWindow } from '../periods/term-dates.ts'
import type { Award } from './award.ts'
import { datesTouched, periodFee, remedyPath, worthShare } from './fee-base.ts'
import { once } from './once.ts'

/** What has been used of each cap so far, by cap, window and unit. Grows as credits are paid in order. */
export type CapUse = Map<string, Rational>

export interface CappedAward {
  readonly award: Award
  /** Indices of the caps that bound it. */
  readonly caps: readonly number[]
  /** What a payment is taken out of. */
  readonly bounds: readonly Bound[]
}

type Unit = 'amount' | 'percent' | 'days'

interface Bound {
  readonly index: number
  readonly unit: Unit
  readonly limit: Rational
  readonly key: string
}

/** The award as far as every cap leaves evaluation for it. Uses nothing up: that is `use`, once the minimum is known too. */
export function applyCaps(evaluation: Evaluation, evaluated: EvaluatedObjective, remedy: Remedy, award: Award, used: CapUse): CappedAward {
  const { caps = [] } = remedy
  if (award.state !== 'due' || caps.length === 0) return { award, caps: [], bounds: [] }
  const bounds = boundsOf(evaluation, evaluated, remedy, award, caps)
  const shares = bounds.map(({ index, unit, limit, key }) => {
    const size = award[unit] ?? ZERO
    const left = sub(limit, used.get(key) ?? ZERO)
    return { index, share: cmp(size, left) <= 0 ? ONE : cmp(left, ZERO) <= 0 ? ZERO : div(left, size) }
  })
  const share = shares.map((each) => each.share).reduce((least, each) => (cmp(each, least) < 0 ? each : least), ONE)
  if (cmp(share, ONE) === 0) return { award, caps: [], bounds }
  const part = (value: Rational | null): Rational | null => value && mul(value, share)
  return {
    award: { ...award, percent: part(award.percent), days: part(award.days), amount: part(award.amount) },
    caps: shares.filter((each) => cmp(each.share, share) === 0).map((each) => each.index),
    bounds,
  }
}

/** Takes a paid award out of the caps that bind it. */
export function useCaps(bounds: readonly Bound[], award: Award, used: CapUse): void {
  if (award.state !== 'due') return
  for (const { unit, key } of bounds) used.set(key, add(used.get(key) ?? ZERO, award[unit] ?? ZERO))
}

function boundsOf(
  evaluation: Evaluation,
  evaluated: EvaluatedObjective,
  remedy: Remedy,
  award: Award,
  caps: readonly Cap[],
): readonly Bound[] {
  return caps.flatMap((cap, index) => {
    const found = boundOf(evaluation, evaluated, remedy, award, cap)
    if (!found) return []
    return [
      {
        ...found,
        index,
        key: `${index} ${found.unit} ${scopeOf(evaluation, evaluated, cap, `${remedyPath(evaluated.context.contract, remedy)}.caps[${index}].window`)}`,
      },
    ]
  })
}

/** The window or period over which a cap is shared. */
function scopeOf(evaluation: Evaluation, { context }: EvaluatedObjective, cap: Cap, path: string): string {
  const { period, zone, contract } = context
  if (cap.window === undefined) return `${period.from}/${period.to}`
  if (contract.term?.from === undefined) evaluation.assume(path, 'calendar years', reason('term-start-unstated'))
  return String(contractWindow(cap.window, contract.term, zone, period.from).from)
}

type Limit = Pick<Bound, 'unit' | 'limit'>

/** A cap in the unit of the award: money where a fee is known, else percent of the period's fee, else days. */
function boundOf(evaluation: Evaluation, evaluated: EvaluatedObjective, remedy: Remedy, award: Award, cap: Cap): Limit | null {
  // What one interruption may cost at most is part of its size.
  if ('each' in cap) return null
  if ('amount' in cap) return award.amount && { unit: 'amount', limit: decimal(cap.amount) }
  const { context } = evaluated
  const fees = feesOf(evaluation, evaluated, remedy, cap)
  const days = rat(datesTouched(context.period, context.zone))
  if ('percent' in cap) return inUnit(award, div(decimal(cap.percent), HUNDRED), fees, days)
  const share = worthShare(cap, context)
  return share && inUnit(award, share, fees, days)
}

/** `share` periods' worth of service, in the award's unit. */
function inUnit(award: Award, share: Rational, fees: Fees, days: Rational): Limit | null {
  if (award.amount) {
    if (fees.amount === null || award.currency !== fees.currency) return null
    return { unit: 'amount', limit: mul(share, fees.amount) }
  }
  if (award.percent) return { unit: 'percent', limit: mul(mul(share, HUNDRED), rat(fees.periods)) }
  return award.days && { unit: 'days', limit: mul(mul(share, days), rat(fees.periods)) }
}

interface Fees {
  readonly amount: Rational | null
  readonly currency: string | null
  /** How many periods' fees these are. */
  readonly periods: number
}

/** `fees` over a window are those of all periods that begin in it; else one period's fee. */
function feesOf(evaluation: Evaluation, evaluated: EvaluatedObjective, remedy: Remedy, cap: Cap): Fees {
  const { context } = evaluated
  const own = periodFee(evaluation, evaluated, remedy)
  if (!('of' in cap) || cap.of !== 'fees' || cap.window === undefined) {
    return { amount: own.fee?.amount ?? null, currency: own.fee?.currency ?? null, periods: 1 }
  }
  const window = contractWindow(cap.window, context.contract.term, context.zone, context.period.from)
  const { amount, periods } = once(evaluation, remedy, `fees ${objectiveKey(context.objective)} ${window.from} ${window.to}`, () =>
    feesIn(evaluation, evaluated, remedy, window),
  )
  return { amount, currency: own.fee?.currency ?? null, periods }
}

/** The fees of all periods that begin in the window, as far as they are known; null where none is. */
function feesIn(
  evaluation: Evaluation,
  evaluated: EvaluatedObjective,
  remedy: Remedy,
  window: ContractWindow,
): Pick<Fees, 'amount' | 'periods'> {
  const { context } = evaluated
  const periods = evaluation.periods(objectiveKey(context.objective), window.from, window.to).filter(({ from }) => from >= window.from)
  const fees = periods.map((period) => periodFee(evaluation, { ...evaluated, context: { ...context, period } }, remedy).fee)
  const known = fees.filter((fee) => fee !== null)
  if (known.length > 0 && known.length < fees.length) {
    evaluation.assume(`${remedyPath(context.contract, remedy)}.base.amounts`, 'the fees that are known', reason('fees-missing'))
  }
  return { amount: known.length ? known.map((fee) => fee.amount).reduce(add) : null, periods: periods.length }
}
