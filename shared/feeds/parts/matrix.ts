/**
 * The answer of `query_range` taken apart: series by their labels, samples in the order of time, and what a sample says for the
 * step that it holds for. Which source it came from, and what a service is, is for those who ask.
 */
import type { State } from '../../evidence/model.ts'
import { END_OF_TIME } from '../../time/instant.ts'
import type { DurationMs, EpochMs } from '../../time/intervals.ts'
import { FeedError } from '../feed-error.ts'
import { describeBody, isObject, jsonBody, name, numberOf } from './body.ts'
import { eachRow, type Row, RowError } from './row.ts'

export interface MatrixSample {
  readonly at: EpochMs
  /** A number, never NaN: NaN means that there was no sample. */
  readonly value: number
}

export interface Series {
  /** Labels as people write them: `up{instance="a:1",job="api"}`. */
  readonly id: string
  /** In the order of time. */
  readonly samples: readonly MatrixSample[]
}

/** The series of an answer. Throws FeedError, in the server's own words where it has any; rows that cannot be used go to `reject`. */
export function matrixOf(feed: string, body: string, reject: (path: string, reason: string, row: unknown) => void): Series[] {
  const answer = jsonBody(feed, body)
  if (!isObject(answer) || answer.status !== 'success' || !isObject(answer.data))
    throw new FeedError(feed, 'wrong-shape', '', `wanted status success and data, got ${saying(answer, body)}`)
  const { resultType, result } = answer.data
  if (resultType !== 'matrix' || !Array.isArray(result))
    throw new FeedError(
      feed,
      'wrong-shape',
      'data.resultType',
      `wanted a matrix, as query_range gives, got ${describeBody(String(resultType))}`,
    )
  const found: Series[] = []
  eachRow(result, 'data.result', reject, (row) => {
    found.push({ id: seriesName(row), samples: samplesOf(row) })
  })
  return found
}

/** The server's own word on what went wrong, where it has one. */
const saying = (answer: unknown, body: string): string => (isObject(answer) && name(answer.error)) || describeBody(body)

/** Labels as people write them. Throws RowError. */
export function seriesName(row: Row): string {
  if (!isObject(row.metric)) throw new RowError('metric: not labels')
  const { __name__: own, ...labels } = row.metric
  const pairs = Object.entries(labels)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([label, value]) => {
      if (typeof value !== 'string') throw new RowError(`metric.${label}: not a text`)
      return `${label}=${JSON.stringify(value)}`
    })
  const text = `${typeof own === 'string' ? own : ''}${pairs.length > 0 ? `{${pairs.join()}}` : ''}`
  return name(text) ?? 'value'
}

function samplesOf(row: Row): MatrixSample[] {
  if (!Array.isArray(row.values)) throw new RowError('values: not a list')
  const samples = row.values.flatMap((pair: unknown): MatrixSample[] => {
    if (!Array.isArray(pair) || typeof pair[0] !== 'number' || !(pair[0] >= 0 && pair[0] * 1000 < END_OF_TIME))
      throw new RowError('values: not pairs of time and value')
    if (pair[1] === 'NaN') return []
    const value = pair[1] === '+Inf' ? Number.POSITIVE_INFINITY : numberOf(pair[1])
    if (Number.isNaN(value)) throw new RowError(`values: not a number, ${JSON.stringify(pair[1])?.slice(0, 40)}`)
    return [{ at: Math.round(pair[0] * 1000), value }]
  })
  return samples.sort((a, b) => a.at - b.at)
}

/** How much of a thing works: all of it from 1, nothing at 0, in part between. */
export const stateOfValue = (value: number): State => (value >= 1 ? 'up' : value > 0 ? 'partial' : 'down')

/** Returns the step where the answer has none: the smallest distance between two samples of any series. */
export function stepOf(list: readonly Series[]): DurationMs | null {
  let least: DurationMs | null = null
  for (const { samples } of list)
    for (let i = 1; i < samples.length; i++) {
      const gap = (samples[i] as MatrixSample).at - (samples[i - 1] as MatrixSample).at
      if (gap > 0 && (least === null || gap < least)) least = gap
    }
  return least
}

export interface SampleRun {
  readonly from: EpochMs
  to: EpochMs
  readonly state: State
}

/** Samples a step apart that say the same, as one stretch; nothing reaches past `until`. */
export function sampleRuns(samples: readonly MatrixSample[], step: DurationMs, until: EpochMs): SampleRun[] {
  const list: SampleRun[] = []
  for (const { at, value } of samples) {
    const to = Math.min(at + step, until)
    if (to <= at) continue
    const state = stateOfValue(value)
    const last = list.at(-1)
    if (last && last.state === state && last.to >= at) last.to = to
    else list.push({ from: at, to, state })
  }
  return list
}

/** More points in one answer no server gives: 11,000 are refused. */
const MOST_STEPS = 10_000

export interface Range {
  /** The first and the last instant asked for, both on the grid of steps. */
  readonly from: EpochMs
  readonly to: EpochMs
}

/** `[from, to]` in pieces that a server answers, oldest first, each beginning a step after the one before it ended. */
export function rangesOf(from: EpochMs, to: EpochMs, step: DurationMs): Range[] {
  const list: Range[] = []
  const end = Math.floor(to / step) * step
  for (let start = Math.floor(from / step) * step; start <= end; start += (MOST_STEPS + 1) * step)
    list.push({ from: start, to: Math.min(start + MOST_STEPS * step, end) })
  return list
}
