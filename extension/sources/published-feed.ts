/** A feed of service levels that a provider publishes: read as any feed, and its chain of hashes and closed periods followed. */
import type { EpochMs } from '../../shared/time/intervals.ts'
import type { LogEntry } from '../store/store-schema.ts'
import { type OnBody, readFeedSource } from './feed-source.ts'
import { type Followed, follow, NEW_CHAIN } from './published-feed-chain.ts'
import type { ReadingTurn, SourceReader } from './reading-turn.ts'

export const publishedFeed: SourceReader = { id: 'published-feed', pace: 'backs-off', read: (turn) => readFeedSource(turn, chainOf(turn)) }

const chainOf =
  ({ source }: ReadingTurn): OnBody =>
  (body, now) => {
    const followed = follow(source.state.chain ?? NEW_CHAIN, body, now)
    return { state: { chain: followed.chain }, log: linesOf(followed, source.id, now) }
  }

function linesOf({ rewrites, broke }: Followed, source: string, at: EpochMs): LogEntry[] {
  const rewritten = rewrites.map(({ was }) => ({ at, what: 'feed-rewritten', source, detail: `${was.objective} ${was.period}` }))
  return [...rewritten, ...(broke ? [{ at, what: 'feed-broke', source, detail: broke.kind }] : [])]
}
