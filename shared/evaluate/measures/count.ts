/** `{by: count}`: how many outages or maintenance windows began in the period (R14). */
import { ONE, rat } from '../../base/rational.ts'
import type { CountMeasure } from '../../contract/model.ts'
import { fromPairs, intersect, total, totalIn, unionAll } from '../../time/intervals.ts'
import { combineServices } from '../downtime/combine-services.ts'
import type { Context, Measured } from '../model/measured.ts'
import { ANYTHING } from './share-of-items.ts'
import { measureSubjects } from './time.ts'

/**
 * Outages are runs of counted downtime, long enough by `minRun`; each belongs to the period in which it began. Time that
 * nobody measured may hide any number of them.
 */
export function measureCount(context: Context): Measured {
  const { of } = context.objective.measure as CountMeasure
  return of === 'outages' ? countOutages(context) : countMaintenance(context)
}

function countOutages(context: Context): Measured {
  const { objective, period } = context
  const measure = objective.measure as CountMeasure
  const { subjects, courses } = combineServices(context)
  context.defaults?.()
  const whole = measureSubjects(context, subjects, courses)
  const n = whole.runs.filter(({ from }) => from >= period.from).length
  const hides = (whole.time?.unknown ?? 0) > 0 && (measure.unknown ?? 'bounds') !== 'excluded' && measure.unknown !== 'up'
  return { ...whole, ...counted(n, measure.atMost, hides, 'outages') }
}

/** By their announcements. Only a source that announces, and was read, can say that there were none. */
function countMaintenance(context: Context): Measured {
  const { objective, period, at, evidence } = context
  const measure = objective.measure as CountMeasure
  const to = Math.min(at, period.to)
  const isOurs = (services: readonly string[]): boolean =>
    services.length === 0 || services.some((each) => objective.services.includes(each))
  const begun = evidence.maintenance.filter(({ services, actual, from }) => {
    const start = actual?.from ?? from
    return isOurs(services) && start >= period.from && start < to
  })
  const covered = objective.services.map((service) =>
    unionAll(
      evidence.coverage
        .filter((each) => each.service === service && ANNOUNCES.includes(each.source.kind))
        .map((each) => fromPairs([each.from, Math.min(each.to ?? to, to)])),
    ),
  )
  const both = covered.reduce((a, b) => intersect(a, b))
  const length = Math.max(0, to - period.from)
  const known = totalIn(both, period.from, to)
  return {
    ...counted(new Set(begun.map(({ id }) => id)).size, measure.atMost, known < length, 'windows'),
    target: null,
    known: length === 0 ? ONE : rat(total(both) === 0 ? 0 : known, length),
    time: null,
    runs: [],
    down: [],
    ledger: [],
    basis: 'contractual',
  }
}

const ANNOUNCES: readonly string[] = ['feed', 'manual']

function counted(
  n: number,
  atMost: number,
  hides: boolean,
  unit: 'outages' | 'windows',
): Pick<Measured, 'attained' | 'unit' | 'best' | 'budget' | 'misses' | 'counts' | 'target'> {
  const value = rat(n)
  return {
    attained: hides ? { value: n === 0 ? null : value, low: value, high: null } : { value, low: value, high: value },
    unit: 'number',
    target: null,
    best: ANYTHING,
    counts: { total: n, good: Math.min(n, atMost), bad: Math.max(0, n - atMost) },
    budget: { total: atMost, spent: n, left: atMost - n, unit },
    misses: { missed: n, allowed: atMost, unknown: hides ? atMost + 1 : 0 },
  }
}
