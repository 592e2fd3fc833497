/** A first mapping for a table, out of its columns' names and what their cells look like. Every part of it can be changed. */
import { nameFits } from './column-names.ts'
import { orderOf } from './date-order.ts'
import { readLength } from './lengths.ts'
import {
  IMPORT_FIELDS,
  IMPORT_FORMAT,
  type ImportField,
  type ImportKind,
  type Mapping,
  type ResultWord,
  type StateWord,
  type StatusWord,
  type TypeWord,
} from './mapping.ts'
import { columnNamed, type Recipe, recipeFor } from './recipes.ts'
import type { ImportTable } from './table.ts'
import { isClock, isDay, readTime } from './table-times.ts'
import { DATE_FIELDS, openerGuess, plainWord, resultGuess, stateGuess, statusGuess, TIMES, typeGuess, unitGuess } from './words.ts'

/** Rows that are looked at. */
const SAMPLE = 200
/** More different words than this, and a column is prose. */
export const MOST_WORDS = 60

export interface Guess {
  readonly mapping: Mapping
  /** The tool whose export it is. */
  readonly recipe?: Recipe
  /** Kinds that the rows may be where the table does not say; the mapping is of the first. */
  readonly kinds?: readonly ImportKind[]
  /** Columns of dates that the mapping does not use. */
  readonly unused: readonly string[]
}

/** Of `kind` where that is given. Zones and the order of ambiguous dates are never guessed. */
export function guessMapping(table: ImportTable, kind?: ImportKind): Guess {
  const recipe = recipeFor(table)
  const kinds = kind === undefined && !recipe ? kindsOf(table) : undefined
  const known = recipe && (kind === undefined || recipe.kind === kind) ? recipe : undefined
  const mapping = known ? byRecipe(table, known) : byNames(table, kind ?? kinds?.[0] ?? 'spans')
  return { mapping, ...(known && { recipe: known }), ...(kinds && kinds.length > 1 && { kinds }), unused: unusedDates(table, mapping) }
}

/** Columns of dates that nothing uses: each may be what an agreement counts by. */
export function unusedDates(table: ImportTable, { columns }: Mapping): readonly string[] {
  const used = new Set(Object.values(columns))
  return table.columns.filter((column) => {
    if (used.has(column)) return false
    const cells = filled(table, column)
    return (
      cells.length > 0 && cells.every((cell) => !/^\d+(\.\d+)?$/.test(cell.trim())) && most(cells, (cell) => isDay(cell) || dated(cell))
    )
  })
}

export const guess = (table: ImportTable, kind?: ImportKind): Mapping => guessMapping(table, kind).mapping

const byNames = (table: ImportTable, kind: ImportKind): Mapping => completed(table, kind, columnsOf(table, kind))

function byRecipe(table: ImportTable, { kind, columns: names, rest, beside }: Recipe): Mapping {
  const columns: Partial<Record<ImportField, string>> = {}
  for (const [field, name] of Object.entries(names) as [ImportField, string][]) {
    const column = columnNamed(table, name)
    if (column !== undefined) columns[field] = column
  }
  const { document } = table
  const besides = beside && typeof document === 'object' && document !== null ? beside(document as Record<string, unknown>) : {}
  const found = completed(table, kind, columns)
  const { statuses, states, ...others } = rest ?? {}
  return {
    ...found,
    ...others,
    ...besides,
    ...(columns.status !== undefined && { statuses: present(table, columns.status, { ...found.statuses, ...statuses }) }),
    ...(columns.state !== undefined && { states: present(table, columns.state, { ...found.states, ...states }) }),
  }
}

/** The words of a column that have a meaning. */
function present<W>(table: ImportTable, column: string, meanings: Readonly<Record<string, W>>): Record<string, W> {
  return Object.fromEntries(wordsIn(table, column).flatMap((word) => (Object.hasOwn(meanings, word) ? [[word, meanings[word]!]] : [])))
}

/** What the columns' own cells say beside. */
function completed(table: ImportTable, kind: ImportKind, columns: Mapping['columns']): Mapping {
  const dates = (Object.entries(columns) as [ImportField, string][]).flatMap(([field, column]) =>
    TIMES.has(field) || DATE_FIELDS.has(field) ? [column] : [],
  )
  const order = orderOf(dates.flatMap((column) => cellsOf(table, column)))?.order
  const unit = [columns.duration, columns.latency].flatMap((column) => (column === undefined ? [] : (unitGuess(column) ?? [])))[0]
  return {
    format: IMPORT_FORMAT,
    kind,
    ...(table.kind === 'json' && table.path !== '' && { rows: table.path }),
    ...(table.kind === 'csv' && { delimiter: table.delimiter }),
    columns,
    ...(columns.state !== undefined && { states: statesIn(table, columns.state) }),
    ...(columns.result !== undefined && { results: resultsIn(table, columns.result) }),
    ...(columns.status !== undefined && { statuses: statusesIn(table, columns.status) }),
    ...(columns.type !== undefined && { types: typesIn(table, columns.type) }),
    ...(columns.openedBy !== undefined && { openers: guessed(wordsIn(table, columns.openedBy), openerGuess) }),
    ...(order && { order }),
    ...(unit && { unit }),
  }
}

