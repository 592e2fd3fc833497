/** How each kind of source is read. Its form and row are in pages/agreement/source-panels.tsx: nothing here imports a page. */
import { kindOf, type SourceKindId } from '../store/source-kind.ts'
import type { SourceRecord } from '../store/store-schema.ts'
import { feed } from './feed-source.ts'
import { metrics } from './metrics.ts'
import { publishedFeed } from './published-feed.ts'
import type { SourceReader } from './reading-turn.ts'
import { uptimeCheck } from './uptime-check-pace.ts'

/** A file is read when a person picks it, requests are counted as they end, a problem is recorded when it is reported. */
const notPolled = (id: SourceKindId): SourceReader => ({ id, read: null, pace: 'backs-off' })

export const SOURCE_REGISTRY: Readonly<Record<SourceKindId, SourceReader>> = {
  feed,
  'published-feed': publishedFeed,
  'uptime-check': uptimeCheck,
  metrics,
  import: notPolled('import'),
  'own-traffic': notPolled('own-traffic'),
  manual: notPolled('manual'),
}

export const kindOfSource = (source: SourceRecord): SourceReader => SOURCE_REGISTRY[kindOf(source)]
