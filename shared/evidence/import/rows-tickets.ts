/** Reads rows of tickets: when each was opened, first answered, put on hold, resolved and closed, and its current status. */
import type { Evidence, Party, Ticket, TicketEvent, TicketEventKind } from '../model.ts'
import { type Cells, type ImportNote, type Question, type ReadRow, type RowsReader, Waiting } from './cells.ts'
import type { ImportField, Mapping, StatusWord, TypeWord } from './mapping.ts'
import type { RowsOptions } from './rows-spans.ts'
import { plainWord } from './words.ts'

/** In the order in which they happen, each with its event. */
const STEPS = [
  ['opened', 'opened'],
  ['responded', 'responded'],
  ['onHold', 'waiting-on-customer'],
  ['resumed', 'resumed'],
  ['resolved', 'resolved'],
  ['closed', 'closed'],
] as const satisfies readonly (readonly [ImportField, TicketEventKind])[]
type Step = (typeof STEPS)[number][0]
const LONGEST = 300

export class TicketsReader implements RowsReader {
  private readonly mapping: Mapping
  private readonly options: RowsOptions
  private readonly tickets = new Map<string, Ticket>()
  private readonly counts: Record<ImportNote['code'], number> = { repeated: 0, 'hold-without-time': 0, 'open-with-end': 0 }

  constructor(mapping: Mapping, options: RowsOptions) {
    this.mapping = mapping
    this.options = options
  }

  read(row: Cells): Omit<ReadRow, 'place'> | null {
    const id = row.text('ref').slice(0, LONGEST)
    if (id === '') throw row.bad('ref', 'the number of a ticket')
    const status = word(row, 'status', 'statuses', this.mapping.statuses)
    const type = word(row, 'type', 'types', this.mapping.types) ?? 'incident'
    if (status === 'skip' || type === 'skip') return null
    const severity = this.severity(row)
    const at = this.times(row, status)
    const service = this.service(row)
    if (service?.id === null) return null
    const title = row.text('title').slice(0, LONGEST)
    if (this.tickets.has(id)) this.counts.repeated++
    const events = this.events(row, at)
    const ticket: Ticket = { id, type, severity, events, ...(service && { service: service.id as string }), ...(title !== '' && { title }) }
    this.tickets.set(id, ticket)
    return {
      open: at.resolved === null && at.closed === null,
      values: {
        ref: id,
        ...(service && { service: service.word }),
        priority: severity,
        ...(status !== undefined && { status }),
        ...Object.fromEntries(Object.entries(at).filter(([, when]) => when !== null)),
        ...(title && { title }),
      },
    }
  }

  private severity(row: Cells): string {
    const priority = row.has('priority') ? row.text('priority') : ''
    const { priorities = {} } = this.mapping
    const severity = Object.hasOwn(priorities, priority) ? priorities[priority]! : priority
    if (severity === '') throw row.bad('priority', 'a priority')
    return severity
  }

  private service(row: Cells): ReturnType<Cells['service']> | null {
    if (row.has('service')) return row.text('service') === '' ? null : row.service()
    return this.mapping.service ? row.service() : null
  }

  /** When each step happened, by the cells and the meaning of the status. */
  private times(row: Cells, status: StatusWord | undefined): Readonly<Record<Step, number | null>> {
    const at = Object.fromEntries(
      STEPS.map(([field]) => [field, field === 'opened' ? row.instant(field) : row.maybeInstant(field)]),
    ) as Record<Step, number | null>
    const ended = at.resolved !== null || at.closed !== null
    if (!ended && (status === 'resolved' || status === 'closed'))
      throw row.bad('status', `a time in the column of ${status} tickets, or another status`)
    // A ticket that is open now was reopened after its last end, nobody knows when.
    if (ended && (status === 'open' || status === 'on-hold')) {
      this.counts['open-with-end']++
      Object.assign(at, { resolved: null, closed: null })
    }
    if (status === 'on-hold' && at.onHold === null) this.counts['hold-without-time']++
    return at
  }

  /** The customer opens, unless a column says who did; the provider does the rest. */
  private events(row: Cells, at: Readonly<Record<Step, number | null>>): TicketEvent[] {
    const opened = at.opened as number
    const opener = word(row, 'openedBy', 'openers', this.mapping.openers) ?? 'customer'
    const group = row.text('group').slice(0, LONGEST)
    return STEPS.flatMap(([field, kind]): TicketEvent[] => {
      const when = at[field]
      if (when === null) return []
      if (when < opened) throw row.bad(field, 'an instant not before it was opened')
      if (when > this.options.at) throw row.bad(field, 'an instant that has come')
      const by: Party = field === 'opened' ? opener : field === 'resumed' ? 'customer' : 'provider'
      return [{ at: when, kind, by, ...(field === 'opened' && group !== '' && { group }) }]
    }).sort((a, b) => a.at - b.at)
  }

  evidence(): Partial<Evidence> {
    return { tickets: [...this.tickets.values()] }
  }

  questions(): readonly Question[] {
    return []
  }

  notes(): readonly ImportNote[] {
    return Object.entries(this.counts).flatMap(([code, n]) => (n > 0 ? [{ code: code as ImportNote['code'], n }] : []))
  }
}

/** Returns what a cell means by the mapping; undefined without a column or for an empty cell. Throws Waiting for a word that the mapping does not name. */
function word<W extends StatusWord | TypeWord | Party>(
  row: Cells,
  field: 'status' | 'type' | 'openedBy',
  about: 'statuses' | 'types' | 'openers',
  words: Readonly<Record<string, W>> = {},
): W | undefined {
  const text = plainWord(row.text(field))
  if (text === '') return undefined
  if (Object.hasOwn(words, text)) return words[text]
  throw new Waiting({ about, column: row.column(field), words: [text] })
}
