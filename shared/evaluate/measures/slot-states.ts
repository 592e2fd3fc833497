/**
 * What each slot of a period was for one service: up, down, empty or unknown (R16), by its error rate or by its downtime, and
 * which source counts where sources disagree (R4). Slots become a timeline in the codes of resolve-authority.ts, so that classes, exclusions
 * and the ledger treat them as any other timeline.
 */

import { decimal, HUNDRED, type Rational } from '../../base/rational.ts'
import type { DurationEdge, Edge, SlotsMeasure } from '../../contract/model.ts'
import { type RequestCount, sourceText } from '../../evidence/model.ts'
import { type Coded, DOWN, disputed, resolveAuthority, UP, WEIGHTLESS } from '../../evidence/resolve-authority.ts'
import type { ClosedSpan } from '../../evidence/source-timeline.ts'
import { mapped, NOTHING, type Timeline } from '../../evidence/timeline.ts'
import { clip, type IntervalSet, intersect, subtract, union } from '../../time/intervals.ts'
import { elapsedMs } from '../../time/iso-duration.ts'
import { type ServiceTimeline, serviceTimelines } from '../downtime/service-timeline.ts'
import type { Context } from '../model/measured.ts'
import { reason } from '../model/reasons.ts'
import { type Counter, countersOf, isAdmitted, shareIn, touches, Uncountable } from './request-counts.ts'
import { msInSlots, type SlotGrid, slotAt, slotFrom, slotTo } from './slot-grid.ts'

/** Slot states as codes of a timeline: an empty slot is measured, but weighs nothing until the measure decides how it counts. */
export const EMPTY_SLOT = UP
export const GOOD_SLOT = WEIGHTLESS
export const BAD_SLOT = DOWN

export interface SlotStates {
  /** EMPTY, GOOD, BAD, or NOTHING where it is unknown. */
  readonly line: Timeline
  readonly disputed: IntervalSet
  /** Who spoke of it, for the ledger. */
  readonly spans: readonly ClosedSpan[]
}

/**
 * By requests. A slot with records is known; one without is empty where a counting source covers all its agreed time up to
 * `at`, else unknown. null where no source counts the service.
 * @throws Uncountable for a record that does not lie within one slot
 */
export function errorRateSlots(context: Context, service: string, grid: SlotGrid, measure: SlotsMeasure): SlotStates | null {
  // Everyone's slots: who is not admitted may still dispute.
  const counters = countersOf(context, service, 'either')
  const admitted = context.objective.measure.authority ?? 'either'
  if (!counters.some(({ source }) => isAdmitted(source, admitted))) return null
  const agreed = context.agreed(service)
  const isBad = beyond(measure.downWhen!.errorRate!)
  const judge = (total: number, failed: number): number => {
    if (total === 0) return EMPTY_SLOT
    return total >= (measure.minRequests ?? 0) && isBad(failed, total) ? BAD_SLOT : GOOD_SLOT
  }
  const windows = excludedWindows(context, service)
  const voices = counters.map((counter): Coded => {
    const sums = slotSums(counter, grid, agreed)
    const outside =
      windows.length === 0 ? sums : slotSums({ ...counter, records: counter.records.filter(notWithin(windows)) }, grid, agreed)
    const uncovered = msInSlots(grid, subtract(clip(agreed, grid.from, Math.min(grid.to, context.at)), counter.coverage))
    const codes = Array.from({ length: grid.count }, (_, i) => {
      if (!sums.seen[i]) return uncovered[i] === 0 ? EMPTY_SLOT : NOTHING
      return judge(sums.total[i] as number, sums.failed[i] as number)
    })
    // A slot that is down only by what an exclusion covers is down there and nowhere else.
    const excused = codes.map((code, i) => code === BAD_SLOT && judge(outside.total[i] as number, outside.failed[i] as number) !== BAD_SLOT)
    return { source: counter.source, line: slotLine(grid, codes, excused, windows) }
  })
  const failed = counters.flatMap(({ records }) => records.filter((record) => record.failed > 0))
  return spoken(context, voices, grid, failed.map(asDown))
}

/** By downtime in the slot, as the admitted sources report it; unknown where unknown time could decide it. */
export function downtimeSlots(context: Context, service: string, grid: SlotGrid, edge: DurationEdge): SlotStates {
  const { down, unknown, disputed: argued } = context.seen(service)
  const agreed = context.agreed(service)
  const windows = excludedWindows(context, service)
  const inSlots = (set: IntervalSet): Float64Array => msInSlots(grid, intersect(set, agreed))
  const [all, outside, silent] = [inSlots(down), inSlots(subtract(down, windows)), inSlots(subtract(unknown, windows))]
  const limit = elapsedMs((edge.over ?? edge.atLeast)!)
  const isBad = (ms: number): boolean => (edge.over === undefined ? ms >= limit : ms > limit)
  const codes = Array.from(all, (ms, i) => (isBad(ms) ? BAD_SLOT : isBad(ms + (silent[i] as number)) ? NOTHING : GOOD_SLOT))
  const excused = codes.map((code, i) => code === BAD_SLOT && !isBad(outside[i] as number))
  const { spans } = serviceTimelines(context, [service]).all[0] as ServiceTimeline
  return { line: slotLine(grid, codes, excused, windows), disputed: argued, spans }
}

