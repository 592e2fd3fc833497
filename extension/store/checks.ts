/**
 * Checks, a minute apart for years, in few bytes: the seconds between one and the next, and a bit for each that failed. A
 * day of them is written one by one; closed days are folded into months. How long each took is kept for the open day only.
 */
import type { CheckSeries } from '../../shared/evidence/model.ts'
import type { EpochMs } from '../../shared/time/intervals.ts'

export interface PackedChecks {
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
}

type Result = { readonly at: EpochMs; readonly ok: boolean }

const LONG = 255

/** Results in any order; of two within one second the first is kept. Instants are floored to the second. */
export function pack(series: Pick<CheckSeries, 'service' | 'source' | 'every'>, results: readonly Result[]): PackedChecks {
  const sorted = [...results].sort((a, b) => a.at - b.at).map(({ at, ok }) => ({ second: Math.floor(at / 1000), ok }))
  const kept = sorted.filter(({ second }, i) => i === 0 || second !== sorted[i - 1]?.second)
  const gaps: number[] = []
  const failed = new Uint8Array(Math.ceil(kept.length / 8))
  kept.forEach(({ second, ok }, i) => {
    if (!ok) failed[i >> 3]! |= 1 << (i & 7)
    const before = kept[i - 1]
    if (!before) return
    const gap = second - before.second
    if (gap < LONG) gaps.push(gap)
    else gaps.push(LONG, gap & 255, (gap >> 8) & 255, (gap >> 16) & 255, (gap >>> 24) & 255)
  })
  const { service, source, every } = series
  return { service, source, every, start: kept[0]?.second ?? 0, count: kept.length, gaps: Uint8Array.from(gaps), failed }
}

export function unpack({ service, source, every, start, count, gaps, failed }: PackedChecks): CheckSeries {
  const results: Result[] = []
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
    results.push({ at: second * 1000, ok: (failed[i >> 3]! & (1 << (i & 7))) === 0 })
  }
  return { service, source, every, results }
}

const nameOf = ({ service, source, every }: Pick<CheckSeries, 'service' | 'source' | 'every'>): string =>
  `${service} ${source.kind}:${source.id} ${every}`

/** Series of the same watch as one, its results in the order of time. */
export function joinChecks(list: readonly CheckSeries[]): CheckSeries[] {
  const byName = new Map<string, CheckSeries[]>()
  for (const series of list) byName.set(nameOf(series), [...(byName.get(nameOf(series)) ?? []), series])
  return [...byName.values()].map((group) => ({
    ...(group[0] as CheckSeries),
    results: group.flatMap(({ results }) => results).sort((a, b) => a.at - b.at),
  }))
}
