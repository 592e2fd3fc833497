/** `{by: apdex}`: the mean score of requests by how long they took (R17). */

import { add, decimal, mul, type Rational, rat, sub, ZERO } from '../../base/rational.ts'
import type { ApdexMeasure } from '../../contract/model.ts'
import type { DurationMs } from '../../time/intervals.ts'
import { elapsedMs } from '../../time/iso-duration.ts'
import type { Context, Measured } from '../model/measured.ts'
import { byTimes } from './latency.ts'
import type { WeighedRecord } from './request-counts.ts'
import type { Scored } from './scored-requests.ts'

interface ScoreBand {
  readonly within: DurationMs
  readonly score: Rational
}

/** A bucket scores the first band with `within` ≥ its `upTo`, else 0; failed requests score 0. In `counts` good is what scores at all. */
export function measureApdex(context: Context): Measured {
  const { bands } = context.objective.measure as ApdexMeasure
  const ladder = bands
    .map(({ within, score }) => ({ within: elapsedMs(within), score: decimal(String(score)) }))
    .sort((a, b) => a.within - b.within)
  return byTimes(context, (weighed) => scored(weighed, ladder))
}

function scored({ record, fate }: WeighedRecord, bands: readonly ScoreBand[]): Scored {
  const { total, failed, latency } = record
  const unknown = latency ? 0 : total - failed
  const known = total - unknown
  let good = ZERO
  let passing = 0
  for (const { upTo, count } of latency ?? []) {
    const score = upTo === undefined ? ZERO : (bands.find(({ within }) => within >= upTo)?.score ?? ZERO)
    if (score.n > 0n) passing += count
    good = add(good, mul(score, rat(count)))
  }
  if (fate === 'forgiven') return { good: rat(total), bad: ZERO, unknown: 0, passing: total }
  if (fate === 'partly') return { good: ZERO, bad: ZERO, unknown: total, passing: 0 }
  return { good, bad: sub(rat(known), good), unknown, passing }
}
