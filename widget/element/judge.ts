/** The shared evaluator with the parts that the widget shows. */
import { evaluateWith } from '../../shared/evaluate/core.ts'
import type { Parts } from '../../shared/evaluate/judged.ts'
import type { Report } from '../../shared/evaluate/report.ts'
import { time } from '../../shared/evaluate/time.ts'
import type { Facts } from './standing.ts'

const PARTS: Parts = { measures: { time } }

/** Over every period that the facts touch. Throws RangeError where the zone tables do not reach. */
export const judge = ({ contracts, evidence, zones, at }: Facts): Report =>
  evaluateWith(PARTS, contracts, evidence, { at, zones, period: 'all' })
