/**
 * Evidence as a document, `standing/evidence@1`: plain JSON values with ISO 8601 instants in UTC. Reading what was
 * written gives the same evidence. A source is written as text where its party is the one its kind implies.
 */

import { isoUtc } from '../time/instant.ts'
import { durationText } from '../time/iso-duration.ts'
import type { Evidence, Source } from './model.ts'
import { EVIDENCE_FORMAT } from './read-evidence.ts'
import { sourceFromText } from './source.ts'

export type EvidenceDocument = { readonly format: typeof EVIDENCE_FORMAT } & Readonly<Record<string, unknown>>

/** Lists that are empty are left out. */
export function evidenceDocument(evidence: Evidence): EvidenceDocument {
  const lists: [string, readonly unknown[]][] = [
    ['spans', evidence.spans.map(row)],
    ['coverage', [...evidence.coverage, ...evidence.itemCoverage].map(row)],
    ['attributions', evidence.attributions.map(row)],
    ['checks', evidence.checks.map((series) => ({ ...row(series), every: durationText(series.every), results: series.results.map(row) }))],
    ['requests', evidence.requests.map((each) => ({ ...row(each), ...(each.latency && { latency: each.latency.map(bucket) }) }))],
    ['samples', evidence.samples.map(row)],
    ['maintenance', evidence.maintenance.map(row)],
    ['tickets', evidence.tickets.map((each) => ({ ...row(each), events: each.events.map(row) }))],
    ['deliveries', evidence.deliveries.map(row)],
    ['declarations', evidence.declarations.map(row)],
    ['claims', evidence.claims.map(row)],
    ['lifetimes', evidence.lifetimes.map(row)],
  ]
  return {
    format: EVIDENCE_FORMAT,
    ...(evidence.observer && { observer: evidence.observer }),
    ...Object.fromEntries(lists.filter(([, rows]) => rows.length > 0)),
  }
}

const INSTANTS = new Set(['from', 'to', 'at', 'observedAt', 'announcedAt', 'due', 'deliveredAt', 'retractedAt'])

/** One row: instants as text, the source in its short form, inner intervals likewise. */
function row(values: object): Record<string, unknown> {
  const out: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(values)) {
    if (value === undefined) continue
    if (INSTANTS.has(key) && typeof value === 'number') out[key] = isoUtc(value)
    else if (key === 'source') out[key] = sourceForm(value as Source)
    else if (key === 'uncertain' || key === 'actual') out[key] = row(value as object)
    else out[key] = value
  }
  return out
}

function sourceForm(source: Source): unknown {
  const text = `${source.kind}:${source.id}`
  return sourceFromText(text)?.party === source.party ? text : { kind: source.kind, id: source.id, party: source.party }
}

const bucket = (each: { readonly upTo?: number; readonly count: number }): Record<string, unknown> =>
  each.upTo === undefined ? { count: each.count } : { upTo: durationText(each.upTo), count: each.count }
