/**
 * `{by: tickets}`: the share of support clocks that met their target, or how many misses there were (R14, R28).
 * How clocks run is in shared/evaluate/clocks; here: which of them fall into the period, and what they add up to.
 */

import { ONE } from '../../base/rational.ts'
import type { TicketsMeasure } from '../../contract/model.ts'
import { byStart, type ClockReport, clockReports } from '../clocks/clock-reports.ts'
import { heldReports } from '../clocks/held-by-group.ts'
import { knownTickets } from '../clocks/known-tickets.ts'
import type { Context, Measured } from '../model/measured.ts'
import type { Budget, Counts, TicketReport } from '../model/report.ts'
import { withoutItems } from './item-coverage.ts'
import { ALL_GOOD, ANYTHING, allowed, figureOf, itemTally, targetOf } from './share-of-items.ts'

/**
 * A clock belongs to the period in which it starts and counts once it is stopped or overdue; until then it is open and
 * weighs nothing. One that has not started is listed where the ticket was opened. Update clocks are listed run by run.
 * A period without a ticket is known only where a source covers it (R56).
 */
export function measureTickets(context: Context): Measured {
  const { objective, period, at } = context
  const measure = objective.measure as TicketsMeasure
  const reports = reportsOf(context, measure).filter(({ opened, report }) => {
    const belongs = report.start ?? opened
    return belongs >= period.from && belongs < period.to
  })
  const listed = reports.map(({ report }) => report)
  const counts = ticketCounts(listed)
  const { met, missed, open } = counts
  const target = measure.missesAllowed === undefined ? targetOf(measure.attainment, objective.target) : null
  const none = withoutItems(context, 'tickets', holdsTickets(context, measure, listed))
  const figure = met + missed > 0 ? figureOf(itemTally(met, missed)) : none.figure
  const isUnknown = figure === ANYTHING
  const complete = at >= period.to
  return {
    attained: figure,
    target,
    // More tickets may come as long as the period runs, all of them good.
    best: complete || isUnknown ? figure : ALL_GOOD,
    known: isUnknown ? none.known : ONE,
    time: null,
    counts,
    budget: ticketBudget(measure.missesAllowed ?? allowed(target, met + missed + open), missed),
    ...(measure.missesAllowed === undefined
      ? {}
      : { misses: { missed, allowed: measure.missesAllowed, unknown: isUnknown ? measure.missesAllowed + 1 : 0 } }),
    runs: [],
    down: [],
    tickets: listed,
    ledger: [],
    basis: 'contractual',
  }
}

/** Whether the period holds a ticket: one that was opened in it; of next replies, one in which anything happened. */
function holdsTickets({ evidence, objective, period, at }: Context, { clock }: TicketsMeasure, listed: readonly TicketReport[]): boolean {
  if (listed.length > 0) return true
  return knownTickets(evidence.tickets, at).some(
    ({ service, events }) =>
      (service === undefined || objective.services.includes(service)) &&
      events.some((event) => (clock === 'next-reply' || event.kind === 'opened') && event.at >= period.from && event.at < period.to),
  )
}

/** Of one clock, or of several counted together (`clocks`). */
function reportsOf(context: Context, { clock, clocks, group, atMost, severities }: TicketsMeasure): readonly ClockReport[] {
  if (clock === 'held') return heldReports(context, group ?? '', atMost ?? 'PT0S', severities)
  const all = (clocks ?? (clock === undefined ? [] : [clock])).flatMap((each) => clockReports(context, each, severities))
  return clocks === undefined ? all : all.sort(byStart)
}

export function ticketCounts(listed: readonly TicketReport[]): Extract<Counts, { met: number }> {
  const count = (state: TicketReport['state']): number => listed.filter((report) => report.state === state).length
  const met = count('met')
  const missed = count('missed')
  return { total: listed.length, met, missed, open: listed.length - met - missed }
}

const ticketBudget = (total: number | null, spent: number): Budget | null =>
  total === null ? null : { total, spent, left: total - spent, unit: 'tickets' }
