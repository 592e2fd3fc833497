/**
 * An error-rate objective without request counts, evaluated from incidents: by time, down while an incident is open.
 * Where one service is counted and another only has incidents, a slot of the latter is down when any of it is. What the objective
 * counts differs from what incidents report, so the answer is marked an estimate (R12, R42).
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
