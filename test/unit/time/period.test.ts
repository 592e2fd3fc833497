import { describe, expect, it } from 'vitest'
import { isoUtc, parseInstant } from '../../../shared/time/instant.ts'
import {
  type CalendarPeriod,
  movedPeriod,
  periodAfter,
  periodAt,
  periodBefore,
  periodNamed,
  periodsTouching,
  windowEnding,
} from '../../../shared/time/period.ts'
import type { PeriodRule } from '../../../shared/time/rules.ts'
import { temporalZones } from '../../../shared/time/zones.ts'

const HOUR = 3_600_000
const berlin = temporalZones('Europe/Berlin')
const utc = temporalZones('UTC')
const at = parseInstant
const row = (period: CalendarPeriod): string[] => [period.label, isoUtc(period.from), isoUtc(period.to)]

const MONTH: PeriodRule = { every: 'month' }

describe('periodAt', () => {
  it.each<readonly [string, PeriodRule, string, string, string, string]>([
    ['month', MONTH, '2026-03-15T12:00:00Z', '2026-03', '2026-02-28T23:00:00Z', '2026-03-31T22:00:00Z'],
    ['month, its first ms', MONTH, '2026-02-28T23:00:00Z', '2026-03', '2026-02-28T23:00:00Z', '2026-03-31T22:00:00Z'],
    ['month, its last ms', MONTH, '2026-03-31T21:59:59.999Z', '2026-03', '2026-02-28T23:00:00Z', '2026-03-31T22:00:00Z'],
    ['month, the ms after', MONTH, '2026-03-31T22:00:00Z', '2026-04', '2026-03-31T22:00:00Z', '2026-04-30T22:00:00Z'],
    ['December', MONTH, '2026-12-31T22:59:59.999Z', '2026-12', '2026-11-30T23:00:00Z', '2026-12-31T23:00:00Z'],
    [
      'billing day 1 is the month',
      { every: 'month', anchor: { day: 1 } },
      '2026-03-15T12:00:00Z',
      '2026-03',
      '2026-02-28T23:00:00Z',
      '2026-03-31T22:00:00Z',
    ],
    [
      'billing day 12, before it',
      { every: 'month', anchor: { day: 12 } },
      '2026-03-11T22:59:59Z',
      '2026-02-12/2026-03-12',
      '2026-02-11T23:00:00Z',
      '2026-03-11T23:00:00Z',
    ],
    [
      'billing day 12, on it',
      { every: 'month', anchor: { day: 12 } },
      '2026-03-11T23:00:00Z',
      '2026-03-12/2026-04-12',
      '2026-03-11T23:00:00Z',
      '2026-04-11T22:00:00Z',
    ],
    [
      'billing day 31 in February',
      { every: 'month', anchor: { day: 31 } },
      '2026-03-01T12:00:00Z',
      '2026-02-28/2026-03-31',
      '2026-02-27T23:00:00Z',
      '2026-03-30T22:00:00Z',
    ],
    [
      'billing day 31 has not drifted',
      { every: 'month', anchor: { day: 31 } },
      '2026-04-15T12:00:00Z',
      '2026-03-31/2026-04-30',
      '2026-03-30T22:00:00Z',
      '2026-04-29T22:00:00Z',
    ],
    [
      'billing day 30 in a leap year',
      { every: 'month', anchor: { day: 30 } },
      '2028-02-29T12:00:00Z',
      '2028-02-29/2028-03-30',
      '2028-02-28T23:00:00Z',
      '2028-03-29T22:00:00Z',
    ],
    ['quarter', { every: 'quarter' }, '2026-03-15T12:00:00Z', '2026-Q1', '2025-12-31T23:00:00Z', '2026-03-31T22:00:00Z'],
    ['last quarter', { every: 'quarter' }, '2026-12-31T22:00:00Z', '2026-Q4', '2026-09-30T22:00:00Z', '2026-12-31T23:00:00Z'],
    [
      'fiscal quarter from February',
      { every: 'quarter', anchor: { month: 2 } },
      '2026-03-15T12:00:00Z',
      '2026-02-01/2026-05-01',
      '2026-01-31T23:00:00Z',
      '2026-04-30T22:00:00Z',
    ],
    [
      'fiscal quarter from November is the same',
      { every: 'quarter', anchor: { month: 11 } },
      '2026-03-15T12:00:00Z',
      '2026-02-01/2026-05-01',
      '2026-01-31T23:00:00Z',
      '2026-04-30T22:00:00Z',
    ],
    [
      'fiscal quarter from February, in January',
      { every: 'quarter', anchor: { month: 2 } },
      '2026-01-15T12:00:00Z',
      '2025-11-01/2026-02-01',
      '2025-10-31T23:00:00Z',
      '2026-01-31T23:00:00Z',
    ],
    [
      'fiscal quarter from April is the calendar’s',
      { every: 'quarter', anchor: { month: 4 } },
      '2026-05-15T12:00:00Z',
      '2026-Q2',
      '2026-03-31T22:00:00Z',
      '2026-06-30T22:00:00Z',
    ],
    ['year', { every: 'year' }, '2026-03-15T12:00:00Z', '2026', '2025-12-31T23:00:00Z', '2026-12-31T23:00:00Z'],
    [
      'fiscal year from February, in January',
      { every: 'year', anchor: { month: 2 } },
      '2026-01-15T12:00:00Z',
      '2025-02-01/2026-02-01',
      '2025-01-31T23:00:00Z',
      '2026-01-31T23:00:00Z',
    ],
    [
      'fiscal year from 6 April',
      { every: 'year', anchor: { month: 4, day: 6 } },
      '2026-04-05T12:00:00Z',
      '2025-04-06/2026-04-06',
      '2025-04-05T22:00:00Z',
      '2026-04-05T22:00:00Z',
    ],
    ['ISO week', { every: 'week' }, '2026-04-01T12:00:00Z', '2026-W14', '2026-03-29T22:00:00Z', '2026-04-05T22:00:00Z'],
    ['ISO week, its Monday', { every: 'week' }, '2026-03-29T22:00:00Z', '2026-W14', '2026-03-29T22:00:00Z', '2026-04-05T22:00:00Z'],
    [
      'ISO week, the Sunday before',
      { every: 'week' },
      '2026-03-29T21:59:59.999Z',
      '2026-W13',
      '2026-03-22T23:00:00Z',
      '2026-03-29T22:00:00Z',
    ],
    // 1 January 2027 is a Friday: still week 53 of 2026. 29 December 2025 is a Monday: already week 1 of 2026.
    ['ISO week of the old year', { every: 'week' }, '2027-01-01T12:00:00Z', '2026-W53', '2026-12-27T23:00:00Z', '2027-01-03T23:00:00Z'],
    ['ISO week of the new year', { every: 'week' }, '2025-12-30T12:00:00Z', '2026-W01', '2025-12-28T23:00:00Z', '2026-01-04T23:00:00Z'],
    [
      'week from Sunday',
      { every: 'week', anchor: { weekday: 'sun' } },
      '2026-03-29T12:00:00Z',
      '2026-03-29/2026-04-05',
      '2026-03-28T23:00:00Z',
      '2026-04-04T22:00:00Z',
    ],
    [
      'week from Monday, said',
      { every: 'week', anchor: { weekday: 'mon' } },
      '2026-04-01T12:00:00Z',
      '2026-W14',
      '2026-03-29T22:00:00Z',
      '2026-04-05T22:00:00Z',
    ],
    // 30 calendar days from 1 January: 31 January, 2 March, 1 April.
    [
      'P30D',
      { every: 'P30D', from: '2026-01-01' },
      '2026-03-15T12:00:00Z',
      '2026-03-02/2026-04-01',
      '2026-03-01T23:00:00Z',
      '2026-03-31T22:00:00Z',
    ],
    [
      'P30D, its first',
      { every: 'P30D', from: '2026-01-01' },
      '2025-12-31T23:00:00Z',
      '2026-01-01/2026-01-31',
      '2025-12-31T23:00:00Z',
      '2026-01-30T23:00:00Z',
    ],
    [
      'P30D, before its first',
      { every: 'P30D', from: '2026-01-01' },
      '2025-12-31T22:59:59Z',
      '2025-12-02/2026-01-01',
      '2025-12-01T23:00:00Z',
      '2025-12-31T23:00:00Z',
    ],
    [
      'P2W',
      { every: 'P2W', from: '2026-01-05' },
      '2026-01-19T12:00:00Z',
      '2026-01-19/2026-02-02',
      '2026-01-18T23:00:00Z',
      '2026-02-01T23:00:00Z',
    ],
    [
      'P1M from the 31st, February',
      { every: 'P1M', from: '2026-01-31' },
      '2026-03-15T12:00:00Z',
      '2026-02-28/2026-03-31',
      '2026-02-27T23:00:00Z',
      '2026-03-30T22:00:00Z',
    ],
    [
      'P3M from mid January',
      { every: 'P3M', from: '2026-01-15' },
      '2026-05-01T12:00:00Z',
      '2026-04-15/2026-07-15',
      '2026-04-14T22:00:00Z',
      '2026-07-14T22:00:00Z',
    ],
    [
      'P1Y from 29 February',
      { every: 'P1Y', from: '2024-02-29' },
      '2025-06-01T12:00:00Z',
      '2025-02-28/2026-02-28',
      '2025-02-27T23:00:00Z',
      '2026-02-27T23:00:00Z',
    ],
    // 720 h are 30 × 24 h: the third ends at 01:00 summer time on 1 April.
    [
      'PT720H',
      { every: 'PT720H', from: '2026-01-01' },
      '2026-03-31T22:30:00Z',
      '2026-03-02/2026-04-01',
      '2026-03-01T23:00:00Z',
      '2026-03-31T23:00:00Z',
    ],
    [
      'PT720H, the next',
      { every: 'PT720H', from: '2026-01-01' },
      '2026-03-31T23:00:00Z',
      '2026-04-01/2026-05-01',
      '2026-03-31T23:00:00Z',
      '2026-04-30T23:00:00Z',
    ],
    [
      'PT12H, which a date does not name',
      { every: 'PT12H', from: '2026-01-01' },
      '2026-01-01T12:00:00Z',
      '2026-01-01T12:00:00+01:00/2026-01-02T00:00:00+01:00',
      '2026-01-01T11:00:00Z',
      '2026-01-01T23:00:00Z',
    ],
    [
      'PT36H, whose end a date does not name',
      { every: 'PT36H', from: '2026-01-01' },
      '2026-01-01T12:00:00Z',
      '2026-01-01T00:00:00+01:00/2026-01-02T12:00:00+01:00',
      '2025-12-31T23:00:00Z',
      '2026-01-02T11:00:00Z',
    ],
    // From 1 January: 2 February, 3 March, 4 April.
    [
      'P1M1D',
      { every: 'P1M1D', from: '2026-01-01' },
      '2026-03-15T12:00:00Z',
      '2026-03-03/2026-04-04',
      '2026-03-02T23:00:00Z',
      '2026-04-03T22:00:00Z',
    ],
    [
      'P1D',
      { every: 'P1D', from: '2026-01-01' },
      '2026-03-29T12:00:00Z',
      '2026-03-29/2026-03-30',
      '2026-03-28T23:00:00Z',
      '2026-03-29T22:00:00Z',
    ],
  ])('%s', (_what, rule, instant, label, from, to) => {
    const period = periodAt(rule, berlin, at(instant))
    expect(row(period)).toEqual([label, from, to])
    expect(periodNamed(rule, berlin, label)).toEqual(period)
  })

  it('a month is as long as it is', () => {
    const hours = (zone: string, label: string): number => {
      const period = periodNamed(MONTH, temporalZones(zone), label)!
      return (period.to - period.from) / HOUR
    }
    expect(hours('Europe/Amsterdam', '2026-03')).toBe(743)
    expect(hours('Europe/Amsterdam', '2026-10')).toBe(745)
    expect(hours('Australia/Lord_Howe', '2026-04')).toBe(720.5)
    expect(hours('UTC', '2026-02')).toBe(672)
    expect(hours('UTC', '2028-02')).toBe(696)
    expect(hours('Pacific/Apia', '2011-12')).toBe(720)
  })

  it('passes over a day that the zone skipped', () => {
    const days: PeriodRule = { every: 'P1D', from: '2011-01-01' }
    const apia = temporalZones('Pacific/Apia')
    expect(row(periodAt(days, apia, at('2011-12-30T10:00:00Z')))).toEqual([
      '2011-12-31/2012-01-01',
      '2011-12-30T10:00:00Z',
      '2011-12-31T10:00:00Z',
    ])
    expect(periodsTouching(days, apia, at('2011-12-29T10:00:00Z'), at('2011-12-31T10:00:00Z')).map((period) => period.label)).toEqual([
      '2011-12-29/2011-12-31',
      '2011-12-31/2012-01-01',
    ])
  })

  it.each(['PT0S', 'P0D'])('refuses a length of nothing: %s', (every) => {
    expect(() => periodAt({ every, from: '2026-01-01' }, utc, 0)).toThrow(new RangeError(`not a period: "${every}" has no length`))
  })
})

