/**
 * An error-rate promise of which nobody counts the requests, evaluated from incidents: by time, down while an incident says so.
 * Where one service is counted and another only told of, a slot of the latter is down when any of it is. What the promise
 * counts is not what incidents tell, so the answer is an estimate and says so (R12, R42).
 */
import type { DurationEdge } from '../../contract/model.ts'
import type { Context, Measured } from '../model/measured.ts'
import { reason } from '../model/reasons.ts'

/** When a slot is down without counts. */
export const ANY_DOWNTIME: DurationEdge = { over: 'PT0S' }

/** Whether anybody says anything about up and down of a service. */
export function hasIncidents({ evidence }: Context, service: string): boolean {
  return [evidence.spans, evidence.coverage, evidence.checks].some((list) => list.some((row) => row.service === service))
}

export function asEstimate(context: Context, measured: Measured): Measured {
  context.assume(`${context.path}.measure.downWhen`, 'incidents', reason('estimated-from-incidents'))
  return { ...measured, basis: 'estimate' }
}
