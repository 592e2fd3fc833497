/** Rows that tell tickets, one a row: when each was opened, answered and solved. */
import type { Evidence, Ticket, TicketEvent } from '../model.ts'
import type { Cells, Question, ReadRow, RowsReader } from './cells.ts'
import type { Mapping } from './mapping.ts'
import type { RowsOptions } from './rows-spans.ts'

/** In the order in which they happen. */
const STEPS = ['opened', 'responded', 'resolved', 'closed'] as const

export class TicketsReader implements RowsReader {
  private readonly mapping: Mapping
  private readonly options: RowsOptions
  private readonly tickets = new Map<string, Ticket>()

  constructor(mapping: Mapping, options: RowsOptions) {
    this.mapping = mapping
    this.options = options
  }

  read(row: Cells): Omit<ReadRow, 'place'> | null {
    const id = row.text('ref').slice(0, 300)
    if (id === '') throw row.bad('ref', 'the number of a ticket')
    if (this.tickets.has(id)) throw row.bad('ref', 'a number that no row before has')
    const word = row.has('priority') ? row.text('priority') : ''
    const { priorities = {} } = this.mapping
    const severity = Object.hasOwn(priorities, word) ? priorities[word]! : word
    if (severity === '') throw row.bad('priority', 'a priority')
    const at = STEPS.map((step) => (step === 'opened' ? row.instant(step) : row.maybeInstant(step)))
    const events = this.events(row, at)
    const service =
      row.has('service') && row.text('service') === '' ? null : row.has('service') || this.mapping.service ? row.service() : null
    if (service?.id === null) return null
    const title = row.text('title').slice(0, 300)
    this.tickets.set(id, {
      id,
      type: 'incident',
      severity,
      events,
      ...(service && { service: service.id as string }),
      ...(title !== '' && { title }),
    })
    return {
      open: at[2] === null && at[3] === null,
      values: {
        ref: id,
        ...(service && { service: service.word }),
        priority: severity,
        ...Object.fromEntries(events.map(({ kind, at: when }) => [kind, when])),
        ...(title && { title }),
      },
    }
  }

  /** The customer opens, the provider does the rest. */
  private events(row: Cells, at: readonly (number | null)[]): TicketEvent[] {
    const opened = at[0] as number
    return STEPS.flatMap((kind, index): TicketEvent[] => {
      const when = at[index]
      if (when === null || when === undefined) return []
      if (when < opened) throw row.bad(kind, 'an instant not before it was opened')
      if (when > this.options.at) throw row.bad(kind, 'an instant that has come')
      return [{ at: when, kind, by: kind === 'opened' ? 'customer' : 'provider' }]
    }).sort((a, b) => a.at - b.at)
  }

  evidence(): Partial<Evidence> {
    return { tickets: [...this.tickets.values()] }
  }

  questions(): readonly Question[] {
    return []
  }
}
