/**
 * Instants, days and periods as people read them. A `Wall` turns an instant into local time: ms as if the clock on the wall
 * were UTC, so that this file needs no zone data and the same words come out in a worker, a page and a widget.
 */
import type { EpochMs } from '../evaluate/model/report.ts'
import type { Locale } from './locale.ts'

export type Wall = (at: EpochMs) => number

const two = (n: number) => String(n).padStart(2, '0')

/** `14:05`, with seconds `14:05:30` where they are not zero. */
export function clockText(at: EpochMs, wall: Wall, seconds = false): string {
  const local = new Date(wall(at))
  const text = `${two(local.getUTCHours())}:${two(local.getUTCMinutes())}`
  return seconds && local.getUTCSeconds() ? `${text}:${two(local.getUTCSeconds())}` : text
}

/** `18 Nov`; with the year when `now` is given and lies in another year. */
export function dayText(at: EpochMs, wall: Wall, locale: Locale, now?: EpochMs): string {
  const local = new Date(wall(at))
  const year = local.getUTCFullYear()
  const same = now === undefined || new Date(wall(now)).getUTCFullYear() === year
  return locale.date(local.getUTCDate(), locale.monthsShort[local.getUTCMonth()]!, same ? undefined : year)
}

/** `18 Nov, 14:05`; the time alone when it is the local day of `now`. */
export function instantText(at: EpochMs, wall: Wall, locale: Locale, now?: EpochMs): string {
  if (now !== undefined && Math.floor(wall(at) / 86_400_000) === Math.floor(wall(now) / 86_400_000)) return clockText(at, wall)
  return dayText(at, wall, locale, now) + locale.comma + clockText(at, wall)
}

/** `24 Nov, 22:00–24:00`: the end at midnight is 24:00 of the day before; another day is named. */
export function spanText(from: EpochMs, to: EpochMs, wall: Wall, locale: Locale, seconds = false): string {
  const start = dayText(from, wall, locale) + locale.comma + clockText(from, wall, seconds)
  const [a, b] = [wall(from), wall(to)]
  const sameDay = Math.floor(a / 86_400_000) === Math.floor((b - 1) / 86_400_000)
  if (!sameDay) return `${start} – ${dayText(to, wall, locale)}${locale.comma}${clockText(to, wall, seconds)}`
  return `${start}–${b % 86_400_000 === 0 ? '24:00' : clockText(to, wall, seconds)}`
}

/**
 * A period's label (R10) in words: `2026-11` → November 2026, `2026-Q4` → Q4 2026, `2026-W14` → week 14, 2026; `2026` stands;
 * `2026-01-12/2026-02-12` → 12 Jan 2026 – 11 Feb 2026. Without `year` the year is left out where a month has one.
 */
export function periodText(label: string, locale: Locale, options: { readonly year?: boolean; readonly short?: boolean } = {}): string {
  const [, year = '', kind = '', n = ''] = /^(\d{4})-?(Q|W)?(\d{1,2})?$/.exec(label) ?? []
  if (year && kind === 'Q') return locale.quarter(Number(n), Number(year))
  if (year && kind === 'W') return locale.week(Number(n), Number(year))
  if (year && n) {
    const name = (options.short ? locale.monthsShort : locale.months)[Number(n) - 1] ?? label
    return locale.monthYear(name, options.year === false ? undefined : Number(year))
  }
  if (year) return year
  const [from, to] = label.split('/')
  if (!from || !to) return label
  return `${dateWords(from, 0, locale)} – ${dateWords(to, -1, locale)}`
}

/** A local date `2026-11-30` as `30 Nov 2026`, moved by `shift` days. */
export function dateWords(date: string, shift: number, locale: Locale, year = true): string {
  const at = Date.parse(`${date}T00:00:00Z`) + shift * 86_400_000
  if (Number.isNaN(at)) return date
  const day = new Date(at)
  return locale.date(day.getUTCDate(), locale.monthsShort[day.getUTCMonth()]!, year ? day.getUTCFullYear() : undefined)
}
