import { describe, expect, it } from 'vitest'
import { durationText, elapsedMs, isDuration, parseDuration } from '../../../shared/time/iso-duration.ts'

const H = 3_600_000

describe('parseDuration', () => {
  it.each([
    ['PT5M', { years: 0, months: 0, weeks: 0, days: 0, ms: 300_000 }],
    ['PT0.5S', { years: 0, months: 0, weeks: 0, days: 0, ms: 500 }],
    ['PT1.25S', { years: 0, months: 0, weeks: 0, days: 0, ms: 1250 }],
    ['PT0.001S', { years: 0, months: 0, weeks: 0, days: 0, ms: 1 }],
    ['PT0S', { years: 0, months: 0, weeks: 0, days: 0, ms: 0 }],
    ['P30D', { years: 0, months: 0, weeks: 0, days: 30, ms: 0 }],
    ['PT720H', { years: 0, months: 0, weeks: 0, days: 0, ms: 720 * H }],
    ['P1Y2M3W4DT5H6M7.5S', { years: 1, months: 2, weeks: 3, days: 4, ms: 5 * H + 6 * 60_000 + 7500 }],
    ['P1M', { years: 0, months: 1, weeks: 0, days: 0, ms: 0 }],
    ['PT1M', { years: 0, months: 0, weeks: 0, days: 0, ms: 60_000 }],
  ])('%s', (text, parts) => {
    expect(parseDuration(text)).toEqual(parts)
    expect(isDuration(text)).toBe(true)
  })

  it.each([
    '',
    'P',
    'PT',
    'P1DT',
    '1D',
    '5 minutes',
    '-PT5M',
    'PT-5M',
    'pt5m',
    'P5',
    'PT5',
    'P1H',
    'PT1D',
    'P1D1W',
    'PT1S1M',
    'PT1.5H',
    'PT0.0001S',
    'PT.5S',
    'PT1.S',
    'P1,5D',
    'PT5M ',
    ' PT5M',
    'P1234567890D',
  ])('refuses %j', (text) => {
    expect(isDuration(text)).toBe(false)
    expect(() => parseDuration(text)).toThrow(RangeError)
    expect(() => parseDuration(text)).toThrow(`not a duration: ${JSON.stringify(text)}, want ISO 8601`)
  })
})

describe('elapsedMs', () => {
  it.each([
    ['PT1H', H],
    ['P1D', 24 * H],
    ['P1W', 168 * H],
    ['P2W3DT4H', (2 * 168 + 3 * 24 + 4) * H],
  ])('%s is %i ms', (text, ms) => expect(elapsedMs(text)).toBe(ms))
  it.each(['P1M', 'P1Y', 'P1MT1H'])('refuses %s: a month has no fixed length', (text) => {
    expect(() => elapsedMs(text)).toThrow(`no fixed length: ${JSON.stringify(text)}, want weeks, days, hours, minutes or seconds`)
  })
})

describe('durationText', () => {
  it.each([
    [0, 'PT0S'],
    [1, 'PT0.001S'],
    [500, 'PT0.5S'],
    [999, 'PT0.999S'],
    [1000, 'PT1S'],
    [59_999, 'PT59.999S'],
    [60_000, 'PT1M'],
    [60_010, 'PT1M0.01S'],
    [3_599_000, 'PT59M59S'],
    [H, 'PT1H'],
    [26 * H + 30 * 60_000, 'PT26H30M'],
    [H + 1000, 'PT1H1S'],
    [720 * H, 'PT720H'],
  ])('%i ms is %s, and back', (ms, text) => {
    expect(durationText(ms)).toBe(text)
    expect(elapsedMs(text)).toBe(ms)
  })
  it.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])('refuses %d ms', (ms) => {
    expect(() => durationText(ms)).toThrow(new RangeError(`not a length of time: ${ms} ms`))
  })
})
