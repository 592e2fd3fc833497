/**
 * `{by: slots}` and what it shares with `{by: rate}`: the share of slots that were not down (R6, R16). Slots of each service
 * become courses, so that exclusions, classes and the ledger are those of time; in the figure every slot weighs the same.
 * The mean of error rates is slot-mean.ts.
 */
import type { SlotsMeasure } from '../agreement/model.ts'
import { UP } from '../evidence/authority.ts'
import type { ClosedSpan } from '../evidence/fold.ts'
import { inside, type Line, mapped, merged, NOTHING, where } from '../evidence/line.ts'
import { sourceText } from '../evidence/model.ts'
import { ONE, rat } from '../exact/rational.ts'
import { elapsedMs } from '../time/duration.ts'
import { type IntervalSet, intersect, NONE, subtract, total, union } from '../time/intervals.ts'
import { periodAfter, periodBefore } from '../time/period.ts'
import { denominatorOf, lifeOf, termOf } from './agreed.ts'
import { assumeDefaults } from './assumed.ts'
import { budgetOf } from './budget.ts'
import { classesOf, type Subject } from './classes.ts'
import { isCounted, Uncountable } from './counting.ts'
import { ABSENT, type Course, type Courses } from './course.ts'
import { estimateFromIncidents, isTold } from './estimate.ts'
import type { Context, Figure, Measured, Period } from './measure.ts'
import { ALL_GOOD, ANYTHING, figureOf, knownShare, meanFigure, NOTHING_BAD, refuse, tally, targetOf } from './ratio.ts'
import type { LedgerEntry, TimeClasses } from './report.ts'
import { msInSlots, type SlotGrid, slotGrid } from './slot-grid.ts'
import { meanOfSlots } from './slot-mean.ts'
import { BAD, downtimeSlots, EMPTY, errorRateSlots, GOOD, type SlotCourse } from './slot-states.ts'
import { clausesFor } from './subjects.ts'
import { measuredOf } from './time.ts'

/**
 * not-computable where a record does not lie within one slot, or where no source counts requests and no incident tells of
 * the service either; where incidents do, an error rate is estimated from them.
 */
export function slots(context: Context): Measured {
  const measure = context.objective.measure as SlotsMeasure
  if (measure.aggregate === 'mean') return meanOfSlots(context)
  const { downtime, errorRate } = measure.downWhen ?? {}
  if (!downtime && !errorRate) return refuse('not-computable', 'the agreement does not say when a slot is down')
  if (errorRate && !downtime && isTold(context) && context.objective.services.every((service) => !isCounted(context, service))) {
    return estimateFromIncidents(context)
  }
  if (errorRate && measure.empty === undefined)
    context.assume(`${context.path}.measure.empty`, 'available', 'the agreement does not say what a slot without requests is')
  let estimated = false
  const measured = slotShare(context, {
    empty: measure.empty ?? 'available',
    slot: elapsedMs(measure.slot),
    silent: 'no source counts the requests of',
    read: (of, service, grid) => {
      if (downtime) return downtimeSlots(of, service, grid, downtime)
      const counted = errorRateSlots(of, service, grid, measure)
      if (counted || !speaksOf(of, service)) return counted
      estimated = true
      return downtimeSlots(of, service, grid, ANY_DOWNTIME)
    },
  })
  if (!estimated) return measured
  context.assume(`${context.path}.measure.downWhen`, 'any downtime', 'no source counts requests: a slot is judged by the states told of it')
  return { ...measured, basis: 'estimate' }
}

const ANY_DOWNTIME = { over: 'PT0S' }

/** Whether any source tells the state of the service: then an error-rate promise is estimated from that (R12). */
const speaksOf = ({ evidence }: Context, service: string): boolean =>
  [evidence.spans, evidence.coverage, evidence.checks].some((rows) => rows.some((row) => row.service === service))

