/**
 * `{by: deliveries}`: how many regular and reactive deliveries were made on time (R29). When they are due is worked out
 * here from the agreement; evidence only says when they were made.
 */

import { HUNDRED, ONE } from '../../base/rational.ts'
import type { Deliverable, DeliveriesMeasure } from '../../contract/model.ts'
import type { Delivery } from '../../evidence/model.ts'
import { boundary, dayOf } from '../../time/dates.ts'
import type { EpochMs } from '../../time/intervals.ts'
import { elapsedMs } from '../../time/iso-duration.ts'
import { occurrences } from '../../time/recurrence.ts'
import { knownTickets } from '../clocks/known-tickets.ts'
import type { Context, FigureBounds, Measured } from '../model/measured.ts'
import { reason } from '../model/reasons.ts'
import type { DeliveryReport, Reason } from '../model/report.ts'
import { anchoredAt, type DeadlineRules, lastInstant, NeverOpen } from '../periods/deadline.ts'
import { type ServiceHours, serviceHours } from '../periods/service-hours.ts'
import { termEnd } from '../periods/term-dates.ts'
import { coveredTime, withoutItems } from './item-coverage.ts'
import { ANYTHING, allowed, figureOf, itemTally, knownShare, NOTHING_BAD, notComputable, targetOf } from './share-of-items.ts'

export type DeliveryState = DeliveryReport['state']
export type Due = DeliveryReport

/**
 * A delivery belongs to the period that holds its due instant, before grace. On time when made at or before due plus
 * grace in its calendar; past that without evidence it is unknown, or missed where a
 * source covers it; reported as not made, missed. With `due: item` each delivery carries its own due time.
 */
export function measureDeliveries(context: Context): Measured {
  const { objective, period, at } = context
  const measure = objective.measure as DeliveriesMeasure
  const wanted = (context.contract.deliverables ?? []).filter(
    ({ id }) => measure.deliverables === undefined || measure.deliverables.includes(id),
  )
  if (wanted.length === 0) return notComputable('not-computable', reason('deliverables-unnamed'))
  const list = allDues(context, wanted)
  if ('code' in list) return notComputable('not-computable', list)
  const count = (state: DeliveryState): number => list.filter((due) => due.state === state).length
  const [met, missed, open, unknown] = [count('met'), count('missed'), count('open'), count('unknown')]
  const target = measure.missesAllowed === undefined ? targetOf(measure.attainment, objective.target) : null
  // What has a schedule of its own is known to be owed; what has none is known only where a source covers it (R56).
  const isOpenEnded = wanted.some(({ due }) => due === 'item')
  const none = isOpenEnded ? withoutItems(context, 'deliveries', list.length > 0) : { figure: NOTHING_BAD, known: ONE }
  const isEmpty = met + missed + unknown === 0
  const attained = isEmpty ? none.figure : figureOf(itemTally(met, missed, unknown), measure.unknown)
  const budget = measure.missesAllowed ?? allowed(target, list.length)
  return {
    attained,
    target,
    best: at >= period.to || attained === ANYTHING ? attained : bestOf(met + open, missed, unknown, measure.unknown),
    known: isEmpty ? none.known : knownShare(met + missed, met + missed + unknown),
    time: null,
    // What is unknown is in the total alone.
    counts: { total: list.length, met, missed, open },
    budget: budget === null ? null : { total: budget, spent: missed, left: budget - missed, unit: 'deliveries' },
    ...(measure.missesAllowed === undefined
      ? {}
      : { misses: { missed, allowed: measure.missesAllowed, unknown: attained === ANYTHING ? measure.missesAllowed + 1 : unknown } }),
    runs: [],
    down: [],
    deliveries: list,
    ledger: [],
    basis: 'contractual',
  }
}

/** Or why they cannot be worked out: a calendar that never opens, a recurrence without end in one instant. */
function allDues(context: Context, wanted: readonly Deliverable[]): readonly Due[] | Reason {
  try {
    return wanted.flatMap((deliverable) => duesOf(context, deliverable))
  } catch (error) {
    if (error instanceof NeverOpen) return reason('calendar-never-opens', { calendar: error.calendar })
    if (error instanceof RangeError) return reason('due-dates-unclear')
    throw error
  }
}

/** Reactive ones may still be added, but none that is on time would make more of this than it is. */
function bestOf(good: number, missed: number, unknown: number, policy: DeliveriesMeasure['unknown']): FigureBounds {
  if (good + missed + unknown === 0) return { value: HUNDRED, low: HUNDRED, high: HUNDRED }
  const figure = figureOf(itemTally(good, missed, unknown), policy)
  return figure.value === null ? ANYTHING : figure
}

