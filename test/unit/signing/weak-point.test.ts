import { describe, expect, it } from 'vitest'
import { toBase64Url } from '../../../shared/base/base64.ts'
import { readPublicKey } from '../../../shared/signing/public-key.ts'
import { checkSeal } from '../../../shared/signing/seal.ts'
import { isWeakPoint } from '../../../shared/signing/weak-point.ts'

const P = 2n ** 255n - 19n
const mod = (n: bigint): bigint => ((n % P) + P) % P
function power(base: bigint, exponent: bigint): bigint {
  let result = 1n
  for (let b = mod(base), e = exponent; e > 0n; e >>= 1n, b = (b * b) % P) if (e & 1n) result = (result * b) % P
  return result
}
const inverse = (n: bigint): bigint => power(n, P - 2n)
const D = mod(-121665n * inverse(121666n))
const ROOT_MINUS_1 = power(2n, (P - 1n) / 4n)

/** x of the curve −x² + y² = 1 + d·x²·y² for a y; null where there is none. */
function xOf(y: bigint): bigint | null {
  const square = mod((y * y - 1n) * inverse(D * y * y + 1n))
  const root = power(square, (P + 3n) / 8n)
  for (const x of [root, mod(root * ROOT_MINUS_1)]) if (mod(x * x) === square) return x
  return null
}

type Point = readonly [x: bigint, y: bigint]
function add([x1, y1]: Point, [x2, y2]: Point): Point {
  const product = mod(D * x1 * x2 * y1 * y2)
  return [mod((x1 * y2 + x2 * y1) * inverse(1n + product)), mod((y1 * y2 + x1 * x2) * inverse(1n - product))]
}
const times8 = (point: Point): Point => [1, 2, 3].reduce((sum) => add(sum, sum), point)

function encoded(y: bigint, sign = 0): Uint8Array {
  const bytes = Uint8Array.from({ length: 32 }, (_, i) => Number((y >> BigInt(8 * i)) & 0xffn))
  bytes[31]! |= sign << 7
  return bytes
}

/** The eight points of small order, found by the curve's own arithmetic: 8 · point = (0, 1). */
const Y8 = 0x05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826n
const SMALL: readonly (readonly [string, bigint])[] = [
  ['order 1', 1n],
  ['order 2', P - 1n],
  ['order 4', 0n],
  ['order 8', Y8],
  ['order 8, the other', P - Y8],
]

describe('weak points', () => {
  it.each(SMALL)('knows that of %s, with either sign', (_name, y) => {
    const x = xOf(y)
    expect(x).not.toBeNull()
    expect(times8([x as bigint, y])).toEqual([0n, 1n])
    expect(isWeakPoint(encoded(y))).toBe(true)
    expect(isWeakPoint(encoded(y, 1))).toBe(true)
  })
  it('finds the base point good: eight times it is not the identity', () => {
    const y = mod(4n * inverse(5n))
    expect(times8([xOf(y) as bigint, y])).not.toEqual([0n, 1n])
    expect(isWeakPoint(encoded(y))).toBe(false)
  })
  it.each([
    ['p − 2, the largest good one', P - 2n, false],
    ['p, which is 0 written otherwise', P, true],
    ['p + 2, which is 2 written otherwise', P + 2n, true],
    ['2^255 − 1', 2n ** 255n - 1n, true],
  ])('takes an encoding at the prime: %s', (_name, y, weak) => {
    expect(isWeakPoint(encoded(y))).toBe(weak)
    expect(isWeakPoint(encoded(y, 1))).toBe(weak)
  })
  it('refuses a key at one, with the reason', () => {
    expect(() => readPublicKey({ kty: 'OKP', crv: 'Ed25519', x: toBase64Url(encoded(0n)) })).toThrow('the key is weak')
  })
  it('finds a seal by one broken, though its signature verifies any text', async () => {
    // R is the identity and S is 0: with A of small order, 8·S·B = 8·R + 8·k·A holds for every k.
    const x = toBase64Url(encoded(1n))
    const header = toBase64Url(
      new TextEncoder().encode(JSON.stringify({ alg: 'Ed25519', b64: false, crit: ['b64'], jwk: { kty: 'OKP', crv: 'Ed25519', x } })),
    )
    const signature = toBase64Url(new Uint8Array([...encoded(1n), ...new Uint8Array(32)]))
    const key = await crypto.subtle.importKey('jwk', { kty: 'OKP', crv: 'Ed25519', x }, 'Ed25519', false, ['verify'])
    for (const text of ['pay 1 EUR', 'pay 1,000,000 EUR'])
      expect(
        await crypto.subtle.verify('Ed25519', key, new Uint8Array([...encoded(1n), ...new Uint8Array(32)]), new TextEncoder().encode(text)),
      ).toBe(true)
    const check = await checkSeal({ format: 'x', signature: { protected: header, signature } }, crypto.subtle)
    expect(check).toMatchObject({ state: 'invalid', problem: 'broken' })
  })
})
