/** Ladders on the time that single tickets took (`on: elapsed`, R28): every ticket is tried by itself. */

import { creditBands } from '../../contract/credit-bands.ts'
import type { Band } from '../../contract/model.ts'
import { type TicketHit, ticketHit } from '../measures/ticket-band.ts'
import type { EvaluatedObjective } from '../model/evaluation.ts'

/** The hits of all tickets whose clock has run into a band. */
export const ticketHits = (bands: readonly Band[], { measured }: EvaluatedObjective): readonly TicketHit[] => {
  const ladder = creditBands(bands, 'duration')
  return (measured.tickets ?? []).flatMap((ticket) => ticketHit(ladder, ticket) ?? [])
}
