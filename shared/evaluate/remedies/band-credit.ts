/** The credit of a band at the figure that fell into it: a plain number, the larger of several, and what is added by steps below an edge. */

import { add, ceil, cmp, decimal, div, floor, HUNDRED, max, mul, type Rational, rat, sub, ZERO } from '../../base/rational.ts'
import { type CreditBand, edgeValue, type Scale } from '../../contract/credit-bands.ts'
import type { Band } from '../../contract/model.ts'

/** Null where the band names no credit (termination). `unavailability` is 100 minus the figure, in percent. */
export function bandCredit({ band, upper, lower }: CreditBand, value: Rational, scale: Scale): Rational | null {
  const { credit, plus } = band
  if (credit === undefined && !plus) return null
  const own =
    credit === undefined
      ? ZERO
      : typeof credit === 'string'
        ? decimal(credit)
        : credit.greaterOf.map((part) => option(part, value)).reduce(max)
  if (!plus) return own
  // Percent falls below an edge, time runs over one.
  const edge = plus.below ?? plus.over
  const start = edge !== undefined ? edgeValue(edge, scale) : scale === 'decimal' ? (upper?.at ?? HUNDRED) : (lower?.at ?? ZERO)
  const past = scale === 'decimal' ? sub(start, value) : sub(value, start)
  if (cmp(past, ZERO) <= 0) return own
  return add(own, mul(decimal(plus.credit), steps(div(past, edgeValue(plus.per, scale)), plus.partial)))
}

const option = (part: string, value: Rational): Rational => (part === 'unavailability' ? sub(HUNDRED, value) : decimal(part))

/** Full steps unless the text counts those begun, or every part of one. */
function steps(taken: Rational, partial: NonNullable<Band['plus']>['partial']): Rational {
  if (partial === 'linear') return taken
  return rat(partial === 'counts' ? ceil(taken) : floor(taken))
}
