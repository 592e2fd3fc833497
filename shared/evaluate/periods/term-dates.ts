/** What the term of an agreement fixes: contract years for caps, the end that renewals move, the last day to cancel. */
import type { Term } from '../../contract/model.ts'
import { addMonths, boundary, civil, type Day, dateText, dayFrom, dayOf, startOfDay } from '../../time/dates.ts'
import type { EpochMs } from '../../time/intervals.ts'
import { parseDuration } from '../../time/iso-duration.ts'
import type { ZoneRules } from '../../time/zone.ts'
import { reason } from '../model/reasons.ts'
import type { Deadline } from '../model/report.ts'
import { businessDaysBefore, type DeadlineRules } from './deadline.ts'

export interface ContractWindow {
  readonly from: EpochMs
  readonly to: EpochMs
}

/**
 * The window of that length which holds t, counted from the term's first day (R23): contract years for `P1Y`. Without a
 * first day they are counted from 1 January of the year that holds t. Throws RangeError for a window shorter than a day.
 */
export function contractWindow(length: string, term: Term | undefined, zone: ZoneRules, t: EpochMs): ContractWindow {
  const { years, months, weeks, days, ms } = parseDuration(length)
  const step = { months: years * 12 + months, days: weeks * 7 + days }
  if (ms || step.months + step.days === 0) throw new RangeError(`not a window: ${JSON.stringify(length)}, want whole days, months or years`)
  const today = dayOf(t, zone)
  const origin = term?.from === undefined ? dayFrom(civil(today).year, 1, 1) : dayOf(boundary(term.from, zone), zone)
  // Always from the origin, so that a term that began on the 31st does not drift.
  const start = (k: number): Day => addMonths(origin, step.months * k, 'same-day') + step.days * k
  let k = Math.floor((today - origin) / (step.months * 30.4375 + step.days))
  while (start(k) > today) k--
  while (start(k + 1) <= today) k++
  return { from: startOfDay(start(k), zone), to: startOfDay(start(k + 1), zone) }
}

/** The first instant after the term as it stands at `at`: `until`, moved by every renewal that has begun. Null when open. */
export function termEnd(term: Term | undefined, zone: ZoneRules, at: EpochMs): EpochMs | null {
  const end = endDay(term, zone, at)
  return end === null ? null : end.at
}

/** The last moment to cancel before the term ends, or null where the agreement fixes none. */
export function cancelBy(term: Term | undefined, rules: DeadlineRules, at: EpochMs): Deadline | null {
  const notice = term?.cancelBy
  const end = endDay(term, rules.zone, at)
  if (!notice || !end) return null
  let day = addMonths(end.day, -(notice.months ?? 0), 'same-day') - (notice.days ?? 0)
  if (notice.businessDays) {
    rules.assume?.('mon-fri', reason('business-days-unstated'))
    day = businessDaysBefore(notice.businessDays, undefined, day, rules)
  }
  return { by: startOfDay(day, rules.zone), lastDay: dateText(day - 1) }
}

/** The day on which the agreement is no longer in force. */
function endDay(term: Term | undefined, zone: ZoneRules, at: EpochMs): { readonly day: Day; readonly at: EpochMs } | null {
  if (term?.until === undefined) return null
  const end = boundary(term.until, zone)
  const first = dayOf(end, zone)
  if (term.renews === undefined || end > at) return { day: first, at: end }
  const { years, months, weeks, days } = parseDuration(term.renews)
  const step = { months: years * 12 + months, days: weeks * 7 + days }
  if (step.months + step.days === 0) return { day: first, at: end }
  let day = first
  for (let k = 1; startOfDay(day, zone) <= at; k++) day = addMonths(first, step.months * k, 'same-day') + step.days * k
  return { day, at: startOfDay(day, zone) }
}
