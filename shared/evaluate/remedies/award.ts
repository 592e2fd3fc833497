/**
 * How much one remedy grants for one objective in one period that calls for it, before history, caps and minimum (R21): in
 * percent, days and money.
 */

import { add, cmp, decimal, div, HUNDRED, min, mul, type Rational, rat, ZERO } from '../../base/rational.ts'
import { scaleOf } from '../../contract/credit-bands.ts'
import type { Remedy } from '../../contract/model.ts'
import { elapsedMs } from '../../time/iso-duration.ts'
import type { EvaluatedObjective, Evaluation } from '../model/evaluation.ts'
import { reason } from '../model/reasons.ts'
import type { CreditState, Reason } from '../model/report.ts'
import { bandCredit } from './band-credit.ts'
import { parseFraction, wholeBase } from './band-quantity.ts'
import type { RemedyReason } from './condition.ts'
import { downtimeBlocks, longEnoughRuns } from './downtime-blocks.ts'
import { datesTouched, type Fee, periodFee, remedyPath, worthShare } from './fee-base.ts'

export interface Award {
  readonly state: CreditState
  readonly percent: Rational | null
  readonly days: Rational | null
  readonly amount: Rational | null
  readonly currency: string | null
  readonly reason?: Reason
}

const NOTHING = { percent: null, days: null, amount: null, currency: null }

/** An award of nothing. */
export const noAward = (state: CreditState, why?: Reason): Award => ({
  ...NOTHING,
  state,
  percent: state === 'none' || state === 'no-band' ? ZERO : null,
  ...(why && { reason: why }),
})

/** The size of what the hits grant. Money is exact and unrounded. */
export function award(evaluation: Evaluation, evaluated: EvaluatedObjective, remedy: Remedy, hits: readonly RemedyReason[]): Award {
  if (remedy.kind === 'termination') return { ...NOTHING, state: 'due' }
  const size = sizeOf(evaluation, remedy, evaluated, hits)
  if ('reason' in size) return noAward(size.state, size.reason)
  const currency = 'amount' in size ? size.currency : null
  if ('amount' in size) return { ...NOTHING, state: 'due', amount: currency === null ? null : size.amount, currency }
  const answer = periodFee(evaluation, evaluated, remedy)
  const value = answer.fee ? worth(size, answer.fee, evaluated) : null
  return {
    state: 'due',
    percent: 'percent' in size ? size.percent : null,
    days: 'days' in size ? size.days : null,
    amount: value,
    currency: answer.fee?.currency ?? null,
    ...('reason' in answer && answer.reason !== undefined ? { reason: answer.reason } : {}),
  }
}

type Size =
  | { readonly percent: Rational }
  | { readonly days: Rational }
  | { readonly amount: Rational; readonly currency: string | null }
  | { readonly state: 'cannot-tell' | 'not-computable'; readonly reason: Reason }

function worth(size: { readonly percent: Rational } | { readonly days: Rational }, fee: Fee, { context }: EvaluatedObjective): Rational {
  if ('percent' in size) return div(mul(fee.amount, size.percent), HUNDRED)
  return mul(fee.amount, div(size.days, rat(datesTouched(context.period, context.zone))))
}

function sizeOf(evaluation: Evaluation, remedy: Remedy, evaluated: EvaluatedObjective, hits: readonly RemedyReason[]): Size {
  switch (remedy.kind) {
    case 'multiple':
      return multipleOf(evaluation, remedy, evaluated, hits)
    case 'lostTime':
      return remedy.lostTime ? atRate(evaluation, remedy.lostTime.rate, rat(1), remedy, evaluated) : missing('lostTime')
    case 'perBlock':
      if (!remedy.perBlock) return missing('perBlock')
      return { percent: mul(decimal(remedy.perBlock.credit), downtimeBlocks(evaluation, remedy, remedy.perBlock, evaluated)) }
    default:
      assumePartial(evaluation, remedy, evaluated, hits)
      return stepSize(remedy, hits)
  }
}

const missing = (field: string): Size => ({ state: 'not-computable', reason: reason('remedy-incomplete', { field }) })

function assumePartial(evaluation: Evaluation, remedy: Remedy, { context }: EvaluatedObjective, hits: readonly RemedyReason[]): void {
  for (const { rung } of hits) {
    if (rung?.band.plus === undefined || rung.band.plus.partial !== undefined) continue
    const path = `${remedyPath(context.contract, remedy)}.bands[${remedy.bands?.indexOf(rung.band)}].plus.partial`
    evaluation.assume(path, 'dropped', reason('plus-partial-unstated'))
  }
}

