/** Feed in, facts out: what the element needs of `standing/feed@1`, its seal followed as far as this page can. */
import { type Feed, readFeed } from '../../shared/published/read-feed.ts'
import { zonesFrom } from '../../shared/time/tables.ts'
import { sealOf } from './check-seal.ts'
import type { Facts } from './objective-view.ts'

let last: { readonly text: string; readonly facts: Promise<Facts> } | undefined

/** Elements of one page share what was read. Throws FeedRefused where the text is not a feed that this build knows. */
export function read(text: string, address: URL): Promise<Facts> {
  if (last?.text !== text) last = { text, facts: facts(text, address) }
  return last.facts
}

async function facts(text: string, address: URL): Promise<Facts> {
  const feed: Feed = readFeed(text)
  const { contracts, evidence, zones, at, validFor } = feed
  return { contracts, evidence, zones: zonesFrom(zones), at, validFor, seal: await sealOf(feed, address) }
}
