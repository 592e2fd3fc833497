import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FeedError } from '../../../shared/feeds/feed-error.ts'
import { ADAPTORS } from '../../../shared/feeds/index.ts'
import { refuseRepeated, repeatedKey } from '../../../shared/feeds/parts/repeated.ts'
import { recorded } from './recorded.ts'

describe('a key that stands twice', () => {
  it.each([
    ['at the top', '{"a":1,"b":2,"a":3}', 'a'],
    ['in a row of a list', '{"incidents":[{"id":"x","impact":"critical","impact":"none"}]}', 'impact'],
    ['written in two ways', '{"impact":1,"\\u0069mpact":2}', 'impact'],
    ['with blanks before its colon', '{ "a" : 1 ,\n "a"\t: 2 }', 'a'],
    ['after a text that ends in a backslash', '{"a":"\\\\","a":1}', 'a'],
    ['after one with a quote in it', '{"a":"\\"a\\":","b":{},"b":1}', 'b'],
    ['after an object that had it', '{"a":{"b":1},"b":2,"c":{"b":1,"b":2}}', 'b'],
  ])('%s', (_what, text, key) => expect(repeatedKey(text)).toBe(key))
  it.each([
    ['in two objects', '[{"a":1},{"a":2}]'],
    ['as key and as value', '{"a":"a","b":"a"}'],
    ['in a list of texts', '{"a":["a","a"]}'],
    ['within and without', '{"a":{"a":{"a":1}}}'],
  ])('is none: %s', (_what, text) => expect(repeatedKey(text)).toBeNull())
  it('is none in anything that JSON.stringify writes', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(repeatedKey(text)).toBeNull()
      }),
    )
  })
  it('is refused whatever the feed, and text that is no JSON is left to its adaptor', () => {
    for (const adaptor of ADAPTORS) {
      expect(() => refuseRepeated(adaptor, '{"page":{},"page":{}}')).toThrow(FeedError)
      expect(() => refuseRepeated(adaptor, 'id,id\n{"a":1,"a":2}')).not.toThrow()
    }
  })
  const text = recorded('statuspage/github_incidents_api_2025-09_2026-08.json')
  it.skipIf(text === null)('is none in a recorded year of a busy page', () => expect(repeatedKey(text as string)).toBeNull())
})
