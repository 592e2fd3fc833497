/** Whether an objective is promised at all in a period (R8, R31): state, term, conditions, restrictions. */
import { boundary } from '../../time/dates.ts'
import { clip, contains, total } from '../../time/intervals.ts'
import type { Context } from '../model/measured.ts'
import { reason } from '../model/reasons.ts'
import type { Reason } from '../model/report.ts'
import { agreedTime, suspensions, termOf } from './agreed-time.ts'
import { conditionHolds } from './customer-facts.ts'

export interface NotInForce {
  readonly verdict: 'not-in-force' | 'needs-review'
  readonly reason: Reason
}

/** null where it is promised. `needs-review` where that depends on an unknown fact. */
export function inForce(context: Context): NotInForce | null {
  const { contract, objective, period, zone } = context
  const { from, to } = period
  const { state = 'in-force' } = contract
  // An agreement that has run out was in force while its term lasted.
  const over = state === 'expired' && contract.term?.until !== undefined
  if (state !== 'in-force' && !over) return not(reason(`state-${state as NotInForceState}`))
  const term = over ? clip(termOf(contract, zone), 0, boundary(contract.term!.until!, zone)) : termOf(contract, zone)
  if (clip(term, from, to).length === 0) return not(reason('outside-term'))

  const condition = conditionHolds(contract, objective.when, from, zone)
  if (condition.holds === 'no') return not(reason('condition-false'))
  const { held, unknown } = suspensions(contract, from, zone)
  const voided = held.find(({ effect, set }) => effect === 'voids' && contains(set, from))
  if (voided) return not(reason('restriction-voids', { restriction: voided.clause }))
  const { agreed, suspended } = agreedTime(context, objective.services)
  if (total(agreed) === 0) {
    return not(suspended.length > 0 ? reason('restriction-suspends', { restriction: suspended[0]!.clause }) : reason('no-agreed-time'))
  }
  if (condition.holds === 'unknown') return { verdict: 'needs-review', reason: reason('fact-unknown', { fact: condition.fact }) }
  const open = unknown.find(({ set }) => clip(set, from, to).length > 0)
  if (open) return { verdict: 'needs-review', reason: reason('restriction-unknown', { restriction: open.clause }) }
  return objective.unstated?.includes('target') ? { verdict: 'needs-review', reason: reason('target-unstated') } : null
}

const not = (why: Reason): NotInForce => ({ verdict: 'not-in-force', reason: why })

type NotInForceState = Exclude<NonNullable<Context['contract']['state']>, 'in-force'>
