/**
 * Probe results as spans of up and down time (R18). Holds how long one result speaks, how a row of failures is confirmed,
 * and runs: results in a row that say the same, for whoever keeps a year of them. Which source is believed, and what is
 * unknown in between, is for the fold.
 */
import type { DurationMs, EpochMs } from '../time/intervals.ts'
import { type CheckRun, type CheckSeries, type Span, sourceText } from './model.ts'

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
  const list: readonly CheckSeries[] = Array.isArray(series) ? series : [series as CheckSeries]
  return chains(list).flatMap(({ service, source, rows }) =>
    stretches(rows, confirm).map(({ from, to, down }) => ({ service, source, from, to, state: down ? 'down' : 'up', basis: 'check' })),
  )
}

/** How long a result speaks at most. */
export const speaksUntil = (every: DurationMs): DurationMs => Math.floor((every * 3) / 2)

/** Results in any order as runs: each ends where the outcome turns, or where a result speaks no longer when the next one comes. */
export function runsOf(results: CheckSeries['results'], every: DurationMs): CheckRun[] {
  const runs: { from: EpochMs; last: EpochMs; count: number; ok: boolean }[] = []
  for (const { at, ok } of ascending(results)) {
    const run = runs.at(-1)
    // Of several at one instant the failed one speaks, and stands first.
    if (run && run.last === at) continue
    if (run && run.ok === ok && at <= run.last + speaksUntil(every)) {
      run.last = at
      run.count++
    } else runs.push({ from: at, last: at, count: 1, ok })
  }
  return runs
}

/** In order of time, failures first among those of one instant. */
function ascending(results: CheckSeries['results']): CheckSeries['results'] {
  const inOrder = (i: number): boolean => {
    const [a, b] = [results[i - 1]!, results[i]!]
    return a.at < b.at || (a.at === b.at && !(b.ok === false && a.ok))
  }
  for (let i = 1; i < results.length; i++) if (!inOrder(i)) return [...results].sort((a, b) => a.at - b.at || Number(a.ok) - Number(b.ok))
  return results
}

/** The runs of a series: as it was kept, else of its results. */
export const runsIn = (series: CheckSeries): readonly CheckRun[] => series.runs ?? runsOf(series.results, series.every)

/**
 * A series that is kept as runs. Its results are read when somebody asks for them; a copy made field by field has them and
 * no runs, so that what was cut or changed can't be spoken for by runs of before.
 */
export function runSeries(
  head: Pick<CheckSeries, 'service' | 'source' | 'every'>,
  runs: readonly CheckRun[],
  results: () => CheckSeries['results'],
): CheckSeries {
  let read: CheckSeries['results'] | null = null
  const series = {
    service: head.service,
    source: head.source,
    every: head.every,
    get results() {
      read ??= results()
      return read
    },
  }
  Object.defineProperty(series, 'runs', { value: runs, enumerable: false })
  return series
}

/** A series under another service's name, with its runs. */
export const renamed = (series: CheckSeries, service: string): CheckSeries =>
  series.runs ? runSeries({ ...headOf(series), service }, series.runs, () => series.results) : { ...series, service }

const headOf = ({ service, source, every }: CheckSeries): Pick<CheckSeries, 'service' | 'source' | 'every'> => ({ service, source, every })

/**
 * A series as it was at `at`. Of a run that `at` cuts the last check is not known, but lies so near before it that it speaks
 * up to there; there were as many as its pace makes.
 */
export function checksUntil(series: CheckSeries, at: EpochMs): CheckSeries {
  const { runs, every } = series
  if (!runs) return series.results.every((result) => result.at <= at) ? series : { ...series, results: until(series.results, at) }
  if ((runs.at(-1)?.last ?? at) <= at) return series
  const cut = runs
    .filter(({ from }) => from <= at)
    .map((run) => (run.last <= at ? run : { ...run, last: at, count: Math.min(run.count, Math.floor((at - run.from) / every) + 1) }))
  return runSeries(headOf(series), cut, () => until(series.results, at))
}

const until = (results: CheckSeries['results'], at: EpochMs): CheckSeries['results'] => results.filter((result) => result.at <= at)

interface Row extends CheckRun {
  readonly every: DurationMs
}

interface Chain {
  readonly service: string
  readonly source: CheckSeries['source']
  readonly rows: Row[]
}

function chains(list: readonly CheckSeries[]): Chain[] {
  const ordered = list
    .map((series) => ({ series, rows: runsIn(series).map((run): Row => ({ ...run, every: series.every })) }))
    .filter(({ rows }) => rows.length > 0)
    .sort((a, b) => (a.rows[0]?.from ?? 0) - (b.rows[0]?.from ?? 0))
  const found = new Map<string, Chain[]>()
  for (const { series, rows } of ordered) {
    const key = `${series.service}\n${sourceText(series.source)}`
    const ofSource = found.get(key) ?? []
    found.set(key, ofSource)
    const before = ofSource.find((chain) => (chain.rows.at(-1)?.last ?? 0) < (rows[0]?.from ?? 0))
    if (before) for (const row of rows) before.rows.push(row)
    else ofSource.push({ service: series.service, source: series.source, rows })
  }
  return [...found.values()].flat()
}

interface Stretch {
  readonly from: EpochMs
  to: EpochMs
  readonly down: boolean
}

function stretches(rows: readonly Row[], confirm: number): Stretch[] {
  const found: Stretch[] = []
  for (let row = 0; row < rows.length; ) {
    let end = row
    let count = 0
    // A row of failures goes on over time in which nothing was seen.
    for (; end < rows.length && rows[end]?.ok === rows[row]?.ok; end++) count += rows[end]!.count
    const down = rows[row]?.ok === false && count >= confirm
    for (; row < end; row++) {
      const { from, last, every } = rows[row] as Row
      const to = Math.min(last + speaksUntil(every), rows[row + 1]?.from ?? Number.POSITIVE_INFINITY)
      const before = found.at(-1)
      if (before && before.to === from && before.down === down) before.to = to
      else found.push({ from, to, down })
    }
  }
  return found
}
