/**
 * Measures that score each request of the period: counted, fast enough, or in bands. Holds what they share: records by
 * service, sums, the figure, the budget in requests and the share of bad requests in a window. A score is a record's.
 */
import { add, ceil, cmp, div, ONE, type Rational, rat, ZERO } from '../../base/rational.ts'
import type { EpochMs } from '../../time/intervals.ts'
import type { Context, Measured } from '../model/measured.ts'
import { reason } from '../model/reasons.ts'
import type { Reason } from '../model/report.ts'
import { countedShare, Uncountable, type WeighedRecord, weighedRecords } from './request-counts.ts'
import {
  ALL_GOOD,
  ANYTHING,
  allowed,
  figureOf,
  type ItemTally,
  meanFigure,
  NOTHING_BAD,
  notComputable,
  targetOf,
} from './share-of-items.ts'

/** What a record's requests are worth, in requests; fractions where a request may be half good. */
export interface Scored {
  readonly good: number | Rational
  readonly bad: number | Rational
  readonly unknown: number
  /** Requests that count as good in `counts`, where that is not `good`; always there beside a fraction. */
  readonly passing?: number
}

export interface ScoredRules {
  /** What a period without any valid request is. */
  readonly empty: 'available' | 'excluded' | 'down'
  /** Instead of the objective's target (R14). */
  readonly target?: string
  /** Why no record can be used, where none can. */
  readonly unusable?: (weighed: readonly WeighedRecord[]) => Reason | null
}

/**
 * not-computable where a service has no source that counts its requests in the period, or a record cannot be split
 * into what counts and what does not.
 */
export function scoredRequests(context: Context, score: (weighed: WeighedRecord) => Scored, rules: ScoredRules): Measured {
  const { objective, period, at } = context
  try {
    const perService = objective.services.map((service) => ({ service, weighed: weighedRecords(context, service) }))
    const uncounted = perService.find(({ weighed }) => weighed === null)
    if (uncounted) return notComputable('not-computable', reason('requests-uncounted', { service: uncounted.service }))
    const lists = perService.map(({ weighed }) => weighed!)
    const unusable = rules.unusable?.(lists.flat())
    if (unusable) return notComputable('not-computable', unusable)

    const sums = lists.map((list) => sum(list.map(score)))
    const all = sums.reduce(both, NONE)
    const policy = objective.measure.unknown
    const valid = add(add(all.good, all.bad), all.unknown)
    const seen = objective.measure.combine === 'average' ? meanFigure(sums.map((each) => figureOf(each, policy))) : figureOf(all, policy)
    const known = countedShare(context)
    // Time that no source covers may hold more requests: some are taken to be all, none is no proof of none (R56).
    const isOpen = known.n < known.d
    const holdsSome = lists.some(({ length }) => length)
    if (isOpen && holdsSome) context.assume(`${context.path}.measure`, 'requests', reason('items-given-are-all'))
    const attained = valid.n > 0n ? seen : rules.empty !== 'available' || (isOpen && !holdsSome) ? ANYTHING : NOTHING_BAD
    const target = targetOf(rules.target, objective.target)
    const budget = allowed(target, valid)
    const spent = Number(ceil(all.bad))
    const count = (pick: (scored: Scored) => number): number => lists.flat().reduce((total, each) => total + pick(score(each)), 0)
    const total = Number(valid.n)
    const good = count(({ passing, good }) => passing ?? (good as number))
    return {
      attained,
      target,
      // More requests may come as long as the period runs, all of them good.
      best: at >= period.to || attained === ANYTHING ? attained : ALL_GOOD,
      known,
      time: null,
      counts: { total, good, bad: total - good - Number(all.unknown.n) },
      budget: budget === null ? null : { total: budget, spent, left: budget - spent, unit: 'requests' },
      runs: [],
      down: [],
      bad: (from, to) => badShare(lists.flat(), score, from, to),
      ledger: [],
      basis: 'contractual',
    }
  } catch (error) {
    if (error instanceof Uncountable) return notComputable('not-computable', error.reason)
    throw error
  }
}

const NONE: ItemTally = { good: ZERO, bad: ZERO, unknown: ZERO }

const exact = (n: number | Rational): Rational => (typeof n === 'number' ? rat(n) : n)
const both = (a: ItemTally, b: ItemTally): ItemTally => ({
  good: add(a.good, b.good),
  bad: add(a.bad, b.bad),
  unknown: add(a.unknown, b.unknown),
})
const sum = (list: readonly Scored[]): ItemTally =>
  list.map(({ good, bad, unknown }) => ({ good: exact(good), bad: exact(bad), unknown: rat(unknown) })).reduce(both, NONE)

/** Of the records that lie wholly in [from, to). One failed request alone is no burn, however few there were beside it. */
function badShare(list: readonly WeighedRecord[], score: (weighed: WeighedRecord) => Scored, from: EpochMs, to: EpochMs): Rational {
  const { good, bad } = sum(list.filter(({ record }) => record.from >= from && record.to <= to).map(score))
  const known = add(good, bad)
  return cmp(bad, ONE) <= 0 ? ZERO : div(bad, known)
}
