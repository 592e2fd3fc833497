/** A response of a status feed as evidence; what the reading could not use goes to standard error, line by line. */
import type { Evidence } from '../../shared/evidence/model.ts'
import { FeedError, type Reading } from '../../shared/feeds/adaptor.ts'
import { type Io, Refused } from './io.ts'
import type { FeedOptions } from './load.ts'

/** Throws Refused where the response is not that feed. */
export function readFeed(name: string, body: string, feed: FeedOptions, io: Io): Evidence {
  const reading = responseOf(name, body, feed)
  for (const { path, reason } of reading.rejected) io.err(`${name}: ${path}: not used: ${reason}`)
  for (const note of reading.notes) io.err(`${name}: ${note}`)
  if (reading.events === 0 && reading.components.length === 0) io.err(`${name}: no events: that is no word about any time`)
  else if (reading.rejected.length > 0) io.err(`${name}: rows were not used, so the feed speaks for no time as a whole`)
  return { ...reading.evidence, observer: { name: 'standing', tool: `standing ${__VERSION__}, ${feed.adaptor.id}` } }
}

function responseOf(name: string, body: string, feed: FeedOptions): Reading {
  try {
    return feed.adaptor.read(body, { observedAt: feed.observedAt, source: feed.source, ...(feed.map && { map: feed.map }) })
  } catch (error) {
    if (error instanceof FeedError) throw new Refused([`${name}: ${error.message}`])
    throw error
  }
}
