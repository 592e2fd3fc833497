import { describe, expect, it } from 'vitest'
import { isInstant, isoInZone, isoUtc, parseInstant } from '../../../shared/time/instant.ts'
import { temporalZones } from '../../../shared/time/zones.ts'

const DAY = 86_400_000

describe('parseInstant', () => {
  it.each([
    ['1970-01-01T00:00:00Z', 0],
    ['1970-01-01T00:00:00.000Z', 0],
    ['1970-01-01T00:00Z', 0],
    ['1970-01-01T00:00:00.5Z', 500],
    ['1970-01-01T00:00:00.05Z', 50],
    ['1970-01-01T00:00:00.005Z', 5],
    ['1970-01-01T01:00:00+01:00', 0],
    ['1970-01-01T01:00:00+01', 0],
    ['1970-01-01T23:59:00+23:59', 0],
    ['1969-12-31T19:00:00-05:00', 0],
    ['1970-01-01T05:30:00+05:30', 0],
    ['1970-01-02T00:00:00-00:00', DAY],
    ['1970-02-01T12:34:56.789Z', 31 * DAY + ((12 * 60 + 34) * 60 + 56) * 1000 + 789],
    // 30 years of which 72, 76, 80, 84, 88, 92, 96 have a day more, then January of 31 and 28 days to 29 February 2000.
    ['2000-02-29T00:00:00Z', (30 * 365 + 7 + 31 + 28) * DAY],
    ['2199-12-31T23:59:59.999Z', 7_258_118_399_999],
    ['2199-12-31T23:59:59.999+00:01', 7_258_118_339_999],
  ])('%s is %i ms', (text, ms) => {
    expect(parseInstant(text)).toBe(ms)
    expect(isInstant(text)).toBe(true)
  })

  it.each([
    ['', 'nothing'],
    ['2026-03-01', 'a date'],
    ['2026-03-01T09:30:00', 'no offset'],
    ['2026-03-01T09:30', 'no offset, no seconds'],
    ['2026-03-01 09:30:00Z', 'a space'],
    ['2026-03-01t09:30:00Z', 'a small t'],
    ['2026-03-01T09:30:00z', 'a small z'],
    ['2026/03/01T09:30:00Z', 'slashes'],
    ['2026-03/01T09:30:00Z', 'a slash'],
    ['2026/03-01T09:30:00Z', 'a slash before the month'],
    ['2026-03-01T09.30:00Z', 'a point for a colon'],
    ['2026-03-01T09:30:00ZZ', 'something behind Z'],
    ['2026-03-01T09:30:00+01:00 ', 'something behind the offset'],
    ['2026-03-01T09:30:00+01:000', 'a digit behind the offset'],
    ['2026-03-01T09:30:00+0100', 'an offset without colon'],
    ['2026-03-01T09:30:00+01.00', 'a point in the offset'],
    ['2026-03-01T09:30:00+1', 'an offset of one digit'],
    ['2026-03-01T09:30:00 01:00', 'an offset without sign'],
    ['2026-03-01T09:30:00+24:00', 'an offset of a day'],
    ['2026-03-01T09:30:00+01:60', 'an offset of 60 minutes'],
    ['2026-03-01T24:00:00Z', 'hour 24'],
    ['2026-03-01T09:60:00Z', 'minute 60'],
    ['2026-12-31T23:59:60Z', 'a leap second'],
    ['2026-03-01T09:3:00Z', 'a minute of one digit'],
    ['2026-03-01T09:30:0Z', 'a second of one digit'],
    ['2026-03-01T09:30:00.Z', 'a point without a fraction'],
    ['2026-03-01T09:30:00.1234Z', 'four fractional digits'],
    ['2026-03-01T09:30:00,5Z', 'a comma'],
    ['2026-03-01T09:30.5Z', 'a fraction of a minute'],
    ['2026-00-01T00:00:00Z', 'month 0'],
    ['2026-13-01T00:00:00Z', 'month 13'],
    ['2026-01-00T00:00:00Z', 'day 0'],
    ['2026-01-32T00:00:00Z', 'day 32'],
    ['2026-04-31T00:00:00Z', '31 April'],
    ['2026-02-29T00:00:00Z', '29 February of a common year'],
    ['2100-02-29T00:00:00Z', '29 February 2100'],
    ['1969-12-31T23:59:59.999Z', 'the ms before 1970'],
    ['0070-01-01T00:00:00Z', 'the year 70, which is not 1970'],
    ['1970-01-01T00:00:00+00:01', 'the minute before 1970'],
    ['2200-01-01T00:00:00Z', 'the first ms of 2200'],
    ['2199-12-31T23:59:59.999-00:01', 'past 2199 by its offset'],
    ['+002026-03-01T09:30:00Z', 'an expanded year'],
    ['20a6-03-01T09:30:00Z', 'a letter in the year'],
    ['2a26-03-01T09:30:00Z', 'another letter in the year'],
    ['2026-03-01T09:30:00.x00Z', 'a letter in the fraction'],
    // The characters on either side of the digits are not 10 and -1: 20 × 100 + 2 × 10 + 6, 20 × 100 - 10 + 9, 19 × 100 + 100.
    ['1:26-03-01T09:30:00Z', 'a colon for the ones of the century'],
    ['19:0-03-01T09:30:00Z', 'a colon for the tens of the year'],
    ['20/9-03-01T09:30:00Z', 'a slash for the tens of the year'],
    ['2026-1/-01T09:30:00Z', 'a slash for the ones of the month'],
    ['2026-03-01T09:30:00.5/0Z', 'a slash in the fraction'],
  ])('refuses %j: %s', (text) => {
    expect(isInstant(text)).toBe(false)
    expect(() => parseInstant(text)).toThrow(RangeError)
    expect(() => parseInstant(text)).toThrow(`not an instant: ${JSON.stringify(text)}, want ISO 8601`)
  })
})

