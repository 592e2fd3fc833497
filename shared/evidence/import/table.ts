/**
 * Reads a file as a table: CSV of any delimiter, or JSON with a list of objects or of lists in it. Holds rows as text
 * with their place in the file; mapping.ts decides what a column means. Throws ImportError for a file that is not a table.
 */
import Papa from 'papaparse'
import { parseJson } from '../../base/json.ts'
import { DocumentError, problemLine } from '../../base/problem.ts'
import { isFields } from '../../base/shape.ts'
import { headAt } from './head-row.ts'

/** A file that cannot be read as a table at all. Rows that cannot be read are rejected one by one (preview.ts). */
export class ImportError extends Error {
  override readonly name = 'ImportError'
}

export interface TableRow {
  /** CSV: the line on which the row begins, the file's first being 1. JSON: the place in the list, from 0. */
  readonly place: number
  /** As many as there are columns; a value that is absent or null is empty. */
  readonly cells: readonly string[]
  /** Why the row is no row of this table, before anybody asks what it means. */
  readonly broken: { readonly wanted: string; readonly got: string } | null
}

export interface ImportTable {
  readonly kind: 'csv' | 'json'
  readonly columns: readonly string[]
  readonly rows: readonly TableRow[]
  /** CSV only. */
  readonly delimiter: string
  /** JSON only: where the list stands, empty for the whole document; and every list of objects there is, longest first. */
  readonly path: string
  readonly paths: readonly string[]
  /** Lines above the head, such as a title; they are not read. */
  readonly above: number
  /** JSON only: the whole document, for what it says beside its lists. */
  readonly document?: unknown
}

export interface TableOptions {
  readonly delimiter?: string | undefined
  readonly path?: string | undefined
}

/** Characters: a hundred thousand rows of a table are about ten million. */
export const LARGEST_TABLE = 32_000_000
const MOST_ROWS = 200_000
const MOST_COLUMNS = 500
const DELIMITERS = [',', ';', '\t', '|']
/** Levels below a row that are laid out as columns of their own, `fields.priority`. */
const LEVELS = 4

