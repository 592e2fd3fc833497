/**
 * An error-rate promise of which nobody counts the requests, judged from incidents: down while an incident says so. What the
 * promise counts is not what incidents tell, so the answer is an estimate and says so (R12).
 */
import type { Context, Measured } from './measure.ts'
import { time } from './time.ts'

/** Whether anybody says anything about up and down of one of the objective's services. */
export function isTold({ evidence, objective }: Context): boolean {
  const named = (service: string | null): boolean => service !== null && objective.services.includes(service)
  return [evidence.spans, evidence.coverage, evidence.checks].some((list) => list.some(({ service }) => named(service)))
}

export function estimateFromIncidents(context: Context): Measured {
  context.assume(
    `${context.path}.measure.downWhen`,
    'incidents',
    'no source counts requests, so the service is taken as down while an incident says so: an estimate',
  )
  return { ...time(context), basis: 'estimate' }
}
