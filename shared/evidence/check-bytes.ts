/**
 * Checks at a steady pace, packed: one byte each for what was seen. A year of minutes is half a megabyte and answers in less
 * time than it takes to add its bytes up. What the bytes mean as evidence is for checks.ts; nothing here knows of zones.
 */
import type { DurationMs, EpochMs, IntervalSet } from '../time/intervals.ts'
import type { State } from './model.ts'

/** The byte of each state; UNSEEN where no check was made. */
export const CODES: Readonly<Record<State, number>> = { up: 0, degraded: 1, partial: 2, down: 3, maintenance: 4 }
export const UNSEEN = 255

/** Check i speaks for [from + i × every, from + (i + 1) × every). */
export interface CheckBytes {
  readonly from: EpochMs
  readonly every: DurationMs
  readonly states: Uint8Array
}

/** Hops before it is decided whether hopping pays, and the mean length from which it does. */
const TRIAL = 64
const PAYS_FROM = 48

/** The time in which the checks saw this code. Runs that touch are one. */
export function packedRuns(checks: CheckBytes, code: number): IntervalSet {
  const { from, every, states } = checks
  const out: number[] = []
  let i = states.indexOf(code)
  // Between long runs the platform's own search is faster than any loop; between short ones calling it costs more.
  for (let hops = 0; i >= 0; hops++) {
    if (hops === TRIAL && i < TRIAL * PAYS_FROM) return sweep(checks, code, i, out)
    let end = i + 1
    while (end < states.length && states[end] === code) end++
    out.push(from + i * every, from + end * every)
    if (end === states.length) break
    i = states.indexOf(code, end)
  }
  return out
}

const BLOCK = 1 << 14

/**
 * Every byte in turn, from the first one of a run on. Whether a byte turns is chance, so it is added up and not branched on:
 * each place is written, and kept where the state turned there.
 */
function sweep({ from, every, states }: CheckBytes, code: number, start: number, out: number[]): IntervalSet {
  const turns = new Int32Array(BLOCK)
  let within = 0
  for (let block = start; block < states.length; block += BLOCK) {
    const end = Math.min(block + BLOCK, states.length)
    let count = 0
    for (let i = block; i < end; i++) {
      const equal = ((states[i]! ^ code) - 1) >>> 31
      turns[count] = i
      count += equal ^ within
      within = equal
    }
    for (let n = 0; n < count; n++) out.push(from + turns[n]! * every)
  }
  if (within) out.push(from + states.length * every)
  return out
}
