/** `{by: time}`: the share of agreed time that was not down (R1–R13, R19, R32). */

import { add, decimal, div, floor, fraction, mul, type Rational, rat, sub, ZERO } from '../../base/rational.ts'
import type { TimeMeasure } from '../../contract/model.ts'
import type { Basis } from '../../evidence/model.ts'
import { dayOf } from '../../time/dates.ts'
import { type DurationMs, fromPairs, type IntervalSet, intersect, NONE, subtract, total, totalIn, unionAll } from '../../time/intervals.ts'
import { elapsedMs } from '../../time/iso-duration.ts'
import { breakdownOf } from '../downtime/breakdown.ts'
import { assumingUnknownIsDown, combineServices } from '../downtime/combine-services.ts'
import type { MeasuredSubject } from '../downtime/measured-subject.ts'
import type { ServiceTimeline, ServiceTimelines } from '../downtime/service-timeline.ts'
import type { Weighting } from '../downtime/state-weights.ts'
import { type ClassifiedTime, classifyTime } from '../downtime/time-classes.ts'
import type { Context, DowntimeRun, FigureBounds, Measured } from '../model/measured.ts'
import type { TimeClasses } from '../model/report.ts'
import { budgetOf } from './budget.ts'
import { shareOf } from './figure-bounds.ts'

export function measureTime(context: Context): Measured {
  const { subjects, courses } = combineServices(context)
  context.defaults?.()
  return measureSubjects(context, subjects, courses)
}

/** Subjects in classes, runs and ledger, with the figures of time; a measure by slots has its own figures. */
export function measureSubjects(context: Context, subjects: readonly MeasuredSubject[], courses: ServiceTimelines): Measured {
  const { objective } = context
  const { unknown = 'bounds', combine } = objective.measure as TimeMeasure
  const sums = subjects.map((subject) => sum(context, subject, courses.weighting, courses.all, unknown))
  const target = objective.target === undefined ? null : decimal(objective.target)
  const isAverage = combine === 'average' || typeof combine === 'object'
  const parts = subjects.map(({ services }) => (typeof combine === 'object' ? decimal(combine.weights[services[0]!] ?? '0') : rat(1)))
  const n = parts.reduce(add)
  const mean = (pick: (each: Sum) => Rational): Rational => div(sums.map((each, i) => mul(parts[i]!, pick(each))).reduce(add), n)
  const whole = mean((each) => add(each.base, each.ahead))
  const weighted = mean((each) => each.weighted)
  return {
    attained: isAverage
      ? average(
          sums.map((each) => figure(each, unknown, false)),
          parts,
        )
      : figure(pool(sums), unknown, false),
    best: isAverage
      ? average(
          sums.map((each) => figure(each, unknown, true)),
          parts,
        )
      : figure(pool(sums), unknown, true),
    target,
    known: known(sums),
    ...doubtOf(subjects.map((subject) => classifyTime(context, subject))),
    time: classes(mean, weighted),
    budget: target && budgetOf(whole, weighted, target, 'ms'),
    runs: sums.flatMap((each) => each.runs).sort((a, b) => a.from - b.from || a.to - b.to),
    down: sums.flatMap((each) => each.stretches),
    bad: (from, to) =>
      to > from
        ? div(
            mean((each) => each.weightedIn(from, to)),
            rat(to - from),
          )
        : ZERO,
    ledger: breakdownOf(context, subjects, courses),
    basis: subjects.some((subject) => isEstimated(context, subject, courses.all)) ? 'estimate' : 'contractual',
  }
}

/** One subject in ms. */
interface Sum {
  readonly agreed: Rational
  readonly passed: Rational
  readonly down: Rational
  readonly excluded: Rational
  readonly unknown: Rational
  readonly remaining: Rational
  readonly base: Rational
  /** What remains of the denominator; of one that the text fixes, in proportion. */
  readonly ahead: Rational
  readonly weighted: Rational
  /** `weighted`, had all unknown time been down. */
  readonly darkest: Rational
  readonly disputed: Rational
  readonly runs: readonly DowntimeRun[]
  readonly stretches: Measured['down']
  readonly weightedIn: (from: number, to: number) => Rational
}

