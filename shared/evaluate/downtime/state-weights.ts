/** How much of an instant counts as down (R7): states and shares of affected users turned into weights. */

import { cmp, decimal, fraction, mul, ONE, type Rational, rat, sub, ZERO } from '../../base/rational.ts'
import type { Contract, Objective, Weights } from '../../contract/model.ts'
import type { State } from '../../evidence/model.ts'
import { DOWN, UP, WEIGHTLESS } from '../../evidence/resolve-authority.ts'
import type { SourceTimeline } from '../../evidence/source-timeline.ts'

/** Weights as codes: the larger code weighs more. */
export interface Weighting {
  /** The code of each word. */
  readonly codes: readonly number[]
  /** What unknown time weighs where it is taken as down. */
  readonly down: number
  /** `steps[i]` is how much heavier code DOWN + i is than the code before it. */
  readonly steps: readonly Rational[]
  /** The weight of code DOWN + i. */
  readonly weights: readonly Rational[]
}

/** The agreement's clauses an objective excludes, in the order of the file (R19). */
export const clausesOf = (contract: Contract, objective: Objective) =>
  (contract.exclusions ?? []).filter(({ id }) => objective.exclude === undefined || objective.exclude.includes(id))

/** The weight of every state, defaults filled in. Maintenance is downtime where only its own clause may excuse it (R7). */
export function stateWeights(contract: Contract, objective: Objective): Record<State, Rational> {
  const given: Weights = objective.measure.weights ?? {}
  const excused = clausesOf(contract, objective).some(({ category }) => MAINTENANCE.has(category))
  const weight = (state: keyof Weights, otherwise: Rational) => (given[state] === undefined ? otherwise : weightOf(given[state]))
  return {
    up: ZERO,
    down: weight('down', ONE),
    partial: weight('partial', ONE),
    degraded: weight('degraded', ZERO),
    maintenance: weight('maintenance', excused ? ONE : ZERO),
  }
}

const MAINTENANCE = new Set(['scheduled-maintenance', 'emergency-maintenance'])

/** The weights as text in keys and assumptions: `down 1, partial 1, degraded 0, maintenance 0`. */
export const weightsText = (weights: Record<State, Rational>): string =>
  (['down', 'partial', 'degraded', 'maintenance'] as const).map((state) => `${state} ${short(weights[state])}`).join(', ')

const short = (weight: Rational): string => (weight.d === 1n ? `${weight.n}` : fraction(weight))

export function weighting(words: readonly SourceTimeline[], ofState: Record<State, Rational>): Weighting {
  const ofWord = words.map(({ state, share }) => (share === undefined ? ofState[state] : mul(ofState[state], decimal(share))))
  const weights: Rational[] = []
  for (const weight of [...ofWord, ofState.down].sort(cmp)) {
    if (weight.n > 0n && (weights.length === 0 || cmp(weight, weights[weights.length - 1]!) !== 0)) weights.push(weight)
  }
  const codeOf = (weight: Rational): number => (weight.n === 0n ? WEIGHTLESS : DOWN + weights.findIndex((each) => cmp(each, weight) === 0))
  return {
    codes: ofWord.map((weight, rank) => (words[rank]!.state === 'up' ? UP : codeOf(weight))),
    down: codeOf(ofState.down),
    steps: weights.map((weight, i) => (i === 0 ? weight : sub(weight, weights[i - 1]!))),
    weights,
  }
}

const weightOf = (given: string | number): Rational => (typeof given === 'number' ? rat(given) : decimal(given))
