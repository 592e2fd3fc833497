/** What a run of a clock shows at an instant (R28): elapsed service time, the due instant, the state, and who held the ticket. */
import type { Ticket } from '../../evidence/model.ts'
import type { DurationMs, EpochMs } from '../../time/intervals.ts'
import type { TicketReport } from '../model/report.ts'
import type { ServiceHours } from '../periods/service-hours.ts'
import type { Limit } from './clock-target.ts'
import { activeIn, type DueReading, dueMovedByHolds } from './holds.ts'
import { type ClockRun, inOrder } from './ticket-clock.ts'

export type ClockReading = Pick<TicketReport, 'start' | 'due' | 'done' | 'elapsed' | 'wall' | 'state' | 'groups'>

/**
 * What a run shows at `at`: elapsed service time up to done or `at`, and the due instant; null while paused. Of a length it
 * is the earliest instant at which the length has elapsed, as if the clock ran on from done or `at`: met when elapsed ≤
 * length, so that a run never becomes missed inside a pause. An instant is moved by every hold that begins before it, by the
 * open time that was held (R46): met when done by then.
 *
 * @param limit  null where nothing is promised for the clock: then there is no due and a stopped run is met
 * @param hands  who held the ticket, for `groups`
 */
export function readClock(run: ClockRun, limit: Limit | null, hours: ServiceHours, at: EpochMs, hands: readonly GroupHold[]): ClockReading {
  if (run.start === null) return { start: null, due: null, done: null, elapsed: 0, wall: 0, state: 'not-started' }
  const end = run.done ?? at
  const active = activeIn(run, run.start, end)
  const elapsed = openIn(active, hours)
  const isPaused = run.done === null && (run.gaps.at(-1) ?? 0) > at
  const { due, isOver } =
    limit === null
      ? UNLIMITED
      : 'ms' in limit
        ? byLength(limit.ms, active, elapsed, end, hours)
        : dueMovedByHolds(limit.by, run, end, hours)
  const state = isOver ? 'missed' : run.done !== null ? 'met' : isPaused ? 'paused' : 'running'
  const groups = groupTimes(active, hands, hours)
  return {
    start: run.start,
    due: isPaused && !isOver ? null : due,
    done: run.done,
    elapsed,
    wall: Math.max(0, end - run.start),
    state,
    ...(groups ? { groups } : {}),
  }
}

const UNLIMITED: DueReading = { due: null, isOver: false }

function byLength(ms: DurationMs, active: readonly number[], elapsed: DurationMs, end: EpochMs, hours: ServiceHours): DueReading {
  let before = 0
  for (let i = 0; i < active.length; i += 2) {
    const from = active[i] as EpochMs
    const more = hours.elapsed(from, active[i + 1] as EpochMs)
    if (before + more >= ms) return { due: hours.due(from, ms - before), isOver: elapsed > ms }
    before += more
  }
  return { due: hours.due(end, ms - elapsed), isOver: false }
}

/** Open time in flat pairs. */
function openIn(pairs: readonly number[], hours: ServiceHours): DurationMs {
  let open = 0
  for (let i = 0; i < pairs.length; i += 2) open += hours.elapsed(pairs[i] as EpochMs, pairs[i + 1] as EpochMs)
  return open
}

/** A group of people that holds the ticket from an instant on. */
export interface GroupHold {
  readonly at: EpochMs
  readonly group: string
}

/** Who held a ticket: the group of each event that names one at opening or hand-over. */
export function groupHolds(ticket: Ticket): GroupHold[] {
  return inOrder(ticket.events).flatMap(({ at, kind, group }) =>
    group !== undefined && (kind === 'handed-over' || kind === 'opened') ? [{ at, group }] : [],
  )
}

/** Elapsed time by group; time before the first hand-over is nobody's. */
function groupTimes(active: readonly number[], hands: readonly GroupHold[], hours: ServiceHours): Record<string, DurationMs> | undefined {
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
