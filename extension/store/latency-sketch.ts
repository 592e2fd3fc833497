/**
 * How long checks took, a byte each: the key of a DDSketch, whose steps grow with the time, so that a percentile over any
 * stretch of time is known to within 2.5 %. Keys of any two stretches add up; nothing has to be decided beforehand.
 */
import { DDSketch } from '@datadog/sketches-js'
import type { LatencyBucket } from '../../shared/evidence/model.ts'
import type { DurationMs } from '../../shared/time/intervals.ts'

/** Share by which a percentile may be off. */
export const ACCURACY = 0.025
const { mapping } = new DDSketch({ relativeAccuracy: ACCURACY })

/** No check that ends takes longer. */
const LONGEST: DurationMs = 60_000

/** 1 to 255, for whole ms; 0 means unknown. Under 1 ms and over a minute are as those. */
export const byteOf = (ms: DurationMs): number => mapping.key(Math.min(Math.max(Math.floor(ms), 1), LONGEST)) + 1

/** The time that a byte encodes, in the middle of its step. */
export const msOf = (byte: number): DurationMs => Math.max(1, Math.round(mapping.value(byte - 1)))

/** The longest whole ms of each byte's step; 0 for a byte that no whole ms has. */
const LIMITS: readonly DurationMs[] = limits()

function limits(): DurationMs[] {
  const longest = new Array<number>(256).fill(0)
  for (let ms = 1; ms <= LONGEST; ms++) longest[byteOf(ms)] = ms
  return longest
}

/**
 * Counts by byte as disjoint ascending buckets, the last one open (R17). Their limits are exact, for times are whole ms; an empty
 * one stands before a step that does not follow on the last, so that it is known where the step begins.
 */
export function bucketsOf(counts: ReadonlyMap<number, number>): LatencyBucket[] {
  const buckets: LatencyBucket[] = []
  let last = 0
  for (const byte of [...counts.keys()].sort((a, b) => a - b)) {
    const below = LIMITS.slice(0, byte).findLast((limit) => limit > 0) ?? 0
    if (below > last) buckets.push({ upTo: below, count: 0 })
    last = LIMITS[byte] as number
    buckets.push({ upTo: last, count: counts.get(byte) as number })
  }
  return [...buckets, { count: 0 }]
}

export interface Percentiles {
  readonly p50: DurationMs
  readonly p95: DurationMs
  readonly count: number
}

/** Null where nothing was measured. */
export function percentilesOf(counts: ReadonlyMap<number, number>): Percentiles | null {
  const sketch = new DDSketch({ relativeAccuracy: ACCURACY })
  for (const [byte, count] of counts) sketch.accept(mapping.value(byte - 1), count)
  if (sketch.count === 0) return null
  const at = (share: number): DurationMs => Math.round(sketch.getValueAtQuantile(share))
  return { p50: at(0.5), p95: at(0.95), count: sketch.count }
}
