/**
 * Who is notified when (R28b): each step of the ladder, for every incident, clock or objective it is about. Distances
 * are counted in the clock's own calendar; for incidents and budgets in elapsed time.
 */
import { objectiveKey } from '../../contract/each-service.ts'
import type { Contract, EscalationStep } from '../../contract/model.ts'
import type { DurationMs, EpochMs } from '../../time/intervals.ts'
import { elapsedMs } from '../../time/iso-duration.ts'
import { clockReports } from '../clocks/clock-reports.ts'
import type { ClockKind } from '../clocks/ticket-clock.ts'
import type { Evaluation, ReportedObjective } from '../model/evaluation.ts'
import type { EscalationReport } from '../model/report.ts'
import { type ServiceHours, serviceHours } from '../periods/service-hours.ts'
import { breachOf, escalatedIncidents, spentAt } from './escalation-anchors.ts'

/** Something a step counts from, and until when it matters. */
export interface AnchoredStep {
  /** null: not yet known, as the due of a paused clock. */
  readonly at: EpochMs | null
  /** When it was over; null while it lasts. */
  readonly over: EpochMs | null
  readonly ref: string
  readonly hours: ServiceHours
  /** A step does not come before it. */
  readonly since: EpochMs
}

/**
 * By step, then by time. waiting: not yet, or the clock is paused and the time is unknown; due: now, and what it is about
 * still lasts; passed: it was due, and that is over. What ended before a step was due is not listed for it.
 */
export function escalations(evaluation: Evaluation, reported: readonly ReportedObjective[]): EscalationReport[] {
  return (evaluation.contract.escalation ?? []).flatMap((step, i) =>
    anchorsOf(evaluation, reported, step)
      .flatMap((anchor) => stepFor(evaluation, step, step.id ?? `escalation[${i}]`, anchor))
      .sort(
        (a, b) => (a.due ?? Number.POSITIVE_INFINITY) - (b.due ?? Number.POSITIVE_INFINITY) || (a.ref < b.ref ? -1 : a.ref > b.ref ? 1 : 0),
      ),
  )
}

function stepFor(
  evaluation: Evaluation,
  step: EscalationStep,
  id: string,
  { at: from, over, ref, hours, since }: AnchoredStep,
): EscalationReport[] {
  const distance = (text: string | undefined): DurationMs => (text === undefined ? 0 : elapsedMs(text))
  const due =
    from === null
      ? null
      : step.before !== undefined
        ? Math.max(since, hours.before(from, distance(step.before)) ?? since)
        : hours.due(from, distance(step.after))
  if (over !== null && (due === null || over < due)) return []
  const state = due === null || evaluation.at < due ? 'waiting' : over === null ? 'due' : 'passed'
  return [{ step: id, to: step.to, contact: contactOf(evaluation.contract, step.to), due, of: step.of, ref, state }]
}

/** The name of a contact, of who has a role, or of a group. */
export function contactOf({ parties, roles, groups }: Contract, to: string): string | null {
  const contacts = [...(parties?.provider?.contacts ?? []), ...(parties?.customer?.contacts ?? [])]
  const id = roles && Object.hasOwn(roles, to) ? roles[to] : to
  return contacts.find((contact) => contact.id === id)?.name ?? groups?.find((group) => group.id === id)?.name ?? null
}

const CLOCK = /^(response|update|next-reply|resolution|fulfilment)-(due|missed)$/
const SPENT = /^budget-spent-(\d{1,3}(?:\.\d+)?)$/
const ALWAYS = serviceHours(() => [])('always')

function anchorsOf(evaluation: Evaluation, reported: readonly ReportedObjective[], step: EscalationStep): readonly AnchoredStep[] {
  const [, clock, what] = CLOCK.exec(step.of) ?? []
  if (clock) return clockAnchors(evaluation, reported, clock as ClockKind, what === 'missed', step.severities)
  const percent = SPENT.exec(step.of)?.[1]
  if (percent !== undefined) return reported.flatMap((each) => whole(each, spentAt(each, percent), evaluation.at))
  if (step.of === 'breach') return reported.flatMap((each) => whole(each, breachOf(each, step.before !== undefined), evaluation.at))
  if (step.of === 'incident-start')
    return escalatedIncidents(evaluation, reported, step.severities).map((each) => ({ ...each, hours: ALWAYS, since: each.at }))
  return []
}

/** What is true of an objective stays true until its period is over. */
const whole = ({ evaluated: { context } }: ReportedObjective, at: EpochMs | null, now: EpochMs): AnchoredStep[] => {
  const { objective, period } = context
  return at === null
    ? []
    : [{ at, over: now >= period.to ? period.to : null, ref: objectiveKey(objective), hours: ALWAYS, since: period.from }]
}

/** Clocks that start in a reported period, or still run. A missed clock counts from the instant it was due. */
function clockAnchors(
  evaluation: Evaluation,
  reported: readonly ReportedObjective[],
  clock: ClockKind,
  onlyMissed: boolean,
  severities: readonly string[] | undefined,
): AnchoredStep[] {
  const hoursOf = serviceHours(evaluation.hours)
  const asked = (t: EpochMs): boolean => reported.some(({ report: { period } }) => t >= period.from && t < period.to)
  return clockReports(evaluation, clock, severities).flatMap(({ report, calendar }) => {
    const { start, due, done, state, id } = report
    if (start === null || (done !== null && !asked(start))) return []
    if (onlyMissed && state === 'met') return []
    return [{ at: due, over: done, ref: id, hours: hoursOf(calendar), since: start }]
  })
}
