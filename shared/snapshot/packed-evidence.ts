/**
 * Evidence in few bytes: what speaks at one instant as columns (pack-evidence.ts), and beside it, as an ordinary evidence
 * document, the kinds that columns do not carry. Who saw a row when, what a later version replaced and how long single checks
 * took is left behind: no verdict depends on it.
 */
import { knownEvidence } from '../evidence/known-at.ts'
import { type Evidence, NO_EVIDENCE } from '../evidence/model.ts'
import { readEvidenceValue } from '../evidence/read-evidence.ts'
import { type EvidenceDocument, evidenceDocument } from '../evidence/write-evidence.ts'
import { type PackedEvidence, packEvidence } from '../published/pack-evidence.ts'
import { evidenceOf } from '../published/unpack-evidence.ts'
import { FeedRefused } from '../published/unpack-rows.ts'
import type { EpochMs } from '../time/intervals.ts'

export interface PackedDocument {
  readonly format: 'standing/packed@1'
  readonly columns: PackedEvidence
  /** Tickets, claims, and who kept the record. */
  readonly rest?: EvidenceDocument
}

/** What speaks at `at` as it was known at `knownAt`. */
export function packed(evidence: Evidence, at: EpochMs, knownAt: EpochMs): PackedDocument {
  const known = knownEvidence(evidence, at, knownAt).evidence
  const { observer, tickets, claims } = known
  const rest = evidenceDocument({ ...NO_EVIDENCE, ...(observer && { observer }), tickets, claims })
  return { format: 'standing/packed@1', columns: packEvidence(known, at), ...(Object.keys(rest).length > 1 && { rest }) }
}

export const isPacked = (value: unknown): value is PackedDocument =>
  typeof value === 'object' && value !== null && (value as PackedDocument).format === 'standing/packed@1'

/** As strict as reading an evidence document, and answering in the same shape. Never throws. */
export function unpacked({ columns, rest }: PackedDocument): ReturnType<typeof readEvidenceValue> {
  let told: Evidence
  try {
    told = evidenceOf(columns)
  } catch (error) {
    if (!(error instanceof FeedRefused)) throw error
    const [path = '', wanted = error.message] = error.message.split(/: wanted /)
    return { evidence: null, problems: [{ path: path.replace(/^evidence/, 'columns'), wanted, got: 'something else' }] }
  }
  const plain = rest === undefined ? null : readEvidenceValue(rest)
  if (plain && !plain.evidence)
    return { ...plain, problems: plain.problems.map((problem) => ({ ...problem, path: `rest.${problem.path}` })) }
  // Columns check numbers and names; everything else is checked as if it had come as a document.
  return readEvidenceValue(evidenceDocument(plain?.evidence ? joined(told, plain.evidence) : told))
}

const joined = (one: Evidence, { observer, tickets, claims }: Evidence): Evidence => ({
  ...one,
  ...(observer && { observer }),
  tickets,
  claims,
})
