/** Ladders on the time that single tickets took (`on: elapsed`, R28): every ticket is tried by itself. */

import { rat } from '../../base/rational.ts'
import type { Band } from '../../contract/model.ts'
import type { EvaluatedObjective } from '../model/evaluation.ts'
import type { TicketReport } from '../model/report.ts'
import { bandAt, type CreditBand, creditBands, type QuantityRange } from './credit-bands.ts'

export interface TicketHit {
  readonly rung: CreditBand
  readonly at: QuantityRange
}

/** The hits of all tickets whose clock has run into a band. */
export const ticketHits = (bands: readonly Band[], { measured }: EvaluatedObjective): readonly TicketHit[] => {
  const ladder = creditBands(bands, 'duration')
  return (measured.tickets ?? []).flatMap((ticket) => ticketHit(ladder, ticket) ?? [])
}

/** One still running has at least what it shows; one whose clock has not started is in no band. */
export function ticketHit(ladder: readonly CreditBand[], ticket: TicketReport): TicketHit | null {
  const rung = ticket.start === null ? null : bandAt(ladder, rat(ticket.elapsed))
  return rung && { rung, at: { low: rat(ticket.elapsed), high: rat(ticket.elapsed) } }
}
