/**
 * `{by: tickets}`: the share of support clocks that met their target, or how many misses there were (R14, R28).
 * How a clock runs is clock.ts; here: which tickets have one, in which period, and what they add up to.
 */

import { ONE } from '../../base/rational.ts'
import type { Contract, Severity, TicketsMeasure } from '../../contract/model.ts'
import type { Ticket } from '../../evidence/model.ts'
import { boundary } from '../../time/dates.ts'
import { groupHolds, readClock } from '../clocks/clock-reading.ts'
import { clockTargets } from '../clocks/clock-target.ts'
import { type ClockKind, type ClockRules, clockRuns } from '../clocks/ticket-clock.ts'
import type { Context, Measured } from '../model/measured.ts'
import { reason } from '../model/reasons.ts'
import type { Budget, Counts, Reason, TicketReport } from '../model/report.ts'
import { serviceHours } from '../periods/service-hours.ts'
import { termEnd } from '../periods/term-dates.ts'
import { ALL_GOOD, ANYTHING, allowed, figureOf, itemTally, NOTHING_BAD, targetOf } from './share-of-items.ts'

/**
 * A clock belongs to the period in which it starts and counts once it is stopped or overdue; until then it is open and
 * weighs nothing. One that has not started is listed where the ticket was opened. Update clocks are listed run by run.
 * Without any ticket in the evidence nothing is known; tickets, but none that counts, leave nothing bad.
 */
export function measureTickets(context: Context): Measured {
  const { objective, evidence, period, at } = context
  const measure = objective.measure as TicketsMeasure
  const reports = clockReports(context, measure.clock, measure.severities).filter(({ opened, report }) => {
    const belongs = report.start ?? opened
    return belongs >= period.from && belongs < period.to
  })
  const listed = reports.map(({ report }) => report)
  const counts = ticketCounts(listed)
  const { met, missed, open } = counts
  const target = measure.missesAllowed === undefined ? targetOf(measure.attainment, objective.target) : null
  const figure = met + missed > 0 ? figureOf(itemTally(met, missed)) : evidence.tickets.length > 0 ? NOTHING_BAD : ANYTHING
  const complete = at >= period.to
  return {
    attained: figure,
    target,
    // More tickets may come as long as the period runs, all of them good.
    best: complete || figure === ANYTHING ? figure : ALL_GOOD,
    known: ONE,
    time: null,
    counts,
    budget: ticketBudget(measure.missesAllowed ?? allowed(target, met + missed + open), missed),
    ...(measure.missesAllowed === undefined
      ? {}
      : { misses: { missed, allowed: measure.missesAllowed, unknown: evidence.tickets.length > 0 ? 0 : measure.missesAllowed + 1 } }),
    runs: [],
    down: [],
    tickets: listed,
    ledger: [],
    basis: 'contractual',
  }
}

export function ticketCounts(listed: readonly TicketReport[]): Extract<Counts, { met: number }> {
  const count = (state: TicketReport['state']): number => listed.filter((report) => report.state === state).length
  const met = count('met')
  const missed = count('missed')
  return { total: listed.length, met, missed, open: listed.length - met - missed }
}

const ticketBudget = (total: number | null, spent: number): Budget | null =>
  total === null ? null : { total, spent, left: total - spent, unit: 'tickets' }

export interface ClockReport {
  readonly report: TicketReport
  /** Of the ticket: its first event. */
  readonly opened: number
  /** The calendar the clock counts in; undefined is always. */
  readonly calendar: string | undefined
  readonly ticket: Ticket
}

/** What `clockReports` reads of a context; escalations ask without one. */
export type ClockContext = Pick<Context, 'contract' | 'evidence' | 'at' | 'zone' | 'hours' | 'assume'> & {
  readonly services?: readonly string[]
}

