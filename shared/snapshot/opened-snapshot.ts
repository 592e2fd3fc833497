/** A snapshot ready to be shown: what was found out on opening it, its clock, and the days of each of its periods. */
import { objectiveName } from '../contract/each-service.ts'
import type { Contract } from '../contract/model.ts'
import type { ObjectiveReport, Report } from '../evaluate/model/report.ts'
import { dayOf, startOfDay } from '../time/dates.ts'
import type { EpochMs } from '../time/intervals.ts'
import type { ZoneRules } from '../time/zone.ts'
import type { Examined } from './four-answers.ts'
import { focusedObjective } from './one-incident.ts'
import type { SmallSnapshot } from './small-form.ts'
import type { Snapshot } from './snapshot.ts'

export interface OpenedSnapshot {
  readonly examined: Examined
  readonly document: Snapshot | SmallSnapshot
  readonly contract: Contract
  /** As recomputed here; null where it can't be. */
  readonly report: Report | null
  readonly at: EpochMs
  readonly zone: ZoneRules
  /** Characters of the file, or of what the link unpacked to. */
  readonly size: number
}

/** null where it could not be read: `examined.problems` say why. */
export function shownOf(examined: Examined, size: number): OpenedSnapshot | null {
  const { opened, recomputed } = examined
  if (!opened) return null
  const { document, contracts, at } = opened
  return {
    examined,
    document,
    contract: contracts[0]!,
    report: recomputed && recomputed.state !== 'impossible' ? recomputed.report : null,
    at,
    zone: document.zones.find(({ id }) => id === contracts[0]!.zone) ?? UTC,
    size,
  }
}

export type NamedReport = ObjectiveReport & { readonly name: string }

/** The objectives, each by the name the agreement gives it, in the agreement's order. */
export function namedReports({ report, contract }: OpenedSnapshot): readonly NamedReport[] {
  return (report?.objectives ?? []).map((each) => ({ ...each, name: objectiveName(contract, each) }))
}

/** Which objective is shown first: the one that the snapshot is about, else the worst. */
export function firstOf({ document, report }: OpenedSnapshot, reports: readonly ObjectiveReport[]): number {
  const focused = document.focus && report ? focusedObjective(document.focus, report) : -1
  return focused >= 0 ? focused : worstOf(reports)
}

/** The worst objective, by verdict and by what is left of its budget. */
export function worstOf(reports: readonly ObjectiveReport[]): number {
  const rank = ({ verdict, budget }: ObjectiveReport): number =>
    ORDER.indexOf(verdict) * 10 + (budget && budget.total > 0 ? Math.max(-1, budget.left / budget.total) : 1)
  return reports.reduce((worst, report, index) => (rank(report) < rank(reports[worst]!) ? index : worst), 0)
}

const ORDER = ['breached', 'at-risk', 'cannot-tell', 'needs-review', 'on-track', 'met', 'not-computable', 'not-in-force']

/** Boundaries of the period's days by the wall clock; of a longer period the last `most` days up to `at`. */
export function periodDays({ period }: ObjectiveReport, zone: ZoneRules, at: EpochMs, most = 92): readonly EpochMs[] {
  const last = dayOf(Math.min(period.to - 1, Math.max(at, period.from)), zone)
  const end = period.to - period.from > most * DAY ? last : dayOf(period.to - 1, zone)
  const first = Math.max(dayOf(period.from, zone), end - most + 1)
  return Array.from({ length: end - first + 2 }, (_, index) => startOfDay(first + index, zone))
}

const DAY = 86_400_000
/** Where a snapshot lacks its own zone, which is why it can't be recomputed either. */
const UTC: ZoneRules = { id: 'UTC', from: 0, to: 1, starts: [0], offsets: [0] }
