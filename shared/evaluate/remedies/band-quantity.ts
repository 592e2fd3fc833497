/** What a ladder is read at (R20): the attained figure, or a time or count of the period, as bounds where some is unknown. */

import { add, max, type Rational, rat } from '../../base/rational.ts'
import type { QuantityRange } from '../../contract/credit-bands.ts'
import type { MeasureCommon, Remedy } from '../../contract/model.ts'
import { fromPairs } from '../../time/intervals.ts'
import type { EvaluatedObjective } from '../model/evaluation.ts'
import type { Context, DowntimeRun, Measured } from '../model/measured.ts'

/** Null where nothing is known, or the measure has no such quantity. `elapsed` is read ticket by ticket elsewhere. */
export function bandQuantity(on: Remedy['on'], evaluated: EvaluatedObjective): QuantityRange | null {
  switch (on) {
    case 'downtime':
      return weightedDown(evaluated)
    case 'longest-run':
      return longestRun(evaluated)
    case 'failures':
      return failures(evaluated.measured)
    case 'elapsed':
      return null
    default:
      return attained(evaluated)
  }
}

/** `n/d` of a report as a rational. */
export function parseFraction(text: string): Rational {
  const [n, d] = text.split('/')
  return rat(BigInt(n ?? ''), BigInt(d ?? '1'))
}

/** How much of the time of a period is down at best and at worst, weighted ms; null without time. */
export function weightedDown({ context, measured }: EvaluatedObjective): QuantityRange | null {
  if (!measured.time) return null
  const known = parseFraction(measured.time.weighted)
  return byPolicy(context, known, add(known, rat(measured.time.unknown)))
}

/** What the agreement lets unknown time be, of the two things it could be. */
function byPolicy({ objective }: Context, asUp: Rational, asDown: Rational): QuantityRange {
  const policy = (objective.measure as MeasureCommon).unknown ?? 'bounds'
  return { low: policy === 'down' ? asDown : asUp, high: policy === 'bounds' || policy === 'down' ? asDown : asUp }
}

/** Denominator of the whole period in ms, what remains included. */
export const wholeBase = ({ time }: Measured): number => (time ? time.base + time.remaining : 0)

/** The figure as rounded for comparison; in a running period all that remains is taken as up (R13, R20). */
function attained({ figure: { low, high } }: EvaluatedObjective): QuantityRange | null {
  return low === null || high === null ? null : { low, high }
}

/** Runs are as long as they were before period, hours or exclusions cut them (R5). At worst, unknown time joins them. */
function longestRun({ context, measured }: EvaluatedObjective): QuantityRange | null {
  if (!measured.time) return null
  const known = longest(measured.runs)
  const unknown = measured.ledger.filter((entry) => entry.as === 'unknown' || entry.as === 'doubtful')
  if (!unknown.length) return { low: known, high: known }
  const joined = fromPairs([...measured.runs, ...unknown].flatMap(({ from, to }) => [from, to]))
  const worst = longest(joined.flatMap((from, i) => (i % 2 ? [] : [{ from, to: joined[i + 1]! }])))
  return byPolicy(context, known, max(known, worst))
}

const longest = (runs: readonly Pick<DowntimeRun, 'from' | 'to'>[]): Rational => rat(Math.max(0, ...runs.map(({ from, to }) => to - from)))

/** Missed tickets or deliveries, bad slots or requests; of time the number of interruptions. */
function failures({ misses, counts, runs }: Measured): QuantityRange | null {
  if (misses) return { low: rat(misses.missed), high: rat(misses.missed + misses.unknown) }
  if (!counts) return { low: rat(runs.length), high: rat(runs.length) }
  if ('missed' in counts) return { low: rat(counts.missed), high: rat(counts.missed) }
  if ('bad' in counts) return { low: rat(counts.bad), high: rat(counts.bad) }
  return { low: rat(counts.down), high: rat(counts.down + counts.unknown) }
}
