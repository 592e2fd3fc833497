/** What a target allows to be spent (R7). Shown, never decided by: verdicts compare exact figures. */
import { ceil, floor, HUNDRED, mul, type Rational, rat, sub } from '../../base/rational.ts'
import type { Budget } from '../model/report.ts'

/** 1 − target, for a target in percent. */
export const allowance = (target: Rational): Rational => mul(sub(HUNDRED, target), rat(1, 100))

/** The total floored, what is spent rounded up to the unit; `left` may be negative. */
export function budgetOf(of: Rational, spent: Rational, target: Rational, unit: Budget['unit']): Budget {
  const total = Number(floor(mul(of, allowance(target))))
  const used = Number(ceil(spent))
  return { total, spent: used, left: total - used, unit }
}
