/**
 * The slots of services as timelines and subjects, so that exclusions, classes, runs and the ledger treat them as they treat
 * time. What each slot was is slot-states.ts; what they add up to, slot-share.ts.
 */
import type { SlotsMeasure } from '../../contract/model.ts'
import { UP } from '../../evidence/resolve-authority.ts'
import { inside, mapped, merged, NOTHING, type Timeline } from '../../evidence/timeline.ts'
import { intersect } from '../../time/intervals.ts'
import { periodAfter, periodBefore } from '../../time/period.ts'
import { combineExclusions } from '../downtime/combine-services.ts'
import type { MeasuredSubject } from '../downtime/measured-subject.ts'
import { ABSENT, type ServiceTimeline } from '../downtime/service-timeline.ts'
import type { Context, EvaluatedPeriod } from '../model/measured.ts'
import type { Reason } from '../model/report.ts'
import { denominatorOf, lifeOf, termOf } from '../periods/agreed-time.ts'
import { type SlotGrid, slotGrid } from './slot-grid.ts'
import { BAD_SLOT, EMPTY_SLOT, GOOD_SLOT, type SlotStates } from './slot-states.ts'

export interface SlotRules {
  readonly slot: number
  readonly empty: 'available' | 'excluded' | 'down'
  /** Instead of the objective's target (R14). */
  readonly target?: string
  /** Why there is no figure where a service has no evidence. */
  readonly silent: (service: string) => Reason
  readonly read: (context: Context, service: string, grid: SlotGrid) => SlotStates | null
}

/**
 * One service's slots, also of earlier periods where the budget of an exclusion asks what was used up in them (R19), and of
 * the periods on either side where a run has to be long enough: it is measured before it is cut (R5, R38).
 */
export function slotTimeline(context: Context, rules: SlotRules, service: string): ServiceTimeline | null {
  const { contract, objective, zone, evidence, period } = context
  const own = rules.read(context, service, slotGrid(period, rules.slot))
  if (own === null) return null
  const others = new Map([...earlierOf(context, service), ...besides(context)].map((other) => [other.from, other]))
  const around = [...others.values()].map((other) => rules.read(context.sibling(other), service, slotGrid(other, rules.slot)))
  const line = [...around, own]
    .map((course) => course?.line ?? { before: NOTHING, cuts: [], values: [] })
    .reduce((a, b) => merged([a, b], ([x, y]) => Math.max(x!, y!)))
  const live = intersect(termOf(contract, zone), lifeOf(contract, evidence, service, zone))
  const outside = denominatorOf(contract, objective) === 'full' ? GOOD_SLOT : ABSENT
  return { service, live, disputed: own.disputed, spans: own.spans, doubts: [], line: inside(line, live, outside) }
}

function besides({ contract, objective, zone, period }: Context): readonly EvaluatedPeriod[] {
  const rule = objective.period ?? contract.period
  if ((objective.measure as SlotsMeasure).minRun === undefined || !('every' in rule)) return []
  return [periodBefore(rule, zone, period), periodAfter(rule, zone, period)]
}

function earlierOf(context: Context, service: string): readonly EvaluatedPeriod[] {
  const budgets = new Set((context.contract.exclusions ?? []).filter(({ budget }) => budget !== undefined).map(({ id }) => id))
  const starts = context
    .excluded(service)
    .flatMap(({ clause, spans }) => (budgets.has(clause) && spans.length > 0 ? [spans[0] as number] : []))
  return starts.length === 0 ? [] : context.earlier(Math.min(...starts))
}

/** A subject with its slots before an empty one was taken for something else. */
export interface SlotSubject extends MeasuredSubject {
  readonly raw: Timeline
}

export function slotSubject(
  context: Context,
  { empty }: SlotRules,
  group: readonly ServiceTimeline[],
  reduce: (codes: readonly number[]) => number,
): SlotSubject {
  const services = group.map(({ service }) => service)
  const raw =
    group.length === 1
      ? (group[0] as ServiceTimeline).line
      : merged(
          group.map(({ line }) => line),
          reduce,
        )
  const settled = (line: Timeline): Timeline =>
    mapped(line, (code) => (code === GOOD_SLOT ? UP : code === EMPTY_SLOT && empty === 'down' ? BAD_SLOT : code))
  const settledGroup = group.map((course) => ({ ...course, line: settled(course.line) }))
  return {
    key: `slots ${services.join()} ${context.period.from}`,
    services,
    raw,
    line: settled(raw),
    codes: 1,
    clauses: combineExclusions(context, settledGroup, reduce === allBad ? 'all' : 'any'),
  }
}

/** Down where one is; else unknown where one is; empty only where all are. A service that does not exist then has no say. */
export const anyBad = (codes: readonly number[]): number =>
  codes.includes(BAD_SLOT) ? BAD_SLOT : codes.includes(NOTHING) ? NOTHING : Math.max(...codes)

/** Down where all are; up where one is; else unknown, else empty. */
export function allBad(codes: readonly number[]): number {
  const there = codes.filter((code) => code !== ABSENT)
  if (there.length === 0) return ABSENT
  return [GOOD_SLOT, NOTHING, EMPTY_SLOT].find((code) => there.includes(code)) ?? BAD_SLOT
}
