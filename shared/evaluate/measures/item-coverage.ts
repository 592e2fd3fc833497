/** Of which time all tickets or deliveries there were are known (R56): a ticket of November says nothing about October. */
import { ONE, type Rational, rat } from '../../base/rational.ts'
import type { ItemKind } from '../../evidence/model.ts'
import { fromPairs, totalIn } from '../../time/intervals.ts'
import type { Context, FigureBounds } from '../model/measured.ts'
import { reason } from '../model/reasons.ts'
import { ANYTHING, NOTHING_BAD } from './share-of-items.ts'

/** Time of the period up to `at` of which a source gave all items of that kind. */
export function coveredTime({ evidence, objective, at }: Context, of: ItemKind): readonly number[] {
  const speaks = evidence.itemCoverage.filter(
    (each) => each.of === of && (each.service === undefined || objective.services.includes(each.service)),
  )
  return fromPairs(speaks.flatMap(({ from, to }) => (from < (to ?? at) ? [from, to ?? at] : [])))
}

export interface NoItems {
  readonly figure: FigureBounds
  readonly known: Rational
}

/**
 * What a period without any item that counts is worth. Where items of it are at hand, or a source covers it up to `at`, none
 * occurred; else everything is possible, by the share that is covered. Items of a period that is not covered are taken to be
 * all there were, which is an assumption.
 */
export function withoutItems(context: Context, of: ItemKind, holdsSome: boolean): NoItems {
  const { period, at, assume, path } = context
  const to = Math.min(at, period.to)
  const covered = totalIn(fromPairs([...coveredTime(context, of)]), period.from, to)
  const isCovered = covered >= to - period.from
  if (holdsSome && !isCovered) assume(`${path}.measure`, of, reason('items-given-are-all'))
  if (holdsSome || isCovered) return { figure: NOTHING_BAD, known: ONE }
  return { figure: ANYTHING, known: rat(covered, Math.max(1, to - period.from)) }
}
