/** Rows of an evidence file that were counted or measured: checks, requests with latency, samples (R16, R17, R18). */

import type { EvidenceRow } from './evidence-row.ts'
import type { CheckSeries, LatencyBucket, RequestCount, Sample } from './model.ts'
import { source } from './source.ts'

type Writable<T> = { -readonly [K in keyof T]: T[K] }

/** Results come back in the order of time, whatever their order in the file. */
export function checkSeries(row: EvidenceRow): CheckSeries {
  const results = row.list('results', (result) => {
    const out: Writable<CheckSeries['results'][number]> = { at: result.instant('at'), ok: result.raw('ok') === true }
    if (typeof result.raw('ok') !== 'boolean') result.problem('ok', 'true or false')
    const ms = result.raw('ms')
    if (typeof ms === 'number' && Number.isFinite(ms) && ms >= 0) out.ms = ms
    else if (ms !== undefined && ms !== null) result.problem('ms', 'milliseconds, a number not below 0')
    return out
  })
  const sorted = results.every((result, index) => index === 0 || results[index - 1]!.at <= result.at)
  return {
    service: row.text('service'),
    source: source(row),
    every: row.duration('every'),
    results: sorted ? results : [...results].sort((a, b) => a.at - b.at),
  }
}

export function requestCount(row: EvidenceRow): RequestCount {
  const total = row.count('total')
  const failed = row.count('failed')
  if (failed > total) row.problem('failed', `at most total, ${total}`)
  const out: Writable<RequestCount> = { service: row.text('service'), source: source(row), ...row.closed(), total, failed }
  if (row.has('latency')) out.latency = latency(row, total - failed)
  if (row.has('checks')) out.checks = row.decimal('checks')
  return out
}

/** Disjoint ascending buckets of the requests that did not fail, the last one open (R17). */
function latency(row: EvidenceRow, good: number): readonly LatencyBucket[] {
  let before = 0
  let sum = 0
  const buckets = row.list('latency', (bucket): LatencyBucket => {
    const count = bucket.count('count')
    sum += count
    if (!bucket.has('upTo')) return { count }
    const upTo = bucket.duration('upTo')
    if (upTo <= before) bucket.problem('upTo', 'a duration over that of the bucket before')
    before = upTo
    return { upTo, count }
  })
  buckets.forEach((bucket, index) => {
    const last = index === buckets.length - 1
    if (last === (bucket.upTo === undefined)) return
    row.problem(
      `latency[${index}].upTo`,
      last ? 'no upTo: the last bucket is open' : 'a duration: only the last bucket is open',
      bucket.upTo,
    )
  })
  // A count that could not be read has its own problem.
  if (sum !== good && !Number.isNaN(sum - good)) row.problem('latency', `counts that sum to total - failed, ${good}`, sum)
  return buckets
}

export function sample(row: EvidenceRow): Sample {
  return { service: row.text('service'), source: source(row), ...row.closed(), metric: row.text('metric'), value: row.decimal('value') }
}
