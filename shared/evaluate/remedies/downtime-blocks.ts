/**
 * Credits by the block of downtime, `perBlock` (R21). Blocks fill up within one interruption where the text looks at
 * interruptions (`each`, `minRun` or `perDay`), else over the period's downtime together.
 */

import { add, ceil, cmp, decimal, div, floor, mul, type Rational, rat, sub, ZERO } from '../../base/rational.ts'
import type { DurationEdge, Remedy } from '../../contract/model.ts'
import { type Day, dayOf } from '../../time/dates.ts'
import type { EpochMs } from '../../time/intervals.ts'
import { elapsedMs } from '../../time/iso-duration.ts'
import type { ZoneRules } from '../../time/zone.ts'
import { longEnough } from '../downtime/minimum-outage.ts'
import type { EvaluatedObjective, Evaluation } from '../model/evaluation.ts'
import type { DowntimeRun, Measured } from '../model/measured.ts'
import { reason } from '../model/reasons.ts'
import { parseFraction } from './band-quantity.ts'
import { remedyPath } from './fee-base.ts'

type PerBlock = NonNullable<Remedy['perBlock']>

/** Runs at least (or over) so long, measured before period, hours and exclusions cut them (R5). */
export function longEnoughRuns(runs: readonly DowntimeRun[], minRun: DurationEdge | string | undefined): readonly DowntimeRun[] {
  const counts = longEnough(minRun)
  return runs.filter(({ from, to }) => counts(to - from))
}

/** How many blocks are paid. */
export function downtimeBlocks(evaluation: Evaluation, remedy: Remedy, rule: PerBlock, evaluated: EvaluatedObjective): Rational {
  const { measured, context } = evaluated
  const path = `${remedyPath(context.contract, remedy)}.perBlock`
  if (rule.partial === undefined) evaluation.assume(`${path}.partial`, 'dropped', reason('block-partial-unstated'))
  const length = rat(elapsedMs(rule.block))
  const count = rule.partial === 'counts' ? ceil : floor
  const minRun = rule.minRun ?? remedy.minRun
  if (minRun === undefined && rule.perDay === undefined && remedy.each === undefined) {
    evaluation.assume(path, 'downtime of the period together', reason('block-runs-unstated'))
    const down = measured.time ? parseFraction(measured.time.weighted) : ZERO
    return rat(count(div(down, length)))
  }
  const runs = longEnoughRuns(measured.runs, minRun)
  if (rule.perDay === undefined) return runs.map((run) => rat(count(div(run.weighted, length)))).reduce(add, ZERO)
  const starts = runs.flatMap((run) => blockStarts(run, length, count(div(run.weighted, length)), measured))
  return perDay(starts, decimal(String(rule.perDay)), context.zone)
}

/** When each block of a run begins; a block begun before midnight belongs to that day. */
function blockStarts(run: DowntimeRun, length: Rational, count: bigint, { down }: Measured): readonly EpochMs[] {
  const parts = down.filter(({ from, to }) => to > run.from && from < run.to).sort((a, b) => a.from - b.from)
  const starts: EpochMs[] = []
  let filled = ZERO
  for (const { from, to, weight } of parts) {
    const size = mul(weight, rat(to - from))
    for (let next = mul(length, rat(starts.length)); starts.length < count && cmp(next, add(filled, size)) < 0; ) {
      const into = div(sub(next, filled), weight)
      starts.push(from + Number(floor(into)))
      next = mul(length, rat(starts.length))
    }
    filled = add(filled, size)
  }
  return starts
}

function perDay(starts: readonly EpochMs[], limit: Rational, zone: ZoneRules): Rational {
  const byDay = new Map<Day, number>()
  for (const start of starts) {
    const day = dayOf(start, zone)
    byDay.set(day, (byDay.get(day) ?? 0) + 1)
  }
  return [...byDay.values()].map((n) => (cmp(rat(n), limit) > 0 ? limit : rat(n))).reduce(add, ZERO)
}
