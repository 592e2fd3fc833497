/**
 * `{by: duration}`: how long each ticket took from one event to another (R28). There is no ratio and no figure; ladders with
 * `on: elapsed` pay by ticket.
 */

import { cmp, ONE, type Rational, rat, ZERO } from '../../base/rational.ts'
import { creditBands } from '../../contract/credit-bands.ts'
import type { DurationMeasure } from '../../contract/model.ts'
import type { Ticket, TicketEvent } from '../../evidence/model.ts'
import type { EpochMs } from '../../time/intervals.ts'
import { elapsedMs } from '../../time/iso-duration.ts'
import { groupHolds, readClock } from '../clocks/clock-reading.ts'
import { knownTickets, ticketsUntil } from '../clocks/known-tickets.ts'
import type { ClockRun } from '../clocks/ticket-clock.ts'
import type { Context, FigureBounds, Measured } from '../model/measured.ts'
import type { TicketReport } from '../model/report.ts'
import { serviceHours } from '../periods/service-hours.ts'
import { withoutItems } from './item-coverage.ts'
import { ANYTHING, NO_FIGURE } from './share-of-items.ts'
import { ticketHit } from './ticket-band.ts'
import { ticketCounts } from './tickets.ts'

/**
 * The first `from` event starts the clock, the first `to` event after it stops it; it stands still while the ticket is
 * paused by the agreement's `pauseOn`. With `atMost` a ticket that took longer is a miss, without it one that a band of an
 * `on: elapsed` remedy pays for; none is allowed.
 */
export function measureDuration(context: Context): Measured {
  const { objective, period, evidence, contract, at } = context
  const measure = objective.measure as DurationMeasure
  const hours = serviceHours(context.hours)(measure.clock.calendar)
  const target = measure.atMost === undefined ? null : elapsedMs(measure.atMost)
  // Only a clock that begins with the opening needs one.
  const list = kindOf(measure.clock.from) === 'opened' ? knownTickets(evidence.tickets, at) : ticketsUntil(evidence.tickets, at)
  const tickets = list.flatMap((ticket): TicketReport[] => {
    if (ticket.service !== undefined && !objective.services.includes(ticket.service)) return []
    const severity = severityOf(ticket)
    if (measure.severities && !measure.severities.includes(severity)) return []
    const run = runOf(ticket, measure.clock, contract.support?.pauseOn ?? [])
    const reading = readClock(run, target === null ? null : { ms: target }, hours, at, groupHolds(ticket))
    const starts = reading.start ?? Math.min(...ticket.events.map((event) => event.at))
    if (starts < period.from || starts >= period.to) return []
    return [{ id: ticket.id, severity, clock: `${measure.clock.from}-${measure.clock.to}`, ...reading }]
  })
  const isPaid = target === null ? paidBy(context) : () => false
  const evaluated = tickets.map((ticket) => (isPaid(ticket) ? { ...ticket, state: 'missed' as const } : ticket))
  const counts = ticketCounts(evaluated)
  const none = withoutItems(context, 'tickets', evaluated.length > 0)
  const isUnknown = evaluated.length === 0 && none.figure === ANYTHING
  const whole =
    measure.aggregate === undefined || evaluated.length === 0 ? null : aggregateOf(measure.aggregate, evaluated, at >= period.to)
  const isOver = whole !== null && target !== null && cmp(whole.least, rat(target)) > 0
  // Short tickets may still bring a mean down; a longest or a sum never falls.
  const mends = measure.aggregate === 'mean' && at < period.to
  const fails = isOver && !mends
  return {
    attained: whole?.figure ?? NO_FIGURE,
    ...(measure.aggregate && { unit: 'ms' as const }),
    target: null,
    best: NO_FIGURE,
    known: isUnknown ? none.known : ONE,
    time: null,
    counts,
    budget: null,
    ...(isOver && mends && { behind: true }),
    misses: whole
      ? { missed: fails ? 1 : 0, allowed: 0, unknown: whole.isOpen ? 1 : 0 }
      : { missed: measure.aggregate ? 0 : counts.missed, allowed: 0, unknown: isUnknown ? 1 : 0 },
    runs: [],
    down: [],
    tickets: evaluated.sort((a, b) => (a.start ?? 0) - (b.start ?? 0) || (a.id < b.id ? -1 : 1)),
    ledger: [],
    basis: 'contractual',
  }
}

interface Aggregate {
  readonly figure: FigureBounds
  /** What it comes to at the least, those that still run counted as far as they have come. */
  readonly least: Rational
  /** Whether a ticket of a closed period still runs: then its result is unknown. */
  readonly isOpen: boolean
}

/** Over tickets whose clock has started, in ms. */
function aggregateOf(by: NonNullable<DurationMeasure['aggregate']>, list: readonly TicketReport[], isComplete: boolean): Aggregate {
  const started = list.filter(({ start }) => start !== null)
  const stopped = started.filter(({ done }) => done !== null)
  const over = (tickets: readonly TicketReport[]): Rational | null => {
    if (tickets.length === 0) return null
    const times = tickets.map(({ elapsed }) => elapsed)
    if (by === 'max') return rat(Math.max(...times))
    const sum = times.reduce((total, each) => total + each, 0)
    return by === 'sum' ? rat(sum) : rat(sum, times.length)
  }
  const value = over(stopped)
  const least = over(started) ?? ZERO
  const isRunning = stopped.length < started.length
  return { figure: { value, low: least, high: isRunning ? null : value }, least, isOpen: isRunning && isComplete }
}

/** Whether a ladder on single tickets has a band for this one. */
function paidBy({ contract, objective }: Context): (ticket: TicketReport) => boolean {
  const ladders = (contract.remedies ?? [])
    .filter(({ id, on }) => on === 'elapsed' && objective.remedies?.includes(id))
    .map(({ bands }) => creditBands(bands ?? [], 'duration'))
  return (ticket) => ladders.some((ladder) => ticketHit(ladder, ticket) !== null)
}

/** A clock may be written by what support calls it: `submitted` is `opened`. */
const kindOf = (name: string): string => (name === 'submitted' ? 'opened' : name)

function runOf(ticket: Ticket, clock: DurationMeasure['clock'], pauseOn: readonly string[]): ClockRun {
  const events = [...ticket.events].sort((a, b) => a.at - b.at)
  const start = events.find(({ kind }) => kind === kindOf(clock.from))?.at ?? null
  const done = start === null ? null : (events.find(({ kind, at }) => kind === kindOf(clock.to) && at >= start)?.at ?? null)
  return { severity: ticket.severity, start, done, gaps: pausesOf(events, pauseOn) }
}

function pausesOf(events: readonly TicketEvent[], pauseOn: readonly string[]): number[] {
  const gaps: number[] = []
  let since: EpochMs | null = null
  for (const { at, kind, by } of events) {
    if (since !== null && (kind === 'resumed' || kind === 'resolved' || kind === 'closed' || by === 'customer')) {
      if (since < at) gaps.push(since, at)
      since = null
    }
    if (pauseOn.includes(kind)) since ??= at
  }
  return since === null ? gaps : [...gaps, since, Number.POSITIVE_INFINITY]
}

/** The severity that was set last. */
const severityOf = (ticket: Ticket): string =>
  [...ticket.events]
    .sort((a, b) => a.at - b.at)
    .filter(({ kind, severity }) => severity !== undefined && (kind === 'priority-set' || kind === 'reclassified'))
    .at(-1)?.severity ?? ticket.severity
