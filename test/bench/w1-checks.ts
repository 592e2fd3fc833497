/**
 * W1: a year of checks each minute → downtime, outages, the longest one and availability per calendar month in Berlin; calm
 * (a few dozen outages) and flapping (one minute in ten turns). An outage belongs to the month it begins in, its time to the
 * months it lies in.
 */
import { TZDate } from '@date-fns/tz'
import { format } from 'date-fns'
import dayjs from 'dayjs'
import timezone from 'dayjs/plugin/timezone.js'
import utc from 'dayjs/plugin/utc.js'
import { DateTime } from 'luxon'
import { type CheckBytes, CODES, packedRuns } from '../../shared/evidence/check-bytes.ts'
import { compile, elapsedIn } from '../../shared/time/business.ts'
import { periodsTouching } from '../../shared/time/period.ts'
import { tallySets } from '../../shared/time/tally.ts'
import { toLocal } from '../../shared/time/zone.ts'
import { temporalZones } from '../../shared/time/zones.ts'
import { type Contender, contender, type Workload } from './measure.ts'
import { integerFrom, randomFrom } from './random.ts'

dayjs.extend(utc)
dayjs.extend(timezone)

const ZONE = 'Europe/Berlin'
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DOWN = CODES.down

/** Per month: checks down, outages begun, checks of the longest, and checks in all. */
type Month = [down: number, outages: number, longest: number, checks: number]

export function workloads(): Workload[] {
  // 2025 begins in Berlin at 23:00Z; it has 525,600 minutes.
  const year = { from: Date.parse('2024-12-31T23:00Z'), every: MINUTE, count: 525_600 }
  const five = { from: Date.parse('2020-12-31T23:00Z'), every: 15_000, count: 10_512_000 }
  return [
    workload('w1', 'one year of one-minute checks, calm, by month in Berlin', packed(year, calm(year.count)), {
      raw: 1,
      runs: 0.02,
      peers: true,
    }),
    workload('w1', 'the same, flapping', packed(year, flapping(year.count)), { raw: 4, runs: 1, peers: false }),
    workload('w1', 'five years at 15 s, calm', packed(five, calm(five.count)), { raw: 1, runs: 0.02, peers: false }),
    workload('w1', 'five years at 15 s, flapping', packed(five, flapping(five.count)), { raw: 4, runs: 1, peers: false }),
  ]
}

const packed = ({ from, every }: { from: number; every: number }, states: Uint8Array): CheckBytes => ({ from, every, states })

/** Forty outages a year of one to 120 minutes. */
function calm(count: number): Uint8Array {
  const random = randomFrom(1)
  const states = new Uint8Array(count)
  for (let n = 0; n < (40 * count) / 525_600; n++) {
    const from = integerFrom(random, 0, count - 1)
    states.fill(DOWN, from, from + integerFrom(random, 1, 120))
  }
  return states
}

function flapping(count: number): Uint8Array {
  const random = randomFrom(2)
  const states = new Uint8Array(count)
  let state = 0
  for (let i = 0; i < count; i++) {
    if (random() < 0.1) state = state === 0 ? DOWN : 0
    states[i] = state
  }
  return states
}

function workload(id: string, title: string, checks: CheckBytes, aims: { raw: number; runs: number; peers: boolean }): Workload {
  const { from, every, states } = checks
  const end = from + states.length * every
  const months = periodsTouching({ every: 'month' }, temporalZones(ZONE), from, end)
  const edges = [from, ...months.slice(1).map((month) => month.from), end]
  const expected = slowly(checks)
  const check = (answer: readonly Month[]): string | null => difference(answer, expected)

  const fromRuns = (runs: readonly number[]): Month[] =>
    tallySets(runs, edges).map(({ total, begun, longest }, i) => [
      total / every,
      begun,
      longest / every,
      (edges[i + 1]! - edges[i]!) / every,
    ])
  const stored = packedRuns(checks, DOWN)
  const sums = compile(stored)
  let asked = 5

  const contenders: Contender<never>[] = [
    contender({ name: 'ours, from packed checks', aim: aims.raw, check, run: () => fromRuns(packedRuns(checks, DOWN)) }),
    contender({ name: 'ours, from stored runs, all months', aim: aims.runs, check, run: () => fromRuns(stored) }),
    contender({
      name: 'ours, one month of stored runs',
      aimMs: 0.001,
      run: (): [number, number] => {
        const month = asked++ % months.length
        return [month, elapsedIn(sums, edges[month]!, edges[month + 1]!)]
      },
      check: ([month, ms]: [number, number]) =>
        ms / every === expected[month]![0] ? null : `${ms / every} checks down, want ${expected[month]![0]}`,
    }),
  ]
  return {
    id,
    title,
    limit: { name: 'sum of the bytes', run: () => sumOf(states) },
    contenders: aims.peers ? [...contenders, ...peers(checks, edges, expected)] : contenders,
  }
}

