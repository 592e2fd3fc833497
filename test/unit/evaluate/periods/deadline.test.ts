import { describe, expect, it } from 'vitest'
import type { Within } from '../../../../shared/contract/model.ts'
import type { Reason } from '../../../../shared/evaluate/model/report.ts'
import {
  anchoredAt,
  anchoredEnd,
  businessDaysBefore,
  type DeadlineRules,
  lastInstant,
  NeverOpen,
} from '../../../../shared/evaluate/periods/deadline.ts'
import { compileHours } from '../../../../shared/time/calendar.ts'
import { dateText, dayOf } from '../../../../shared/time/dates.ts'
import { isoInZone, parseInstant } from '../../../../shared/time/instant.ts'
import type { CalendarRule } from '../../../../shared/time/rules.ts'
import { temporalZones } from '../../../../shared/time/zones.ts'

const CALENDARS: Record<string, CalendarRule> = {
  // Saturday mornings count as open at all.
  'mon-sat': { weekly: { 'mon-fri': ['08:00-18:00'], sat: ['08:00-12:00'] }, dates: { '2026-12-25': [], '2026-12-26': [] } },
  // A night shift is open on both dates that it touches.
  night: { weekly: { sun: ['22:00-06:00'] } },
  // Half past midnight in Tokyo is still the day before in Berlin.
  tokyo: { zone: 'Asia/Tokyo', weekly: { mon: ['00:00-01:00'] } },
}

function rules(zoneId: string, more: Partial<DeadlineRules> = {}): DeadlineRules {
  const zone = temporalZones(zoneId)
  return { zone, hours: (name, from, to) => compileHours(name, CALENDARS, zone, temporalZones, from, to), ...more }
}

/** `lastDay by`, the latter in the zone; `end` anchors are the first instant after. */
function deadline(zoneId: string, within: Within, kind: 'at' | 'end', anchor: string, more: Partial<DeadlineRules> = {}): string {
  const settings = rules(zoneId, more)
  const instant = parseInstant(anchor)
  const anchored = kind === 'at' ? anchoredAt(instant, settings.zone) : anchoredEnd(instant, settings.zone)
  const { by, lastDay } = lastInstant(within, anchored, settings)
  return `${lastDay} ${isoInZone(by, settings.zone)}`
}

describe('hours are elapsed time', () => {
  it.each([
    // The night of 29 March 2026 has one hour less in Berlin, that of 25 October one more.
    ['Europe/Berlin', 'PT24H', '2026-03-28T12:00:00+01:00', 'null 2026-03-29T13:00:00+02:00'],
    ['Europe/Berlin', 'PT24H', '2026-10-24T12:00:00+02:00', 'null 2026-10-25T11:00:00+01:00'],
    // The second half past two of that night, and the first.
    ['Europe/Berlin', 'PT24H', '2026-10-25T02:30:00+01:00', 'null 2026-10-26T02:30:00+01:00'],
    ['Europe/Berlin', 'PT24H', '2026-10-25T02:30:00+02:00', 'null 2026-10-26T01:30:00+01:00'],
    ['Europe/Berlin', 'PT72H', '2026-11-10T09:30:00+01:00', 'null 2026-11-13T09:30:00+01:00'],
    // Half an hour of change on Lord Howe, 4 October 2026.
    ['Australia/Lord_Howe', 'PT24H', '2026-10-03T12:00:00+10:30', 'null 2026-10-04T12:30:00+11:00'],
  ] as const)('%s %s after %s', (zone, within, anchor, expected) => expect(deadline(zone, within, 'at', anchor)).toBe(expected))
})

