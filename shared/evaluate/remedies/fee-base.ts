/** The fee that a credit is a share of (R22): by period, converted between calendar units only, never through a count of days. */

import { add, decimal, div, mul, type Rational, rat } from '../../base/rational.ts'
import { objectiveKey } from '../../contract/each-service.ts'
import type { Base, Cap, Contract, Objective, Remedy } from '../../contract/model.ts'
import { boundary, dayOf } from '../../time/dates.ts'
import { parseDuration } from '../../time/iso-duration.ts'
import type { PeriodRule } from '../../time/rules.ts'
import type { ZoneRules } from '../../time/zone.ts'
import type { EvaluatedObjective, Evaluation } from '../model/evaluation.ts'
import type { Context, EvaluatedPeriod } from '../model/measured.ts'
import { reason } from '../model/reasons.ts'
import type { Reason } from '../model/report.ts'
import { termEnd } from '../periods/term-dates.ts'

export interface Fee {
  readonly amount: Rational
  readonly currency: string
}

/** A fee, or why there is none; `reason` is absent where the agreement simply names no base. */
export type FeeAnswer = { readonly fee: Fee } | { readonly fee: null; readonly reason?: Reason }

const MONTHS = { month: 1, quarter: 3, year: 12 } as const

/** `remedies[2]`, for assumptions. */
export const remedyPath = (contract: Contract, remedy: Remedy): string => `remedies[${contract.remedies?.indexOf(remedy)}]`

export const periodRule = (contract: Contract, objective: Objective): PeriodRule => objective.period ?? contract.period

/** Calendar months of one period of a rule; null where it is not made of months. */
export function monthsOf(rule: PeriodRule): number | null {
  if (!('every' in rule)) return null
  if (rule.every in MONTHS) return MONTHS[rule.every as keyof typeof MONTHS]
  if (!rule.every.startsWith('P')) return null
  const { years, months, weeks, days, ms } = parseDuration(rule.every)
  return weeks || days || ms ? null : years * 12 + months
}

/** Local dates that a period touches. */
export const datesTouched = (period: EvaluatedPeriod, zone: ZoneRules): number =>
  period.to > period.from ? dayOf(period.to - 1, zone) - dayOf(period.from, zone) + 1 : 0

/** What is paid for the evaluated period, for each of the units that share the fee. */
export function periodFee(evaluation: Evaluation, evaluated: EvaluatedObjective, remedy: Remedy): FeeAnswer {
  const { contract, objective, period } = evaluated.context
  const base = remedy.base
  if (!base || base.currency === undefined) return { fee: null }
  const of = base.of === 'preceding-period' ? evaluation.before(objectiveKey(objective), period) : period
  const amount = amountOf(base, of?.label)
  if (amount === null) return { fee: null, reason: of ? reason('fee-unknown', { period: of.label }) : reason('fee-before-unknown') }
  if (base.per === undefined) evaluation.assume(`${remedyPath(contract, remedy)}.base.per`, 'period', reason('base-per-unstated'))
  const share = perPeriod(base, periodRule(contract, objective))
  if (share === null) return { fee: null, reason: reason('fee-per-mismatch', { per: base.per ?? 'period' }) }
  const whole = mul(mul(decimal(amount), share), rat(1, base.units ?? 1))
  return { fee: { amount: mul(whole, partInTerm(evaluation, evaluated.context, remedy)), currency: base.currency } }
}

/** The share of the period's days that lie in the term, where the fee is prorated by days (R22). */
function partInTerm(evaluation: Evaluation, { contract, period, zone, at }: Context, remedy: Remedy): Rational {
  const from = Math.max(period.from, contract.term?.from === undefined ? period.from : boundary(contract.term.from, zone))
  const to = Math.min(period.to, termEnd(contract.term, zone, at) ?? period.to)
  if (from === period.from && to === period.to) return rat(1)
  const prorate = remedy.base?.prorate
  if (prorate === undefined) evaluation.assume(`${remedyPath(contract, remedy)}.base.prorate`, 'none', reason('prorate-unstated'))
  return prorate === 'days' ? rat(datesTouched({ ...period, from, to }, zone), datesTouched(period, zone)) : rat(1)
}

const amountOf = (base: Base, label: string | undefined): string | null =>
  (label === undefined ? undefined : base.amounts?.[label]) ?? base.amount ?? null

/** How many of the base's units one period is. */
function perPeriod({ per = 'period' }: Base, rule: PeriodRule): Rational | null {
  if (per === 'period') return rat(1)
  const months = monthsOf(rule)
  return months === null ? null : rat(months, MONTHS[per])
}

/** What a cap in `days` or `worth` is of the period's fee: by its days, or by months where both are made of months. */
export function worthShare(
  cap: Extract<Cap, { days: unknown } | { worth: string }>,
  { contract, objective, period, zone }: Context,
): Rational | null {
  const days = rat(datesTouched(period, zone))
  if ('days' in cap) return div(decimal(String(cap.days)), days)
  const length = parseDuration(cap.worth)
  const months = length.years * 12 + length.months
  const ofPeriod = monthsOf(periodRule(contract, objective))
  const inDays = div(add(rat(length.weeks * 7 + length.days), rat(length.ms, 86_400_000)), days)
  if (!months) return inDays
  return ofPeriod === null ? null : add(inDays, rat(months, ofPeriod))
}
