/** The instants an escalation counts from that are not a clock's: incidents, a breach, a part of the budget spent (R28b). */
import { add, ceil, cmp, decimal, div, mul, type Rational, rat, sub, ZERO } from '../../base/rational.ts'
import type { EpochMs } from '../../time/intervals.ts'
import { knownTickets } from '../clocks/known-tickets.ts'
import { allowance } from '../measures/budget.ts'
import type { Evaluation, ReportedObjective } from '../model/evaluation.ts'

export interface EscalatedIncident {
  readonly at: EpochMs
  /** null while it lasts. */
  readonly over: EpochMs | null
  readonly ref: string
}

/**
 * Incidents of the reported periods: runs of counted downtime, one of several objectives listed once, by its ref or the
 * objective's id. With severities, or where no objective measures downtime, tickets of type incident from their opening.
 */
export function escalatedIncidents(
  evaluation: Evaluation,
  reported: readonly ReportedObjective[],
  severities: readonly string[] | undefined,
): EscalatedIncident[] {
  const measuresTime = reported.some(({ evaluated }) => evaluated.measured.time !== null)
  if (severities || !measuresTime) return ticketIncidents(evaluation, reported, severities)
  const found = new Map<string, EscalatedIncident>()
  for (const { evaluated, report } of reported) {
    for (const run of evaluated.measured.runs) {
      const refs = report.ledger.find(({ as, from, to, refs: named }) => as === 'counted' && from < run.to && to > run.from && named)?.refs
      const ref = refs?.[0] ?? report.id
      const key = `${run.from} ${ref}`
      const before = found.get(key)
      const over = run.to < evaluation.at ? run.to : null
      if (!before || (before.over !== null && (over === null || over > before.over))) found.set(key, { at: run.from, over, ref })
    }
  }
  return [...found.values()]
}

function ticketIncidents(
  { evidence, at }: Evaluation,
  reported: readonly ReportedObjective[],
  severities: readonly string[] | undefined,
): EscalatedIncident[] {
  return knownTickets(evidence.tickets, at).flatMap((ticket) => {
    const events = [...ticket.events].sort((a, b) => a.at - b.at)
    const opened = events.find(({ kind }) => kind === 'opened')?.at
    const severity = events
      .filter(({ kind, severity: set }) => set !== undefined && (kind === 'priority-set' || kind === 'reclassified'))
      .at(-1)?.severity
    const last = events.filter(({ kind }) => kind === 'resolved' || kind === 'closed' || kind === 'reopened').at(-1)
    const over = last && last.kind !== 'reopened' ? last.at : null
    const asked = reported.some(({ report: { period } }) => opened !== undefined && opened >= period.from && opened < period.to)
    const wanted = ticket.type === 'incident' && (severities === undefined || severities.includes(severity ?? ticket.severity))
    return opened === undefined || !wanted || (over !== null && !asked) ? [] : [{ at: opened, over, ref: ticket.id }]
  })
}

/** The earliest instant at which `percent` of the period's budget was spent; null where it is not, or has no instant. */
export function spentAt({ evaluated }: ReportedObjective, percent: string): EpochMs | null {
  const budget = budgetMs(evaluated)
  return budget === null ? null : reached(evaluated.measured.down, mul(budget, div(decimal(percent), rat(100))), false)
}

/**
 * When the promise was broken: the instant at which downtime went over the budget; for what has no time, the due instant of
 * the first miss too many, or the end of the period. With `ahead`, the instant at which the budget would be used up.
 */
export function breachOf({ evaluated, report }: ReportedObjective, ahead: boolean): EpochMs | null {
  const { measured, context, verdict } = evaluated
  if (verdict !== 'breached') return ahead ? (report.burn?.exhaustedAt ?? null) : null
  const budget = budgetMs(evaluated)
  const over = budget === null ? null : reached(measured.down, budget, true)
  if (over !== null) return over
  const missed = (measured.tickets ?? [])
    .flatMap(({ state, due }) => (state === 'missed' && due !== null ? [due] : []))
    .sort((a, b) => a - b)
  return (measured.misses && missed[measured.misses.allowed]) ?? Math.min(context.period.to, context.at)
}

/** The exact budget of a measure that has time. */
function budgetMs({ measured: { time, target } }: ReportedObjective['evaluated']): Rational | null {
  return time === null || target === null ? null : mul(rat(time.base + time.remaining), allowance(target))
}

/** When weighted downtime first is at least `limit`, or `over` it; in whole ms, the first that is. */
function reached(
  down: readonly { readonly from: EpochMs; readonly to: EpochMs; readonly weight: Rational }[],
  limit: Rational,
  over: boolean,
): EpochMs | null {
  let spent = ZERO
  for (const { from, to, weight } of [...down].sort((a, b) => a.from - b.from)) {
    const after = add(spent, mul(weight, rat(to - from)))
    const difference = cmp(after, limit)
    if (over ? difference > 0 : difference >= 0) return from + Number(ceil(div(sub(limit, spent), weight)))
    spent = after
  }
  return null
}
