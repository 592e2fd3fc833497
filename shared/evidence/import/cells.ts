/** One row under reading: its cells by field, and why it cannot be used or what has to be answered first. */
import { describe } from '../../base/problem.ts'
import { END_OF_TIME } from '../../time/instant.ts'
import type { EpochMs } from '../../time/intervals.ts'
import type { ZoneRules, Zones } from '../../time/zone.ts'
import type { Evidence } from '../model.ts'
import type { ImportField, Mapping } from './mapping.ts'
import type { ImportTable, TableRow } from './table.ts'
import { type LengthUnit, orderOf, readLength, readTime, type TimeRules } from './times.ts'
import { TIMES } from './words.ts'

/** What has to be answered before the table can be read. */
export type Question =
  /** A column that is needed and not named; one of these fields is enough. */
  | { readonly about: 'column'; readonly fields: readonly ImportField[] }
  | { readonly about: 'service' | 'state' | 'every' | 'priority' }
  | { readonly about: 'zone' | 'order' | 'unit'; readonly column: string; readonly example: string; readonly both?: boolean }
  | { readonly about: 'states' | 'results'; readonly column: string; readonly words: readonly string[] }

export interface RejectedRow {
  readonly place: number
  /** Empty for the row as a whole. */
  readonly column: string
  readonly wanted: string
  readonly got: string
}

/** A row as it will be read: instants are ms, other values text. */
export interface ReadRow {
  readonly place: number
  readonly values: Partial<Readonly<Record<ImportField, string | EpochMs>>>
  /** The row has no end of its own. */
  readonly open: boolean
}

/** Why a row cannot be used; caught once a row. */
export class Bad extends Error {
  readonly column: string
  readonly wanted: string
  readonly got: string
  constructor(column: string, wanted: string, got: string) {
    super(wanted)
    this.column = column
    this.wanted = wanted
    this.got = got
  }
}

/** A row that waits for an answer. */
export class Waiting extends Error {
  readonly question: Question
  constructor(question: Question) {
    super(question.about)
    this.question = question
  }
}

/** What a kind of row makes of the cells. */
export interface RowsReader {
  /** null where the row is left out. Throws Bad or Waiting. */
  readonly read: (row: Cells) => Omit<ReadRow, 'place'> | null
  readonly evidence: () => Partial<Evidence>
  readonly questions: () => readonly Question[]
}

/** Where only the order of a date is looked at. */
const UTC: ZoneRules = { id: 'UTC', from: 0, to: END_OF_TIME, starts: [0], offsets: [0] }

/** The cells of one row by field, with what the mapping says of them. */
export class Cells {
  row: TableRow = { place: 0, cells: [], broken: null }
  private readonly at: ReadonlyMap<ImportField, number>
  private readonly mapping: Mapping
  private readonly rules: TimeRules
  private readonly both: boolean

  constructor(table: ImportTable, mapping: Mapping, zones: Zones) {
    this.mapping = mapping
    const entries = Object.entries(mapping.columns) as [ImportField, string][]
    this.at = new Map(
      entries.map(([field, column]) => [field, table.columns.indexOf(column)]).filter(([, at]) => at !== -1) as [ImportField, number][],
    )
    const dates = [...this.at].filter(([field]) => TIMES.has(field)).flatMap(([, at]) => table.rows.map(({ cells }) => cells[at] ?? ''))
    const found = mapping.order ? null : orderOf(dates)
    this.both = found?.both ?? false
    this.rules = {
      zone: mapping.zone === undefined ? null : zones(mapping.zone),
      order: mapping.order ?? found?.order ?? null,
      epoch: mapping.epoch,
    }
  }

  /** What the table as a whole leaves open, so that all of it can be asked at once. */
  questions(table: ImportTable): readonly Question[] {
    const { kind, service, state, unit } = this.mapping
    const asked: Question[] = []
    if (kind !== 'tickets' && !this.has('service') && service === undefined) asked.push({ about: 'service' })
    if (kind === 'spans' && !this.has('state') && state === undefined) asked.push({ about: 'state' })
    for (const [field, at] of this.at) {
      const first = (wants: (cell: string) => boolean): string | undefined =>
        table.rows.find(({ cells, broken }) => !broken && cells[at]?.trim() && wants(cells[at]))?.cells[at]?.trim()
      const ask = (about: 'order' | 'zone' | 'unit', example: string | undefined): void => {
        if (example === undefined || asked.some((each) => each.about === about)) return
        asked.push({ about, column: this.column(field), example, ...(about === 'order' && this.both && { both: true }) })
      }
      if (TIMES.has(field)) {
        ask(
          'order',
          first((cell) => 'wants' in readTime(cell, { ...this.rules, zone: this.rules.zone ?? UTC })),
        )
        ask(
          'zone',
          first((cell) => 'wants' in readTime(cell, { ...this.rules, order: this.rules.order ?? 'day-first' })),
        )
      } else if (field === 'duration' || field === 'latency')
        ask(
          'unit',
          first((cell) => 'wants' in readLength(cell, unit ?? null)),
        )
    }
    return asked
  }

  has(field: ImportField): boolean {
    return this.at.has(field)
  }

  column(field: ImportField): string {
    return this.mapping.columns[field] ?? ''
  }

  text(field: ImportField): string {
    const at = this.at.get(field)
    return at === undefined ? '' : (this.row.cells[at]?.trim() ?? '')
  }

  bad(field: ImportField, wanted: string): Bad {
    return new Bad(this.column(field), wanted, describe(this.text(field) || undefined))
  }

  /** Throws Bad where the cell is empty or no instant, Waiting where something has to be known first. */
  instant(field: ImportField): EpochMs {
    const text = this.text(field)
    if (text === '') throw this.bad(field, 'an instant')
    const read = readTime(text, this.rules)
    if ('at' in read) {
      if (read.at < 0) throw this.bad(field, 'an instant from 1970 on')
      return read.at
    }
    if ('wanted' in read) throw this.bad(field, read.wanted)
    throw new Waiting({
      about: read.wants,
      column: this.column(field),
      example: text,
      ...(read.wants === 'order' && this.both && { both: true }),
    })
  }

  maybeInstant(field: ImportField): EpochMs | null {
    return this.text(field) === '' ? null : this.instant(field)
  }

  /** Ms. Throws Bad or Waiting. */
  length(field: ImportField, unit: LengthUnit | undefined): number {
    const read = readLength(this.text(field), unit ?? null)
    if ('ms' in read) return read.ms
    if ('wanted' in read) throw this.bad(field, read.wanted)
    throw new Waiting({ about: 'unit', column: this.column(field), example: this.text(field) })
  }

  /** The service, or null where the mapping does not name its word. Throws Bad or Waiting. */
  service(): { readonly word: string; readonly id: string | null } {
    const word = this.has('service') ? this.text('service') : (this.mapping.service ?? '')
    if (word === '') {
      if (this.has('service')) throw this.bad('service', 'the name of a service')
      throw new Waiting({ about: 'service' })
    }
    const named = this.mapping.services
    return { word, id: named && this.has('service') ? (Object.hasOwn(named, word) ? named[word]! : null) : word }
  }
}
