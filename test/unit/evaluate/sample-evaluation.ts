/**
 * An evaluation for credits and claims without an evaluator behind it: every period of an objective is said in one line, its
 * downtime on the day it starts, so that a test of money is not a test of measuring.
 */

import { cmp, decimal, div, HUNDRED, mul, ONE, rat, sub, ZERO } from '../../../shared/base/rational.ts'
import type { Contract, Objective, Remedy } from '../../../shared/contract/model.ts'
import type { EvaluatedObjective, Evaluation } from '../../../shared/evaluate/model/evaluation.ts'
import type { Context, DowntimeRun, Measured } from '../../../shared/evaluate/model/measured.ts'
import type { Verdict } from '../../../shared/evaluate/model/report.ts'
import { type Evidence, NO_EVIDENCE } from '../../../shared/evidence/model.ts'
import { compileHours } from '../../../shared/time/calendar.ts'
import { type EpochMs, NONE } from '../../../shared/time/intervals.ts'
import { type CalendarPeriod, periodAfter, periodBefore, periodNamed, periodsTouching } from '../../../shared/time/period.ts'
import { temporalZones } from '../../../shared/time/zones.ts'

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE

/** Runs of downtime in a period, ms from its first instant, and what is unknown after them. */
export interface Month {
  readonly runs?: readonly (readonly [from: number, to: number])[]
  readonly unknown?: number
  /** Instead of what the runs come to. */
  readonly verdict?: Verdict
  readonly failures?: number
}

export interface Setting {
  readonly remedies: readonly Remedy[]
  readonly objectives?: readonly Partial<Objective>[]
  readonly contract?: Partial<Contract>
  /** By objective and period's label, `uptime 2026-03`; what is absent was up all the time, unless `unseen` lists it. */
  readonly months?: Readonly<Record<string, Month>>
  readonly unseen?: readonly string[]
  readonly evidence?: Partial<Evidence>
  readonly at?: EpochMs
}

export interface Asked {
  readonly evaluation: Evaluation
  readonly evaluated: (label: string, objective?: string) => EvaluatedObjective
  readonly assumed: readonly string[]
  /** The same with why, `path used: why`. */
  readonly said: readonly string[]
}

export function evaluationOf({
  remedies,
  objectives = [{}],
  contract: more,
  months = {},
  unseen = [],
  evidence,
  at = Date.UTC(2030, 0, 1),
}: Setting): Asked {
  const contract: Contract = {
    format: 'standing/contract@1',
    id: 'acme',
    title: 'Acme',
    zone: 'UTC',
    period: { every: 'month' },
    services: [{ id: 'api', name: 'API' }],
    remedies,
    ...more,
    objectives: objectives.map((objective) => ({
      id: 'uptime',
      services: ['api'],
      target: '99.9',
      measure: { by: 'time' },
      remedies: remedies.map(({ id }) => id),
      ...objective,
    })),
  }
  const zone = temporalZones(contract.zone)
  const known: Evidence = { ...NO_EVIDENCE, ...evidence }
  const assumed: string[] = []
  const said: string[] = []
  const hours = (name: string, from: EpochMs, to: EpochMs) => compileHours(name, contract.calendars, zone, temporalZones, from, to)
  const objectiveOf = (id: string): Objective => contract.objectives.find((objective) => objective.id === id)!
  const ruleOf = (id: string) => objectiveOf(id).period ?? contract.period
  const made = new Map<string, EvaluatedObjective>()
  const judge = (id: string, period: CalendarPeriod): EvaluatedObjective => {
    const key = `${id} ${period.label}`
    const found = made.get(key)
    if (found) return found
    const measured = measure(months[key] ?? { unknown: unseen.includes(key) ? period.to - period.from : 0 }, period, objectiveOf(id), at)
    const evaluated: EvaluatedObjective = {
      context: {
        contract,
        objective: objectiveOf(id),
        path: 'objectives[0]',
        period,
        at,
        knownAt: at,
        zone,
        zones: temporalZones,
        evidence: known,
        hours,
        agreed: () => [period.from, period.to],
        excluded: () => [],
        seen: () => ({ down: NONE, unknown: NONE, disputed: NONE }),
        assume: () => {},
        // The rest of a context is for measures.
      } as unknown as Context,
      measured,
      verdict: months[key]?.verdict ?? verdictOf(measured),
      figure: measured.best,
    }
    made.set(key, evaluated)
    return evaluated
  }
  const evaluation: Evaluation = {
    contract,
    at,
    knownAt: at,
    zone,
    zones: temporalZones,
    evidence: known,
    hours,
    judge,
    periods: (id, from, to) => periodsTouching(ruleOf(id), zone, from, to),
    before: (id, period) => ('every' in ruleOf(id) ? periodBefore(ruleOf(id), zone, period) : null),
    after: (id, period) => ('every' in ruleOf(id) ? periodAfter(ruleOf(id), zone, period) : null),
    other: () => null,
    assume: (path, used, { why }) => {
      assumed.push(`${path} ${used}`)
      said.push(`${path} ${used}: ${why}`)
    },
  }
  return { evaluation, assumed, said, evaluated: (label, id = 'uptime') => judge(id, periodNamed(ruleOf(id), zone, label)!) }
}

function measure({ runs = [], unknown = 0, failures }: Month, period: CalendarPeriod, objective: Objective, at: EpochMs): Measured {
  const agreed = period.to - period.from
  const spans: DowntimeRun[] = runs.map(([from, to]) => ({
    from: period.from + from,
    to: period.from + to,
    down: to - from,
    weighted: rat(to - from),
  }))
  const down = spans.reduce((sum, run) => sum + run.down, 0)
  const share = (lost: number) => mul(HUNDRED, sub(ONE, rat(lost, agreed)))
  const nothing = unknown === agreed
  const best = {
    value: nothing ? null : mul(HUNDRED, div(rat(agreed - unknown - down), rat(agreed - unknown))),
    low: share(down + unknown),
    high: share(down),
  }
  const remaining = Math.max(0, period.to - Math.max(at, period.from))
  const last = spans.at(-1)?.to ?? period.from
  return {
    attained: best,
    best,
    target: objective.target === undefined ? null : decimal(objective.target),
    known: div(rat(agreed - unknown), rat(agreed)),
    time: {
      agreed,
      up: agreed - down - unknown - remaining,
      down,
      excluded: 0,
      unknown,
      remaining,
      base: agreed - remaining,
      weighted: `${down}/1`,
      disputed: 0,
    },
    budget: null,
    runs: spans,
    down: spans.map(({ from, to }) => ({ from, to, weight: ONE })),
    ledger: unknown ? [{ from: last, to: last + unknown, as: 'unknown', clause: 'objectives.uptime', sources: [] }] : [],
    basis: 'contractual',
    ...(failures === undefined ? {} : { misses: { missed: failures, allowed: 0, unknown: 0 } }),
  }
}

function verdictOf({ best: { low, high }, target }: Measured): Verdict {
  if (!target) return 'met'
  if (cmp(low ?? ZERO, target) >= 0) return 'met'
  return cmp(high ?? HUNDRED, target) < 0 ? 'breached' : 'cannot-tell'
}
