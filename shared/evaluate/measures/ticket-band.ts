/** The credit band that one ticket has run into (`on: elapsed`, R28). */
import { rat } from '../../base/rational.ts'
import { bandAt, type CreditBand, type QuantityRange } from '../../contract/credit-bands.ts'
import type { TicketReport } from '../model/report.ts'

export interface TicketHit {
  readonly rung: CreditBand
  readonly at: QuantityRange
}

/** One still running has at least what it shows; one whose clock has not started is in no band. */
export function ticketHit(ladder: readonly CreditBand[], ticket: TicketReport): TicketHit | null {
  const rung = ticket.start === null ? null : bandAt(ladder, rat(ticket.elapsed))
  return rung && { rung, at: { low: rat(ticket.elapsed), high: rat(ticket.elapsed) } }
}
