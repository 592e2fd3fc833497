/**
 * What is kept of a message that was sent: where the agreement runs response clocks by severity, the ticket that it opens; else
 * that the customer noticed the incident and reported it. Its text names who was notified.
 */
import type { Contract } from '../../shared/contract/model.ts'
import type { Evidence } from '../../shared/evidence/model.ts'
import type { EpochMs } from '../../shared/time/intervals.ts'
import { RequestRefused } from '../messages.ts'
import { awareness, LONGEST_REASON } from '../sources/manual.ts'

export interface Sent {
  readonly to: string
  /** Of the agreement's support; null where it has none. */
  readonly severity: string | null
  readonly services: readonly string[]
  readonly message: string
}

/** Throws Refused for a severity or a service that is not in the agreement. */
export function sentRecord(contract: Contract, { to, severity, services, message }: Sent, id: string, now: EpochMs): Partial<Evidence> {
  const words = `${to}: ${message}`.trim().slice(0, LONGEST_REASON)
  const severities = contract.support?.severities ?? []
  if (severities.length === 0) return { declarations: [awareness(contract, { services, since: now, reason: words }, id, now)] }
  if (!severities.some((each) => each.id === severity)) throw new RequestRefused('unknown-id', String(severity))
  const unknown = services.find((each) => !contract.services.some((service) => service.id === each))
  if (unknown !== undefined) throw new RequestRefused('unknown-id', unknown)
  const [service] = services
  const ticket = {
    id,
    type: 'incident' as const,
    severity: severity as string,
    ...(service !== undefined && { service }),
    events: [{ at: now, kind: 'opened' as const, by: 'customer' as const }],
    title: words,
  }
  return { tickets: [ticket] }
}