export interface SlotRules {
  readonly slot: number
  readonly empty: 'available' | 'excluded' | 'down'
  /** Instead of the objective's target (R14). */
  readonly target?: string
  /** What is said of a service without evidence, before its name. */
  readonly silent: string
  readonly read: (context: Context, service: string, grid: SlotGrid) => SlotCourse | null
}

export function slotShare(context: Context, rules: SlotRules): Measured {
  const { objective } = context
  const { combine = 'any' } = objective.measure
  assumeDefaults(context)
  try {
    const read = objective.services.map((service) => ({ service, course: slotCourse(context, rules, service) }))
    const silent = read.find(({ course }) => course === null)
    if (silent) return refuse('not-computable', `${rules.silent} ${silent.service}`)
    const all = read.flatMap(({ course }) => (course ? [course] : []))
    const groups = combine === 'average' || combine === 'pool' ? all.map((course) => [course]) : [all]
    const subjects = groups.map((group) => subjectOf(context, rules, group, combine === 'all' ? allBad : anyBad))
    return shareOf(context, rules, subjects, all)
  } catch (error) {
    if (error instanceof Uncountable) return refuse('not-computable', error.message)
    throw error
  }
}

/**
 * One service's slots, also of earlier periods where the budget of an exclusion asks what was used up in them (R19), and of
 * the periods on either side where a run has to be long enough: it is measured before it is cut (R5, R38).
 */
function slotCourse(context: Context, rules: SlotRules, service: string): Course | null {
  const { contract, objective, zone, evidence, period } = context
  const own = rules.read(context, service, slotGrid(period, rules.slot))
  if (own === null) return null
  const others = new Map([...earlierOf(context, service), ...besides(context)].map((other) => [other.from, other]))
  const around = [...others.values()].map((other) => rules.read(context.sibling(other), service, slotGrid(other, rules.slot)))
  const line = [...around, own]
    .map((course) => course?.line ?? { before: NOTHING, cuts: [], values: [] })
    .reduce((a, b) => merged([a, b], ([x, y]) => Math.max(x!, y!)))
  const live = intersect(termOf(contract, zone), lifeOf(contract, evidence, service, zone))
  const outside = denominatorOf(contract, objective) === 'full' ? GOOD : ABSENT
  return { service, live, disputed: own.disputed, spans: spansOf(context, service, own), line: inside(line, live, outside) }
}

function besides({ contract, objective, zone, period }: Context): readonly Period[] {
  const rule = objective.period ?? contract.period
  if ((objective.measure as SlotsMeasure).minRun === undefined || !('every' in rule)) return []
  return [periodBefore(rule, zone, period), periodAfter(rule, zone, period)]
}

function earlierOf(context: Context, service: string): readonly Period[] {
  const budgets = new Set((context.contract.exclusions ?? []).filter(({ budget }) => budget !== undefined).map(({ id }) => id))
  const starts = context
    .excluded(service)
    .flatMap(({ clause, spans }) => (budgets.has(clause) && spans.length > 0 ? [spans[0] as number] : []))
  return starts.length === 0 ? [] : context.earlier(Math.min(...starts))
}

/** Who counted failures, for the ledger. */
function spansOf({ evidence, period }: Context, service: string, { sources }: SlotCourse): ClosedSpan[] {
  const failed = evidence.requests.filter(
    (record) =>
      record.service === service &&
      record.failed > 0 &&
      record.from < period.to &&
      record.to > period.from &&
      sources.includes(sourceText(record.source)),
  )
  const told = evidence.spans.filter((span) => sources.length === 0 && span.service === service && span.state !== 'up' && span.to !== null)
  return [
    ...failed.map(({ from, to, source }): ClosedSpan => ({ service, source, from, to, state: 'down' })),
    ...(told as ClosedSpan[]),
  ].sort((a, b) => a.from - b.from)
}

/** A subject with its slots before an empty one was taken for something else. */
interface SlotSubject extends Subject {
  readonly raw: Line
}