function sumOf(states: Uint8Array): number {
  let sum = 0
  for (let i = 0; i < states.length; i++) sum += states[i]!
  return sum
}

/** One check at a time, its month from a table of hours: what the others are held to. */
function slowly(checks: CheckBytes): Month[] {
  const zone = temporalZones(ZONE)
  return byKey(checks, (t) => {
    const local = new Date(toLocal(zone, t))
    return local.getUTCFullYear() * 12 + local.getUTCMonth()
  })
}

/** Walks the checks and asks for the month of each. */
function byKey<Key>(checks: CheckBytes, keyOf: (t: number) => Key, count = checks.states.length): Month[] {
  const months = new Map<Key, Month>()
  let last: Month | null = null
  let run = 0
  for (let i = 0; i < count; i++) {
    const key = keyOf(checks.from + i * checks.every)
    let month = months.get(key)
    if (!month) {
      month = [0, 0, 0, 0]
      months.set(key, month)
    }
    month[3]++
    if (checks.states[i] === DOWN) {
      if (i === 0 || checks.states[i - 1] !== DOWN) month[1]++
      run = month === last ? run + 1 : 1
      month[0]++
      month[2] = Math.max(month[2], run)
    } else run = 0
    last = month
  }
  return [...months.values()]
}

function difference(answer: readonly Month[], expected: readonly Month[]): string | null {
  for (let i = 0; i < expected.length; i++) {
    for (const part of [0, 1, 2, 3] as const) {
      if (answer[i]?.[part] !== expected[i]![part]) return `month ${i + 1}: ${answer[i]?.join('/')}, want ${expected[i]!.join('/')}`
    }
  }
  return answer.length === expected.length ? null : `${answer.length} months, want ${expected.length}`
}

/** The ideas of others in words of our own, and date libraries asked for the month of each check. */
function peers(checks: CheckBytes, edges: readonly number[], expected: readonly Month[]): Contender<never>[] {
  const check = (answer: readonly Month[]): string | null => difference(answer, expected)
  const sample = 5000
  const share = sample / checks.states.length
  const sampled = byKey(checks, (t) => new Date(toLocal(temporalZones(ZONE), t)).getUTCMonth(), sample)
  const checkSample = (answer: readonly Month[]): string | null => difference(answer, sampled)
  return [
    contender({
      name: 'hourly map (downtime only)',
      run: () => hourly(checks, edges),
      check: (answer: number[]) => sameDown(answer, expected),
    }),
    contender({ name: 'filter per month', run: () => filtered(checks, edges), check }),
    contender({
      name: 'luxon month keys',
      share,
      check: checkSample,
      run: () => byKey(checks, (t) => DateTime.fromMillis(t, { zone: ZONE }).toFormat('yyyy-MM'), sample),
    }),
    contender({
      name: 'date-fns TZDate month keys',
      share,
      check: checkSample,
      run: () => byKey(checks, (t) => format(new TZDate(t, ZONE), 'yyyy-MM'), sample),
    }),
    contender({
      name: 'dayjs month keys',
      share: share / 5,
      check: (answer: readonly Month[]) => (answer.length === 1 ? null : 'more than one month'),
      run: () => byKey(checks, (t) => dayjs(t).tz(ZONE).format('YYYY-MM'), sample / 5),
    }),
  ]
}

const sameDown = (answer: readonly number[], expected: readonly Month[]): string | null =>
  expected.every((month, i) => month[0] === answer[i]) ? null : 'another downtime'

/** Counts down checks per hour in a map, then adds hours up by month. */
function hourly({ from, every, states }: CheckBytes, edges: readonly number[]): number[] {
  const hours = new Map<number, { down: number; total: number }>()
  for (let i = 0; i < states.length; i++) {
    const hour = Math.floor((from + i * every) / HOUR) * HOUR
    let entry = hours.get(hour)
    if (!entry) {
      entry = { down: 0, total: 0 }
      hours.set(hour, entry)
    }
    entry.total++
    if (states[i] === DOWN) entry.down++
  }
  return edges.slice(1).map((to, i) => {
    let down = 0
    for (const [hour, entry] of hours) if (hour >= edges[i]! && hour < to) down += entry.down
    return down
  })
}

/** Filters all checks once for each month. */
function filtered({ from, every, states }: CheckBytes, edges: readonly number[]): Month[] {
  const rows = Array.from(states, (state, i) => ({ at: from + i * every, down: state === DOWN, before: i > 0 && states[i - 1] === DOWN }))
  return edges.slice(1).map((to, i) => {
    const inMonth = rows.filter((row) => row.at >= edges[i]! && row.at < to)
    let longest = 0
    let run = 0
    for (const row of inMonth) {
      run = row.down ? run + 1 : 0
      longest = Math.max(longest, run)
    }
    return [inMonth.filter((row) => row.down).length, inMonth.filter((row) => row.down && !row.before).length, longest, inMonth.length]
  })
}
