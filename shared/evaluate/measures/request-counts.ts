/**
 * Request counts as a measure may use them (R4, R16): which sources count requests of a service, which of their records lie
 * in the period and in agreed time, and which of those an exclusion takes. What is made of the counts is for the measures.
 */

import type { Rational } from '../../base/rational.ts'
import type { MeasureCommon } from '../../contract/model.ts'
import { type RequestCount, type Source, sourceText } from '../../evidence/model.ts'
import { isoUtc } from '../../time/instant.ts'
import { contains, type EpochMs, fromPairs, type IntervalSet, intersect, total, totalIn, union } from '../../time/intervals.ts'
import type { Context } from '../model/measured.ts'
import { reason } from '../model/reasons.ts'
import type { Reason } from '../model/report.ts'
import { knownShare } from './share-of-items.ts'

/** One admitted source that counts a service's requests. */
export interface Counter {
  readonly source: Source
  /** Records of the period up to `at`, in order of time; none of them reaches over its ends. */
  readonly records: readonly RequestCount[]
  /** Time for which a missing record means no requests, up to `at`. */
  readonly coverage: IntervalSet
}

interface Stretch {
  readonly from: EpochMs
  readonly to: EpochMs
}

/** Why counts cannot be used. */
export class Uncountable extends Error {
  readonly reason: Reason
  constructor(why: Reason) {
    super(why.why)
    this.reason = why
  }
}

/**
 * The admitted sources that count requests of the service: by a record of theirs, or because they are
 * traffic or metrics and cover some of the period. Empty where no source does.
 * @throws Uncountable for a record that reaches over the period's end
 */
export function countersOf(
  { objective, evidence, period, at }: Context,
  service: string,
  authority: NonNullable<MeasureCommon['authority']> = objective.measure.authority ?? 'either',
): Counter[] {
  const end = Math.min(period.to, at)
  const found = new Map<string, { source: Source; records: RequestCount[]; pairs: number[] }>()
  const of = (source: Source) => {
    const key = sourceText(source)
    const counter = found.get(key) ?? { source, records: [], pairs: [] }
    found.set(key, counter)
    return counter
  }
  const timed = objective.measure.by === 'latency' || objective.measure.by === 'apdex'
  for (const record of evidence.requests) {
    if (record.service !== service || !isAdmitted(record.source, authority)) continue
    // Checks of a probe give response times, not the number of requests (R48).
    if (record.checks !== undefined && !timed) continue
    const counter = of(record.source)
    if (!touches(record, period, at)) continue
    if (record.from < period.from || record.to > period.to)
      throw new Uncountable(reason('count-over-period', { from: isoUtc(record.from), to: isoUtc(record.to) }))
    counter.records.push(record)
  }
  // A count of all requests covers time like coverage of a source that counts (R56).
  const whole = evidence.itemCoverage.filter((each) => each.of === 'requests')
  for (const { service: covered = service, source, from, to } of whole) {
    const until = Math.min(to ?? at, end)
    if (covered === service && isAdmitted(source, authority) && Math.max(from, period.from) < until)
      of(source).pairs.push(Math.max(from, period.from), until)
  }
  for (const { service: covered, source, from, to } of evidence.coverage) {
    if (covered !== service || !isAdmitted(source, authority)) continue
    const counts = source.kind === 'traffic' || source.kind === 'metrics' || found.has(sourceText(source))
    const until = Math.min(to ?? at, end)
    if (counts && Math.max(from, period.from) < until) of(source).pairs.push(Math.max(from, period.from), until)
  }
  const counters = [...found.values()]
    .filter(({ records, pairs }) => records.length > 0 || pairs.length > 0)
    .map(({ source, records, pairs }) => ({
      source,
      records: records.sort((a, b) => a.from - b.from || a.to - b.to),
      coverage: fromPairs(pairs),
    }))
    .sort((a, b) => (sourceText(a.source) < sourceText(b.source) ? -1 : 1))
  const real = counters.filter(({ records }) => records.some(({ checks }) => checks === undefined))
  const told = real.length > 0 ? counters.filter((each) => real.includes(each) || each.records.length === 0) : counters
  return typeof authority === 'object' ? firstOf(told, authority.order) : told
}

