/**
 * When an event of the old AWS dashboard (`data.json`) was: its fields hold the instant of the first post alone. The other posts
 * bear a clock time of the Pacific coast, mostly without a date, and the actual times are in the prose of the last one.
 */
import type { Basis } from '../../evidence/model.ts'
import type { EpochMs } from '../../time/intervals.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const CLOCK = String.raw`(\d{1,2})[:.](\d{2})\s*([AP])M`
const DATE = String.raw`(?:([A-Z][a-z]{2})[a-z]* (\d{1,2}),?(?: \d{4})?(?: at)? +)?`
const POST = new RegExp(String.raw`<span class="yellowfg">\s*${DATE}${CLOCK} (P[DS]T)</span>`, 'g')
const WINDOW = new RegExp(
  String.raw`\bbetween ${DATE}${CLOCK}(?: P[DS]T)?(?: on ([A-Z][a-z]{2})[a-z]* (\d{1,2}))? +(?:and|to) ${DATE}${CLOCK}`,
  'gi',
)

/** A date, if there is one, and the time of day in ms. */
interface Told {
  readonly month: number | null
  readonly day: number
  readonly clock: number
}

const told = ([month, day, hour, minute, half]: readonly (string | undefined)[]): Told => ({
  month: month === undefined ? null : MONTHS.indexOf(month.toLowerCase()),
  day: Number(day ?? 0),
  clock: ((Number(hour) % 12) + (half?.toUpperCase() === 'P' ? 12 : 0)) * HOUR + Number(minute) * MINUTE,
})

export interface EventWindow {
  readonly from: EpochMs
  readonly to: EpochMs
  readonly basis: Basis
  /** The last post. */
  readonly last: EpochMs
  /** From the first sign of it to the last, where that is more. */
  readonly uncertain?: { readonly from: EpochMs; readonly to: EpochMs }
}

/** Returns the window in the last prose that has one, otherwise from the first post to the last. */
export function windowOf(description: string, first: EpochMs): EventWindow {
  const offset = /\bPST</.test(description) ? -8 * HOUR : -7 * HOUR
  let last = first
  for (const found of description.matchAll(POST)) last = Math.max(last, postAt(told(found.slice(1)), last, offset))
  const window = [...description.replace(/<[^>]*>|&nbsp;/g, ' ').matchAll(WINDOW)].at(-1)
  if (!window) return { from: first, to: last, basis: 'incident-window', last }
  const [month, day, hour, minute, half, lateMonth, lateDay, ...end] = window.slice(1)
  const to = lastBefore(told(end), last + HOUR, offset)
  const start = told([month ?? lateMonth, day ?? lateDay, hour, minute, half])
  const from = start.month === null ? to - ((told(end).clock - start.clock + DAY) % DAY) : lastBefore(start, to, offset)
  // A window of days, or one long before the first post, is one that was misread or mistyped.
  if (from >= to || to < first - 7 * DAY || to - from > 7 * DAY) return { from: first, to: last, basis: 'incident-window', last }
  const wide = { from: Math.min(from, first), to: Math.max(to, last) }
  return { from, to, basis: 'prose', last, ...((wide.from < from || wide.to > to) && { uncertain: wide }) }
}

/** A post without a date is of the day of the one before, or the next. */
function postAt(post: Told, before: EpochMs, offset: number): EpochMs {
  if (post.month !== null) return lastBefore(post, before + 300 * DAY, offset)
  // The first post's own instant is exact to the second, its mark to the minute.
  const at = Math.floor((before + offset) / DAY) * DAY + post.clock - offset
  return at < before - HOUR ? at + DAY : at
}

/** Returns the last instant up to `limit` at which the clock showed that time, on that date if there is one. */
function lastBefore({ month, day, clock }: Told, limit: EpochMs, offset: number): EpochMs {
  const local = limit + offset
  if (month === null) {
    const at = Math.floor(local / DAY) * DAY + clock
    return (at > local ? at - DAY : at) - offset
  }
  const at = (year: number): number => Date.UTC(year, month, day) + clock
  const year = new Date(local).getUTCFullYear()
  return (at(year) > local ? at(year - 1) : at(year)) - offset
}
