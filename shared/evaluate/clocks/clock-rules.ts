/** The clock rules of an agreement, with assumptions where it is silent and a ticket needs them (R28, R36). */
import type { Contract, Severity } from '../../contract/model.ts'
import type { Ticket } from '../../evidence/model.ts'
import { boundary } from '../../time/dates.ts'
import type { Context } from '../model/measured.ts'
import { reason } from '../model/reasons.ts'
import type { Reason } from '../model/report.ts'
import { serviceHours } from '../periods/service-hours.ts'
import { termEnd } from '../periods/term-dates.ts'
import { receivedAt } from './receipt.ts'
import { type ClockKind, type ClockRules, type ClockRun, DEFAULT_STOPS } from './ticket-clock.ts'

/** What clocks read of a context; escalations ask without an objective. */
export type ClockContext = Pick<Context, 'contract' | 'evidence' | 'at' | 'zone' | 'hours' | 'assume'> & {
  readonly objective?: Context['objective']
}

/** A ticket's severity, or its service request, as the agreement defines it. */
export function severityOf(contract: Contract, ticket: Ticket, id: string): Severity | undefined {
  const list = ticket.type === 'request' ? contract.support?.requests : contract.support?.severities
  return list?.find((each) => each.id === id)
}

/** The agreement's words on clocks, with the defaults named where it is silent and a ticket needs them. */
export function clockRules(context: ClockContext, clock: ClockKind): { of: (ticket: Ticket) => ClockRules } {
  const { contract, assume } = context
  const support = contract.support ?? {}
  const hoursOf = serviceHours(context.hours)
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
        const used = typeof own[clock] === 'object' ? 'mon-fri' : 'always'
        silent(`${list}[${support[list]?.indexOf(own)}].calendar`, used, reason('clock-calendar-unstated'))
      }
      if (support.pauseOn === undefined && has('waiting-on-customer')) {
        silent('pauseOn', 'nothing', reason('pause-unstated'))
      }
      if (support.reopened === undefined && has('reopened') && clock !== 'response' && clock !== 'next-reply') {
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
        stops: support.stops?.[clock] ?? DEFAULT_STOPS[clock],
        severity,
        received: (id, at) => receivedAt(context, hoursOf, support, severity(id), at),
      }
    },
  }
}

/** Notes that a default decided what stopped a clock: an event that the narrower reading would not have taken (R28). */
export function assumeStops({ contract, assume }: ClockContext, clock: ClockKind, { stoppedBy }: ClockRun): void {
  if (stoppedBy === undefined || stoppedBy === PLAIN_STOP[clock] || contract.support?.stops?.[clock] !== undefined) return
  assume(`support.stops.${clock}`, DEFAULT_STOPS[clock].join(', '), reason('stops-unstated'))
}

/** What stops a clock by anybody's reading. */
const PLAIN_STOP: Readonly<Record<ClockKind, string>> = {
  response: 'responded',
  update: 'updated',
  'next-reply': 'responded',
  resolution: 'resolved',
  fulfilment: 'resolved',
}

/** Whether a clock starts in the agreement's term. */
export function inTermOf({ contract: { term }, zone, at }: ClockContext): (t: number) => boolean {
  const from = term?.from === undefined ? Number.NEGATIVE_INFINITY : boundary(term.from, zone)
  const until = termEnd(term, zone, at) ?? Number.POSITIVE_INFINITY
  return (t) => t >= from && t < until
}
