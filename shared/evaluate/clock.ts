/**
 * The clocks of a ticket (R28): from its events to runs of one clock, each with the stretches in which it ran. How much
 * service time those hold, and when the target will have elapsed, is measured here as well; which tickets count and for
 * what is tickets.ts. Clocks are independent of each other: an update never stops the response clock.
 */
import type { Severity, Support } from '../agreement/model.ts'
import type { Ticket, TicketEvent } from '../evidence/model.ts'
import type { DurationMs, EpochMs } from '../time/intervals.ts'
import type { TicketReport } from './report.ts'
import type { ServiceHours } from './service-hours.ts'

export type ClockKind = 'response' | 'update' | 'resolution' | 'fulfilment'
export type ClockStart = NonNullable<Support['clockStart']>

export interface ClockRules {
  readonly clockStart: ClockStart
  readonly pauseOn: readonly string[]
  readonly reopened: 'continue' | 'restart'
  readonly reclassified: 'restart' | 'from-opening'
  /** The severity or service request of a ticket by its id; undefined where the agreement has none of that name. */
  readonly severity: (id: string) => Severity | undefined
}

/** One run of a clock. Severity is the one that held when it stopped, or the present one. */
export interface ClockRun {
  readonly severity: string
  /** null: what starts the clock has not happened. */
  readonly start: EpochMs | null
  readonly done: EpochMs | null
  /** Where it stands still between start and done, flat pairs in order; a pause that goes on ends at Infinity. */
  readonly gaps: readonly number[]
  /** Set where the ticket was reopened and its clock started again. */
  readonly replaced?: true
}

/**
 * The runs of one clock of a ticket, by its events in order of time (at one instant, as listed).
 *
 * Response has one run and stops at the provider's first `responded`. Update stops, and starts again, at each `responded`
 * or `updated` of the provider, and ends for good at `resolved` or `closed`. Resolution and fulfilment stop at `resolved`;
 * a reopened ticket goes on without the time it was resolved, or starts again as a run of its own. A ticket that the customer closes stops every clock. A priority set for the first time names the severity
 * from the opening on, a later one is a reclassification; one after the clock has stopped changes nothing.
 */
export function clockRuns(ticket: Ticket, clock: ClockKind, rules: ClockRules): ClockRun[] {
  const runs: ClockRun[] = []
  const first = new Map<ClockStart, EpochMs>()
  const gaps: number[] = []
  let severity = ticket.severity
  /** A start that is not the ticket's own: after an update, a reclassification, a reopening. */
  let restart: EpochMs | null = null
  let pausedAt: EpochMs | null = null
  let done: EpochMs | null = null

  const start = (id = severity): EpochMs | null => first.get(rules.severity(id)?.clockStart ?? rules.clockStart) ?? null
  const run = (end: EpochMs | null): ClockRun => {
    const from = restart ?? start()
    const open = pausedAt === null ? gaps : [...gaps, pausedAt, Number.POSITIVE_INFINITY]
    // What is done before the clock starts has taken no time.
    return { severity, start: from === null || (end !== null && end < from) ? end : from, done: end, gaps: [...open] }
  }
  const resume = (at: EpochMs): void => {
    if (pausedAt !== null && pausedAt < at) gaps.push(pausedAt, at)
    pausedAt = null
  }
  /** The run ends; what it was is kept, in case the ticket is reopened or the clock goes round again. */
  const stop = (at: EpochMs): void => {
    if (done !== null) return
    const stopped = run(at)
    done = at
    if (clock !== 'update' || (stopped.start !== null && stopped.start < at)) runs.push(stopped)
  }

  for (const event of inOrder(ticket.events)) {
    const { at, kind } = event
    if (kind === 'resumed' || kind === 'resolved' || kind === 'closed' || event.by === 'customer') resume(at)
    if (rules.pauseOn.includes(kind) && kind !== 'resolved' && kind !== 'closed') pausedAt ??= at

    if (kind === 'opened') setOnce(first, 'submitted', at)
    else if (kind === 'verified') setOnce(first, 'verified', at)

    if (event.severity !== undefined && event.severity !== severity && (kind === 'priority-set' || kind === 'reclassified')) {
      const naming = kind === 'priority-set' && !first.has('priority-set')
      if (done === null || clock !== 'response') severity = event.severity
      if (done === null && !naming && rules.reclassified === 'restart') restart = start() === null ? null : at
    }
    if (kind === 'priority-set') setOnce(first, 'priority-set', at)

    const byProvider = event.by === 'provider'
    if (clock === 'response' && byProvider && kind === 'responded') stop(at)
    if (
      clock === 'update' &&
      byProvider &&
      done === null &&
      (kind === 'responded' || kind === 'updated') &&
      (restart ?? start()) !== null
    ) {
      stop(at)
      done = null
      restart = at
    }
    if (kind === 'resolved' && clock !== 'response') stop(at)
    if (kind === 'closed' && (clock === 'update' || !byProvider)) stop(at)
    if (kind === 'reopened' && clock !== 'response' && done !== null) {
      if (clock === 'update') restart = at
      else {
        const before = runs.pop()
        if (rules.reopened === 'restart') {
          if (before) runs.push({ ...before, replaced: true })
          restart = at
        } else if (done < at) gaps.push(done, at) // one run, without the time in which it was thought to be over
      }
      done = null
    }
  }
  return done === null ? [...runs, run(null)] : runs
}

