import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonical as library } from '../../../../shared/base/canonical.ts'
import { canonical } from '../../../../widget/element/canonical.ts'

describe('what the widget checks a seal over', () => {
  it.each([
    // RFC 8785, 3.2.3: names sorted by UTF-16 code units
    [
      '{"\\u20ac":"Euro","\\r":"CR","\\ufb33":"Dalet","1":"One","\\ud83d\\ude00":"Smile","\\u0080":"Control","\\u00f6":"O"}',
      'sorted names',
    ],
    ['{"b":[56,{"d":true,"10":null,"1":[]}],"a":1e30}', 'lists keep their order, names that are numbers do not come first'],
    ['[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001,-0]', 'numbers'],
  ])('%s: %s', (text) => {
    expect(canonical(JSON.parse(text))).toBe(library(JSON.parse(text)))
  })
  it('is what the library writes, for anything that was parsed', () => {
    fc.assert(
      fc.property(fc.json({ stringUnit: 'grapheme' }), (text) => {
        expect(canonical(JSON.parse(text))).toBe(library(JSON.parse(text)))
      }),
    )
  })
})
