import { describe, expect, it } from 'vitest'
import { type Limits, parseJson } from '../../../shared/base/json.ts'
import { DocumentError, type Problem } from '../../../shared/base/problem.ts'

function refused(text: string, limits: Limits = {}): Problem | undefined {
  try {
    parseJson(text, limits)
  } catch (error) {
    if (error instanceof DocumentError) return error.problems[0]
    throw error
  }
  return undefined
}

describe('parseJson', () => {
  it.each([
    'null',
    ' [1, -0.5, 1e3, true, false, null, "", {}] ',
    '{"a": {"b": [{"c": "\\u00e9\\n\\"\\\\"}]}, "": 1, "constructor": 2}',
    '"ends in a backslash \\\\"',
    '[[],[[]]]',
  ])('reads %s as JSON.parse does', (text) => {
    expect(parseJson(text)).toEqual(JSON.parse(text))
  })

  it('skips a byte order mark', () => {
    expect(parseJson('\ufeff{"a":1}')).toEqual({ a: 1 })
  })

  it.each([
    // text, path, column of line 1
    ['', '', 1],
    ['{"a":1', '', 7],
    ['{"a":[1,{"b":nul}]}', 'a[1].b', 14],
    ['[1,]', '[1]', 4],
    ['{"a" 1}', 'a', 6],
    ['{a:1}', '', 2],
    ['01', '', 2],
    ['1 2', '', 3],
    ['NaN', '', 1],
    ['[-Infinity]', '[0]', 2],
    ['[1e999]', '[0]', 2],
    ['["a\tb"]', '[0]', 2],
    ['["\\x41"]', '[0]', 2],
    ['["open', '[0]', 2],
    ['["open\\"]', '[0]', 2],
    ['["\\ud800"]', '[0]', 10],
    ['{"a":1,"a":1}', 'a', 11],
    ['{"x":{"a":1,"b":2,"a":3}}', 'x.a', 22],
    ['{"x":[{"__proto__":{}}]}', 'x[0].__proto__', 19],
    ['<!doctype html>', '', 1],
  ])('refuses %j at %j', (text, path, column) => {
    const problem = refused(text)
    expect(problem?.path).toBe(path)
    expect(problem).toMatchObject({ line: 1, column })
  })

  it('names the line', () => {
    expect(refused('{\n  "a": 1,\n  "b" 2\n}')).toMatchObject({ line: 3, column: 7 })
  })

  it.each([
    ['one under', 63, false],
    ['exactly the limit', 64, false],
    ['one over', 65, true],
    ['far over', 100_000, true],
  ])('nesting %s of 64 levels', (_what, levels, over) => {
    expect(refused('['.repeat(levels) + ']'.repeat(levels)) !== undefined).toBe(over)
  })

  it.each([
    [9, false],
    [10, false],
    [11, true],
  ])('%i characters of at most 10', (length, over) => {
    expect(refused(' '.repeat(length - 2) + '[]', { size: 10 }) !== undefined).toBe(over)
  })

  it('refuses half a surrogate pair in the text itself', () => {
    expect(refused('"\ud800"')?.got).toContain('surrogate')
  })

  it('leaves the prototype of every object alone', () => {
    expect(refused('{"__proto__": {"polluted": true}}')).toBeDefined()
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  })
})
