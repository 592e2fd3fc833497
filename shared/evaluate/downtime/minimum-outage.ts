/** Whether an outage reaches the shortest length that counts, `minRun` (R5): at least so long, or over it. */
import type { DurationEdge } from '../../contract/model.ts'
import type { DurationMs } from '../../time/intervals.ts'
import { elapsedMs } from '../../time/iso-duration.ts'

/** The test for lengths in ms; every length passes where the agreement names none. */
export function longEnough(minRun: DurationEdge | string | undefined): (length: DurationMs) => boolean {
  if (minRun === undefined) return () => true
  const edge = typeof minRun === 'string' ? { atLeast: minRun } : minRun
  const over = edge.over === undefined ? -1 : elapsedMs(edge.over)
  const atLeast = edge.atLeast === undefined ? 0 : elapsedMs(edge.atLeast)
  return (length) => length > over && length >= atLeast
}
