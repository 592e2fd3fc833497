/**
 * Exact rationals over bigint, always reduced, denominator positive.
 * Comparisons of figures with targets go through here and never through a float.
 */
export interface Rational {
  readonly n: bigint
  readonly d: bigint
}

/** n / d, reduced. Throws RangeError when d is zero. Numbers must be safe integers. */
export function rat(n: bigint | number, d: bigint | number = 1n): Rational {
  let top = BigInt(n)
  let bottom = BigInt(d)
  if (bottom === 0n) throw new RangeError('a rational with denominator 0')
  if (bottom < 0n) {
    top = -top
    bottom = -bottom
  }
  if (bottom === 1n) return { n: top, d: bottom }
  const common = gcd(top < 0n ? -top : top, bottom)
  return common === 1n ? { n: top, d: bottom } : { n: top / common, d: bottom / common }
}

export const ZERO: Rational = { n: 0n, d: 1n }
export const ONE: Rational = { n: 1n, d: 1n }
export const HUNDRED: Rational = { n: 100n, d: 1n }

export const add = (a: Rational, b: Rational): Rational => rat(a.n * b.d + b.n * a.d, a.d * b.d)
export const sub = (a: Rational, b: Rational): Rational => rat(a.n * b.d - b.n * a.d, a.d * b.d)
export const mul = (a: Rational, b: Rational): Rational => rat(a.n * b.n, a.d * b.d)
/** Throws RangeError when b is zero. */
export const div = (a: Rational, b: Rational): Rational => rat(a.n * b.d, a.d * b.n)

/** Negative, zero or positive, as a is below, equal to or above b. */
export function cmp(a: Rational, b: Rational): -1 | 0 | 1 {
  const difference = a.n * b.d - b.n * a.d
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

export const min = (a: Rational, b: Rational): Rational => (cmp(a, b) <= 0 ? a : b)
export const max = (a: Rational, b: Rational): Rational => (cmp(a, b) >= 0 ? a : b)

/** The largest integer not above r. */
export function floor(r: Rational): bigint {
  const q = r.n / r.d
  return r.n < 0n && q * r.d !== r.n ? q - 1n : q
}

/** The smallest integer not below r. */
export const ceil = (r: Rational): bigint => -floor({ n: -r.n, d: r.d })

export type RoundingMode = 'half-up' | 'floor' | 'up'

/** r rounded to `decimals` digits; half-up and up go away from zero. */
export function round(r: Rational, decimals: number, mode: RoundingMode): Rational {
  const scale = 10n ** BigInt(decimals)
  // Not reduced: only its floor is asked for, and a common divisor of very long numbers is dear.
  const scaled: Rational = { n: r.n * scale, d: r.d }
  if (mode === 'floor') return rat(floor(scaled), scale)
  const size: Rational = { n: scaled.n < 0n ? -scaled.n : scaled.n, d: scaled.d }
  const whole = mode === 'up' ? ceil(size) : (size.n * 2n + size.d) / (size.d * 2n)
  return rat(scaled.n < 0n ? -whole : whole, scale)
}

/** `n/d` in lowest terms, always with the denominator: `"100/1"` (R11). */
export const fraction = (r: Rational): string => `${r.n}/${r.d}`

/** Floored to `digits` decimals, trailing zeros and point dropped: `"99.9"`, `"100"` (R11). */
export function floorText(r: Rational, digits = 9): string {
  return fixed(round(r, digits, 'floor'), digits).replace(/\.?0+$/, (zeros) => (zeros.startsWith('.') ? '' : zeros.replace(/0+$/, '')))
}

/** Exactly `digits` decimals of a value that has no more than that many; floors what is finer. */
export function fixed(r: Rational, digits: number): string {
  const scaled = floor(rat(r.n * 10n ** BigInt(digits), r.d))
  const sign = scaled < 0n ? '-' : ''
  const text = (scaled < 0n ? -scaled : scaled).toString().padStart(digits + 1, '0')
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`
}

const DECIMAL = /^-?\d{1,15}(\.\d{1,15})?$/

/** Whether text is a decimal of R34. */
export const isDecimal = (text: string): boolean => DECIMAL.test(text)

/** The exact value of decimal text. Throws RangeError unless it is a decimal of R34. */
export function decimal(text: string): Rational {
  if (!DECIMAL.test(text)) throw new RangeError(`not a decimal: ${JSON.stringify(text)}`)
  const point = text.indexOf('.')
  if (point < 0) return { n: BigInt(text), d: 1n }
  return rat(BigInt(text.slice(0, point) + text.slice(point + 1)), 10n ** BigInt(text.length - point - 1))
}

const SAFE = BigInt(Number.MAX_SAFE_INTEGER)

/** Of two that are not negative; numbers do it faster where they are exact. */
function gcd(a: bigint, b: bigint): bigint {
  if (a <= SAFE && b <= SAFE) {
    let m = Number(a)
    let n = Number(b)
    while (n !== 0) [m, n] = [n, m % n]
    return BigInt(m)
  }
  let x = a
  let y = b
  while (y !== 0n) {
    const rest = x % y
    x = y
    y = rest
  }
  return x
}
