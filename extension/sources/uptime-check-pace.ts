/**
 * The addresses that are checked from this browser. Those that are due in one wake are asked a few seconds apart, each at
 * its own place in the minute and never on the dot, so that neither they nor many browsers ask in one moment.
 */
import type { DurationMs } from '../../shared/time/intervals.ts'
import { readSetting } from '../store/settings.ts'
import type { SourceRecord } from '../store/store-schema.ts'
import type { PollParts } from './poll-parts.ts'
import { type CheckOutcome, PROBE, probe } from './uptime-check.ts'

/** How far apart the first and the last of one wake are asked, and what chance adds to that. */
const SPREAD_MS = 12_000
const JITTER_MS = 4000

/** What a check said of a source, or why it could not be made. */
export type CheckTurn = CheckOutcome | { readonly denied: string }

export type WatchParts = Pick<PollParts, 'db' | 'now' | 'online' | 'fetch' | 'permitted' | 'chance' | 'wait'>

/** One check, now. */
export async function checkAddresses(parts: WatchParts, source: SourceRecord, all: readonly SourceRecord[]): Promise<CheckTurn> {
  // Without leave an answer's status can't be seen, and a page of errors would pass for a service that works.
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

/** Checks those of the sources that are checks, each at its place in the wake. */
export async function checkAhead(
  parts: WatchParts,
  due: readonly SourceRecord[],
  all: readonly SourceRecord[],
): Promise<ReadonlyMap<string, CheckTurn>> {
  const watched = due.filter(({ feed }) => feed === PROBE)
  const wait = parts.wait ?? ((ms: DurationMs): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms)))
  const seen = await Promise.all(
    watched.map(async (source): Promise<readonly [string, CheckTurn]> => {
      await wait(placeOf(source.id, (parts.chance ?? Math.random)()))
      return [source.id, await checkAddresses(parts, source, all)]
    }),
  )
  return new Map(seen)
}
