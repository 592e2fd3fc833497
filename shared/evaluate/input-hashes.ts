/** The hashes by which a report names its inputs: SHA-256 of RFC 8785 forms. */

import { canonical, sha256Hex } from '../base/canonical.ts'
import type { Contract } from '../contract/model.ts'
import type { Evidence } from '../evidence/model.ts'
import { evidenceDocument } from '../evidence/write-evidence.ts'
import type { EpochMs } from '../time/intervals.ts'
import { cutRules } from '../time/tables.ts'
import type { ZoneRules } from '../time/zone.ts'
import type { EvaluatorParts } from './model/evaluation.ts'

export const hashes: NonNullable<EvaluatorParts['hash']> = {
  of: (value) => (value instanceof Object ? remembered(value, () => sha256Hex(canonical(value))) : sha256Hex(canonical(value))),
  zones: (zones, from, to) => sha256Hex(canonical(zones.map((zone) => transitions(zone, from, to)))),
  evidence: (evidence) => remembered(evidence, () => sha256Hex(sortedText(evidence))),
}

/** Agreements and evidence are never changed in place, so what was hashed once need not be hashed again. */
const known = new WeakMap<Contract | Evidence | object, string>()

function remembered(value: object, hash: () => string): string {
  const made = known.get(value) ?? hash()
  known.set(value, made)
  return made
}

/** The evidence document with the rows of each list in the order of their text: in what order they came says nothing. */
function sortedText(evidence: Evidence): string {
  const document = evidenceDocument(evidence)
  const members = Object.keys(document)
    .sort()
    .map((key) => {
      const value = document[key]
      const text = Array.isArray(value) ? `[${value.map(rowText).sort().join()}]` : canonical(value)
      return `${canonical(key)}:${text}`
    })
  return `{${members.join()}}`
}

/** As canonical() has it; most rows are flat, and a flat object with its keys in order is canonical as it is written. */
function rowText(row: Readonly<Record<string, unknown>>): string {
  const sorted: Record<string, unknown> = {}
  for (const key of inOrder(Object.keys(row))) {
    const value = row[key]
    if (value instanceof Object) return canonical(row)
    sorted[key] = value
  }
  return JSON.stringify(sorted)
}

/** Rows of one list have the same few sets of keys, which are put in order once each. */
const ordered = new Map<string, readonly string[]>()

function inOrder(keys: string[]): readonly string[] {
  const name = keys.join('\n')
  const made = ordered.get(name) ?? keys.sort()
  ordered.set(name, made)
  return made
}

function transitions(zone: ZoneRules, from: EpochMs, to: EpochMs) {
  const { id, starts, offsets } = cutRules(zone, from, to)
  return { id, starts, offsets }
}
