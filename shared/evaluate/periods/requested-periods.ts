/** Which periods a question is about (R10): a label, a local date, all that evidence touches, or the one that holds `at`. */
import { runsIn, speaksUntil } from '../../evidence/checks.ts'
import type { Evidence } from '../../evidence/model.ts'
import { lastReading } from '../../evidence/source-timeline.ts'
import { type EpochMs, fromPairs, type IntervalSet } from '../../time/intervals.ts'
import { periodAt, periodNamed, periodsTouching } from '../../time/period.ts'
import type { PeriodRule } from '../../time/rules.ts'
import type { ZoneRules } from '../../time/zone.ts'
import type { EvaluatedPeriod } from '../model/measured.ts'

/**
 * The periods of one rule. A label of another rule of the agreement (`general`) means the period that holds its first
 * instant. null for a label that no rule knows.
 */
export function requestedPeriods(
  rule: PeriodRule,
  general: readonly PeriodRule[],
  zone: ZoneRules,
  asked: string | undefined,
  at: EpochMs,
  touched: () => IntervalSet,
): readonly EvaluatedPeriod[] | null {
  if (asked === undefined || !('every' in rule)) return [periodAt(rule, zone, at)]
  if (asked === 'all') return touchedBy(rule, zone, touched(), at)
  const own = periodNamed(rule, zone, asked)
  if (own) return [own]
  for (const other of general) {
    const named = periodNamed(other, zone, asked)
    if (named) return [periodAt(rule, zone, named.from)]
  }
  return null
}

/** A period that no objective knows. */
export class NoPeriod extends RangeError {
  static readonly wanted = 'a label such as 2026-03, a local date, or all'
  readonly asked: string
  constructor(asked: string) {
    super(`no period ${JSON.stringify(asked)}, want ${NoPeriod.wanted}`)
    this.asked = asked
  }
}

/** Eleven years of hours, and more than anybody reads. */
const MOST_PERIODS = 100_000

function touchedBy(rule: PeriodRule, zone: ZoneRules, touched: IntervalSet, at: EpochMs): readonly EvaluatedPeriod[] {
  const byStart = new Map<EpochMs, EvaluatedPeriod>()
  for (let i = 0; i < touched.length; i += 2) {
    const [from, to] = [touched[i]!, touched[i + 1]!]
    // Seen before they are listed: a year of seconds would fill the memory.
    const { from: first, to: second } = periodAt(rule, zone, from)
    if (to - from > MOST_PERIODS * (second - first)) throw new RangeError(`all: wanted at most ${MOST_PERIODS} periods, got more`)
    for (const period of periodsTouching(rule, zone, from, to)) byStart.set(period.from, period)
  }
  if (byStart.size === 0) return [periodAt(rule, zone, at)]
  // The set ascends, and so do they.
  return [...byStart.values()]
}

/** All time before `at` with evidence; evidence of services that no objective names is ignored (R35). */
export function touchedTime(evidence: Evidence, services: ReadonlySet<string>, at: EpochMs): IntervalSet {
  const pairs: number[] = []
  // An instant alone is a ms.
  const add = (from: EpochMs, to: EpochMs) => {
    const end = Math.min(Math.max(to, from + 1), at)
    if (from < end) pairs.push(from, end)
  }
  const named = ({ service }: { readonly service?: string | null }) => service === null || service === undefined || services.has(service)
  for (const each of evidence.spans) if (named(each)) add(each.from, each.to ?? lastReading(evidence, each, at))
  for (const each of evidence.coverage) if (named(each)) add(each.from, each.to ?? at)
  for (const each of [...evidence.requests, ...evidence.samples]) if (named(each)) add(each.from, each.to)
  for (const { services: meant, from, to } of evidence.maintenance) if (meant.some((service) => services.has(service))) add(from, to)
  for (const each of evidence.checks.filter(named)) {
    for (const { from, last } of runsIn(each)) add(from, last + speaksUntil(each.every))
  }
  for (const each of evidence.tickets.filter(named)) {
    const times = each.events.map((event) => event.at)
    add(Math.min(...times), Math.max(...times) + 1)
  }
  for (const { due, deliveredAt } of evidence.deliveries) {
    add(due, due)
    if (deliveredAt !== undefined) add(deliveredAt, deliveredAt)
  }
  return fromPairs(pairs)
}
