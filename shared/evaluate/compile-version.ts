/** One version of an agreement compiled once: its calendars, and a context for every objective and period asked for. */
import { judgedObjectives, objectiveKey } from '../contract/each-service.ts'
import type { Contract } from '../contract/model.ts'
import type { KnownEvidence } from '../evidence/known-at.ts'
import type { EpochMs } from '../time/intervals.ts'
import { periodAt, periodsTouching } from '../time/period.ts'
import type { PeriodRule } from '../time/rules.ts'
import type { ZoneRules, Zones } from '../time/zone.ts'
import { effectiveExclusions } from './downtime/effective-exclusions.ts'
import { observedOf } from './downtime/service-timeline.ts'
import type { Context, EvaluatedPeriod } from './model/measured.ts'
import { agreedTime } from './periods/agreed-time.ts'
import { type CalendarHours, calendarHours } from './periods/calendar-hours.ts'

export interface EvaluationMoment {
  readonly known: KnownEvidence
  readonly at: EpochMs
  readonly knownAt: EpochMs
  readonly zones: Zones
  readonly assume: Context['assume']
  readonly defaults?: ((context: Context) => void) | undefined
}

export interface CompiledVersion {
  readonly contract: Contract
  /** From when it is in effect; NEGATIVE_INFINITY for the first version. */
  readonly from: EpochMs
  readonly zone: ZoneRules
  readonly hours: CalendarHours
  readonly ruleOf: (objective: string) => PeriodRule | null
  /** null where the version has no such objective. */
  readonly context: (objective: string, period: EvaluatedPeriod) => Context | null
}

export function compileVersion(contract: Contract, from: EpochMs, moment: EvaluationMoment): CompiledVersion {
  const { known, at, knownAt, zones, assume, defaults } = moment
  const zone = zones(contract.zone)
  const hours = calendarHours(contract, zone, zones)
  const once = memo()
  const contexts = new Map<string, Context>()
  const objectives = new Map(judgedObjectives(contract).map((objective) => [objectiveKey(objective), objective]))
  const indices = new Map(contract.objectives.map(({ id }, i) => [id, i]))
  const ruleOf = (key: string) => {
    const objective = objectives.get(key)
    return objective === undefined ? null : (objective.period ?? contract.period)
  }

  function contextOf(name: string, period: EvaluatedPeriod): Context | null {
    const objective = objectives.get(name)
    if (objective === undefined) return null
    const key = `${name} ${period.from} ${period.to}`
    const before = contexts.get(key)
    if (before) return before
    const rule = objective.period ?? contract.period
    const made: Context = {
      contract,
      objective,
      path: `objectives[${indices.get(objective.id)}]`,
      period,
      at,
      knownAt,
      zone,
      zones,
      evidence: known.evidence,
      superseded: known.superseded,
      hours,
      assume,
      once,
      defaults: () => defaults?.(made),
      agreed: (service) => agreedTime(made, [service]).agreed,
      excluded: (service) => effectiveExclusions(made, objective, service),
      seen: (service) => observedOf(made, service),
      sibling: (other) => contextOf(name, other)!,
      earlier: (start) => earlierPeriods(rule, zone, start, period),
    }
    contexts.set(key, made)
    return made
  }

  return { contract, from, zone, hours, ruleOf, context: contextOf }
}

/** Before a window that ends at `at` there are no periods: the window itself replaces them. */
function earlierPeriods(rule: PeriodRule, zone: ZoneRules, from: EpochMs, period: EvaluatedPeriod): readonly EvaluatedPeriod[] {
  if (from >= period.from) return []
  if (!('every' in rule)) return [{ from, to: period.from, label: '' }]
  return periodsTouching(rule, zone, from, period.from)
}

export function memo(): Context['once'] {
  const made = new Map<string, unknown>()
  return <T>(key: string, make: () => T): T => {
    if (made.has(key)) return made.get(key) as T
    const value = make()
    made.set(key, value)
    return value
  }
}

/** The periods of a rule in a stretch of time, oldest first; for a window rule the one that ends at `at`. */
export const periodsIn = (rule: PeriodRule, zone: ZoneRules, from: EpochMs, to: EpochMs, at: EpochMs): readonly EvaluatedPeriod[] =>
  'every' in rule ? periodsTouching(rule, zone, from, to) : [periodAt(rule, zone, at)]
