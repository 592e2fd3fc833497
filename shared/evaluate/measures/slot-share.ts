/** The share of slots that were not down, as `{by: slots}` and `{by: rate}` measure it: every slot weighs the same (R6, R16). */

import { ONE, rat } from '../../base/rational.ts'
import { where } from '../../evidence/timeline.ts'
import { type IntervalSet, intersect, NONE, subtract, total, union } from '../../time/intervals.ts'
import type { ServiceTimeline, ServiceTimelines } from '../downtime/service-timeline.ts'
import { classifyTime } from '../downtime/time-classes.ts'
import type { Context, FigureBounds, Measured } from '../model/measured.ts'
import type { LedgerEntry, TimeClasses } from '../model/report.ts'
import { budgetOf } from './budget.ts'
import { Uncountable } from './request-counts.ts'
import { ALL_GOOD, ANYTHING, figureOf, itemTally, knownShare, meanFigure, NOTHING_BAD, notComputable, targetOf } from './share-of-items.ts'
import { msInSlots, slotGrid } from './slot-grid.ts'
import { BAD_SLOT, EMPTY_SLOT } from './slot-states.ts'
import { allBad, anyBad, type SlotRules, type SlotSubject, slotSubject, slotTimeline } from './slot-timeline.ts'
import { measureSubjects } from './time.ts'

/** not-computable where a service has no evidence that can be read into slots. */
export function slotShare(context: Context, rules: SlotRules): Measured {
  const { objective } = context
  const { combine = 'any' } = objective.measure
  context.defaults?.()
  try {
    const read = objective.services.map((service) => ({ service, course: slotTimeline(context, rules, service) }))
    const silent = read.find(({ course }) => course === null)
    if (silent) return notComputable('not-computable', rules.silent(silent.service))
    const all = read.map(({ course }) => course!)
    const groups = combine === 'average' || combine === 'pool' ? all.map((course) => [course]) : [all]
    const subjects = groups.map((group) => slotSubject(context, rules, group, combine === 'all' ? allBad : anyBad))
    return shareOf(context, rules, subjects, all)
  } catch (error) {
    if (error instanceof Uncountable) return notComputable('not-computable', error.reason)
    throw error
  }
}

interface SlotSum {
  readonly good: number
  readonly bad: number
  readonly unknown: number
  readonly empty: number
  readonly total: number
  /** Slots that have not begun. */
  readonly ahead: number
  /** Agreed time of empty slots that leave the figure. */
  readonly left: IntervalSet
}

const BY_TIME = { codes: [], down: BAD_SLOT, steps: [ONE], weights: [ONE] }

function shareOf(context: Context, rules: SlotRules, subjects: readonly SlotSubject[], all: readonly ServiceTimeline[]): Measured {
  const { objective, period, at } = context
  const { unknown: policy, combine } = objective.measure
  const courses: ServiceTimelines = { weighting: BY_TIME, all, key: `slots ${context.path}` }
  const sums = subjects.map((subject) => sumOf(context, subject, rules))
  const sum = (pick: (each: SlotSum) => number): number => sums.reduce((n, each) => n + pick(each), 0)
  const figure = (ahead: number): FigureBounds => {
    const figures = sums.map((each) => figureOf(itemTally(each.good + ahead * each.ahead, each.bad, each.unknown), policy))
    return combine === 'average'
      ? meanFigure(figures)
      : figureOf(
          itemTally(
            sum((s) => s.good) + ahead * sum((s) => s.ahead),
            sum((s) => s.bad),
            sum((s) => s.unknown),
          ),
          policy,
        )
  }
  const evaluated = sum((each) => each.good + each.bad + each.unknown)
  const nothing = sum((each) => each.total) === 0 ? NOTHING_BAD : ANYTHING
  const attained = evaluated === 0 ? nothing : figure(0)
  const target = targetOf(rules.target, objective.target)
  const byTime = measureSubjects(context, subjects, courses)
  return {
    ...byTime,
    attained,
    best: at >= period.to ? attained : evaluated + sum((each) => each.ahead) === 0 ? ALL_GOOD : figure(1),
    target,
    known: knownShare(evaluated - sum((each) => each.unknown), evaluated),
    time: byTime.time && withoutEmpty(byTime.time, sums, subjects.length),
    counts: { total: sum((s) => s.total), down: sum((s) => s.bad), empty: sum((s) => s.empty), unknown: sum((s) => s.unknown) },
    budget: target && budgetOf(rat(evaluated + sum((s) => s.ahead)), rat(sum((s) => s.bad)), target, 'slots'),
    ledger: [...byTime.ledger, ...emptyEntries(objective.id, sums)].sort((a, b) => a.from - b.from || a.to - b.to),
  }
}

/** A slot is down or unknown by what exclusions leave of it; one of which they leave nothing is not there, or is up. */
function sumOf(context: Context, subject: SlotSubject, { slot, empty }: SlotRules): SlotSum {
  const grid = slotGrid(context.period, slot)
  const found = classifyTime(context, subject)
  const emptied = found.taken.filter(({ removes }) => removes === 'both').reduce<IntervalSet>((set, each) => union(set, each.set), NONE)
  const blank = intersect(
    where(subject.raw, (code) => code === EMPTY_SLOT, grid.from, grid.to),
    found.passed,
  )
  const [agreed, passed, down, unknown, gone, idle] = [
    found.agreed,
    found.passed,
    found.down[0] ?? NONE,
    found.unknown,
    emptied,
    blank,
  ].map((set) => msInSlots(grid, set))
  const count = { good: 0, bad: 0, unknown: 0, empty: 0, total: 0, ahead: 0 }
  for (let i = 0; i < grid.count; i++) {
    if (!agreed![i]) continue
    if (!passed![i]) {
      count.ahead++
      continue
    }
    if (gone![i] === passed![i]) continue
    count.total++
    if (idle![i]) count.empty++
    if (down![i]) count.bad++
    else if (unknown![i]) count.unknown++
    else if (!idle![i] || empty !== 'excluded') count.good++
  }
  return { ...count, left: empty === 'excluded' ? subtract(blank, emptied) : NONE }
}

/** Empty slots that leave the figure are excluded time. */
function withoutEmpty(time: TimeClasses, sums: readonly SlotSum[], subjects: number): TimeClasses {
  const left = Math.floor(sums.reduce((ms, each) => ms + total(each.left), 0) / subjects)
  return { ...time, up: time.up - left, excluded: time.excluded + left, base: time.base - left }
}

const emptyEntries = (objective: string, sums: readonly SlotSum[]): LedgerEntry[] =>
  sums.flatMap(({ left }) =>
    Array.from({ length: left.length / 2 }, (_, i) => ({
      from: left[2 * i] as number,
      to: left[2 * i + 1] as number,
      as: 'excluded' as const,
      clause: `objectives.${objective}.measure.empty`,
      sources: [],
    })),
  )
