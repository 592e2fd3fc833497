/** Reads rows of spans: start, end or length, and state. Maintenance is a state and, as an announced window, what may exclude it. */
import { isoUtc } from '../../time/instant.ts'
import type { EpochMs } from '../../time/intervals.ts'
import type { Coverage, Evidence, Maintenance, Source, Span } from '../model.ts'
import { Bad, type Cells, type Question, type ReadRow, type RowsReader, Waiting } from './cells.ts'
import type { Mapping, StateWord } from './mapping.ts'
import { isClock } from './table-times.ts'
import { plainWord } from './words.ts'

export interface RowsOptions {
  readonly source: Source
  /** What has no end lasted until then. */
  readonly until: EpochMs
  readonly at: EpochMs
}

/** A service came into a state. */
interface Change {
  readonly service: string
  readonly from: EpochMs
  readonly state: StateWord
  readonly title: string
}

export class SpansReader implements RowsReader {
  private readonly mapping: Mapping
  private readonly options: RowsOptions
  private readonly spans: Span[] = []
  private readonly coverage: Coverage[] = []
  private readonly windows: Maintenance[] = []
  private readonly changes: Change[] = []

  constructor(mapping: Mapping, options: RowsOptions) {
    this.mapping = mapping
    this.options = options
  }

  read(row: Cells): Omit<ReadRow, 'place'> | null {
    const { source, until, at } = this.options
    const state = this.state(row)
    if (this.mapping.ends === 'next') return this.change(row, state)
    if (state === 'skip') return null
    const service = row.service()
    const from = row.instant('from')
    const { to, open } = this.end(row, from)
    if (from > at && state !== 'maintenance') throw row.bad('from', 'an instant that has come')
    if (to < from)
      throw open
        ? row.bad('from', `an instant before ${isoUtc(until)}, until when rows without an end lasted`)
        : row.bad('to', 'an instant not before the start')
    const reportedAt = row.maybeInstant('reportedAt')
    if (service.id === null) return null
    const title = row.text('title').slice(0, 300)
    const ref = row.text('ref').slice(0, 300)
    // The future is not covered; maintenance may be announced.
    const end = state === 'maintenance' ? to : Math.min(to, at)
    if (state === 'maintenance')
      this.windows.push({
        id: [ref, service.id, isoUtc(from)].filter(Boolean).join(' '),
        services: [service.id],
        from,
        to,
        source,
        ...(title !== '' && { title }),
        ...(reportedAt !== null && { announcedAt: reportedAt }),
      })
    if (state === 'watched') this.coverage.push({ service: service.id, source, from, to: end })
    else if (from <= at)
      this.spans.push({
        service: service.id,
        from,
        to: Math.min(to, at),
        state,
        source,
        // Rows of one incident are things of their own, unless they begin together: then the one reported last counts (R3).
        ...(ref !== '' && { ref: reportedAt === null ? ref : `${ref} ${isoUtc(from)}` }),
        ...(title !== '' && { title }),
        ...(reportedAt !== null && { observedAt: reportedAt }),
      })
    return { open, values: { service: service.word, from, to: end, state, ...(title && { title }), ...(ref && { ref }) } }
  }

  private state(row: Cells): StateWord {
    if (!row.has('state')) {
      if (this.mapping.state === undefined) throw new Waiting({ about: 'state' })
      return this.mapping.state
    }
    const word = plainWord(row.text('state'))
    if (word === '') throw row.bad('state', 'a word for a state')
    const known = this.mapping.states
    if (known && Object.hasOwn(known, word)) return known[word]!
    throw new Waiting({ about: 'states', column: row.column('state'), words: [word] })
  }

  private end(row: Cells, from: EpochMs): { readonly to: EpochMs; readonly open: boolean } {
    if (row.text('to') !== '') return { to: this.sameNight(row, from), open: false }
    if (row.text('duration') !== '') return { to: from + row.length('duration', this.mapping.unit), open: false }
    // A table of lengths alone has no word for what is not over.
    if (!row.has('to')) throw new Bad(row.column('duration'), 'a length of time', 'nothing')
    return { to: this.options.until, open: true }
  }

  /** A time of day before the start, on the start's day, is one of the night after it. */
  private sameNight(row: Cells, from: EpochMs): EpochMs {
    const to = row.instant('to')
    return to < from && isClock(row.text('to')) && row.text('endDate') === '' ? row.dayAfter('to') : to
  }

  /** A row of a log of changes: its end is the next row of its service, whatever that one says. */
  private change(row: Cells, state: StateWord): Omit<ReadRow, 'place'> | null {
    const service = row.service()
    const from = row.instant('from')
    if (from > this.options.at) throw row.bad('from', 'an instant that has come')
    const title = row.text('title').slice(0, 300)
    if (service.id !== null) this.changes.push({ service: service.id, from, state, title })
    if (service.id === null || state === 'skip') return null
    return { open: false, values: { service: service.word, from, state, ...(title && { title }) } }
  }

  /** Rows that say the same in a row are one span. */
  private changeSpans(): Span[] {
    const { source, until } = this.options
    const open = (state: StateWord): boolean => this.mapping.until !== undefined || state !== 'up'
    const sorted = [...this.changes].sort((a, b) => a.from - b.from)
    return [...new Set(sorted.map(({ service }) => service))].flatMap((id) => {
      const rows = sorted.filter(({ service }) => service === id)
      const turns = rows.filter((row, index) => row.state !== rows[index - 1]?.state)
      return turns.flatMap(({ service, from, state, title }, index): Span[] => {
        const to = turns[index + 1]?.from ?? (open(state) ? until : this.lastWord())
        if (state === 'skip' || state === 'watched' || to <= from) return []
        return [{ service, from, to, state, source, ...(title !== '' && { title }) }]
      })
    })
  }

  /** The newest row: nothing of a log says that a service was still up after it, unless the mapping does. */
  private lastWord(): EpochMs {
    return this.changes.reduce((last, { from }) => Math.max(last, from), 0)
  }

  openAtEnd(): number {
    return new Set(this.changes.map(({ service }) => service)).size
  }

  evidence(): Partial<Evidence> {
    return { spans: [...this.spans, ...this.changeSpans()], coverage: this.coverage, maintenance: this.windows }
  }

  questions(): readonly Question[] {
    return []
  }
}
