/**
 * A snapshot, `standing/snapshot@1`: what the agreement says, the evidence, the report, when and by whom, so that whoever
 * opens it recomputes the same number from the same evidence. Redaction comes before (redact-input.ts), sealing after (seal.ts).
 *
 * It carries what the clocks of its zones do, so that the same figure comes out whatever zone data the reader has.
 */

import { canonicalFast as canonical } from '../base/canonical-fast.ts'
import type { Contract } from '../contract/model.ts'
import { evaluate } from '../evaluate/index.ts'
import type { Report } from '../evaluate/model/report.ts'
import type { Evidence } from '../evidence/model.ts'
import { type EvidenceDocument, evidenceDocument } from '../evidence/write-evidence.ts'
import type { Rotation } from '../signing/key-rotation.ts'
import type { Seal } from '../signing/seal.ts'
import { isoUtc } from '../time/instant.ts'
import type { EpochMs } from '../time/intervals.ts'
import { cutRules, zonesFrom } from '../time/tables.ts'
import type { ZoneRules, Zones } from '../time/zone.ts'
import { neededEvidence, neededSince } from './evidence-of-period.ts'
import { type Focus, focusedObjective } from './one-incident.ts'

export const SNAPSHOT_FORMAT = 'standing/snapshot@1'

export type Snapshot = SnapshotOf<EvidenceDocument, Report>

/** The same format in two forms: whole, as files carry it, and small, as links do (small-form.ts). */
export interface SnapshotOf<E, R> {
  readonly format: typeof SNAPSHOT_FORMAT
  /** ISO 8601. */
  readonly createdAt: string
  readonly createdBy: { readonly name?: string; readonly tool: string }
  /** What was taken out before evaluation: names of redact-input.ts, sorted. */
  readonly redacted: readonly string[]
  /** The version in force, whole after inheritance. */
  readonly contract: Contract
  /** Its other versions, and agreements it depends on. */
  readonly others?: readonly Contract[]
  readonly evidence: E
  readonly at: string
  readonly knownAt: string
  /** A period's label, or `all`. */
  readonly period: string
  readonly zones: readonly ZoneRules[]
  readonly report: R
  /** Words of the sender: what happened, and what is asked for. */
  readonly note?: string
  readonly asks?: string
  /** The one entry of the ledger that it is about; the period is there all the same. */
  readonly focus?: Focus
  /** How the key that signed follows from older ones. */
  readonly rotations?: readonly Rotation[]
  readonly signature?: Seal
}

export interface SnapshotInput {
  /** Read and inherited; the versions of one agreement, and those it depends on. */
  readonly contracts: readonly Contract[]
  readonly evidence: Evidence
  readonly at: EpochMs
  readonly knownAt?: EpochMs
  /** Default: the period that holds `at`. */
  readonly period?: string
  readonly zones: Zones
  readonly createdAt: EpochMs
  readonly createdBy: { readonly name?: string; readonly tool: string }
  readonly redacted?: readonly string[]
  readonly note?: string
  readonly asks?: string
  readonly focus?: Focus
  readonly rotations?: readonly Rotation[]
}

/** Unsigned. Throws RangeError as the evaluator does, for a period that nobody knows, and for a focus on what no ledger has. */
export function makeSnapshot(input: SnapshotInput): Snapshot {
  const { contracts, at, knownAt = at, zones } = input
  const asked = { at, knownAt, ...(input.period !== undefined && { period: input.period }), zones }
  const whole = evaluate(contracts, input.evidence, asked)
  const contract =
    contracts.find((one) => one.id === whole.contract.id && (one.text?.version ?? null) === whole.contract.version) ?? contracts[0]!
  const period = input.period ?? whole.objectives[0]?.period.label ?? 'all'
  const named = { ...asked, period }
  const evidence = whatDecides(contracts, input.evidence, named, whole)
  const tables = zoneTables(contracts, evidence, zones, whole)
  const report = evaluate(contracts, evidence, { ...named, zones: zonesFrom(tables) })
  const { focus, rotations = [] } = input
  if (focus && focusedObjective(focus, report) < 0)
    throw new RangeError(`focus: wanted an entry of the ledger of ${focus.objective} within ${focus.from} to ${focus.to}, got none`)
  const others = contracts.filter((one) => one !== contract)
  return {
    format: SNAPSHOT_FORMAT,
    createdAt: isoUtc(input.createdAt),
    createdBy: input.createdBy,
    redacted: [...(input.redacted ?? [])].sort(),
    contract,
    ...(others.length > 0 && { others }),
    evidence: evidenceDocument(evidence),
    at: isoUtc(at),
    knownAt: isoUtc(knownAt),
    period,
    zones: tables,
    report,
    ...(input.note && { note: input.note }),
    ...(input.asks && { asks: input.asks }),
    ...(focus && { focus }),
    ...(rotations.length > 0 && { rotations }),
  }
}

interface Asked {
  readonly at: EpochMs
  readonly knownAt: EpochMs
  readonly period: string
  readonly zones: Zones
}

/** The part of the evidence that the period needs; all of it where leaving the rest out would change a word of the answer. */
function whatDecides(contracts: readonly Contract[], evidence: Evidence, asked: Asked, whole: Report): Evidence {
  const from = Math.min(...whole.objectives.map((objective) => objective.period.from))
  const to = Math.max(...whole.objectives.map((objective) => objective.period.to))
  // A day more than the period: a run is measured before it is cut (R5).
  const part = neededEvidence(evidence, contracts, neededSince(contracts, asked.zones, from), Math.min(asked.at, to + DAY))
  const answer = ({ objectives, credits, escalations, assumptions }: Report): string =>
    canonical({ objectives, credits, escalations, assumptions })
  return answer(evaluate(contracts, part, asked)) === answer(evaluate(contracts, evidence, asked)) ? part : evidence
}

const DAY = 86_400_000
const YEAR = 366 * DAY

/** Transitions from well before the evidence to well after the last deadline that could follow from it. */
function zoneTables(contracts: readonly Contract[], evidence: Evidence, zones: Zones, report: Report): readonly ZoneRules[] {
  const names = new Set(contracts.map((contract) => contract.zone))
  for (const contract of contracts)
    for (const rule of Object.values(contract.calendars ?? {})) if ('weekly' in rule && rule.zone !== undefined) names.add(rule.zone)
  const starts = [...evidence.spans.map((span) => span.from), ...report.objectives.map((objective) => objective.period.from)]
  const ends = report.objectives.map((objective) => objective.period.to)
  const from = Math.max(0, starts.reduce((a, b) => Math.min(a, b), report.at) - 2 * YEAR)
  const to = Math.max(report.at, ...ends) + 3 * YEAR
  return [...names].sort().map((name) => cutRules(zones(name), from, to))
}
