/**
 * W2: 10,000 incidents and 2,000 maintenances against Mon–Fri 08–18 in Berlin over five years → counted downtime of each of
 * the sixty months; the same again after one change; and making the service hours themselves.
 */
import { compileHours } from '../../shared/time/calendar.ts'
import { clip, fromPairs, type IntervalSet, intersect, subtract, total } from '../../shared/time/intervals.ts'
import { periodsTouching } from '../../shared/time/period.ts'
import { cellOf, tallySets } from '../../shared/time/tally.ts'
import { temporalZones } from '../../shared/time/zones.ts'
import { type Contender, contender, type Workload } from './measure.ts'
import { integerFrom, randomFrom } from './random.ts'
import { hoursByIntl, hoursByLuxon, setPeers } from './w2-peers.ts'

const MINUTE = 60_000
const OFFICE = { office: { weekly: { 'mon-fri': ['08:00-18:00'] } } }

export interface Incidents {
  readonly from: number
  readonly to: number
  readonly edges: readonly number[]
  /** Flat pairs, unsorted. */
  readonly incidents: readonly number[]
  readonly maintenance: readonly number[]
  readonly hours: IntervalSet
  /** Counted ms of each month, by another way. */
  readonly expected: readonly number[]
}

export function workloads(): Workload[] {
  const zone = temporalZones('Europe/Berlin')
  const from = Date.parse('2020-12-31T23:00Z')
  const to = Date.parse('2025-12-31T23:00Z')
  const months = periodsTouching({ every: 'month' }, zone, from, to)
  const edges = [...months.map((month) => month.from), to]
  const hours = compileHours('office', OFFICE, zone, temporalZones, from, to)
  const random = randomFrom(3)
  const pairs = (count: number, longest: number): number[] => {
    const out: number[] = []
    for (let i = 0; i < count; i++) {
      const start = integerFrom(random, from, to - longest)
      out.push(start, start + integerFrom(random, MINUTE, longest))
    }
    return out
  }
  const incidents = pairs(10_000, 90 * MINUTE)
  const maintenance = pairs(2000, 240 * MINUTE)
  const data: Incidents = { from, to, edges, incidents, maintenance, hours, expected: slowly(incidents, maintenance, hours, edges) }

  const sets = [incidents, maintenance, hours]
  const endpoints = sets.reduce((sum, set) => sum + set.length, 0)
  const limit = { name: `sum of the ${endpoints.toLocaleString('en')} endpoints`, run: () => sets.map(sumOf) }
  return [
    {
      id: 'w2',
      title: '10,000 incidents, 2,000 maintenances, service hours, sixty months',
      limit,
      contenders: [...ours(data), ...setPeers(data)],
    },
    { id: 'w2', title: 'service hours of five years', limit, contenders: compiling(from, to, hours) },
  ]
}

function sumOf(values: readonly number[]): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]!
  return sum
}

const counted = (incidents: IntervalSet, maintenance: IntervalSet, hours: IntervalSet): IntervalSet =>
  subtract(intersect(incidents, hours), maintenance)

function ours(data: Incidents): Contender<never>[] {
  const { incidents, maintenance, hours, edges, expected } = data
  const check = (answer: readonly number[]): string | null => differs(answer, expected)
  const byMonth = (down: readonly number[], work: readonly number[]): number[] =>
    tallySets(counted(fromPairs(down), fromPairs(work), hours), edges).map((month) => month.total)
  const sortedIncidents = sorted(incidents)
  const sortedMaintenance = sorted(maintenance)

  // What is kept between two changes: the sets and the months' totals. Only where something changed is counted again.
  const down = fromPairs(incidents)
  const work = fromPairs(maintenance)
  const random = randomFrom(4)
  const changes = Array.from({ length: 64 }, () => integerFrom(random, data.from, data.to - 90 * MINUTE)).map(
    (start) => [start, start + 60 * MINUTE] as const,
  )
  let turn = 0
  const again = (): { change: readonly [number, number]; months: number[] } => {
    const change = changes[turn++ % changes.length]!
    const months = expected.slice()
    for (let cell = cellOf(edges, change[0]); cell < edges.length - 1 && edges[cell]! < change[1]; cell++) {
      const from = Math.max(change[0], edges[cell]!)
      const to = Math.min(change[1], edges[cell + 1]!)
      const open = clip(hours, from, to)
      const busy = clip(work, from, to)
      months[cell]! += total(counted([from, to], busy, open)) - total(counted(clip(down, from, to), busy, open))
    }
    return { change, months }
  }

  return [
    contender({ name: 'ours, unsorted', aim: 150, check, run: () => byMonth(incidents, maintenance) }),
    contender({ name: 'ours, sorted', aim: 20, check, run: () => byMonth(sortedIncidents, sortedMaintenance) }),
    contender({
      name: 'ours, sixty months again after one new incident',
      aim: 0.2,
      run: again,
      check: ({ change, months }: ReturnType<typeof again>) =>
        differs(months, slowly([...incidents, ...change], maintenance, hours, edges)),
    }),
  ]
}

