/** How long a clock may run (R28, R46). 2 March 2026 is a Monday; Berlin has winter time. */
import { describe, expect, it } from 'vitest'
import type { Severity } from '../../../../shared/contract/model.ts'
import { clockTargets } from '../../../../shared/evaluate/clocks/clock-target.ts'
import type { ClockKind } from '../../../../shared/evaluate/clocks/ticket-clock.ts'
import { calendarHours } from '../../../../shared/evaluate/periods/calendar-hours.ts'
import type { CalendarRule } from '../../../../shared/time/rules.ts'
import { temporalZones } from '../../../../shared/time/zones.ts'
import { HOUR, t } from '../measure-context.ts'

const zone = temporalZones('Europe/Berlin')
const CALENDARS: Record<string, CalendarRule> = {
  office: { weekly: { 'mon-fri': ['08:00-18:00'] }, dates: { '2026-03-03': [] } },
  shop: { weekly: { 'mon-sat': ['08:00-18:00'] } },
  never: { not: 'always' },
}
const hours = calendarHours({ calendars: CALENDARS } as never, zone, temporalZones)
const target = (severity: Partial<Severity>, start: string | null, clock: ClockKind = 'response') =>
  clockTargets({ zone, hours }, clock)({ id: 'p1', ...severity }, start === null ? null : t(`2026-03-${start}+01:00`))

describe('a length', () => {
  it('is counted in the calendar of its severity', () => {
    expect(target({ calendar: 'office', response: 'PT4H' }, '02T10:00')).toEqual({ limit: { ms: 4 * HOUR }, calendar: 'office' })
    expect(target({ response: 'P1D' }, null)).toEqual({ limit: { ms: 24 * HOUR }, calendar: undefined })
  })
  it('is that of the clock, and none where the severity promises nothing for it', () => {
    const severity = { response: 'PT1H', resolution: 'PT8H' }
    expect(target(severity, '02T10:00', 'resolution')?.limit).toEqual({ ms: 8 * HOUR })
    expect(target(severity, '02T10:00', 'update')).toBeNull()
  })
  it('is each severity’s own', () => {
    const of = clockTargets({ zone, hours }, 'response')
    expect([of({ id: 'a', response: 'PT1H' }, 0)?.limit, of({ id: 'b', response: 'PT2H' }, 0)?.limit]).toEqual([
      { ms: HOUR },
      { ms: 2 * HOUR },
    ])
  })
})

describe('until the closing time of a business day', () => {
  it.each([
    // start, days, calendar, local time it is due
    ['the same day: midnight without a calendar', '02T10:00', 0, undefined, '03T00:00'],
    ['the next', '02T10:00', 1, undefined, '04T00:00'],
    ['the one after', '02T10:00', 2, undefined, '05T00:00'],
    ['from Friday the next is Monday', '06T10:00', 1, undefined, '10T00:00'],
    ['the same day on a Saturday is Monday', '07T10:00', 0, undefined, '10T00:00'],
    ['from Saturday the next is Monday as well', '07T10:00', 1, undefined, '10T00:00'],
    ['the office closes at 18:00; it is closed on Tuesday: Wednesday', '02T10:00', 1, 'office', '04T18:00'],
    ['on that Tuesday the same day is Wednesday', '03T10:00', 0, 'office', '04T18:00'],
    ['a minute before closing the same day is today', '02T17:59', 0, 'office', '02T18:00'],
    ['at closing it is the next open day', '02T18:00', 0, 'office', '04T18:00'],
    ['the shop is open on Saturday', '07T10:00', 0, 'shop', '07T18:00'],
  ])('%s', (_what, start, businessDays, calendar, due) => {
    expect(target({ response: { businessDays }, ...(calendar && { calendar }) }, start)).toEqual({
      limit: { by: t(`2026-03-${due}+01:00`) },
      calendar: calendar ?? '@weekdays',
    })
  })
  it('over the spring change, in local time', () => {
    expect(target({ response: { businessDays: 1 } }, '27T10:00')?.limit).toEqual({ by: t('2026-03-31T00:00+02:00') })
  })
  it('is due at the local time the agreement names (R61)', () => {
    expect(target({ calendar: 'office', response: { businessDays: 1, by: '16:00' } }, '02T10:00')?.limit).toEqual({
      by: t('2026-03-04T16:00+01:00'),
    })
  })
  it('takes no time before the clock has started', () => {
    expect(target({ response: { businessDays: 1 } }, null)?.limit).toEqual({ ms: 0 })
  })
  it('never comes in a calendar that never opens', () => {
    expect(target({ response: { businessDays: 1 }, calendar: 'never' }, '02T10:00')?.limit).toEqual({ by: Number.MAX_SAFE_INTEGER })
  })
  it('hands on what is no matter of calendars', () => {
    const broken = () => {
      throw new TypeError('ours')
    }
    expect(() =>
      clockTargets({ zone, hours: broken }, 'response')({ id: 'p1', calendar: 'office', response: { businessDays: 1 } }, 0),
    ).toThrow('ours')
  })
})
