/** One version of an agreement compiled once: its calendars, and a context for every objective and period asked for. */
import type { Contract } from '../contract/model.ts'
import type { Known } from '../evidence/known-at.ts'
import type { EpochMs } from '../time/intervals.ts'
import { periodAt, periodsTouching } from '../time/period.ts'
import type { PeriodRule } from '../time/rules.ts'
import type { ZoneRules, Zones } from '../time/zone.ts'
import { exclusionsFor } from './downtime/effective-exclusions.ts'
import { seenOf } from './downtime/service-timeline.ts'
import type { Context, Period } from './model/measured.ts'
import { agreedOf } from './periods/agreed-time.ts'
import { type Hours, hoursOf } from './periods/calendar-hours.ts'

export interface Moment {
  readonly known: Known
  readonly at: EpochMs
  readonly knownAt: EpochMs
  readonly zones: Zones
  readonly assume: Context['assume']
  readonly defaults?: ((context: Context) => void) | undefined
}

export interface Compiled {
  readonly contract: Contract
  /** From when it is in effect; NEGATIVE_INFINITY for the first version. */
  readonly from: EpochMs
  readonly zone: ZoneRules
  readonly hours: Hours
  readonly ruleOf: (objective: string) => PeriodRule | null
  /** null where the version has no such objective. */
  readonly context: (objective: string, period: Period) => Context | null
}

export function compileVersion(contract: Contract, from: EpochMs, moment: Moment): Compiled {
  const { known, at, knownAt, zones, assume, defaults } = moment
  const zone = zones(contract.zone)
  const hours = hoursOf(contract, zone, zones)
  const once = memo()
  const contexts = new Map<string, Context>()
  const indices = new Map(contract.objectives.map(({ id }, i) => [id, i]))
  const ruleOf = (id: string) => {
    const index = indices.get(id)
    return index === undefined ? null : (contract.objectives[index]!.period ?? contract.period)
  }

  function contextOf(id: string, period: Period): Context | null {
    const index = indices.get(id)
    if (index === undefined) return null
    const key = `${id} ${period.from} ${period.to}`
    const before = contexts.get(key)
    if (before) return before
    const objective = contract.objectives[index]!
    const rule = objective.period ?? contract.period
    const made: Context = {
      contract,
      objective,
      path: `objectives[${index}]`,
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
      agreed: (service) => agreedOf(made, [service]).agreed,
      excluded: (service) => exclusionsFor(made, objective, service),
      seen: (service) => seenOf(made, service),
      sibling: (other) => contextOf(id, other)!,
      earlier: (start) => earlierPeriods(rule, zone, start, period),
    }
    contexts.set(key, made)
    return made
  }

  return { contract, from, zone, hours, ruleOf, context: contextOf }
}

/** Before a window that ends at `at` there are no periods: the stretch itself stands for them. */
function earlierPeriods(rule: PeriodRule, zone: ZoneRules, from: EpochMs, period: Period): readonly Period[] {
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
export const periodsIn = (rule: PeriodRule, zone: ZoneRules, from: EpochMs, to: EpochMs, at: EpochMs): readonly Period[] =>
  'every' in rule ? periodsTouching(rule, zone, from, to) : [periodAt(rule, zone, at)]
