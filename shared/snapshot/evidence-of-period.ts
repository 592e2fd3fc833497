/**
 * The evidence that one period needs: what touches it, what exclusion budgets, caps and histories look back on, and whatever
 * an outage that reaches into it is joined to (R5).
 */
import type { Contract } from '../contract/model.ts'
import type { Evidence } from '../evidence/model.ts'
import { neededBefore } from '../published/published-window.ts'
import type { EpochMs } from '../time/intervals.ts'
import type { Zones } from '../time/zone.ts'

const DAY = 86_400_000

/** From when evidence is needed for a period that begins at `from`. */
export function neededSince(contracts: readonly Contract[], zones: Zones, from: EpochMs): EpochMs {
  const starts = contracts.flatMap((contract) => neededBefore(contract, zones(contract.zone), from))
  return Math.max(0, Math.min(from - DAY, ...starts))
}

/** Rows that concern a service of the agreements and touch [since, until); tickets and claims as they stand. */
export function neededEvidence(evidence: Evidence, contracts: readonly Contract[], since: EpochMs, until: EpochMs): Evidence {
  const services = new Set(contracts.flatMap((contract) => contract.services.map((service) => service.id)))
  const ours = (row: { readonly service: string | null }): boolean => row.service === null || services.has(row.service)
  const some = (row: { readonly services: readonly string[] }): boolean => row.services.some((id) => services.has(id))
  const touches = (row: { readonly from: EpochMs; readonly to: EpochMs | null }): boolean =>
    row.from < until && (row.to === null || row.to >= since)
  return {
    ...(evidence.observer && { observer: evidence.observer }),
    spans: evidence.spans.filter((row) => ours(row) && touches(row)),
    coverage: evidence.coverage.filter((row) => ours(row) && touches(row)).map((row) => (row.from < since ? { ...row, from: since } : row)),
    itemCoverage: evidence.itemCoverage.filter((row) => (row.service === undefined || services.has(row.service)) && touches(row)),
    attributions: evidence.attributions,
    checks: evidence.checks
      .filter(ours)
      .map((series) => ({
        ...series,
        results: series.results.filter((result) => result.at >= since - 2 * series.every && result.at < until),
      }))
      .filter((series) => series.results.length > 0),
    requests: evidence.requests.filter((row) => ours(row) && touches(row)),
    samples: evidence.samples.filter((row) => ours(row) && touches(row)),
    maintenance: evidence.maintenance.filter((row) => some(row) && (touches(row) || (row.actual !== undefined && touches(row.actual)))),
    tickets: evidence.tickets.filter(
      (ticket) => (ticket.service === undefined || services.has(ticket.service)) && lasts(ticket.events, since),
    ),
    deliveries: evidence.deliveries.filter((row) => row.due >= since && row.due < until),
    declarations: evidence.declarations.filter((row) => some(row) && touches(row)),
    claims: evidence.claims,
    lifetimes: evidence.lifetimes.filter((row) => ours(row) && (row.to === null || row.to >= since)),
  }
}

const lasts = (events: readonly { readonly at: EpochMs }[], since: EpochMs): boolean => events.some((event) => event.at >= since)
