/**
 * How much evidence a feed carries: that of the current and the last 12 closed periods of every objective, and what those
 * need from before (an exclusion's yearly budget, the window of a cap), so that every verdict can be recomputed.
 */
import type { Contract } from '../contract/model.ts'
import { knownEvidence } from '../evidence/known-at.ts'
import type { Evidence, Span } from '../evidence/model.ts'
import type { EpochMs } from '../time/intervals.ts'
import { movedPeriod, periodAt, periodBefore } from '../time/period.ts'
import type { PeriodRule } from '../time/rules.ts'
import type { ZoneRules, Zones } from '../time/zone.ts'

const CLOSED_PERIODS = 12

/** The first instant of the evidence carried. */
export function carriedSince(contracts: readonly Contract[], zones: Zones, at: EpochMs): EpochMs {
  const starts = contracts.flatMap((contract) => {
    const zone = zones(contract.zone)
    const earliest = Math.min(...rulesOf(contract).map((rule) => firstStart(rule, zone, at)))
    return [earliest, ...neededBefore(contract, zone, earliest)]
  })
  return Math.max(0, Math.min(...starts))
}

/** The end of the last period that holds `at`. */
export function carriedUntil(contracts: readonly Contract[], zones: Zones, at: EpochMs): EpochMs {
  return Math.max(...contracts.flatMap((contract) => rulesOf(contract).map((rule) => periodAt(rule, zones(contract.zone), at).to)))
}

const rulesOf = (contract: Contract): readonly PeriodRule[] => [
  contract.period,
  ...contract.objectives.flatMap((objective) => objective.period ?? []),
]

function firstStart(rule: PeriodRule, zone: ZoneRules, at: EpochMs): EpochMs {
  let period = periodAt(rule, zone, at)
  if ('every' in rule) for (let i = 0; i < CLOSED_PERIODS; i++) period = periodBefore(rule, zone, period)
  return period.from
}

/** An exclusion's budget is used up from the start of its year (R19); caps and histories look back over their window (R23, R25). */
export function neededBefore(contract: Contract, zone: ZoneRules, since: EpochMs): readonly EpochMs[] {
  const budgets = (contract.exclusions ?? []).flatMap(({ budget }) =>
    budget && budget.per !== 'period' ? [periodAt({ every: budget.per }, zone, since).from] : [],
  )
  const windows = (contract.remedies ?? []).flatMap(({ caps = [], history }) => [
    ...caps.flatMap((cap) => cap.window ?? []),
    ...(history && 'window' in history ? [history.window] : []),
  ])
  return [...budgets, ...windows.map((window) => movedPeriod(zone, since, window, -1))]
}

/**
 * The evidence that touches [since, at) and concerns a service of the agreement, in the version that speaks at `at`. Tickets
 * and claims are a customer's and stay out.
 */
export function carriedEvidence(evidence: Evidence, contracts: readonly Contract[], since: EpochMs, at: EpochMs): Evidence {
  const known = knownEvidence(evidence, at, at).evidence
  const services = new Set(contracts.flatMap((contract) => contract.services.map((service) => service.id)))
  const ours = (row: { readonly service: string | null }): boolean => row.service === null || services.has(row.service)
  const some = (row: { readonly services: readonly string[] }): boolean => row.services.some((id) => services.has(id))
  const touches = (row: { readonly to: EpochMs | null }): boolean => row.to === null || row.to > since
  return {
    spans: joined(known.spans.filter(ours), since).map(speaking),
    coverage: known.coverage
      .filter((row) => ours(row) && touches(row))
      .map((row) => (row.from < since ? { ...row, from: since } : row))
      .map(({ observedAt: _seen, ...row }) => row),
    itemCoverage: [],
    attributions: [],
    checks: known.checks
      .filter(ours)
      .map((series) => ({ ...series, results: series.results.filter((result) => result.at >= since) }))
      .filter((series) => series.results.length > 0),
    requests: known.requests.filter((row) => ours(row) && row.from >= since),
    samples: known.samples.filter((row) => ours(row) && row.from >= since),
    maintenance: known.maintenance
      .filter((row) => some(row) && (touches(row) || (row.actual && touches(row.actual))))
      .map(({ observedAt: _, ...row }) => ({ ...row, services: row.services.filter((id) => services.has(id)) })),
    deliveries: known.deliveries.filter((row) => row.due >= since),
    declarations: known.declarations
      .filter((row) => some(row) && touches(row))
      .map((row) => ({ ...row, services: row.services.filter((id) => services.has(id)) })),
    lifetimes: known.lifetimes.filter((row) => ours(row) && touches(row)),
    tickets: [],
    claims: [],
  }
}

/** Spans that reach `since`, and those that touch them from before: a run is measured before it is cut (R5). */
function joined(spans: readonly Span[], since: EpochMs): readonly Span[] {
  const newest = [...spans].sort((a, b) => (b.to ?? Number.POSITIVE_INFINITY) - (a.to ?? Number.POSITIVE_INFINITY))
  let reach = since
  return newest.filter((span) => {
    const kept = span.to === null || span.to >= reach
    if (kept) reach = Math.min(reach, span.from)
    return kept
  })
}

/** Only the version that speaks is carried, so when it was seen says nothing more. */
function speaking({ observedAt: _seen, ...span }: Span): Span {
  return span
}
