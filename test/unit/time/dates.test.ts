import { describe, expect, it } from 'vitest'
import {
  addMonths,
  boundary,
  civil,
  dateText,
  dayFrom,
  dayOf,
  daysInMonth,
  isDate,
  parseDate,
  startOfDay,
  weekday,
} from '../../../shared/time/dates.ts'
import { isoUtc, parseInstant } from '../../../shared/time/instant.ts'
import { temporalZones } from '../../../shared/time/zones.ts'

describe('dates as numbers', () => {
  it.each([
    ['1970-01-01', 0],
    ['1970-01-02', 1],
    ['1971-01-01', 365],
    // 1972 is a leap year: 2 × 365 + 31 + 28.
    ['1972-02-29', 789],
    ['1972-03-01', 790],
    ['2199-12-31', 84_005],
  ])('%s is day %i, and back', (text, day) => {
    expect(parseDate(text)).toBe(day)
    expect(isDate(text)).toBe(true)
    expect(dateText(day)).toBe(text)
  })
  it('knows the days before 1970, which zones west of Greenwich need', () => {
    expect(dateText(-1)).toBe('1969-12-31')
    expect(civil(-1)).toEqual({ year: 1969, month: 12, day: 31 })
    expect(dayFrom(1969, 12, 31)).toBe(-1)
  })

  it.each([
    '',
    '2026-3-01',
    '2026-02-29',
    '2026-04-31',
    '2026-00-10',
    '2026-13-01',
    '2026-01-00',
    '2026-01-32',
    '20260301',
    '2026-03-01T00:00:00Z',
    ' 2026-03-01',
    '2026-03-01 ',
    '1969-12-31',
    '2200-01-01',
  ])('refuses %j', (text) => {
    expect(isDate(text)).toBe(false)
    expect(() => parseDate(text)).toThrow(new RangeError(`not a date: ${JSON.stringify(text)}, want YYYY-MM-DD from 1970 to 2199`))
  })

  it.each([
    // 1 January 1970 was a Thursday, 22 November 2026 is a Sunday.
    ['1970-01-01', 3],
    ['1970-01-05', 0],
    ['2026-11-22', 6],
    ['2026-11-23', 0],
  ])('%s is weekday %i', (text, expected) => expect(weekday(parseDate(text))).toBe(expected))
  it('31 December 1969 was a Wednesday, the 28th a Sunday', () => {
    expect(weekday(-1)).toBe(2)
    expect(weekday(-4)).toBe(6)
  })

  it.each([
    [2026, 1, 31],
    [2026, 2, 28],
    [2028, 2, 29],
    [2100, 2, 28],
    [2026, 4, 30],
    [2026, 12, 31],
  ])('%i-%i has %i days', (year, month, days) => expect(daysInMonth(year, month)).toBe(days))
})

describe('addMonths', () => {
  it.each([
    // from        n    sticky        same-day
    ['2026-01-15', 1, '2026-02-15', '2026-02-15'],
    ['2026-01-30', 1, '2026-02-28', '2026-02-28'],
    ['2026-01-31', 1, '2026-02-28', '2026-02-28'],
    ['2028-01-31', 1, '2028-02-29', '2028-02-29'],
    ['2026-02-28', 1, '2026-03-31', '2026-03-28'],
    ['2026-02-27', 1, '2026-03-27', '2026-03-27'],
    ['2028-02-28', 1, '2028-03-28', '2028-03-28'],
    ['2026-04-30', 1, '2026-05-31', '2026-05-30'],
    ['2026-12-31', 2, '2027-02-28', '2027-02-28'],
    ['2026-03-31', -1, '2026-02-28', '2026-02-28'],
    ['2026-02-28', -1, '2026-01-31', '2026-01-28'],
    ['2026-01-15', -1, '2025-12-15', '2025-12-15'],
    ['2026-01-15', 24, '2028-01-15', '2028-01-15'],
    ['2026-02-28', 0, '2026-02-28', '2026-02-28'],
  ])('%s and %i months: sticky %s, same day %s', (from, n, sticky, same) => {
    expect(dateText(addMonths(parseDate(from), n, 'sticky'))).toBe(sticky)
    expect(dateText(addMonths(parseDate(from), n, 'same-day'))).toBe(same)
  })
})

describe('where a day begins', () => {
  it.each([
    ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00Z'],
    ['2026-03-30', 'Europe/Berlin', '2026-03-29T22:00:00Z'],
    ['2026-07-01', 'America/New_York', '2026-07-01T04:00:00Z'],
    ['2026-07-01', 'Asia/Kolkata', '2026-06-30T18:30:00Z'],
    // Beirut sprang from 00:00 to 01:00 on 2021-03-28: the day begins at the jump, 22:00Z.
    ['2021-03-28', 'Asia/Beirut', '2021-03-27T22:00:00Z'],
    // Havana went from 01:00 back to 00:00 on 2026-11-01: midnight happens twice and the first one begins the day.
    ['2026-11-01', 'America/Havana', '2026-11-01T04:00:00Z'],
    // Sao Paulo went from 00:00 back to 23:00 on 2018-02-18: the day begins after the repeated hour.
    ['2018-02-18', 'America/Sao_Paulo', '2018-02-18T03:00:00Z'],
    // Apia had no 30 December 2011: it is empty, and starts where the 31st does.
    ['2011-12-30', 'Pacific/Apia', '2011-12-30T10:00:00Z'],
    ['2011-12-31', 'Pacific/Apia', '2011-12-30T10:00:00Z'],
    ['2012-01-01', 'Pacific/Apia', '2011-12-31T10:00:00Z'],
  ])('%s in %s begins at %s', (date, zone, utc) => {
    const rules = temporalZones(zone)
    expect(isoUtc(startOfDay(parseDate(date), rules))).toBe(utc)
    expect(isoUtc(boundary(date, rules))).toBe(utc)
  })

  it.each([
    ['2026-03-28T22:59:59.999Z', 'Europe/Berlin', '2026-03-28'],
    ['2026-03-28T23:00:00Z', 'Europe/Berlin', '2026-03-29'],
    ['2011-12-30T09:59:59.999Z', 'Pacific/Apia', '2011-12-29'],
    ['2011-12-30T10:00:00Z', 'Pacific/Apia', '2011-12-31'],
    ['1970-01-01T00:00:00Z', 'America/New_York', '1969-12-31'],
    // St John's went from 00:01 back to 23:01 on 2010-11-07, at 02:31Z: the 7th had begun and goes on.
    ['2010-11-07T02:29:59.999Z', 'America/St_Johns', '2010-11-06'],
    ['2010-11-07T02:30:00Z', 'America/St_Johns', '2010-11-07'],
    ['2010-11-07T02:31:00Z', 'America/St_Johns', '2010-11-07'],
    ['2010-11-07T03:30:00Z', 'America/St_Johns', '2010-11-07'],
  ])('%s in %s is in %s', (utc, zone, date) => {
    expect(dateText(dayOf(parseInstant(utc), temporalZones(zone)))).toBe(date)
  })

  it('takes an instant for a boundary as it is', () => {
    expect(boundary('2026-03-01T00:00:00+05:00', temporalZones('Europe/Berlin'))).toBe(parseInstant('2026-02-28T19:00:00Z'))
  })
  it('refuses a boundary that is neither', () => {
    expect(() => boundary('soon', temporalZones('UTC'))).toThrow('not a date: "soon"')
    expect(() => boundary('2026-03-01T00:00', temporalZones('UTC'))).toThrow('not an instant: "2026-03-01T00:00"')
  })
})
