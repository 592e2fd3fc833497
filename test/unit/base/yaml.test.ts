import { describe, expect, it } from 'vitest'
import { DocumentError, type Problem } from '../../../shared/base/problem.ts'
import { SourceNumber } from '../../../shared/base/source-number.ts'
import { parseYaml, type YamlOptions } from '../../../shared/base/yaml.ts'

function refused(text: string, options: YamlOptions = {}): readonly Problem[] {
  try {
    parseYaml(text, options)
  } catch (error) {
    if (error instanceof DocumentError) return error.problems
    throw error
  }
  return []
}

/** k anchors, each a list of ten aliases of the one before: 10^k values. */
const bomb = (k: number): string =>
  ['a0: &a0 [x]', ...Array.from({ length: k }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(10).fill(`*a${i}`).join(', ')}]`)].join('\n')

describe('parseYaml', () => {
  it.each([
    ['a: 1\nb: [x, "y", true, null, ~]', { a: 1, b: ['x', 'y', true, null, null] }],
    ['a: 2026-01-01\nb: yes\nc: 0x1F\nd:', { a: '2026-01-01', b: 'yes', c: 31, d: null }],
    ['%YAML 1.1\n---\na: no', { a: 'no' }],
    ['2026: { 99.90: x }', { '2026': { '99.90': 'x' } }],
    ['a: &x { k: [1] }\nb: *x', { a: { k: [1] }, b: { k: [1] } }],
    ['a: &x 1\nb: &x 2\nc: *x', { a: 1, b: 2, c: 2 }],
    ['a: !!str 5', { a: '5' }],
    ['a: |\n  two\n  lines\n', { a: 'two\nlines\n' }],
    ['', null],
  ])('reads %j by YAML 1.2', (text, value) => {
    expect(parseYaml(text)).toEqual(value)
  })

  it.each(['99.90', '0.10', '1e3', '12345678901234567890', '-0', '0x1F'])('keeps the source of %s', (source) => {
    const { a } = parseYaml(`a: ${source}`, { numbers: 'source' }) as { a: SourceNumber }
    expect(a).toBeInstanceOf(SourceNumber)
    expect(a.source).toBe(source)
  })

  it.each([
    ['a key given twice', 'x:\n  a: 1\n  a: 2', 'x.a'],
    ['__proto__', 'x: { __proto__: { polluted: true } }', 'x.__proto__'],
    ['not a number', 'x: [1, .nan]', 'x[1]'],
    ['infinity', 'x: -.inf', 'x'],
    ['more than a float holds', 'x: 1e999', 'x'],
    ['a list as a key', 'x: { ? [a] : 1 }', 'x'],
    ['a list in itself', 'x: &a [*a]', 'x[0]'],
    ['a list in itself, under a name used before', 'w: &a 1\nx: &a [*a]', 'x[0]'],
    ['an alias of nothing', 'x: *a', 'x'],
    ['binary', 'x: !!binary aGk=', 'x'],
    ['an unknown tag', 'x: !own 1', ''],
    ['half a surrogate pair', 'x: "\\ud800"', 'x'],
    ['two documents', '---\na: 1\n---\nb: 1\n', ''],
    ['an open bracket', 'x: [1', ''],
    ['a tab as indentation', 'x:\n\ty: 1', ''],
  ])('refuses %s', (_what, text, path) => {
    expect(refused(text).map((problem) => problem.path)).toContain(path)
  })

  it('names line and column of a syntax error', () => {
    expect(refused('a: 1\nb: {c: "d}\n')[0]).toMatchObject({ line: 3, column: 1 })
  })

  it('follows aliases up to a limit', () => {
    expect(refused(bomb(2))).toEqual([])
    expect(refused(bomb(9))[0]?.wanted).toContain('values')
  })

  // Each of these ended in minutes, an exhausted stack or an aborted process when given to the composer as it is.
  it.each([
    ['lists', '['.repeat(100_000)],
    ['maps', '{a: '.repeat(20_000)],
    ['dashes', '- '.repeat(20_000)],
    ['question marks', '? '.repeat(20_000)],
    ['indentation', Array.from({ length: 1000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
  ])('refuses deep %s before they cost anything', (_what, text) => {
    expect(refused(text)[0]?.wanted).toBe('at most 64 levels')
  })

  it.each([
    [63, false],
    [64, false],
    [65, true],
  ])('%i levels', (levels, over) => {
    expect(refused('['.repeat(levels) + ']'.repeat(levels)).length > 0).toBe(over)
  })
})
