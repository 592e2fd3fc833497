/**
 * One timeline in one period, sorted into the classes of R1: every agreed ms is up, down, excluded, unknown or
 * remaining, as interval sets. time.ts turns them into figures, ledger.ts into entries.
 */
import type { TimeMeasure } from '../../contract/model.ts'
import { DOUBTFUL, DOWN, isUnknown } from '../../evidence/resolve-authority.ts'
import { where } from '../../evidence/timeline.ts'
import { type IntervalSet, intersect, subtract, union } from '../../time/intervals.ts'
import type { Context } from '../model/measured.ts'
import { type AgreedTime, agreedTime, agreedTimeIn } from '../periods/agreed-time.ts'
import { applyExclusions } from './apply-exclusions.ts'
import { awareAt } from './awareness.ts'
import { type CountedDowntime, countedDowntime, type WeightLayers } from './downtime-rules.ts'
import type { AppliedExclusion, MeasuredSubject } from './measured-subject.ts'

export interface ClassifiedTime extends AgreedTime {
  readonly counted: CountedDowntime
  /** Downtime that counts, by weight; the first layer is all of it. */
  readonly down: WeightLayers
  readonly unknown: IntervalSet
  /** The part of it that is doubtful (R50). */
  readonly doubtful: IntervalSet
  readonly taken: readonly AppliedExclusion[]
}

/** Made once for a subject and period: budgets of exclusions ask for earlier periods (R19). */
export function classifyTime(context: Context, subject: MeasuredSubject): ClassifiedTime {
  const { period } = context
  return context.once(`classes ${context.path} ${subject.key} ${period.from} ${period.to}`, () => sorted(context, subject))
}

function sorted(context: Context, subject: MeasuredSubject): ClassifiedTime {
  const { period, objective, at } = context
  const agreed = agreedTime(context, subject.services)
  const { passed } = agreed
  const measure = objective.measure as TimeMeasure
  const found = countedDowntime(
    downtime(context, subject),
    measure,
    period,
    (from, to) => agreedTimeIn(context, subject.services, from, to),
    // Downtime that was not noticed does not count where it starts with the notice (R39).
    measure.startsAt === 'awareness' ? (from, to) => awareAt(context, from, to) : undefined,
  )
  const hit = found.layers.map((layer) => intersect(layer, passed))
  const all = hit[0] ?? []
  const silent = intersect(where(subject.line, isUnknown, period.from, Math.min(at, period.to)), passed)
  const unknown = subtract(silent, all)
  const removed = applyExclusions(context, subject, passed, union(all, unknown), (earlier) => classifyTime(earlier, subject).taken)
  const gone = removed.map(({ set }) => set)
  const left = (set: IntervalSet) => gone.reduce<IntervalSet>((rest, set_) => subtract(rest, set_), set)
  const open = left(unknown)
  const doubted = where(subject.line, (code) => code === DOUBTFUL, period.from, period.to)
  return { ...agreed, counted: found, down: hit.map(left), unknown: open, doubtful: intersect(open, doubted), taken: removed }
}

/** All downtime of the subject up to `at`, by weight. */
export function downtime({ once, at, path }: Context, subject: MeasuredSubject): WeightLayers {
  return once(`downtime ${path} ${subject.key}`, () =>
    Array.from({ length: subject.codes }, (_, i) => where(subject.line, (code) => code >= DOWN + i, 0, at)),
  )
}
