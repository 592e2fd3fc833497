/** `{by: slots, aggregate: mean}`: 100 less the mean error rate of slots, in which a quiet slot weighs as much as a busy one (R16). */

import { div, type Rational, rat, ZERO } from '../../base/rational.ts'
import type { SlotsMeasure } from '../../contract/model.ts'
import { clip, type EpochMs, type IntervalSet, NONE, subtract, union } from '../../time/intervals.ts'
import { elapsedMs } from '../../time/iso-duration.ts'
import type { Context, FigureBounds, Measured } from '../model/measured.ts'
import { reason } from '../model/reasons.ts'
import { budgetOf } from './budget.ts'
import { type Counter, countersOf, shareIn, Uncountable } from './request-counts.ts'
import { ALL_GOOD, ANYTHING, knownShare, NOTHING_BAD, notComputable, targetOf } from './share-of-items.ts'
import { msInSlots, type SlotGrid, slotFrom, slotGrid, slotTo } from './slot-grid.ts'
import { slotSums } from './slot-states.ts'

/** Failed of total requests; `unknown` where nothing was counted, `empty` where there were none, `none` where the slot is not in the figure. */
type Slot = { readonly failed: number; readonly total: number } | 'empty' | 'unknown' | 'none' | 'ahead'

/**
 * A slot without requests has error rate 0, 1 with `empty: down`, or leaves the mean with `empty: excluded`; one below
 * `minRequests` has 0. Failures that an exclusion covers are forgiven with `removes: downtime`; with `both` their requests
 * are not counted and a slot that lies in it altogether leaves. Several services: of each slot the worst (`any`) or the best (`all`) rate,
 * else every slot of every service is one of the mean.
 */
export function meanOfSlots(context: Context): Measured {
  const { objective, period, at } = context
  const measure = objective.measure as SlotsMeasure
  const grid = slotGrid(period, elapsedMs(measure.slot))
  context.defaults?.()
  try {
    const rows = objective.services.map((service) => slotsOf(context, service, grid, measure))
    const silent = objective.services.find((_, i) => rows[i] === null)
    if (silent) return notComputable('not-computable', reason('requests-uncounted', { service: silent }))
    const kept = rows.map((row) => row!)
    const { combine = 'any' } = measure
    const slots = combine === 'any' || combine === 'all' ? [across(kept, combine)] : kept
    const flat = slots.flat()
    const sums = sumUp(flat, measure)
    const target = targetOf(undefined, objective.target)
    const attained =
      sums.n + sums.unknown > 0 ? figureOf(sums, 0, measure) : measure.empty === 'excluded' && sums.empty > 0 ? ANYTHING : NOTHING_BAD
    const count = sums.n + sums.unknown
    return {
      attained,
      target,
      best: at >= period.to ? attained : count + sums.ahead === 0 ? ALL_GOOD : figureOf(sums, sums.ahead, measure),
      known: knownShare(sums.n, count),
      time: null,
      counts: { total: count + (measure.empty === 'excluded' ? sums.empty : 0), down: sums.down, empty: sums.empty, unknown: sums.unknown },
      budget: target && budgetOf(rat(count + sums.ahead), sums.errors, target, 'slots'),
      runs: [],
      down: [],
      bad: (from, to) => badIn(slots, grid, measure, from, to),
      ledger: [],
      basis: 'contractual',
    }
  } catch (error) {
    if (error instanceof Uncountable) return notComputable('not-computable', error.reason)
    throw error
  }
}

function slotsOf(context: Context, service: string, grid: SlotGrid, measure: SlotsMeasure): Slot[] | null {
  const counters = countersOf(context, service)
  if (counters.length === 0) return null
  const agreed = context.agreed(service)
  const passed = clip(agreed, grid.from, Math.min(grid.to, context.at))
  const windows = (removes?: 'both'): IntervalSet =>
    context
      .excluded(service)
      .filter((each) => removes === undefined || each.removes === removes)
      .reduce<IntervalSet>((all, { spans }) => union(all, spans), NONE)
  const [both, any] = [windows('both'), windows()]
  const kept = slotSums(pooled(counters, both), grid, agreed)
  const blamed = any.length === 0 ? kept : slotSums(pooled(counters, any), grid, agreed)
  const covered = counters.reduce<IntervalSet>((all, { coverage }) => union(all, coverage), NONE)
  const [promised, now, uncovered, left] = [agreed, passed, subtract(passed, union(covered, any)), subtract(passed, both)].map((set) =>
    msInSlots(grid, set),
  )
  return Array.from({ length: grid.count }, (_, i): Slot => {
    if (!promised![i] || (now![i] && !left![i])) return 'none'
    if (!now![i]) return 'ahead'
    const total = kept.total[i] as number
    if (total === 0) return kept.seen[i] || !uncovered![i] ? 'empty' : 'unknown'
    return { total, failed: total < (measure.minRequests ?? 0) ? 0 : (blamed.failed[i] as number) }
  })
}

