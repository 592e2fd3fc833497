/** How long a clock may run (R28, R46). 2 March 2026 is a Monday; Berlin has winter time. */
import { describe, expect, it } from 'vitest'
import type { Severity } from '../../../../shared/contract/model.ts'
import { clockTargets } from '../../../../shared/evaluate/clocks/clock-target.ts'
import type { ClockKind } from '../../../../shared/evaluate/clocks/ticket-clock.ts'
import { compileHours } from '../../../../shared/time/calendar.ts'
import type { CalendarRule } from '../../../../shared/time/rules.ts'
import { temporalZones } from '../../../../shared/time/zones.ts'
import { HOUR, t } from '../measure-context.ts'

const zone = temporalZones('Europe/Berlin')
const CALENDARS: Record<string, CalendarRule> = {
  office: { weekly: { 'mon-fri': ['08:00-18:00'] }, dates: { '2026-03-03': [] } },
  shop: { weekly: { 'mon-sat': ['08:00-18:00'] } },
  never: { not: 'always' },
}
const hours = (name: string, from: number, to: number) => compileHours(name, CALENDARS, zone, temporalZones, from, to)
const target = (severity: Partial<Severity>, start: string | null, clock: ClockKind = 'response') =>
  clockTargets({ zone, hours }, clock)({ id: 'p1', ...severity }, start === null ? null : t(`2026-03-${start}+01:00`))

describe('a length', () => {
  it('is counted in the calendar of its severity', () => {
    expect(target({ calendar: 'office', response: 'PT4H' }, '02T10:00')).toEqual({ ms: 4 * HOUR, calendar: 'office' })
    expect(target({ response: 'P1D' }, null)).toEqual({ ms: 24 * HOUR, calendar: undefined })
  })
  it('is that of the clock, and none where the severity promises nothing for it', () => {
    const severity = { response: 'PT1H', resolution: 'PT8H' }
    expect(target(severity, '02T10:00', 'resolution')?.ms).toBe(8 * HOUR)
    expect(target(severity, '02T10:00', 'update')).toBeNull()
  })
  it('is each severity’s own', () => {
    const of = clockTargets({ zone, hours }, 'response')
    expect([of({ id: 'a', response: 'PT1H' }, 0)?.ms, of({ id: 'b', response: 'PT2H' }, 0)?.ms]).toEqual([HOUR, 2 * HOUR])
  })
})

describe('until the end of a business day', () => {
  it.each([
    // start, days, calendar, hours until the end of that day
    ['the same day: 10:00 to midnight', '02T10:00', 0, undefined, 14],
    ['the next: a day more', '02T10:00', 1, undefined, 38],
    ['the one after', '02T10:00', 2, undefined, 62],
    ['from Friday the next is Monday', '06T10:00', 1, undefined, 86],
    ['the same day on a Saturday is Monday', '07T10:00', 0, undefined, 62],
    ['from Saturday the next is Monday as well', '07T10:00', 1, undefined, 62],
    ['the office is closed on Tuesday: Wednesday', '02T10:00', 1, 'office', 62],
    ['on that Tuesday the same day is Wednesday', '03T10:00', 0, 'office', 38],
    ['the shop is open on Saturday', '07T10:00', 0, 'shop', 14],
    // From 10:00 on Friday 27 March to midnight before Tuesday: 86 hours, less the one that the spring change takes.
    ['over the spring change', '27T10:00', 1, undefined, 85],
  ])('%s', (_what, start, businessDays, calendar, h) => {
    expect(target({ response: { businessDays }, ...(calendar && { calendar }) }, start)).toEqual({ ms: h * HOUR, calendar: undefined })
  })
  it('takes no time before the clock has started', () => {
    expect(target({ response: { businessDays: 1 } }, null)).toEqual({ ms: 0, calendar: undefined })
  })
  it('never comes in a calendar that never opens', () => {
    const start = t('2026-03-02T10:00+01:00')
    expect(target({ response: { businessDays: 1 }, calendar: 'never' }, '02T10:00')).toEqual({
      ms: Number.MAX_SAFE_INTEGER - start,
      calendar: undefined,
    })
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
