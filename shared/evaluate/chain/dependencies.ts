/**
 * What stands behind a promise (R30): the ceiling that the targets of what it depends on allow, and, where their evidence
 * is at hand, what the chain really attained. The ceiling multiplies and so assumes independence; what was measured is put
 * together instant by instant and assumes nothing.
 */

import { cmp, decimal, div, floorText, fraction, HUNDRED, mul, ONE, type Rational, rat, sub } from '../../base/rational.ts'
import type { Dependency } from '../../contract/model.ts'
import { clip, fromPairs, type IntervalSet, intersect, subtract, total, union } from '../../time/intervals.ts'
import { attainedOf, shareOf } from '../measures/figure-bounds.ts'
import type { EvaluatedObjective, Evaluation } from '../model/evaluation.ts'
import type { EvaluatedPeriod } from '../model/measured.ts'
import { reason } from '../model/reasons.ts'
import type { Attained, Chain } from '../model/report.ts'
import { agreedTime } from '../periods/agreed-time.ts'

/** Measures whose target is an availability. */
const AVAILABILITY = new Set(['time', 'slots', 'requests'])

/** undefined where the agreement depends on nothing, or the target of something it depends on is nowhere to be found. */
export function dependencyChain(evaluation: Evaluation, { context, measured }: EvaluatedObjective): Chain | undefined {
  const { contract, objective, period, at } = context
  const list = contract.dependsOn ?? []
  if (list.length === 0 || !AVAILABILITY.has(objective.measure.by)) return undefined
  const ceiling = product(list.map((each, i) => reliability(evaluation, each, `dependsOn[${i}]`)))
  if (ceiling === null) return undefined
  const percent = mul(ceiling, HUNDRED)
  const attained = attainedBy(
    evaluation,
    list,
    period,
    clip(agreedTime(context, objective.services).agreed, period.from, Math.min(at, period.to)),
  )
  return {
    ceiling: floorText(percent),
    exact: fraction(percent),
    assumes: 'independence',
    carries: measured.target === null || cmp(measured.target, percent) <= 0,
    ...(attained && { measured: attained }),
  }
}

const product = (parts: readonly (Rational | null)[]): Rational | null =>
  parts.reduce((all, each) => (all === null || each === null ? null : mul(all, each)), ONE as Rational | null)

/** Of one link as a share of 1: its target, or 1 − Π(1 − target) of those that stand beside each other. */
function reliability(evaluation: Evaluation, link: Dependency, path: string): Rational | null {
  if ('of' in link) {
    const failing = product(
      link.of.map((each, i) => {
        const part = reliability(evaluation, each, `${path}.of[${i}]`)
        return part && sub(ONE, part)
      }),
    )
    return failing && sub(ONE, failing)
  }
  const text = link.target ?? promised(evaluation, link, path)?.target
  if (text === undefined) {
    evaluation.assume(
      path,
      'no ceiling',
      link.contract === undefined ? reason('dependency-target-unstated') : reason('dependency-target-unknown', { contract: link.contract }),
    )
    return null
  }
  return div(decimal(text), HUNDRED)
}

type Link = Extract<Dependency, { combine: 'series' }>

/** The objective a link means: the one it names, else the first of its agreement with a target. */
function promised(
  evaluation: Evaluation,
  { contract, objective }: Link,
  path: string,
): { readonly target?: string; readonly id: string } | undefined {
  const other = contract === undefined ? undefined : evaluation.other(contract)?.contract
  if (!other) return undefined
  const found = other.objectives.find(({ id, target }) => (objective === undefined ? target !== undefined : id === objective))
  if (found && objective === undefined && other.objectives.length > 1) {
    evaluation.assume(`${path}.objective`, found.id, reason('dependency-objective-unstated'))
  }
  return found
}

/** Down and unknown time of a link in the period; null where nothing measures it. */
interface Course {
  readonly down: IntervalSet
  readonly unknown: IntervalSet
}

function attainedBy(evaluation: Evaluation, list: readonly Dependency[], period: EvaluatedPeriod, passed: IntervalSet): Attained | null {
  const course = together(
    list.map((each, i) => courseOf(evaluation, each, period, `dependsOn[${i}]`)),
    'series',
  )
  if (course === null) return null
  const base = total(passed)
  const down = rat(total(intersect(course.down, passed)))
  const unknown = total(intersect(course.unknown, passed))
  const figure = {
    value: shareOf(rat(base - unknown), down),
    low: shareOf(rat(base), rat(Number(down.n) + unknown)),
    high: shareOf(rat(base), down),
  }
  return attainedOf(figure, figure, false)
}

function courseOf(evaluation: Evaluation, link: Dependency, period: EvaluatedPeriod, path: string): Course | null {
  if ('of' in link) {
    return together(
      link.of.map((each, i) => courseOf(evaluation, each, period, `${path}.of[${i}]`)),
      'parallel',
    )
  }
  const objective = promised(evaluation, link, path)
  const evaluated = objective && evaluation.other(link.contract!)?.judge(objective.id, period)
  if (!evaluated || evaluated.measured.refused || evaluated.measured.time === null) return null
  const { down, ledger } = evaluated.measured
  return {
    down: fromPairs(down.flatMap(({ from, to }) => [from, to])),
    unknown: fromPairs(ledger.flatMap((entry) => (entry.as === 'unknown' || entry.as === 'doubtful' ? [entry.from, entry.to] : []))),
  }
}

/** In series down where one is; in parallel where all are; unknown where the unknown could decide it. */
function together(courses: readonly (Course | null)[], combine: 'series' | 'parallel'): Course | null {
  const known = courses.flatMap((course) => (course ? [course] : []))
  if (known.length < courses.length) return null
  const join = combine === 'series' ? union : intersect
  const down = known.map((course) => course.down).reduce(join)
  const dark = known.map((course) => union(course.down, course.unknown)).reduce(join)
  return { down, unknown: subtract(dark, down) }
}