const setOnce = (first: Map<ClockStart, EpochMs>, key: ClockStart, at: EpochMs): void => {
  if (!first.has(key)) first.set(key, at)
}

const inOrder = (events: readonly TicketEvent[]): readonly TicketEvent[] => [...events].sort((a, b) => a.at - b.at)

export type ClockReading = Pick<TicketReport, 'start' | 'due' | 'done' | 'elapsed' | 'wall' | 'state' | 'groups'>

/**
 * What a run shows at `at`: elapsed service time up to done or `at`, and the due instant, the earliest at which the target
 * has elapsed, as if the clock ran on from done or `at`; null while paused. Met when elapsed ≤ target; a run not yet
 * stopped is missed once elapsed > target, and so never becomes missed inside a pause.
 *
 * @param target  null where nothing is promised for the clock: then there is no due and a stopped run is met
 * @param hands   who held the ticket, for `groups`
 */
export function readClock(
  run: ClockRun,
  target: DurationMs | null,
  hours: ServiceHours,
  at: EpochMs,
  hands: readonly Hand[],
): ClockReading {
  if (run.start === null) return { start: null, due: null, done: null, elapsed: 0, wall: 0, state: 'not-started' }
  const end = run.done ?? at
  const active = activeIn(run, run.start, end)
  let elapsed = 0
  let due: EpochMs | null = null
  for (let i = 0; i < active.length; i += 2) {
    const from = active[i] as EpochMs
    const more = hours.elapsed(from, active[i + 1] as EpochMs)
    if (target !== null && due === null && elapsed + more >= target) due = hours.due(from, target - elapsed)
    elapsed += more
  }
  const paused = run.done === null && (run.gaps.at(-1) ?? 0) > at
  const over = target !== null && elapsed > target
  if (due === null && target !== null && !paused) due = hours.due(end, target - elapsed)
  const state = over ? 'missed' : run.done !== null ? 'met' : paused ? 'paused' : 'running'
  const groups = groupTimes(active, hands, hours)
  return {
    start: run.start,
    due: paused && !over ? null : due,
    done: run.done,
    elapsed,
    wall: end - run.start,
    state,
    ...(groups ? { groups } : {}),
  }
}

/** [start, end) without the gaps. */
function activeIn({ gaps }: ClockRun, start: EpochMs, end: EpochMs): number[] {
  const out: number[] = []
  let from = start
  for (let i = 0; i < gaps.length && from < end; i += 2) {
    const gapFrom = gaps[i] as number
    const gapTo = gaps[i + 1] as number
    if (gapTo <= from) continue
    if (gapFrom > from) out.push(from, Math.min(gapFrom, end))
    from = gapTo
  }
  if (from < end) out.push(from, end)
  return out
}

/** A group of people that holds the ticket from an instant on. */
export interface Hand {
  readonly at: EpochMs
  readonly group: string
}

/** Who held a ticket: the group of each event that names one at opening or hand-over. */
export function handsOf(ticket: Ticket): Hand[] {
  return inOrder(ticket.events).flatMap(({ at, kind, group }) =>
    group !== undefined && (kind === 'handed-over' || kind === 'opened') ? [{ at, group }] : [],
  )
}

/** Elapsed time by group; time before the first hand-over is nobody's. */
function groupTimes(active: readonly number[], hands: readonly Hand[], hours: ServiceHours): Record<string, DurationMs> | undefined {
  if (hands.length === 0) return undefined
  const times: Record<string, DurationMs> = {}
  hands.forEach(({ at, group }, hand) => {
    const until = hands[hand + 1]?.at ?? Number.POSITIVE_INFINITY
    let held = 0
    for (let i = 0; i < active.length; i += 2) {
      const from = Math.max(active[i] as number, at)
      const to = Math.min(active[i + 1] as number, until)
      if (from < to) held += hours.elapsed(from, to)
    }
    times[group] = (times[group] ?? 0) + held
  })
  return times
}
