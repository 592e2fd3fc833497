/** `{by: latency}`: the share of requests that were at most so slow, against the percentile (R14, R17). */
import type { LatencyMeasure } from '../../contract/model.ts'
import { type RequestCount, sourceText } from '../../evidence/model.ts'
import type { DurationMs } from '../../time/intervals.ts'
import { elapsedMs } from '../../time/iso-duration.ts'
import type { Context, Measured } from '../model/measured.ts'
import { reason } from '../model/reasons.ts'
import type { Reason } from '../model/report.ts'
import type { WeighedRecord } from './request-counts.ts'
import { type Scored, scoredRequests } from './scored-requests.ts'

/**
 * Requests that failed are left out, or slow with `failed: slow`. A bucket that `atMost` cuts is unknown, as are the
 * requests of a record that gives no latency.
 */
export function measureLatency(context: Context): Measured {
  const { percentile, atMost, failed = 'excluded' } = context.objective.measure as LatencyMeasure
  const limit = elapsedMs(atMost)
  if ((context.objective.measure as LatencyMeasure).failed === undefined) {
    context.assume(`${context.path}.measure.failed`, 'excluded', reason('failed-unstated'))
  }
  return byTimes(context, (weighed) => speed(weighed, limit, failed === 'slow'), percentile)
}

/** What is evaluated by how long requests took; by the checks of a probe where no source counts requests, and then it is an estimate (R48). */
export function byTimes(context: Context, score: (weighed: WeighedRecord) => Scored, target?: string): Measured {
  let checks: readonly RequestCount[] = []
  const measured = scoredRequests(context, score, {
    empty: 'available',
    ...(target !== undefined && { target }),
    unusable: (weighed) => {
      checks = weighed.map(({ record }) => record).filter((record) => record.checks !== undefined)
      return withoutLatency(weighed)
    },
  })
  if (checks.length === 0) return measured
  const by = [...new Set(checks.map(({ source, checks: off }) => `the checks of ${sourceText(source)}, times to within ${off} %`))]
  const sources = [...new Set(checks.map(({ source }) => sourceText(source)))].join(', ')
  const within = [...new Set(checks.map(({ checks: off }) => String(off)))].join(', ')
  context.assume(`${context.path}.measure`, by.join(', '), reason('estimated-from-checks', { sources, within }))
  return { ...measured, basis: 'estimate' }
}

function speed({ record, fate }: WeighedRecord, limit: DurationMs, failedIsSlow: boolean): Scored {
  let fast = 0
  let slow = failedIsSlow ? record.failed : 0
  let unknown = record.latency ? 0 : record.total - record.failed
  let above = 0
  for (const { upTo, count } of record.latency ?? []) {
    if (upTo !== undefined && upTo <= limit) fast += count
    else if (above >= limit) slow += count
    else unknown += count
    above = upTo ?? above
  }
  if (fate === 'forgiven') return { good: fast + slow + unknown, bad: 0, unknown: 0 }
  if (fate === 'partly') {
    unknown += slow
    slow = 0
  }
  return { good: fast, bad: slow, unknown }
}

/** Why latency says nothing: there were requests, and no record says how long they took. */
export function withoutLatency(weighed: readonly WeighedRecord[]): Reason | null {
  const answered = weighed.map(({ record }) => record).filter(({ total, failed }) => total > failed)
  return answered.length > 0 && answered.every((record: RequestCount) => record.latency === undefined) ? reason('latency-unmeasured') : null
}