describe('periodsTouching', () => {
  const labels = (from: string, to: string): string[] => periodsTouching(MONTH, utc, at(from), at(to)).map((period) => period.label)
  it('is one for its own bounds', () => expect(labels('2026-03-01T00:00:00Z', '2026-04-01T00:00:00Z')).toEqual(['2026-03']))
  it('is three with a ms more on either side', () => {
    expect(labels('2026-02-28T23:59:59.999Z', '2026-04-01T00:00:00.001Z')).toEqual(['2026-02', '2026-03', '2026-04'])
  })
  it('is none for nothing at a boundary', () => expect(labels('2026-03-01T00:00:00Z', '2026-03-01T00:00:00Z')).toEqual([]))
  it('adjoins, over ten years of clock changes', () => {
    const months = periodsTouching(MONTH, berlin, at('2020-01-15T00:00:00Z'), at('2030-01-15T00:00:00Z'))
    expect(months).toHaveLength(121)
    for (let i = 1; i < months.length; i++) expect(months[i]!.from).toBe(months[i - 1]!.to)
  })
})

describe('periodNamed', () => {
  it.each<readonly [string, PeriodRule, string, string]>([
    ['a local date', MONTH, '2026-03-31', '2026-03'],
    ['the first date', MONTH, '2026-03-01', '2026-03'],
    ['a date for a quarter', { every: 'quarter' }, '2026-03-31', '2026-Q1'],
    ['a date for a billing month', { every: 'month', anchor: { day: 12 } }, '2026-03-11', '2026-02-12/2026-03-12'],
    ['week 1', { every: 'week' }, '2026-W01', '2026-W01'],
    ['week 53', { every: 'week' }, '2026-W53', '2026-W53'],
  ])('%s', (_what, rule, label, found) => expect(periodNamed(rule, berlin, label)?.label).toBe(found))

  it.each<readonly [string, PeriodRule, string]>([
    ['a quarter among months', MONTH, '2026-Q1'],
    ['a year among months', MONTH, '2026'],
    ['a month among quarters', { every: 'quarter' }, '2026-01'],
    ['a month among billing months', { every: 'month', anchor: { day: 12 } }, '2026-03'],
    ['dates among months', MONTH, '2026-03-01/2026-04-01'],
    ['the wrong end', { every: 'month', anchor: { day: 12 } }, '2026-03-12/2026-04-11'],
    ['the wrong start', { every: 'month', anchor: { day: 12 } }, '2026-03-11/2026-04-12'],
    ['month 13', MONTH, '2026-13'],
    ['month 0', MONTH, '2026-00'],
    ['quarter 5', { every: 'quarter' }, '2026-Q5'],
    ['week 0', { every: 'week' }, '2026-W00'],
    ['week 53 of a year with 52', { every: 'week' }, '2025-W53'],
    ['a date that does not exist', MONTH, '2026-02-30'],
    ['a year before the format', MONTH, '1969-12'],
    ['words', MONTH, 'March'],
    ['nothing', MONTH, ''],
    ['a window', { rolling: 'P30D' }, '2026-03-01/2026-03-31'],
    ['a date among windows, which end everywhere', { rolling: 'P30D' }, '2026-03-31'],
    ['a broken range', { every: 'P30D', from: '2026-01-01' }, 'x/2026-01-31'],
  ])('null for %s', (_what, rule, label) => expect(periodNamed(rule, berlin, label)).toBeNull())

  it.each(['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'Pacific/Apia'])(
    'finds every period by its label in %s',
    (zone) => {
      const rules = temporalZones(zone)
      const all: PeriodRule[] = [
        MONTH,
        { every: 'week' },
        { every: 'quarter', anchor: { month: 5 } },
        { every: 'P10D', from: '2011-12-20' },
        { every: 'PT100H', from: '2011-12-20' },
      ]
      for (const rule of all) {
        for (const period of periodsTouching(rule, rules, at('2011-06-01T00:00:00Z'), at('2012-06-01T00:00:00Z'))) {
          expect(periodNamed(rule, rules, period.label)).toEqual(period)
        }
      }
    },
  )
})

describe('windows that end at an instant', () => {
  it.each<readonly [string, PeriodRule, string, string, string]>([
    ['rolling P30D', { rolling: 'P30D' }, '2026-11-20T12:00:00Z', '2026-10-21T11:00:00Z', '2026-10-21/2026-11-20'],
    [
      'rolling PT48H: two dates hold only one',
      { rolling: 'PT48H' },
      '2026-11-20T12:00:00Z',
      '2026-11-18T12:00:00Z',
      '2026-11-18/2026-11-20',
    ],
    ['rolling PT720H', { rolling: 'PT720H' }, '2026-11-20T12:00:00Z', '2026-10-21T12:00:00Z', '2026-10-21/2026-11-20'],
    [
      'over the spring change',
      { rolling: 'P1D' },
      '2026-03-29T10:00:00Z',
      '2026-03-28T11:00:00Z',
      '2026-03-28T12:00:00+01:00/2026-03-29T12:00:00+02:00',
    ],
    ['over the autumn change', { rolling: 'P1W' }, '2026-10-26T11:00:00Z', '2026-10-19T10:00:00Z', '2026-10-19/2026-10-26'],
    ['lookback P365D', { lookback: 'P365D', endsAt: 'claim' }, '2026-11-20T12:00:00Z', '2025-11-20T12:00:00Z', '2025-11-20/2026-11-20'],
    [
      'lookback P1Y to 29 February',
      { lookback: 'P1Y', endsAt: 'incident-start' },
      '2028-02-29T12:00:00Z',
      '2027-02-28T12:00:00Z',
      '2027-02-28/2028-02-29',
    ],
    [
      'lookback P3M to a month’s end',
      { lookback: 'P3M', endsAt: 'claim' },
      '2026-05-31T12:00:00Z',
      '2026-02-28T13:00:00Z',
      '2026-02-28/2026-05-31',
    ],
    [
      'from a time in the gap, the jump',
      { rolling: 'P1D' },
      '2026-03-30T00:30:00Z',
      '2026-03-29T01:00:00Z',
      '2026-03-29T03:00:00+02:00/2026-03-30T02:30:00+02:00',
    ],
  ])('%s', (_what, rule, end, from, label) => {
    const window = windowEnding(rule, berlin, at(end))
    expect(row(window)).toEqual([label, from, isoUtc(at(end))])
    expect(periodAt(rule, berlin, at(end))).toEqual(window)
    expect(periodsTouching(rule, berlin, 0, at(end))).toEqual([window])
  })
  it('refuses a rule that is not a window', () => {
    expect(() => windowEnding(MONTH, berlin, 0)).toThrow(new RangeError('not a window: "month", want rolling or lookback'))
  })
})

describe('before and after', () => {
  it.each<readonly [string, PeriodRule, string, string, string]>([
    ['months', MONTH, '2026-02', '2026-03', '2026-04'],
    ['over the year', MONTH, '2025-12', '2026-01', '2026-02'],
    ['quarters', { every: 'quarter' }, '2025-Q4', '2026-Q1', '2026-Q2'],
    ['weeks', { every: 'week' }, '2026-W52', '2026-W53', '2027-W01'],
    ['billing day 31', { every: 'month', anchor: { day: 31 } }, '2026-01-31/2026-02-28', '2026-02-28/2026-03-31', '2026-03-31/2026-04-30'],
  ])('%s', (_what, rule, before, label, after) => {
    const period = periodNamed(rule, berlin, label)!
    expect(periodBefore(rule, berlin, period).label).toBe(before)
    expect(periodAfter(rule, berlin, period).label).toBe(after)
  })
  it('windows adjoin', () => {
    const rule: PeriodRule = { rolling: 'P30D' }
    const window = windowEnding(rule, utc, at('2026-03-31T06:00:00Z'))
    expect(row(periodBefore(rule, utc, window))).toEqual(['2026-01-30/2026-03-01', '2026-01-30T06:00:00Z', '2026-03-01T06:00:00Z'])
    expect(row(periodAfter(rule, utc, window))).toEqual(['2026-03-31/2026-04-30', '2026-03-31T06:00:00Z', '2026-04-30T06:00:00Z'])
  })
})

describe('moved', () => {
  it.each([
    ['a day on, over the spring change', '2026-03-28T12:00:00Z', 'P1D', 1, '2026-03-29T11:00:00Z'],
    ['24 h on, over the spring change', '2026-03-28T12:00:00Z', 'PT24H', 1, '2026-03-29T12:00:00Z'],
    ['a month on from the 31st', '2026-01-31T12:00:00Z', 'P1M', 1, '2026-02-28T12:00:00Z'],
    ['a year back from 29 February', '2028-02-29T12:00:00Z', 'P1Y', -1, '2027-02-28T12:00:00Z'],
    ['a day and an hour back', '2026-03-30T12:00:00Z', 'P1DT1H', -1, '2026-03-29T11:00:00Z'],
    ['two weeks back', '2026-03-30T12:00:00Z', 'P2W', -1, '2026-03-16T13:00:00Z'],
    // 02:30 of the repeated hour, for the second time: elapsed time does not go by the wall clock.
    ['an hour on, into the repeated hour', '2026-10-25T00:30:00Z', 'PT1H', 1, '2026-10-25T01:30:00Z'],
  ] as const)('%s', (_what, from, duration, direction, to) => expect(isoUtc(movedPeriod(berlin, at(from), duration, direction))).toBe(to))
})
