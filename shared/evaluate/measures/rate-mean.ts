/** `{by: rate, aggregate: mean}`: the mean of a metric over all slots against an edge, such as a round trip of at most 60 (R17). */
import { add, cmp, decimal, div, mul, type Rational, rat, ZERO } from '../../base/rational.ts'
import type { RateMeasure } from '../../contract/model.ts'
import { clip } from '../../time/intervals.ts'
import { elapsedMs } from '../../time/iso-duration.ts'
import type { Context, Measured } from '../model/measured.ts'
import { reason } from '../model/reasons.ts'
import { isAdmitted, shareIn, touches, Uncountable } from './request-counts.ts'
import { knownShare, NO_FIGURE, notComputable } from './share-of-items.ts'
import { msInSlots, type SlotGrid, slotAt, slotGrid, slotTo } from './slot-grid.ts'
import { excludedWindows, type RateSample } from './slot-states.ts'

/** Samples of single instants weigh the same among themselves, and nothing beside one that lasted. */
export function meanRate(samples: readonly RateSample[]): Rational {
  const lasting = samples.some(({ ms }) => ms > 0)
  const weight = ({ ms }: RateSample): Rational => rat(lasting ? ms : 1)
  const sum = samples.reduce((all, sample) => add(all, mul(sample.value, weight(sample))), ZERO)
  return div(
    sum,
    samples.reduce((all, sample) => add(all, weight(sample)), ZERO),
  )
}

/** The slot of a mean for which the agreement names none. */
const HOUR = 'PT1H'

/** The mean of a slot; `unknown` without a sample, `ahead` where it has not begun, `none` where it is not in the figure. */
type Slot = Rational | 'unknown' | 'ahead' | 'none'

/**
 * Every slot weighs the same. A slot without a sample is unknown, and with one the mean is known only from below, since no
 * sample is less than zero; a metric that falls below zero is not bounded at all. Several services: of each slot the worst
 * (`any`) or the best (`all`), else every slot of every service is one of the mean.
 */
export function meanOfRates(context: Context): Measured {
  const { objective, period, at } = context
  const measure = objective.measure as RateMeasure
  const { slot = HOUR } = measure
  if (measure.slot === undefined) context.assume(`${context.path}.measure.slot`, HOUR, reason('slot-unstated'))
  const grid = slotGrid(period, elapsedMs(slot))
  context.defaults?.()
  try {
    const rows = objective.services.map((service) => slotsOf(context, service, grid, measure))
    const silent = objective.services.find((_, i) => rows[i] === null)
    if (silent !== undefined) return notComputable('not-computable', reason('samples-missing', { metric: measure.metric, service: silent }))
    return measuredOf(measure, combined(rows as Slot[][], measure), at >= period.to)
  } catch (error) {
    if (error instanceof Uncountable) return notComputable('not-computable', error.reason)
    throw error
  }
}

function slotsOf(context: Context, service: string, grid: SlotGrid, { metric, authority = 'either' }: RateMeasure): Slot[] | null {
  const agreed = context.agreed(service)
  const windows = excludedWindows(context, service)
  const bySlot = new Map<number, RateSample[]>()
  for (const { service: of, source, from, to, metric: name, value } of context.evidence.samples) {
    if (of !== service || name !== metric || !isAdmitted(source, authority) || !touches({ from, to }, grid, context.at)) continue
    const slot = slotAt(grid, from)
    if (to > slotTo(grid, slot)) throw new Uncountable(reason('sample-over-slot'))
    if (shareIn(agreed, { from, to }) === 'none' || shareIn(windows, { from, to }) === 'all') continue
    bySlot.set(slot, [...(bySlot.get(slot) ?? []), { ms: to - from, value: decimal(value) }])
  }
  if (bySlot.size === 0) return null
  const passed = clip(agreed, grid.from, Math.min(grid.to, context.at))
  const [promised, now, gone] = [msInSlots(grid, agreed), msInSlots(grid, passed), msInSlots(grid, clip(windows, grid.from, grid.to))]
  return Array.from({ length: grid.count }, (_, i): Slot => {
    const samples = bySlot.get(i)
    if (samples) return meanRate(samples)
    if (!promised[i] || gone[i]! >= promised[i]!) return 'none'
    return now[i] ? 'unknown' : 'ahead'
  })
}

function combined(rows: readonly Slot[][], measure: RateMeasure): readonly Slot[] {
  const { combine = 'any' } = measure
  if (rows.length === 1 || (combine !== 'any' && combine !== 'all')) return rows.flat()
  // The larger value is the worse one where the edge is an upper one.
  const wantsLarger = isUpper(measure) === (combine === 'any')
  return rows[0]!.map((_, i) => {
    const column = rows.map((row) => row[i]!)
    const known = column.filter((slot) => typeof slot === 'object')
    if (known.length === 0) return column.includes('unknown') ? 'unknown' : column[0]!
    if (column.includes('unknown')) return 'unknown'
    return known.reduce((a, b) => (cmp(b, a) > 0 === wantsLarger ? b : a))
  })
}

const isUpper = ({ atMost, below }: RateMeasure): boolean => atMost !== undefined || below !== undefined

function keeps(value: Rational, { over, atLeast, atMost, below }: RateMeasure): boolean {
  const difference = cmp(value, decimal((over ?? atLeast ?? atMost ?? below)!))
  if (over !== undefined) return difference > 0
  if (atLeast !== undefined) return difference >= 0
  return atMost === undefined ? difference < 0 : difference <= 0
}

function measuredOf(measure: RateMeasure, slots: readonly Slot[], isComplete: boolean): Measured {
  const known = slots.filter((slot) => typeof slot === 'object')
  const unknown = measure.unknown === 'excluded' ? 0 : slots.filter((slot) => slot === 'unknown').length
  const ahead = slots.filter((slot) => slot === 'ahead').length
  const sum = known.reduce(add, ZERO)
  const value = known.length === 0 ? null : div(sum, rat(known.length))
  const isBounded = known.every((slot) => slot.n >= 0n)
  const least = (more: number): Rational | null => (isBounded && known.length + more > 0 ? div(sum, rat(known.length + more)) : null)
  const low = unknown === 0 ? value : least(unknown)
  // What is yet to come may be as low as nothing, or as high as anything.
  const lowest = ahead === 0 ? low : least(unknown + ahead)
  const fails = isUpper(measure)
    ? lowest !== null && !keeps(lowest, measure)
    : isComplete && unknown === 0 && value !== null && !keeps(value, measure)
  const holds = unknown === 0 ? value !== null && keeps(value, measure) : !isUpper(measure) && low !== null && keeps(low, measure)
  const isBehind = !fails && value !== null && !keeps(value, measure)
  return {
    attained: { value, low, high: unknown === 0 ? value : null },
    unit: 'number',
    target: null,
    best: NO_FIGURE,
    known: knownShare(known.length, known.length + unknown),
    time: null,
    counts: { total: known.length + unknown, down: 0, empty: 0, unknown },
    budget: null,
    misses: { missed: fails ? 1 : 0, allowed: 0, unknown: fails || holds || (isBehind && unknown === 0) ? 0 : 1 },
    ...(!isComplete && isBehind && { behind: true }),
    runs: [],
    down: [],
    ledger: [],
    basis: 'contractual',
  }
}
