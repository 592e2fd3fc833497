/**
 * What the widget shows, made of a feed's facts: the shared evaluator's reports, the days before now, what is open, what comes
 * next. Judged at the instant the feed speaks for, never at the page's clock: between two feeds nothing is added to a figure.
 */
import { judgedObjectives, objectiveKey, objectiveName } from '../../shared/contract/each-service.ts'
import type { Contract, Objective } from '../../shared/contract/model.ts'
import type { ObjectiveReport, Report } from '../../shared/evaluate/model/report.ts'
import type { Evidence, Span } from '../../shared/evidence/model.ts'
import type { Wall } from '../../shared/i18n/date-words.ts'
import { dayOf, startOfDay } from '../../shared/time/dates.ts'
import type { EpochMs } from '../../shared/time/intervals.ts'
import { toLocal, type ZoneRules, type Zones } from '../../shared/time/zone.ts'
import { type DayGroup, dayGroups } from '../../shared/ui/day-geometry.ts'

/** How far the data's signature could be followed. */
export type SealState = 'checked' | 'unknown-key' | 'unsigned' | 'cannot-check' | 'broken'

/** What a feed carries, read. */
export interface Facts {
  /** Earlier versions first, the one in force at `at` last. */
  readonly contracts: readonly Contract[]
  readonly evidence: Evidence
  readonly zones: Zones
  /** The instant the feed speaks for, and for how long it promises to be current, ms. */
  readonly at: EpochMs
  readonly validFor: number
  readonly seal: SealState
}

/** What is going on now; `to` null is still open at the source's last reading. */
export interface Now {
  readonly title: string | null
  readonly from: EpochMs
  readonly to: EpochMs | null
  readonly confirmed: EpochMs
  readonly planned: boolean
  /** Set where it does not count, by this clause. */
  readonly spared: string | null
  readonly state: Span['state']
}

export interface ShownFeed {
  readonly objective: Objective
  readonly name: string
  readonly report: ObjectiveReport
  /** Oldest first, the running one last. */
  readonly reports: readonly ObjectiveReport[]
  readonly groups: readonly DayGroup[]
  readonly now: Now | null
  readonly next: { readonly from: EpochMs; readonly to: EpochMs } | null
}

export interface ObjectiveView {
  readonly facts: Facts
  readonly contract: Contract
  readonly zone: ZoneRules
  readonly wall: Wall
  readonly shown: readonly ShownFeed[]
}

export const DAYS_SHOWN = 90

/** Which objectives: by id, by service, by plan; empty selects all. Names that match nothing select nothing. */
export interface Selection {
  readonly objective: string | null
  readonly service: string | null
  readonly plan: string | null
  /** Only the first of them. */
  readonly one: boolean
  /** Every period that is carried, not only those of the days drawn. */
  readonly all: boolean
}

/** On these objectives, over the periods of the facts that had not ended by `since`. */
export type EvaluateFeed = (facts: Facts, objectives: readonly string[], since: EpochMs) => Report

/** Throws RangeError where the zone tables do not reach. */
export function objectiveView(facts: Facts, evaluate: EvaluateFeed, select: Selection): ObjectiveView {
  const { contracts, evidence, zones, at } = facts
  const contract = contracts.at(-1)!
  const objectives = chosen(contract, select)
  const ids = [...new Set(objectives.map(({ id }) => id))]
  const zone = zones(contract.zone)
  const today = dayOf(at, zone)
  const bounds = Array.from({ length: DAYS_SHOWN + 1 }, (_, i) => startOfDay(today - DAYS_SHOWN + 1 + i, zone))
  const report = ids.length ? evaluate(facts, ids, select.all ? 0 : bounds[0]!) : { objectives: [] }
  const shown = objectives.flatMap((objective) => {
    const reports = report.objectives
      .filter((one) => objectiveKey(one) === objectiveKey(objective))
      .sort((a, b) => a.period.from - b.period.from)
    const last = reports.at(-1)
    return last ? [shownOf(objective, reports, last, contract, evidence, at, bounds)] : []
  })
  return { facts, contract, zone, wall: (ms) => toLocal(zone, ms), shown }
}

function chosen(contract: Contract, { objective, service, plan, one: single }: Selection): readonly Objective[] {
  const found = judgedObjectives(contract).filter(
    (one) =>
      (objective === null || one.id === objective) &&
      (service === null || one.services.includes(service)) &&
      (plan === null || (one.plan ?? plan) === plan),
  )
  return single ? found.slice(0, 1) : found
}

function shownOf(
  objective: Objective,
  reports: readonly ObjectiveReport[],
  report: ObjectiveReport,
  contract: Contract,
  evidence: Evidence,
  at: EpochMs,
  bounds: readonly EpochMs[],
): ShownFeed {
  const mine = (ids: readonly string[]) => ids.some((id) => objective.services.includes(id))
  const next = evidence.maintenance
    .filter((one) => !one.void && one.from > at && mine(one.services))
    .reduce<{ from: EpochMs; to: EpochMs } | null>((first, one) => (first && first.from <= one.from ? first : one), null)
  return {
    objective,
    name: objectiveName(contract, objective),
    report,
    reports,
    groups: dayGroups(reports, bounds),
    now: nowOf(report, evidence, at, mine),
    next,
  }
}

/** The worst thing that is going on: an open span first, then planned work under way. */
function nowOf(report: ObjectiveReport, evidence: Evidence, at: EpochMs, mine: (ids: readonly string[]) => boolean): Now | null {
  const order: readonly Span['state'][] = ['down', 'partial', 'degraded', 'maintenance']
  const open = evidence.spans
    .filter(
      (span) =>
        !span.void &&
        span.service !== null &&
        mine([span.service]) &&
        span.from <= at &&
        (span.to === null || span.to > at) &&
        span.state !== 'up',
    )
    .sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state))[0]
  const spared = report.ledger.find((entry) => entry.to >= at && (entry.as === 'weightless' || entry.as === 'excluded'))?.clause ?? null
  if (open) {
    const read = evidence.coverage
      .filter((one) => one.service === open.service && one.source.id === open.source.id)
      .map((one) => one.to ?? at)
    const confirmed = Math.min(at, Math.max(...read, open.observedAt ?? 0) || at)
    return {
      title: open.title ?? null,
      from: open.from,
      to: open.to,
      confirmed,
      planned: open.state === 'maintenance',
      spared,
      state: open.state,
    }
  }
  const works = evidence.maintenance.find((one) => !one.void && one.from <= at && at < one.to && mine(one.services))
  if (!works) return null
  return { title: works.title ?? null, from: works.from, to: works.to, confirmed: at, planned: true, spared, state: 'maintenance' }
}
