/**
 * What one remedy grants for one objective in one period, before history, caps and minimum (R20, R21): whether it applies,
 * and how large it is in percent, days and money.
 */
import type { Remedy } from '../agreement/model.ts'
import { add, cmp, decimal, div, HUNDRED, mul, type Rational, rat, ZERO } from '../exact/rational.ts'
import { elapsedMs } from '../time/duration.ts'
import type { Judged, Room } from './judged.ts'
import { type Range, type Rung, rungOver, rungs, scaleOf } from './ladder.ts'
import { bandCredit } from './remedy-band.ts'
import { daysOf, type Fee, periodFee, remedyPath } from './remedy-base.ts'
import { blocks, qualifying } from './remedy-blocks.ts'
import { parseFraction, quantity, wholeBase } from './remedy-quantity.ts'
import { ticketHits } from './remedy-tickets.ts'
import type { CreditState } from './report.ts'

export interface Award {
  readonly state: CreditState
  readonly percent: Rational | null
  readonly days: Rational | null
  readonly amount: Rational | null
  readonly currency: string | null
  readonly reason?: string
}

/** Why a remedy applies: the band and the figure it was read at, or a breach alone. */
export type Hit = { readonly rung: Rung; readonly at: Range } | { readonly rung: null }

export type Condition =
  | { readonly holds: 'yes'; readonly hits: readonly Hit[] }
  | { readonly holds: 'no'; readonly state: 'none' | 'no-band' }
  | { readonly holds: 'unknown'; readonly reason: string }
  | { readonly holds: 'refused'; readonly reason: string }

const NOTHING = { percent: null, days: null, amount: null, currency: null }

/** An award of nothing. */
export const nothing = (state: CreditState, reason?: string): Award => ({
  ...NOTHING,
  state,
  percent: state === 'none' || state === 'no-band' ? ZERO : null,
  ...(reason === undefined ? {} : { reason }),
})

/** Whether this period alone calls for the remedy. */
export function condition(remedy: Remedy, judged: Judged): Condition {
  const { verdict } = judged
  if (verdict === 'not-in-force' || remedy.kind === 'none') return { holds: 'no', state: 'none' }
  if (verdict === 'not-computable') return { holds: 'refused', reason: judged.reason ?? 'there is no figure' }
  if (verdict === 'needs-review') return { holds: 'unknown', reason: judged.reason ?? 'a fact is unknown' }
  if (remedy.kind === 'formula') return { holds: 'refused', reason: 'formulas are not part of this version' }
  if (remedy.bands === undefined) return flat(judged)
  if (remedy.on === 'elapsed') return hitsOrNone(ticketHits(remedy.bands, judged), verdict)
  return banded(remedy, judged)
}

