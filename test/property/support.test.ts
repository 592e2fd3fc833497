/**
 * Support clocks against a second implementation that walks minute by minute and asks the wall clock whether the desk is
 * open: slow, obvious, and sharing no code with the evaluator (types apart). Random calendars, events and zones.
 */
import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import type { Contract } from '../../shared/contract/model.ts'
import { evaluate } from '../../shared/evaluate/index.ts'
import { NO_EVIDENCE, type Party, type TicketEvent, type TicketEventKind } from '../../shared/evidence/model.ts'

const MINUTE = 60_000
const ZONES = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'Pacific/Apia'] as const
/** Fridays to Mondays in which Berlin, New York and Lord Howe change their clocks, and one in which nobody does. */
const WEEKENDS = ['2026-03-27', '2026-10-23', '2026-03-06', '2026-10-30', '2026-04-03', '2026-10-02', '2026-06-12'] as const

interface Window {
  readonly days: readonly number[]
  readonly from: number
  readonly to: number
}
interface Happening {
  readonly minute: number
  readonly kind: TicketEventKind
  readonly by: Party
}
interface Story {
  readonly zone: (typeof ZONES)[number]
  readonly start: (typeof WEEKENDS)[number]
  readonly windows: readonly Window[]
  readonly opened: number
  readonly happenings: readonly Happening[]
  /** Minutes, or business days and the time they are due. */
  readonly target: number
  readonly days: number | null
  readonly by: number | null
  readonly at: number
  readonly clock: 'response' | 'resolution'
  readonly reopened: 'continue' | 'restart'
}

const quarter = (max: number) => fc.integer({ min: 0, max: max / 15 }).map((n) => n * 15)
const aStory: fc.Arbitrary<Story> = fc.record({
  zone: fc.constantFrom(...ZONES),
  start: fc.constantFrom(...WEEKENDS),
  windows: fc.array(
    fc
      .record({ days: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1 }), from: quarter(1425), to: quarter(1440) })
      .filter(({ from, to }) => (to > from ? to : to + 1440) - from >= 120),
    { minLength: 1, maxLength: 3 },
  ),
  opened: quarter(2880),
  happenings: fc.array(
    fc.record({
      minute: fc.integer({ min: 0, max: 4000 }),
      kind: fc.constantFrom<TicketEventKind[]>(
        'responded',
        'updated',
        'waiting-on-customer',
        'resumed',
        'resolved',
        'reopened',
        'verified',
        'closed',
      ),
      by: fc.constantFrom<Party[]>('provider', 'customer'),
    }),
    { maxLength: 7 },
  ),
  target: fc.integer({ min: 1, max: 900 }),
  days: fc.option(fc.integer({ min: 1, max: 2 }), { freq: 2 }),
  by: fc.option(quarter(1425)),
  at: fc.integer({ min: 1, max: 4320 }),
  clock: fc.constantFrom('response', 'resolution'),
  reopened: fc.constantFrom('continue', 'restart'),
})

const HALF_HOUR = 30 * MINUTE
const DAYS_AHEAD = 70
const offsets = new Map<string, readonly number[]>()

/** What the platform's wall clock is ahead of UTC, every half hour of the stretch: no zone changes its clocks in between. */
function offsetsOf({ zone, start }: Story, origin: number): readonly number[] {
  const key = `${zone} ${start}`
  const found =
    offsets.get(key) ??
    Array.from(
      { length: DAYS_AHEAD * 48 },
      (_, i) => Temporal.Instant.fromEpochMilliseconds(origin + i * HALF_HOUR).toZonedDateTimeISO(zone).offsetNanoseconds / 1e6,
    )
  offsets.set(key, found)
  return found
}

/** Whether the desk is open in a minute after the origin, by the wall clock; windows over midnight belong to the day they start on. */
function isOpen(story: Story, origin: number, after: number): boolean {
  const offset = offsetsOf(story, origin)[Math.floor(after / 30)] ?? Number.NaN
  const local = Math.floor((origin + after * MINUTE + offset) / MINUTE)
  const minute = local % 1440
  // 1 January 1970 was a Thursday.
  const day = (Math.floor(local / 1440) + 3) % 7
  return story.windows.some(({ days, from, to }) => {
    const end = to > from ? to : to + 1440
    return (
      (days.includes(day) && minute >= from && minute < end) ||
      (days.includes((day + 6) % 7) && minute + 1440 >= from && minute + 1440 < end)
    )
  })
}

