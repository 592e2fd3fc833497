/** A person's answer to an incident that names no component: which of the agreement's services it affected (R19). */
import type { Contract } from '../../shared/contract/model.ts'
import { type Attribution, type Evidence, sourceText } from '../../shared/evidence/model.ts'
import type { EpochMs } from '../../shared/time/intervals.ts'
import { RequestRefused } from '../messages.ts'
import { LONGEST_REASON } from './manual.ts'

export interface IncidentAnswer {
  readonly ref: string
  readonly source: string
  /** null withdraws the answer that was given. */
  readonly services: readonly string[] | null
  readonly reason: string
}

/** Throws RequestRefused for a service that the agreement does not have, and for an incident that is not in its evidence. */
export function answerTo(contract: Contract, { spans }: Evidence, answer: IncidentAnswer, now: EpochMs): Attribution {
  const services = answer.services ?? []
  const unknown = services.find((each) => !contract.services.some(({ id }) => id === each))
  if (unknown !== undefined) throw new RequestRefused('unknown-id', unknown)
  const incident = spans.find(
    ({ service, source, ref, id }) => service === null && (ref ?? id) === answer.ref && sourceText(source) === answer.source,
  )
  if (!incident) throw new RequestRefused('unknown-id', answer.ref)
  const reason = answer.reason.trim().slice(0, LONGEST_REASON)
  return {
    ref: answer.ref,
    source: incident.source,
    services: [...services],
    by: 'customer',
    at: now,
    ...(reason !== '' && { reason }),
    ...(answer.services === null && { void: true }),
  }
}
