/**
 * The posts of an incident as the Atom and RSS feeds of Statuspage-like pages hold them: each a line of state and time in
 * markup, newest first, to the minute and without a year. Times of another zone than UTC are left alone.
 */
import type { EpochMs } from '../../time/intervals.ts'

export interface Post {
  readonly at: EpochMs
  /** In lower case: `resolved`. */
  readonly state: string
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const LINE =
  /<small>\s*([A-Z][a-z]{2})\s+(?:<var[^>]*>)?\s*(\d{1,2})(?:<\/var>)?,\s*(?:<var[^>]*>)?\s*(\d{1,2}):(\d{2})(?:<\/var>)?\s*UTC\s*<\/small>\s*(?:<br\s*\/?>)?\s*<strong>([A-Za-z -]{1,40})<\/strong>/g

/** In the order of time. Each is of the year that brings it nearest to the entry's own date. */
export function postsInMarkup(markup: string, near: EpochMs): readonly Post[] {
  return [...markup.matchAll(LINE)]
    .flatMap(([, month, day, hour, minute, state = '']) => {
      const at = nearest(MONTHS.indexOf(month ?? ''), Number(day), (Number(hour) * 60 + Number(minute)) * 60_000, near)
      return at === null ? [] : [{ at, state: state.trim().toLowerCase() }]
    })
    .sort((a, b) => a.at - b.at)
}

function nearest(month: number, day: number, clock: number, near: EpochMs): EpochMs | null {
  if (month < 0 || clock >= 86_400_000) return null
  const year = new Date(near).getUTCFullYear()
  const candidates = [year - 1, year, year + 1].map((each) => Date.UTC(each, month, day) + clock).filter((at) => at >= 0)
  return candidates.reduce((best, at) => (Math.abs(at - near) < Math.abs(best - near) ? at : best), candidates[0] ?? near)
}
