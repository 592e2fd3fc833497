/** How an address is checked: what may be chosen, and what a list of statuses means. */
import type { DurationMs } from '../../shared/time/intervals.ts'
import type { CheckSettings } from './store-schema.ts'

export const AS_EVER: CheckSettings = { method: 'GET', timeout: 15_000, statuses: '', tries: 1 }

const MINUTE = 60_000
/** Between two checks: the alarm keeps to nothing shorter than a minute. */
export const INTERVALS: readonly number[] = [1, 2, 5, 10, 15, 30, 60].map((minutes) => minutes * MINUTE)
const TIMEOUTS: readonly number[] = [2000, 5000, 10_000, 15_000]
export const TRIES: readonly number[] = [1, 2, 3]

/** Between two tries of one check. */
export const PAUSE_BETWEEN_TRIES_MS = 2000
/** A check with all its tries ends while the browser still takes the worker for busy: 30 s less its place in the wake and the rest. */
export const LONGEST_CHECK_MS = 15_000

/** How long a check takes at most where every try is silent. */
export const longestCheck = ({ timeout, tries }: Pick<CheckSettings, 'timeout' | 'tries'>): DurationMs =>
  timeout * tries + PAUSE_BETWEEN_TRIES_MS * (tries - 1)

/** The timeouts that fit so many tries, shortest first. */
export const timeoutsFor = (tries: number): readonly DurationMs[] =>
  TIMEOUTS.filter((timeout) => longestCheck({ timeout, tries }) <= LONGEST_CHECK_MS)

/** Whether a status is good; null for a text that is not a list of statuses. Redirects have been followed by then. */
export function goodStatus(text: string): ((status: number) => boolean) | null {
  const parts = text.split(/[\s,;]+/).filter(Boolean)
  if (parts.length === 0) return (status) => status < 400
  const ranges: [number, number][] = []
  for (const part of parts) {
    const [, from, to = from] = /^([1-5]\d\d)(?:[-–]([1-5]\d\d))?$/.exec(part) ?? []
    if (from === undefined || Number(from) > Number(to)) return null
    ranges.push([Number(from), Number(to)])
  }
  return (status) => ranges.some(([from, to]) => from <= status && status <= to)
}

/** Whether settings, wherever they come from, are some that may be chosen. */
export const isCheck = ({ method, timeout, statuses, tries }: CheckSettings, expect: string, every: number): boolean =>
  INTERVALS.includes(every) &&
  TIMEOUTS.includes(timeout) &&
  TRIES.includes(tries) &&
  longestCheck({ timeout, tries }) <= LONGEST_CHECK_MS &&
  (method === 'GET' || (method === 'HEAD' && expect === '')) &&
  statuses.length <= 100 &&
  goodStatus(statuses) !== null
