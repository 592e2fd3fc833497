/**
 * The evidence of one agreement: what its sources said, under the names of its own services. Kept evidence carries the
 * sources' component ids, so that a mended link needs no second reading.
 */
import type { Coverage, Evidence, Maintenance, Source, Span } from '../../shared/evidence/model.ts'
import { clip } from '../../shared/time/intervals.ts'
import type { Store } from './open.ts'
import { concat, readEvidence } from './read.ts'
import type { AgreementRecord, Link, SourceRecord } from './schema.ts'

export const feedSource = (id: string): Source => ({ kind: 'feed', id, party: 'provider' })

/** Who speaks where a source says that it could see: a status page is the provider's, a server of metrics is one's own. */
const speaker = ({ id, metrics }: SourceRecord): Source => (metrics ? { kind: 'metrics', id, party: 'customer' } : feedSource(id))

/** Evidence that belongs to one agreement and no feed: what a person recorded. */
export const ownSource = (agreement: string): string => `agreement:${agreement}`

/** Everything that speaks for an agreement's services, to be handed to the evaluator. */
export async function gather(db: Store, agreement: AgreementRecord, sources: ReadonlyMap<string, SourceRecord>): Promise<Evidence> {
  const linked = await Promise.all(
    agreement.links.map(async (link) => {
      const source = sources.get(link.source)
      return source ? asServices(await readEvidence(db, link.source), link, source) : null
    }),
  )
  return concat([...linked.filter((piece) => piece !== null), await readEvidence(db, ownSource(agreement.id))])
}

/** A source's evidence under the agreement's names. What names no component at all stays unattributed (R19). */
export function asServices(evidence: Evidence, link: Link, source: SourceRecord): Partial<Evidence> {
  const servicesOf = (component: string): readonly string[] => link.components[component] ?? []
  const spans = evidence.spans.flatMap((span): readonly Span[] =>
    span.service === null ? [span] : servicesOf(span.service).map((service) => ({ ...span, service })),
  )
  const maintenance = evidence.maintenance.flatMap((each): readonly Maintenance[] => {
    const services = [...new Set(each.services.flatMap(servicesOf))]
    return services.length > 0 ? [{ ...each, services }] : []
  })
  const checks = evidence.checks.flatMap((series) => servicesOf(series.service).map((service) => ({ ...series, service })))
  const requests = evidence.requests.flatMap((count) => servicesOf(count.service).map((service) => ({ ...count, service })))
  return { spans, maintenance, checks, requests, coverage: coverage(link, source) }
}

/** A feed speaks for every linked service for as long as its list is complete. */
function coverage(link: Link, source: SourceRecord): Coverage[] {
  const { trouble, blindSince } = source.state
  // What was covered by a clock that stood ahead is time that nobody has seen yet.
  const end = trouble?.kind === 'clock' && blindSince !== null ? blindSince : Number.POSITIVE_INFINITY
  const covered = clip(source.state.covered, Number.NEGATIVE_INFINITY, end)
  const services = new Set(Object.values(link.components).flat())
  return [...services].flatMap((service) => {
    const entries: Coverage[] = []
    for (let i = 0; i < covered.length; i += 2) entries.push({ service, source: speaker(source), from: covered[i]!, to: covered[i + 1]! })
    return entries
  })
}
