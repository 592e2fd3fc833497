/**
 * What each remedy really pays, in the order in which caps are used up: earlier periods first, then the file's order of
 * objectives. Each is worked out once and remembered with the room.
 */

import { cmp, decimal, ZERO } from '../../base/rational.ts'
import type { Remedy } from '../../contract/model.ts'
import type { EpochMs } from '../../time/intervals.ts'
import type { Judged, Room } from '../model/evaluation.ts'
import type { Period } from '../model/measured.ts'
import { contractWindow } from '../periods/term-dates.ts'
import { type Award, award, nothing } from './award.ts'
import { capped, type Used, use } from './caps.ts'
import { condition } from './condition.ts'
import { once } from './once.ts'
import { remembered } from './repeated-breaches.ts'

export interface Paid {
  readonly remedy: Remedy
  /** After caps and minimum. */
  readonly award: Award
  /** Before them. */
  readonly computed: Award
  readonly caps: readonly number[]
}

/** The remedies that an objective names, as the version of the agreement in force in that period has them. */
export function remediesOf({ context: { contract, objective } }: Judged): readonly Remedy[] {
  return (objective.remedies ?? []).flatMap((name) => contract.remedies?.find(({ id }) => id === name) ?? [])
}

/** One remedy for one objective in one period, all that uses up its caps before taken into account. */
export function paid(room: Room, judged: Judged, remedy: Remedy): Paid {
  return once(room, remedy, `paid ${keyOf(judged.context.objective.id, judged.context.period)}`, () => {
    if (!remedy.caps?.length) return settle(room, judged, remedy, new Map())
    const from = scopeStart(remedy, judged)
    const queue = once(room, remedy, `queue ${from}`, (): Queue => ({ used: new Map(), done: new Map() }))
    return advance(room, judged, remedy, from, queue)
  })
}

interface Queue {
  readonly used: Used
  /** Filled in order. */
  readonly done: Map<string, Paid>
}

const keyOf = (objective: string, { from, to }: Period): string => `${objective} ${from} ${to}`

/** Pays, in order, everything up to and including this one. */
function advance(room: Room, judged: Judged, remedy: Remedy, from: EpochMs, { used, done }: Queue): Paid {
  const { period, objective } = judged.context
  const own = keyOf(objective.id, period)
  for (const each of sharers(room, judged, remedy, from)) {
    const key = keyOf(each.objective, each.period)
    if (key === own) break
    if (done.has(key)) continue
    const then = room.judge(each.objective, each.period)
    const same = then && remediesOf(then).find(({ id }) => id === remedy.id)
    if (then && same) done.set(key, settle(room, then, same, used))
  }
  const found = done.get(own) ?? settle(room, judged, remedy, used)
  done.set(own, found)
  return found
}

/** All periods of all objectives that share the remedy's caps with this one, in the order of use; what comes after it is not read. */
function sharers(
  room: Room,
  { context }: Judged,
  remedy: Remedy,
  from: EpochMs,
): readonly { readonly objective: string; readonly period: Period }[] {
  const { contract, period } = context
  return contract.objectives
    .filter((objective) => objective.remedies?.includes(remedy.id))
    .flatMap((objective) => {
      const all = room.periods(objective.id, from, period.to)
      // This one is in its place also where its objective no longer knows it, as a window that ended before.
      const own = objective.id === context.objective.id
      return (own ? [...all.filter((each) => each.from < period.from), period] : all).map((each) => ({
        objective: objective.id,
        period: each,
      }))
    })
    .sort((a, b) => a.period.from - b.period.from)
}

/** The first instant of the longest window that a cap of this remedy spans. */
function scopeStart(remedy: Remedy, { context: { contract, period, zone } }: Judged): EpochMs {
  const windows = (remedy.caps ?? []).flatMap(({ window }) =>
    window === undefined ? [] : [contractWindow(window, contract.term, zone, period.from).from],
  )
  return Math.min(period.from, ...windows)
}

function settle(room: Room, judged: Judged, remedy: Remedy, used: Used): Paid {
  const computed = granted(room, judged, remedy)
  const { award: left, caps, bounds } = capped(room, judged, remedy, computed, used)
  const award = isBelowMinimum(remedy, left) ? { ...left, state: 'below-minimum' as const, percent: computed.percent, amount: ZERO } : left
  use(bounds, award, used)
  return { remedy, award, computed, caps }
}

/** Before caps and minimum. */
function granted(room: Room, judged: Judged, remedy: Remedy): Award {
  const called = condition(remedy, judged)
  if (called.holds === 'refused') return nothing('not-computable', called.reason)
  if (called.holds === 'unknown') return nothing('cannot-tell', called.reason)
  if (called.holds === 'no') return nothing(called.state)
  const history = remembered(room, judged, remedy)
  if (history === 'no') return nothing('none', 'not often enough')
  if (history === 'unknown') return nothing('cannot-tell', 'an earlier period that decides is not covered by evidence')
  const size = award(room, judged, remedy, called.hits)
  return isNothing(size) ? nothing(judged.verdict === 'breached' ? 'no-band' : 'none', 'what applies pays nothing') : size
}

/** A band of 0 %, or not one full block; a share of a fee of 0.00 is still a share. */
function isNothing({ percent, days, amount }: Award): boolean {
  const size = percent ?? days ?? amount
  return size !== null && size.n === 0n
}

/** The minimum compares the exact figure (R22). Money of another currency cannot be compared. */
function isBelowMinimum({ minimum }: Remedy, { amount, currency }: Award): boolean {
  if (!minimum || amount === null) return false
  if (minimum.currency !== undefined && minimum.currency !== currency) return false
  return (
    (minimum.over !== undefined && cmp(amount, decimal(minimum.over)) <= 0) ||
    (minimum.atLeast !== undefined && cmp(amount, decimal(minimum.atLeast)) < 0)
  )
}
