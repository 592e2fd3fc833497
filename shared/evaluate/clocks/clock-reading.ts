/** What a run of a clock shows at an instant (R28): elapsed service time, the due instant, the state, and who held the ticket. */
import type { Ticket } from '../../evidence/model.ts'
import type { DurationMs, EpochMs } from '../../time/intervals.ts'
import type { TicketReport } from '../model/report.ts'
import type { ServiceHours } from '../periods/service-hours.ts'
import { type ClockRun, inOrder } from './ticket-clock.ts'

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
  hands: readonly GroupHold[],
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
