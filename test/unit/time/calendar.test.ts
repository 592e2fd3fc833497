import { describe, expect, it } from 'vitest'
import { compileHours, parseDays, parseWindow } from '../../../shared/time/calendar.ts'
import { isoUtc, parseInstant } from '../../../shared/time/instant.ts'
import { total } from '../../../shared/time/intervals.ts'
import type { CalendarRule } from '../../../shared/time/rules.ts'
import { temporalZones } from '../../../shared/time/zones.ts'

const HOUR = 3_600_000

/** Open stretches as text, to be read: `from/to` in UTC without seconds. */
function open(name: string, calendars: Record<string, CalendarRule>, zone: string, from: string, to: string): string[] {
  const hours = compileHours(name, calendars, temporalZones(zone), temporalZones, parseInstant(from), parseInstant(to))
  return hours.flatMap((start, i) => (i % 2 ? [] : [`${short(start)}/${short(hours[i + 1]!)}`]))
}
const short = (ms: number): string => isoUtc(ms).replace(':00Z', 'Z').slice(5)

const weekly = (days: string, ...windows: string[]): CalendarRule => ({ weekly: { [days]: windows } })

describe('keys', () => {
  it.each([
    ['mon', [0]],
    ['sun', [6]],
    ['mon-fri', [0, 1, 2, 3, 4]],
    ['sat-sun', [5, 6]],
    ['fri-mon', [4, 5, 6, 0]],
    ['wed-wed', [2]],
    ['mon,wed', [0, 2]],
    ['mon-tue,sun', [0, 1, 6]],
    ['daily', [0, 1, 2, 3, 4, 5, 6]],
  ])('%s', (key, days) => expect(parseDays(key)).toEqual(days))
  it.each(['', 'monday', 'Mon', 'mon-', '-fri', 'mon-wed-fri', 'mon,,wed', 'mon, wed', 'daily,mon', 'weekend'])('refuses %j', (key) => {
    expect(() => parseDays(key)).toThrow(new RangeError(`not weekdays: ${JSON.stringify(key)}, want mon, mon-fri, mon,wed or daily`))
  })
})

describe('windows', () => {
  it.each([
    ['08:00-18:00', 8, 18],
    ['00:00-24:00', 0, 24],
    ['22:00-06:00', 22, 30],
    ['18:00-24:00', 18, 24],
    ['18:00-00:00', 18, 24],
    ['08:00-08:00', 8, 32],
    ['08:30-08:31', 8.5, 8.5 + 1 / 60],
    ['23:59-23:58', 24 - 1 / 60, 48 - 2 / 60],
  ])('%s is from %f h to %f h', (text, start, end) => {
    expect(parseWindow(text)).toEqual({ start: Math.round(start * HOUR), end: Math.round(end * HOUR) })
  })
  it.each([
    '',
    '8:00-18:00',
    '08:00',
    '08:00-18:00-20:00',
    '08:00 - 18:00',
    '24:00-08:00',
    '08:00-24:01',
    '08:00-25:00',
    '08:60-09:00',
    '08:00-09:60',
    '08:00–18:00',
  ])('refuses %j', (text) => {
    expect(() => parseWindow(text)).toThrow(
      new RangeError(`not a window: ${JSON.stringify(text)}, want one such as 08:00-18:00 or 00:00-24:00`),
    )
  })
})