describe('days end with a local date', () => {
  it.each([
    // 31 March is day 0: the 30th day after it is 30 April.
    ['end', 'Europe/Berlin', { days: 30 }, '2026-04-01T00:00:00+02:00', '2026-04-30 2026-05-01T00:00:00+02:00'],
    ['end', 'Europe/Berlin', 'P30D', '2026-04-01T00:00:00+02:00', '2026-04-30 2026-05-01T00:00:00+02:00'],
    // The same instant as an event belongs to 1 April.
    ['at', 'Europe/Berlin', { days: 30 }, '2026-04-01T00:00:00+02:00', '2026-05-01 2026-05-02T00:00:00+02:00'],
    // The last day is 23 hours long: 29 March.
    ['at', 'Europe/Berlin', { days: 1 }, '2026-03-28T23:59:59.999+01:00', '2026-03-29 2026-03-30T00:00:00+02:00'],
    ['at', 'Europe/Berlin', { days: 0 }, '2026-03-28T00:00:00+01:00', '2026-03-28 2026-03-29T00:00:00+01:00'],
    ['at', 'Europe/Berlin', 'P2W', '2026-02-20T08:00:00+01:00', '2026-03-06 2026-03-07T00:00:00+01:00'],
    // One instant is 30 June in New York and 1 July in Kolkata.
    ['at', 'America/New_York', { days: 10 }, '2026-07-01T01:00:00Z', '2026-07-10 2026-07-11T00:00:00-04:00'],
    ['at', 'Asia/Kolkata', { days: 10 }, '2026-07-01T01:00:00Z', '2026-07-11 2026-07-12T00:00:00+05:30'],
    // Apia had no 30 December 2011: the day that was skipped counts as a date and ends at once.
    ['at', 'Pacific/Apia', { days: 1 }, '2011-12-28T12:00:00-10:00', '2011-12-29 2011-12-31T00:00:00+14:00'],
  ] as const)('%s, %s %j after %s', (kind, zone, within, anchor, expected) => expect(deadline(zone, within, kind, anchor)).toBe(expected))

  it('adds hours to the wall-clock time so many days on', () => {
    // 27 March 10:00 and 3 days = 30 March 10:00 in summer time; and 2 hours.
    expect(deadline('Europe/Berlin', 'P3DT2H', 'at', '2026-03-27T10:00:00+01:00')).toBe('null 2026-03-30T12:00:00+02:00')
  })
})

