/**
 * Durations as ISO 8601 text. Years, months, weeks and days stay what they are, because only a calendar knows how long
 * they last; hours, minutes and seconds are elapsed milliseconds.
 */
import type { DurationMs } from './intervals.ts'

export interface Duration {
  readonly years: number
  readonly months: number
  readonly weeks: number
  readonly days: number
  /** Hours, minutes and seconds together. */
  readonly ms: DurationMs
}

const SHAPE =
  /^P(?:(\d{1,9})Y)?(?:(\d{1,9})M)?(?:(\d{1,9})W)?(?:(\d{1,9})D)?(T(?=\d)(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})(?:\.(\d{1,3}))?S)?)?$/

const HOUR = 3_600_000
const MINUTE = 60_000
const SECOND = 1000
const DAY = 24 * HOUR

/** `P1Y2M3W4DT5H6M7.5S` in parts; no sign, a fraction only on seconds. Throws RangeError. */
export function parseDuration(text: string): Duration {
  const found = SHAPE.exec(text)
  if (!found || text === 'P') throw new RangeError(`not a duration: ${JSON.stringify(text)}, want ISO 8601 such as PT5M, P30D or P1Y`)
  const part = (i: number): number => Number(found[i] ?? 0)
  const fraction = Number((found[9] ?? '').padEnd(3, '0'))
  return {
    years: part(1),
    months: part(2),
    weeks: part(3),
    days: part(4),
    ms: part(6) * HOUR + part(7) * MINUTE + part(8) * SECOND + fraction,
  }
}

export const isDuration = (text: string): boolean => text !== 'P' && SHAPE.test(text)

/** Elapsed ms, a day being 24 h and a week seven of them. Throws RangeError where months or years make that unknowable. */
export function elapsedMs(text: string): DurationMs {
  const { years, months, weeks, days, ms } = parseDuration(text)
  if (years || months) throw new RangeError(`no fixed length: ${JSON.stringify(text)}, want weeks, days, hours, minutes or seconds`)
  return (weeks * 7 + days) * DAY + ms
}

/** `PT26H30M`, `PT0.5S`, `PT0S`; hours are the largest unit, so that no calendar is implied. Negative ms throw RangeError. */
export function durationText(ms: DurationMs): string {
  if (!Number.isSafeInteger(ms) || ms < 0) throw new RangeError(`not a length of time: ${ms} ms`)
  const hours = Math.floor(ms / HOUR)
  const minutes = Math.floor((ms % HOUR) / MINUTE)
  const rest = ms % MINUTE
  const text = `${hours ? `${hours}H` : ''}${minutes ? `${minutes}M` : ''}${rest ? `${rest / SECOND}S` : ''}`
  return text ? `PT${text}` : 'PT0S'
}
