/**
 * Imports files. What the page showed is read again here, from the file's own text: only the background
 * decides what is stored. A file becomes a source of its own, which is never polled; the same file imported twice adds nothing.
 */

import { sha256Hex } from '../../shared/base/canonical.ts'
import { importSource, type Mapping, readMapping } from '../../shared/evidence/import/mapping.ts'
import { previewImport } from '../../shared/evidence/import/preview.ts'
import { ImportError, readTable } from '../../shared/evidence/import/table.ts'
import { isoUtc, parseInstant } from '../../shared/time/instant.ts'
import { type EpochMs, interval } from '../../shared/time/intervals.ts'
import { temporalZones } from '../../shared/time/zones.ts'
import { type Ask, RequestRefused } from '../messages.ts'
import { NEW_STATE } from '../model/source-state.ts'
import { IMPORT } from '../store/source-kind.ts'
import type { AgreementRecord, EvidenceEntry, Link, SourceRecord } from '../store/store-schema.ts'

export interface ImportRecords {
  readonly source: SourceRecord
  readonly entry: EvidenceEntry
  readonly link: Link
}

const LONGEST_NAME = 200

/** By the file's text and the agreement: what it is called, and how it was read, makes it no other file. */
export const importId = (agreement: string, text: string): string => `${IMPORT}-${sha256Hex(`${agreement}\n${text}`).slice(0, 16)}`

/** The records that a file makes. Throws Refused where it leaves a question open or says nothing; nothing is written here. */
export function importRecords(agreement: AgreementRecord, ask: Ask<'import/add'>, now: EpochMs): ImportRecords {
  const at = Math.min(ask.made, now)
  const asked = mappingOf(ask.mapping)
  // What has no end in the file lasted until it was made, or until the file itself says.
  const mapping = { ...asked, until: isoUtc(Math.min(at, asked.until === undefined ? at : parseInstant(asked.until))) }
  const id = importId(agreement.id, ask.text)
  const source = importSource(mapping, id)
  const table = tableOf(ask.text, mapping)
  // Evidence keeps the file's own words for services; a word that was put to none is left out, as the page showed it.
  const services = Object.fromEntries(Object.keys(ask.components).map((word) => [word, word]))
  const seen = previewImport(table, mapping.columns.service === undefined ? mapping : { ...mapping, services }, {
    source,
    zones: temporalZones,
    at: now,
  })
  if (seen.questions.length > 0) throw new RequestRefused('bad-file', seen.questions.map(({ about }) => about).join(', '))
  if (seen.taken === 0) throw new RequestRefused('bad-file', `${seen.rejected.length} / ${seen.rows}`)
  const known = new Set(agreement.contract.services.map((service) => service.id))
  const linked = Object.values(ask.components).flat()
  const unknown = linked.find((service) => !known.has(service))
  if (unknown !== undefined) throw new RequestRefused('unknown-id', unknown)
  const deliverables = new Set((agreement.contract.deliverables ?? []).map((each) => each.id))
  const stray = seen.evidence.deliveries.find(({ deliverable }) => !deliverables.has(deliverable))
  if (stray) throw new RequestRefused('unknown-id', stray.deliverable)
  const name = ask.name.slice(0, LONGEST_NAME)
  // A complete period holds for every service; coverage in the rows themselves is evidence of its own.
  const coverage = seen.evidence.coverage.filter((row) => !seen.covers || row.from !== seen.covers.from || row.to !== seen.covers.to)
  return {
    source: {
      id,
      title: name,
      feed: IMPORT,
      page: '',
      address: '',
      also: [],
      every: 0,
      components: Object.keys(ask.components).map((word) => ({ id: word, name: word })),
      imported: {
        name,
        at: now,
        made: at,
        source,
        mapping,
        rows: seen.rows,
        taken: seen.taken,
        rejected: seen.rejected.length,
        range: seen.range,
      },
      state: {
        ...NEW_STATE,
        covered: seen.covers && seen.evidence.itemCoverage.length === 0 ? interval(seen.covers.from, seen.covers.to) : [],
      },
    },
    entry: { source: id, at: now, evidence: { ...seen.evidence, coverage } },
    link: { source: id, components: ask.components },
  }
}

function mappingOf(value: unknown): Mapping {
  const { mapping, problems } = readMapping(value)
  if (mapping) return mapping
  throw new RequestRefused('bad-file', problems.map(({ path, wanted, got }) => `${path}: ${wanted}, ${got}`).join('\n'))
}

function tableOf(text: string, { delimiter, rows }: Mapping) {
  try {
    return readTable(text, { delimiter, path: rows })
  } catch (error) {
    if (error instanceof ImportError) throw new RequestRefused('bad-file', error.message, { cause: error })
    throw error
  }
}
