/** How fast the budget goes (R15): rate, the instant it would be used up at this pace, and the burn rules. */
import { cmp, decimal, div, floor, fraction, mul, ONE, type Rational, rat, ZERO } from '../../base/rational.ts'
import { type EpochMs, totalIn } from '../../time/intervals.ts'
import { elapsedMs } from '../../time/iso-duration.ts'
import { allowance } from '../measures/budget.ts'
import type { Context, Measured } from '../model/measured.ts'
import type { Burn } from '../model/report.ts'
import { agreedTime } from '../periods/agreed-time.ts'

const DEFAULT_RULES = [
  { spend: '2', in: 'PT1H' },
  { spend: '5', in: 'PT6H' },
  { spend: '10', in: 'P1D' },
  { spend: '10', in: 'P3D' },
]

/** null where no budget is spent at a pace: no target, or a measure of single items, which can't say when it was bad (R15). */
export function burnOf(context: Context, measured: Measured): Burn | null {
  const { target, budget } = measured
  if (target === null || budget === null || !measured.bad) return null
  const { objective, period, at } = context
  const { agreed } = agreedTime(context, objective.services)
  const nominal = rat(totalIn(agreed, period.from, period.to))
  const now = Math.min(at, period.to)
  const spare = allowance(target)
  const spent = spentShare(measured, spare)
  const elapsed = rat(Math.max(0, totalIn(agreed, period.from, now)))
  const paced = spent !== null && elapsed.n > 0n
  return {
    rate: paced ? fraction(div(spent, div(elapsed, nominal))) : null,
    exhaustedAt: spent === null || spent.n === 0n ? null : exhausted(period, now, spent),
    rules: (objective.burn ?? DEFAULT_RULES).map(({ spend, in: window }) => {
      const long = elapsedMs(window)
      const factor = mul(div(decimal(spend), rat(100)), div(nominal, rat(long)))
      const reachable = spare.n > 0n && cmp(factor, div(ONE, spare)) <= 0
      const fast = (length: Rational) => spare.n > 0n && cmp(div(badIn(context, measured, now, length), spare), factor) >= 0
      const firing = at < period.to && fast(rat(long)) && fast(rat(long, 12))
      return { spend, long, short: Math.floor(long / 12), factor: fraction(factor), reachable, firing }
    }),
  }
}

/** Spent over budget, before either is rounded to whole ms; null where the budget is 0. */
function spentShare({ time, budget }: Measured, spare: Rational): Rational | null {
  if (spare.n === 0n || budget === null) return null
  if (budget.unit === 'ms' && time !== null) {
    const [n, d] = time.weighted.split('/') as [string, string]
    const whole = time.base + time.remaining
    return whole === 0 ? null : div(rat(BigInt(n), BigInt(d)), mul(rat(whole), spare))
  }
  return budget.total === 0 ? null : rat(budget.spent, budget.total)
}

/** from + elapsed × budget ÷ spent; null at or after the period's end. */
function exhausted({ from, to }: Context['period'], now: EpochMs, spent: Rational): EpochMs | null {
  const at = from + Number(floor(div(rat(Math.max(0, now - from)), spent)))
  return at < to ? at : null
}

/** Share of the last `length` ms before now that was bad; what lies before the period is none of its budget. */
function badIn({ period }: Context, measured: Measured, now: EpochMs, length: Rational): Rational {
  const ms = Number(floor(length))
  const from = Math.max(period.from, now - ms)
  if (ms === 0 || now <= from) return ZERO
  return div(mul(measured.bad!(from, now), rat(now - from)), rat(ms))
}

/** R15: a rule fires, or the budget would not last and at least a tenth of the period has passed. */
export function atRisk({ period, at }: Context, burn: Burn | null): boolean {
  if (burn === null) return false
  if (burn.rules.some(({ firing }) => firing)) return true
  return burn.exhaustedAt !== null && (at - period.from) * 10 >= period.to - period.from
}