describe('instants as text', () => {
  it.each([
    [0, '1970-01-01T00:00:00Z'],
    [1000, '1970-01-01T00:00:01Z'],
    [1, '1970-01-01T00:00:00.001Z'],
    [500, '1970-01-01T00:00:00.500Z'],
    [7_258_118_399_999, '2199-12-31T23:59:59.999Z'],
  ])('%i ms is %s, and back', (ms, text) => {
    expect(isoUtc(ms)).toBe(text)
    expect(parseInstant(text)).toBe(ms)
  })

  it.each([
    // The instant of Berlin's jump is 2026-03-29T01:00Z; a minute before and at it.
    ['2026-03-29T00:59:00Z', 'Europe/Berlin', '2026-03-29T01:59:00+01:00'],
    ['2026-03-29T01:00:00Z', 'Europe/Berlin', '2026-03-29T03:00:00+02:00'],
    ['2026-03-29T01:00:00.250Z', 'Europe/Berlin', '2026-03-29T03:00:00.250+02:00'],
    ['2026-01-01T00:00:00Z', 'America/New_York', '2025-12-31T19:00:00-05:00'],
    ['2026-01-01T00:00:00Z', 'Asia/Kolkata', '2026-01-01T05:30:00+05:30'],
    ['2026-01-01T00:00:00Z', 'America/St_Johns', '2025-12-31T20:30:00-03:30'],
    ['2026-01-01T00:00:00Z', 'UTC', '2026-01-01T00:00:00+00:00'],
    ['2011-12-30T10:00:00Z', 'Pacific/Apia', '2011-12-31T00:00:00+14:00'],
    // Liberia kept 44 min 30 s behind UTC until 1972.
    ['1971-01-01T00:00:00Z', 'Africa/Monrovia', '1971-01-01T00:00:00Z'],
  ])('%s in %s is %s, and back', (utc, zone, text) => {
    const ms = parseInstant(utc)
    expect(isoInZone(ms, temporalZones(zone))).toBe(text)
    expect(parseInstant(text)).toBe(ms)
  })
})
