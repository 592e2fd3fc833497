/** A file that is about to be imported: its table, how it is read so far, and which of its names is which service. Pure. */
import type { Contract } from '../../../shared/contract/model.ts'
import { guess, guessMapping, resultsIn, statesIn, statusesIn, typesIn, valuesIn } from '../../../shared/evidence/import/guess.ts'
import { IMPORT_FIELDS, type ImportField, type ImportKind, importSource, type Mapping } from '../../../shared/evidence/import/mapping.ts'
import { type Preview, previewImport } from '../../../shared/evidence/import/preview.ts'
import { ImportError, type ImportTable, LARGEST_TABLE, readTable } from '../../../shared/evidence/import/table.ts'
import { isoUtc, parseInstant } from '../../../shared/time/instant.ts'
import type { EpochMs } from '../../../shared/time/intervals.ts'
import { temporalZones } from '../../../shared/time/zones.ts'

export interface Draft {
  readonly name: string
  readonly text: string
  readonly made: EpochMs
  readonly table: ImportTable
  readonly mapping: Mapping
  /** The file's names to services; empty for none of them. */
  readonly links: Readonly<Record<string, string>>
  /** The tool whose export it is, by its columns. */
  readonly recipe?: string
  /** What the rows may be, where a person has to say. */
  readonly kinds?: readonly ImportKind[]
}

/** What a table itself says. */
function guessedDraft(table: ImportTable): Pick<Draft, 'table' | 'mapping' | 'recipe' | 'kinds'> {
  const { mapping, recipe, kinds } = guessMapping(table)
  return { table, mapping, ...(recipe && { recipe: recipe.name }), ...(kinds && { kinds }) }
}

/** Throws ImportError. `made` is when the file was last changed. */
export function draftOf(name: string, text: string, made: EpochMs, contract: Contract): Draft {
  const table = readTable(text)
  return named({ name, text, made, links: {}, ...guessedDraft(table) }, contract)
}

/** The same file with another delimiter or another list in it: everything is guessed anew. Throws ImportError. */
export function reread(draft: Draft, options: { readonly delimiter?: string; readonly path?: string }, contract: Contract): Draft {
  const table = readTable(draft.text, options)
  const { recipe: _, kinds: __, ...kept } = draft
  return named({ ...kept, ...guessedDraft(table) }, contract)
}

export function ofKind({ kinds: _, ...draft }: Draft, kind: ImportKind, contract: Contract): Draft {
  return named({ ...draft, mapping: { ...guess(draft.table, kind), ...(draft.mapping.by && { by: draft.mapping.by }) } }, contract)
}

/** Another column for a field; the words of a column that is no longer mapped are dropped with it. */
export function withColumn(draft: Draft, field: ImportField, column: string, contract: Contract): Draft {
  const { [field]: _, ...others } = draft.mapping.columns
  const columns: Mapping['columns'] = column === '' ? others : { ...others, [field]: column }
  const { states: __, results: ___, statuses: ____, types: _____, ...mapping } = draft.mapping
  const words = {
    ...(columns.state !== undefined && { states: { ...statesIn(draft.table, columns.state), ...draft.mapping.states } }),
    ...(columns.result !== undefined && { results: { ...resultsIn(draft.table, columns.result), ...draft.mapping.results } }),
    ...(columns.status !== undefined && { statuses: { ...statusesIn(draft.table, columns.status), ...draft.mapping.statuses } }),
    ...(columns.type !== undefined && { types: { ...typesIn(draft.table, columns.type), ...draft.mapping.types } }),
  }
  return named({ ...draft, mapping: { ...mapping, ...words, columns } }, contract)
}

/** Whether a row lasts until the next one of its service. */
export function withChanges(draft: Draft, changes: boolean): Draft {
  const { ends: _, ...mapping } = draft.mapping
  return { ...draft, mapping: changes ? { ...mapping, ends: 'next' } : mapping }
}

