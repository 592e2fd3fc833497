/** The same ticket, delivery or outage in several tables: the table made last has the newest version. */
import type { Evidence } from '../model.ts'

/** The pieces, oldest first, each without what a later one has a newer version of; rows without a reference stay. */
export function newestVersions<T extends Pick<Evidence, 'tickets' | 'deliveries' | 'spans'>>(pieces: readonly T[]): T[] {
  const later = new Set<string>()
  return [...pieces]
    .reverse()
    .map((piece) => {
      const own = referencesOf(piece)
      const kept = {
        ...piece,
        tickets: piece.tickets.filter((ticket) => !later.has(ticketKey(ticket))),
        deliveries: piece.deliveries.filter((delivery) => !later.has(deliveryKey(delivery))),
        spans: piece.spans.filter((span) => span.ref === undefined || !later.has(spanKey(span))),
      }
      for (const key of own) later.add(key)
      return kept
    })
    .reverse()
}

/** How many references of `added` occur in the pieces. */
export function updates(added: Evidence, pieces: readonly Evidence[]): number {
  const known = new Set(pieces.flatMap((piece) => [...referencesOf(piece)]))
  return [...referencesOf(added)].filter((key) => known.has(key)).length
}

function referencesOf({ tickets, deliveries, spans }: Pick<Evidence, 'tickets' | 'deliveries' | 'spans'>): ReadonlySet<string> {
  return new Set([...tickets.map(ticketKey), ...deliveries.map(deliveryKey), ...spans.filter(({ ref }) => ref !== undefined).map(spanKey)])
}

const ticketKey = ({ id }: Evidence['tickets'][number]): string => JSON.stringify(['ticket', id])
/** Deliveries without a reference are distinguished by their due time. */
const deliveryKey = ({ deliverable, ref, due }: Evidence['deliveries'][number]): string =>
  JSON.stringify(['delivery', deliverable, ref ?? due])
const spanKey = ({ service, ref }: Evidence['spans'][number]): string => JSON.stringify(['span', service, ref])
