/**
 * Checks, a minute apart for years, in few bytes. Two forms of a closed month: every check, as the seconds between one and
 * the next, a bit for each that failed and a byte for how long it took; and runs, which are all that judging time needs. A
 * day of checks is written one by one; closed days are folded into months.
 */
import { runSeries, runsOf } from '../../shared/evidence/checks.ts'
import type { CheckRun, CheckSeries } from '../../shared/evidence/model.ts'
import { byteOf, msOf } from './latency-sketch.ts'

export interface StoredChecks {
  readonly service: string
  readonly source: CheckSeries['source']
  readonly every: number
  /** The first check, whole seconds since the epoch. */
  readonly start: number
  readonly count: number
  /** Seconds from each check to the next; 255 means that four bytes with the true number follow. */
  readonly gaps: Uint8Array
  /** A set bit for each check that failed. */
  readonly failed: Uint8Array
  /** How long each took (latency.ts); absent where nobody kept that. */
  readonly took?: Uint8Array
}

/** Runs of a closed month: for each its first and its last second, and twice its count, one more where the checks were good. */
export interface PackedRuns {
  readonly service: string
  readonly source: CheckSeries['source']
  readonly every: number
  readonly runs: Uint32Array
}

type Result = CheckSeries['results'][number]

const LONG = 255

/** Results in any order; of two within one second the first is kept. Instants are floored to the second. */
export function packChecks(series: Pick<CheckSeries, 'service' | 'source' | 'every'>, results: readonly Result[]): StoredChecks {
  const sorted = [...results].sort((a, b) => a.at - b.at).map((result) => ({ ...result, second: Math.floor(result.at / 1000) }))
  const kept = sorted.filter(({ second }, i) => i === 0 || second !== sorted[i - 1]?.second)
  const gaps: number[] = []
  const failed = new Uint8Array(Math.ceil(kept.length / 8))
  const took = new Uint8Array(kept.length)
  kept.forEach(({ second, ok, ms }, i) => {
    if (!ok) failed[i >> 3]! |= 1 << (i & 7)
    else if (ms !== undefined) took[i] = byteOf(ms)
    const before = kept[i - 1]
    if (!before) return
    const gap = second - before.second
    if (gap < LONG) gaps.push(gap)
    else gaps.push(LONG, gap & 255, (gap >> 8) & 255, (gap >> 16) & 255, (gap >>> 24) & 255)
  })
  const { service, source, every } = series
  const timed = took.some((byte) => byte > 0)
  return {
    service,
    source,
    every,
    start: kept[0]?.second ?? 0,
    count: kept.length,
    gaps: Uint8Array.from(gaps),
    failed,
    ...(timed && { took }),
  }
}

/** Each check in turn: its second, whether it was good, and the byte of how long it took. */
export function eachCheck(
  { start, count, gaps, failed, took }: StoredChecks,
  use: (second: number, ok: boolean, took: number) => void,
): void {
  let second = start
  let place = 0
  for (let i = 0; i < count; i++) {
    if (i > 0) {
      let gap = gaps[place++] ?? 0
      if (gap === LONG) {
        gap = (gaps[place]! | (gaps[place + 1]! << 8) | (gaps[place + 2]! << 16) | (gaps[place + 3]! << 24)) >>> 0
        place += 4
      }
      second += gap
    }
    use(second, (failed[i >> 3]! & (1 << (i & 7))) === 0, took?.[i] ?? 0)
  }
}

/** Times taken come back to within their step. */
export function unpack(packed: StoredChecks): CheckSeries {
  const results: Result[] = []
  eachCheck(packed, (second, ok, took) => results.push(took > 0 ? { at: second * 1000, ok, ms: msOf(took) } : { at: second * 1000, ok }))
  const { service, source, every } = packed
  return { service, source, every, results }
}

/** The runs of a month's checks. */
export function packRuns(packed: StoredChecks): PackedRuns {
  const { service, source, every, results } = unpack(packed)
  const runs = runsOf(results, every).flatMap(({ from, last, count, ok }) => [from / 1000, last / 1000, 2 * count + (ok ? 1 : 0)])
  return { service, source, every, runs: Uint32Array.from(runs) }
}

/** A month of runs as a series; `results` gives its checks, where somebody wants them one by one. */
export function unpackRuns(packed: PackedRuns, results: () => CheckSeries['results']): CheckSeries {
  const { runs } = packed
  const list: CheckRun[] = []
  for (let i = 0; i < runs.length; i += 3) {
    const sum = runs[i + 2] as number
    list.push({ from: runs[i]! * 1000, last: runs[i + 1]! * 1000, count: sum >> 1, ok: (sum & 1) === 1 })
  }
  return runSeries(packed, list, results)
}

export const checkSeriesName = ({ service, source, every }: Pick<CheckSeries, 'service' | 'source' | 'every'>): string =>
  `${service} ${source.kind}:${source.id} ${every}`

/** Series of the same watch as one, its results in the order of time. */
export function joinChecks(list: readonly CheckSeries[]): CheckSeries[] {
  const byName = new Map<string, CheckSeries[]>()
  for (const series of list) byName.set(checkSeriesName(series), [...(byName.get(checkSeriesName(series)) ?? []), series])
  return [...byName.values()].map((group) => ({
    ...(group[0] as CheckSeries),
    results: group.flatMap(({ results }) => results).sort((a, b) => a.at - b.at),
  }))
}

/** Where every check of a source's closed months is kept, apart from what is read each minute. */
export const everyCheck = (source: string): string => `checks:${source}`
