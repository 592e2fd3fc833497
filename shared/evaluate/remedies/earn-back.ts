/** Credits that a provider can earn back by doing better afterwards (R64). */
import { cmp, decimal } from '../../base/rational.ts'
import { objectiveKey } from '../../contract/each-service.ts'
import type { Remedy } from '../../contract/model.ts'
import type { EvaluatedObjective, Evaluation } from '../model/evaluation.ts'

/**
 * `void` once the objective has attained the figure in each of the periods that follow, `due` once one of them ended, or is
 * certain to end, below it, or the objective ended before them; `provisional` until then.
 */
export function earnedBack(evaluation: Evaluation, { context }: EvaluatedObjective, { earnBack }: Remedy): 'due' | 'provisional' | 'void' {
  if (!earnBack) return 'due'
  const above = decimal(earnBack.above)
  let isOpen = false
  let { period } = context
  for (let i = 0; i < earnBack.within; i++) {
    const next = evaluation.after(objectiveKey(context.objective), period)
    if (!next || next.from >= evaluation.at) return 'provisional'
    period = next
    const then = evaluation.judge(objectiveKey(context.objective), period)
    if (!then || then.verdict === 'not-in-force') return 'due'
    const { low, high } = then.figure
    if (high !== null && cmp(high, above) < 0) return 'due'
    isOpen ||= evaluation.at < period.to || low === null || cmp(low, above) < 0
  }
  return isOpen ? 'provisional' : 'void'
}