function sum(context: Context, subject: MeasuredSubject, weighting: Weighting, courses: readonly ServiceTimeline[], policy: string): Sum {
  const found = classifyTime(context, subject)
  const passed = total(found.passed)
  const unknown = total(found.unknown)
  const emptied = totals(found.taken.filter(({ removes }) => removes === 'both').map(({ set }) => set))
  const argued = unionAll(courses.filter(({ service }) => subject.services.includes(service)).map(({ disputed }) => disputed))
  return {
    agreed: rat(total(found.agreed)),
    passed: rat(passed),
    down: rat(total(found.down[0] ?? [])),
    excluded: rat(totals(found.taken.map(({ set }) => set))),
    unknown: rat(unknown),
    remaining: rat(total(found.agreed) - passed),
    ...denominator(context, total(found.agreed), passed, emptied, policy === 'excluded' ? unknown : 0),
    weighted: weigh(found, weighting, total),
    darkest: weigh(assumingUnknownIsDown(context, subject, weighting.down), weighting, total),
    disputed: rat(total(intersect(argued, found.passed))),
    runs: runsOf(found, weighting),
    stretches: stretchesOf(found, weighting),
    weightedIn: (from, to) => weigh(found, weighting, (set) => totalIn(set, from, to)),
  }
}

const totals = (sets: readonly IntervalSet[]): DurationMs => sets.reduce((sum, set) => sum + total(set), 0)

/** Downtime times weight, layer by layer: each adds what its code weighs above the one before. */
function weigh({ down }: ClassifiedTime, { steps }: Weighting, length: (set: IntervalSet) => DurationMs): Rational {
  return down.reduce((sum, layer, i) => (layer.length === 0 ? sum : add(sum, mul(rat(length(layer)), steps[i]!))), ZERO)
}

/** What downtime is set against: agreed time, or what the text fixes, which no exclusion shortens. */
function denominator(
  context: Context,
  agreed: DurationMs,
  passed: DurationMs,
  emptied: DurationMs,
  unknown: DurationMs,
): Pick<Sum, 'base' | 'ahead'> {
  const fixed = context.objective.measure.denominator
  if (typeof fixed !== 'object' || agreed === 0) return { base: rat(passed - emptied - unknown), ahead: rat(agreed - passed) }
  const { period, zone } = context
  const days = dayOf(period.to - 1, zone) - dayOf(period.from, zone) + 1
  const whole = 'hours' in fixed ? mul(decimal(fixed.hours), rat(3_600_000)) : rat(elapsedMs(fixed.perDay) * days)
  const base = mul(whole, rat(passed, agreed))
  return { base: sub(base, rat(unknown)), ahead: sub(whole, base) }
}

/** @param ahead whether the remaining time counts, as up */
function figure({ base, ahead: rest, unknown, weighted, darkest }: Sum, policy: string, ahead: boolean): FigureBounds {
  const of = ahead ? add(base, rest) : base
  const high = shareOf(of, weighted)
  if (policy === 'down') return one(shareOf(of, darkest))
  if (policy !== 'bounds') return one(high)
  return { value: shareOf(sub(of, unknown), weighted), low: shareOf(of, darkest), high }
}

const one = (value: Rational | null): FigureBounds => ({ value, low: value, high: value })

/** Down over agreed, summed (R32). */
function pool(sums: readonly Sum[]): Sum {
  if (sums.length === 1) return sums[0]!
  const all = (pick: (each: Sum) => Rational) => sums.map(pick).reduce(add)
  return {
    ...sums[0]!,
    base: all((each) => each.base),
    remaining: all((each) => each.remaining),
    ahead: all((each) => each.ahead),
    unknown: all((each) => each.unknown),
    weighted: all((each) => each.weighted),
    darkest: all((each) => each.darkest),
  }
}

