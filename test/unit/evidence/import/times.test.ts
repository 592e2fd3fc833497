import { describe, expect, it } from 'vitest'
import { orderOf } from '../../../../shared/evidence/import/date-order.ts'
import { readLength } from '../../../../shared/evidence/import/lengths.ts'
import { readTime } from '../../../../shared/evidence/import/table-times.ts'
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
  ])('finds what the cells prove: %s', (_what, cells, found) => expect(orderOf(cells)).toEqual(found))
})

describe('numbers', () => {
  it.each([
    ['1772357400', '2026-03-01T09:30:00.000Z'],
    ['1772357400.5', '2026-03-01T09:30:00.500Z'],
    ['1772357400000', '2026-03-01T09:30:00.000Z'],
  ])('%s', (text, iso) => expect(at(text)).toBe(iso))
  // 2026-03-01 is the 46,082nd day of a spreadsheet; 0.5 of a day is noon.
  it.each([
    ['46082.5', '2026-03-01T11:00:00.000Z'],
    ['46091.5848611111', '2026-03-10T13:02:12.000Z'],
    ['46082', '2026-02-28T23:00:00.000Z'],
  ])('reads days of a spreadsheet in the clock that is given: %s', (text, iso) => expect(at(text, { ...free, zone: BERLIN })).toBe(iso))
  it('asks for the clock of a spreadsheet', () => expect(at('46082.39')).toEqual({ wants: 'zone' }))
  it.each(['19999', '80000', '0', '99999999'])('takes %s for no instant', (text) => expect(at(text)).toHaveProperty('wanted'))
  it('is of the unit that is given', () => expect(at('1000', { ...free, epoch: 'ms' })).toBe('1970-01-01T00:00:01.000Z'))
})

it.each([
  ['a day without a time', '2026-03-01'],
  ['words behind the time', '2026-03-01 09:30 or so'],
  ['a month that there is not', '1 Foo 2026 09:30Z'],
  ['the 29th of a short February', '2026-02-29 09:30Z'],
  ['an hour past midnight', '2026-03-01 25:00Z'],
  ['half past thirteen in the afternoon', '2026-03-01 13:30 pm Z'],
  ['an offset of fifteen hours', '2026-03-01 09:30 +15:00'],
  ['prose', 'yesterday'],
])('reads nothing into %s', (_what, text) => expect(at(text)).toHaveProperty('wanted'))

describe('as tools write it', () => {
  it.each([
    ['Jira', '10/Mar/26 2:02 PM', '2026-03-10T14:02:00.000Z'],
    ['Jira, in the morning', '10/Mar/26 12:02 AM', '2026-03-10T00:02:00.000Z'],
    ['JavaScript', 'Tue Mar 10 2026 14:02:00 GMT+0100 (Central European Standard Time)', '2026-03-10T13:02:00.000Z'],
    ['Java', 'Tue Mar 10 14:02:00 CET 2026', '2026-03-10T13:02:00.000Z'],
    ['C', 'Tue Mar 10 14:02:00 2026', '2026-03-10T14:02:00.000Z'],
    ['an American spreadsheet', '3/10/26 14:02', '2026-03-10T14:02:00.000Z'],
    ['a report', 'Mar 10, 2026 2:02 PM EST', '2026-03-10T19:02:00.000Z'],
    ['German', '10. März 2026, 14:02 Uhr', '2026-03-10T14:02:00.000Z'],
    ['German, in short', 'Di., 10.03.26 14:02:11', '2026-03-10T14:02:11.000Z'],
    ['French', '10 février 2026 14h02', '2026-02-10T14:02:00.000Z'],
    ['Spanish', '10 de ene de 2026 14:02', '2026-01-10T14:02:00.000Z'],
  ])('%s: %s', (who, text, iso) => {
    const order = who.includes('American') ? 'month-first' : 'day-first'
    expect(at(text, { zone: temporalZones('UTC'), order })).toBe(iso)
  })
  it.each([
    ['three letters', '2026-03-10 14:02 CET', '2026-03-10T13:02:00.000Z'],
    ['in summer', '2026-07-10 14:02 MESZ', '2026-07-10T12:02:00.000Z'],
    ['in brackets', '2026-03-10 14:02 (JST)', '2026-03-10T05:02:00.000Z'],
  ])('knows letters for one offset: %s', (_what, text, iso) => expect(at(text)).toBe(iso))
  it.each(['IST', 'CST', 'BST', 'AST'])('asks for the zone of %s', (word) => {
    expect(at(`Mar 10, 2026 2:02 PM ${word}`)).toEqual({ wants: 'abbreviation', word })
    const zones = new Map([[word, temporalZones('Asia/Kolkata')]])
    expect(at(`Mar 10, 2026 2:02 PM ${word}`, { ...free, zones })).toBe('2026-03-10T08:32:00.000Z')
  })
  it.each([
    ['69', '2069'],
    ['70', '1970'],
  ])('puts the year %s into %s', (short, year) => expect(at(`10/Mar/${short} 14:02Z`)).toBe(`${year}-03-10T14:02:00.000Z`))
})

describe('a time of day alone', () => {
  const read = (clock: string, day: string): unknown => {
    const found = readTime(clock, { zone: BERLIN, order: 'day-first' }, day)
    return 'at' in found ? new Date(found.at).toISOString() : found
  }
  it.each([
    ['14:02', '2026-03-10'],
    ['2:02 PM', '10/03/26'],
    ['14.02 Uhr', '10. März 2026'],
    ['14:02:00', '2026-03-10 00:00:00'],
    ['14:02', '46091'],
  ])('%s on %s is of that day', (clock, day) => expect(read(clock, day)).toBe('2026-03-10T13:02:00.000Z'))
  it.each(['', 'Tuesday', '14:02'])('wants a day, not %j', (day) => expect(read('14:02', day)).toHaveProperty('wanted'))
})

describe('a length of time', () => {
  it.each([
    ['PT1H20M', 4_800_000],
    ['1:20:00', 4_800_000],
    ['1 h 20 min', 4_800_000],
    ['80m', 4_800_000],
    ['4800 seconds', 4_800_000],
    ['1,5 h', 5_400_000],
    ['250 ms', 250],
    ['1 Hrs 30 Mins', 5_400_000],
    ['12 Mins 0 Secs', 720_000],
    ['1 Std. 20 Min.', 4_800_000],
    ['2 Stunden und 5 Minuten', 7_500_000],
    ['1 heure 20 minutes', 4_800_000],
    ['1h20', 4_800_000],
    ['2 jours', 172_800_000],
    ['1.02:03:04', 93_784_000],
    ['00:17:49.5', 1_069_500],
  ])('%s', (text, ms) => expect(readLength(text, null)).toEqual({ ms }))
  it('of a bare number asks for its unit', () => {
    expect(readLength('80', null)).toEqual({ wants: 'unit' })
    expect(readLength('80', 'min')).toEqual({ ms: 4_800_000 })
  })
  // 1:20 may be an hour and twenty minutes, or a minute and twenty seconds.
  it.each(['1:20', 'P1M', 'long', '5 fortnights'])('is none: %s', (text) => expect(readLength(text, 's')).toHaveProperty('wanted'))
})
