/** The tickets of an evidence file as the clocks read them. */
import type { Ticket } from '../../evidence/model.ts'

/** Tickets that were opened by `at`: one that never was is unused (R28). */
export const knownTickets = (list: readonly Ticket[], at: number): Ticket[] =>
  ticketsUntil(list, at).filter((ticket) => ticket.events.some(({ kind }) => kind === 'opened'))

/** Tickets with an event not after `at`, with their events until then; of one id in several files, all events once. */
export function ticketsUntil(list: readonly Ticket[], at: number): Ticket[] {
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