/** Everything one deliverable owes in the period, oldest first. */
export function duesOf(context: Context, deliverable: Deliverable): Due[] {
  const { period, at, zone, evidence } = context
  const hours = serviceHours(context.hours)(deliverable.calendar)
  const told = evidence.deliveries.filter((each) => each.deliverable === deliverable.id)
  if (deliverable.due === 'item') {
    const grace = deliverable.grace === undefined ? 0 : elapsedMs(deliverable.grace)
    return told
      .filter(({ due }) => due >= period.from && due < period.to)
      .sort((a, b) => a.due - b.due)
      .map((each) => stateOf(deliverable.id, each.due, grace === 0 ? each.due : afterGrace(hours, each.due, grace), each, at, () => true))
  }
  const covered = coveredTime(context, 'deliveries')
  const isCovered = (t: EpochMs): boolean => covered.some((from, i) => i % 2 === 0 && from <= t && t < covered[i + 1]!)
  const dues =
    deliverable.schedule === undefined ? reactive(context, deliverable) : scheduled(context, deliverable.schedule, deliverable.from)
  const grace = deliverable.grace === undefined ? 0 : elapsedMs(deliverable.grace)
  return dues
    .filter(({ due }) => due >= period.from && due < period.to)
    .map(({ due, last }) => {
      const delivery = match(told, due, last, dues, (t) => dayOf(t, zone))
      return stateOf(deliverable.id, due, grace === 0 ? last : afterGrace(hours, due, grace), delivery, at, isCovered)
    })
}

const afterGrace = (hours: ServiceHours, due: EpochMs, grace: number): EpochMs => hours.due(due, grace) ?? due

interface Owed {
  readonly due: EpochMs
  /** `due` itself; for deadlines that end with a day its last ms, because they say when it is too late (R26). */
  readonly last: EpochMs
}

/** From the deliverable's own first day, else the term's, up to the end of the term. */
function scheduled({ contract, period, zone, at }: Context, schedule: string, from: string | undefined): Owed[] {
  const start = from ?? contract.term?.from
  const first = start === undefined ? period.from : boundary(start, zone)
  const end = Math.min(period.to, termEnd(contract.term, zone, at) ?? period.to)
  return occurrences(schedule, first, contract.zone, Math.max(first, period.from), end).map((due) => ({ due, last: due }))
}

function reactive(context: Context, { id, after }: Deliverable): Owed[] {
  if (!after) return []
  const rules: DeadlineRules = {
    zone: context.zone,
    hours: context.hours,
    ...(context.contract.billing ? { billing: context.contract.billing } : {}),
    assume: (used, why) => context.assume(`deliverables.${id}.after.within`, used, why),
  }
  return eventsOf(context, after.event)
    .map((event) => lastInstant(after.within, anchoredAt(event, context.zone), rules))
    .map(({ by, lastDay }) => ({ due: by, last: lastDay === null ? by : by - 1 }))
    .sort((a, b) => a.due - b.due)
}

/**
 * When the event happened. An incident is a ticket of type incident, resolved for the last time; without any such ticket
 * in the evidence it is a run of downtime that has ended.
 */
function eventsOf(context: Context, event: string): EpochMs[] {
  if (event !== 'incident-resolved') return []
  const { evidence, at, objective } = context
  const incidents = knownTickets(evidence.tickets, at).filter(({ type }) => type === 'incident')
  if (incidents.length > 0) {
    return incidents.flatMap(({ events }) => {
      const last = events
        .filter(({ kind }) => kind === 'resolved' || kind === 'reopened')
        .sort((a, b) => a.at - b.at)
        .at(-1)
      return last?.kind === 'resolved' ? [last.at] : []
    })
  }
  const ends = objective.services.flatMap((service) => context.seen(service).down.filter((end, i) => i % 2 === 1 && end < at))
  return [...new Set(ends)]
}

/** The evidence for a due instant: of the same instant, else of the same local day, unless that day has another due of its own. */
function match(
  told: readonly Delivery[],
  due: EpochMs,
  last: EpochMs,
  dues: readonly Owed[],
  day: (t: EpochMs) => number,
): Delivery | undefined {
  const exact = told.filter((each) => each.due === due || each.due === last)
  const near = told.filter((each) => day(each.due) === day(last) && !dues.some((other) => other.due === each.due))
  const candidates = exact.length > 0 ? exact : dues.filter((other) => day(other.last) === day(last)).length === 1 ? near : []
  // Of several reports the earliest delivery counts; a delivery counts over "not yet".
  return [...candidates].sort((a, b) => (a.deliveredAt ?? Number.POSITIVE_INFINITY) - (b.deliveredAt ?? Number.POSITIVE_INFINITY))[0]
}

function stateOf(
  deliverable: string,
  due: EpochMs,
  last: EpochMs,
  delivery: Delivery | undefined,
  at: EpochMs,
  isCovered: (t: EpochMs) => boolean,
): Due {
  const deliveredAt = delivery?.deliveredAt !== undefined && delivery.deliveredAt <= at ? delivery.deliveredAt : null
  const state =
    deliveredAt !== null
      ? deliveredAt <= last
        ? 'met'
        : 'missed'
      : at <= last
        ? 'open'
        : delivery || isCovered(due)
          ? 'missed'
          : 'unknown'
  return { deliverable, due, last, deliveredAt, state }
}
