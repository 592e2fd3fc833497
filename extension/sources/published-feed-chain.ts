/**
 * A standing feed over time: the hashes that were seen, whether each new feed names the one before it, and what its closed
 * periods came to. Late changes of a closed period are reported, with the difference, and whether the
 * agreement's settling time had passed. Pure: old state and body in, new state out.
 */

import { objectiveKey } from '../../shared/contract/each-service.ts'
import { evaluate } from '../../shared/evaluate/index.ts'
import type { ObjectiveReport } from '../../shared/evaluate/model/report.ts'
import { EVALUATOR } from '../../shared/evaluate/report-identity.ts'
import { feedHash } from '../../shared/published/feed.ts'
import { type Feed, readFeed } from '../../shared/published/read-feed.ts'
import type { EpochMs } from '../../shared/time/intervals.ts'
import { zonesFrom } from '../../shared/time/tables.ts'
import type { ClosedFigure, FeedBreak, FeedChain, Rewrite } from '../store/feed-chain.ts'

const MOST_SEEN = 200
const MOST_TOLD = 100

export const NEW_CHAIN: FeedChain = { seen: [], last: null, evaluator: '', closed: {}, rewrites: [], breaks: [] }

export interface Followed {
  readonly chain: FeedChain
  /** What this feed rewrote; empty for the first feed, and after a change of our own evaluator. */
  readonly rewrites: readonly Rewrite[]
  readonly broke: FeedBreak | null
}

/** Takes a feed in. Throws FeedRefused for what is no feed. */
export function follow(before: FeedChain, body: string, now: EpochMs): Followed {
  const feed = readFeed(body)
  const hash = feedHash(feed.document)
  if (hash === before.last?.hash) return { chain: before, rewrites: [], broke: null }
  const closed = closedOf(feed)
  // Another evaluator may come to another figure by the same evidence: that is our doing.
  const rewrites = before.evaluator === EVALUATOR ? rewritten(before.closed, closed, feed, now) : []
  const kind = before.last && breakOf(before, feed, hash)
  const broke = kind ? { at: now, kind } : null
  return {
    chain: {
      seen: [...before.seen.filter((each) => each !== hash), hash].slice(-MOST_SEEN),
      last: { hash, at: feed.at },
      evaluator: EVALUATOR,
      closed,
      rewrites: [...before.rewrites, ...rewrites].slice(-MOST_TOLD),
      breaks: [...before.breaks, ...(broke ? [broke] : [])].slice(-MOST_TOLD),
    },
    rewrites,
    broke,
  }
}

/** null where the feed names the last one that was seen, or one that nobody here saw: feeds between two readings are no break. */
function breakOf({ seen, last }: FeedChain, feed: Feed, hash: string): FeedBreak['kind'] | null {
  if (seen.includes(hash) || (last && feed.at < last.at)) return 'older'
  if (feed.predecessor === null) return 'cut'
  return feed.predecessor !== last?.hash && seen.includes(feed.predecessor) ? 'replaced' : null
}

const keyOf = (report: ObjectiveReport): string => `${objectiveKey(report)} ${report.period.label}`

function closedOf(feed: Feed): Record<string, ClosedFigure> {
  const { objectives } = evaluate(feed.contracts, feed.evidence, { at: feed.at, zones: zonesFrom(feed.zones), period: 'all' })
  return Object.fromEntries(
    objectives
      .filter(({ period }) => period.to <= feed.at && period.from >= feed.since)
      .map((report) => [
        keyOf(report),
        {
          objective: objectiveKey(report),
          period: report.period.label,
          from: report.period.from,
          verdict: report.verdict,
          value: report.attained.value,
          exact: [report.attained.lowExact, report.attained.highExact],
          settles: report.settles,
        },
      ]),
  )
}

function rewritten(before: FeedChain['closed'], after: FeedChain['closed'], feed: Feed, now: EpochMs): Rewrite[] {
  return Object.entries(before).flatMap(([key, was]) => {
    // What is older than the feed carries has grown old.
    if (was.from < feed.since) return []
    const is = after[key] ?? null
    if (is && is.verdict === was.verdict && is.exact.join() === was.exact.join()) return []
    return [{ at: now, was, is, settled: was.settles <= feed.at }]
  })
}