describe('hours of a week', () => {
  const office = { office: weekly('mon-fri', '08:00-18:00') }

  it('are open on weekdays, in local time', () => {
    // Friday 27 March in winter time, Monday 30 March in summer time.
    expect(open('office', office, 'Europe/Berlin', '2026-03-27T00:00:00Z', '2026-03-31T00:00:00Z')).toEqual([
      '03-27T07:00Z/03-27T17:00Z',
      '03-30T06:00Z/03-30T16:00Z',
    ])
  })
  it('are cut to what was asked, to the ms', () => {
    expect(open('office', office, 'Europe/Berlin', '2026-03-27T09:00:00Z', '2026-03-27T09:01:00Z')).toEqual(['03-27T09:00Z/03-27T09:01Z'])
    expect(open('office', office, 'Europe/Berlin', '2026-03-27T17:00:00Z', '2026-03-30T06:00:00Z')).toEqual([])
    expect(open('office', office, 'Europe/Berlin', '2026-03-27T16:59:00Z', '2026-03-30T06:01:00Z')).toEqual([
      '03-27T16:59Z/03-27T17:00Z',
      '03-30T06:00Z/03-30T06:01Z',
    ])
  })
  it('are none in a stretch of nothing, or one the wrong way round', () => {
    expect(open('office', office, 'Europe/Berlin', '2026-03-27T09:00:00Z', '2026-03-27T09:00:00Z')).toEqual([])
    expect(open('office', office, 'Europe/Berlin', '2026-03-27T10:00:00Z', '2026-03-27T09:00:00Z')).toEqual([])
    expect(open('always', {}, 'Europe/Berlin', '2026-03-27T10:00:00Z', '2026-03-27T09:00:00Z')).toEqual([])
  })

  it.each([
    ['overlap', ['08:00-12:00', '11:00-18:00'], ['03-02T08:00Z/03-02T18:00Z']],
    ['touch', ['08:00-12:00', '12:00-18:00'], ['03-02T08:00Z/03-02T18:00Z']],
    ['leave a minute', ['08:00-12:00', '12:01-18:00'], ['03-02T08:00Z/03-02T12:00Z', '03-02T12:01Z/03-02T18:00Z']],
    ['are out of order', ['13:00-18:00', '08:00-12:00'], ['03-02T08:00Z/03-02T12:00Z', '03-02T13:00Z/03-02T18:00Z']],
  ])('windows that %s', (_what, windows, expected) => {
    expect(open('h', { h: weekly('mon', ...windows) }, 'UTC', '2026-03-02T00:00:00Z', '2026-03-03T00:00:00Z')).toEqual(expected)
  })
  it('windows of several keys add up', () => {
    const h: CalendarRule = { weekly: { 'mon-fri': ['09:00-17:00'], mon: ['07:00-08:00'], daily: ['16:00-18:00'] } }
    expect(open('h', { h }, 'UTC', '2026-03-02T00:00:00Z', '2026-03-03T00:00:00Z')).toEqual([
      '03-02T07:00Z/03-02T08:00Z',
      '03-02T09:00Z/03-02T18:00Z',
    ])
  })

  it('00:00-24:00 every day is all of time, 168 h a week, over a clock change as well', () => {
    // The week of 23 March in Berlin has 167 h.
    const all = compileHours(
      'h',
      { h: weekly('daily', '00:00-24:00') },
      temporalZones('Europe/Berlin'),
      temporalZones,
      parseInstant('2026-03-22T23:00:00Z'),
      parseInstant('2026-03-29T22:00:00Z'),
    )
    expect(all).toEqual([parseInstant('2026-03-22T23:00:00Z'), parseInstant('2026-03-29T22:00:00Z')])
    expect(total(all)).toBe(167 * HOUR)
  })
})

describe('windows over midnight', () => {
  const night = { night: weekly('mon-fri', '22:00-06:00') }
  it('belong to the day they start on: Friday night goes into Saturday, Sunday night does not open', () => {
    expect(open('night', night, 'UTC', '2026-03-06T00:00:00Z', '2026-03-10T00:00:00Z')).toEqual([
      '03-06T00:00Z/03-06T06:00Z',
      '03-06T22:00Z/03-07T06:00Z',
      '03-09T22:00Z/03-10T00:00Z',
    ])
  })
  it.each([
    // 29 March: 22:00 to 06:00 loses the hour from 02:00; 25 October gains it.
    ['2026-03-28T12:00:00Z', '2026-03-29T12:00:00Z', ['03-28T21:00Z/03-29T04:00Z'], 7],
    ['2026-10-24T12:00:00Z', '2026-10-25T12:00:00Z', ['10-24T20:00Z/10-25T05:00Z'], 9],
  ])('over the change night of %s', (from, to, expected, hours) => {
    const daily = { h: weekly('daily', '22:00-06:00') }
    expect(open('h', daily, 'Europe/Berlin', from, to)).toEqual(expected)
    expect(total(compileHours('h', daily, temporalZones('Europe/Berlin'), temporalZones, parseInstant(from), parseInstant(to)))).toBe(
      hours * HOUR,
    )
  })
})

