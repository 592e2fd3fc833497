/** The credit of each ticket, where a ladder looks at single tickets (R28); before caps, which bind their sum. */
import type { Judged, Room } from '../model/evaluation.ts'
import type { TicketReport } from '../model/report.ts'
import { award } from './award.ts'
import { condition } from './condition.ts'
import { rungs } from './credit-bands.ts'
import { remediesOf } from './payable.ts'
import { remedyReport } from './remedy-report.ts'
import { ticketHit } from './ticket-bands.ts'

/** The judged period's tickets, each with its own credit before caps; undefined where no ladder looks at single tickets. */
export function ticketCredits(room: Room, judged: Judged): readonly TicketReport[] | undefined {
  const remedy = remediesOf(judged).find(({ on, bands }) => on === 'elapsed' && bands !== undefined)
  if (!remedy?.bands || !judged.measured.tickets || condition(remedy, judged).holds !== 'yes') return undefined
  const ladder = rungs(remedy.bands, 'duration')
  return judged.measured.tickets.map((ticket) => {
    const hit = ticketHit(ladder, ticket)
    if (!hit) return ticket
    const own = award(room, judged, remedy, [hit])
    return { ...ticket, credit: remedyReport(remedy, own.state, own, own, []) }
  })
}
