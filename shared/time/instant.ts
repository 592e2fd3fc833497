/**
 * Instants as text and back (R34): ISO 8601 with an offset or Z and at most three fractional digits, 1970 <= t < 2200.
 * Read by hand, character by character: feeds hold tens of thousands of them.
 */
import type { EpochMs } from './intervals.ts'
import { offsetAt, type ZoneRules } from './zone.ts'

/** 2200-01-01T00:00Z, the first instant that is too late. */
export const END_OF_TIME: EpochMs = 7_258_118_400_000

/** Ms since the epoch. Throws RangeError for text that is not an instant of R34. */
export function parseInstant(text: string): EpochMs {
  const ms = instantOrNaN(text)
  if (Number.isNaN(ms)) {
    throw new RangeError(
      `not an instant: ${JSON.stringify(text)}, want ISO 8601 with an offset or Z from 1970 to 2199, such as 2026-03-01T09:30:00Z`,
    )
  }
  return ms
}

export const isInstant = (text: string): boolean => !Number.isNaN(instantOrNaN(text))

/** Two digits at i, or NaN. */
function two(text: string, i: number): number {
  const tens = text.charCodeAt(i) - 48
  const ones = text.charCodeAt(i + 1) - 48
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN
}

function instantOrNaN(text: string): EpochMs {
  const year = two(text, 0) * 100 + two(text, 2)
  const month = two(text, 5)
  const day = two(text, 8)
  const hour = two(text, 11)
  const minute = two(text, 14)
  const separated = text[4] === '-' && text[7] === '-' && text[10] === 'T' && text[13] === ':'
  // Comparisons with NaN are false, so every field is asked for what it should be.
  if (!(separated && year >= 1969 && month >= 1 && month <= 12 && day >= 1 && hour <= 23 && minute <= 59)) return Number.NaN
  if (day > 28 && day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return Number.NaN

  let at = 16
  let second = 0
  let fraction = 0
  if (text[at] === ':') {
    second = two(text, at + 1)
    at += 3
    if (text[at] === '.') {
      const first = ++at
      let unit = 100
      for (; at - first < 3; at++) {
        const digit = text.charCodeAt(at) - 48
        if (!(digit >= 0 && digit <= 9)) break
        fraction += digit * unit
        unit /= 10
      }
      if (at === first) return Number.NaN
    }
  }
  const ms = Date.UTC(year, month - 1, day, hour, minute, second, fraction) - offsetMs(text, at)
  return second <= 59 && ms >= 0 && ms < END_OF_TIME ? ms : Number.NaN
}

/** The offset that ends the text at i: `Z`, `+02:00` or `+02`. */
function offsetMs(text: string, i: number): number {
  if (text[i] === 'Z') return text.length === i + 1 ? 0 : Number.NaN
  const sign = text[i] === '+' ? 1 : text[i] === '-' ? -1 : Number.NaN
  const hours = two(text, i + 1)
  const short = text.length === i + 3
  const minutes = short ? 0 : two(text, i + 4)
  const whole = short || (text[i + 3] === ':' && text.length === i + 6)
  return whole && hours <= 23 && minutes <= 59 ? sign * (hours * 60 + minutes) * 60_000 : Number.NaN
}

/** `2026-03-01T09:30:00Z`, with `.500` only where there are milliseconds. */
export const isoUtc = (ms: EpochMs): string => local(ms) + 'Z'

/** `2026-03-01T10:30:00+01:00`; in Z where the offset of old days is not of whole minutes, which ISO 8601 cannot write. */
export function isoInZone(ms: EpochMs, zone: ZoneRules): string {
  const offset = offsetAt(zone, ms)
  const minutes = Math.abs(offset) / 60_000
  if (!Number.isInteger(minutes)) return isoUtc(ms)
  const hours = Math.floor(minutes / 60)
  return `${local(ms + offset)}${offset < 0 ? '-' : '+'}${pad(hours)}:${pad(minutes - hours * 60)}`
}

const pad = (n: number): string => (n < 10 ? `0${n}` : String(n))

/** Rows of a file lie close together: the day last written is kept. */
let lastDay = Number.NaN
let lastText = ''

function local(ms: number): string {
  const day = Math.floor(ms / 86_400_000)
  if (day !== lastDay) {
    lastText = new Date(day * 86_400_000).toISOString().slice(0, -14)
    lastDay = day
  }
  const inDay = ms - day * 86_400_000
  const minutes = Math.floor(inDay / 60_000)
  const rest = inDay - minutes * 60_000
  const seconds = Math.floor(rest / 1000)
  const fraction = rest - seconds * 1000
  const hours = Math.floor(minutes / 60)
  const text = `${lastText}T${pad(hours)}:${pad(minutes - hours * 60)}:${pad(seconds)}`
  return fraction === 0 ? text : `${text}.${String(fraction).padStart(3, '0')}`
}
