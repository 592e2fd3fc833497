import { describe, expect, it } from 'vitest'
import { orderOf, readLength, readTime } from '../../../../shared/evidence/import/times.ts'
import { temporalZones } from '../../../../shared/time/zones.ts'

const BERLIN = temporalZones('Europe/Berlin')
const free = { zone: null, order: null } as const
const at = (text: string, rules: Parameters<typeof readTime>[1] = free): unknown => {
  const read = readTime(text, rules)
  return 'at' in read ? new Date(read.at).toISOString() : read
}

describe('an instant with its own offset', () => {
  it.each([
    ['2026-03-01T09:30:00Z', '2026-03-01T09:30:00.000Z'],
    ['2026-03-01 09:30Z', '2026-03-01T09:30:00.000Z'],
    ['2026-03-01 09:30:15.25 UTC', '2026-03-01T09:30:15.250Z'],
    ['2026-03-01T09:30:00+02:00', '2026-03-01T07:30:00.000Z'],
    ['2026-03-01 09:30:00 -0330', '2026-03-01T13:00:00.000Z'],
    ['2026-03-01T10:30:00+01:00[Europe/Berlin]', '2026-03-01T09:30:00.000Z'],
    ['1 Mar 2026 09:30 GMT', '2026-03-01T09:30:00.000Z'],
    ['Sun, 01 Mar 2026 09:30:00 +0000', '2026-03-01T09:30:00.000Z'],
    ['March 1, 2026 9:30 PM UTC', '2026-03-01T21:30:00.000Z'],
    ['2026/3/1 9:30 am UTC+1', '2026-03-01T08:30:00.000Z'],
    ['2026-03-01 12:05 a.m. UTC', '2026-03-01T00:05:00.000Z'],
    ['2026-03-01 12:05 p.m. UTC', '2026-03-01T12:05:00.000Z'],
  ])('%s', (text, iso) => expect(at(text)).toBe(iso))
})

describe('a time without a zone', () => {
  it('asks for one', () => expect(at('2026-03-01 09:30')).toEqual({ wants: 'zone' }))
  it.each([
    // Berlin is an hour ahead of UTC in winter and two in summer.
    ['2026-01-15 12:00', '2026-01-15T11:00:00.000Z'],
    ['2026-07-15 12:00', '2026-07-15T10:00:00.000Z'],
    // On 29 March the clocks went from 02:00 to 03:00, at 01:00 UTC.
    ['2026-03-29 01:59', '2026-03-29T00:59:00.000Z'],
    ['2026-03-29 03:00', '2026-03-29T01:00:00.000Z'],
    // On 25 October they go from 03:00 back to 02:00.
    ['2026-10-25 01:59', '2026-10-24T23:59:00.000Z'],
    ['2026-10-25 03:00', '2026-10-25T02:00:00.000Z'],
  ])('is of the clock that is given: %s', (text, iso) => expect(at(text, { ...free, zone: BERLIN })).toBe(iso))
  it.each([
    ['that the clocks went past', '2026-03-29 02:30', 'a time that the clocks of Europe/Berlin showed: they went past this one'],
    ['that they showed twice', '2026-10-25 02:30', 'an offset behind the time: the clocks of Europe/Berlin showed it twice'],
  ])('%s is not guessed', (_what, text, wanted) => expect(at(text, { ...free, zone: BERLIN })).toEqual({ wanted }))
})

describe('days and months', () => {
  it('asks which comes first, unless they are the same', () => {
    expect(at('03/04/2026 10:00Z')).toEqual({ wants: 'order' })
    expect(at('04/04/2026 10:00Z')).toBe('2026-04-04T10:00:00.000Z')
  })
  it.each([
    ['03/04/2026 10:00Z', 'day-first', '2026-04-03T10:00:00.000Z'],
    ['03/04/2026 10:00Z', 'month-first', '2026-03-04T10:00:00.000Z'],
    ['3.4.2026 10:00Z', 'day-first', '2026-04-03T10:00:00.000Z'],
  ] as const)('reads %s %s', (text, order, iso) => expect(at(text, { ...free, order })).toBe(iso))
  it('knows no thirteenth month', () => {
    expect(at('13/04/2026 10:00Z', { ...free, order: 'month-first' })).toEqual({ wanted: 'a day and a time that there are' })
  })
  it.each([
    ['a number over 12 in front', ['03/04/2026', '13/04/2026'], { order: 'day-first', example: '13/04/2026', both: false }],
    ['a number over 12 behind', ['03/04/2026', '04/13/2026'], { order: 'month-first', example: '04/13/2026', both: false }],
    ['twelve at most on both sides', ['03/04/2026', '12/11/2026'], { order: null, example: '03/04/2026', both: false }],
    ['both', ['13/04/2026', '04/13/2026'], { order: null, example: '13/04/2026, 04/13/2026', both: true }],
    ['years in front', ['2026-04-13'], null],
    ['twins alone', ['04/04/2026'], null],
  ])('says what the cells prove: %s', (_what, cells, found) => expect(orderOf(cells)).toEqual(found))
})

describe('numbers', () => {
  it.each([
    ['1772357400', '2026-03-01T09:30:00.000Z'],
    ['1772357400.5', '2026-03-01T09:30:00.500Z'],
    ['1772357400000', '2026-03-01T09:30:00.000Z'],
  ])('%s', (text, iso) => expect(at(text)).toBe(iso))
  it('takes a spreadsheet’s count of days for no instant', () => expect(at('46082.39')).toHaveProperty('wanted'))
  it('is of the unit that is given', () => expect(at('1000', { ...free, epoch: 'ms' })).toBe('1970-01-01T00:00:01.000Z'))
})

it.each([
  ['a day without a time', '2026-03-01'],
  ['letters for a zone', '2026-03-01 09:30 CET'],
  ['a month that there is not', '1 Foo 2026 09:30Z'],
  ['a year of two digits', '01/02/26 09:30'],
  ['the 29th of a short February', '2026-02-29 09:30Z'],
  ['an hour past midnight', '2026-03-01 25:00Z'],
  ['half past thirteen in the afternoon', '2026-03-01 13:30 pm Z'],
  ['an offset of fifteen hours', '2026-03-01 09:30 +15:00'],
  ['prose', 'yesterday'],
])('reads nothing into %s', (_what, text) => expect(at(text)).toHaveProperty('wanted'))

describe('a length of time', () => {
  it.each([
    ['PT1H20M', 4_800_000],
    ['1:20:00', 4_800_000],
    ['1 h 20 min', 4_800_000],
    ['80m', 4_800_000],
    ['4800 seconds', 4_800_000],
    ['1,5 h', 5_400_000],
    ['250 ms', 250],
  ])('%s', (text, ms) => expect(readLength(text, null)).toEqual({ ms }))
  it('of a bare number asks for its unit', () => {
    expect(readLength('80', null)).toEqual({ wants: 'unit' })
    expect(readLength('80', 'min')).toEqual({ ms: 4_800_000 })
  })
  // 1:20 may be an hour and twenty minutes, or a minute and twenty seconds.
  it.each(['1:20', 'P1M', 'long', '5 fortnights'])('is none: %s', (text) => expect(readLength(text, 's')).toHaveProperty('wanted'))
})