/** Whether any admitted source counts the service's requests in the period. */
export function isCounted(context: Context, service: string): boolean {
  try {
    return countersOf(context, service).length > 0
  } catch (error) {
    if (error instanceof Uncountable) return true
    throw error
  }
}

/** A record is evidence once it has ended; an empty one belongs where it starts. */
export const touches = ({ from, to }: Stretch, period: Stretch, at: EpochMs): boolean =>
  from < period.to && (from === to ? from >= period.from && from < at : to > period.from && to <= at)

export function isAdmitted(source: Source, authority: NonNullable<MeasureCommon['authority']>): boolean {
  if (authority === 'provider' || authority === 'customer') return source.party === authority
  return typeof authority !== 'object' || authority.order.some((name) => isNamed(source, name))
}

export const isNamed = (source: Source, name: string): boolean => source.party === name || sourceText(source) === name

/** Counts of two sources are no sum of words: of an order, the first that has any. */
function firstOf(counters: readonly Counter[], order: readonly string[]): Counter[] {
  const name = order.find((each) => counters.some(({ source, records }) => records.length > 0 && isNamed(source, each)))
  return name === undefined ? [...counters] : counters.filter(({ source }) => isNamed(source, name))
}

/** What an exclusion does to a record: nothing, its failures are forgiven, it is taken out altogether, or only part of it is touched. */
export type RecordFate = 'counts' | 'forgiven' | 'removed' | 'partly'

export interface WeighedRecord {
  readonly record: RequestCount
  readonly fate: RecordFate
}

/**
 * The records of a service that lie in agreed time, with what exclusions do to them. With `removes: downtime` the failures
 * inside an exclusion count as good, with `both` the requests leave both sides. Null where no source counts the service.
 * @throws Uncountable for a record that lies partly in agreed time
 */
export function weighedRecords(context: Context, service: string): WeighedRecord[] | null {
  const counters = countersOf(context, service)
  if (counters.length === 0) return null
  const agreed = context.agreed(service)
  const taken = (removes: 'downtime' | 'both'): IntervalSet =>
    context
      .excluded(service)
      .filter((each) => each.removes === removes)
      .reduce<IntervalSet>((all, { spans }) => union(all, spans), [])
  const both = taken('both')
  const downtime = taken('downtime')
  return counters.flatMap(({ records }) =>
    records.flatMap((record) => {
      const share = shareIn(agreed, record)
      if (share === 'part') throw new Uncountable(reason('count-over-agreed-time'))
      if (share === 'none') return []
      const gone = shareIn(both, record)
      const excused = shareIn(downtime, record)
      const fate: RecordFate =
        gone === 'all' ? 'removed' : excused === 'all' ? 'forgiven' : gone === 'part' || excused === 'part' ? 'partly' : 'counts'
      return fate === 'removed' ? [] : [{ record, fate }]
    }),
  )
}

/** How much of a record lies in a set; one of a single instant does or does not. */
export function shareIn(set: IntervalSet, { from, to }: Stretch): 'all' | 'part' | 'none' {
  if (from === to) return contains(set, from) ? 'all' : 'none'
  const inside = totalIn(set, from, to)
  return inside === 0 ? 'none' : inside === to - from ? 'all' : 'part'
}

/** Share of agreed time up to `at` for which a source counts requests, by its coverage or a record. */
export function countedShare(context: Context): Rational {
  const { objective, period, at } = context
  let known = 0
  let agreed = 0
  for (const service of objective.services) {
    const promised = context.agreed(service)
    const seen = countersOf(context, service).reduce<IntervalSet>(
      (all, { records, coverage }) => union(all, union(coverage, fromPairs(records.flatMap(({ from, to }) => [from, to])))),
      [],
    )
    agreed += totalIn(promised, period.from, Math.min(at, period.to))
    known += total(intersect(promised, seen))
  }
  return knownShare(known, agreed)
}
