/** Whether one period by itself calls for a remedy, and what for: a band of its ladder, a breach, an interruption, a ticket (R20). */

import { cmp, rat } from '../../base/rational.ts'
import { bandAt, bandOver, type CreditBand, creditBands, type QuantityRange, scaleOf } from '../../contract/credit-bands.ts'
import type { Band, Remedy } from '../../contract/model.ts'
import type { EvaluatedObjective } from '../model/evaluation.ts'
import { reason } from '../model/reasons.ts'
import type { Reason } from '../model/report.ts'
import { bandQuantity } from './band-quantity.ts'
import { longEnoughRuns } from './downtime-blocks.ts'
import { ticketHits } from './ticket-bands.ts'

/** Why a remedy applies: the band and the figure it was read at, or a breach alone. */
export type RemedyReason = { readonly rung: CreditBand; readonly at: QuantityRange } | { readonly rung: null }

export type RemedyCondition =
  | { readonly holds: 'yes'; readonly hits: readonly RemedyReason[] }
  | { readonly holds: 'no'; readonly state: 'none' | 'no-band' }
  | { readonly holds: 'unknown'; readonly reason: Reason }
  | { readonly holds: 'refused'; readonly reason: Reason }

/** Whether this period alone calls for the remedy. */
export function remedyCondition(remedy: Remedy, evaluated: EvaluatedObjective): RemedyCondition {
  const { verdict } = evaluated
  if (verdict === 'not-in-force' || remedy.kind === 'none') return { holds: 'no', state: 'none' }
  if (verdict === 'not-computable') return { holds: 'refused', reason: evaluated.reason ?? reason('no-figure') }
  if (verdict === 'needs-review') return { holds: 'unknown', reason: evaluated.reason ?? reason('fact-missing') }
  if (remedy.kind === 'formula') return formula(remedy, evaluated)
  if (remedy.bands === undefined) return flat(remedy, evaluated)
  if (remedy.on === 'elapsed') return hitsOrNone(ticketHits(remedy.bands, evaluated), verdict)
  if (countsRuns(remedy) && scaleOf(remedy.on) === 'duration') return perRun(remedy.bands, remedy, evaluated)
  return banded(remedy, evaluated)
}

/** Due like a flat credit, and no more than its words are known of it. */
function formula(remedy: Remedy, evaluated: EvaluatedObjective): RemedyCondition {
  const due = flat({ ...remedy, kind: 'none' }, evaluated)
  return due.holds === 'yes' ? { holds: 'refused', reason: reason('formula-in-words', { formula: remedy.formula ?? '' }) } : due
}

function flat(remedy: Remedy, { verdict, measured }: EvaluatedObjective): RemedyCondition {
  if (verdict === 'breached')
    return hitsOrNone(
      countsRuns(remedy) ? longEnoughRuns(measured.runs, remedy.minRun).map(() => ({ rung: null })) : [{ rung: null }],
      verdict,
    )
  if (verdict === 'cannot-tell') return { holds: 'unknown', reason: reason('breach-undecided') }
  return { holds: 'no', state: 'none' }
}

/** Steps may be paid once for every interruption that is long enough; multiples and blocks look at runs in their own way. */
const countsRuns = ({ each, kind }: Remedy): boolean => each !== undefined && (kind === 'percent' || kind === 'days' || kind === 'amount')

/** A ladder of times for single interruptions: each is tried by its own length. */
function perRun(bands: readonly Band[], remedy: Remedy, { verdict, measured }: EvaluatedObjective): RemedyCondition {
  const ladder = creditBands(bands, 'duration')
  const hits = longEnoughRuns(measured.runs, remedy.minRun).flatMap((run): readonly RemedyReason[] => {
    const length = rat(run.to - run.from)
    const rung = bandAt(ladder, length)
    return rung ? [{ rung, at: { low: length, high: length } }] : []
  })
  return hitsOrNone(hits, verdict)
}

/** The ladder is tried whatever the verdict: one real text pays at exactly its target. */
function banded(remedy: Remedy, evaluated: EvaluatedObjective): RemedyCondition {
  const { verdict } = evaluated
  const at = bandQuantity(remedy.on, evaluated)
  if (!at) {
    if (verdict === 'met' || verdict === 'on-track') return { holds: 'no', state: 'none' }
    return { holds: 'unknown', reason: reason('period-unmeasured') }
  }
  const { rung, certain } = bandOver(creditBands(remedy.bands ?? [], scaleOf(remedy.on)), at)
  if (!certain) return { holds: 'unknown', reason: reason('band-undecided') }
  if (!rung) return hitsOrNone([], verdict)
  // A figure of too small a part of the period decides nothing, in the ladder no more than against the target.
  if (verdict === 'cannot-tell' && cmp(at.low, at.high) === 0)
    return { holds: 'unknown', reason: evaluated.reason ?? reason('too-little-data') }
  return { holds: 'yes', hits: [{ rung, at }] }
}

function hitsOrNone(hits: readonly RemedyReason[], verdict: EvaluatedObjective['verdict']): RemedyCondition {
  if (hits.length) return { holds: 'yes', hits }
  return { holds: 'no', state: verdict === 'breached' ? 'no-band' : 'none' }
}
