/** One row under reading: its cells by field, and why it cannot be used or what has to be answered first. */
import { describe } from '../../base/problem.ts'
import { END_OF_TIME } from '../../time/instant.ts'
import type { EpochMs } from '../../time/intervals.ts'
import type { ZoneRules, Zones } from '../../time/zone.ts'
import type { Evidence } from '../model.ts'
import { orderOf } from './date-order.ts'
import { type LengthUnit, readLength } from './lengths.ts'
import type { ImportField, Mapping } from './mapping.ts'
import type { ImportTable, TableRow } from './table.ts'
import { readTime, type TimeRead, type TimeRules } from './table-times.ts'
import { DATE_FIELDS, TIMES } from './words.ts'

/** What has to be answered before the table can be read. */
export type Question =
  /** A column that is needed and not named; one of these fields is enough. */
  | { readonly about: 'column'; readonly fields: readonly ImportField[] }
  | { readonly about: 'service' | 'state' | 'every' | 'priority' | 'deliverable' }
  | { readonly about: 'zone' | 'order' | 'unit'; readonly column: string; readonly example: string; readonly both?: boolean }
  | {
      readonly about: 'states' | 'results' | 'statuses' | 'types' | 'openers' | 'abbreviation'
      readonly column: string
      readonly words: readonly string[]
    }

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
  readonly notes?: () => readonly ImportNote[]
  /** Rows without an end that only the table as a whole shows. */
  readonly openAtEnd?: () => number
}

/** What was read otherwise than a row alone says, and of how many rows. */
export interface ImportNote {
  readonly code: 'repeated' | 'hold-without-time' | 'open-with-end'
  readonly n: number
}

/** Lines below a table that add it up. */
const TOTAL = /^(?:grand )?(?:total|sub-?total|sum|summe|gesamt|insgesamt|average|durchschnitt|moyenne)\b/i

/** Where only the order of a date is looked at. */
const UTC: ZoneRules = { id: 'UTC', from: 0, to: END_OF_TIME, starts: [0], offsets: [0] }

/** The cells of one row by field, as the mapping reads them. */
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
    const dates = [...this.at]
      .filter(([field]) => TIMES.has(field) || DATE_FIELDS.has(field))
      .flatMap(([, at]) => table.rows.map(({ cells }) => cells[at] ?? ''))
    const found = mapping.order ? null : orderOf(dates)
    this.both = found?.both ?? false
    this.rules = {
      zone: mapping.zone === undefined ? null : zones(mapping.zone),
      order: mapping.order ?? found?.order ?? null,
      epoch: mapping.epoch,
      zones: new Map(Object.entries(mapping.zones ?? {}).map(([word, zone]) => [word.toUpperCase(), zones(zone)])),
    }
  }

  /** What the table as a whole leaves open, so that all of it can be asked at once. */
  questions(table: ImportTable): readonly Question[] {
    const { kind, service, state, deliverable, unit } = this.mapping
    const asked: Question[] = []
    const ofServices = kind === 'spans' || kind === 'checks'
    if (ofServices && !this.has('service') && service === undefined) asked.push({ about: 'service' })
    if (kind === 'spans' && !this.has('state') && state === undefined) asked.push({ about: 'state' })
    if (kind === 'deliveries' && !this.has('deliverable') && deliverable === undefined) asked.push({ about: 'deliverable' })
    for (const field of this.at.keys()) {
      if (TIMES.has(field)) asked.push(...this.timeQuestions(table, field))
      else if (field === 'duration' || field === 'latency') {
        const example = this.first(table, field, (cell) => 'wants' in readLength(cell, unit ?? null))
        if (example !== undefined) asked.push({ about: 'unit', column: this.column(field), example })
      }
    }
    const once = new Set<string>()
    return asked.filter(({ about }) => about === 'abbreviation' || (!once.has(about) && once.add(about)))
  }

  private timeQuestions(table: ImportTable, field: ImportField): Question[] {
    const reads = (rules: TimeRules, wants: string) => (cell: string) => {
      const read: TimeRead = readTime(cell, rules, this.dayCell(field))
      return 'wants' in read && read.wants === wants
    }
    const order = this.first(table, field, reads({ ...this.rules, zone: this.rules.zone ?? UTC }, 'order'))
    const zone = this.first(table, field, reads({ ...this.rules, order: this.rules.order ?? 'day-first' }, 'zone'))
    const column = this.column(field)
    return [
      ...(order === undefined ? [] : [{ about: 'order' as const, column, example: order, ...(this.both && { both: true }) }]),
      ...(zone === undefined ? [] : [{ about: 'zone' as const, column, example: zone }]),
      ...this.abbreviations(table, field),
    ]
  }

  /** Zone abbreviations after times that are ambiguous. */
  private abbreviations(table: ImportTable, field: ImportField): Question[] {
    const words = new Set<string>()
    this.first(table, field, (cell) => {
      const read = readTime(cell, { ...this.rules, order: this.rules.order ?? 'day-first' }, this.dayCell(field))
      if ('wants' in read && read.wants === 'abbreviation') words.add(read.word)
      return false
    })
    return words.size === 0 ? [] : [{ about: 'abbreviation', column: this.column(field), words: [...words] }]
  }

  /** The first filled cell of a column that is so, with its row at hand. */
  private first(table: ImportTable, field: ImportField, is: (cell: string) => boolean): string | undefined {
    const before = this.row
    const found = table.rows.find((row) => {
      this.row = row
      return !row.broken && this.text(field) !== '' && is(this.text(field))
    })
    this.row = before
    return found?.cells[this.at.get(field)!]?.trim()
  }

  /** The cell with the date of a time that has none of its own. */
  private dayCell(field: ImportField): string {
    const end = field === 'to' ? this.text('endDate') : ''
    return end === '' ? this.text('date') : end
  }

  /** Whether no column of times is filled, and the row calls itself a sum. */
  isTotal(): boolean {
    const times = [...this.at.keys()].filter((field) => TIMES.has(field))
    const [first = ''] = this.row.cells.filter((cell) => cell.trim() !== '')
    return times.every((field) => this.text(field) === '') && TOTAL.test(first.trim())
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
    const read = readTime(text, this.rules, this.dayCell(field))
    if ('at' in read) {
      if (read.at < 0) throw this.bad(field, 'an instant from 1970 on')
      return read.at
    }
    if ('wanted' in read) throw this.bad(field, read.wanted)
    const column = this.column(field)
    if (read.wants === 'abbreviation') throw new Waiting({ about: 'abbreviation', column, words: [read.word] })
    throw new Waiting({ about: read.wants, column, example: text, ...(read.wants === 'order' && this.both && { both: true }) })
  }

  /** The instant one day after the date in the column of dates. Throws Bad or Waiting. */
  dayAfter(field: ImportField): EpochMs {
    const noon = readTime('12:00', { ...this.rules, zone: UTC }, this.dayCell(field))
    if (!('at' in noon)) return this.instant(field)
    const next = new Date(noon.at + 86_400_000).toISOString().slice(0, 10)
    const read = readTime(this.text(field), this.rules, next)
    return 'at' in read ? read.at : this.instant(field)
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