function subjectOf(
  context: Context,
  { empty }: SlotRules,
  group: readonly Course[],
  reduce: (codes: readonly number[]) => number,
): SlotSubject {
  const services = group.map(({ service }) => service)
  const raw =
    group.length === 1
      ? (group[0] as Course).line
      : merged(
          group.map(({ line }) => line),
          reduce,
        )
  const settled = (line: Line): Line => mapped(line, (code) => (code === GOOD ? UP : code === EMPTY && empty === 'down' ? BAD : code))
  const settledGroup = group.map((course) => ({ ...course, line: settled(course.line) }))
  return {
    key: `slots ${services.join()} ${context.period.from}`,
    services,
    raw,
    line: settled(raw),
    codes: 1,
    clauses: clausesFor(context, settledGroup, reduce === allBad ? 'all' : 'any'),
  }
}

/** Down where one is; else unknown where one is; empty only where all are. A service that does not exist then has no say. */
const anyBad = (codes: readonly number[]): number => (codes.includes(BAD) ? BAD : codes.includes(NOTHING) ? NOTHING : Math.max(...codes))

/** Down where all are; up where one is; else unknown, else empty. */
function allBad(codes: readonly number[]): number {
  const there = codes.filter((code) => code !== ABSENT)
  if (there.length === 0) return ABSENT
  return [GOOD, NOTHING, EMPTY].find((code) => there.includes(code)) ?? BAD
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

const BY_TIME = { codes: [], down: BAD, steps: [ONE], weights: [ONE] }

function shareOf(context: Context, rules: SlotRules, subjects: readonly SlotSubject[], all: readonly Course[]): Measured {
  const { objective, period, at } = context
  const { unknown: policy, combine } = objective.measure
  const courses: Courses = { weighting: BY_TIME, all, key: `slots ${context.path}` }
  const sums = subjects.map((subject) => sumOf(context, subject, rules))
  const sum = (pick: (each: SlotSum) => number): number => sums.reduce((n, each) => n + pick(each), 0)
  const figure = (ahead: number): Figure => {
    const figures = sums.map((each) => figureOf(tally(each.good + ahead * each.ahead, each.bad, each.unknown), policy))
    return combine === 'average'
      ? meanFigure(figures)
      : figureOf(
          tally(
            sum((s) => s.good) + ahead * sum((s) => s.ahead),
            sum((s) => s.bad),
            sum((s) => s.unknown),
          ),
          policy,
        )
  }
  const judged = sum((each) => each.good + each.bad + each.unknown)
  const nothing = rules.empty === 'available' || sum((each) => each.total) === 0 ? NOTHING_BAD : ANYTHING
  const attained = judged === 0 ? nothing : figure(0)
  const target = targetOf(rules.target, objective.target)
  const byTime = measuredOf(context, subjects, courses)
  return {
    ...byTime,
    attained,
    best: at >= period.to ? attained : judged + sum((each) => each.ahead) === 0 ? ALL_GOOD : figure(1),
    target,
    known: knownShare(judged - sum((each) => each.unknown), judged),
    time: byTime.time && withoutEmpty(byTime.time, sums, subjects.length),
    counts: { total: sum((s) => s.total), down: sum((s) => s.bad), empty: sum((s) => s.empty), unknown: sum((s) => s.unknown) },
    budget: target && budgetOf(rat(judged + sum((s) => s.ahead)), rat(sum((s) => s.bad)), target, 'slots'),
    ledger: [...byTime.ledger, ...emptyEntries(objective.id, sums)].sort((a, b) => a.from - b.from || a.to - b.to),
  }
}

/** A slot is down or unknown by what exclusions leave of it; one of which they leave nothing is not there, or is up. */
function sumOf(context: Context, subject: SlotSubject, { slot, empty }: SlotRules): SlotSum {
  const grid = slotGrid(context.period, slot)
  const found = classesOf(context, subject)
  const emptied = found.taken.filter(({ removes }) => removes === 'both').reduce<IntervalSet>((set, each) => union(set, each.set), NONE)
  const blank = intersect(
    where(subject.raw, (code) => code === EMPTY, grid.from, grid.to),
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
