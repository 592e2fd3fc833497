/**
 * Probe results as spans of up and down time (R18). Holds how long one result speaks and how a row of failures is
 * confirmed; which source is believed, and what is unknown in between, is for the fold.
 */
import type { DurationMs, EpochMs } from '../time/intervals.ts'
import { type CheckSeries, type Span, sourceText } from './model.ts'

interface Result {
  readonly at: EpochMs
  readonly ok: boolean
  readonly every: DurationMs
}

/**
 * What checks say, as touching or separate spans of state up or down, ascending within a service and source; time for
 * which no result speaks is in none of them.
 *
 * A result speaks for [at, at + 1.5 × every), less if the next comes sooner. Of several results at one instant the failed
 * one speaks. With `confirm` n, a row of fewer than n failures is up and a longer one is down from its first. Series of
 * one service and source that follow each other in time are read as one, so that a row may cross them and a change of
 * interval changes nothing; series that run beside each other speak separately.
 */
export function checkSpans(series: CheckSeries | readonly CheckSeries[], confirm = 1): Span[] {
  const list = 'results' in series ? [series] : series
  return chains(list).flatMap(({ service, source, results }) =>
    stretches(results, confirm).map(({ from, to, down }) => ({ service, source, from, to, state: down ? 'down' : 'up', basis: 'check' })),
  )
}

interface Chain {
  readonly service: string
  readonly source: CheckSeries['source']
  readonly results: Result[]
}

function chains(list: readonly CheckSeries[]): Chain[] {
  const ordered = list
    .filter((series) => series.results.length > 0)
    .map((series) => ({ series, results: ascending(series) }))
    .sort((a, b) => (a.results[0]?.at ?? 0) - (b.results[0]?.at ?? 0))
  const found = new Map<string, Chain[]>()
  for (const { series, results } of ordered) {
    const key = `${series.service}\n${sourceText(series.source)}`
    const ofSource = found.get(key) ?? []
    found.set(key, ofSource)
    const before = ofSource.find((chain) => (chain.results.at(-1)?.at ?? 0) < (results[0]?.at ?? 0))
    if (before) for (const result of results) before.results.push(result)
    else ofSource.push({ service: series.service, source: series.source, results })
  }
  return [...found.values()].flat()
}

/** In order of time, one result an instant. */
function ascending(series: CheckSeries): Result[] {
  const sorted = [...series.results].sort((a, b) => a.at - b.at)
  const results: Result[] = []
  for (const { at, ok } of sorted) {
    const last = results.at(-1)
    if (last?.at === at) results[results.length - 1] = { at, ok: ok && last.ok, every: series.every }
    else results.push({ at, ok, every: series.every })
  }
  return results
}

interface Stretch {
  readonly from: EpochMs
  to: EpochMs
  readonly down: boolean
}

function stretches(results: readonly Result[], confirm: number): Stretch[] {
  const found: Stretch[] = []
  for (let row = 0; row < results.length; ) {
    let end = row
    while (end < results.length && results[end]?.ok === results[row]?.ok) end++
    const down = results[row]?.ok === false && end - row >= confirm
    for (; row < end; row++) {
      const { at, every } = results[row] as Result
      const to = Math.min(at + Math.floor((every * 3) / 2), results[row + 1]?.at ?? Number.POSITIVE_INFINITY)
      const last = found.at(-1)
      if (last && last.to === at && last.down === down) last.to = to
      else found.push({ from: at, to, down })
    }
  }
  return found
}
