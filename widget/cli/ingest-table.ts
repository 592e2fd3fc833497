/** Tables of any columns as evidence, by a mapping that somebody wrote or had guessed: the same reader as in the extension. */

import { parseJson } from '../../shared/base/json.ts'
import { DocumentError, problemLine } from '../../shared/base/problem.ts'
import type { ImportNote, Question } from '../../shared/evidence/import/cells.ts'
import { guessMapping } from '../../shared/evidence/import/guess.ts'
import {
  importSource,
  type Mapping,
  RESULT_WORDS,
  readMapping,
  STATE_WORDS,
  STATUS_WORDS,
  TYPE_WORDS,
} from '../../shared/evidence/import/mapping.ts'
import { type Preview, previewImport } from '../../shared/evidence/import/preview.ts'
import { ImportError, type ImportTable, placeText, readTable, type TableOptions } from '../../shared/evidence/import/table.ts'
import { newestVersions } from '../../shared/evidence/import/versions.ts'
import { mergeEvidence } from '../../shared/evidence/merge-evidence.ts'
import type { Evidence } from '../../shared/evidence/model.ts'
import type { EpochMs } from '../../shared/time/intervals.ts'
import { temporalZones } from '../../shared/time/zones.ts'
import { decoded, fetchBytes, isUrl } from './download-address.ts'
import { CommandRefused, type Io, Usage } from './io.ts'
import { readText } from './load-files.ts'

export interface TableInput {
  /** The mapping's file. */
  readonly mapping: string
  /** COMPONENT=SERVICE pairs; in the place of the mapping's own. */
  readonly map: ReadonlyMap<string, string> | undefined
  readonly source: string | undefined
  /** When the tables were made: they cover no later time. */
  readonly at: EpochMs
}

/** All tables as one piece of evidence; where several have the same ticket, delivery or outage, the last table counts. Throws Refused where a table leaves a question open, or none of its rows can be read. */
export async function tableEvidence(inputs: readonly string[], { map, source, at, ...input }: TableInput, io: Io): Promise<Evidence> {
  const own = mappingOf(input.mapping, io)
  const mapping = map ? { ...own, services: Object.fromEntries(map) } : own
  const pieces: Evidence[] = []
  for (const path of inputs) {
    const table = tableOf(path, await textOf(path, io), { delimiter: mapping.delimiter, path: mapping.rows })
    const seen = previewImport(table, mapping, { source: importSource(mapping, source ?? nameOf(path)), zones: temporalZones, at })
    if (seen.questions.length > 0) throw new CommandRefused(seen.questions.map((question) => `${path}: ${questionLine(question)}`))
    for (const line of linesOf(table, seen)) io.err(`${path}: ${line}`)
    if (seen.taken + seen.left === 0) throw new CommandRefused([`${path}: wanted rows that can be read, got none: nothing was imported`])
    pieces.push(seen.evidence)
  }
  return mergeEvidence(newestVersions(pieces))
}

/** Prints a mapping to start from; what the table leaves open goes to standard error. */
export async function guessed(inputs: readonly string[], io: Io): Promise<number> {
  const [path, ...more] = inputs
  if (path === undefined || more.length > 0) throw new Usage('--guess wants one FILE')
  const table = tableOf(path, await textOf(path, io))
  const { mapping, recipe, kinds, unused } = guessMapping(table)
  const seen = previewImport(table, mapping, { source: importSource(mapping, 'guess'), zones: temporalZones, at: io.now() })
  if (recipe) io.err(`${path}: read as an export of ${recipe.name}`)
  if (kinds) io.err(`${path}: kind: wanted what each row is (${kinds.join(' or ')}), got columns that fit both`)
  for (const question of seen.questions) io.err(`${path}: ${questionLine(question)}`)
  for (const column of unused) io.err(`${path}: the dates in ${JSON.stringify(column)} are not used: name the column if they count`)
  for (const line of linesOf(table, seen)) io.err(`${path}: ${line}`)
  const { kind: _, ...open } = mapping
  // What the rows are is asked: a mapping without a kind is refused.
  io.out(`${JSON.stringify(kinds ? open : mapping, null, 2)}\n`)
  return 0
}

function mappingOf(path: string, io: Io): Mapping {
  try {
    const { mapping, problems } = readMapping(parseJson(readText(path, io)))
    if (mapping) return mapping
    throw new CommandRefused(problems.map((problem) => problemLine(path, problem)))
  } catch (error) {
    if (error instanceof DocumentError) throw new CommandRefused(error.problems.map((problem) => problemLine(path, problem)))
    throw error
  }
}

