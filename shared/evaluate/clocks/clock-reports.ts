/** The clocks of all tickets: every run with what it shows, for objectives and escalations (R28). */
import type { Ticket } from '../../evidence/model.ts'
import type { TicketReport } from '../model/report.ts'
import { serviceHours } from '../periods/service-hours.ts'
import { groupHolds, readClock } from './clock-reading.ts'
import { assumeStops, type ClockContext, clockRules, inTermOf, severityOf } from './clock-rules.ts'
import { clockTargets } from './clock-target.ts'
import { knownTickets } from './known-tickets.ts'
import { nextReplyRuns } from './next-reply.ts'
import { type ClockKind, clockRuns } from './ticket-clock.ts'

export interface ClockReport {
  readonly report: TicketReport
  /** Of the ticket: its first event. */
  readonly opened: number
  /** The calendar the clock counts in; undefined is always. */
  readonly calendar: string | undefined
  readonly ticket: Ticket
}

/** Every run of one clock over all tickets of the agreement's term, in order of start; severities default to all that have a target. */
export function clockReports(context: ClockContext, clock: ClockKind, severities: readonly string[] | undefined): ClockReport[] {
  const { contract, evidence, at } = context
  const rules = clockRules(context, clock)
  const hoursOf = serviceHours(context.hours)
  const inTerm = inTermOf(context)
  const services = context.objective?.services
  const targetOfRun = clockTargets(context, clock)
  const found: ClockReport[] = []
  for (const ticket of knownTickets(evidence.tickets, at)) {
    if (ticket.service !== undefined && services && !services.includes(ticket.service)) continue
    const hands = groupHolds(ticket)
    const opened = Math.min(...ticket.events.map((event) => event.at))
    const runsOf = clock === 'next-reply' ? nextReplyRuns(ticket, rules.of(ticket)) : clockRuns(ticket, clock, rules.of(ticket))
    for (const run of runsOf) {
      const severity = severityOf(contract, ticket, run.severity)
      const target = severity && targetOfRun(severity, run.start)
      if (!severity || !target || (severities && !severities.includes(severity.id))) continue
      const reading = readClock(run, target.limit, hoursOf(target.calendar), at, hands)
      // A clock that was started again counts as its last run does, but a target missed before stays missed.
      if (run.replaced && reading.state === 'met') continue
      if (!inTerm(reading.start ?? opened)) continue
      assumeStops(context, clock, run)
      found.push({ report: { id: ticket.id, severity: severity.id, clock, ...reading }, opened, calendar: target.calendar, ticket })
    }
  }
  return found.sort(byStart)
}

/** In order of start; of one start, by the ticket's id. */
export const byStart = (a: ClockReport, b: ClockReport): number =>
  (a.report.start ?? a.opened) - (b.report.start ?? b.opened) || (a.ticket.id < b.ticket.id ? -1 : a.ticket.id > b.ticket.id ? 1 : 0)
