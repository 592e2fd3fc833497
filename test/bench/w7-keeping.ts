/**
 * W7: keeping checks in Chromium's IndexedDB: two years of one a minute, read by the month and by the year as runs and one by one, appended one by
 * one and folded. The limit is the bytes of a month
 * read as one plain array.
 */
import { inChromium } from './chromium.ts'
import { contender, type Workload } from './measure.ts'

interface Seen {
  readonly plain: number
  readonly loaded: number
  readonly bytes: number
  readonly count: number
  readonly wanted: number
  /** Spans that all of it comes to. */
  readonly judged: number
  readonly monthRuns: number
  readonly yearRuns: number
  readonly spans: number
  readonly month: number
  readonly monthRows: number
  readonly year: number
  readonly yearRows: number
  readonly appendEach: number
  readonly folded: number
  readonly foldTook: number
}

export async function workloads(): Promise<readonly Workload[]> {
  const seen = await inChromium<Seen>('test/bench/w7-store.ts')
  const wrong = seen.count === seen.wanted ? null : `${seen.count} checks came back of ${seen.wanted}`
  const row = (name: string, ms: number, aimMs?: number, note?: string) =>
    contender({ name, run: () => seen, time: () => ms, check: () => wrong, ...(aimMs && { aimMs }), ...(note && { note }) })
  const size = `${seen.bytes.toLocaleString('en')} bytes a year`
  return [
    {
      id: 'w7',
      title: `${seen.wanted.toLocaleString('en')} checks in IndexedDB, ms in Chromium`,
      limit: { name: 'a month’s bytes as one plain array', run: () => null, time: () => seen.plain },
      contenders: [
        row('a month of runs', seen.monthRuns, 1, seen.bytes <= 1_000_000 ? size : `${size}, over 1 MB`),
        row('a year of runs', seen.yearRuns, 5),
        row('two years and a day as spans, to be judged', seen.spans, undefined, `${seen.judged} spans`),
        row('a month, packed', seen.month),
        row('a month, as rows', seen.monthRows),
        row('a year, packed', seen.year),
        row('a year, as rows', seen.yearRows),
        row('one check appended', seen.appendEach),
        row('a week folded', seen.foldTook, undefined, `${seen.folded} entries`),
        row('two years loaded', seen.loaded),
      ],
    },
  ]
}
