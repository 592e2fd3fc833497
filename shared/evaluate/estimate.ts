/**
 * An error-rate promise of which nobody counts the requests, judged from incidents: a slot is down when any of it is told to
 * be. What the promise counts is not what incidents tell, so the answer is an estimate and says so (R12, R42).
 */
import type { DurationEdge } from '../agreement/model.ts'
import type { Context, Measured } from './measure.ts'

/** When a slot is down without counts. */
export const ANY_DOWNTIME: DurationEdge = { over: 'PT0S' }

/** Whether anybody says anything about up and down of a service. */
export function isTold({ evidence }: Context, service: string): boolean {
  return [evidence.spans, evidence.coverage, evidence.checks].some((list) => list.some((row) => row.service === service))
}

export function asEstimate(context: Context, measured: Measured): Measured {
  context.assume(
    `${context.path}.measure.downWhen`,
    'incidents',
    'no source counts requests, so a slot is taken as down when any of it is told to be: an estimate',
  )
  return { ...measured, basis: 'estimate' }
}