/** All records that do not lie wholly inside the set, whoever counted them. */
function pooled(counters: readonly Counter[], set: IntervalSet): Pick<Counter, 'records'> {
  return { records: counters.flatMap(({ records }) => records.filter((record) => shareIn(set, record) !== 'all')) }
}

/** Slot by slot the worst or the best of several services. */
function across(rows: readonly Slot[][], combine: 'any' | 'all'): Slot[] {
  if (rows.length === 1) return rows[0] as Slot[]
  return (rows[0] as Slot[]).map((_, i) => {
    const column = rows.map((row) => row[i] as Slot)
    const counted = column.filter((slot) => typeof slot === 'object')
    const named = (['unknown', 'empty', 'ahead'] as const).find((name) => column.includes(name)) ?? 'none'
    if (named === 'unknown' || counted.length === 0) return named
    if (combine === 'all' && column.includes('empty')) return 'empty'
    return counted.reduce((chosen, slot) => (worse(slot, chosen) === (combine === 'any') ? slot : chosen))
  })
}

const worse = (a: { failed: number; total: number }, b: { failed: number; total: number }): boolean =>
  BigInt(a.failed) * BigInt(b.total) > BigInt(b.failed) * BigInt(a.total)

interface Sums {
  /** Slots with a known error rate. */
  readonly n: number
  readonly errors: Rational
  readonly unknown: number
  readonly empty: number
  readonly down: number
  readonly ahead: number
}

function sumUp(slots: readonly Slot[], { empty }: SlotsMeasure): Sums {
  const named = (name: Slot): number => slots.reduce((n, slot) => n + (slot === name ? 1 : 0), 0)
  const counted = slots.filter((slot) => typeof slot === 'object')
  const blank = named('empty')
  const bad = empty === 'down' ? blank : 0
  const errors = sumOfShares(counted)
  return {
    n: counted.length + (empty === 'excluded' ? 0 : blank),
    errors: bad === 0 ? errors : rat(errors.n + errors.d * BigInt(bad), errors.d),
    unknown: named('unknown'),
    empty: blank,
    down: counted.reduce((n, { failed, total }) => n + (failed === total ? 1 : 0), 0) + bad,
    ahead: named('ahead'),
  }
}

function figureOf({ n, errors, unknown }: Sums, ahead: number, { unknown: policy = 'bounds' }: SlotsMeasure): FigureBounds {
  const dark: Rational = { n: errors.n + errors.d * BigInt(unknown), d: errors.d }
  const [seen, low, high] = [
    percentGood(errors, n + ahead),
    percentGood(dark, n + unknown + ahead),
    percentGood(errors, n + unknown + ahead),
  ]
  if (policy === 'bounds') return { value: seen, low, high }
  const value = policy === 'excluded' ? seen : policy === 'down' ? low : high
  return { value, low: value, high: value }
}

/**
 * 100 (1 − errors / count) in lowest terms. `errors` is in lowest terms and may have thousands of digits, so that what it can
 * share with the small numbers beside it is all that is looked for.
 */
function percentGood({ n, d }: Rational, count: number): Rational | null {
  if (count === 0) return null
  const slots = BigInt(count)
  const common = shared(slots, n % slots)
  const top = (d * slots - n) / common
  const bottom = (d * slots) / common
  const hundred = shared(100n, bottom % 100n)
  return { n: (top * 100n) / hundred, d: bottom / hundred }
}

/** Σ failed / total, exactly: over one common denominator, because fractions added one by one would be reduced every time. */
export function sumOfShares(list: readonly { readonly failed: number; readonly total: number }[]): Rational {
  const byTotal = new Map<number, number>()
  for (const { failed, total } of list) if (failed > 0) byTotal.set(total, (byTotal.get(total) ?? 0) + failed)
  let common = 1n
  for (const total of byTotal.keys()) common *= BigInt(total) / shared(BigInt(total), common % BigInt(total))
  let sum = 0n
  for (const [total, failed] of byTotal) sum += BigInt(failed) * (common / BigInt(total))
  return rat(sum, common)
}

function shared(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b]
  while (y !== 0n) [x, y] = [y, x % y]
  return x
}

/** The mean error rate of the slots that lie in [from, to). */
function badIn(rows: readonly Slot[][], grid: SlotGrid, measure: SlotsMeasure, from: EpochMs, to: EpochMs): Rational {
  const inside = rows.flatMap((row) => row.filter((_, i) => slotFrom(grid, i) >= from && slotTo(grid, i) <= to))
  const { n, errors } = sumUp(inside, measure)
  return n === 0 ? ZERO : div(errors, rat(n))
}