/** The mean over the services that have the figure. */
function average(figures: readonly FigureBounds[], weights: readonly Rational[]): FigureBounds {
  const mean = (pick: (figure: FigureBounds) => Rational | null) => {
    const values = figures.flatMap((each, i) => {
      const value = pick(each)
      return value === null || weights[i]!.n === 0n ? [] : [{ value, weight: weights[i]! }]
    })
    if (values.length === 0) return null
    return div(values.map(({ value, weight }) => mul(value, weight)).reduce(add), values.map(({ weight }) => weight).reduce(add))
  }
  return { value: mean(({ value }) => value), low: mean(({ low }) => low), high: mean(({ high }) => high) }
}

function known(sums: readonly Sum[]): Rational {
  const passed = sums.map((each) => each.passed).reduce(add)
  const unknown = sums.map((each) => each.unknown).reduce(add)
  return passed.n === 0n ? rat(1) : div(sub(passed, unknown), passed)
}

/** Readings of windows, days and prose: measured against official figures they differ by more than a rounding (R55). */
const ESTIMATES: readonly Basis[] = ['incident-window', 'daily-bucket', 'prose']

/** Whether some counted downtime is known from such a reading alone. */
function isEstimated(context: Context, subject: MeasuredSubject, courses: readonly ServiceTimeline[]): boolean {
  const [down = NONE] = classifyTime(context, subject).down
  if (down.length === 0) return false
  const spans = courses.filter(({ service }) => subject.services.includes(service)).flatMap((course) => course.spans)
  const of = (estimated: boolean): IntervalSet =>
    fromPairs(
      spans.flatMap(({ state, basis, from, to }) =>
        state === 'up' || (basis !== undefined && ESTIMATES.includes(basis)) !== estimated ? [] : [from, to],
      ),
    )
  const roughly = intersect(of(true), down)
  return roughly.length > 0 && subtract(roughly, of(false)).length > 0
}

function doubtOf(found: readonly ClassifiedTime[]): Pick<Measured, 'doubt'> {
  const doubtful = totals(found.map((each) => each.doubtful))
  return doubtful === 0 ? {} : { doubt: { doubtful, unmeasured: totals(found.map((each) => each.unknown)) - doubtful } }
}

/** With several subjects the mean, floored; what the floors drop goes to up (R32). */
function classes(meanOf: (pick: (each: Sum) => Rational) => Rational, weighted: Rational): TimeClasses {
  const mean = (pick: (each: Sum) => Rational): number => Number(floor(meanOf(pick)))
  const agreed = mean((each) => each.agreed)
  const down = mean((each) => each.down)
  const excluded = mean((each) => each.excluded)
  const unknown = mean((each) => each.unknown)
  const remaining = mean((each) => each.remaining)
  return {
    agreed,
    up: agreed - down - excluded - unknown - remaining,
    down,
    excluded,
    unknown,
    remaining,
    base: mean((each) => each.base),
    weighted: fraction(weighted),
    disputed: mean((each) => each.disputed),
  }
}

/** Runs of which something counts in the period, each with what does. */
function runsOf(found: ClassifiedTime, weighting: Weighting): DowntimeRun[] {
  const { runs } = found.counted
  const out: DowntimeRun[] = []
  for (let i = 0; i < runs.length; i += 2) {
    const from = runs[i]!
    const to = runs[i + 1]!
    const down = totalIn(found.down[0]!, from, to)
    if (down > 0) out.push({ from, to, down, weighted: weigh(found, weighting, (set) => totalIn(set, from, to)) })
  }
  return out
}

function stretchesOf({ down }: ClassifiedTime, { weights }: Weighting): Measured['down'] {
  return down.flatMap((layer, i) => {
    const heavier = down[i + 1]
    const own = heavier === undefined || heavier.length === 0 ? layer : subtract(layer, heavier)
    return pairs(own).map(([from, to]) => ({ from, to, weight: weights[i]! }))
  })
}

function pairs(set: IntervalSet): [number, number][] {
  return Array.from({ length: set.length / 2 }, (_, i) => [set[2 * i]!, set[2 * i + 1]!])
}
