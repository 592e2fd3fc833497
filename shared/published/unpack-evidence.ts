/** The evidence of a feed, unpacked: the counterpart of pack-evidence.ts. */

import { isObject } from '../base/is-object.ts'
import { isDecimal } from '../base/rational.ts'
import type { Basis, CheckSeries, Evidence, LatencyBucket, Span, State } from '../evidence/model.ts'
import type { DurationMs, EpochMs } from '../time/intervals.ts'
import { MOST_ROWS, parsed, Rows, unpackSource, want } from './unpack-rows.ts'

const STATES: readonly State[] = ['up', 'degraded', 'partial', 'down', 'maintenance']
const BASES: readonly Basis[] = [
  'component-transition',
  'component-impact',
  'check',
  'daily-bucket',
  'incident-window',
  'prose',
  'page-only',
]

/** Throws FeedRefused. */
export function evidenceOf(value: unknown): Evidence {
  want(isObject(value), 'evidence', 'an object')
  const { origin, texts, checks = [] } = value
  want(typeof origin === 'number' && Number.isSafeInteger(origin), 'evidence.origin', 'an instant in ms')
  want(Array.isArray(texts), 'evidence.texts', 'a list')
  want(Array.isArray(checks), 'evidence.checks', 'a list')
  const rows = (kind: string): Rows => new Rows(value, kind, origin, texts)
  const [spans, coverage, requests, samples] = [rows('spans'), rows('coverage'), rows('requests'), rows('samples')]
  const [maintenance, deliveries, declarations, lifetimes] = [
    rows('maintenance'),
    rows('deliveries'),
    rows('declarations'),
    rows('lifetimes'),
  ]
  return {
    spans: spans.map((row) => {
      const state = spans.oneOf('state', STATES, row)
      want(state !== undefined, 'evidence.spans.state', STATES.join(', '))
      const basis = spans.oneOf('basis', BASES, row)
      const texts = spans.some(['ref', 'title', 'category', 'share'], row)
      want(texts.share === undefined || isShare(texts.share), 'evidence.spans.share', 'a decimal from 0 to 1')
      return {
        service: spans.maybe('service', row) ?? null,
        ...spans.open(row),
        state,
        source: spans.source(row),
        ...texts,
        ...(basis !== undefined && { basis }),
        ...doubtOf(spans, row),
      }
    }),
    coverage: coverage.map((row) => ({ service: coverage.text('service', row), source: coverage.source(row), ...coverage.open(row) })),
    checks: checks.map((series) => checksOf(series, origin, texts)),
    requests: requests.map((row) => {
      const [latency, checks] = [requests.maybe('latency', row), requests.maybe('checks', row)]
      return {
        service: requests.text('service', row),
        source: requests.source(row),
        ...requests.closed(row),
        ...countsOf(requests, row),
        ...(latency !== undefined && { latency: bucketsOf(latency) }),
        ...(checks !== undefined && { checks: decimalOf(checks, 'requests.checks') }),
      }
    }),
    samples: samples.map((row) => ({
      service: samples.text('service', row),
      source: samples.source(row),
      ...samples.closed(row),
      metric: samples.text('metric', row),
      value: decimalOf(samples.text('value', row), 'samples.value'),
    })),
    maintenance: maintenance.map((row) => {
      const from = maintenance.from(row)
      const [announced, begun, lasted] = ['announced', 'begun', 'lasted'].map((key) => maintenance.number(key, row)) as (number | null)[]
      return {
        id: maintenance.text('id', row),
        services: maintenance.names(row),
        ...maintenance.closed(row),
        source: maintenance.source(row),
        ...maintenance.some(['category', 'ref', 'title'], row),
        ...(announced != null && { announcedAt: maintenance.time(from - announced, 'announced') }),
        ...(begun != null && { actual: actualOf(maintenance, from + begun, lasted ?? null) }),
      }
    }),
    deliveries: deliveries.map((row) => {
      const deliveredAt = deliveries.to(row)
      return { deliverable: deliveries.text('deliverable', row), due: deliveries.from(row), ...(deliveredAt !== null && { deliveredAt }) }
    }),
    declarations: declarations.map((row) => ({
      id: declarations.text('id', row),
      clause: declarations.text('clause', row),
      services: declarations.names(row),
      ...declarations.open(row),
      by: declarations.text('by', row),
      at: declarations.time(declarations.from(row) + (declarations.number('made', row) ?? 0), 'made'),
      reason: declarations.text('reason', row),
    })),
    lifetimes: lifetimes.map((row) => ({ service: lifetimes.text('service', row), ...lifetimes.open(row) })),
    tickets: [],
    claims: [],
    itemCoverage: [],
    attributions: [],
  }
}

