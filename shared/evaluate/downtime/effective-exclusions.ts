/**
 * When exclusions are effective (R19): what was announced in time or declared, cut to what really happened and to the hours
 * the clause allows. How much of it a budget leaves is for apply-exclusions.ts, which knows what was down.
 */
import type { Contract, Exclusion, Objective } from '../../contract/model.ts'
import type { Evidence } from '../../evidence/model.ts'
import { sourceText } from '../../evidence/model.ts'
import { type EpochMs, fromPairs, type IntervalSet, intersect } from '../../time/intervals.ts'
import type { ZoneRules } from '../../time/zone.ts'
import type { ExclusionGround, ExclusionWindow } from '../model/measured.ts'
import type { CalendarHours } from '../periods/calendar-hours.ts'
import { announcedInTime } from './exclusion-notice.ts'
import { clausesOf } from './state-weights.ts'

interface Asked {
  readonly contract: Contract
  readonly evidence: Evidence
  readonly at: EpochMs
  readonly zone: ZoneRules
  readonly hours: CalendarHours
  readonly once: <T>(key: string, make: () => T) => T
}

/** The clauses of an objective with the time in which each is effective for a service, in the order of the file. */
export const effectiveExclusions = (asked: Asked, objective: Objective, service: string): readonly ExclusionWindow[] =>
  clausesOf(asked.contract, objective).map((clause) =>
    asked.once(`excluded ${service} ${clause.id}`, () => effective(asked, clause, service)),
  )

function effective(asked: Asked, clause: Exclusion, service: string): ExclusionWindow {
  const grounds = [...standing(asked, clause, service), ...announcements(asked, clause, service), ...declarations(asked, clause, service)]
    .filter(({ from, to }) => from < to)
    .sort((a, b) => a.from - b.from || a.to - b.to || (a.ref < b.ref ? -1 : 1))
  const spans = fromPairs(grounds.flatMap(({ from, to }) => [from, to]))
  return { clause: clause.id, removes: clause.removes ?? 'downtime', grounds, spans: withinHours(asked, clause, spans) }
}

function withinHours({ hours }: Asked, { within }: Exclusion, spans: IntervalSet): IntervalSet {
  if (within === undefined || spans.length === 0) return spans
  return intersect(spans, hours(within, spans[0]!, spans[spans.length - 1]!))
}

/** A standing window takes effect without an announcement, in all the time that evidence covers. */
function standing(
  { evidence, at, contract }: Asked,
  { standing: stands, id, name, within }: Exclusion,
  service: string,
): ExclusionGround[] {
  if (stands !== true || within === undefined) return []
  const told = [...evidence.spans, ...evidence.coverage, ...evidence.requests, ...evidence.samples].filter(
    (each) => each.service === service,
  )
  const checked = evidence.checks.filter((each) => each.service === service).flatMap(({ results }) => results[0]?.at ?? [])
  const from = Math.min(...told.map((each) => each.from), ...checked, at)
  return [{ from, to: at, source: contract.id, ref: id, ...(name !== undefined && { title: name }) }]
}

/** Announced ∩ actual: an overrun counts, and so does what was announced but took place at another time. */
function announcements(asked: Asked, clause: Exclusion, service: string): ExclusionGround[] {
  return asked.evidence.maintenance
    .filter((window) => (window.category ?? 'scheduled-maintenance') === clause.category && window.services.includes(service))
    .filter((window) => announcedInTime(asked, clause, window))
    .map(({ id, from, to, actual, title, source }) => ({
      from: Math.max(from, actual?.from ?? from),
      to: Math.min(to, actual ? (actual.to ?? asked.at) : to, asked.at),
      source: sourceText(source),
      ref: id,
      ...(title !== undefined && { title }),
    }))
}

const declarations = ({ evidence, at }: Asked, clause: Exclusion, service: string): ExclusionGround[] =>
  evidence.declarations
    .filter((each) => each.clause === clause.id && each.services.includes(service))
    .map(({ id, from, to, reason, by }) => ({ from, to: Math.min(to ?? at, at), title: reason, source: by, ref: id }))
