/** The time an agreement promises (R1, R8): service hours, less suspensions, with the term and the life of each service. */
import type { Contract, Objective, Restriction } from '../../contract/model.ts'
import type { Evidence } from '../../evidence/model.ts'
import { boundary } from '../../time/dates.ts'
import { END_OF_TIME } from '../../time/instant.ts'
import { clip, type EpochMs, fromPairs, type IntervalSet, intersect, NONE, subtract, unionAll } from '../../time/intervals.ts'
import type { ZoneRules } from '../../time/zone.ts'
import type { Context } from '../model/measured.ts'
import { conditionHolds } from './customer-facts.ts'

export type Denominator = 'full' | 'alive'

/** How time outside term and life is taken: measure over period over agreement. */
export const denominatorOf = (contract: Contract, { measure: { denominator }, period }: Objective): Denominator =>
  (typeof denominator === 'object' ? undefined : denominator) ?? (period ?? contract.period).denominator ?? 'full'

const ALWAYS: IntervalSet = [0, END_OF_TIME]

/** A term that renews itself has no end of its own. */
export function termOf(contract: Contract, zone: ZoneRules): IntervalSet {
  const { from, until, renews } = contract.term ?? {}
  return stretch(from, renews === undefined ? until : undefined, zone)
}

/** When a service exists: by the agreement and by the evidence, by both where both state it. */
export function lifeOf(contract: Contract, evidence: Evidence, service: string, zone: ZoneRules): IntervalSet {
  const alive = contract.services.find(({ id }) => id === service)?.alive
  const promised = alive ? stretch(alive.from, alive.until, zone) : ALWAYS
  const seen = evidence.lifetimes.filter((each) => each.service === service)
  if (seen.length === 0) return promised
  return intersect(promised, fromPairs(seen.flatMap(({ from, to }) => [from, to ?? END_OF_TIME])))
}

function stretch(from: string | undefined, until: string | undefined, zone: ZoneRules): IntervalSet {
  const start = from === undefined ? 0 : boundary(from, zone)
  const end = until === undefined ? END_OF_TIME : boundary(until, zone)
  return start < end ? [start, end] : NONE
}

export interface Suspension {
  readonly clause: string
  readonly effect: Restriction['effect']
  readonly set: IntervalSet
}

/** Restrictions that apply by the facts at `t`, and the facts that are unknown (R31). */
export function suspensions(
  contract: Contract,
  t: EpochMs,
  zone: ZoneRules,
): { held: readonly Suspension[]; unknown: readonly Suspension[] } {
  const held: Suspension[] = []
  const unknown: Suspension[] = []
  for (const { id, when, effect, from, until } of contract.restrictions ?? []) {
    const answer = conditionHolds(contract, when, t, zone).holds
    if (answer !== 'no') (answer === 'yes' ? held : unknown).push({ clause: id, effect, set: stretch(from, until, zone) })
  }
  return { held, unknown }
}

export interface AgreedTime {
  /** Agreed time of the whole period, what remains included (R1). */
  readonly agreed: IntervalSet
  /** The part of it before `at`. */
  readonly passed: IntervalSet
  /** Service hours of the period that a restriction took. */
  readonly suspended: readonly Suspension[]
}

/** Agreed time of the context's period for one service, or for several of which any is there. */
export function agreedTime(context: Context, services: readonly string[]): AgreedTime {
  const { contract, objective, period, at, zone, hours, once } = context
  const { from, to } = period
  const alive = denominatorOf(contract, objective) === 'alive' ? services.join() : ''
  return once(`agreed ${objective.during} ${alive} ${from} ${to}`, () => {
    const agreed = agreedTimeIn(context, services, from, to)
    const open = clip(hours(objective.during ?? 'always', from, to), from, to)
    const { held } = suspensions(contract, from, zone)
    return {
      agreed,
      passed: at >= to ? agreed : clip(agreed, from, at),
      suspended: held.map((each) => ({ ...each, set: intersect(open, each.set) })).filter(({ set }) => set.length > 0),
    }
  })
}

/** Agreed time of [from, to), also outside of the period, by the restrictions of the period. */
export function agreedTimeIn(context: Context, services: readonly string[], from: EpochMs, to: EpochMs): IntervalSet {
  const { contract, objective, period, zone, hours, evidence } = context
  const open = clip(hours(objective.during ?? 'always', from, to), from, to)
  const kept = suspensions(contract, period.from, zone).held.reduce<IntervalSet>((left, { set }) => subtract(left, set), open)
  if (denominatorOf(contract, objective) === 'full') return kept
  const lives = unionAll(services.map((service) => lifeOf(contract, evidence, service, zone)))
  return intersect(intersect(kept, termOf(contract, zone)), lives)
}
