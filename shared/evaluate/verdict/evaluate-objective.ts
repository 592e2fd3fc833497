/** One objective in one period: is it in force, what was measured, what follows. */
import { decimal, ONE } from '../../base/rational.ts'
import { NO_BOUNDS, rounded } from '../measures/figure-bounds.ts'
import type { EvaluatedObjective, EvaluatorParts } from '../model/evaluation.ts'
import type { Context, Measured } from '../model/measured.ts'
import { reason } from '../model/reasons.ts'
import type { Reason } from '../model/report.ts'
import { inForce } from '../periods/in-force.ts'
import { burnOf } from './burn-rate.ts'
import { verdictOf } from './verdict.ts'

/** A measure that is not among the parts is `not-computable`; nothing here throws for what an agreement says. */
export function evaluateObjective(parts: EvaluatorParts, context: Context): EvaluatedObjective {
  const stop = inForce(context)
  const by = context.objective.measure.by
  const measure = Object.hasOwn(parts.measures, by) ? parts.measures[by] : undefined
  const measured =
    stop?.verdict === 'not-in-force'
      ? refused(context, stop.verdict, stop.reason)
      : measure
        ? measure(context)
        : refused(context, 'not-computable', reason('measure-unknown', { by }))
  const figure = rounded(measured.best, context.objective.measure.round)
  const { refused: refusal } = measured
  if (refusal) return { context, measured, figure, verdict: refusal.verdict, reason: refusal.reason }
  const burn = burnOf(context, measured)
  if (stop) return { context, measured, figure, burn, ...stop }
  const { round } = context.objective.measure
  if (round === undefined) context.assume(`${context.path}.measure.round`, 'none', reason('round-unstated'))
  else if (round.mode === undefined) context.assume(`${context.path}.measure.round.mode`, 'half-up', reason('round-mode-unstated'))
  return { context, measured, figure, burn, ...verdictOf(context, measured, figure, burn) }
}

function refused({ objective }: Context, verdict: NonNullable<Measured['refused']>['verdict'], why: Reason): Measured {
  return {
    refused: { verdict, reason: why },
    attained: NO_BOUNDS,
    best: NO_BOUNDS,
    target: objective.target === undefined ? null : decimal(objective.target),
    known: ONE,
    time: null,
    budget: null,
    runs: [],
    down: [],
    ledger: [],
    basis: 'contractual',
  }
}
