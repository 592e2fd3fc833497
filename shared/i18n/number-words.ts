/**
 * Numbers as people read them: percentages floored, durations in their two or three largest units, money with its separators.
 * Input is the report's decimal text or integer ms; nothing passes through a float. Number and unit are also given apart, so
 * that a view can set the unit smaller.
 */
import type { Locale, TimeUnit } from './locale.ts'

/** No-break space: between a number and its unit. */
export const NBSP = '\u00a0'

/** Decimal text with the language's separators: `1234567.50` → `1,234,567.50`. */
export function numberText(text: string, locale: Locale): string {
  const sign = text.startsWith('-') ? '−' : ''
  const [whole = '0', part] = text.replace(/^-/, '').split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, locale.group)
  return sign + grouped + (part === undefined ? '' : locale.decimal + part)
}

/**
 * Percent text cut to `digits` decimals, never rounded up: 99.996 at two digits reads 99.99, and only exactly 100 reads 100.
 * Zeros are kept so that figures line up; 100 and 0 stand without a point.
 */
export function percentText(text: string, locale: Locale, digits = 3): string {
  const [whole = '0', part = ''] = text.split('.')
  if (/^0*$/.test(part) && (whole === '100' || whole === '0')) return whole
  return numberText(digits === 0 ? whole : `${whole}.${part.slice(0, digits).padEnd(digits, '0')}`, locale)
}

/** As `percentText`, with its sign: `99.871 %`. */
export const percentWords = (text: string, locale: Locale, digits = 3): string => `${percentText(text, locale, digits)}${NBSP}%`

/** A promise is shown as it is written, without a zero more or less: `99.9 %`. */
export const targetWords = (target: string, locale: Locale): string => `${numberText(target, locale)}${NBSP}%`

/** Both bounds with enough digits to differ (2 to 9), or one figure where they are equal: `99.71–99.93`. */
export function boundsText(low: string, high: string, locale: Locale): string {
  for (let digits = 2; digits < 10; digits += 1) {
    const [a, b] = [percentText(low, locale, digits), percentText(high, locale, digits)]
    if (a !== b) return locale.say.bounds(a, b)
  }
  return percentText(low, locale)
}

/** A sentence with its full stop; an abbreviation at its end has brought one along (`28 Sek.`). */
export const stopped = (sentence: string): string => (sentence.endsWith('.') ? sentence : `${sentence}.`)

const UNITS: readonly (readonly [TimeUnit, number])[] = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
  ['ms', 1],
]
/** Where ms stand in the list: they are shown alone or not at all. */
const MS = UNITS.length - 1

export interface FigurePart {
  readonly text: string
  readonly unit: string
}

/**
 * `43 min 12 s` in parts: at most `most` units from the largest down, zeros left out, rest dropped toward zero (a budget
 * left of 59.9 s is not a minute). Under a second: ms, and 0 is `0 s`. Days are 24 h. The sign stands on the first part.
 */
export function durationParts(ms: number, locale: Locale, most = 3): readonly FigurePart[] {
  const size = Math.abs(Math.trunc(ms))
  const first = UNITS.findIndex(([, unit]) => size >= unit)
  if (first < 0) return [{ text: '0', unit: locale.units.s }]
  const parts: FigurePart[] = []
  let rest = size
  for (const [name, unit] of UNITS.slice(first, Math.max(first + 1, Math.min(first + most, MS)))) {
    const n = Math.floor(rest / unit)
    rest -= n * unit
    if (n) parts.push({ text: (ms < 0 && !parts.length ? '−' : '') + numberText(String(n), locale), unit: locale.units[name] })
  }
  return parts
}

/** `43 min 12 s`. */
export const durationWords = (ms: number, locale: Locale, most = 3): string =>
  durationParts(ms, locale, most)
    .map((part) => `${part.text}${NBSP}${part.unit}`)
    .join(' ')

/** `120.00 EUR`. */
export const moneyWords = (amount: string, currency: string, locale: Locale): string => `${numberText(amount, locale)}${NBSP}${currency}`

/** A share of a whole as a floored percentage without decimals; a share below the whole never reads 100. */
export function shareWords(part: number, whole: number, locale: Locale): string {
  if (whole <= 0) return percentWords('0', locale, 0)
  return percentWords(String(Math.floor((part * 100) / whole)), locale, 0)
}
