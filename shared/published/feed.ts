/**
 * The feed a widget and other people's extensions read, `standing/feed@1`: the public part of an agreement, the evidence of
 * its current and last 12 closed periods, and the clocks of its zones, so that every verdict can be recomputed without zone
 * data. Reading it is read-feed.ts, which is all that a widget carries.
 *
 * Evidence is packed: of each kind of row one object, `rows` their number, each field a list of that length or one value
 * for all. Instants are ms relative to `origin`; `from` is relative to the row before; `for` is the length, null while it
 * is not over. Names are places in `texts`, -1 for none. See pack-evidence.ts for the fields of each kind.
 */

import { canonical, sha256Hex } from '../base/canonical.ts'
import type { Contract } from '../contract/model.ts'
import { versionAt, versionsOf } from '../evaluate/periods/version-in-effect.ts'
import type { Evidence } from '../evidence/model.ts'
import type { Seal } from '../signing/seal.ts'
import { compileHours } from '../time/calendar.ts'
import { isoUtc } from '../time/instant.ts'
import type { DurationMs, EpochMs } from '../time/intervals.ts'
import { durationText } from '../time/iso-duration.ts'
import { cutRules } from '../time/tables.ts'
import type { ZoneRules, Zones } from '../time/zone.ts'
import { type PackedEvidence, packEvidence } from './pack-evidence.ts'
import { publicPart } from './public-contract.ts'
import { carriedEvidence, carriedSince, carriedUntil } from './published-window.ts'
import { FEED_FORMAT } from './read-feed.ts'

export interface FeedDocument {
  readonly format: typeof FEED_FORMAT
  /** The instant the feed speaks for, ISO 8601. */
  readonly generatedAt: string
  /** How long it may be taken for current, an ISO 8601 duration. */
  readonly validFor: string
  /** SHA-256 of the canonical form of the feed before it; null for the first. */
  readonly predecessor: string | null
  /** The public part of the version in force. */
  readonly contract: Contract
  /** Earlier versions that apply to periods in this feed, oldest first; absent where there are none. */
  readonly versions?: readonly Contract[]
  readonly evidence: PackedEvidence
  /** From when the evidence is whole: periods that began earlier can't be recomputed. */
  readonly since: string
  /** What the clocks of the zones do, as far as the feed reaches. */
  readonly zones: readonly ZoneRules[]
  /** Named service hours as instants, [from, to) after one another, relative to the evidence's origin. */
  readonly calendars: Readonly<Record<string, readonly number[]>>
  readonly evaluator: string
  readonly tzdb: string
  readonly signature?: Seal
}

export interface PublishedFeedOptions {
  readonly at: EpochMs
  readonly validFor: DurationMs
  readonly zones: Zones
  readonly evaluator: string
  readonly tzdb: string
  /** The feed before this one, as it was served. */
  readonly predecessor?: object
}

/** How a feed is named by the one after it. */
export const feedHash = (document: object): string => sha256Hex(canonical(document))

/** `contracts` are the versions of one agreement, read and inherited. Unsigned. */
export function makeFeed(contracts: readonly Contract[], evidence: Evidence, options: PublishedFeedOptions): FeedDocument {
  const { at, zones } = options
  const parts = contracts.map(publicPart)
  const since = carriedSince(parts, zones, at)
  const until = carriedUntil(parts, zones, at)
  const versions = versionsOf(parts, zones)
  const current = versionAt(versions, at).contract
  const earlier = versions.map((version) => version.contract).filter((part) => part !== current)
  const packed = packEvidence(carriedEvidence(evidence, parts, since, at), since)
  return {
    format: FEED_FORMAT,
    generatedAt: isoUtc(at),
    validFor: durationText(options.validFor),
    predecessor: options.predecessor ? feedHash(options.predecessor) : null,
    contract: current,
    ...(earlier.length > 0 && { versions: earlier }),
    evidence: packed,
    since: isoUtc(since),
    zones: zonesOf(parts).map((id) => cutRules(zones(id), since - MARGIN, until + MARGIN)),
    calendars: hoursOf(current, zones, since, until),
    evaluator: options.evaluator,
    tzdb: options.tzdb,
  }
}

/** Deadlines and the next period lie after the current one; local dates reach over its edges. */
const MARGIN = 400 * 86_400_000

/** Every zone that the agreement or one of its calendars names, once. */
function zonesOf(parts: readonly Contract[]): readonly string[] {
  const own = parts.flatMap((part) =>
    Object.values(part.calendars ?? {}).flatMap((rule) => ('weekly' in rule && rule.zone ? [rule.zone] : [])),
  )
  return [...new Set([...parts.map((part) => part.zone), ...own])].sort()
}

function hoursOf(part: Contract, zones: Zones, since: EpochMs, until: EpochMs): Record<string, readonly number[]> {
  const names = Object.keys(part.calendars ?? {})
  return Object.fromEntries(
    names.map((name) => [name, compileHours(name, part.calendars, zones(part.zone), zones, since, until).map((at) => at - since)]),
  )
}