describe('business days', () => {
  it.each([
    // Thursday 24 December 2026; Friday the 25th counts without a calendar, 26 and 27 are a weekend.
    ['default Mon-Fri', { businessDays: 3 }, '2026-12-24T10:00:00+01:00', '2026-12-29 2026-12-30T00:00:00+01:00'],
    // With the holidays 25 and 26, and Saturdays open: 28, 29, 30.
    ['calendar', { businessDays: 3, calendar: 'mon-sat' }, '2026-12-24T10:00:00+01:00', '2026-12-30 2026-12-31T00:00:00+01:00'],
    // Friday 4 December: Saturday counts, as it is open at all.
    ['Saturday', { businessDays: 1, calendar: 'mon-sat' }, '2026-12-04T10:00:00+01:00', '2026-12-05 2026-12-06T00:00:00+01:00'],
    // From a Saturday: Monday is the first.
    ['from a weekend', { businessDays: 1 }, '2026-12-05T10:00:00+01:00', '2026-12-07 2026-12-08T00:00:00+01:00'],
    ['none', { businessDays: 0 }, '2026-12-05T10:00:00+01:00', '2026-12-05 2026-12-06T00:00:00+01:00'],
    // Sunday 22:00 to Monday 06:00 opens two dates a week: Sunday 6, Monday 7, Sunday 13.
    ['over midnight', { businessDays: 3, calendar: 'night' }, '2026-12-01T10:00:00+01:00', '2026-12-13 2026-12-14T00:00:00+01:00'],
    // Monday 00:00 to 01:00 in Tokyo is Sunday 16:00 to 17:00 in Berlin.
    ['own zone', { businessDays: 1, calendar: 'tokyo' }, '2026-12-01T10:00:00+01:00', '2026-12-06 2026-12-07T00:00:00+01:00'],
    // Six weeks after Tuesday 31 March is Tuesday 12 May.
    ['six weeks', { businessDays: 30 }, '2026-03-31T10:00:00+02:00', '2026-05-12 2026-05-13T00:00:00+02:00'],
    // Nine months of business days cross the compiled stretches: 200 = 40 weeks after Tuesday 31 March is Tuesday 5 January.
    ['forty weeks', { businessDays: 200 }, '2026-03-31T10:00:00+02:00', '2027-01-05 2027-01-06T00:00:00+01:00'],
  ] as const)('%s', (_what, within, anchor, expected) => expect(deadline('Europe/Berlin', within, 'at', anchor)).toBe(expected))

  it('gives up on a calendar that never opens', () => {
    const never = rules('Europe/Berlin', { hours: () => [] })
    const anchor = anchoredAt(parseInstant('2026-12-24T10:00:00+01:00'), never.zone)
    expect(() => lastInstant({ businessDays: 2, calendar: 'never' }, anchor, never)).toThrow(
      new NeverOpen('never', 2, dayOf(anchor.at, never.zone)),
    )
  })
  it('waits three years and a week a day for one that seldom opens', () => {
    // 3 x 366 and 7 days after 1 January 2026: 1,105 days on is 10 January 2029, a day more is too late.
    const opens = (date: string) => {
      const at = parseInstant(`${date}T12:00:00+01:00`)
      const seldom = rules('Europe/Berlin', { hours: () => [at, at + 1] })
      return lastInstant(
        { businessDays: 1, calendar: 'seldom' },
        anchoredAt(parseInstant('2026-01-01T10:00:00+01:00'), seldom.zone),
        seldom,
      ).lastDay
    }
    expect(opens('2029-01-10')).toBe('2029-01-10')
    expect(() => opens('2029-01-11')).toThrow(RangeError)
  })
  it.each([
    // Tuesday 29 December 2026, back over the holidays; Saturdays are open.
    ['one', 1, 'mon-sat', '2026-12-28'],
    ['two', 2, 'mon-sat', '2026-12-24'],
    // Five up to Monday the 21st, 15 weeks of six to 7 September, and five more.
    ['a hundred', 100, 'mon-sat', '2026-09-01'],
    ['two without a calendar', 2, undefined, '2026-12-25'],
  ] as const)('counts back as well: %s', (_what, n, calendar, expected) => {
    const settings = rules('Europe/Berlin')
    const day = anchoredAt(parseInstant('2026-12-29T10:00:00+01:00'), settings.zone).day
    expect(dateText(businessDaysBefore(n, calendar, day, settings))).toBe(expected)
  })
  it('compiles a calendar a quarter at a time, each once', () => {
    const asked: string[] = []
    const settings = rules('Europe/Berlin')
    const noting: DeadlineRules = {
      ...settings,
      hours: (name, from, to) => {
        asked.push(`${isoInZone(from, settings.zone).slice(0, 10)} ${isoInZone(to, settings.zone).slice(0, 10)}`)
        return settings.hours(name, from, to)
      },
    }
    const anchor = anchoredAt(parseInstant('2026-01-01T10:00:00+01:00'), settings.zone)
    lastInstant({ businessDays: 90, calendar: 'mon-sat' }, anchor, noting)
    // 92 days from 2 January on, and from 4 April; back from 31 December to 1 October.
    expect(asked.splice(0)).toEqual(['2026-01-02 2026-04-04', '2026-04-04 2026-07-05'])
    businessDaysBefore(10, 'mon-sat', anchor.day, noting)
    expect(asked).toEqual(['2025-10-01 2026-01-01'])
  })
  it('a day is open by its last ms, and by its first', () => {
    const at = (text: string) => parseInstant(`${text}+01:00`)
    const of = (...hours: number[]) => {
      const settings = rules('Europe/Berlin', { hours: () => hours })
      return lastInstant({ businessDays: 1, calendar: 'x' }, anchoredAt(at('2026-12-01T10:00:00'), settings.zone), settings).lastDay
    }
    expect(of(at('2026-12-05T00:00:00') - 1, at('2026-12-05T00:00:00'))).toBe('2026-12-04')
    expect(of(at('2026-12-05T00:00:00'), at('2026-12-05T00:00:00') + 1)).toBe('2026-12-05')
    // Up to a midnight, and then on Monday: not on the day that begins there.
    const settings = rules('Europe/Berlin', {
      hours: () => [at('2026-12-03T23:00:00'), at('2026-12-04T00:00:00'), at('2026-12-07T08:00:00'), at('2026-12-07T09:00:00')],
    })
    const anchor = anchoredAt(at('2026-12-01T10:00:00'), settings.zone)
    expect(lastInstant({ businessDays: 2, calendar: 'x' }, anchor, settings).lastDay).toBe('2026-12-07')
    // What was compiled beside the days that were asked for does not count for them.
    expect(of(at('2026-11-01T00:00:00'), at('2026-11-02T00:00:00'), at('2026-12-05T08:00:00'), at('2026-12-05T09:00:00'))).toBe(
      '2026-12-05',
    )
  })

  it('says that Monday to Friday is an assumption, unless a calendar is named', () => {
    const said: string[] = []
    const assume = (used: string, { why }: Reason): void => void said.push(`${used}: ${why}`)
    deadline('Europe/Berlin', { businessDays: 1 }, 'at', '2026-12-24T10:00:00+01:00', { assume })
    deadline('Europe/Berlin', { businessDays: 1, calendar: 'mon-sat' }, 'at', '2026-12-24T10:00:00+01:00', { assume })
    expect(said).toEqual(['mon-fri: the agreement does not say which days are business days'])
  })
})

