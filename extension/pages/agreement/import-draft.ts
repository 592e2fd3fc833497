/** A file that is about to be imported: its table, how it is read so far, and which of its names is which service. Pure. */
import type { Contract, Service } from '../../../shared/contract/model.ts'
import { guess, resultsIn, statesIn, valuesIn } from '../../../shared/evidence/import/guess.ts'
import { IMPORT_FIELDS, type ImportField, type ImportKind, importSource, type Mapping } from '../../../shared/evidence/import/mapping.ts'
import { type Preview, previewImport } from '../../../shared/evidence/import/preview.ts'
import { ImportError, type ImportTable, LARGEST_TABLE, readTable } from '../../../shared/evidence/import/table.ts'
import { isoUtc } from '../../../shared/time/instant.ts'
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
}

/** Throws ImportError. `made` is when the file was last changed. */
export function draftOf(name: string, text: string, made: EpochMs, contract: Contract): Draft {
  const table = readTable(text)
  return named({ name, text, made, table, mapping: guess(table), links: {} }, contract)
}

/** The same file with another delimiter or another list in it: everything is guessed anew. Throws ImportError. */
export function reread(draft: Draft, options: { readonly delimiter?: string; readonly path?: string }, contract: Contract): Draft {
  const table = readTable(draft.text, options)
  return named({ ...draft, table, mapping: guess(table) }, contract)
}

export const ofKind = (draft: Draft, kind: ImportKind, contract: Contract): Draft =>
  named({ ...draft, mapping: { ...guess(draft.table, kind), ...(draft.mapping.by && { by: draft.mapping.by }) } }, contract)

/** Another column for a field; the words of a column that is no longer named are forgotten with it. */
export function withColumn(draft: Draft, field: ImportField, column: string, contract: Contract): Draft {
  const { [field]: _, ...others } = draft.mapping.columns
  const columns: Mapping['columns'] = column === '' ? others : { ...others, [field]: column }
  const { states: __, results: ___, ...mapping } = draft.mapping
  const words = {
    ...(columns.state !== undefined && { states: { ...statesIn(draft.table, columns.state), ...draft.mapping.states } }),
    ...(columns.result !== undefined && { results: { ...resultsIn(draft.table, columns.result), ...draft.mapping.results } }),
  }
  return named({ ...draft, mapping: { ...mapping, ...words, columns } }, contract)
}

/** Names that are those of services are put to them; a service that all rows are of needs no name. */
function named(draft: Draft, { services }: Contract): Draft {
  const column = draft.mapping.columns.service
  if (column === undefined) {
    const only = services.length === 1 ? services[0]?.id : undefined
    const service = services.find(({ id }) => id === draft.mapping.service)?.id ?? only
    const { service: _, ...mapping } = draft.mapping
    return { ...draft, mapping: service === undefined ? mapping : { ...mapping, service }, links: {} }
  }
  const { service: _, ...mapping } = draft.mapping
  const links = valuesIn(draft.table, column).map((name): [string, string] => [name, draft.links[name] ?? byName(name, services)])
  return { ...draft, mapping, links: Object.fromEntries(links) }
}

const bare = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')

const byName = (name: string, services: readonly Service[]): string =>
  services.find((service) => bare(service.name) === bare(name) || bare(service.id) === bare(name))?.id ?? ''

/** What would be added, rows of names that are no service left out. */
export function seenIn(draft: Draft, now: EpochMs): Preview {
  const { mapping, links, table, made } = draft
  const services = Object.fromEntries(Object.entries(links).filter(([, service]) => service !== ''))
  const until = isoUtc(Math.min(made, now))
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

/** The text of a file's bytes: UTF-8, or UTF-16 where its mark says so; bytes that are no UTF-8 are those of Windows. */
export function textOf(bytes: Uint8Array): string {
  const [a, b] = bytes
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) return new TextDecoder(a === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** Bytes; four a letter at most: what is larger would be refused once it is read. */
export const LARGEST_FILE = 4 * LARGEST_TABLE

export const isRefused = (error: unknown): error is ImportError => error instanceof ImportError
