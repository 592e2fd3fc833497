/**
 * Our own feed, standing/feed@1, tracked as one more source: it carries the provider's own statements
 * and is known from when it was read. Its verdicts are never taken over; they are not even in it.
 */
import type { Evidence } from '../evidence/model.ts'
import { FEED_FORMAT, FeedRefused, readFeed } from '../published/read-feed.ts'
import { type AccountRow, accountOf } from './account.ts'
import type { FeedAdaptor, Reading, ReadOptions } from './adaptor.ts'
import { FeedError } from './feed-error.ts'
import { describeBody, isObject, withinSize } from './parts/body.ts'
import { ComponentMap } from './parts/component-map.ts'
import { sourceOf } from './parts/finish-reading.ts'
import { rowReason } from './row-reasons.ts'

const ID = 'standing'

export const standing: FeedAdaptor = {
  id: ID,
  title: 'Standing feed',
  known: 'code',
  cors: true,
  addresses: (page) => [new URL('/.well-known/sla.json', page)],
  accepts: ['application/vnd.standing.feed+json', 'application/json'],
  recognises: (body) => isObject(body) && body.format === FEED_FORMAT,
  read: (body, options) => {
    withinSize(ID, body)
    try {
      return readingOf(body, options)
    } catch (cause) {
      if (!(cause instanceof FeedRefused)) throw cause
      const isJson = !cause.message.startsWith('feed:')
      throw new FeedError(
        ID,
        isJson ? 'wrong-shape' : 'not-json',
        '',
        isJson ? cause.message : `wanted ${FEED_FORMAT}, got ${describeBody(body)}`,
        { cause },
      )
    }
  },
}

function readingOf(body: string, options: ReadOptions): Reading {
  const { contracts, evidence, since } = readFeed(body)
  const parts = new Map(contracts.flatMap((contract) => contract.services.map((service) => [service.id, service.name] as const)))
  const components = [...parts].map(([id, name]) => ({ id, name, state: 'unknown' as const, isGroup: false }))
  const own = ownWords(evidence, options, parts)
  return {
    evidence: own,
    completeFrom: since,
    coveredTo: options.observedAt,
    isWhole: true,
    account: accountOf(rowsOf(evidence, own)),
    doubtful: 0,
    rejected: [],
    components,
    events: own.spans.length + own.maintenance.length,
    refs: [...new Set([...own.spans, ...own.maintenance].map((row) => row.ref ?? ''))],
    unmatched: new ComponentMap(components, options.map).unmatched,
    notes: [],
  }
}

/** Spans that name no service of the map are not assigned; what covers time is no event. */
function rowsOf(given: Evidence, own: Evidence): readonly AccountRow[] {
  const kept = new Set(own.spans.map(({ ref }) => ref))
  return [
    ...given.spans.map((span): AccountRow => {
      const ref = span.ref ?? `${span.service} ${span.from}`
      if (span.service === null || !kept.has(ref))
        return { ref, part: 'notAssigned', ...rowReason(span.service === null ? 'no-component' : 'not-mapped') }
      return span.state === 'up' ? { ref, part: 'noImpact', ...rowReason('up') } : { ref, part: 'spans', ...rowReason(span.state) }
    }),
    ...given.maintenance.map(({ ref, id }): AccountRow => ({ ref: ref ?? id, part: 'maintenance', ...rowReason('maintenance') })),
    ...given.checks.map(({ service }): AccountRow => ({ ref: service, part: 'spans', ...rowReason('checked') })),
    ...given.requests.map(({ service, from }): AccountRow => ({ ref: `${service} ${from}`, part: 'spans', ...rowReason('requests') })),
    ...given.samples.map(({ service, from }): AccountRow => ({ ref: `${service} ${from}`, part: 'spans', ...rowReason('samples') })),
  ]
}

function ownWords(evidence: Evidence, { observedAt, source: _, map, ...rest }: ReadOptions, names: ReadonlyMap<string, string>): Evidence {
  const source = sourceOf({ observedAt, source: _, ...rest })
  const serviceOf = (id: string): string | undefined => (map ? (map.get(id) ?? map.get(names.get(id) ?? '')) : id)
  const told = <T extends { readonly service: string }>(rows: readonly T[]): T[] =>
    rows.flatMap((row) => {
      const service = serviceOf(row.service)
      return service === undefined ? [] : [{ ...row, service, source }]
    })
  return {
    ...evidence,
    spans: evidence.spans.flatMap((span) => {
      const service = span.service === null ? null : serviceOf(span.service)
      if (service === undefined) return []
      return [{ ...span, service, source, ref: span.ref ?? `${span.service} ${span.from}`, observedAt }]
    }),
    // Nobody can speak for time after we read them.
    coverage: told(evidence.coverage).flatMap((row) =>
      row.from < observedAt ? [{ ...row, to: row.to === null ? null : Math.min(row.to, observedAt) }] : [],
    ),
    checks: told(evidence.checks),
    requests: told(evidence.requests),
    samples: told(evidence.samples),
    maintenance: evidence.maintenance.map((row) => ({
      ...row,
      services: row.services.flatMap((id) => serviceOf(id) ?? []),
      source,
      ref: row.ref ?? row.id,
      observedAt,
    })),
    lifetimes: evidence.lifetimes.flatMap((row) => {
      const service = serviceOf(row.service)
      return service === undefined ? [] : [{ ...row, service }]
    }),
    // What the provider excludes is a claim about the agreement, not about the service: it is for a person to accept.
    declarations: [],
    deliveries: evidence.deliveries,
  }
}
