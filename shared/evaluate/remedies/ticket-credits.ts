/** The credit of each ticket, where a ladder looks at single tickets (R28); before caps, which bind their sum. */

import { creditBands } from '../../contract/credit-bands.ts'
import { ticketHit } from '../measures/ticket-band.ts'
import type { EvaluatedObjective, Evaluation } from '../model/evaluation.ts'
import type { TicketReport } from '../model/report.ts'
import { award } from './award.ts'
import { remedyCondition } from './condition.ts'
import { remediesOf } from './payable.ts'
import { remedyReport } from './remedy-report.ts'

/** The evaluated period's tickets, each with its own credit before caps; undefined where no ladder looks at single tickets. */
export function ticketCredits(evaluation: Evaluation, evaluated: EvaluatedObjective): readonly TicketReport[] | undefined {
  const remedy = remediesOf(evaluated).find(({ on, bands }) => on === 'elapsed' && bands !== undefined)
  if (!remedy?.bands || !evaluated.measured.tickets || remedyCondition(remedy, evaluated).holds !== 'yes') return undefined
  const ladder = creditBands(remedy.bands, 'duration')
  return evaluated.measured.tickets.map((ticket) => {
    const hit = ticketHit(ladder, ticket)
    if (!hit) return ticket
    const own = award(evaluation, evaluated, remedy, [hit])
    return { ...ticket, credit: remedyReport(remedy, own.state, own, own, []) }
  })
}
