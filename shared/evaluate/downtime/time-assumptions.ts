/** The defaults a measure over time falls back on where the agreement is silent, for `assumptions` in the report. */
import type { TimeMeasure } from '../../contract/model.ts'
import type { Context } from '../model/measured.ts'
import { denominatorOf, lifeOf, termOf } from '../periods/agreed-time.ts'
import { clausesOf, stateWeights, weightsText } from './state-weights.ts'

export function assumeTimeDefaults(context: Context): void {
  const { contract, objective, path, assume, evidence, period, zone } = context
  const measure = objective.measure as TimeMeasure
  const silent = (field: string, used: string, why: string) => assume(`${path}.${field}`, used, why)
  if (measure.authority === undefined) silent('measure.authority', 'either', 'the agreement does not say whose word counts')
  if (measure.unknown === undefined) silent('measure.unknown', 'bounds', 'the agreement does not say what unseen time is')
  const byState =
    objective.measure.by === 'time' || (objective.measure.by === 'slots' && objective.measure.downWhen?.downtime !== undefined)
  if (objective.measure.by === 'time' && measure.unit === undefined)
    silent('measure.unit', 'exact', 'the agreement names no unit of downtime')
  if (byState && measure.weights === undefined) {
    silent('measure.weights', weightsText(stateWeights(contract, objective)), 'the agreement does not say which states are down')
  }
  if (measure.minRun !== undefined && measure.countFrom === undefined) {
    silent('measure.countFrom', 'start', 'the agreement does not say from when a long enough run counts')
  }
  if (objective.services.length > 1 && measure.combine === undefined) {
    silent('measure.combine', 'any', 'the agreement does not say how its services are put together')
  }
  if (objective.exclude === undefined && (contract.exclusions?.length ?? 0) > 0) {
    silent('exclude', 'all exclusions of the agreement', 'the objective does not say which of them hold for it')
  }
  const named = measure.denominator ?? (objective.period ?? contract.period).denominator
  if (named === undefined && objective.services.some((service) => isCut(context, service))) {
    silent('measure.denominator', denominatorOf(contract, objective), 'the agreement does not say what time outside term or life is')
  }
  const speaks = (span: { service: string | null; from: number; to: number | null }) =>
    span.service === null && span.from < period.to && (span.to ?? period.to) > period.from
  if (measure.unattributed === undefined && evidence.spans.some(speaks)) {
    silent('measure.unattributed', 'ask', 'the agreement does not say what an incident that names no service is')
  }
  assumeExclusionDefaults(context)

  function isCut(of: Context, service: string): boolean {
    for (const live of [termOf(contract, zone), lifeOf(contract, evidence, service, zone)]) {
      if (live.length === 0 || live[0]! > of.period.from || live[live.length - 1]! < of.period.to) return true
    }
    return false
  }
}

export function assumeExclusionDefaults({ contract, objective, assume }: Context): void {
  for (const clause of clausesOf(contract, objective)) {
    const path = `exclusions[${contract.exclusions!.indexOf(clause)}]`
    const { removes, budget, notice } = clause
    if (removes === undefined) assume(`${path}.removes`, 'downtime', 'the agreement does not say that excluded time leaves the agreed time')
    if (budget !== undefined && budget.excess === undefined) {
      assume(`${path}.budget.excess`, 'counts', 'the agreement does not say what time beyond the budget is')
    }
    if (typeof notice === 'object' && notice.businessDays !== undefined && notice.calendar === undefined) {
      assume(`${path}.notice.calendar`, 'Monday to Friday', 'the agreement names no calendar for its business days')
    }
  }
}