/** Every run of one clock over all tickets of the agreement's term, in order of start; severities default to all that have a target. */
export function clockReports(
  context: ClockContext & { readonly objective?: Context['objective'] },
  clock: ClockKind,
  severities: readonly string[] | undefined,
): ClockReport[] {
  const { contract, evidence, at } = context
  const rules = clockRules(context, clock)
  const hoursOf = serviceHours(context.hours)
  const inTerm = termOf(context)
  const services = context.objective?.services
  const targetOfRun = clockTargets(context, clock)
  const found: ClockReport[] = []
  for (const ticket of knownTickets(evidence.tickets, at)) {
    if (ticket.service !== undefined && services && !services.includes(ticket.service)) continue
    const hands = groupHolds(ticket)
    const opened = Math.min(...ticket.events.map((event) => event.at))
    for (const run of clockRuns(ticket, clock, rules.of(ticket))) {
      const severity = severityOf(contract, ticket, run.severity)
      const target = severity && targetOfRun(severity, run.start)
      if (!severity || !target || (severities && !severities.includes(severity.id))) continue
      const reading = readClock(run, target.ms, hoursOf(target.calendar), at, hands)
      // A clock that was started again counts as its last run does, but a target missed before stays missed.
      if (run.replaced && reading.state === 'met') continue
      if (!inTerm(reading.start ?? opened)) continue
      found.push({ report: { id: ticket.id, severity: severity.id, clock, ...reading }, opened, calendar: target.calendar, ticket })
    }
  }
  return found.sort(
    (a, b) =>
      (a.report.start ?? a.opened) - (b.report.start ?? b.opened) || (a.ticket.id < b.ticket.id ? -1 : a.ticket.id > b.ticket.id ? 1 : 0),
  )
}

/** A ticket's severity, or its service request, as the agreement defines it. */
export function severityOf(contract: Contract, ticket: Ticket, id: string): Severity | undefined {
  const list = ticket.type === 'request' ? contract.support?.requests : contract.support?.severities
  return list?.find((each) => each.id === id)
}

/** Tickets with an event not after `at`; of one id in several files, all events once. */
export function knownTickets(list: readonly Ticket[], at: number): Ticket[] {
  const byId = new Map<string, Ticket>()
  for (const ticket of list) {
    const before = byId.get(ticket.id)
    const fresh = ticket.events.filter(
      (event) =>
        event.at <= at &&
        !before?.events.some(
          (other) => other.at === event.at && other.kind === event.kind && other.by === event.by && other.severity === event.severity,
        ),
    )
    byId.set(ticket.id, { ...(before ?? ticket), events: [...(before?.events ?? []), ...fresh] })
  }
  return [...byId.values()].filter((ticket) => ticket.events.length > 0)
}

/** The agreement's words on clocks, with the defaults named where it is silent and a ticket needs them. */
function clockRules({ contract, assume }: ClockContext, clock: ClockKind): { of: (ticket: Ticket) => ClockRules } {
  const support = contract.support ?? {}
  const silent = (field: string, used: string, reason: Reason): void => assume(`support.${field}`, used, reason)
  return {
    of: (ticket) => {
      const has = (kind: string): boolean => ticket.events.some((event) => event.kind === kind)
      const severity = (id: string): Severity | undefined => severityOf(contract, ticket, id)
      if (support.clockStart === undefined && severity(ticket.severity)?.clockStart === undefined) {
        silent('clockStart', 'submitted', reason('clock-start-unstated'))
      }
      const own = severity(ticket.severity)
      if (own && own.calendar === undefined) {
        const list = ticket.type === 'request' ? 'requests' : 'severities'
        silent(`${list}[${support[list]?.indexOf(own)}].calendar`, 'always', reason('clock-calendar-unstated'))
      }
      if (support.pauseOn === undefined && has('waiting-on-customer')) {
        silent('pauseOn', 'nothing', reason('pause-unstated'))
      }
      if (support.reopened === undefined && has('reopened') && clock !== 'response') {
        silent('reopened', 'continue', reason('reopened-unstated'))
      }
      if (support.reclassified === undefined && has('reclassified')) {
        silent('reclassified', 'restart', reason('reclassified-unstated'))
      }
      return {
        clockStart: support.clockStart ?? 'submitted',
        pauseOn: support.pauseOn ?? [],
        reopened: support.reopened ?? 'continue',
        reclassified: support.reclassified ?? 'restart',
        severity,
      }
    },
  }
}

function termOf({ contract: { term }, zone, at }: ClockContext): (t: number) => boolean {
  const from = term?.from === undefined ? Number.NEGATIVE_INFINITY : boundary(term.from, zone)
  const until = termEnd(term, zone, at) ?? Number.POSITIVE_INFINITY
  return (t) => t >= from && t < until
}