/** What tables of tickets have and tables of outages do not. */
const TICKETS = /ticket|issue|case|priorit|urgency|assignee|requester|helpdesk|first ?(?:re|response)|solved|vorgang|dringlich/i
const OUTAGES = /downtime|outage|ausfall|störung|panne|monitor|uptime/i

/** What the rows may be, the likeliest first; several where a person has to say. */
function kindsOf(table: ImportTable): readonly ImportKind[] {
  const has = (field: ImportField): boolean =>
    table.columns.some((column) => nameFits(field, column) > 0 && looksLike(table, field, column))
  if (has('due') && has('delivered') && !has('from')) return ['deliveries']
  const tickets = has('ref') && has('opened') && table.columns.some((column) => TICKETS.test(column))
  const states = table.columns.some((column) => nameFits('state', column) > 0 && filled(table, column).some((cell) => outage(cell)))
  const outages = states || table.columns.some((column) => OUTAGES.test(column))
  const ends = has('to') || has('duration')
  if (tickets) return outages ? ['tickets', 'spans'] : ['tickets']
  // Something with a number that begins and ends, and no word for a state: an outage, or somebody's ticket.
  if (ends && has('ref') && (has('opened') || has('from')) && !outages) return ['spans', 'tickets']
  return !ends && has('at') && (has('result') || has('latency')) ? ['checks'] : ['spans']
}

const outage = (cell: string): boolean => ['down', 'partial', 'degraded', 'maintenance'].includes(stateGuess(cell) ?? '')

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
  for (const field of IMPORT_FIELDS[kind]) if (!DATE_FIELDS.has(field)) take(field, best(field))
  // A column of days is one only where times are times of day alone.
  const clocks = Object.values(found).some((column) => filled(table, column).some(isClock))
  if (clocks) for (const field of IMPORT_FIELDS[kind]) if (DATE_FIELDS.has(field)) take(field, best(field))
  // Names in a language that is not known: instants are known by their look.
  const others = table.columns.filter((column) => !taken.has(column) && most(filled(table, column), dated))
  for (const field of IMPORT_FIELDS[kind]) {
    const wanted =
      field === 'from' || field === 'opened' || field === 'at' || field === 'due' || (field === 'to' && found.duration === undefined)
    if (wanted && found[field] === undefined)
      take(
        field,
        others.find((column) => !taken.has(column)),
      )
  }
  return found
}

/** Whether the cells of a column may be what the field wants: half of those that are filled. */
function looksLike(table: ImportTable, field: ImportField, column: string): boolean {
  const cells = filled(table, column)
  if (DATE_FIELDS.has(field)) return most(cells, isDay)
  if (TIMES.has(field)) return most(cells, (cell) => isClock(cell) || !('wanted' in readTime(cell, { zone: null, order: null })))
  if (field === 'duration') return most(cells, (cell) => !('wanted' in readLength(cell, 's')))
  if (field === 'latency') return most(cells, (cell) => /^\d+(\.\d+)?( ?m?s)?$/.test(cell.trim()))
  if (field === 'status') return most(cells, (cell) => statusGuess(cell) !== undefined)
  if (field === 'openedBy') return most(cells, (cell) => openerGuess(cell) !== undefined)
  if (field === 'state' || field === 'result' || field === 'type') return wordsIn(table, column).length <= MOST_WORDS
  return true
}

const most = (cells: readonly string[], fits: (cell: string) => boolean): boolean =>
  cells.length > 0 && cells.filter(fits).length * 2 >= cells.length

/** A date with its time, in words or figures: never a bare number. */
const dated = (cell: string): boolean =>
  !/^\d+(\.\d+)?$/.test(cell.trim()) && !isClock(cell) && !('wanted' in readTime(cell, { zone: null, order: null }))

const cellsOf = (table: ImportTable, column: string): string[] => {
  const at = table.columns.indexOf(column)
  return table.rows.slice(0, SAMPLE).flatMap(({ cells, broken }) => (broken ? [] : (cells[at] ?? [])))
}
const filled = (table: ImportTable, column: string): string[] => cellsOf(table, column).filter((cell) => cell.trim() !== '')

/** The different values of a column as they are written, in the order in which they come. */
export function valuesIn(table: ImportTable, column: string): string[] {
  const at = table.columns.indexOf(column)
  const values = table.rows.flatMap(({ cells, broken }) => (broken || at < 0 ? [] : [cells[at]?.trim() ?? '']))
  return [...new Set(values)].filter((value) => value !== '')
}

/** The different words of a column in small letters, in the order in which they come. */
export const wordsIn = (table: ImportTable, column: string): string[] => [...new Set(valuesIn(table, column).map(plainWord))]

/** What the words of a column mean, as far as they are known. */
export const statesIn = (table: ImportTable, column: string): Record<string, StateWord> => guessed(wordsIn(table, column), stateGuess)
export const resultsIn = (table: ImportTable, column: string): Record<string, ResultWord> => guessed(wordsIn(table, column), resultGuess)
export const statusesIn = (table: ImportTable, column: string): Record<string, StatusWord> => guessed(wordsIn(table, column), statusGuess)
export const typesIn = (table: ImportTable, column: string): Record<string, TypeWord> => guessed(wordsIn(table, column), typeGuess)

function guessed<W extends string>(words: readonly string[], of: (word: string) => W | undefined): Record<string, W> {
  return Object.fromEntries(
    words.flatMap((word) => [[word, of(word)] as const]).filter((pair): pair is [string, W] => pair[1] !== undefined),
  )
}
