/** One evaluated objective as the report writes it. */
import { floorText } from '../base/rational.ts'
import type { EpochMs } from '../time/intervals.ts'
import { elapsedMs, parseDuration } from '../time/iso-duration.ts'
import { movedPeriod } from '../time/period.ts'
import { attainedOf, rounded } from './measures/figure-bounds.ts'
import type { CreditedObjective, EvaluatedObjective, Evaluation, EvaluatorParts } from './model/evaluation.ts'
import type { Context } from './model/measured.ts'
import type { ObjectiveReport } from './model/report.ts'

export function objectiveReport(parts: EvaluatorParts, evaluation: Evaluation, evaluated: EvaluatedObjective): ObjectiveReport {
  const { context, measured, verdict, reason, why, burn } = evaluated
  const { objective, period, at } = context
  const complete = at >= period.to
  const settles = settlesAt(context)
  const credited = parts.credits?.of(evaluation, evaluated) ?? NO_CREDIT
  const { credit, remedies, tickets = measured.tickets } = credited
  const chain = parts.chain?.(evaluation, evaluated)
  const { round } = objective.measure
  return {
    id: objective.id,
    ...(objective.each && { each: objective.each }),
    services: objective.services,
    period: { ...period, complete },
    target: measured.target && floorText(measured.target, 15),
    ...(objective.strict && { strict: true }),
    attained: attainedOf(measured.attained, rounded(measured.attained, round), round !== undefined, measured.unit),
    verdict,
    ...(reason !== undefined && { reason }),
    ...(why !== undefined && { why }),
    basis: measured.basis,
    settles,
    provisional: complete && at < settles && (verdict === 'met' || verdict === 'breached' || verdict === 'cannot-tell'),
    time: measured.time,
    ...(measured.counts && { counts: measured.counts }),
    budget: measured.budget,
    ...(burn && { burn }),
    credit,
    remedies,
    claim: parts.claims?.(evaluation, evaluated, credited) ?? { state: 'none', steps: [] },
    ...(tickets && { tickets }),
    ...(measured.deliveries && { deliveries: measured.deliveries }),
    ...(chain && { chain }),
    ledger: measured.ledger,
  }
}

const NO_CREDIT: CreditedObjective = {
  credit: { state: 'none', percent: '0', amount: null, currency: null, days: null, remedy: null },
  remedies: [],
}

const SETTLES_MS = 60 * 86_400_000

/** When the period's evidence is unlikely to change any more: 60 days after its end where a feed covers it (R12). */
function settlesAt({ objective, period, zone, evidence }: Context): EpochMs {
  if (objective.settles !== undefined) {
    const { years, months } = parseDuration(objective.settles)
    return years || months ? movedPeriod(zone, period.to, objective.settles, 1) : period.to + elapsedMs(objective.settles)
  }
  const others = [...evidence.spans, ...evidence.coverage, ...evidence.checks, ...evidence.requests, ...evidence.samples]
  const onlyOthers = others.length > 0 && others.every(({ source }) => source.kind !== 'feed')
  return onlyOthers ? period.to : period.to + SETTLES_MS
}
