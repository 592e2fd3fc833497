/** How an address is checked: what may be chosen, and what a list of statuses means. */
import type { CheckSettings } from './store-schema.ts'

export const AS_EVER: CheckSettings = { method: 'GET', timeout: 15_000, statuses: '', tries: 1 }

const MINUTE = 60_000
/** Between two checks: the alarm keeps to nothing shorter than a minute. */
export const INTERVALS: readonly number[] = [1, 2, 5, 10, 15, 30, 60].map((minutes) => minutes * MINUTE)
export const TIMEOUTS: readonly number[] = [2000, 5000, 10_000, 15_000, 30_000]
export const TRIES: readonly number[] = [1, 2, 3]

/** Whether a status is good; null for a text that is no list of statuses. Redirects have been followed by then. */
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
  (method === 'GET' || (method === 'HEAD' && expect === '')) &&
  statuses.length <= 100 &&
  goodStatus(statuses) !== null
