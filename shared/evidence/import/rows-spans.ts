/** Rows that tell stretches: from, to or how long, and in which state. Maintenance is a state and, as an announced window, what may excuse it. */
import { isoUtc } from '../../time/instant.ts'
import type { EpochMs } from '../../time/intervals.ts'
import type { Coverage, Evidence, Maintenance, Source, Span } from '../model.ts'
import { Bad, type Cells, type Question, type ReadRow, type RowsReader, Waiting } from './cells.ts'
import type { Mapping, StateWord } from './mapping.ts'
import { plainWord } from './words.ts'

export interface RowsOptions {
  readonly source: Source
  /** What has no end lasted until then. */
  readonly until: EpochMs
  readonly at: EpochMs
}

export class SpansReader implements RowsReader {
  private readonly mapping: Mapping
  private readonly options: RowsOptions
  private readonly spans: Span[] = []
  private readonly coverage: Coverage[] = []
  private readonly windows: Maintenance[] = []

  constructor(mapping: Mapping, options: RowsOptions) {
    this.mapping = mapping
    this.options = options
  }

  read(row: Cells): Omit<ReadRow, 'place'> | null {
    const { source, until, at } = this.options
    const state = this.state(row)
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
    // Nobody can speak for time that has not come; work may be announced.
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
        // Rows of one incident are things of their own, unless they begin together: then the one reported last speaks (R3).
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
    if (row.text('to') !== '') return { to: row.instant('to'), open: false }
    if (row.text('duration') !== '') return { to: from + row.length('duration', this.mapping.unit), open: false }
    // A table of lengths alone has no word for what is not over.
    if (!row.has('to')) throw new Bad(row.column('duration'), 'a length of time', 'nothing')
    return { to: this.options.until, open: true }
  }

  evidence(): Partial<Evidence> {
    return { spans: this.spans, coverage: this.coverage, maintenance: this.windows }
  }

  questions(): readonly Question[] {
    return []
  }
}
