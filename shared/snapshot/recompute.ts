/**
 * Opens a snapshot: is it whole, does its report recompute, and where not, what differs and why. Who signed it is seal.ts,
 * whether that key is known trust.ts; the answers stand side by side and none implies another.
 */

import { canonicalFast as canonical } from '../base/canonical-fast.ts'
import { type Difference, differences } from '../base/differences.ts'
import { parseJson } from '../base/json.ts'
import type { Problem } from '../base/problem.ts'
import type { Contract } from '../contract/model.ts'
import { readContractValue } from '../contract/read-contract.ts'
import { evaluate } from '../evaluate/index.ts'
import type { Report } from '../evaluate/model/report.ts'
import type { Evidence } from '../evidence/model.ts'
import { readEvidenceValue } from '../evidence/read-evidence.ts'
import { isRotation, MOST_ROTATIONS } from '../signing/key-rotation.ts'
import { isInstant, parseInstant } from '../time/instant.ts'
import type { EpochMs } from '../time/intervals.ts'
import { cutRules, zonesFrom } from '../time/tables.ts'
import { offsetAt, type ZoneRules, type Zones } from '../time/zone.ts'
import { isPacked, unpacked } from './packed-evidence.ts'
import { type Digest, digestOf, isDigest } from './report-digest.ts'
import type { SmallSnapshot } from './small-form.ts'
import { SNAPSHOT_FORMAT, type Snapshot } from './snapshot.ts'

export const SNAPSHOT_LIMITS = { size: 20_000_000, depth: 32 } as const

export interface Opened {
  /** As it came: what its seal is over. */
  readonly document: Snapshot | SmallSnapshot
  readonly contracts: readonly Contract[]
  readonly evidence: Evidence
  readonly at: EpochMs
  readonly knownAt: EpochMs
}

export interface OpenRead {
  /** null where there is a problem: a snapshot is read whole or not at all. */
  readonly opened: Opened | null
  readonly problems: readonly Problem[]
}

/** Reads strictly; never throws, whatever the text. */
export function readSnapshot(text: string): OpenRead {
  let value: unknown
  try {
    value = parseJson(text, SNAPSHOT_LIMITS)
  } catch (error) {
    return refused({ path: '', wanted: 'JSON', got: (error as Error).message })
  }
  return readSnapshotValue(value)
}

export function readSnapshotValue(value: unknown): OpenRead {
  if (!isObject(value)) return refused({ path: '', wanted: 'a snapshot, an object', got: kind(value) })
  const { format } = value
  if (typeof format === 'string' && /^standing\/snapshot@([2-9]|[1-9]\d+)$/.test(format))
    return refused({ path: 'format', wanted: `${SNAPSHOT_FORMAT}; this was made by a newer Standing, update this one`, got: format })
  if (format !== SNAPSHOT_FORMAT) return refused({ path: 'format', wanted: SNAPSHOT_FORMAT, got: kind(format) })

  const problems: Problem[] = []
  const { contract, others = [], evidence, at, knownAt, period, zones, report, createdAt, createdBy, redacted, focus, rotations } = value
  const contracts = [contract, ...(Array.isArray(others) ? others : [])].map((one, index) => {
    const read = readContractValue(one)
    const place = index === 0 ? 'contract' : `others[${index - 1}]`
    problems.push(...read.problems.map((problem) => ({ ...problem, path: joined(place, problem.path) })))
    return read.contract
  })
  const told = isPacked(evidence) ? unpacked(evidence) : readEvidenceValue(evidence)
  problems.push(...told.problems.map((problem) => ({ ...problem, path: joined('evidence', problem.path) })))
  const want = (good: boolean, path: string, wanted: string, got: unknown): void => {
    if (!good) problems.push({ path, wanted, got: kind(got) })
  }
  for (const [path, instant] of Object.entries({ at, knownAt, createdAt }))
    want(typeof instant === 'string' && isInstant(instant), path, 'an ISO 8601 instant with offset or Z', instant)
  want(Array.isArray(others), 'others', 'a list of agreements', others)
  want(typeof period === 'string', 'period', "a period's label or all", period)
  want(isObject(createdBy) && typeof createdBy.tool === 'string', 'createdBy', 'who made it: {name, tool}', createdBy)
  want(Array.isArray(redacted) && redacted.every((one) => typeof one === 'string'), 'redacted', 'a list of names', redacted)
  want(
    isDigest(report) || (isObject(report) && report.format === 'standing/report@1' && Array.isArray(report.objectives)),
    'report',
    'a report, standing/report@1, or its digest',
    report,
  )
  for (const key of ['note', 'asks']) want(value[key] === undefined || typeof value[key] === 'string', key, 'text', value[key])
  want(focus === undefined || isFocus(focus), 'focus', 'an entry of the ledger: {objective, from, to}, from before to', focus)
  want(
    rotations === undefined || (Array.isArray(rotations) && rotations.length <= MOST_ROTATIONS && rotations.every(isRotation)),
    'rotations',
    `at most ${MOST_ROTATIONS} statements of a new key, standing/rotation@1`,
    rotations,
  )
  want(Array.isArray(zones) && zones.length > 0, 'zones', 'a list of zone tables', zones)
  for (const [index, zone] of Array.isArray(zones) ? zones.entries() : [])
    want(isTable(zone), `zones[${index}]`, 'a table of transitions', zone)
  if (problems.length > 0 || told.evidence === null || contracts.some((one) => one === null)) return { opened: null, problems }
  return {
    opened: {
      document: value as unknown as Snapshot,
      contracts: contracts as Contract[],
      evidence: told.evidence,
      at: parseInstant(at as string),
      knownAt: parseInstant(knownAt as string),
    },
    problems,
  }
}

