/**
 * What a table would add under a mapping, before anything is kept: the evidence, every row that cannot be read with its
 * place, its column, what was wanted and what came, and every question that the table leaves open.
 */
import { parseInstant } from '../../time/instant.ts'
import type { EpochMs } from '../../time/intervals.ts'
import type { Zones } from '../../time/zone.ts'
import { type Evidence, NO_EVIDENCE, type Source } from '../model.ts'
import { Bad, Cells, type ImportNote, type Question, type ReadRow, type RejectedRow, type RowsReader, Waiting } from './cells.ts'
import type { ImportField, Mapping } from './mapping.ts'
import { ChecksReader } from './rows-checks.ts'
import { DeliveriesReader } from './rows-deliveries.ts'
import { SpansReader } from './rows-spans.ts'
import { TicketsReader } from './rows-tickets.ts'
import type { ImportTable } from './table.ts'
import { NEEDED, TIMES } from './words.ts'

export interface Preview {
  /** Rows of the table below its head. */
  readonly rows: number
  readonly taken: number
  /** Left out because a word says so, or because their service is not named. */
  readonly left: number
  /** Waiting for an answer. */
  readonly waiting: number
  readonly rejected: readonly RejectedRow[]
  readonly questions: readonly Question[]
  /** What was read otherwise than a row alone says. */
  readonly notes: readonly ImportNote[]
  readonly first: readonly ReadRow[]
  /** Rows that have no end of their own. */
  readonly open: number
  /** The services' words, each with its rows. */
  readonly services: ReadonlyMap<string, number>
  /** From the first instant in the rows to the last; null where no row was accepted. */
  readonly range: { readonly from: EpochMs; readonly to: EpochMs } | null
  /** The period for which the file is complete; null where the mapping does not say, or where a row could not be read. */
  readonly covers: { readonly from: EpochMs; readonly to: EpochMs } | null
  readonly evidence: Evidence
}

export interface PreviewOptions {
  readonly source: Source
  readonly zones: Zones
  /** Now: no row covers later time. Rows without an end lasted until then, where the mapping does not say until when. */
  readonly at: EpochMs
}

const SHOWN = 8

const READERS = { spans: SpansReader, tickets: TicketsReader, checks: ChecksReader, deliveries: DeliveriesReader } as const

/** Throws RangeError for a mapping whose zone or instants are none: `readMapping` refuses those. */
export function previewImport(table: ImportTable, mapping: Mapping, options: PreviewOptions): Preview {
  const asked = new Map<string, Question>()
  const ask = (question: Question): void => void asked.set(JSON.stringify(question), question)
  for (const fields of NEEDED[mapping.kind]) {
    if (mapping.ends === 'next' && fields.includes('to')) continue
    const given = fields.some((field) => table.columns.includes(mapping.columns[field] ?? ''))
    if (!given && !(fields[0] === 'priority' && mapping.priorities?.[''] !== undefined))
      ask(fields[0] === 'priority' ? { about: 'priority' } : { about: 'column', fields })
  }
  const until = Math.min(mapping.until === undefined ? options.at : parseInstant(mapping.until), options.at)
  const cells = new Cells(table, mapping, options.zones)
  const lacking = asked.size > 0
  if (!lacking) for (const question of cells.questions(table)) ask(question)
  const reader: RowsReader = new READERS[mapping.kind](mapping, { ...options, until })
  const rowsRead = lacking ? NOTHING_READ : readRows(table, cells, reader, (question) => ask(once(question, asked)))
  if (rowsRead.waiting === 0) for (const question of reader.questions()) ask(question)
  const found = reader.evidence()
  // A row that could not be read may have been an outage: then the import covers no time at all.
  const covers = rowsRead.rejected.length + asked.size > 0 ? null : coversOf(mapping, until)
  const ids = mapping.services ? Object.values(mapping.services) : [...rowsRead.services.keys()]
  const items = mapping.kind === 'tickets' || mapping.kind === 'deliveries'
  const itemCoverage = covers && items ? [{ of: mapping.kind as 'tickets' | 'deliveries', source: options.source, ...covers }] : []
  const coverage = covers && !items ? [...new Set(ids)].map((service) => ({ service, source: options.source, ...covers })) : []
  return {
    rows: table.rows.length,
    ...rowsRead,
    questions: joined([...asked.values()]),
    open: rowsRead.open + (reader.openAtEnd?.() ?? 0),
    notes: reader.notes?.() ?? [],
    covers,
    evidence: { ...NO_EVIDENCE, ...found, itemCoverage, coverage: [...(found.coverage ?? []), ...coverage] },
  }
}

function coversOf({ covers }: Mapping, at: EpochMs): Preview['covers'] {
  if (!covers) return null
  const [from, to] = [parseInstant(covers.from), Math.min(parseInstant(covers.to), at)]
  return from < to ? { from, to } : null
}

type RowsRead = Pick<Preview, 'taken' | 'left' | 'waiting' | 'open' | 'rejected' | 'first' | 'services' | 'range'>
const NOTHING_READ: RowsRead = { taken: 0, left: 0, waiting: 0, open: 0, rejected: [], first: [], services: new Map(), range: null }

function readRows(table: ImportTable, cells: Cells, reader: RowsReader, ask: (question: Question) => void): RowsRead {
  const [rejected, first, services] = [[] as RejectedRow[], [] as ReadRow[], new Map<string, number>()]
  const counts = { taken: 0, left: 0, waiting: 0, open: 0 }
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const row of table.rows) {
    try {
      if (row.broken) throw new Bad('', row.broken.wanted, row.broken.got)
      cells.row = row
      const read = cells.isTotal() ? null : reader.read(cells)
      if (!read) {
        counts.left++
        continue
      }
      counts.taken++
      if (read.open) counts.open++
      if (first.length < SHOWN) first.push({ place: row.place, ...read })
      const { service } = read.values
      if (typeof service === 'string') services.set(service, (services.get(service) ?? 0) + 1)
      for (const [field, value] of Object.entries(read.values))
        if (typeof value === 'number' && TIMES.has(field as ImportField)) [from, to] = [Math.min(from, value), Math.max(to, value)]
    } catch (error) {
      if (error instanceof Waiting) {
        counts.waiting++
        ask(error.question)
      } else if (error instanceof Bad) rejected.push({ place: row.place, column: error.column, wanted: error.wanted, got: error.got })
      else throw error
    }
  }
  return { ...counts, rejected, first, services, range: from <= to ? { from, to } : null }
}

/** Returns one question of each kind, since one answer serves all; unknown words are asked one by one. */
function once(question: Question, asked: ReadonlyMap<string, Question>): Question {
  return 'words' in question ? question : ([...asked.values()].find(({ about }) => about === question.about) ?? question)
}

/** Words that are asked for come row by row, and are one question. */
function joined(questions: readonly Question[]): Question[] {
  const out: Question[] = []
  for (const question of questions) {
    const before = out.findIndex(({ about }) => about === question.about && 'words' in question)
    const same = out[before]
    if (same && 'words' in same && 'words' in question) out[before] = { ...same, words: [...new Set([...same.words, ...question.words])] }
    else out.push(question)
  }
  return out
}