interface Told {
  readonly state: string
  readonly elapsed: number
  readonly due: number | null
  readonly done: number | null
}

/** Business days: walks to the last open minute of the n-th open day after `start`, or to the time named, then on by every open minute on hold. */
function dueByDay(story: Story, origin: number, start: number, held: readonly number[], businessDays: number): number {
  const dayOf = (after: number): number =>
    Math.floor((origin + after * MINUTE + (offsetsOf(story, origin)[Math.floor(after / 30)] ?? Number.NaN)) / 86_400_000)
  let day = dayOf(start)
  let left = businessDays
  let due = Number.POSITIVE_INFINITY
  for (let minute = start; left > 0 || dayOf(minute) === day; minute++) {
    if (dayOf(minute) === dayOf(start) || !isOpen(story, origin, minute)) continue
    if (dayOf(minute) !== day) left--
    day = dayOf(minute)
    if (left === 0) due = minute + 1
  }
  if (story.by !== null) {
    const date = new Date(day * 86_400_000).toISOString().slice(0, 10)
    const plainTime = { hour: Math.floor(story.by / 60), minute: story.by % 60 }
    due = (Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: story.zone, plainTime }).epochMilliseconds - origin) / MINUTE
  }
  for (let i = 0; i < held.length; ) {
    const from = held[i] as number
    if (from >= due) break
    let open = 0
    // One hold at a time: the whole of it counts once it has begun.
    for (let minute = from; held[i] === minute; minute++, i++) if (isOpen(story, origin, minute)) open++
    while (open > 0) if (isOpen(story, origin, due++)) open--
  }
  return due
}

/** Every minute is asked: is the clock running, is the desk open? */
function byMinute(story: Story, origin: number): Told {
  const opened = story.opened
  const events = [...story.happenings].filter(({ minute }) => minute >= opened && minute <= story.at).sort((a, b) => a.minute - b.minute)
  let paused = false
  let done: number | null = null
  let elapsed = 0
  let reached: number | null = null
  let start = opened
  /** Minutes on hold, those of the hold that goes on apart. */
  let held: number[] = []
  let holding: number[] = []
  let idle: number[] = []
  /** Of a hold that went on when the clock stopped: of the clock only once the ticket is reopened. */
  let beyond: number[] = []
  const handle = (minute: number): void => {
    for (const { kind, by } of events.filter((event) => event.minute === minute)) {
      const ends = kind === 'resolved' || kind === 'closed'
      if (kind === 'resumed' || ends || by === 'customer') {
        paused = false
        const into = done === null ? held : beyond
        into.push(...holding)
        holding = []
      }
      if (kind === 'waiting-on-customer') paused = true
      if (story.clock === 'response' && by === 'provider' && (ends || kind === 'responded' || kind === 'updated')) done ??= minute
      if (story.clock === 'resolution' && ends) done ??= minute
      if (kind === 'closed' && by === 'customer') done ??= minute
      if (story.clock === 'resolution' && kind === 'reopened' && done !== null) {
        done = null
        held.push(...idle, ...beyond)
        beyond = []
        holding = []
        if (story.reopened === 'restart') {
          elapsed = 0
          reached = null
          start = minute
          held = []
        }
      }
      if (done === null) idle = []
    }
  }
  for (let minute = opened; minute <= story.at; minute++) {
    handle(minute)
    if (minute === story.at) break
    if (done !== null) idle.push(minute)
    else if (paused) holding.push(minute)
    else if (isOpen(story, origin, minute)) {
      elapsed++
      if (elapsed === story.target) reached = minute + 1
    }
  }
  if (story.days !== null) {
    const due = dueByDay(
      story,
      origin,
      start,
      held.filter((minute) => done === null || minute < done),
      story.days,
    )
    const end = done ?? story.at
    const since = holding[0] ?? beyond[0] ?? (paused ? end : null)
    const isOver = end > due && (since === null || since >= due)
    const state = isOver ? 'missed' : done !== null ? 'met' : paused ? 'paused' : 'running'
    return { state, elapsed, due: state === 'paused' ? null : due, done }
  }
  const state = elapsed > story.target ? 'missed' : done !== null ? 'met' : paused ? 'paused' : 'running'
  let due = reached
  if (due === null) {
    // As if it ran on from where it stopped.
    let left = story.target - elapsed
    let minute = done ?? story.at
    while (left > 0 && minute < story.at + 65 * 1440) if (isOpen(story, origin, minute++)) left--
    due = left === 0 ? minute : null
  }
  if (state === 'paused') due = null
  return { state, elapsed, due, done }
}

