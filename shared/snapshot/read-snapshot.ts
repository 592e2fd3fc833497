/** Reads a snapshot from outside: its shape, its agreements and its evidence, with all problems at once. Nothing is evaluated. */

import { isObject } from '../base/is-object.ts'
import { parseJson } from '../base/json.ts'
import type { Problem } from '../base/problem.ts'
import type { Contract } from '../contract/model.ts'
import { readContractValue } from '../contract/read-contract.ts'
import type { Evidence } from '../evidence/model.ts'
import { readEvidenceValue } from '../evidence/read-evidence.ts'
import { isRotation, MOST_ROTATIONS } from '../signing/key-rotation.ts'
import { isInstant, parseInstant } from '../time/instant.ts'
import type { EpochMs } from '../time/intervals.ts'
import type { ZoneRules } from '../time/zone.ts'
import { isPacked, unpacked } from './packed-evidence.ts'
import { isDigest } from './report-digest.ts'
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

const refused = (problem: Problem): OpenRead => ({ opened: null, problems: [problem] })
const joined = (place: string, path: string): string => (path === '' ? place : `${place}.${path}`)
const kind = (value: unknown): string => {
  if (value === undefined) return 'nothing'
  const text = JSON.stringify(value) ?? String(value)
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
