import { describe, expect, it } from 'vitest'
import { afterIn, beforeIn, compile, dueIn, elapsedIn } from '../../../shared/time/business.ts'
import { compileHours } from '../../../shared/time/calendar.ts'
import { isoUtc, parseInstant } from '../../../shared/time/instant.ts'
import type { CalendarRule } from '../../../shared/time/rules.ts'
import { temporalZones } from '../../../shared/time/zones.ts'

const HOUR = 3_600_000
const at = parseInstant

/** Open [10, 20), [30, 40), [100, 200): 10 + 10 + 100 ms. */
const small = () => compile([10, 20, 30, 40, 100, 200])

describe('elapsedIn', () => {
  it.each([
    ['before all', 0, 10, 0],
    ['long before all', -100_000, -50_000, 0],
    ['from long before all to long after', -100_000, 100_000, 120],
    ['the first ms', 9, 11, 1],
    ['the last ms of the first', 19, 25, 1],
    ['the first', 10, 20, 10],
    ['the gap', 20, 30, 0],
    ['over the gap', 15, 35, 10],
    ['all', 0, 500, 120],
    ['after all', 200, 500, 0],
    // The grid over the ends 20, 40 and 200 has seven cells of 30 ms: 230 is the first instant behind it.
    ['from the end of the grid', 230, 500, 0],
    ['up to the end of the grid', 150, 230, 50],
    ['within one', 110, 115, 5],
    ['nothing', 15, 15, 0],
    ['backwards', 35, 15, -10],
  ])('%s', (_what, a, b, ms) => expect(elapsedIn(small(), a, b)).toBe(ms))
})

describe('dueIn', () => {
  it.each([
    ['nothing to elapse: the start itself', 12, 0, 12],
    ['nothing to elapse, outside hours', 25, 0, 25],
    ['within the first', 12, 3, 15],
    ['a ms before closing', 12, 7, 19],
    ['exactly at closing: the closing time, not the next opening', 12, 8, 20],
    ['a ms after', 12, 9, 31],
    ['from before opening', 0, 10, 20],
    ['from long before opening', -100_000, 10, 20],
    ['from the gap', 25, 1, 31],
    ['from closing time', 20, 1, 31],
    ['to the next closing', 12, 18, 40],
    ['over two gaps', 12, 19, 101],
    ['to the very end', 10, 120, 200],
  ])('%s', (_what, start, ms, due) => {
    expect(dueIn(small(), start, ms)).toBe(due)
    expect(afterIn(small(), start, ms)).toBe(due)
  })
  it('is null where the hours do not reach', () => {
    expect(dueIn(small(), 10, 121)).toBeNull()
    expect(dueIn(small(), 200, 1)).toBeNull()
    expect(dueIn(compile([]), 0, 1)).toBeNull()
  })
  it('refuses a negative time', () => expect(() => dueIn(small(), 0, -1)).toThrow(new RangeError('not a length of time: -1 ms')))
})

describe('beforeIn', () => {
  it.each([
    ['nothing: the instant itself', 25, 0, 25],
    ['within the first', 15, 3, 12],
    ['back to opening', 15, 5, 10],
    ['back to opening of the second, which is later than closing of the first', 35, 5, 30],
    ['a ms more', 35, 6, 19],
    ['from the gap', 25, 1, 19],
    ['from opening', 30, 1, 19],
    ['from after all', 500, 100, 100],
    ['over two gaps', 101, 2, 39],
    ['to the very start', 200, 120, 10],
  ])('%s', (_what, instant, ms, start) => expect(beforeIn(small(), instant, ms)).toBe(start))
  it('is null where the hours do not reach', () => {
    expect(beforeIn(small(), 200, 121)).toBeNull()
    expect(beforeIn(small(), 10, 1)).toBeNull()
    expect(beforeIn(compile([]), 0, 1)).toBeNull()
  })
  it('refuses a negative time', () => expect(() => beforeIn(small(), 0, -1)).toThrow(new RangeError('not a length of time: -1 ms')))
})