const targetOf = ({ days, by, target }: Story, text: (minute: number) => string) =>
  days === null ? `PT${target}M` : { businessDays: days, ...(by !== null && { by: text(by) }) }

function byEvaluator(story: Story, origin: number): Told & { count: number } {
  const text = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
  const names = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
  const weekly: Record<string, string[]> = {}
  for (const { days, from, to } of story.windows) {
    for (const day of days) weekly[names[day] as string] = [...(weekly[names[day] as string] ?? []), `${text(from)}-${text(to)}`]
  }
  const contract: Contract = {
    format: 'standing/contract@1',
    id: 'desk',
    title: 'Desk',
    zone: story.zone,
    period: { every: 'year' },
    services: [{ id: 'api', name: 'API' }],
    calendars: { desk: { weekly } },
    objectives: [{ id: 'answers', services: ['api'], measure: { by: 'tickets', clock: story.clock, attainment: '95' } }],
    support: {
      severities: [{ id: 'p1', calendar: 'desk', [story.clock]: targetOf(story, text) }],
      clockStart: 'submitted',
      pauseOn: ['waiting-on-customer'],
      reopened: story.reopened,
    },
  }
  const events: TicketEvent[] = [
    { at: origin + story.opened * MINUTE, kind: 'opened', by: 'customer' },
    ...story.happenings
      .filter(({ minute }) => minute >= story.opened)
      .map(({ minute, kind, by }) => ({ at: origin + minute * MINUTE, kind, by })),
  ]
  const report = evaluate(
    [contract],
    { ...NO_EVIDENCE, tickets: [{ id: 'T', type: 'incident', severity: 'p1', events }] },
    { at: origin + story.at * MINUTE, period: story.start },
  )
  const tickets = report.objectives[0]?.tickets ?? []
  const ticket = tickets.at(-1)
  const minute = (t: number | null | undefined): number | null => (t === null || t === undefined ? null : (t - origin) / MINUTE)
  return {
    state: ticket?.state ?? 'none',
    elapsed: (ticket?.elapsed ?? 0) / MINUTE,
    due: minute(ticket?.due),
    done: minute(ticket?.done),
    count: tickets.length,
  }
}

/** Where a window, or a time of day that something is due at, lies inside an hour that is skipped or repeated, R9 decides and not this walk. */
function isPlain(story: Story, origin: number): boolean {
  const all = offsetsOf(story, origin)
  if (all.every((offset) => offset === all[0])) return true
  const edges = [...story.windows.flatMap(({ from, to }) => [from, to]), ...(story.by === null ? [] : [story.by])]
  return !edges.some((edge) => edge >= 60 && edge <= 240)
}

const RUNS = Number(process.env.RUNS ?? 1000)

describe('a support clock', () => {
  it('agrees with asking every minute', { timeout: 120_000 }, () => {
    let asked = 0
    fc.assert(
      fc.property(aStory, (story) => {
        const origin = Temporal.PlainDate.from(story.start).toZonedDateTime(story.zone).epochMilliseconds
        fc.pre(story.opened <= story.at && isPlain(story, origin))
        asked++
        const { count, ...told } = byEvaluator(story, origin)
        expect(count).toBeGreaterThan(0)
        expect(told).toEqual(byMinute(story, origin))
      }),
      { numRuns: RUNS },
    )
    expect(asked).toBeGreaterThan(0.9 * RUNS)
  })

  it('says the same whatever the order of its events in the file, where no two are at once', () => {
    fc.assert(
      fc.property(aStory, fc.infiniteStream(fc.nat()), (story, dice) => {
        const origin = Temporal.PlainDate.from(story.start).toZonedDateTime(story.zone).epochMilliseconds
        const minutes = story.happenings.map(({ minute }) => minute)
        fc.pre(story.opened <= story.at && new Set([...minutes, story.opened]).size === minutes.length + 1)
        const keyed = story.happenings.map((happening) => ({ happening, key: dice.next().value ?? 0 }))
        const shuffled = { ...story, happenings: keyed.sort((a, b) => a.key - b.key).map(({ happening }) => happening) }
        expect(byEvaluator(shuffled, origin)).toEqual(byEvaluator(story, origin))
      }),
      { numRuns: 200 },
    )
  })
})
