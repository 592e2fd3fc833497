/**
 * Shares of things that are good, bad or unknown, as figures in percent (R11). Time has its own classes; this is for
 * slots, requests, tickets and deliveries.
 */

import { add, decimal, div, floor, HUNDRED, mul, ONE, type Rational, rat, sub, ZERO } from '../../base/rational.ts'
import type { MeasureCommon } from '../../contract/model.ts'
import type { FigureBounds, Measured } from '../model/measured.ts'
import type { Reason } from '../model/report.ts'

/** Amounts, not percents; fractions where things are scored. */
export interface ItemTally {
  readonly good: Rational
  readonly bad: Rational
  readonly unknown: Rational
}

export const itemTally = (good: number, bad: number, unknown = 0): ItemTally => ({ good: rat(good), bad: rat(bad), unknown: rat(unknown) })

/**
 * value is of what is known, null where nothing is; low takes all that is unknown as bad, high as good. With a policy for
 * the unknown all three are one. Everything null where there is nothing at all: the measure says what that means.
 */
export function figureOf({ good, bad, unknown }: ItemTally, policy: MeasureCommon['unknown'] = 'bounds'): FigureBounds {
  const one = (top: Rational, bottom: Rational): FigureBounds => {
    const value = percentOfWhole(top, bottom)
    return { value, low: value, high: value }
  }
  const known = add(good, bad)
  if (policy === 'excluded') return one(good, known)
  if (policy === 'up') return one(add(good, unknown), add(known, unknown))
  if (policy === 'down') return one(good, add(known, unknown))
  const all = add(known, unknown)
  return { value: percentOfWhole(good, known), low: percentOfWhole(good, all), high: percentOfWhole(add(good, unknown), all) }
}

export const percentOfWhole = (part: Rational, whole: Rational): Rational | null => (whole.n === 0n ? null : div(mul(part, HUNDRED), whole))

/** What a period may still end with while it runs and more may come, all of it good. */
export const ALL_GOOD: FigureBounds = { value: HUNDRED, low: HUNDRED, high: HUNDRED }
/** No figure, and none that could decide against the promise. */
export const NOTHING_BAD: FigureBounds = { value: null, low: HUNDRED, high: HUNDRED }
/** No figure, and every one is possible. */
export const ANYTHING: FigureBounds = { value: null, low: ZERO, high: HUNDRED }
export const NO_FIGURE: FigureBounds = { value: null, low: null, high: null }

/** How many of `count` may be bad, floored (R7); null without a target in percent. */
export function allowed(target: Rational | null, count: Rational | number): number | null {
  if (target === null) return null
  const share = div(sub(HUNDRED, target), HUNDRED)
  const whole = typeof count === 'number' ? rat(count) : count
  return Number(floor(mul(share, whole)))
}

/** The target a measure is evaluated by: its own attainment, share or percentile, else the objective's (R14). */
export function targetOf(own: string | undefined, objective: string | undefined): Rational | null {
  const text = own ?? objective
  return text === undefined ? null : decimal(text)
}

/** part / whole, 1 where there is nothing to know. */
export const knownShare = (part: number, whole: number): Rational => (whole === 0 ? ONE : rat(part, whole))

export const mean = (list: readonly Rational[]): Rational => div(list.reduce(add, ZERO), rat(list.length))

/** Over those that have a figure: a service without requests weighs nothing. */
export function meanFigure(list: readonly FigureBounds[]): FigureBounds {
  const over = (pick: (figure: FigureBounds) => Rational | null): Rational | null => {
    const values = list.map(pick).filter((value) => value !== null)
    return values.length === 0 ? null : mean(values)
  }
  return { value: over((f) => f.value), low: over((f) => f.low), high: over((f) => f.high) }
}

/** What a measure answers that the evidence or the text does not allow; nothing else of it is read. */
export function notComputable(verdict: NonNullable<Measured['refused']>['verdict'], why: Reason): Measured {
  return {
    refused: { verdict, reason: why },
    attained: NO_FIGURE,
    target: null,
    best: NO_FIGURE,
    known: ZERO,
    time: null,
    budget: null,
    runs: [],
    down: [],
    ledger: [],
    basis: 'contractual',
  }
}
