/** Whether an objective is promised at all in a period (R8, R31): state, term, conditions, restrictions. */
import { boundary } from '../../time/dates.ts'
import { clip, contains, total } from '../../time/intervals.ts'
import type { Context } from '../model/measured.ts'
import { agreedTime, suspensions, termOf } from './agreed-time.ts'
import { conditionHolds } from './customer-facts.ts'

export interface NotInForce {
  readonly verdict: 'not-in-force' | 'needs-review'
  readonly reason: string
}

/** null where it is promised. `needs-review` where that hangs on a fact nobody knows. */
export function inForce(context: Context): NotInForce | null {
  const { contract, objective, period, zone } = context
  const { from, to } = period
  const { state = 'in-force' } = contract
  // An agreement that has run out was in force while its term lasted.
  const over = state === 'expired' && contract.term?.until !== undefined
  if (state !== 'in-force' && !over) return not(`the agreement is ${STATE_WORDS[state] ?? state}`)
  const term = over ? clip(termOf(contract, zone), 0, boundary(contract.term!.until!, zone)) : termOf(contract, zone)
  if (clip(term, from, to).length === 0) return not('the period is outside the term')

  const condition = conditionHolds(contract, objective.when, from, zone)
  if (condition.holds === 'no') return not('its condition does not hold')
  const { held, unknown } = suspensions(contract, from, zone)
  const voided = held.find(({ effect, set }) => effect === 'voids' && contains(set, from))
  if (voided) return not(`restriction ${voided.clause} voids it`)
  const { agreed, suspended } = agreedTime(context, objective.services)
  if (total(agreed) === 0) {
    return not(suspended.length > 0 ? `restriction ${suspended[0]!.clause} suspends it` : 'no time of the period is agreed')
  }
  if (condition.holds === 'unknown') return { verdict: 'needs-review', reason: `fact ${condition.fact} is not known` }
  const open = unknown.find(({ set }) => clip(set, from, to).length > 0)
  if (open) return { verdict: 'needs-review', reason: `whether restriction ${open.clause} holds is not known` }
  return objective.unstated?.includes('target') ? { verdict: 'needs-review', reason: 'which figure is promised is not known' } : null
}

const not = (reason: string): NotInForce => ({ verdict: 'not-in-force', reason })

const STATE_WORDS: Readonly<Record<string, string>> = {
  draft: 'a draft',
  proposed: 'only proposed',
  suspended: 'suspended',
  expired: 'expired',
  void: 'void',
}
