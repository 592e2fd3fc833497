/**
 * What a claim's deadline counts from (R26). Of several incidents the first counted one of the period is taken, the safe
 * date; of a calendar unit the one that holds the period's last millisecond.
 */
import type { ClaimAnchor } from '../../contract/model.ts'
import { dateText, dayOf } from '../../time/dates.ts'
import type { EpochMs } from '../../time/intervals.ts'
import { periodAt } from '../../time/period.ts'
import type { PeriodRule } from '../../time/rules.ts'
import { awareAt } from '../downtime/awareness.ts'
import type { EvaluatedObjective } from '../model/evaluation.ts'
import { reason } from '../model/reasons.ts'
import type { Reason } from '../model/report.ts'
import { anchoredAt, anchoredEnd, type DeadlineAnchor } from '../periods/deadline.ts'

export type AnchorAnswer =
  | ({ readonly state: 'known' } & DeadlineAnchor)
  /** The incident is not over yet. */
  | { readonly state: 'to-come' }
  /** The evidence holds no incident to count from. */
  | { readonly state: 'absent' }

type Assume = (used: string, reason: Reason) => void

export function anchorOf(anchor: ClaimAnchor, evaluated: EvaluatedObjective, assume: Assume): AnchorAnswer {
  const { period, zone, contract, objective } = evaluated.context
  const rule = objective.period ?? contract.period
  const end = (at: EpochMs): AnchorAnswer => ({ state: 'known', ...anchoredEnd(at, zone) })
  const endOf = (rule: PeriodRule): AnchorAnswer => end(periodAt(rule, zone, period.to - 1).to)
  /** The end of the agreement's own unit where its period is one; it is never later than the calendar's. */
  const unitEnd = (every: 'month' | 'quarter' | 'year'): AnchorAnswer => {
    const calendar = periodAt({ every }, zone, period.to - 1).to
    if (!('every' in rule) || rule.every !== every) return end(calendar)
    if (calendar !== period.to) {
      const date = (at: EpochMs): string => dateText(dayOf(at - 1, zone))
      assume(date(period.to), reason('unit-end-differs', { unit: every, own: date(period.to), calendar: date(calendar) }))
    }
    return end(period.to)
  }
  switch (anchor) {
    case 'incident-start':
    case 'awareness':
    case 'incident-end':
    case 'correction':
      return incidentAnchor(anchor, evaluated, assume)
    case 'period-end':
      return end(period.to)
    case 'eligibility':
      assume('period-end', reason('eligibility-unstated'))
      return end(period.to)
    case 'month-end':
      return unitEnd('month')
    case 'quarter-end':
      return unitEnd('quarter')
    case 'year-end':
      return unitEnd('year')
    case 'billing-cycle-end':
      return endOf(contract.billing ?? { every: 'month' })
    case 'invoice':
      assume('billing-cycle-end', reason('invoice-date-unknown'))
      return endOf(contract.billing ?? { every: 'month' })
  }
}

interface Incident {
  readonly from: EpochMs
  /** Null while it lasts. */
  readonly to: EpochMs | null
}

function incidentAnchor(anchor: ClaimAnchor, evaluated: EvaluatedObjective, assume: Assume): AnchorAnswer {
  const { zone } = evaluated.context
  const incident = firstIncident(evaluated)
  if (!incident) return { state: 'absent' }
  if (anchor === 'incident-start') return { state: 'known', ...anchoredAt(incident.from, zone) }
  if (anchor === 'awareness') return { state: 'known', ...anchoredAt(awareness(evaluated, incident, assume), zone) }
  return incident.to === null ? { state: 'to-come' } : { state: 'known', ...anchoredEnd(incident.to, zone) }
}

/** The first counted run; where a measure has none, the first bad stretch or the first ticket that missed. */
function firstIncident({ context, measured }: EvaluatedObjective): Incident | null {
  const run = [...measured.runs].sort((a, b) => a.from - b.from)[0] ?? measured.down[0]
  if (run) return { from: run.from, to: run.to >= context.at ? null : run.to }
  const [ticket] = (measured.tickets ?? [])
    .flatMap(({ state, start, done }) => (state === 'missed' && start !== null ? [{ from: start, to: done }] : []))
    .sort((a, b) => a.from - b.from)
  return ticket ?? null
}

function awareness({ context }: EvaluatedObjective, { from, to }: Incident, assume: Assume): EpochMs {
  const aware = awareAt(context, from, to)
  if (aware === null) assume('incident-start', reason('awareness-unrecorded'))
  return aware ?? from
}
