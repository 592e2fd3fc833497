/**
 * Provider-reported uptime, where it has an address of its own and the person granted permission to read it. A figure that
 * can't be read costs the source nothing: the last one stays, with its day.
 */
import type { FeedAdaptor } from '../../shared/feeds/adaptor.ts'
import { FeedError } from '../../shared/feeds/feed-error.ts'
import { officialAt } from '../../shared/feeds/parts/official.ts'
import type { EpochMs } from '../../shared/time/intervals.ts'
import type { SourceRecord, SourceState } from '../store/store-schema.ts'
import { type Fetched, ReadTrouble } from './fetch-address.ts'

interface OfficialParts {
  readonly adaptors: readonly FeedAdaptor[]
  readonly now: () => EpochMs
  readonly permitted: (address: string) => Promise<boolean>
  readonly read: (address: string, accepts: readonly string[]) => Promise<Fetched>
}

/** Pages count by days. */
const AGAIN = 6 * 3_600_000

/** The new figure; undefined where it is not due, not permitted, or stands in the list itself. */
export async function readOfficial(
  { adaptors, now, permitted, read }: OfficialParts,
  source: SourceRecord,
): Promise<SourceState['official'] | undefined> {
  const find = (id: string): FeedAdaptor | undefined => adaptors.find((adaptor) => adaptor.id === id)
  const place = officialAt(source.feed, source.address)
  const adaptor = place && find(place.feed)
  const before = source.state.official
  const at = now()
  const waits = before?.notBefore !== undefined && before.notBefore > at && before.notBefore <= at + AGAIN
  if (!place || !adaptor || waits || !(await permitted(place.address.href))) return undefined
  const kept = { at: before?.at ?? at, said: before?.said ?? null, notBefore: at + AGAIN }
  try {
    const { body } = await read(place.address.href, adaptor.accepts)
    const said = adaptor.read(body ?? '', { observedAt: at, source: source.id }).official
    return said ? { at, said, notBefore: at + AGAIN } : kept
  } catch (error) {
    if (error instanceof ReadTrouble || error instanceof FeedError) return kept
    throw error
  }
}
