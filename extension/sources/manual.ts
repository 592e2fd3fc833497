/** A problem that a person reports: a declaration of when they became aware of it. It counts no downtime of itself. */
import type { Contract } from '../../shared/contract/model.ts'
import type { Declaration } from '../../shared/evidence/model.ts'
import type { EpochMs } from '../../shared/time/intervals.ts'
import { RequestRefused } from '../messages.ts'

const YEAR = 366 * 86_400_000
export const LONGEST_REASON = 2000

/** Throws Refused for a service that is not in the agreement, a future time, or one over a year ago. */
export function awareness(
  contract: Contract,
  { services, since, reason }: { readonly services: readonly string[]; readonly since: EpochMs; readonly reason: string },
  id: string,
  now: EpochMs,
): Declaration {
  const unknown = services.find((each) => !contract.services.some((service) => service.id === each))
  if (unknown !== undefined) throw new RequestRefused('unknown-id', unknown)
  if (!Number.isSafeInteger(since) || since > now || since < now - YEAR) throw new RequestRefused('failed', `${since}`)
  // It ends when it is made: it speaks of what was known by then, not of incidents to come.
  return {
    id,
    clause: 'awareness',
    services,
    from: since,
    to: now,
    by: 'customer',
    at: now,
    reason: reason.trim().slice(0, LONGEST_REASON),
  }
}
