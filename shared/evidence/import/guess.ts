/** A first mapping for a table, out of its columns' names and what their cells look like. Every part of it can be changed. */
import {
  IMPORT_FIELDS,
  IMPORT_FORMAT,
  type ImportField,
  type ImportKind,
  type Mapping,
  type ResultWord,
  type StateWord,
} from './mapping.ts'
import type { ImportTable } from './table.ts'
import { orderOf, readLength, readTime } from './times.ts'
import { nameFits, plainWord, resultGuess, stateGuess, TIMES, unitGuess } from './words.ts'

/** Rows that are looked at. */
const SAMPLE = 200
/** More different words than this, and a column is prose. */
export const MOST_WORDS = 60

/** Of `kind` where that is given. Zones and the order of ambiguous dates are never guessed. */
export function guess(table: ImportTable, kind: ImportKind = kindOf(table)): Mapping {
  const columns = columnsOf(table, kind)
  const times = Object.entries(columns).flatMap(([field, column]) => (TIMES.has(field as ImportField) ? [column] : []))
  const order = orderOf(times.flatMap((column) => cellsOf(table, column)))?.order
  const unit = [columns.duration, columns.latency].flatMap((column) => (column === undefined ? [] : (unitGuess(column) ?? [])))[0]
  return {
    format: IMPORT_FORMAT,
    kind,
    ...(table.kind === 'json' && table.path !== '' && { rows: table.path }),
    ...(table.kind === 'csv' && { delimiter: table.delimiter }),
    columns,
    ...(columns.state !== undefined && { states: statesIn(table, columns.state) }),
    ...(columns.result !== undefined && { results: resultsIn(table, columns.result) }),
    ...(order && { order }),
    ...(unit && { unit }),
  }
}

function kindOf(table: ImportTable): ImportKind {
  const has = (field: ImportField): boolean => table.columns.some((column) => nameFits(field, column) > 0)
  const answered = has('responded') || table.columns.some((column) => /ticket|priorit|urgency/i.test(column))
  if (has('ref') && has('opened') && has('priority') && answered) return 'tickets'
  const ends = has('to') || has('duration')
  return !ends && has('at') && (has('result') || has('latency')) ? 'checks' : 'spans'
}

function columnsOf(table: ImportTable, kind: ImportKind): Partial<Record<ImportField, string>> {
  const found: Partial<Record<ImportField, string>> = {}
  const taken = new Set<string>()
  const take = (field: ImportField, column: string | undefined): void => {
    if (column === undefined) return
    found[field] = column
    taken.add(column)
  }
  const best = (field: ImportField): string | undefined =>
    table.columns
      .filter((column) => !taken.has(column) && nameFits(field, column) > 0 && looksLike(table, field, column))
      .sort((a, b) => nameFits(field, b) - nameFits(field, a))[0]
  for (const field of IMPORT_FIELDS[kind]) take(field, best(field))
  // Names in a language that is not known: instants are known by their look.
  const dated = table.columns.filter((column) => !taken.has(column) && looksLike(table, 'from', column))
  for (const field of IMPORT_FIELDS[kind]) {
    const wanted = field === 'from' || field === 'opened' || field === 'at' || (field === 'to' && found.duration === undefined)
    if (wanted && found[field] === undefined)
      take(
        field,
        dated.find((column) => !taken.has(column)),
      )
  }
  return found
}

/** Whether the cells of a column may be what the field wants: half of those that are filled. */
function looksLike(table: ImportTable, field: ImportField, column: string): boolean {
  const cells = cellsOf(table, column).filter((cell) => cell.trim() !== '')
  const most = (fits: (cell: string) => boolean): boolean => cells.length > 0 && cells.filter(fits).length * 2 >= cells.length
  if (TIMES.has(field)) return most((cell) => !('wanted' in readTime(cell, { zone: null, order: null })))
  if (field === 'duration') return most((cell) => !('wanted' in readLength(cell, 's')))
  if (field === 'latency') return most((cell) => /^\d+(\.\d+)?( ?m?s)?$/.test(cell.trim()))
  if (field === 'state' || field === 'result') return wordsIn(table, column).length <= MOST_WORDS
  return true
}

const cellsOf = (table: ImportTable, column: string): string[] => {
  const at = table.columns.indexOf(column)
  return table.rows.slice(0, SAMPLE).flatMap(({ cells, broken }) => (broken ? [] : (cells[at] ?? [])))
}

/** The different values of a column as they are written, in the order in which they come. */
export function valuesIn(table: ImportTable, column: string): string[] {
  const at = table.columns.indexOf(column)
  const values = table.rows.flatMap(({ cells, broken }) => (broken || at < 0 ? [] : [cells[at]?.trim() ?? '']))
  return [...new Set(values)].filter((value) => value !== '')
}

/** The different words of a column in small letters, in the order in which they come. */
export const wordsIn = (table: ImportTable, column: string): string[] => [...new Set(valuesIn(table, column).map(plainWord))]

/** What the words of a column of states mean, as far as they are known. */
export const statesIn = (table: ImportTable, column: string): Record<string, StateWord> => guessed(wordsIn(table, column), stateGuess)
export const resultsIn = (table: ImportTable, column: string): Record<string, ResultWord> => guessed(wordsIn(table, column), resultGuess)

function guessed<W extends string>(words: readonly string[], of: (word: string) => W | undefined): Record<string, W> {
  return Object.fromEntries(
    words.flatMap((word) => [[word, of(word)] as const]).filter((pair): pair is [string, W] => pair[1] !== undefined),
  )
}
