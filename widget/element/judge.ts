/** The shared evaluator with the parts that the widget shows. */
import { evaluateWith } from '../../shared/evaluate/core.ts'
import type { Parts } from '../../shared/evaluate/judged.ts'
import type { Report } from '../../shared/evaluate/report.ts'
import { requests } from '../../shared/evaluate/requests.ts'
import { slots } from '../../shared/evaluate/slots.ts'
import { time } from '../../shared/evaluate/time.ts'
import type { Facts } from './standing.ts'

const PARTS: Parts = { measures: { time, slots, requests } }

const known = new WeakMap<Facts, Report>()

/** Over every period that the facts touch, once for the same facts. Throws RangeError where the zone tables do not reach. */
export function judge(facts: Facts): Report {
  const { contracts, evidence, zones, at } = facts
  const report = known.get(facts) ?? evaluateWith(PARTS, contracts, evidence, { at, zones, period: 'all' })
  known.set(facts, report)
  return report
}
