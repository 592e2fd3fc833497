/**
 * The evidence of one agreement: what its sources said, under the names of its own services. Kept evidence carries the
 * sources' component ids, so that a changed mapping needs no second reading.
 */
import { renamed } from '../../shared/evidence/checks.ts'
import { newestVersions } from '../../shared/evidence/import/versions.ts'
import { mergeEvidence } from '../../shared/evidence/merge-evidence.ts'
import {
  type Coverage,
  type Evidence,
  type Maintenance,
  NO_EVIDENCE,
  type Source,
  type Span,
  type Ticket,
} from '../../shared/evidence/model.ts'
import { clip, type IntervalSet } from '../../shared/time/intervals.ts'
import { tookCounts } from './latency-percentiles.ts'
import { extendDoubt } from './open-doubt.ts'
import type { Store } from './open-store.ts'
import { concat, readStoredEvidence } from './read-store.ts'
import { isUptimeCheck, metricsSource } from './source-kind.ts'
import type { AgreementRecord, Link, SourceRecord } from './store-schema.ts'

/** The component that a page is as a whole, where its feed names no part. */
export const PAGE = 'page'

export const feedSource = (id: string): Source => ({ kind: 'feed', id, party: 'provider' })

/** Who speaks where a source says that it could see: a status page is the provider's, a server of metrics is one's own. */
const speaker = ({ id, metrics, imported }: SourceRecord): Source => imported?.source ?? (metrics ? metricsSource(id) : feedSource(id))

/** Evidence that belongs to one agreement and no feed: what a person recorded. */
export const ownSource = (agreement: string): string => `agreement:${agreement}`

/**
 * Everything that speaks for an agreement's services, to be handed to the evaluator. `judging` is for that alone: checks of
 * closed months come as runs and have no results (read-store.ts).
 */
export async function gather(
  db: Store,
  agreement: AgreementRecord,
  sources: ReadonlyMap<string, SourceRecord>,
  judging = false,
): Promise<Evidence> {
  // Files oldest first: of two with the same ticket, delivery or outage, the newer one counts.
  const links = [...agreement.links].sort((a, b) => madeAt(sources.get(a.source)) - madeAt(sources.get(b.source)))
  const linked = await Promise.all(
    links.map(async (link) => {
      const source = sources.get(link.source)
      const evidence = await readStoredEvidence(db, link.source, judging)
      // A source whose record is damaged covers no time; the outages it reported still count.
      if (!source) return { imported: false, piece: { ...NO_EVIDENCE, ...asServices(evidence, link, null) } }
      return { imported: source.imported !== undefined, piece: { ...NO_EVIDENCE, ...asServices(evidence, link, source) } }
    }),
  )
  const files = newestVersions(linked.filter(({ imported }) => imported).map(({ piece }) => piece))
  const pieces = [...linked.filter(({ imported }) => !imported).map(({ piece }) => piece), ...files]
  const checked = agreement.links.flatMap(({ source: id }) => sources.get(id) ?? []).filter(isUptimeCheck)
  const probes = new Set(checked.map(({ id }) => id))
  const requests = await tookCounts(db, agreement, probes)
  const all = concat([...pieces, { requests }, await readStoredEvidence(db, ownSource(agreement.id))])
  // A file and a person may enter the same ticket.
  return all.tickets.length > 1 ? { ...all, tickets: ticketsOnce(all) } : all
}

const madeAt = (source: SourceRecord | undefined): number => source?.imported?.made ?? 0

const ticketsOnce = ({ tickets: all }: Evidence): readonly Ticket[] =>
  mergeEvidence([
    { ...NO_EVIDENCE, tickets: all },
    { ...NO_EVIDENCE, tickets: [] },
  ]).tickets

/** A source's evidence under the agreement's names. What names no component at all stays unattributed (R19). */
export function asServices(evidence: Evidence, link: Link, source: SourceRecord | null): Partial<Evidence> {
  const servicesOf = (component: string): readonly string[] => link.components[component] ?? []
  const end = source?.state.covered.at(-1) ?? 0
  const spans = evidence.spans
    .map((span) => extendDoubt(span, end))
    .flatMap((span): readonly Span[] =>
      span.service === null ? [span] : servicesOf(span.service).map((service) => ({ ...span, service })),
    )
  const maintenance = evidence.maintenance.flatMap((each): readonly Maintenance[] => {
    const services = [...new Set((each.services.length === 0 ? [PAGE] : each.services).flatMap(servicesOf))]
    return services.length > 0 ? [{ ...each, services }] : []
  })
  const checks = evidence.checks.flatMap((series) => servicesOf(series.service).map((service) => renamed(series, service)))
  const requests = evidence.requests.flatMap((count) => servicesOf(count.service).map((service) => ({ ...count, service })))
  const own = evidence.coverage.flatMap((row) => servicesOf(row.service).map((service) => ({ ...row, service })))
  const { deliveries, itemCoverage } = evidence
  const all = { spans, maintenance, checks, requests, tickets: tickets(evidence, servicesOf), deliveries, itemCoverage }
  return { ...all, coverage: [...own, ...(source ? coverage(link, source) : [])] }
}

/** A ticket that names no service stays; one of a service outside the agreement is left out. */
function tickets({ tickets: all }: Evidence, servicesOf: (component: string) => readonly string[]): readonly Ticket[] {
  return all.flatMap((ticket) => {
    if (ticket.service === undefined) return [ticket]
    const [service] = servicesOf(ticket.service)
    return service === undefined ? [] : [{ ...ticket, service }]
  })
}

/** Linked components that the page does not list (R49): nothing is known of their services. */
export const missingComponents = (link: Link, source: SourceRecord): readonly string[] =>
  source.components.length === 0 ? [] : Object.keys(link.components).filter((component) => !isListed(component, source))

/** A feed that states its own coverage names its components so. */
const isListed = (component: string, { components, state }: SourceRecord): boolean =>
  components.some(({ id }) => id === component) || Object.hasOwn(state.coveredBy ?? {}, component)

/** A feed covers every linked service whose component it lists, for as long as its list is complete. */
function coverage(link: Link, source: SourceRecord): Coverage[] {
  const { trouble, blindSince } = source.state
  // What was covered by a clock that stood ahead is future time.
  const end = trouble?.kind === 'clock' && blindSince !== null ? blindSince : Number.POSITIVE_INFINITY
  const cut = (set: IntervalSet): IntervalSet => clip(set, Number.NEGATIVE_INFINITY, end)
  const listed = cut(source.state.covered)
  const missing = new Set(missingComponents(link, source))
  const seen = Object.entries(link.components).flatMap(([component, services]) => (missing.has(component) ? [] : services))
  return [...new Set(seen)].flatMap((service) => {
    const own = Object.entries(source.state.coveredBy ?? {}).filter(([component]) => link.components[component]?.includes(service))
    return [listed, ...own.map(([, set]) => cut(set))].flatMap((set) => {
      const entries: Coverage[] = []
      for (let i = 0; i < set.length; i += 2) entries.push({ service, source: speaker(source), from: set[i]!, to: set[i + 1]! })
      return entries
    })
  })
}