/** By samples of a rate: the mean of those in the slot, by how long each lasted. Without a sample a slot is unknown. */
export function sampleSlots(
  context: Context,
  service: string,
  grid: SlotGrid,
  meets: (samples: readonly RateSample[]) => boolean,
  metric: string,
): SlotStates | null {
  const agreed = context.agreed(service)
  const bySource = new Map<string, { source: Coded['source']; slots: Map<number, RateSample[]> }>()
  for (const { service: of, source, from, to, metric: name, value } of context.evidence.samples) {
    if (of !== service || name !== metric || !touches({ from, to }, grid, context.at)) continue
    const slot = within(grid, { from, to }, 'sample-over-slot')
    if (shareIn(agreed, { from, to }) === 'none') continue
    const voice = bySource.get(sourceText(source)) ?? { source, slots: new Map() }
    bySource.set(sourceText(source), voice)
    voice.slots.set(slot, [...(voice.slots.get(slot) ?? []), { ms: to - from, value: decimal(value) }])
  }
  if (bySource.size === 0) return null
  const spans: ClosedSpan[] = []
  const voices = [...bySource.values()].map(({ source, slots }): Coded => {
    const codes = Array.from({ length: grid.count }, (_, i) => {
      const samples = slots.get(i)
      return samples === undefined ? NOTHING : meets(samples) ? GOOD_SLOT : BAD_SLOT
    })
    codes.forEach((code, i) => {
      if (code === BAD_SLOT) spans.push(asDown({ service, source, from: slotFrom(grid, i), to: slotTo(grid, i) }))
    })
    return { source, line: slotLine(grid, codes, [], []) }
  })
  return spoken(context, voices, grid, spans)
}

const asDown = ({ service, source, from, to }: Pick<ClosedSpan, 'service' | 'source' | 'from' | 'to'>): ClosedSpan => ({
  service,
  source,
  from,
  to,
  state: 'down',
})

export interface RateSample {
  readonly ms: number
  readonly value: Rational
}

function spoken({ objective, at }: Context, voices: readonly Coded[], grid: SlotGrid, spans: readonly ClosedSpan[]): SlotStates {
  // An empty slot is no evidence for or against.
  const words = voices.map(({ source, line }) => ({ source, line: mapped(line, (code) => (code === EMPTY_SLOT ? NOTHING : code)) }))
  return {
    line: resolveAuthority(voices, objective.measure.authority ?? 'either'),
    disputed: disputed(words, grid.from, Math.min(grid.to, at)),
    spans,
  }
}

/** Whether a failed share of requests is beyond the edge. */
function beyond(edge: Edge): (failed: number, total: number) => boolean {
  const limit = decimal((edge.over ?? edge.atLeast)!)
  // failed / total compared with limit percent, in integers.
  return (failed, total) => {
    const difference = BigInt(failed) * HUNDRED.n * limit.d - limit.n * BigInt(total)
    return edge.over === undefined ? difference >= 0n : difference > 0n
  }
}

interface SlotSums {
  readonly total: Float64Array
  readonly failed: Float64Array
  readonly seen: Uint8Array
}

/** Requests by slot, of the records that touch agreed time. */
export function slotSums({ records }: Pick<Counter, 'records'>, grid: SlotGrid, agreed: IntervalSet): SlotSums {
  const total = new Float64Array(grid.count)
  const failed = new Float64Array(grid.count)
  const seen = new Uint8Array(grid.count)
  for (const record of records) {
    const slot = within(grid, record, 'count-over-slot')
    if (shareIn(agreed, record) === 'none') continue
    total[slot] = (total[slot] as number) + record.total
    failed[slot] = (failed[slot] as number) + record.failed
    seen[slot] = 1
  }
  return { total, failed, seen }
}

/** The slot that holds a record which touches the grid. */
function within(
  grid: SlotGrid,
  { from, to }: { readonly from: number; readonly to: number },
  code: 'sample-over-slot' | 'count-over-slot',
): number {
  const slot = slotAt(grid, from)
  if (to > slotTo(grid, slot)) throw new Uncountable(reason(code))
  return slot
}

export const excludedWindows = (context: Context, service: string): IntervalSet =>
  context.excluded(service).reduce<IntervalSet>((all, { spans }) => union(all, spans), [])

const notWithin =
  (windows: IntervalSet) =>
  (record: RequestCount): boolean =>
    shareIn(windows, record) !== 'all'

/** Codes of slots as a line; NOTHING outside the grid. Where a slot is excused it is BAD in the windows alone. */
function slotLine(grid: SlotGrid, codes: readonly number[], excused: readonly boolean[], windows: IntervalSet): Timeline {
  const cuts: number[] = []
  const values: number[] = []
  const draw = (t: number, value: number): void => {
    if (cuts.at(-1) === t) {
      cuts.pop()
      values.pop()
    }
    if (value === (values.at(-1) ?? NOTHING)) return
    cuts.push(t)
    values.push(value)
  }
  codes.forEach((code, i) => {
    const from = slotFrom(grid, i)
    draw(from, excused[i] ? GOOD_SLOT : code)
    if (!excused[i]) return
    for (const [at, value] of pairs(clip(windows, from, slotTo(grid, i)))) draw(at, value)
  })
  draw(grid.to, NOTHING)
  return { before: NOTHING, cuts, values }
}

const pairs = (set: IntervalSet): [number, number][] => set.map((t, i) => [t, i % 2 === 0 ? BAD_SLOT : GOOD_SLOT])
