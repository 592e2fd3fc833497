import { describe, expect, it } from 'vitest'
import { ImportError, readTable } from '../../../../shared/evidence/import/table.ts'

const cells = (text: string) => readTable(text).rows.map((row) => row.cells)

describe('a table out of CSV', () => {
  it.each([
    ['commas', 'a,b\n1,2\n', ','],
    ['semicolons, with commas inside', 'a;b\n1,5;2\n', ';'],
    ['tabs', 'a\tb\n1\t2\n', '\t'],
    ['bars', 'a|b\n1|2\n', '|'],
  ])('of %s', (_what, text, delimiter) => {
    expect(readTable(text)).toMatchObject({ kind: 'csv', delimiter, columns: ['a', 'b'] })
    expect(cells(text)[0]?.[1]).toBe('2')
  })

  it.each([
    ['a byte order mark', '\ufeffa,b\n1,2'],
    ['CRLF', 'a,b\r\n1,2\r\n'],
    ['CR alone', 'a,b\r1,2\r'],
    ['line ends of two sorts', 'a,b\r\n1,2\n'],
    ['empty lines', '\na,b\n\n1,2\n,\n\n'],
    ['empty cells behind the last column', 'a,b\n1,2,,\n'],
  ])('reads %s', (_what, text) => {
    expect(readTable(text).columns).toEqual(['a', 'b'])
    expect(cells(text)).toEqual([['1', '2']])
  })

  it('keeps commas, quotes and line ends within quotes, and counts the lines of the file', () => {
    const { rows } = readTable('a,b\n"x, y","he said ""no"""\r\n"two\r\nlines",2\n3,4\n')
    expect(rows.map(({ place, cells: [first, second] }) => [place, first, second])).toEqual([
      [2, 'x, y', 'he said "no"'],
      [3, 'two\nlines', '2'],
      // The row before takes lines 3 and 4.
      [5, '3', '4'],
    ])
  })

  it('names each column once, also one without a name', () => {
    expect(readTable('status,,status\n1,2,3').columns).toEqual(['status', 'column 2', 'status (2)'])
  })

  it.each([
    ['a cell too few', 'a,b\n1\n', { wanted: '2 cells, as the head has', got: '1' }],
    ['a cell too many', 'a,b\n1,2,3\n', { wanted: '2 cells, as the head has', got: '3' }],
  ])('reports what is wrong with a row: %s', (_what, text, broken) => {
    expect(readTable(text).rows[0]?.broken).toEqual(broken)
  })

  it.each([
    ['nothing', '', /empty/],
    ['a head alone', 'a,b\n', /rows below the head/],
    ['a file cut off within quotes', 'a,b\n1,"2', /cut off/],
    ['a page', '<!doctype html>\n<p>,\n', /a page/],
    ['a workbook', 'PK\u0003\u0004\u0000', /spreadsheet/],
    ['half a surrogate', '[{"a":"\ud800"}]', /Unicode/],
    ['more than fits', 'a,b\n'.repeat(8_000_001), /at most 32000000 characters/],
  ])('refuses %s', (_what, text, words) => {
    expect(() => readTable(text)).toThrow(ImportError)
    expect(() => readTable(text)).toThrow(words)
  })
})

describe('a table out of JSON', () => {
  it('takes a list of objects, its fields as columns, in the order in which they come', () => {
    expect(readTable('[{"a":1,"b":{"c":true,"d":null}},{"e":"x","a":2.50}]')).toMatchObject({
      kind: 'json',
      path: '',
      columns: ['a', 'b.c', 'b.d', 'e'],
      rows: [
        { place: 0, cells: ['1', 'true', '', ''] },
        { place: 1, cells: ['2.5', '', '', 'x'] },
      ],
    })
  })

  const two = '{"meta":{"tags":[{"x":1}]},"data":{"items":[{"a":1},{"a":2}]}}'
  it('finds the longest list in an object, or the one that is named', () => {
    expect(readTable(two)).toMatchObject({ path: 'data.items', paths: ['data.items', 'meta.tags'], columns: ['a'] })
    expect(readTable(two, { path: 'meta.tags' })).toMatchObject({ columns: ['x'] })
  })

  it('names the lists there are where the requested one does not exist', () => {
    expect(() => readTable(two, { path: 'data' })).toThrow('wanted a list of objects or of lists at data, got data.items, meta.tags')
    expect(() => readTable('{"a":[1,2]}')).toThrow('wanted a list of objects or of lists, got none')
  })

  it.each([
    ['a key twice', '[{"a":1,"a":2}]', /a/],
    ['__proto__', '[{"__proto__":{"x":1}}]', /__proto__/],
    ['JSON cut off', '[{"a":1}', /JSON/],
  ])('refuses %s', (_what, text, words) => {
    expect(() => readTable(text)).toThrow(words)
  })

  it('rejects what is no object, one by one', () => {
    expect(readTable('[{"a":1},7]').rows[1]?.broken).toEqual({ wanted: 'an object or a list', got: 'something else' })
  })
})
