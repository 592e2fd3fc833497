/**
 * The kinds of source. The `feed` of a stored record says which kind it is, and nothing else compares those words. How a kind
 * is read stands in sources/registry.ts, its form and its row in pages/agreement/source-panels.tsx.
 */
import type { Source } from '../../shared/evidence/model.ts'
import type { SourceRecord } from './store-schema.ts'

export const SOURCE_KINDS = ['feed', 'published-feed', 'uptime-check', 'metrics', 'import', 'own-traffic', 'manual'] as const
export type SourceKindId = (typeof SOURCE_KINDS)[number]

/** The `feed` of an address that is checked, and its one component. */
export const PROBE = 'probe'
/** The one component of a server of metrics. */
export const METRICS = 'metrics'
/** The `feed` of a source that is a file. */
export const IMPORT = 'import'
/** The `feed` of service levels that a provider publishes in our own format. */
const PUBLISHED = 'standing'

export function kindOf({ feed, metrics }: Pick<SourceRecord, 'feed' | 'metrics'>): SourceKindId {
  if (feed === PROBE) return 'uptime-check'
  if (feed === IMPORT) return 'import'
  if (metrics) return 'metrics'
  return feed === PUBLISHED ? 'published-feed' : 'feed'
}

/** Whether a source is read again and again; a file is read once. */
export const isPolled = (source: Pick<SourceRecord, 'feed' | 'metrics'>): boolean => kindOf(source) !== 'import'

/** Whether a source is an address that this browser checks. */
export const isUptimeCheck = (source: Pick<SourceRecord, 'feed' | 'metrics'>): boolean => kindOf(source) === 'uptime-check'

/** Whether a source is a server of metrics. */
export const isMetrics = (source: Pick<SourceRecord, 'feed' | 'metrics'>): boolean => kindOf(source) === 'metrics'

/** Who an uptime check speaks for. */
export const probeSource = (id: string): Source => ({ kind: 'probe', id, party: 'customer' })
/** Who a server of metrics speaks for. */
export const metricsSource = (id: string): Source => ({ kind: 'metrics', id, party: 'customer' })
