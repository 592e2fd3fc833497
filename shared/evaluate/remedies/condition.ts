/** Whether one period by itself calls for a remedy, and what for: a band of its ladder, a breach, an interruption, a ticket (R20). */

import { cmp, rat } from '../../base/rational.ts'
import type { Band, Remedy } from '../../contract/model.ts'
import type { Judged } from '../model/evaluation.ts'
import { quantity } from './band-quantity.ts'
import { type Range, type Rung, rungAt, rungOver, rungs, scaleOf } from './credit-bands.ts'
import { qualifying } from './downtime-blocks.ts'
import { ticketHits } from './ticket-bands.ts'

/** Why a remedy applies: the band and the figure it was read at, or a breach alone. */
export type Hit = { readonly rung: Rung; readonly at: Range } | { readonly rung: null }

export type Condition =
  | { readonly holds: 'yes'; readonly hits: readonly Hit[] }
  | { readonly holds: 'no'; readonly state: 'none' | 'no-band' }
  | { readonly holds: 'unknown'; readonly reason: string }
  | { readonly holds: 'refused'; readonly reason: string }

/** Whether this period alone calls for the remedy. */
export function condition(remedy: Remedy, judged: Judged): Condition {
  const { verdict } = judged
  if (verdict === 'not-in-force' || remedy.kind === 'none') return { holds: 'no', state: 'none' }
  if (verdict === 'not-computable') return { holds: 'refused', reason: judged.reason ?? 'there is no figure' }
  if (verdict === 'needs-review') return { holds: 'unknown', reason: judged.reason ?? 'a fact is unknown' }
  if (remedy.kind === 'formula') return { holds: 'refused', reason: 'formulas are not part of this version' }
  if (remedy.bands === undefined) return flat(remedy, judged)
  if (remedy.on === 'elapsed') return hitsOrNone(ticketHits(remedy.bands, judged), verdict)
  if (countsRuns(remedy) && scaleOf(remedy.on) === 'duration') return perRun(remedy.bands, remedy, judged)
  return banded(remedy, judged)
}

function flat(remedy: Remedy, { verdict, measured }: Judged): Condition {
  if (verdict === 'breached')
    return hitsOrNone(countsRuns(remedy) ? qualifying(measured.runs, remedy.minRun).map(() => ({ rung: null })) : [{ rung: null }], verdict)
  if (verdict === 'cannot-tell') return { holds: 'unknown', reason: 'whether it was breached cannot be told' }
  return { holds: 'no', state: 'none' }
}

/** Steps may be paid once for every interruption that is long enough; multiples and blocks look at runs in their own way. */
const countsRuns = ({ each, kind }: Remedy): boolean => each !== undefined && (kind === 'percent' || kind === 'days' || kind === 'amount')

/** A ladder of times for single interruptions: each is tried by its own length. */
function perRun(bands: readonly Band[], remedy: Remedy, { verdict, measured }: Judged): Condition {
  const ladder = rungs(bands, 'duration')
  const hits = qualifying(measured.runs, remedy.minRun).flatMap((run): readonly Hit[] => {
    const length = rat(run.to - run.from)
    const rung = rungAt(ladder, length)
    return rung ? [{ rung, at: { low: length, high: length } }] : []
  })
  return hitsOrNone(hits, verdict)
}

/** The ladder is tried whatever the verdict: one real text pays at exactly its target. */
function banded(remedy: Remedy, judged: Judged): Condition {
  const { verdict } = judged
  const at = quantity(remedy.on, judged)
  if (!at) {
    if (verdict === 'met' || verdict === 'on-track') return { holds: 'no', state: 'none' }
    return { holds: 'unknown', reason: 'nothing is known of the period' }
  }
  const { rung, certain } = rungOver(rungs(remedy.bands ?? [], scaleOf(remedy.on)), at)
  if (!certain) return { holds: 'unknown', reason: 'unknown time could move it into another band' }
  if (!rung) return hitsOrNone([], verdict)
  // A figure of too small a part of the period decides nothing, in the ladder no more than against the target.
  if (verdict === 'cannot-tell' && cmp(at.low, at.high) === 0) return { holds: 'unknown', reason: judged.reason ?? 'too little is known' }
  return { holds: 'yes', hits: [{ rung, at }] }
}

function hitsOrNone(hits: readonly Hit[], verdict: Judged['verdict']): Condition {
  if (hits.length) return { holds: 'yes', hits }
  return { holds: 'no', state: verdict === 'breached' ? 'no-band' : 'none' }
}
