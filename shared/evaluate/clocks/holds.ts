/** Holds of a ticket (R28, R46): the time a clock stands still, and how far that moves a due instant. */
import type { EpochMs } from '../../time/intervals.ts'
import type { ServiceHours } from '../periods/service-hours.ts'
import type { ClockRun } from './ticket-clock.ts'

/** When a run is due, and whether that has passed. */
export interface DueReading {
  readonly due: EpochMs | null
  readonly isOver: boolean
}

/** An instant, moved by every hold that begins before it by the open time that was held (R46). */
export function dueMovedByHolds(by: EpochMs, { start, gaps }: ClockRun, end: EpochMs, hours: ServiceHours): DueReading {
  let due = by
  for (let i = 0; i < gaps.length; i += 2) {
    const from = Math.max(start ?? 0, gaps[i] as number)
    const to = gaps[i + 1] as number
    if (from >= due || from >= end) break
    // On hold until now: it can not be late any more, nor is it known when it is due.
    if (to > end) return { due, isOver: false }
    const held = hours.elapsed(from, to)
    if (held > 0) due = hours.due(due, held) ?? Number.MAX_SAFE_INTEGER
  }
  return { due: due === Number.MAX_SAFE_INTEGER ? null : due, isOver: end > due }
}

/** [start, end) without the gaps. */
export function activeIn({ gaps }: ClockRun, start: EpochMs, end: EpochMs): number[] {
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
