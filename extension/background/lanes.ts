/** Work in lanes: so many at a time, but a slow one lets the next start, and all of it ends at the deadline. */
import type { DurationMs } from '../../shared/time/intervals.ts'

export interface LaneOptions {
  readonly atOnce: number
  /** A lane that has not ended by then runs on beside the next one. */
  readonly slowMs: DurationMs
  /** When the time is up: no lane starts after it, and nobody waits for those that run. */
  readonly end: AbortSignal
}

/** Resolves when every lane has ended, or at the latest when the time is up. Rejects with what a lane throws. */
export async function runLanes<T>(lanes: readonly T[], work: (lane: T) => Promise<void>, options: LaneOptions): Promise<void> {
  const { atOnce, slowMs, end } = options
  const waiting = [...lanes]
  const running: Promise<void>[] = []
  const worker = async (): Promise<void> => {
    for (let lane = waiting.shift(); lane !== undefined && !end.aborted; lane = waiting.shift()) {
      const run = work(lane)
      run.catch(() => {})
      running.push(run)
      await unlessSlow(run, slowMs)
    }
  }
  const all = Promise.all(Array.from({ length: Math.min(atOnce, lanes.length) }, worker)).then(() => Promise.all(running))
  await beforeAbort(all, end)
}

export const sleep = (ms: DurationMs): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

async function unlessSlow(run: Promise<void>, ms: DurationMs): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const slow = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms)
  })
  await Promise.race([run, slow]).finally(() => clearTimeout(timer))
}

/** What the work comes to, or null where the signal comes first: some work can't be stopped, and nobody waits for it then. */
export function beforeAbort<T>(work: Promise<T>, signal: AbortSignal): Promise<T | null> {
  return new Promise((resolve, reject) => {
    const stop = (): void => resolve(null)
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}
