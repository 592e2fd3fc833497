import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonical } from '../../../shared/base/canonical.ts'
import { canonicalFast } from '../../../shared/base/canonical-fast.ts'

const outcome = (write: (value: unknown) => string, value: unknown): string => {
  try {
    return write(value)
  } catch (error) {
    return (error as Error).name
  }
}
const cycle: Record<string, unknown> = {}
cycle.again = cycle

describe('the fast way', () => {
  it('writes what the library writes, for any JSON value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => canonicalFast(value) === canonical(value)),
      { numRuns: 2000, seed: 1 },
    )
  })
  it('writes what the library writes, for rows of few shapes with their members in any order', () => {
    const name = fc.constantFrom('a', 'b', 'B', 'é', '\u20ac', '\ud83d\ude00', '\ufb33', '1', '__proto__', 'toString')
    const row = fc.array(
      fc.tuple(name, fc.oneof(fc.string(), fc.integer(), fc.constant(undefined), fc.record({ b: fc.string(), a: fc.nat() }))),
    )
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        const value = { rows: rows.map((members) => Object.fromEntries(members)), a: 1 }
        return canonicalFast(value) === canonical(value)
      }),
      { numRuns: 2000, seed: 2 },
    )
  })
  it.each<[string, unknown]>([
    ['a list with holes', new Array(3)],
    ['members named by numbers', { 10: 1, 9: 2, a: 3 }],
    ['members out of order', { b: { d: 1, c: [{ z: 1, y: 2 }] }, a: 0 }],
    ['an own __proto__', JSON.parse('{"__proto__": {"x": 1}, "a": 1}')],
    ['numbers at their edges', [-0, 1e21, 1e-7, 5e-324, 0.1 + 0.2, 2 ** 53]],
    ['members that are not there', { a: undefined, b: 1 }],
    ['a date', { at: new Date(0) }],
    ['NaN', { a: Number.NaN }],
    ['nothing', undefined],
    ['half a surrogate pair', { a: '\ud800' }],
    ['half a surrogate pair in a name', { '\udc00': 1 }],
    ['text that only looks like one', { a: '\\ud800' }],
    ['a function', { a: () => 1 }],
  ])('does as the library does with %s', (_what, value) => {
    expect(outcome(canonicalFast, value)).toBe(outcome(canonical, value))
  })
  it('does not run for ever in a cycle', () => {
    expect(() => canonicalFast(cycle)).toThrow()
  })
})