/** percent, days and amount: the credit of the band or the flat one, once for every hit. */
function stepSize(remedy: Remedy, hits: readonly RemedyReason[]): Size {
  let sum = ZERO
  for (const hit of hits) {
    const low = creditAt(remedy, hit, 'low')
    const high = creditAt(remedy, hit, 'high')
    if (low === null || high === null) return { state: 'not-computable', reason: reason('credit-unnamed') }
    if (cmp(low, high) !== 0) return { state: 'cannot-tell', reason: reason('credit-undecided') }
    sum = add(sum, low)
  }
  if (remedy.kind === 'days') return { days: sum }
  if (remedy.kind === 'amount') return { amount: sum, currency: remedy.currency ?? remedy.base?.currency ?? null }
  return { percent: sum }
}

function creditAt(remedy: Remedy, hit: RemedyReason, end: 'low' | 'high'): Rational | null {
  if (hit.rung) return bandCredit(hit.rung, hit.at[end], scaleOf(remedy.on))
  return remedy.credit === undefined ? null : decimal(remedy.credit)
}

/** times × fee × downtime ÷ agreed time, or times × rate × downtime. A band may say how many times. */
function multipleOf(evaluation: Evaluation, remedy: Remedy, evaluated: EvaluatedObjective, hits: readonly RemedyReason[]): Size {
  const first = hits[0]
  const times = (first?.rung ? bandCredit(first.rung, first.at.low, scaleOf(remedy.on)) : null) ?? decimal(remedy.multiple?.times ?? '1')
  if (remedy.multiple?.rate) return atRate(evaluation, remedy.multiple.rate, times, remedy, evaluated)
  const base = wholeBase(evaluated.measured)
  if (!base) return { state: 'not-computable', reason: reason('no-time-to-multiply') }
  return { percent: summed(lost(remedy, evaluated), mul(HUNDRED, div(times, rat(base))), mostPerRun(remedy, evaluated)) }
}

type StatedRate = NonNullable<NonNullable<Remedy['multiple']>['rate']>

/** Money for each ms of downtime: the rate as it is stated, or the stated fee over so many hours, whatever the period's length (R21). */
function priceOf(rate: StatedRate, { base }: Remedy, label: string): { readonly perMs: Rational; readonly currency: string } | null {
  if (!('fee' in rate)) return { perMs: div(decimal(rate.amount), rat(elapsedMs(rate.per))), currency: rate.currency }
  const fee = base?.amounts?.[label] ?? base?.amount
  if (fee === undefined || base?.currency === undefined) return null
  return { perMs: div(decimal(fee), mul(decimal(rate.hours), rat(3_600_000 * (base.units ?? 1)))), currency: base.currency }
}

function atRate(evaluation: Evaluation, rate: StatedRate, times: Rational, remedy: Remedy, evaluated: EvaluatedObjective): Size {
  if (!evaluated.measured.time) return { state: 'not-computable', reason: reason('no-time-to-pay-for') }
  const price = priceOf(rate, remedy, evaluated.context.period.label)
  if (!price) return { state: 'not-computable', reason: reason('fee-unknown', { period: evaluated.context.period.label }) }
  const { fee } = periodFee(evaluation, evaluated, remedy)
  const share = mostPerRun(remedy, evaluated)
  const most = share && fee?.currency === price.currency ? div(mul(share, fee.amount), HUNDRED) : null
  return { amount: summed(lost(remedy, evaluated), mul(times, price.perMs), most), currency: price.currency }
}

/** Weighted downtime in ms: of the period as one, or of each interruption that is long enough. */
function lost(remedy: Remedy, { measured }: EvaluatedObjective): readonly Rational[] {
  if (remedy.each === undefined && remedy.minRun === undefined) return measured.time ? [parseFraction(measured.time.weighted)] : []
  return longEnoughRuns(measured.runs, remedy.minRun).map((run) => run.weighted)
}

/** Percent of the period's fee that one interruption may cost at most (R47); null without such a cap. */
function mostPerRun({ caps = [] }: Remedy, evaluated: EvaluatedObjective): Rational | null {
  const limits = caps.flatMap((cap) => {
    if ('percent' in cap) return cap.each ? [decimal(cap.percent)] : []
    const share = 'worth' in cap && cap.each ? worthShare(cap, evaluated.context) : null
    return share ? [mul(share, HUNDRED)] : []
  })
  return limits.length ? limits.reduce(min) : null
}

const summed = (parts: readonly Rational[], perMs: Rational, most: Rational | null): Rational =>
  parts.map((ms) => (most ? min(most, mul(ms, perMs)) : mul(ms, perMs))).reduce(add, ZERO)
