/** One byte form for equal values (RFC 8785), and its hash. */
import { describe, expect, it } from 'vitest'
import { canonical, sha256Hex } from '../../../shared/base/canonical.ts'

describe('canonical form', () => {
  it.each<[unknown, string]>([
    [{ b: 1, a: [true, null] }, '{"a":[true,null],"b":1}'],
    // Keys that look like integers are sorted as text, which an object's own order is not.
    [{ '10': 1, '9': 2 }, '{"10":1,"9":2}'],
    // The examples of RFC 8785, 3.2.2 and 3.2.3.
    // biome-ignore lint/correctness/noPrecisionLoss: the example of the RFC
    [[333333333.33333329, 1e30, 4.5, 2e-3, 0.000000000000000000000000001], '[333333333.3333333,1e+30,4.5,0.002,1e-27]'],
    ['\u20ac$\u000f\u000aA\'B"\\\\"/', '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'],
    [
      { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 },
      '{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}',
    ],
    [-0, '0'],
  ])('%j', (value, text) => {
    expect(canonical(value)).toBe(text)
  })

  it.each([[undefined], [Number.NaN], [Number.POSITIVE_INFINITY], [() => 1], ['\ud800']])('refuses %s', (value) => {
    expect(() => canonical(value)).toThrow()
  })
})

it('keeps text that only looks like half of a pair', () => {
  expect(canonical('\\ud800 😀')).toBe('"\\\\ud800 😀"')
})

describe('SHA-256', () => {
  // FIPS 180-2, appendix B.
  it.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    ['abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq', '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1'],
  ])('%j', (text, hash) => {
    expect(sha256Hex(text)).toBe(hash)
  })
})
