/**
 * How the benches measure: contenders of one workload in one process, each checked before it is timed, each as a multiple of
 * the limit, which is the cheapest thing that must touch the same data.
 */

export interface Contender<Answer> {
  readonly name: string
  /** Does the work, or `share` of it where all of it would take minutes: the time is scaled. */
  readonly run: () => Answer
  readonly share?: number
  /** At most so many times the limit. */
  readonly aim?: number
  /** At most so many ms, where the aim is a time. */
  readonly aimMs?: number
  /** What is wrong with the answer, if anything. */
  readonly check?: (answer: Answer) => string | null
  readonly note?: string
  /** Measures itself, in ms of one run, where one run may not be repeated. */
  readonly time?: () => number
  /** The host zone it has to be run in, for peers that can only count there. */
  readonly host?: string
}

export interface Workload {
  readonly id: string
  readonly title: string
  readonly limit: { readonly name: string; readonly run: () => unknown /** Measured elsewhere, in ms. */; readonly time?: () => number }
  // Contenders of one workload differ in what they answer.
  readonly contenders: readonly Contender<never>[]
}

export interface Row {
  readonly workload: string
  readonly name: string
  /** Median of one run, scaled to the whole work. */
  readonly ms: number
  /** Times the limit. */
  readonly ratio: number
  readonly right: boolean
  readonly wrong?: string
  readonly aim?: string
  readonly met?: boolean
  readonly share?: number
  readonly note?: string
}

/** Keeps a type where a list of contenders forgets it. */
export const contender = <Answer>(made: Contender<Answer>): Contender<never> => made as unknown as Contender<never>

const ROUNDS = 7
/** A round lasts at least this long, so that the clock's grain does not show. */
const ROUND_MS = 16
/** As long as the engine needs to compile what is called often. */
const WARM_MS = 1000
/** Peers that need longer than this for one run are run three times and no more. */
const SLOW_MS = 400

/**
 * Median ms of one call, after warming up. Garbage of whoever ran before is collected first where node lets us, and not between
 * rounds: a forced collection throws compiled code away with the shapes it was made for, and the next calls run uncompiled.
 */
export function medianMs(run: () => unknown): number {
  ;(globalThis as { gc?: () => void }).gc?.()
  const first = timed(run, 1)
  if (first > SLOW_MS) return median([first, timed(run, 1), timed(run, 1)])
  const warm = performance.now() + WARM_MS
  let calls = 0
  while (performance.now() < warm) {
    run()
    calls++
  }
  const each = Math.max(1, Math.ceil((ROUND_MS * calls) / WARM_MS))
  return median(Array.from({ length: ROUNDS }, () => timed(run, each)))
}

/** Ms of one call, over `calls` of them. */
function timed(run: () => unknown, calls: number): number {
  const start = performance.now()
  for (let i = 0; i < calls; i++) sink = run()
  return (performance.now() - start) / calls
}

/** Results end here, so that no call can be left out. */
export let sink: unknown

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!

export function measure(workload: Workload): Row[] {
  const limitMs = workload.limit.time?.() ?? medianMs(workload.limit.run)
  const rows: Row[] = [{ workload: workload.id, name: `limit: ${workload.limit.name}`, ms: limitMs, ratio: 1, right: true }]
  for (const made of workload.contenders) rows.push(rowOf(workload.id, made as unknown as Contender<unknown>, limitMs))
  return rows
}

function rowOf(workload: string, made: Contender<unknown>, limitMs: number): Row {
  const host = process.env.TZ
  if (made.host) process.env.TZ = made.host
  try {
    const wrong = made.check?.(made.run()) ?? null
    const ms = (made.time ?? (() => medianMs(made.run)))() / (made.share ?? 1)
    const aim = made.aim === undefined ? (made.aimMs === undefined ? null : `≤ ${made.aimMs} ms`) : `≤ ${made.aim} ×`
    const met = made.aim === undefined ? made.aimMs === undefined || ms <= made.aimMs : ms / limitMs <= made.aim
    return {
      workload,
      name: made.name,
      ms,
      ratio: ms / limitMs,
      right: wrong === null,
      ...(wrong === null ? {} : { wrong }),
      ...(aim === null ? {} : { aim, met }),
      ...(made.share === undefined ? {} : { share: made.share }),
      ...(made.note === undefined ? {} : { note: made.note }),
    }
  } finally {
    if (made.host) {
      if (host === undefined) delete process.env.TZ
      else process.env.TZ = host
    }
  }
}