describe('windows at clock changes (R9)', () => {
  const on = (window: string, from: string, to: string, zone = 'Europe/Amsterdam') =>
    open('h', { h: weekly('daily', window) }, zone, from, to)
  it.each([
    // Amsterdam: 02:00 to 03:00 at 01:00Z on 29 March.
    ['starts in the gap', '02:30-04:00', ['03-29T01:00Z/03-29T02:00Z']],
    ['ends in the gap', '01:00-02:30', ['03-29T00:00Z/03-29T01:00Z']],
    ['lies in the gap and is empty', '02:00-03:00', []],
    ['lies inside the gap and is empty', '02:15-02:45', []],
    ['goes around the gap', '01:30-03:30', ['03-29T00:30Z/03-29T01:30Z']],
    ['ends at 24:00 of a day of 23 h', '20:00-24:00', ['03-29T18:00Z/03-29T22:00Z']],
  ])('on the day of 23 h, one that %s', (_what, window, expected) => {
    expect(on(window, '2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z')).toEqual(expected)
  })
  it.each([
    // 03:00 back to 02:00 at 01:00Z on 25 October; 02:00 to 03:00 happens at 00:00Z and again at 01:00Z.
    ['starts in the repeated hour', '02:30-04:00', ['10-25T00:30Z/10-25T03:00Z']],
    ['ends in the repeated hour', '01:00-02:30', ['10-24T23:00Z/10-25T00:30Z']],
    ['is the repeated hour', '02:00-03:00', ['10-25T00:00Z/10-25T02:00Z']],
    ['lies inside the repeated hour', '02:15-02:45', ['10-25T00:15Z/10-25T00:45Z']],
    ['ends at 24:00 of a day of 25 h', '20:00-24:00', ['10-25T19:00Z/10-25T23:00Z']],
  ])('on the day of 25 h, one that %s', (_what, window, expected) => {
    expect(on(window, '2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z')).toEqual(expected)
  })
  it('adjoining windows adjoin inside a gap and a repeated hour', () => {
    const h: CalendarRule = { weekly: { daily: ['00:00-02:30', '02:30-24:00'] } }
    for (const [from, to] of [
      ['2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z'],
      ['2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z'],
    ] as const) {
      expect(open('h', { h }, 'Europe/Amsterdam', from, to)).toHaveLength(1)
    }
  })
  it('half an hour on Lord Howe', () => {
    expect(on('01:45-03:00', '2026-10-03T13:30:00Z', '2026-10-04T13:00:00Z', 'Australia/Lord_Howe')).toEqual(['10-03T15:15Z/10-03T16:00Z'])
    expect(on('01:45-03:00', '2026-04-04T13:00:00Z', '2026-04-05T13:30:00Z', 'Australia/Lord_Howe')).toEqual(['04-04T14:45Z/04-04T16:30Z'])
  })
  it('a day that Apia skipped opens nothing, and a night before it runs on into the day after', () => {
    expect(on('08:00-18:00', '2011-12-29T10:00:00Z', '2011-12-31T10:00:00Z', 'Pacific/Apia')).toEqual([
      '12-29T18:00Z/12-30T04:00Z',
      '12-30T18:00Z/12-31T04:00Z',
    ])
    // 29 December 22:00 to 30 December 06:00, which is the instant of the jump; 30 December 22:00 likewise, to 06:00 on the 31st.
    expect(on('22:00-06:00', '2011-12-30T07:00:00Z', '2011-12-31T07:00:00Z', 'Pacific/Apia')).toEqual(['12-30T08:00Z/12-30T16:00Z'])
  })
})

describe('dates', () => {
  const office: CalendarRule = {
    weekly: { daily: ['08:00-18:00'] },
    dates: { '2026-12-24': ['08:00-12:00'], '2026-12-25': [], '2026-12-31': ['20:00-02:00', '08:00-10:00'] },
  }
  it('replace the windows that start on them', () => {
    expect(open('office', { office }, 'UTC', '2026-12-23T00:00:00Z', '2026-12-27T00:00:00Z')).toEqual([
      '12-23T08:00Z/12-23T18:00Z',
      '12-24T08:00Z/12-24T12:00Z',
      '12-26T08:00Z/12-26T18:00Z',
    ])
  })
  it('may reach over midnight themselves', () => {
    expect(open('office', { office }, 'UTC', '2026-12-31T00:00:00Z', '2027-01-01T09:00:00Z')).toEqual([
      '12-31T08:00Z/12-31T10:00Z',
      '12-31T20:00Z/01-01T02:00Z',
      '01-01T08:00Z/01-01T09:00Z',
    ])
  })
  it('leave alone what started on the day before', () => {
    const night: CalendarRule = { weekly: { daily: ['22:00-06:00'] }, dates: { '2026-12-25': [] } }
    expect(open('night', { night }, 'UTC', '2026-12-24T12:00:00Z', '2026-12-26T12:00:00Z')).toEqual(['12-24T22:00Z/12-25T06:00Z'])
  })
})

