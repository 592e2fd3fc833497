/** Lengths of time as other people's tables write them. A bare number counts what the mapping says, and nothing without it. */
import type { DurationMs } from '../../time/intervals.ts'
import { elapsedMs } from '../../time/iso-duration.ts'

export type LengthUnit = 'ms' | 's' | 'min' | 'h'
export const UNITS: Readonly<Record<LengthUnit, number>> = { ms: 1, s: 1000, min: 60_000, h: 3_600_000 }

/** English, German, French and Spanish, in small letters without accents. */
const UNIT_WORDS: readonly (readonly [ms: number, words: RegExp])[] = [
  [1, /^(?:ms|msecs?|milli\w*)$/],
  [1000, /^(?:s|secs?|seconds?|sek|sekunden?|secondes?|seg|segundos?)$/],
  [60_000, /^(?:m|mins?|mn|minutes?|minuten?|minutos?)$/],
  [3_600_000, /^(?:h|hrs?|hours?|std|stunden?|heures?|horas?)$/],
  [86_400_000, /^(?:d|days?|tage?|j|jours?|dias?)$/],
]
const PART = /^(\d+(?:[.,]\d+)?)\s*(\p{L}+)\.?(?:[\s,]|and|und|et)*/u
const CLOCK = /^(?:(\d{1,4})(?:\.|\s+days?,?\s+|:))?(\d{1,5}):([0-5]\d):([0-5]\d)(?:[.,](\d{1,9}))?$/i
const WANTED = 'a length of time such as PT5M, 1:20:00 or 80 min'

/** `PT5M`, `1:20:00`, `1.02:03:04` (days first), `1 Hrs 20 Mins`, `1 Std. 20 Min.`, `1h20`, or a number of `unit`. */
export function readLength(
  text: string,
  unit: LengthUnit | null,
): { readonly ms: DurationMs } | { readonly wants: 'unit' } | { readonly wanted: string } {
  const cell = text.trim()
  if (/^\d+([.,]\d+)?$/.test(cell)) return unit === null ? { wants: 'unit' } : { ms: Math.round(number(cell) * UNITS[unit]) }
  const clock = CLOCK.exec(cell)
  if (clock) {
    const [, days = '0', hours, minutes, seconds, rest = ''] = clock
    const whole = Number(days) * 86_400 + Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)
    return { ms: whole * 1000 + Number(rest.padEnd(3, '0').slice(0, 3)) }
  }
  if (/^P/.test(cell)) return isoLength(cell)
  // `1h20` is an hour and twenty minutes.
  return inWords(plain(cell).replace(/^(\d+)\s*h\s*(\d{1,2})$/, '$1 h $2 min'))
}

function isoLength(cell: string): { readonly ms: DurationMs } | { readonly wanted: string } {
  try {
    return { ms: elapsedMs(cell) }
  } catch {
    return { wanted: WANTED }
  }
}

function inWords(cell: string): { readonly ms: DurationMs } | { readonly wanted: string } {
  let rest = cell
  let ms = 0
  for (let found = PART.exec(rest); found; found = PART.exec(rest)) {
    const unit = UNIT_WORDS.find(([, words]) => words.test(found![2]!))?.[0]
    if (unit === undefined) return { wanted: WANTED }
    ms += number(found[1]!) * unit
    rest = rest.slice(found[0].length)
  }
  return rest === '' && cell !== '' ? { ms: Math.round(ms) } : { wanted: WANTED }
}

const number = (text: string): number => Number(text.replace(',', '.'))
const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
