/**
 * `{by: tickets}`: the share of support clocks that met their target, or how many misses there were (R14, R28).
 * How clocks run is in shared/evaluate/clocks; here: which of them fall into the period, and what they add up to.
 */

import { ONE } from '../../base/rational.ts'
import type { TicketsMeasure } from '../../contract/model.ts'
import { byStart, type ClockReport, clockReports } from '../clocks/clock-reports.ts'
import { heldReports } from '../clocks/held-by-group.ts'
import type { Context, Measured } from '../model/measured.ts'
import type { Budget, Counts, TicketReport } from '../model/report.ts'
import { ALL_GOOD, ANYTHING, allowed, figureOf, itemTally, NOTHING_BAD, targetOf } from './share-of-items.ts'

/**
 * A clock belongs to the period in which it starts and counts once it is stopped or overdue; until then it is open and
 * weighs nothing. One that has not started is listed where the ticket was opened. Update clocks are listed run by run.
 * Without any ticket in the evidence nothing is known; tickets, but none that counts, leave nothing bad.
 */
export function measureTickets(context: Context): Measured {
  const { objective, evidence, period, at } = context
  const measure = objective.measure as TicketsMeasure
  const reports = reportsOf(context, measure).filter(({ opened, report }) => {
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
