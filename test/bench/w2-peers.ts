/** What the packages that know intervals make of W2. Months are tallied by ours for all: they have no words for them. */
import IntervalTree from '@flatten-js/interval-tree'
import { isAfter, isBefore, max, min } from 'date-fns'
import DRange from 'drange'
import { arrayDifference, arrayIntersection, arrayUnion } from 'interval-operations'
import { DateTime, Interval } from 'luxon'
import * as ranges from 'multi-integer-range'
import { IntervalTree as NodeIntervalTree } from 'node-interval-tree'
import { fromPairs } from '../../shared/time/intervals.ts'
import { tallySets } from '../../shared/time/tally.ts'
import { type Contender, contender } from './measure.ts'
import { differs, type Incidents } from './w2-incidents.ts'

const ZONE = 'Europe/Berlin'
const HOUR = 3_600_000
const DAY = 24 * HOUR

type Pair = [number, number]
const pairsOf = (flat: readonly number[]): Pair[] => flat.flatMap((_, i) => (i % 2 ? [] : [[flat[i]!, flat[i + 1]!] as Pair]))
/** Integer ranges whose ends are in them. */
const closed = (flat: readonly number[]): Pair[] => pairsOf(flat).map(([from, to]) => [from, to - 1])
const opened = (pairs: readonly (readonly [number, number])[]): number[] => pairs.flatMap(([from, to]) => [from, to + 1])

export function setPeers(data: Incidents): Contender<never>[] {
  const { incidents, maintenance, hours, edges, expected } = data
  const months = (pairs: readonly number[]): number[] => tallySets(pairs, edges).map((month) => month.total)
  const check = (answer: readonly number[]): string | null => differs(answer, expected)
  const down = closed(incidents)
  const work = closed(maintenance)
  const open = closed(hours)
  const first = year(data)
  const checkFirst = (answer: readonly number[]): string | null => differs(answer, expected.slice(0, 12))
  return [
    contender({
      name: 'multi-integer-range',
      check,
      run: () => {
        const left = ranges.subtract(ranges.intersect(ranges.normalize(down), open), ranges.normalize(work))
        return months(opened(left as Pair[]))
      },
    }),
    contender({
      name: 'interval-operations',
      check,
      run: () => {
        const counted = arrayIntersection(arrayUnion(pairsOf(incidents)), pairsOf(hours))
        return months(arrayDifference(counted, pairsOf(maintenance)).flat() as number[])
      },
    }),
    contender({ name: '@flatten-js/interval-tree', check, run: () => months(byTree(data, flattenTree)) }),
    contender({ name: 'node-interval-tree', check, run: () => months(byTree(data, nodeTree)) }),
    contender({ name: 'drange', check, run: () => months(byDrange(down, work, open)) }),
    contender({ name: 'filter per month', check, run: () => filtered(data) }),
    contender({ name: 'luxon', share: 1 / 5, note: 'the first year', check: checkFirst, run: () => byLuxon(first) }),
    contender({ name: 'date-fns', share: 1 / 5, note: 'the first year', check: checkFirst, run: () => byDateFns(first) }),
  ]
}

/** The first twelve months of the work. */
function year(data: Incidents): Incidents {
  const edges = data.edges.slice(0, 13)
  const until = edges[12]!
  const cut = (flat: readonly number[]): number[] =>
    pairsOf(flat).flatMap(([from, to]) => (from < until ? [from, Math.min(to, until)] : []))
  return { ...data, edges, to: until, incidents: cut(data.incidents), maintenance: cut(data.maintenance), hours: cut(data.hours) }
}

type Search = (low: number, high: number) => Pair[]

function flattenTree(pairs: readonly Pair[]): Search {
  const tree = new IntervalTree<Pair>()
  for (const pair of pairs) tree.insert(pair, pair)
  return (low, high) => tree.search([low, high]) as Pair[]
}

function nodeTree(pairs: readonly Pair[]): Search {
  const tree = new NodeIntervalTree<{ low: number; high: number }>()
  for (const [low, high] of pairs) tree.insert({ low, high })
  return (low, high) => tree.search(low, high).map((found) => [found.low, found.high])
}

/** Hours that meet an incident, cut to it, less the maintenance that meets those. */
function byTree(data: Incidents, treeOf: (pairs: readonly Pair[]) => Search): readonly number[] {
  const hours = treeOf(pairsOf(data.hours))
  const work = treeOf(pairsOf(data.maintenance))
  const out: number[] = []
  for (const [from, to] of pairsOf(data.incidents)) {
    for (const [opens, closes] of hours(from, to)) {
      let start = Math.max(from, opens)
      const end = Math.min(to, closes)
      if (start >= end) continue
      for (const [begun, over] of work(start, end).sort((a, b) => a[0] - b[0])) {
        if (begun > start) out.push(start, Math.min(begun, end))
        start = Math.max(start, over)
        if (start >= end) break
      }
      if (start < end) out.push(start, end)
    }
  }
  // Overlapping incidents are still in it twice: these trees find, they do not join.
  return fromPairs(out)
}

function byDrange(down: readonly Pair[], work: readonly Pair[], open: readonly Pair[]): number[] {
  const set = (pairs: readonly Pair[]): DRange => pairs.reduce((range, [low, high]) => range.add(low, high), new DRange())
  const left = set(down).intersect(set(open)).subtract(set(work))
  return left.subranges().flatMap(({ low, high }) => [low, high + 1])
}