export type Recomputed =
  /** The report is the same to the last byte. */
  | { readonly state: 'same'; readonly report: Report; readonly zoneData: ZoneData }
  | {
      readonly state: 'different'
      readonly report: Report
      readonly differences: readonly Difference[]
      readonly why: readonly DifferenceReason[]
      readonly zoneData: ZoneData
    }
  | { readonly state: 'impossible'; readonly reason: string }
/** What could explain a difference. */
export type DifferenceReason = 'evaluator' | 'zone-data' | 'contract' | 'evidence' | 'report'
/** Whether this computer's own zone data says the same as the tables carried. */
export type ZoneData = 'same' | 'different' | 'unknown'

/** Recomputes from what the snapshot carries; `own` is this computer's zone data, to be compared. Never throws. */
export function recompute(opened: Opened, own?: Zones): Recomputed {
  const { document, contracts, evidence, at, knownAt } = opened
  let report: Report
  try {
    report = evaluate(contracts, evidence, { at, knownAt, period: document.period, zones: zonesFrom(document.zones) })
  } catch (error) {
    return { state: 'impossible', reason: error instanceof Error ? error.message : String(error) }
  }
  const zoneData = own ? compareZones(document.zones, own) : 'unknown'
  const theirs = document.report
  if (isDigest(theirs)) return { ...againstDigest(theirs, report), report, zoneData }
  if (canonical(report) === canonical(theirs)) return { state: 'same', report, zoneData }
  return { state: 'different', report, differences: differences(theirs, report), why: reasons(theirs, report), zoneData }
}

/** A digest names the whole report by its hash and tells its figures in brief: where those agree too, only that they do can be said. */
function againstDigest(
  theirs: Digest,
  report: Report,
): { state: 'same' } | { state: 'different'; differences: readonly Difference[]; why: readonly DifferenceReason[] } {
  const ours = digestOf(report)
  if (canonical(theirs) === canonical(ours)) return { state: 'same' }
  const why: DifferenceReason[] = []
  if (theirs.evaluator !== ours.evaluator) why.push('evaluator')
  if (theirs.tzdb !== ours.tzdb) why.push('zone-data')
  return { state: 'different', differences: differences(theirs, ours), why: why.length > 0 ? why : ['report'] }
}

/** What the two reports say they were made from; where all of that is equal, the report itself was changed. */
function reasons(theirs: Report, ours: Report): readonly DifferenceReason[] {
  const found: DifferenceReason[] = []
  if (theirs.evaluator !== ours.evaluator) found.push('evaluator')
  if (theirs.tzdb !== ours.tzdb) found.push('zone-data')
  if (theirs.contract?.sha256 !== ours.contract.sha256) found.push('contract')
  if (theirs.evidence?.sha256 !== ours.evidence.sha256) found.push('evidence')
  return found.length > 0 ? found : ['report']
}

function compareZones(tables: readonly ZoneRules[], own: Zones): ZoneData {
  try {
    return tables.every((table) => sameClock(table, own(table.id))) ? 'same' : 'different'
  } catch {
    return 'different'
  }
}

/** Same offset at every instant at which either changes, within what the carried one covers. */
function sameClock(table: ZoneRules, own: ZoneRules): boolean {
  const mine = cutRules(own, table.from, table.to)
  return [...table.starts, ...mine.starts].every((instant) => offsetAt(table, instant) === offsetAt(mine, instant))
}

function isFocus(value: unknown): boolean {
  if (!isObject(value)) return false
  const { objective, from, to } = value
  const instant = (text: unknown): text is string => typeof text === 'string' && isInstant(text)
  return typeof objective === 'string' && instant(from) && instant(to) && parseInstant(from) <= parseInstant(to)
}

function isTable(value: unknown): value is ZoneRules {
  if (!isObject(value) || typeof value.id !== 'string') return false
  const { starts, offsets, from, to } = value
  return (
    Array.isArray(starts) &&
    Array.isArray(offsets) &&
    starts.length > 0 &&
    starts.length === offsets.length &&
    starts.every((start, index) => Number.isSafeInteger(start) && (index === 0 || start > starts[index - 1])) &&
    offsets.every((offset) => Number.isSafeInteger(offset) && Math.abs(offset) <= 86_400_000) &&
    Number.isSafeInteger(from) &&
    Number.isSafeInteger(to) &&
    (from as number) < (to as number)
  )
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
const refused = (problem: Problem): OpenRead => ({ opened: null, problems: [problem] })
const joined = (place: string, path: string): string => (path === '' ? place : `${place}.${path}`)
const kind = (value: unknown): string => {
  if (value === undefined) return 'nothing'
  const text = JSON.stringify(value) ?? String(value)
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
