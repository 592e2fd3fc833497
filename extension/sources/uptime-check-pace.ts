/**
 * The addresses that are checked from this browser. Those that are due in one wake are asked a few seconds apart, each at
 * its own place in the minute and never on the dot, so that neither they nor many browsers ask in one moment.
 */
import type { DurationMs } from '../../shared/time/intervals.ts'
import { readSetting } from '../store/settings.ts'
import { PROBE, probeSource } from '../store/source-kind.ts'
import type { SourceRecord } from '../store/store-schema.ts'
import { ReadTrouble } from './fetch-address.ts'
import { unchanged } from './merge-reading.ts'
import type { PollParts } from './poll-parts.ts'
import type { ReadingTurn, SourceReader, SourceReading } from './reading-turn.ts'
import { type CheckOutcome, probe } from './uptime-check.ts'

/** How far apart the first and the last of one wake are asked, and what chance adds to that. */
const SPREAD_MS = 3500
const JITTER_MS = 1000

/** The result of a check, or why it could not be made. */
type CheckTurn = CheckOutcome | { readonly denied: string }

export type WatchParts = Pick<PollParts, 'db' | 'now' | 'online' | 'fetch' | 'permitted' | 'chance' | 'wait' | 'limits'>

/** One check, now. */
async function checkAddress(parts: WatchParts, source: SourceRecord, all: readonly SourceRecord[]): Promise<CheckTurn> {
  // Without permission an answer's status can't be read, and a page of errors would pass for a service that works.
  if (!(await parts.permitted(source.address))) return { denied: new URL(source.address).origin }
  const host = new URL(source.address).host
  // Those that a person named come first: only a few are asked.
  const named = await readSetting(parts.db, 'references')
  const pages = [...named, ...all.map(({ page }) => page)].map((page) => new URL(page)).filter((page) => page.host !== host)
  return probe(source.address, {
    now: parts.now,
    online: parts.online,
    fetch: parts.fetch ?? fetch,
    references: [...new Set(pages.map(({ href }) => href))],
    expect: source.expect,
    check: source.check,
    wait: parts.wait,
    signal: parts.limits?.signal,
  })
}

/** When in its wake a source is asked, ms: its own place, which is the same each time, and a little chance. */
export function placeOf(id: string, chance: number): DurationMs {
  let hash = 0x811c9dc5
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193)
  // Ids that differ in their last letter alone are to lie far apart.
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35) >>> 0
  return (hash % SPREAD_MS) + Math.floor(chance * JITTER_MS)
}

export const uptimeCheck: SourceReader = { id: 'uptime-check', pace: 'steady', read: readCheck }

/** A check that was not made is a problem of the source, and no evidence about the service. */
async function readCheck({ parts, source, all }: ReadingTurn): Promise<SourceReading> {
  const outcome = await checkAddress(parts, source, all)
  if ('denied' in outcome) throw new ReadTrouble('no-permission', outcome.denied)
  if ('unknown' in outcome) throw new ReadTrouble(outcome.unknown === 'offline' ? 'offline' : 'unobserved', outcome.unknown)
  const now = parts.now()
  const series = { service: PROBE, source: probeSource(source.id), every: source.every, results: [outcome] }
  return {
    state: { ...unchanged(source, now), events: source.state.events + 1 },
    entry: { source: source.id, at: now, evidence: { checks: [series] } },
  }
}