/** Names that are those of services or deliverables are put to them; one that all rows are of needs no name. */
function named(draft: Draft, contract: Contract): Draft {
  const { services, deliverables = [], support } = contract
  const { service: _, deliverable: __, ...rest } = draft.mapping
  const mapping: Mapping = {
    ...rest,
    ...priorities(draft, support?.severities ?? []),
    ...(draft.mapping.kind === 'deliveries' && ofDeliverables(draft, deliverables)),
  }
  const column = mapping.columns.service
  if (column === undefined) {
    const only = services.length === 1 && mapping.kind !== 'deliveries' ? services[0]?.id : undefined
    const service = services.find(({ id }) => id === draft.mapping.service)?.id ?? only
    return { ...draft, mapping: service === undefined ? mapping : { ...mapping, service }, links: {} }
  }
  const links = valuesIn(draft.table, column).map((name): [string, string] => [name, draft.links[name] ?? byName(name, services)])
  return { ...draft, mapping, links: Object.fromEntries(links) }
}

interface Named {
  readonly id: string
  readonly name?: string
}

function ofDeliverables({ table, mapping }: Draft, deliverables: readonly Named[]): Partial<Mapping> {
  const { columns, deliverable, deliverables: before } = mapping
  if (columns.deliverable === undefined) {
    const chosen = deliverables.find(({ id }) => id === deliverable)?.id ?? (deliverables.length === 1 ? deliverables[0]?.id : undefined)
    return chosen === undefined ? {} : { deliverable: chosen }
  }
  return { deliverables: { ...matched(valuesIn(table, columns.deliverable), deliverables), ...before } }
}

/** Priorities that are named as severities are. */
function priorities({ table, mapping }: Draft, severities: readonly Named[]): Partial<Mapping> {
  const { kind, columns, priorities: before } = mapping
  if (kind !== 'tickets' || columns.priority === undefined) return {}
  const found = { ...matched(valuesIn(table, columns.priority), severities), ...before }
  return Object.keys(found).length === 0 ? {} : { priorities: found }
}

/** Words that are the id or the name of one, to its id; a word that is the id already needs no answer. */
function matched(words: readonly string[], all: readonly Named[]): Record<string, string> {
  return Object.fromEntries(
    words.flatMap((word) => {
      const found = byName(word, all)
      return found === '' || found === word ? [] : [[word, found]]
    }),
  )
}

const bare = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')

const byName = (name: string, all: readonly Named[]): string =>
  all.find((each) => bare(each.name ?? each.id) === bare(name) || bare(each.id) === bare(name))?.id ?? ''

/** What would be added, rows of names that are no service left out. */
export function seenIn(draft: Draft, now: EpochMs): Preview {
  const { mapping, links, table, made } = draft
  const services = Object.fromEntries(Object.entries(links).filter(([, service]) => service !== ''))
  const until = isoUtc(Math.min(made, now, mapping.until === undefined ? now : parseInstant(mapping.until)))
  const own = mapping.columns.service === undefined ? { ...mapping, until } : { ...mapping, services, until }
  return previewImport(table, own, { source: importSource(mapping, 'draft'), zones: temporalZones, at: now })
}

/** Component to services, as a link holds them. */
export function componentsOf({ mapping, links }: Draft): Record<string, readonly string[]> {
  if (mapping.columns.service === undefined) return mapping.service === undefined ? {} : { [mapping.service]: [mapping.service] }
  return Object.fromEntries(Object.entries(links).flatMap(([name, service]) => (service === '' ? [] : [[name, [service]]])))
}

/** The fields of a kind that can be a column, in the order in which people are asked. */
export const draftFields = (kind: ImportKind): readonly ImportField[] => IMPORT_FIELDS[kind]

export { decodeText } from '../../../shared/evidence/import/decode.ts'

/** Bytes; four a letter at most: what is larger would be refused once it is read. */
export const LARGEST_FILE = 4 * LARGEST_TABLE

export const isRefused = (error: unknown): error is ImportError => error instanceof ImportError
