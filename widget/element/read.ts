/** Feed in, facts out: what the element needs of `standing/feed@1`. */
import { NO_EVIDENCE } from '../../shared/evidence/model.ts'
import { zonesFrom } from '../../shared/time/tables.ts'
import type { Facts } from './standing.ts'

/** Throws where the text is not a feed of a version that this build knows. */
export async function read(text: string): Promise<Facts> {
  const feed = JSON.parse(text)
  if (feed?.format !== 'standing/feed@1') throw new RangeError('wanted standing/feed@1')
  return {
    contracts: [feed.contract].flat(),
    evidence: { ...NO_EVIDENCE, ...feed.evidence },
    zones: zonesFrom(feed.zones),
    at: feed.generatedAt,
    validFor: feed.validFor,
    seal: 'unsigned',
  }
}
