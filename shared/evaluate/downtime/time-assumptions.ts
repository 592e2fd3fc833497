/** The defaults a measure over time falls back on where the agreement is silent, for `assumptions` in the report. */
import type { TimeMeasure } from '../../contract/model.ts'
import type { Context } from '../model/measured.ts'
import { reason } from '../model/reasons.ts'
import type { Reason } from '../model/report.ts'
import { denominatorOf, lifeOf, termOf } from '../periods/agreed-time.ts'
import { clausesOf, stateWeights, weightsText } from './state-weights.ts'

export function assumeTimeDefaults(context: Context): void {
  const { contract, objective, path, assume, evidence, period, zone } = context
  const measure = objective.measure as TimeMeasure
  const silent = (field: string, used: string, why: Reason) => assume(`${path}.${field}`, used, why)
  if (measure.authority === undefined) silent('measure.authority', 'either', reason('authority-unstated'))
  if (measure.unknown === undefined) silent('measure.unknown', 'bounds', reason('unknown-unstated'))
  const byState =
    objective.measure.by === 'time' || (objective.measure.by === 'slots' && objective.measure.downWhen?.downtime !== undefined)
  if (objective.measure.by === 'time' && measure.unit === undefined) silent('measure.unit', 'exact', reason('unit-unstated'))
  if (byState && measure.weights === undefined) {
    silent('measure.weights', weightsText(stateWeights(contract, objective)), reason('weights-unstated'))
  }
  if (measure.minRun !== undefined && measure.countFrom === undefined) {
    silent('measure.countFrom', 'start', reason('count-from-unstated'))
  }
  if (objective.services.length > 1 && measure.combine === undefined) {
    silent('measure.combine', 'any', reason('combine-unstated'))
  }
  if (objective.exclude === undefined && (contract.exclusions?.length ?? 0) > 0) {
    silent('exclude', 'all exclusions of the agreement', reason('exclude-unstated'))
  }
  const named = measure.denominator ?? (objective.period ?? contract.period).denominator
  if (named === undefined && objective.services.some((service) => isCut(context, service))) {
    silent('measure.denominator', denominatorOf(contract, objective), reason('denominator-unstated'))
  }
  const speaks = (span: { service: string | null; from: number; to: number | null }) =>
    span.service === null && span.from < period.to && (span.to ?? period.to) > period.from
  if (measure.unattributed === undefined && evidence.spans.some(speaks)) {
    silent('measure.unattributed', 'ask', reason('unattributed-unstated'))
  }
  assumeExclusionDefaults(context)

  function isCut(of: Context, service: string): boolean {
    for (const live of [termOf(contract, zone), lifeOf(contract, evidence, service, zone)]) {
      if (live.length === 0 || live[0]! > of.period.from || live[live.length - 1]! < of.period.to) return true
    }
    return false
  }
}

export function assumeExclusionDefaults(context: Context): void {
  const { contract, objective, assume } = context
  const isIdle = (service: string, id: string): boolean =>
    context.excluded(service).every(({ clause, grounds }) => clause !== id || grounds.length === 0)
  for (const clause of clausesOf(contract, objective)) {
    const path = `exclusions[${contract.exclusions!.indexOf(clause)}]`
    const { removes, budget, notice } = clause
    // A standing window without an announcement excludes nothing, which the report must state.
    if (clause.within !== undefined && clause.standing === undefined && objective.services.every((each) => isIdle(each, clause.id)))
      assume(`${path}.standing`, 'false', reason('standing-unstated'))
    if (removes === undefined) assume(`${path}.removes`, 'downtime', reason('removes-unstated'))
    if (budget !== undefined && budget.excess === undefined) {
      assume(`${path}.budget.excess`, 'counts', reason('excess-unstated'))
    }
    if (typeof notice === 'object' && notice.businessDays !== undefined && notice.calendar === undefined) {
      assume(`${path}.notice.calendar`, 'Monday to Friday', reason('notice-calendar-unstated'))
    }
  }
}
