/**
 * A snapshot in its small form, for links: evidence packed, and of the report a digest that the reader recomputes and compares.
 * It is a document of its own with a seal of its own, because what is sealed has to be there to be checked.
 */

import { canonicalFast as canonical } from '../base/canonical-fast.ts'
import type { Contract } from '../contract/model.ts'
import { evaluate } from '../evaluate/index.ts'
import type { ObjectiveReport, Report } from '../evaluate/model/report.ts'
import type { Evidence } from '../evidence/model.ts'
import { readEvidenceValue } from '../evidence/read-evidence.ts'
import { parseInstant } from '../time/instant.ts'
import { zonesFrom } from '../time/tables.ts'
import { type PackedDocument, packed, unpacked } from './packed-evidence.ts'
import { type Digest, digestOf } from './report-digest.ts'
import type { Snapshot, SnapshotOf } from './snapshot.ts'

export type SmallSnapshot = SnapshotOf<PackedDocument, Digest>

/**
 * Unsigned. null where what is left out would change an answer: then only a file carries it. What was said
 * before a correction is the one thing a reader does not see.
 */
export function smallForm(snapshot: Snapshot): SmallSnapshot | null {
  const { signature: _, evidence: document, report, ...rest } = snapshot
  const { evidence } = readEvidenceValue(document)
  if (!evidence) return null
  const contracts = [snapshot.contract, ...(snapshot.others ?? [])]
  const form = packed(evidence, parseInstant(snapshot.at), parseInstant(snapshot.knownAt))
  const back = unpacked(form).evidence
  if (!back) return null
  const again = evaluated(snapshot, contracts, back)
  return answer(again) === answer(report) ? { ...rest, evidence: form, report: digestOf(again) } : null
}

const evaluated = ({ at, knownAt, period, zones }: Snapshot, contracts: readonly Contract[], evidence: Evidence): Report =>
  evaluate(contracts, evidence, { at: parseInstant(at), knownAt: parseInstant(knownAt), period, zones: zonesFrom(zones) })

/** Everything but which bytes of evidence it came from and what had been said before. */
function answer({ objectives, credits, escalations }: Report): string {
  const last = (objective: ObjectiveReport) => ({ ...objective, ledger: objective.ledger.filter((entry) => entry.as !== 'superseded') })
  return canonical({ objectives: objectives.map(last), credits, escalations })
}