function flat({ verdict }: Judged): Condition {
  if (verdict === 'breached') return { holds: 'yes', hits: [{ rung: null }] }
  if (verdict === 'cannot-tell') return { holds: 'unknown', reason: 'whether it was breached cannot be told' }
  return { holds: 'no', state: 'none' }
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

/** The size of what the hits grant. Money is exact and unrounded. */
export function award(room: Room, judged: Judged, remedy: Remedy, hits: readonly Hit[]): Award {
  if (remedy.kind === 'termination') return { ...NOTHING, state: 'due' }
  const size = sizeOf(room, remedy, judged, hits)
  if ('reason' in size) return nothing(size.state, size.reason)
  const currency = 'amount' in size ? size.currency : null
  if ('amount' in size) return { ...NOTHING, state: 'due', amount: currency === null ? null : size.amount, currency }
  const answer = periodFee(room, judged, remedy)
  const value = answer.fee ? worth(size, answer.fee, judged) : null
  return {
    state: 'due',
    percent: 'percent' in size ? size.percent : null,
    days: 'days' in size ? size.days : null,
    amount: value,
    currency: answer.fee?.currency ?? null,
    ...('reason' in answer && answer.reason !== undefined ? { reason: answer.reason } : {}),
  }
}

type Size =
  | { readonly percent: Rational }
  | { readonly days: Rational }
  | { readonly amount: Rational; readonly currency: string | null }
  | { readonly state: 'cannot-tell' | 'not-computable'; readonly reason: string }

function worth(size: { readonly percent: Rational } | { readonly days: Rational }, fee: Fee, { context }: Judged): Rational {
  if ('percent' in size) return div(mul(fee.amount, size.percent), HUNDRED)
  return mul(fee.amount, div(size.days, rat(daysOf(context.period, context.zone))))
}

function sizeOf(room: Room, remedy: Remedy, judged: Judged, hits: readonly Hit[]): Size {
  switch (remedy.kind) {
    case 'multiple':
      return multipleOf(remedy, judged, hits)
    case 'lostTime':
      return remedy.lostTime ? atRate(remedy.lostTime.rate, rat(1), remedy, judged) : missing('lostTime')
    case 'perBlock':
      if (!remedy.perBlock) return missing('perBlock')
      return { percent: mul(decimal(remedy.perBlock.credit), blocks(room, remedy, remedy.perBlock, judged)) }
    default:
      assumePartial(room, remedy, judged, hits)
      return stepSize(remedy, hits)
  }
}

const missing = (field: string): Size => ({ state: 'not-computable', reason: `the remedy has no ${field}` })

function assumePartial(room: Room, remedy: Remedy, { context }: Judged, hits: readonly Hit[]): void {
  for (const { rung } of hits) {
    if (rung?.band.plus === undefined || rung.band.plus.partial !== undefined) continue
    const path = `${remedyPath(context.contract, remedy)}.bands[${remedy.bands?.indexOf(rung.band)}].plus.partial`
    room.assume(path, 'dropped', 'the text does not say whether a step that has begun counts')
  }
}

/** percent, days and amount: the credit of the band or the flat one, once for every hit. */
function stepSize(remedy: Remedy, hits: readonly Hit[]): Size {
  let sum = ZERO
  for (const hit of hits) {
    const low = creditAt(remedy, hit, 'low')
    const high = creditAt(remedy, hit, 'high')
    if (low === null || high === null) return { state: 'not-computable', reason: 'neither the band nor the remedy names a credit' }
    if (cmp(low, high) !== 0) return { state: 'cannot-tell', reason: 'unknown time could change the credit' }
    sum = add(sum, low)
  }
  if (remedy.kind === 'days') return { days: sum }
  if (remedy.kind === 'amount') return { amount: sum, currency: remedy.currency ?? remedy.base?.currency ?? null }
  return { percent: sum }
}

function creditAt(remedy: Remedy, hit: Hit, end: 'low' | 'high'): Rational | null {
  if (hit.rung) return bandCredit(hit.rung, hit.at[end], scaleOf(remedy.on))
  return remedy.credit === undefined ? null : decimal(remedy.credit)
}

/** times × fee × downtime ÷ agreed time, or times × rate × downtime. A band may say how many times. */
function multipleOf(remedy: Remedy, judged: Judged, hits: readonly Hit[]): Size {
  const first = hits[0]
  const times = (first?.rung ? bandCredit(first.rung, first.at.low, scaleOf(remedy.on)) : null) ?? decimal(remedy.multiple?.times ?? '1')
  if (remedy.multiple?.rate) return atRate(remedy.multiple.rate, times, remedy, judged)
  const base = wholeBase(judged.measured)
  if (!base) return { state: 'not-computable', reason: 'the measure has no time to multiply' }
  return { percent: mul(HUNDRED, mul(times, div(lost(remedy, judged), rat(base)))) }
}

function atRate(
  rate: { readonly amount: string; readonly currency: string; readonly per: string },
  times: Rational,
  remedy: Remedy,
  judged: Judged,
): Size {
  if (!judged.measured.time) return { state: 'not-computable', reason: 'the measure has no time to pay for' }
  const perMs = div(decimal(rate.amount), rat(elapsedMs(rate.per)))
  return { amount: mul(times, mul(perMs, lost(remedy, judged))), currency: rate.currency }
}

/** Weighted downtime in ms: of the period, or of the interruptions that are long enough. */
function lost(remedy: Remedy, { measured }: Judged): Rational {
  if (remedy.each === undefined && remedy.minRun === undefined) return measured.time ? parseFraction(measured.time.weighted) : ZERO
  return qualifying(measured.runs, remedy.minRun)
    .map((run) => run.weighted)
    .reduce(add, ZERO)
}