const ACCEPTS = ['text/csv', 'application/json', 'text/plain', 'text/tab-separated-values']
const textOf = async (path: string, io: Io): Promise<string> =>
  isUrl(path) ? decoded(await fetchBytes(new URL(path), io, ACCEPTS)) : readText(path, io)

function tableOf(path: string, text: string, options: TableOptions = {}): ImportTable {
  try {
    return readTable(text, options)
  } catch (error) {
    if (error instanceof ImportError) throw new CommandRefused([`${path}: ${error.message}`])
    throw error
  }
}

/** `/a/Outages 2026.csv` → `outages-2026`. */
const nameOf = (path: string): string =>
  path
    .replace(/^.*[/\\]/, '')
    .replace(/\.[^.]*$/, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '') || 'table'

function linesOf(table: ImportTable, { rows, taken, left, waiting, open, rejected, notes }: Preview): string[] {
  const counts = [`${rows} rows`, `${taken} accepted`, `${left} skipped`, `${rejected.length} rejected`]
  return [
    [...counts, ...(waiting > 0 ? [`${waiting} wait for an answer`] : [])].join(', '),
    ...(table.above > 0 ? [`${table.above} lines above the head are not read`] : []),
    ...(open > 0 ? [`${open} rows have no end of their own`] : []),
    ...notes.map(({ code, n }) => NOTES[code](n)),
    ...rejected.map(
      ({ place, column, wanted, got }) => `${placeText(table, place)}: ${column === '' ? '' : `${column}: `}wanted ${wanted}, got ${got}`,
    ),
    ...(rejected.length > 0 ? ['the table is not complete without the rejected rows: it covers no period as a whole'] : []),
  ]
}

const NOTES: Readonly<Record<ImportNote['code'], (n: number) => string>> = {
  repeated: (n) => `${n} rows repeat a reference: the last row of each counts`,
  'hold-without-time': (n) => `${n} tickets are on hold without a time: their clocks run on`,
  'open-with-end': (n) => `${n} tickets are open and have the time of an end: they count as open`,
}

/** What is asked, and where the answer goes. */
function questionLine(question: Question): string {
  switch (question.about) {
    case 'column':
      return `columns.${question.fields[0]}: wanted the name of a column for ${question.fields.join(' or ')}, got none that is there`
    case 'service':
      return 'service: wanted the service of all rows, or columns.service, got nothing'
    case 'state':
      return `state: wanted the state of all rows (${STATE_WORDS.join(', ')}), or columns.state, got nothing`
    case 'priority':
      return 'columns.priority: wanted a column, or a severity for all rows under "" in priorities, got nothing'
    case 'every':
      return 'every: wanted how often checks are made, such as PT1M, got nothing'
    case 'zone':
      return `zone: wanted the zone of times such as ${JSON.stringify(question.example)} in ${question.column}, got nothing`
    case 'order':
      return `order: wanted day-first or month-first for dates such as ${JSON.stringify(question.example)} in ${question.column}, got ${question.both ? 'dates of both sorts' : 'nothing that tells'}`
    case 'unit':
      return `unit: wanted ms, s, min or h for numbers such as ${JSON.stringify(question.example)} in ${question.column}, got nothing`
    case 'deliverable':
      return 'deliverable: wanted the deliverable of all rows, or columns.deliverable, got nothing'
    case 'abbreviation':
      return `zones: wanted the time zone that each of ${listed(question.words)} in ${question.column} stands for, got letters that stand for several`
    case 'statuses':
      return `statuses: wanted one of ${STATUS_WORDS.join(', ')} for each word of ${question.column}, got none for ${listed(question.words)}`
    case 'types':
      return `types: wanted one of ${TYPE_WORDS.join(', ')} for each word of ${question.column}, got none for ${listed(question.words)}`
    case 'openers':
      return `openers: wanted customer or provider for each word of ${question.column}, got none for ${listed(question.words)}`
    case 'states':
      return `states: wanted one of ${STATE_WORDS.join(', ')} for each word of ${question.column}, got none for ${listed(question.words)}`
    case 'results':
      return `results: wanted one of ${RESULT_WORDS.join(', ')} for each word of ${question.column}, got none for ${listed(question.words)}`
  }
}

const listed = (words: readonly string[]): string => words.map((word) => JSON.stringify(word)).join(', ')
