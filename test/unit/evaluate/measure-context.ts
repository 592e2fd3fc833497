/** A context for one measure alone, without the core: agreed time is the calendar in the period, exclusions are given. */
import type { Contract, Measure, Objective } from '../../../shared/contract/model.ts'
import type { Context, ExclusionWindow, Observed } from '../../../shared/evaluate/model/measured.ts'
import { type Evidence, NO_EVIDENCE, type Source } from '../../../shared/evidence/model.ts'
import { compileHours } from '../../../shared/time/calendar.ts'
import { parseInstant } from '../../../shared/time/instant.ts'
import { clip, type IntervalSet, NONE } from '../../../shared/time/intervals.ts'
import { temporalZones } from '../../../shared/time/zones.ts'

export const MIN = 60_000
export const HOUR = 60 * MIN
export const DAY = 24 * HOUR

/** Local wall clock text of a UTC+1 or UTC zone is written with its offset; `Z` where the test does not care. */
export const t = (text: string): number => parseInstant(text.length === 16 ? `${text}Z` : text)

export const traffic: Source = { kind: 'traffic', id: 'browser', party: 'customer' }
export const metrics: Source = { kind: 'metrics', id: 'gateway', party: 'provider' }

export interface Setting {
  readonly measure: Measure
  readonly objective?: Partial<Objective>
  readonly contract?: Partial<Contract>
  readonly evidence?: Partial<Evidence>
  readonly from: number
  readonly to: number
  readonly at?: number
  readonly agreed?: (service: string) => IntervalSet
  readonly excluded?: readonly ExclusionWindow[]
  readonly seen?: (service: string) => Partial<Observed>
}

/** Also what was assumed by path, and why. */
export type Asked = Context & { readonly assumed: Record<string, string>; readonly why: Record<string, string> }

export function contextOf(setting: Setting): Asked {
  const zone = temporalZones(setting.contract?.zone ?? 'UTC')
  const objective: Objective = { id: 'promise', services: ['api'], measure: setting.measure, ...setting.objective }
  const contract: Contract = {
    format: 'standing/contract@1',
    id: 'agreement',
    title: 'Agreement',
    zone: 'UTC',
    period: { every: 'month' },
    services: [{ id: 'api', name: 'API' }],
    objectives: [objective],
    ...setting.contract,
  }
  const hours = (name: string, from: number, to: number): IntervalSet =>
    compileHours(name, contract.calendars, zone, temporalZones, from, to)
  const at = setting.at ?? setting.to
  const assumed: Record<string, string> = {}
  const why: Record<string, string> = {}
  const made = new Map<string, unknown>()
  return {
    contract,
    objective,
    path: 'objectives[0]',
    period: { from: setting.from, to: setting.to, label: 'test' },
    at,
    knownAt: at,
    zone,
    zones: temporalZones,
    evidence: { ...NO_EVIDENCE, ...setting.evidence },
    superseded: [],
    hours,
    agreed: setting.agreed ?? (() => clip(hours(objective.during ?? 'always', setting.from, setting.to), setting.from, setting.to)),
    excluded: () => setting.excluded ?? [],
    seen: (service) => ({ down: NONE, unknown: NONE, disputed: NONE, ...setting.seen?.(service) }),
    assume: (path, used, reason) => {
      assumed[path] = used
      why[path] = reason.why
    },
    sibling: (period) => contextOf({ ...setting, from: period.from, to: period.to, at }),
    earlier: () => [],
    once: <T>(key: string, make: () => T) => {
      if (!made.has(key)) made.set(key, make())
      return made.get(key) as T
    },
    assumed,
    why,
  }
}
