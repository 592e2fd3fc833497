/**
 * Reads `standing/feed@1` as feed.ts makes it. Kept small, because it travels with the widget: no schema library, no YAML, no
 * zone data. The agreement is checked as far as the evaluator needs its shape; all numbers are checked.
 */

import { isObject } from '../base/is-object.ts'
import type { Contract } from '../contract/model.ts'
import type { Evidence } from '../evidence/model.ts'
import { parseInstant } from '../time/instant.ts'
import type { DurationMs, EpochMs } from '../time/intervals.ts'
import { elapsedMs } from '../time/iso-duration.ts'
import type { ZoneRules } from '../time/zone.ts'
import { evidenceOf } from './unpack-evidence.ts'
import { FeedRefused, type PackedRow, want } from './unpack-rows.ts'

export { FeedRefused }

export const FEED_FORMAT = 'standing/feed@1'

/** Characters; a real feed has about 40,000. */
const LARGEST = 4_000_000

export interface Feed {
  /** Earlier versions first, the one in force last. */
  readonly contracts: readonly Contract[]
  readonly evidence: Evidence
  readonly zones: readonly ZoneRules[]
  /** The instant the feed speaks for. */
  readonly at: EpochMs
  readonly validFor: DurationMs
  /** From when the evidence is whole. */
  readonly since: EpochMs
  readonly evaluator: string
  readonly predecessor: string | null
  /** As parsed, for the check of its seal. */
  readonly document: object
}

/** Throws FeedRefused, and nothing else. */
export function readFeed(text: string): Feed {
  want(text.length <= LARGEST, 'feed', `at most ${LARGEST} characters`)
  let document: unknown
  try {
    document = JSON.parse(text)
  } catch {
    throw new FeedRefused('feed: wanted JSON')
  }
  want(isObject(document), 'feed', 'an object')
  const { format, contract, versions = [], zones } = document
  if (typeof format === 'string' && /^standing\/feed@([2-9]|\d\d)/.test(format)) {
    throw new FeedRefused(`format: wanted ${FEED_FORMAT}, got a newer one`, true)
  }
  want(format === FEED_FORMAT, 'format', FEED_FORMAT)
  want(Array.isArray(versions), 'versions', 'a list')
  want(Array.isArray(zones) && zones.length > 0, 'zones', 'a list')
  return {
    contracts: [...versions, contract].map(contractOf),
    evidence: evidenceOf(document.evidence),
    zones: zones.map(zoneOf),
    at: instantOf(document, 'generatedAt'),
    validFor: durationOf(document.validFor),
    since: instantOf(document, 'since'),
    evaluator: textOf(document.evaluator),
    predecessor: typeof document.predecessor === 'string' ? document.predecessor : null,
    document,
  }
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

function instantOf(document: PackedRow, key: string): EpochMs {
  try {
    return parseInstant(textOf(document[key]))
  } catch {
    throw new FeedRefused(`${key}: wanted an instant`)
  }
}

function durationOf(value: unknown): DurationMs {
  try {
    return elapsedMs(textOf(value))
  } catch {
    throw new FeedRefused('validFor: wanted a duration')
  }
}

function contractOf(value: unknown): Contract {
  want(isObject(value), 'contract', 'an object')
  want(value.format === 'standing/contract@1', 'contract.format', 'standing/contract@1')
  for (const key of ['id', 'title', 'zone']) want(typeof value[key] === 'string', `contract.${key}`, 'text')
  want(isObject(value.period), 'contract.period', 'an object')
  for (const key of ['services', 'objectives']) {
    const list = value[key]
    want(Array.isArray(list) && list.every((each) => isObject(each) && typeof each.id === 'string'), `contract.${key}`, 'a list of clauses')
  }
  return value as unknown as Contract
}

/** Transitions in ascending order, each with its offset. */
function zoneOf(value: unknown): ZoneRules {
  want(isObject(value) && typeof value.id === 'string', 'zones', 'a zone with its id')
  const { starts, offsets } = value
  const isTable =
    Array.isArray(starts) &&
    Array.isArray(offsets) &&
    starts.length > 0 &&
    starts.length === offsets.length &&
    starts.every((start, index) => Number.isSafeInteger(start) && (index === 0 || start > starts[index - 1])) &&
    offsets.every((offset) => Number.isSafeInteger(offset) && Math.abs(offset) <= 86_400_000)
  want(isTable && Number.isSafeInteger(value.from) && Number.isSafeInteger(value.to), `zones ${value.id}`, 'a table of transitions')
  return value as unknown as ZoneRules
}