function sorted(pairs: readonly number[]): number[] {
  const out: number[] = []
  const rows = pairs.flatMap((_, i) => (i % 2 ? [] : [[pairs[i]!, pairs[i + 1]!] as const]))
  for (const [from, to] of rows.sort((a, b) => a[0] - b[0])) out.push(from, to)
  return out
}

/** All endpoints in order with three counters: as slow as it is plain, and nothing of ours in it. */
function slowly(
  incidents: readonly number[],
  maintenance: readonly number[],
  hours: readonly number[],
  edges: readonly number[],
): number[] {
  const events: { at: number; kind: 0 | 1 | 2; step: 1 | -1 }[] = []
  const take = (pairs: readonly number[], kind: 0 | 1 | 2): void => {
    for (const [i, at] of pairs.entries()) events.push({ at, kind, step: i % 2 ? -1 : 1 })
  }
  take(incidents, 0)
  take(maintenance, 1)
  take(hours, 2)
  events.sort((a, b) => a.at - b.at)
  const open = [0, 0, 0]
  const months = edges.slice(1).map(() => 0)
  events.forEach(({ at, kind, step }, i) => {
    open[kind]! += step
    const next = events[i + 1]
    if (!next || open[0] === 0 || open[1] !== 0 || open[2] === 0) return
    edges.slice(1).forEach((to, month) => {
      if (next.at <= edges[month]! || at >= to) return
      months[month]! += Math.min(next.at, to) - Math.max(at, edges[month]!)
    })
  })
  return months
}

export function differs(answer: readonly number[], expected: readonly number[]): string | null {
  const at = expected.findIndex((value, i) => value !== answer[i])
  const wrong = expected.filter((value, i) => value !== answer[i]).length
  return at < 0 ? null : `${wrong} of ${expected.length}: number ${at + 1} is ${answer[at]}, want ${expected[at]}`
}

/** Zones with Berlin's clocks, each asked for the first time once. */
const FRESH = ['Paris', 'Madrid', 'Rome', 'Vienna', 'Amsterdam', 'Brussels', 'Copenhagen', 'Stockholm', 'Oslo', 'Prague', 'Warsaw'].map(
  (city) => `Europe/${city}`,
)

function compiling(from: number, to: number, hours: IntervalSet): Contender<never>[] {
  const zone = temporalZones('Europe/Berlin')
  const check = (answer: readonly number[]): string | null => differs(answer, hours)
  const compile = (id: string): IntervalSet => compileHours('office', OFFICE, temporalZones(id), temporalZones, from, to)
  const first = (): number => {
    const times = FRESH.map((id) => {
      const start = performance.now()
      compile(id)
      return performance.now() - start
    })
    return times.sort((a, b) => a - b)[times.length >> 1]!
  }
  return [
    contender({ name: 'ours', aimMs: 4, check, run: () => compileHours('office', OFFICE, zone, temporalZones, from, to) }),
    contender({ name: 'ours, in a zone asked for the first time', aimMs: 4, check, run: () => compile('Europe/Zurich'), time: first }),
    contender({ name: 'Intl for every window', check, run: () => hoursByIntl(from, to) }),
    contender({ name: 'luxon for every window', check, run: () => hoursByLuxon(from, to) }),
  ]
}