describe('months', () => {
  it.each([
    ['two months from the end of February', { months: 2 }, '2026-03-01T00:00:00+01:00', '2026-04-30 2026-05-01T00:00:00+02:00'],
    ['…, same day', { months: 2, eom: 'same-day' }, '2026-03-01T00:00:00+01:00', '2026-04-28 2026-04-29T00:00:00+02:00'],
    ['…, sticky said', { months: 2, eom: 'sticky' }, '2026-03-01T00:00:00+01:00', '2026-04-30 2026-05-01T00:00:00+02:00'],
    ['in a leap year', { months: 1, eom: 'same-day' }, '2028-03-01T00:00:00+01:00', '2028-03-29 2028-03-30T00:00:00+02:00'],
    ['31 January, clipped', { months: 1, eom: 'same-day' }, '2026-02-01T00:00:00+01:00', '2026-02-28 2026-03-01T00:00:00+01:00'],
    ['not an end of month', { months: 1 }, '2026-02-15T00:00:00+01:00', '2026-03-14 2026-03-15T00:00:00+01:00'],
    ['P1M is a month that sticks', 'P1M', '2026-03-01T00:00:00+01:00', '2026-03-31 2026-04-01T00:00:00+02:00'],
    ['P1Y', 'P1Y', '2026-03-01T00:00:00+01:00', '2027-02-28 2027-03-01T00:00:00+01:00'],
  ] as const)('%s', (_what, within, end, expected) => expect(deadline('Europe/Berlin', within, 'end', end)).toBe(expected))

  it('says that sticking is an assumption only where it decides', () => {
    const said: string[] = []
    const assume = (used: string, { why }: Reason): void => void said.push(`${used}: ${why}`)
    deadline('Europe/Berlin', { months: 1 }, 'at', '2026-02-15T00:00:00+01:00', { assume })
    // 31 January + 1 month is 28 February either way.
    deadline('Europe/Berlin', { months: 1 }, 'at', '2026-01-31T00:00:00+01:00', { assume })
    expect(said).toEqual([])
    deadline('Europe/Berlin', { months: 1 }, 'at', '2026-02-28T00:00:00+01:00', { assume })
    expect(said).toEqual(['sticky: the agreement does not say whether months from the last day of a month end on a last day'])
  })
})

describe('billing cycles', () => {
  const billing = { every: 'month', anchor: { day: 12 } } as const
  it.each([
    // The incident is in March; April and May are the two full cycles after it.
    ['calendar months', undefined, { billingCycles: 2 }, 'at', '2026-03-10T05:00:00+01:00', '2026-05-31 2026-06-01T00:00:00+02:00'],
    // Cycle 12 Feb - 12 Mar holds it; then 12 Mar - 12 Apr, 12 Apr - 12 May.
    ['from the 12th', billing, { billingCycles: 2 }, 'at', '2026-03-10T05:00:00+01:00', '2026-05-11 2026-05-12T00:00:00+02:00'],
    // Two days later it is in the next cycle.
    ['from the 12th, on it', billing, { billingCycles: 2 }, 'at', '2026-03-12T00:00:00+01:00', '2026-06-11 2026-06-12T00:00:00+02:00'],
    // An end belongs to the cycle that it ends.
    ['an end', undefined, { billingCycles: 1 }, 'end', '2026-04-01T00:00:00+02:00', '2026-04-30 2026-05-01T00:00:00+02:00'],
    [
      'the same instant as an event',
      undefined,
      { billingCycles: 1 },
      'at',
      '2026-04-01T00:00:00+02:00',
      '2026-05-31 2026-06-01T00:00:00+02:00',
    ],
    ['no full cycle', undefined, { billingCycles: 0 }, 'at', '2026-03-10T05:00:00+01:00', '2026-03-31 2026-04-01T00:00:00+02:00'],
    // A cycle that starts on the 31st starts on the 28th in February and does not stay there.
    [
      'from the 31st',
      { every: 'month', anchor: { day: 31 } } as const,
      { billingCycles: 2 },
      'at',
      '2026-02-10T05:00:00+01:00',
      '2026-04-29 2026-04-30T00:00:00+02:00',
    ],
  ] as const)('%s', (_what, cycle, within, kind, anchor, expected) => {
    expect(deadline('Europe/Berlin', within, kind, anchor, cycle ? { billing: cycle } : {})).toBe(expected)
  })

  it('says that calendar months are an assumption, unless a cycle is named', () => {
    const said: string[] = []
    const assume = (used: string, { why }: Reason): void => void said.push(`${used}: ${why}`)
    deadline('Europe/Berlin', { billingCycles: 1 }, 'at', '2026-03-10T05:00:00+01:00', { assume, billing })
    expect(said).toEqual([])
    deadline('Europe/Berlin', { billingCycles: 1 }, 'at', '2026-03-10T05:00:00+01:00', { assume })
    expect(said).toEqual(['month: the agreement has no billing cycle; calendar months are used'])
  })
})
