/**
 * W3: 100,000 tickets, elapsed and due in business time with holidays: Berlin office hours, New York nights, Lord Howe office
 * hours. Held to windows that Temporal gave, walked one by one.
 */
import { type BusinessHours, compile, dueIn, elapsedIn } from '../../shared/time/business.ts'
import { compileHours } from '../../shared/time/calendar.ts'
import type { CalendarRule } from '../../shared/time/rules.ts'
import { temporalZones } from '../../shared/time/zones.ts'
import { type Contender, contender, type Workload } from './measure.ts'
import { integerFrom, randomFrom } from './random.ts'
import { ticketPeers, windowsByTemporal } from './w3-peers.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const COUNT = 100_000

export interface Tickets {
  readonly zone: string
  readonly window: readonly [string, string]
  readonly holidays: readonly string[]
  readonly from: number
  readonly to: number
  readonly starts: Float64Array
  readonly ends: Float64Array
  /** Business ms a ticket may take. */
  readonly targets: Float64Array
  readonly expected: { readonly elapsed: Float64Array; readonly due: Float64Array }
}

export function workloads(): Workload[] {
  return [
    workload('Berlin, office hours', 'Europe/Berlin', ['08:00', '18:00'], true),
    workload('New York, nights', 'America/New_York', ['22:00', '06:00'], true),
    workload('Lord Howe, office hours', 'Australia/Lord_Howe', ['08:00', '18:00'], true),
  ]
}

function workload(title: string, zone: string, window: readonly [string, string], peers: boolean): Workload {
  const tickets = ticketsOf(zone, window)
  const { starts, ends } = tickets
  return {
    id: 'w3',
    title: `100,000 tickets in ${title}`,
    limit: { name: 'sum of the differences', run: () => differences(starts, ends) },
    contenders: [...ours(tickets), ...(peers ? ticketPeers(tickets) : [])],
  }
}

function differences(starts: Float64Array, ends: Float64Array): number {
  let sum = 0
  for (let i = 0; i < starts.length; i++) sum += ends[i]! - starts[i]!
  return sum
}

/** Three years of tickets open for up to ten days, with one to forty hours to answer. */
function ticketsOf(zone: string, window: readonly [string, string]): Tickets {
  const from = Date.parse('2024-01-01T00:00Z')
  const to = Date.parse('2027-02-01T00:00Z')
  const holidays = [2024, 2025, 2026].flatMap((year) => [`${year}-01-01`, `${year}-05-01`, `${year}-12-25`, `${year}-12-26`])
  const random = randomFrom(5)
  const starts = new Float64Array(COUNT)
  const ends = new Float64Array(COUNT)
  const targets = new Float64Array(COUNT)
  for (let i = 0; i < COUNT; i++) {
    // On whole minutes, because some peers know nothing finer.
    starts[i] = from + 2 * DAY + MINUTE * integerFrom(random, 0, (to - from - 62 * DAY) / MINUTE)
    ends[i] = starts[i]! + MINUTE * integerFrom(random, 0, (10 * DAY) / MINUTE)
    targets[i] = integerFrom(random, 1, 40) * HOUR
  }
  const windows = windowsByTemporal(zone, window, holidays, from, to)
  return { zone, window, holidays, from, to, starts, ends, targets, expected: walked(windows, starts, ends, targets) }
}

/** Every window after the start in turn: obvious, and nothing of ours in it. */
function walked(
  windows: readonly (readonly [number, number])[],
  starts: Float64Array,
  ends: Float64Array,
  targets: Float64Array,
): Tickets['expected'] {
  const elapsed = new Float64Array(starts.length)
  const due = new Float64Array(starts.length)
  // The first window that may matter, by day, only to keep the walk short.
  const first = (t: number): number =>
    Math.max(
      0,
      windows.findLastIndex(([, closes]) => closes <= t - 5 * DAY),
    )
  const byDay = new Map<number, number>()
  starts.forEach((start, n) => {
    const day = Math.floor(start / DAY)
    if (!byDay.has(day)) byDay.set(day, first(day * DAY))
    let left = targets[n]!
    for (let i = byDay.get(day)!; i < windows.length && (left > 0 || windows[i]![0] < ends[n]!); i++) {
      const [opens, closes] = windows[i]!
      elapsed[n]! += Math.max(0, Math.min(closes, ends[n]!) - Math.max(opens, start))
      const open = Math.max(0, closes - Math.max(opens, start))
      if (left > 0 && open >= left) due[n] = Math.max(opens, start) + left
      left -= open
    }
  })
  return { elapsed, due }
}

export function wrongIn(answer: ArrayLike<number>, expected: Float64Array, count = expected.length): string | null {
  let wrong = 0
  let first = -1
  for (let i = 0; i < count; i++) {
    if (answer[i] === expected[i]) continue
    wrong++
    if (first < 0) first = i
  }
  return wrong ? `${wrong} of ${count}, the first by ${((answer[first]! - expected[first]!) / 1000).toLocaleString('en')} s` : null
}

function ours(tickets: Tickets): Contender<never>[] {
  const { zone, window, holidays, from, to, starts, ends, targets, expected } = tickets
  const rule: CalendarRule = { weekly: { 'mon-fri': [window.join('-')] }, dates: Object.fromEntries(holidays.map((date) => [date, []])) }
  const make = (): BusinessHours => compile(compileHours('h', { h: rule }, temporalZones(zone), temporalZones, from, to))
  const hours = make()
  const elapsed = new Float64Array(COUNT)
  const due = new Float64Array(COUNT)
  const both = (): { elapsed: Float64Array; due: Float64Array } => {
    for (let i = 0; i < COUNT; i++) {
      elapsed[i] = elapsedIn(hours, starts[i]!, ends[i]!)
      due[i] = dueIn(hours, starts[i]!, targets[i]!) ?? Number.NaN
    }
    return { elapsed, due }
  }
  return [
    contender({
      name: 'ours, elapsed and due',
      aimMs: 10,
      run: both,
      check: (answer: ReturnType<typeof both>) => wrongIn(answer.elapsed, expected.elapsed) ?? wrongIn(answer.due, expected.due),
    }),
    contender({ name: 'ours, making the calendar of three years', run: make }),
  ]
}
