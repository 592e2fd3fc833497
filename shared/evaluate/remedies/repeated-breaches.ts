/** Remedies that need a memory (R25): due only after so many periods in a row, or so many within a window, called for them. */
import { objectiveKey } from '../../contract/each-service.ts'
import type { Remedy } from '../../contract/model.ts'
import { movedPeriod } from '../../time/period.ts'
import type { EvaluatedObjective, Evaluation } from '../model/evaluation.ts'
import type { EvaluatedPeriod } from '../model/measured.ts'
import { remedyCondition } from './condition.ts'

export type HistoryAnswer = 'yes' | 'no' | 'unknown'

/**
 * Whether the history that a remedy asks for is there, the evaluated period (which itself calls for it) included. `unknown`
 * where a period that decides is not covered by evidence.
 */
export function repeatedBreaches(evaluation: Evaluation, evaluated: EvaluatedObjective, remedy: Remedy): HistoryAnswer {
  const { history } = remedy
  if (!history) return 'yes'
  return 'consecutivePeriods' in history
    ? inARow(evaluation, evaluated, remedy, history.consecutivePeriods)
    : within(evaluation, evaluated, remedy, history.count, history.window)
}

function inARow(evaluation: Evaluation, evaluated: EvaluatedObjective, remedy: Remedy, n: number): HistoryAnswer {
  let answer: HistoryAnswer = 'yes'
  let period = evaluated.context.period
  for (let i = 1; i < n; i++) {
    const earlier = evaluation.before(objectiveKey(evaluated.context.objective), period)
    if (!earlier) return 'unknown'
    period = earlier
    const then = called(evaluation, evaluated, remedy, period)
    // One period that was fine breaks the row, whatever is not known of the others.
    if (then === 'no') return 'no'
    if (then === 'unknown') answer = 'unknown'
  }
  return answer
}

/** The window ends with the evaluated period; a period belongs to it whose first instant lies in it. */
function within(evaluation: Evaluation, evaluated: EvaluatedObjective, remedy: Remedy, count: number, window: string): HistoryAnswer {
  const { objective, period, zone } = evaluated.context
  const from = movedPeriod(zone, period.to, window, -1)
  let yes = 1
  let unknown = 0
  for (
    let earlier = evaluation.before(objectiveKey(objective), period);
    earlier && earlier.from >= from;
    earlier = evaluation.before(objectiveKey(objective), earlier)
  ) {
    const then = called(evaluation, evaluated, remedy, earlier)
    if (then === 'yes') yes++
    if (then === 'unknown') unknown++
  }
  if (yes >= count) return 'yes'
  return yes + unknown >= count ? 'unknown' : 'no'
}

/** By the version of the agreement that was in force then; before the first one nothing was promised. */
function called(evaluation: Evaluation, { context }: EvaluatedObjective, remedy: Remedy, period: EvaluatedPeriod): HistoryAnswer {
  const then = evaluation.judge(objectiveKey(context.objective), period)
  const same = then?.context.contract.remedies?.find(({ id }) => id === remedy.id)
  if (!then || !same) return 'no'
  const { holds } = remedyCondition(same, then)
  return holds === 'refused' ? 'unknown' : holds
}