/** Reads a file's text. Throws ImportError, and nothing else. */
export function readTable(text: string, options: TableOptions = {}): ImportTable {
  if (text.length > LARGEST_TABLE) throw new ImportError(`wanted at most ${LARGEST_TABLE} characters, got ${text.length}`)
  if (text.startsWith('PK\u0003\u0004') || text.includes('\u0000'))
    throw new ImportError('wanted text, got a spreadsheet or another binary file: save it as CSV first')
  const bare = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
  if (bare.trim() === '') throw new ImportError('wanted a table, got an empty file')
  const table = /^\s*[[{]/.test(bare) ? jsonTable(bare, options.path) : csvTable(bare, options.delimiter)
  if (table.rows.length === 0) throw new ImportError('wanted rows below the head, got none')
  if (table.rows.length > MOST_ROWS) throw new ImportError(`wanted at most ${MOST_ROWS} rows, got ${table.rows.length}: cut the file`)
  return table
}

/** Every row of CSV with the line on which it begins; lines without any cell filled are left out. */
export function csvRows(text: string, delimiter = ''): { readonly rows: readonly TableRow[]; readonly delimiter: string } {
  const rows: { place: number; cells: string[]; broken: TableRow['broken'] }[] = []
  // One kind of line end, whatever the file mixes: the parser would take the others for letters.
  const lines = text.replace(/\r\n?/g, '\n').replace(/\n+$/, '')
  const between = delimiter || delimiterOf(lines)
  const { data, errors } = Papa.parse<string[]>(lines, { delimiter: between, newline: '\n' })
  const cut = errors.find(({ code }) => code === 'MissingQuotes')
  if (cut) throw new ImportError('wanted every quote closed, got one that is still open at the end: is the file cut off?')
  const quotes = new Map(errors.map((error) => [error.row ?? -1, error.message]))
  let line = 1
  data.forEach((cells, index) => {
    const wrong = quotes.get(index)
    if (cells.some((cell) => cell.trim() !== ''))
      rows.push({ place: line, cells, broken: wrong === undefined ? null : { wanted: 'quotes around a whole cell', got: wrong } })
    line += 1 + cells.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0)
  })
  return { rows, delimiter: between }
}

/** Lines above the head that are looked through for one that is parted. */
const TITLE_LINES = 20

/** The delimiter that a line `sep=;` names, else the one that gives the first divided line most cells: rows below may be ragged. */
function delimiterOf(text: string): string {
  const named = /^sep=(.)\n/i.exec(text)?.[1]
  if (named && DELIMITERS.includes(named)) return named
  const parts = (line: string, delimiter: string): number =>
    Papa.parse<string[]>(line, { delimiter, newline: '\n', preview: 1 }).data[0]?.length ?? 0
  const best = (line: string): string => DELIMITERS.reduce((most, each) => (parts(line, each) > parts(line, most) ? each : most))
  const lines = text.split('\n', TITLE_LINES)
  const from = lines.findIndex((line) => parts(line, best(line)) > 1)
  return best(from < 0 ? text : text.split('\n').slice(from).join('\n'))
}

function csvTable(text: string, wanted?: string): ImportTable {
  const { rows: all, delimiter } = csvRows(text, wanted)
  const above = headAt(all.map(({ cells }) => cells))
  const [head, ...rows] = all.slice(above)
  if (!head || head.cells.length > MOST_COLUMNS) throw new ImportError('wanted a first line that names the columns')
  if (/^\s*</.test(head.cells[0] ?? '')) throw new ImportError('wanted a table, got a page or XML')
  const columns = distinct(head.cells.map((cell, index) => cell.trim() || `column ${index + 1}`))
  return {
    kind: 'csv',
    columns,
    delimiter,
    path: '',
    paths: [],
    above,
    rows: rows.map((row) => {
      if (row.broken || row.cells.length === columns.length) return row
      // A spreadsheet leaves empty cells behind the last column of a line that somebody once touched.
      if (row.cells.length > columns.length && row.cells.slice(columns.length).every((cell) => cell.trim() === ''))
        return { ...row, cells: row.cells.slice(0, columns.length) }
      return { ...row, broken: { wanted: `${columns.length} cells, as the head has`, got: `${row.cells.length}` } }
    }),
  }
}

/** Numbers a name that occurs twice: `status`, `status (2)`. */
function distinct(names: readonly string[]): string[] {
  const taken = new Set<string>()
  return names.map((name) => {
    let own = name
    for (let n = 2; taken.has(own); n++) own = `${name} (${n})`
    taken.add(own)
    return own
  })
}

function jsonTable(text: string, wanted?: string): ImportTable {
  const value = jsonValue(text)
  const lists = [...listsIn(value, '', 0)].sort(
    (a, b) => (b.list.some(isFields) ? 1 : 0) - (a.list.some(isFields) ? 1 : 0) || b.list.length - a.list.length,
  )
  const found = wanted === undefined ? lists[0] : lists.find(({ path }) => path === wanted)
  if (!found) {
    const there = lists.map(({ path }) => path || 'the whole document').join(', ') || 'none'
    throw new ImportError(`wanted a list of objects or of lists${wanted ? ` at ${wanted}` : ''}, got ${there}`)
  }
  const flat = found.list.map((item) => (isFields(item) ? flattened(item) : Array.isArray(item) ? numbered(item) : null))
  const columns = [...new Set(flat.flatMap((row) => (row ? [...row.keys()] : [])))]
  if (columns.length > MOST_COLUMNS) throw new ImportError(`wanted at most ${MOST_COLUMNS} fields, got ${columns.length}`)
  return {
    kind: 'json',
    columns,
    delimiter: '',
    path: found.path,
    paths: lists.map(({ path }) => path),
    above: 0,
    document: value,
    rows: flat.map((row, place) => ({
      place,
      cells: columns.map((column) => row?.get(column) ?? ''),
      broken: row ? null : { wanted: 'an object or a list', got: 'something else' },
    })),
  }
}

function jsonValue(text: string): unknown {
  try {
    return parseJson(text, { size: LARGEST_TABLE })
  } catch (cause) {
    if (!(cause instanceof DocumentError)) throw cause
    const [first] = cause.problems
    throw new ImportError(first ? problemLine('JSON', first) : cause.message, { cause })
  }
}

function* listsIn(value: unknown, path: string, level: number): Generator<{ readonly path: string; readonly list: readonly unknown[] }> {
  if (Array.isArray(value)) {
    if (value.some((item) => isFields(item) || Array.isArray(item))) yield { path, list: value }
  } else if (isFields(value) && level < LEVELS) {
    for (const [key, part] of Object.entries(value)) yield* listsIn(part, path ? `${path}.${key}` : key, level + 1)
  }
}

/** The places of a row that is a list, `[1772323200, 0]`, as columns `0`, `1`, … */
const numbered = (row: readonly unknown[]): Map<string, string> =>
  flattened(Object.fromEntries(row.map((value, index) => [`${index}`, value])))

/** Fields of fields as columns of their own; lists are left out. */
function flattened(row: Readonly<Record<string, unknown>>, before = '', level = 0, into = new Map<string, string>()): Map<string, string> {
  for (const [key, value] of Object.entries(row)) {
    const name = before + key
    if (isFields(value) && level < LEVELS) flattened(value, `${name}.`, level + 1, into)
    else if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') into.set(name, `${value}`)
    else if (value === null) into.set(name, '')
  }
  return into
}

/** `line 7` or `incidents[6]`. */
export const placeText = (table: Pick<ImportTable, 'kind' | 'path'>, place: number): string =>
  table.kind === 'csv' ? `line ${place}` : `${table.path}[${place}]`