/** Goes over everything once for each month and each incident. */
function filtered({ incidents, maintenance, hours, edges }: Incidents): number[] {
  const down = pairsOf(incidents)
  const work = pairsOf(maintenance)
  const open = pairsOf(hours)
  return edges.slice(1).map((to, i) => {
    const from = edges[i]!
    const meets = ([start, end]: Pair): boolean => end > from && start < to
    const opens = open.filter(meets)
    const works = work.filter(meets).sort((a, b) => a[0] - b[0])
    const parts = down.filter(meets).flatMap((incident) =>
      opens.flatMap(([opensAt, closesAt]) => {
        let start = Math.max(incident[0], opensAt, from)
        const end = Math.min(incident[1], closesAt, to)
        const left: number[] = []
        for (const [begun, over] of works) {
          if (start >= end) break
          if (begun >= end || over <= start) continue
          if (begun > start) left.push(start, begun)
          start = Math.max(start, over)
        }
        if (start < end) left.push(start, end)
        return left
      }),
    )
    const joined = fromPairs(parts)
    return joined.reduce((sum, at, n) => sum + (n % 2 ? at : -at), 0)
  })
}

function byLuxon({ incidents, maintenance, hours, edges }: Incidents): number[] {
  const at = (ms: number): DateTime => DateTime.fromMillis(ms, { zone: ZONE })
  const intervals = (flat: readonly number[]): Interval[] => pairsOf(flat).map(([from, to]) => Interval.fromDateTimes(at(from), at(to)))
  const open = intervals(hours)
  const work = Interval.merge(intervals(maintenance))
  const months = edges.slice(1).map((to, i) => Interval.fromDateTimes(at(edges[i]!), at(to)))
  const totals = months.map(() => 0)
  let first = 0
  let firstWork = 0
  for (const incident of Interval.merge(intervals(incidents))) {
    const from = incident.start.toMillis()
    const to = incident.end.toMillis()
    while (first < open.length && open[first]!.end.toMillis() <= from) first++
    while (firstWork < work.length && work[firstWork]!.end.toMillis() <= from) firstWork++
    const works: Interval[] = []
    for (let i = firstWork; i < work.length && work[i]!.start.toMillis() < to; i++) works.push(work[i]!)
    for (let i = first; i < open.length && open[i]!.start.toMillis() < to; i++) {
      const part = open[i]!.intersection(incident)
      for (const left of part ? part.difference(...works) : []) {
        months.forEach((month, n) => {
          totals[n]! += month.intersection(left)?.length() ?? 0
        })
      }
    }
  }
  return totals
}

function byDateFns({ incidents, maintenance, hours, edges }: Incidents): number[] {
  interface Stretch {
    start: Date
    end: Date
  }
  const stretches = (flat: readonly number[]): Stretch[] =>
    pairsOf(flat)
      .sort((a, b) => a[0] - b[0])
      .map(([from, to]) => ({ start: new Date(from), end: new Date(to) }))
  const cut = (a: Stretch, b: Stretch): Stretch => ({ start: max([a.start, b.start]), end: min([a.end, b.end]) })
  const merged: Stretch[] = []
  for (const stretch of stretches(incidents)) {
    const last = merged[merged.length - 1]
    if (last && !isAfter(stretch.start, last.end)) last.end = max([last.end, stretch.end])
    else merged.push(stretch)
  }
  const open = stretches(hours)
  const work = stretches(maintenance)
  const totals = edges.slice(1).map(() => 0)
  for (const incident of merged) {
    for (const hour of open) {
      if (!isBefore(hour.start, incident.end)) break
      const part = cut(incident, hour)
      if (!isBefore(part.start, part.end)) continue
      let start = part.start
      const left: Stretch[] = []
      for (const busy of work) {
        if (!isBefore(busy.start, part.end)) break
        if (!isAfter(busy.end, start)) continue
        if (isAfter(busy.start, start)) left.push({ start, end: busy.start })
        start = max([start, busy.end])
      }
      if (isBefore(start, part.end)) left.push({ start, end: part.end })
      for (const piece of left) {
        edges.slice(1).forEach((to, n) => {
          const inside = cut(piece, { start: new Date(edges[n]!), end: new Date(to) })
          if (isBefore(inside.start, inside.end)) totals[n]! += inside.end.getTime() - inside.start.getTime()
        })
      }
    }
  }
  return totals
}

/** Asks Intl for the offset at both ends of every window. */
export function hoursByIntl(from: number, to: number): number[] {
  const format = new Intl.DateTimeFormat('en', {
    timeZone: ZONE,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  const offset = (ms: number): number => {
    const parts = Object.fromEntries(format.formatToParts(ms).map(({ type, value }) => [type, Number(value)]))
    return Date.UTC(parts.year!, parts.month! - 1, parts.day!, parts.hour!, parts.minute!, parts.second!) - ms
  }
  const instant = (local: number): number => local - offset(local - offset(local))
  const out: number[] = []
  for (let day = Math.floor(from / DAY) - 1; day * DAY < to + DAY; day++) {
    if (new Date(day * DAY).getUTCDay() % 6 === 0) continue
    const opens = instant(day * DAY + 8 * HOUR)
    const closes = instant(day * DAY + 18 * HOUR)
    if (opens < to && closes > from) out.push(opens, closes)
  }
  return out
}

export function hoursByLuxon(from: number, to: number): number[] {
  const out: number[] = []
  for (let day = DateTime.fromMillis(from, { zone: ZONE }).startOf('day'); day.toMillis() < to; day = day.plus({ days: 1 })) {
    if (day.weekday > 5) continue
    out.push(day.set({ hour: 8 }).toMillis(), day.set({ hour: 18 }).toMillis())
  }
  return out
}
