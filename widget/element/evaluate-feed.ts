/** The shared evaluator with the parts that the widget shows. */
import { evaluateWith } from '../../shared/evaluate/evaluate-agreement.ts'
import { measureRequests } from '../../shared/evaluate/measures/requests.ts'
import { measureSlots } from '../../shared/evaluate/measures/slots.ts'
import { measureTime } from '../../shared/evaluate/measures/time.ts'
import type { EvaluatorParts } from '../../shared/evaluate/model/evaluation.ts'
import type { Report } from '../../shared/evaluate/model/report.ts'
import type { EpochMs } from '../../shared/time/intervals.ts'
import type { Facts } from './objective-view.ts'

const PARTS: EvaluatorParts = { measures: { time: measureTime, slots: measureSlots, requests: measureRequests } }

const known = new WeakMap<Facts, Map<string, Report>>()

/**
 * On these objectives over the periods that had not ended by `since`, once for the same facts. What an objective attains does
 * not depend on the others, so that a card costs one of them. Throws RangeError where the zone tables do not reach.
 */
export function evaluateFeed(facts: Facts, objectives: readonly string[], since: EpochMs): Report {
  const { contracts, evidence, zones, at } = facts
  const reports = known.get(facts) ?? new Map<string, Report>()
  known.set(facts, reports)
  const key = [since, ...objectives].join()
  const parts = contracts.map((one) => ({ ...one, objectives: one.objectives.filter(({ id }) => objectives.includes(id)) }))
  const report = reports.get(key) ?? evaluateWith(PARTS, parts, evidence, { at, zones, period: 'all', since })
  reports.set(key, report)
  return report
}
