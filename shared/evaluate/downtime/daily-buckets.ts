/**
 * Days of which a source gives only the seconds (R50): how long is certain, where is not. That matters where the period,
 * the service hours or an exclusion cut the day: so much as cannot have lain outside is certain, what may have is doubtful.
 */
import type { PlaceBucket } from '../../evidence/doubt.ts'
import { clip, type DurationMs, type EpochMs, type IntervalSet, intersect, subtract, total, union, unionAll } from '../../time/intervals.ts'
import type { Context } from '../model/measured.ts'

/** A key of what is placed for this objective and period; empty where no day has a total only. */
export function bucketKey({ evidence, path, period }: Context, services: readonly string[]): string {
  const has = evidence.spans.some(
    ({ basis, uncertain, service }) =>
      basis === 'daily-bucket' && uncertain !== undefined && service !== null && services.includes(service),
  )
  return has ? `${path} ${period.from}` : ''
}

export function placeBuckets(context: Context, service: string): PlaceBucket {
  const countable = (): IntervalSet => subtract(context.agreed(service), unionAll(context.excluded(service).map(({ spans }) => spans)))
  let open: IntervalSet | null = null
  return ({ from, to }, span) => {
    open ??= countable()
    const end = Math.min(to, context.at)
    const inside = clip(open, from, end)
    const outside = end - from - total(inside)
    if (outside <= 0) return null
    const length = span.to - span.from
    const own = clip(inside, span.from, span.to)
    const inOrder = [own, subtract(inside, own)]
    const certain = first(inOrder, Math.max(0, length - outside))
    const possible = first(inOrder, Math.min(total(inside), length))
    // What lies outside stays where it was: it decides nothing here, and runs are measured before they are cut (R5).
    return { certain: union(certain, subtract([span.from, span.to], inside)), doubtful: subtract(possible, certain) }
  }
}

/** The first `length` ms of these sets, one after the other. */
function first(sets: readonly IntervalSet[], length: DurationMs): IntervalSet {
  let left = length
  let out: IntervalSet = []
  for (const set of sets) {
    const part: EpochMs[] = []
    for (let i = 0; i < set.length && left > 0; i += 2) {
      const to = Math.min(set[i + 1]!, set[i]! + left)
      part.push(set[i]!, to)
      left -= to - set[i]!
    }
    out = union(out, intersect(part, set))
  }
  return out
}