describe('where the search starts', () => {
  // 200 windows of 8 h, one a day from day 1,000 on: as even as hours can be.
  const even = () => compile(Array.from({ length: 200 }, (_, i) => [(1000 + i) * 24 + 8, (1000 + i) * 24 + 16]).flat())
  it.each(['byTime', 'byOpen'] as const)('%s: never behind what it looks for, and at most two before it', (axis) => {
    const hours = even()
    const { origin, perUnit, first } = hours[axis]
    const values = axis === 'byTime' ? hours.ends : hours.before.subarray(1)
    expect(first).toHaveLength(401)
    expect(origin).toBe(values[0])
    values.forEach((value, i) => {
      const before = i - first[Math.trunc((value - origin) * perUnit)]!
      expect(before).toBeGreaterThanOrEqual(0)
      expect(before).toBeLessThanOrEqual(2)
    })
    expect(first[400]).toBeGreaterThanOrEqual(197)
  })
  it('is the first where nothing distinguishes the cells', () => {
    const one = compile([10, 20]).byTime
    expect([one.origin, one.perUnit, one.first[0]]).toEqual([20, 0, 0])
    expect(compile([]).byTime).toEqual({ origin: 0, perUnit: 0, first: Int32Array.of(0) })
  })
})

const OFFICE: Record<string, CalendarRule> = {
  office: { weekly: { 'mon-fri': ['08:00-18:00'] }, dates: { '2026-12-25': [] } },
  night: { weekly: { 'mon-fri': ['22:00-06:00'] } },
}
const hours = (name: string, zone: string) =>
  compile(compileHours(name, OFFICE, temporalZones(zone), temporalZones, at('2026-01-01T00:00:00Z'), at('2027-01-01T00:00:00Z')))

describe('dues in real calendars', () => {
  it.each([
    // 17:00 on Monday, 4 h, 08 to 18: one hour today, three tomorrow.
    ['over the night', 'office', 'Europe/Berlin', '2026-06-01T17:00:00+02:00', 4, '2026-06-02T11:00:00+02:00'],
    ['over the weekend', 'office', 'Europe/Berlin', '2026-06-05T17:00:00+02:00', 4, '2026-06-08T11:00:00+02:00'],
    ['over the weekend of the spring change', 'office', 'Europe/Berlin', '2026-03-27T17:00:00+01:00', 4, '2026-03-30T11:00:00+02:00'],
    ['over the weekend of the autumn change', 'office', 'Europe/Berlin', '2026-10-23T17:00:00+02:00', 4, '2026-10-26T11:00:00+01:00'],
    ['over a holiday', 'office', 'Europe/Berlin', '2026-12-24T17:00:00+01:00', 4, '2026-12-28T11:00:00+01:00'],
    ['exactly at closing', 'office', 'Europe/Berlin', '2026-06-01T17:00:00+02:00', 1, '2026-06-01T18:00:00+02:00'],
    // Friday night to Saturday 06:00: 22:00 to 06:00 is eight hours.
    ['through a night', 'night', 'America/New_York', '2026-06-05T23:00:00-04:00', 7, '2026-06-06T06:00:00-04:00'],
    ['through a night and over the weekend', 'night', 'America/New_York', '2026-06-05T23:00:00-04:00', 8, '2026-06-08T23:00:00-04:00'],
    ['the same in a zone half an hour off', 'office', 'Asia/Kolkata', '2026-06-01T17:00:00+05:30', 4, '2026-06-02T11:00:00+05:30'],
  ])('%s', (_what, name, zone, start, h, due) => {
    const compiled = hours(name, zone)
    expect(isoUtc(dueIn(compiled, at(start), h * HOUR)!)).toBe(isoUtc(at(due)))
    expect(elapsedIn(compiled, at(start), at(due))).toBe(h * HOUR)
  })
  it('an hour before a due of 11:00 is 10:00, and before 08:30 half an hour before the last closing', () => {
    const office = hours('office', 'Europe/Berlin')
    expect(isoUtc(beforeIn(office, at('2026-06-02T11:00:00+02:00'), HOUR)!)).toBe('2026-06-02T08:00:00Z')
    expect(isoUtc(beforeIn(office, at('2026-06-02T08:30:00+02:00'), HOUR)!)).toBe('2026-06-01T15:30:00Z')
  })
})