/** How far before and after it a span may have reached (R50). */
function doubtOf(spans: Rows, row: number): Pick<Span, 'uncertain'> {
  const [before, after] = [spans.number('before', row), spans.number('after', row)]
  if (before === null || after === null || before < 0 || after < 0) return {}
  const { from, to } = spans.open(row)
  return { uncertain: { from: spans.time(from - before, 'before'), to: spans.time((to ?? from) + after, 'after') } }
}

const isShare = (text: string): boolean => /^(0(\.\d{1,15})?|1(\.0{1,15})?)$/.test(text)

function actualOf(maintenance: Rows, from: EpochMs, lasted: DurationMs | null): { from: EpochMs; to: EpochMs | null } {
  want(lasted === null || lasted >= 0, 'evidence.maintenance.lasted', 'a length')
  return { from: maintenance.time(from, 'begun'), to: lasted === null ? null : maintenance.time(from + lasted, 'lasted') }
}

function decimalOf(text: string, of: 'samples.value' | 'requests.checks'): string {
  want(isDecimal(text), `evidence.${of}`, 'a decimal')
  return text
}

function countsOf(requests: Rows, row: number): { total: number; failed: number } {
  const [total, failed] = [requests.amount('total', row), requests.amount('failed', row)]
  want(failed <= total, 'evidence.requests.failed', 'at most total')
  return { total, failed }
}

function bucketsOf(text: string): readonly LatencyBucket[] {
  const buckets = parsed(text)
  const isCount = (value: unknown): boolean => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
  const isBucket = (each: unknown): boolean =>
    isObject(each) && isCount(each.count) && (each.upTo === undefined || (isCount(each.upTo) && each.upTo !== 0))
  want(buckets.every(isBucket), 'evidence.requests.latency', 'buckets with upTo and count')
  return buckets as readonly LatencyBucket[]
}

function checksOf(series: unknown, origin: EpochMs, texts: readonly unknown[]): CheckSeries {
  want(isObject(series) && isCounts(series.gaps) && isCounts(series.runs), 'evidence.checks', 'series with gaps and runs')
  const [service, source] = [series.service, series.source].map((place) => (typeof place === 'number' ? texts[place] : undefined))
  want(typeof service === 'string' && service !== '' && typeof source === 'string', 'evidence.checks', 'places in texts')
  const { every, from, gaps, runs } = series
  want(Number.isSafeInteger(every) && (every as number) > 0 && Number.isSafeInteger(from), 'evidence.checks.every', 'ms over 0')
  const count = runs.reduce((sum, run) => sum + run, 0)
  want(
    count <= MOST_ROWS && gaps.reduce((sum, times, i) => sum + (i % 2 ? times : 0), 1) === Math.max(1, count),
    'evidence.checks.gaps',
    'one a result',
  )
  const results: { at: EpochMs; ok: boolean }[] = []
  let at = origin + (from as number)
  let gap = 0
  let left = 0
  runs.forEach((run, index) => {
    for (let i = 0; i < run; i++) {
      results.push({ at, ok: index % 2 === 0 })
      while (left === 0 && gap < gaps.length) {
        left = gaps[gap + 1] ?? 0
        gap += 2
      }
      at += gaps[gap - 2] ?? 0
      left--
    }
  })
  return { service, source: unpackSource(source), every: every as DurationMs, results }
}

const isCounts = (value: unknown): value is readonly number[] =>
  Array.isArray(value) && value.every((each) => Number.isSafeInteger(each) && each >= 0)
