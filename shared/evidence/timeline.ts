/**
 * A value over time, as one array of instants and one of what holds from each of them. All of evidence is folded into
 * such lines; what the values mean (a state, a weight) is for whoever makes them.
 */
import type { EpochMs, IntervalSet } from '../time/intervals.ts'

/**
 * `before` holds before the first cut, `values[i]` on [cuts[i], cuts[i + 1]), the last value from the last cut on.
 * Cuts ascend and neighbouring values differ.
 */
export interface Timeline {
  readonly before: number
  readonly cuts: readonly EpochMs[]
  readonly values: readonly number[]
}

/** No one says anything. */
export const NOTHING = -1

export const EMPTY_TIMELINE: Timeline = { before: NOTHING, cuts: [], values: [] }

/** A line while it is drawn, from left to right. */
class Drawing implements Timeline {
  readonly before: number
  readonly cuts: EpochMs[] = []
  readonly values: number[] = []
  private last: number

  constructor(before: number = NOTHING) {
    this.before = before
    this.last = before
  }

  /** From t on it is `value`. */
  to(t: EpochMs, value: number): void {
    if (value === this.last) return
    this.cuts.push(t)
    this.values.push(value)
    this.last = value
  }
}

export interface TimelinePiece {
  readonly from: EpochMs
  readonly to: EpochMs
  /** 0 … ranks − 1. */
  readonly rank: number
}

/** The highest rank among the pieces at each instant, NOTHING where there is none. */
export function highest(pieces: readonly TimelinePiece[], ranks: number): Timeline {
  const opened = pieces.filter((piece) => piece.from < piece.to).sort((a, b) => a.from - b.from)
  const closed = [...opened].sort((a, b) => a.to - b.to)
  const open = new Array<number>(ranks).fill(0)
  const line = new Drawing()
  let i = 0
  for (let j = 0; j < closed.length; ) {
    const nextOpen = i < opened.length ? (opened[i] as TimelinePiece).from : Number.POSITIVE_INFINITY
    const t = Math.min(nextOpen, (closed[j] as TimelinePiece).to)
    while (i < opened.length && (opened[i] as TimelinePiece).from === t) open[(opened[i++] as TimelinePiece).rank]!++
    while (j < closed.length && (closed[j] as TimelinePiece).to === t) open[(closed[j++] as TimelinePiece).rank]!--
    let rank = ranks - 1
    while (rank >= 0 && open[rank] === 0) rank--
    line.to(t, rank)
  }
  return line
}

/** Lines one above the other, reduced at each instant by `f` over their values in order. `f` may keep nothing of the array. */
export function merged(lines: readonly Timeline[], f: (values: readonly number[]) => number): Timeline {
  const positions = new Array<number>(lines.length).fill(0)
  const values = lines.map((line) => line.before)
  const line = new Drawing(f(values))
  for (;;) {
    let t = Number.POSITIVE_INFINITY
    for (let k = 0; k < lines.length; k++) {
      const cut = (lines[k] as Timeline).cuts[positions[k]!]
      if (cut !== undefined && cut < t) t = cut
    }
    if (t === Number.POSITIVE_INFINITY) return line
    for (let k = 0; k < lines.length; k++) {
      const { cuts, values: own } = lines[k] as Timeline
      if (cuts[positions[k]!] === t) values[k] = own[positions[k]!++]!
    }
    line.to(t, f(values))
  }
}

/** The same line in other values. */
export function mapped(line: Timeline, f: (value: number) => number): Timeline {
  const out = new Drawing(f(line.before))
  for (let i = 0; i < line.cuts.length; i++) out.to(line.cuts[i]!, f(line.values[i]!))
  return out
}

/** The line inside `set`, `outside` elsewhere. The set must be finite. */
export function inside(line: Timeline, set: IntervalSet, outside: number): Timeline {
  const gate: Timeline = { before: 0, cuts: set, values: set.map((_, i) => (i % 2 === 0 ? 1 : 0)) }
  return merged([line, gate], ([value, open]) => (open === 1 ? value! : outside))
}

/** Time of [from, to) at which the value passes. */
export function where(line: Timeline, passes: (value: number) => boolean, from: EpochMs, to: EpochMs): IntervalSet {
  const out: number[] = []
  let i = indexAt(line, from)
  let start = from
  while (start < to) {
    const next = line.cuts[i + 1]
    const end = next === undefined || next > to ? to : next
    if (start < end && passes(i < 0 ? line.before : line.values[i]!)) {
      if (out[out.length - 1] === start) out[out.length - 1] = end
      else out.push(start, end)
    }
    start = end
    i++
  }
  return out
}

/** Index of the value that holds at t; −1 before the first cut. */
export function indexAt(line: Timeline, t: EpochMs): number {
  let low = 0
  let high = line.cuts.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (line.cuts[middle]! <= t) low = middle + 1
    else high = middle
  }
  return low - 1
}
