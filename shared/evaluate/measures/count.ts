/** `{by: count}`: how many outages or maintenance windows began in the period (R14). */
import { ONE, rat } from '../../base/rational.ts'
import type { CountMeasure } from '../../contract/model.ts'
import { type Maintenance, sourceText } from '../../evidence/model.ts'
import { type EpochMs, fromPairs, type IntervalSet, intersect, total, totalIn, unionAll } from '../../time/intervals.ts'
import { assumingUnknownIsDown, combineServices } from '../downtime/combine-services.ts'
import type { MeasuredSubject } from '../downtime/measured-subject.ts'
import { type ClassifiedTime, classifyTime } from '../downtime/time-classes.ts'
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
  const { subjects, courses } = combineServices(context)
  context.defaults?.()
  const parts = subjects.map((subject) => outagesOf(context, subject, courses.weighting.down))
  const sum = (of: (part: Outages) => number): number => parts.reduce((all, part) => all + of(part), 0)
  const range = { seen: sum(({ seen }) => seen), least: sum(({ least }) => least), hides: parts.some(({ hides }) => hides) }
  return { ...measureSubjects(context, subjects, courses), ...counted(context, range, 'outages') }
}

/** How many were seen, how many there were at least, and whether time without data may hold more. */
interface Outages {
  readonly seen: number
  readonly least: number
  readonly hides: boolean
}

/** Two outages with unknown time between them may be one, and one after unknown time may have begun before the period. */
function outagesOf(context: Context, subject: MeasuredSubject, weight: number): Outages {
  const { from } = context.period
  const { unknown = 'bounds' } = context.objective.measure
  const found = classifyTime(context, subject)
  const begun = (set: IntervalSet): number => set.filter((start, i) => i % 2 === 0 && start >= from).length
  const seen = begun(runsOf(found))
  const exactly = (n: number): Outages => ({ seen: n, least: n, hides: false })
  if (found.unknown.length === 0 || unknown === 'excluded' || unknown === 'up') return exactly(seen)
  const dark = assumingUnknownIsDown(context, subject, weight)
  if (unknown === 'down') return exactly(begun(runsOf(dark)))
  // Time that is too short to count, or excused, decides nothing.
  if (total(dark.down[0] ?? []) === total(found.down[0] ?? [])) return exactly(seen)
  return { seen, least: joined(runsOf(found), found.unknown, from), hides: true }
}

/** The runs of which something counts in the period. */
const runsOf = ({ counted: { runs }, down: [down = []] }: ClassifiedTime): IntervalSet =>
  runs.flatMap((from, i) => (i % 2 === 0 && totalIn(down, from, runs[i + 1]!) > 0 ? [from, runs[i + 1]!] : []))

/** How many began in the period for certain: all unknown time beside a run is taken as part of it. */
function joined(runs: IntervalSet, unknown: IntervalSet, start: EpochMs): number {
  const all = fromPairs([...runs, ...unknown])
  const mayBeOlder = (from: EpochMs): boolean => from < start || (from === start && !runs.includes(from))
  return all.filter((from, i) => i % 2 === 0 && !mayBeOlder(from) && totalIn(runs, from, all[i + 1]!) > 0).length
}

/** By their announcements. Only a source that announces, and was read, can say that there were none. */
function countMaintenance(context: Context): Measured {
  const { objective, period, at, evidence } = context
  const to = Math.min(at, period.to)
  const isOurs = (services: readonly string[]): boolean =>
    services.length === 0 || services.some((each) => objective.services.includes(each))
  const begun = distinctWindows(evidence.maintenance.filter(({ services }) => isOurs(services))).filter(
    ({ from }) => from >= period.from && from < to,
  )
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
    ...counted(context, { seen: begun.length, least: begun.length, hides: known < length }, 'windows'),
    known: length === 0 ? ONE : rat(total(both) === 0 ? 0 : known, length),
    time: null,
    runs: [],
    down: [],
    ledger: [],
    basis: 'contractual',
  }
}

const ANNOUNCES: readonly string[] = ['feed', 'manual']

interface Window {
  readonly from: EpochMs
  readonly to: EpochMs
  readonly source: string
}

/** By their actual time where it is known, oldest first. What two sources announce for the same time is one window. */
function distinctWindows(list: readonly Maintenance[]): readonly Window[] {
  const kept: Window[] = []
  const all = list.map(({ from, to, actual, source }) => ({
    from: actual?.from ?? from,
    to: actual ? (actual.to ?? Number.POSITIVE_INFINITY) : to,
    source: sourceText(source),
  }))
  for (const each of all.sort((a, b) => a.from - b.from || a.to - b.to || (a.source < b.source ? -1 : 1))) {
    const isOther = ({ from, to, source }: Window): boolean => source === each.source || to <= each.from || from >= each.to
    if (kept.every(isOther)) kept.push(each)
  }
  return kept
}

function counted(
  { objective }: Context,
  { seen, least, hides }: Outages,
  unit: 'outages' | 'windows',
): Pick<Measured, 'attained' | 'unit' | 'best' | 'budget' | 'misses' | 'counts' | 'target'> {
  const { atMost } = objective.measure as CountMeasure
  return {
    attained: { value: hides && seen === 0 ? null : rat(seen), low: rat(least), high: hides ? null : rat(seen) },
    unit: 'number',
    target: null,
    best: ANYTHING,
    counts: { total: seen, good: Math.min(seen, atMost), bad: Math.max(0, seen - atMost) },
    budget: { total: atMost, spent: least, left: atMost - least, unit },
    misses: { missed: least, allowed: atMost, unknown: hides ? atMost + 1 : 0 },
  }
}
