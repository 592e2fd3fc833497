/**
 * From downtime to counted downtime (R5, R6): units of a grid, then runs that are long enough. Not yet cut to agreed time
 * or to the period, because a run is measured before it is cut.
 */
import type { TimeMeasure } from '../../contract/model.ts'
import { clip, type DurationMs, type EpochMs, fromPairs, type IntervalSet, intersect, NONE, subtract, union } from '../../time/intervals.ts'
import { elapsedMs } from '../../time/iso-duration.ts'
import type { EvaluatedPeriod } from '../model/measured.ts'
import { longEnough } from './minimum-outage.ts'

/**
 * Downtime by weight: `layers[i]` is the time at the weight of code DOWN + i or more, so that each holds the next and the
 * first one is all of it.
 */
export type WeightLayers = readonly IntervalSet[]

export interface CountedDowntime {
  /** Around the period as far as runs reach beyond it. */
  readonly layers: WeightLayers
  /** Runs that count, whole: of touching downtime, not cut by period, hours or exclusions. */
  readonly runs: IntervalSet
}

type Rules = Pick<TimeMeasure, 'unit' | 'minRun' | 'countFrom'>

export type CountsFrom = (from: EpochMs, to: EpochMs) => EpochMs | null

/**
 * @param down    all downtime up to `at`
 * @param agreed  agreed time in [from, to), also outside of the period
 * @param begins  where a run begins to count, null where it never does; absent: where it begins
 */
export function countedDowntime(
  down: WeightLayers,
  { unit, minRun, countFrom }: Rules,
  period: EvaluatedPeriod,
  agreed: (from: EpochMs, to: EpochMs) => IntervalSet,
  begins?: CountsFrom,
): CountedDowntime {
  const grid = unit === undefined || unit === 'exact' ? null : new Grid(period, unit)
  const [from, to] = reach(down[0] ?? NONE, period, grid?.size ?? 0)
  const near = down.map((layer) => clip(layer, from, to))
  const layers = grid ? grid.fill(near, agreed(grid.before(from), grid.after(to))) : near
  const all = layers[0] ?? NONE
  const runs = countedRuns(begins ? begun(all, begins) : all, minRun, countFrom)
  return { runs, layers: runs === all ? layers : layers.map((layer) => intersect(layer, runs)) }
}

/** The period, widened by the runs that lie across its ends; with a grid, by whatever could touch them in it. */
function reach(down: IntervalSet, { from, to }: EvaluatedPeriod, size: DurationMs): [EpochMs, EpochMs] {
  let start = from
  let end = to
  for (let i = down.length - 2; i >= 0; i -= 2) {
    if (down[i + 1]! >= start - 2 * size) start = Math.min(start, down[i]!)
  }
  for (let i = 0; i < down.length; i += 2) {
    if (down[i]! <= end + 2 * size) end = Math.max(end, down[i + 1]!)
  }
  return [start, end]
}

/** A grid in elapsed time from the period's first instant; the last unit ends with the period, and another begins there. */
class Grid {
  private readonly period: EvaluatedPeriod
  readonly size: DurationMs
  private readonly whole: boolean
  constructor(period: EvaluatedPeriod, unit: Exclude<TimeMeasure['unit'], 'exact' | undefined>) {
    this.period = period
    this.whole = 'whole' in unit
    this.size = elapsedMs('whole' in unit ? unit.whole : unit.touched)
  }

  /** A whole unit is down for each of its ms, which keep their own weight; a touched one has the largest in it. */
  fill(layers: WeightLayers, agreed: IntervalSet): WeightLayers {
    if (!this.whole) return layers.map((layer) => touchedUnits(layer, agreed, this))
    const units = wholeUnits(layers[0] ?? NONE, agreed, this)
    return layers.map((layer, i) => (i === 0 ? units : intersect(layer, units)))
  }

  /** Start of the unit that holds t. */
  before(t: EpochMs): EpochMs {
    const origin = t >= this.period.to ? this.period.to : this.period.from
    return origin + Math.floor((t - origin) / this.size) * this.size
  }

  /** End of the unit that holds the ms before t. */
  after(t: EpochMs): EpochMs {
    const end = this.before(t - 1) + this.size
    return t <= this.period.to && end > this.period.to ? this.period.to : end
  }

  /** All units that share time with the set. */
  around(set: IntervalSet): IntervalSet {
    const pairs: number[] = []
    for (let i = 0; i < set.length; i += 2) pairs.push(this.before(set[i]!), this.after(set[i + 1]!))
    return fromPairs(pairs)
  }
}

/** Units of which every agreed ms is down; a unit without agreed time, if it is down altogether. */
function wholeUnits(down: IntervalSet, agreed: IntervalSet, grid: Grid): IntervalSet {
  const near = grid.around(down)
  const promised = intersect(near, agreed)
  const spoilt = grid.around(subtract(promised, down))
  const idle = subtract(near, grid.around(promised))
  return subtract(subtract(near, spoilt), grid.around(subtract(idle, down)))
}

/** Units of which any agreed ms is down; of a unit without agreed time, any ms. */
function touchedUnits(down: IntervalSet, agreed: IntervalSet, grid: Grid): IntervalSet {
  const touched = grid.around(intersect(down, agreed))
  const outside = grid.around(subtract(down, agreed))
  return union(touched, subtract(outside, grid.around(intersect(outside, agreed))))
}

function begun(runs: IntervalSet, begins: CountsFrom): IntervalSet {
  const out: number[] = []
  for (let i = 0; i < runs.length; i += 2) {
    const from = begins(runs[i]!, runs[i + 1]!)
    if (from !== null && from < runs[i + 1]!) out.push(from, runs[i + 1]!)
  }
  return out
}

function countedRuns(runs: IntervalSet, minRun: Rules['minRun'], countFrom: Rules['countFrom']): IntervalSet {
  const edge = minRun?.over ?? minRun?.atLeast
  if (edge === undefined) return runs
  const counts = longEnough(minRun)
  const skipped = countFrom === 'threshold' ? elapsedMs(edge) : 0
  const out: number[] = []
  for (let i = 0; i < runs.length; i += 2) {
    const [from, to] = [runs[i]! + skipped, runs[i + 1]!]
    if (counts(to - runs[i]!) && from < to) out.push(from, to)
  }
  return out
}
