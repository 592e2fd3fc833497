/** Figures as a report writes them (R7, R11, R13). */
import { cmp, div, floor, floorText, fraction, HUNDRED, mul, type Rational, rat, round, sub } from '../../base/rational.ts'
import type { FigureBounds } from '../model/measured.ts'
import type { Attained } from '../model/report.ts'

/** (of − bad) / of in percent; null where there is nothing to take a share of. */
export const shareOf = (of: Rational, bad: Rational): Rational | null => (of.n <= 0n ? null : mul(HUNDRED, div(sub(of, bad), of)))

export const ms = (n: number): Rational => rat(n)

const each = (figure: FigureBounds, f: (value: Rational) => Rational): FigureBounds => ({
  value: figure.value && f(figure.value),
  low: figure.low && f(figure.low),
  high: figure.high && f(figure.high),
})

/** The figure compared with target and bands. Default: none (R13). */
export const rounded = (
  figure: FigureBounds,
  rule: { readonly decimals: number; readonly mode?: 'half-up' | 'floor' } | undefined,
): FigureBounds => (rule === undefined ? figure : each(figure, (value) => round(value, rule.decimals, rule.mode ?? 'half-up')))

export function attainedOf(figure: FigureBounds, compared: FigureBounds, isRounded: boolean, unit?: Attained['unit']): Attained {
  const { value, low, high } = figure
  const text = (of: Rational): string => (unit === 'ms' ? String(floor(of)) : floorText(of))
  return {
    value: value && text(value),
    exact: value && fraction(value),
    low: low && text(low),
    high: high && text(high),
    lowExact: low && fraction(low),
    highExact: high && fraction(high),
    ...(isRounded && compared.value !== null && { rounded: floorText(compared.value) }),
    ...(unit && { unit }),
  }
}

export const NO_BOUNDS: FigureBounds = { value: null, low: null, high: null }

/** Met when attained ≥ target, with `strict` when above it. */
export const meets = (value: Rational, target: Rational, strict: boolean): boolean =>
  strict ? cmp(value, target) > 0 : cmp(value, target) >= 0