describe('calendars made of others', () => {
  const calendars: Record<string, CalendarRule> = {
    office: weekly('mon-fri', '08:00-18:00'),
    closed: { not: 'office' },
    night: weekly('daily', '22:00-06:00'),
    either: { union: ['office', 'night'] },
    both: { intersect: ['closed', 'night'] },
    never: { not: 'always' },
    tokyo: { zone: 'Asia/Tokyo', weekly: { 'mon-fri': ['09:00-17:00'] } },
    seamless: { union: ['office', 'closed'] },
    empty: { intersect: [] },
    none: { union: [] },
    twice: { not: 'closed' },
  }
  const on = (name: string, from = '2026-03-06T00:00:00Z', to = '2026-03-07T12:00:00Z') => open(name, calendars, 'UTC', from, to)

  it.each([
    ['always', ['03-06T00:00Z/03-07T12:00Z']],
    ['office', ['03-06T08:00Z/03-06T18:00Z']],
    ['closed', ['03-06T00:00Z/03-06T08:00Z', '03-06T18:00Z/03-07T12:00Z']],
    ['either', ['03-06T00:00Z/03-06T06:00Z', '03-06T08:00Z/03-06T18:00Z', '03-06T22:00Z/03-07T06:00Z']],
    ['both', ['03-06T00:00Z/03-06T06:00Z', '03-06T22:00Z/03-07T06:00Z']],
    ['never', []],
    ['seamless', ['03-06T00:00Z/03-07T12:00Z']],
    ['empty', []],
    ['none', []],
    ['twice', ['03-06T08:00Z/03-06T18:00Z']],
    // Tokyo is nine hours ahead: Friday 09:00 to 17:00 is 00:00Z to 08:00Z.
    ['tokyo', ['03-06T00:00Z/03-06T08:00Z']],
  ])('%s', (name, expected) => expect(on(name)).toEqual(expected))

  it('"not" ends where the question does, also in the middle of a window', () => {
    expect(on('closed', '2026-03-06T09:00:00Z', '2026-03-06T19:00:00Z')).toEqual(['03-06T18:00Z/03-06T19:00Z'])
    expect(on('closed', '2026-03-06T07:00:00Z', '2026-03-06T09:00:00Z')).toEqual(['03-06T07:00Z/03-06T08:00Z'])
    expect(on('closed', '2026-03-07T00:00:00Z', '2026-03-08T00:00:00Z')).toEqual(['03-07T00:00Z/03-08T00:00Z'])
  })

  it('refuses names that are not there, also those every object has', () => {
    expect(() => on('toString')).toThrow(new RangeError('no calendar named "toString"'))
    expect(() => open('office', {}, 'UTC', '2026-03-06T00:00:00Z', '2026-03-07T00:00:00Z')).toThrow('no calendar named "office"')
    expect(() => compileHours('x', undefined, temporalZones('UTC'), temporalZones, 0, 1)).toThrow('no calendar named "x"')
  })
  it('refuses a calendar made of itself, and does not hang', () => {
    expect(() => open('a', { a: { not: 'a' } }, 'UTC', '2026-03-06T00:00:00Z', '2026-03-07T00:00:00Z')).toThrow(
      new RangeError('a calendar made of itself: "a"'),
    )
    const ring: Record<string, CalendarRule> = { a: { union: ['b'] }, b: { intersect: ['c'] }, c: { not: 'a' } }
    expect(() => open('a', ring, 'UTC', '2026-03-06T00:00:00Z', '2026-03-07T00:00:00Z')).toThrow('a calendar made of itself: "a"')
  })
  it('asks each calendar once: thirty that name the one before twice are no work', () => {
    const tower: Record<string, CalendarRule> = { c0: weekly('mon', '08:00-09:00') }
    for (let i = 1; i <= 30; i++) tower[`c${i}`] = { union: [`c${i - 1}`, `c${i - 1}`] }
    expect(open('c30', tower, 'UTC', '2026-03-02T00:00:00Z', '2026-03-03T00:00:00Z')).toEqual(['03-02T08:00Z/03-02T09:00Z'])
  })
})
