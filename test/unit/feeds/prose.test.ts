/** Times in the texts of posts (R52). */
import { describe, expect, it } from 'vitest'
import { stampedWindow, toldWindows } from '../../../shared/feeds/parts/prose.ts'
import { namedClock, zoneNamed } from '../../../shared/feeds/parts/zone-names.ts'

/** Friday, 10 July 2026, 18:00 UTC: when each text was posted. */
const POSTED = Date.UTC(2026, 6, 10, 18)
const clock = (at: number): string => new Date(at).toISOString().slice(5, 19).replace('T', ' ').replace(/:00$/, '')
const told = (text: string, postedAt = POSTED): string | null => {
  const window = toldWindows(text, postedAt).at(-1) ?? stampedWindow(text, postedAt)
  return window && `${clock(window.from)} to ${clock(window.to)}${window.dated ? '' : ', no date'}`
}

describe('a window stated in a text', () => {
  it.each([
    ['Between 14:02 and 16:40 UTC the API answered with errors.', '07-10 14:02 to 07-10 16:40, no date'],
    ['From 14:02 UTC to 16:40 UTC, requests failed.', '07-10 14:02 to 07-10 16:40, no date'],
    ['Errors 14:02 - 16:40 (UTC).', '07-10 14:02 to 07-10 16:40, no date'],
    ['between 14:02:30 and 16:40:05 UTC', '07-10 14:02:30 to 07-10 16:40:05, no date'],
    ['between <strong>14:02</strong>&nbsp;and 16:40 UTC', '07-10 14:02 to 07-10 16:40, no date'],
    // An end after the post was the day before's.
    ['between 17:00 and 19:00 UTC', '07-09 17:00 to 07-09 19:00, no date'],
    ['between 17:00 and 18:00 UTC', '07-10 17:00 to 07-10 18:00, no date'],
    // Over midnight.
    ['between 23:30 and 00:15 UTC', '07-09 23:30 to 07-10 00:15, no date'],
    // A clock of 12 hours: 2:02 pm at -7 h is 21:02 UTC.
    ['On July 9, between 2:02 PM and 4:40 PM PDT we saw errors', '07-09 21:02 to 07-09 23:40'],
    ['between 2:02 and 4:40 p.m. PDT on July 9th, 2026', '07-09 21:02 to 07-09 23:40'],
    ['from 9 am to 11am PT', '07-10 16:00 to 07-10 18:00, no date'],
    ['from 12:05 AM to 12:40 PM UTC', '07-10 00:05 to 07-10 12:40, no date'],
    ['between 14:02 and 16:40 UTC on 9 July 2026', '07-09 14:02 to 07-09 16:40'],
    ['On 2026-07-08 from 14:02 to 16:40 UTC', '07-08 14:02 to 07-08 16:40'],
    ['from July 8, 23:00 UTC until July 9, 01:00 UTC', '07-08 23:00 to 07-09 01:00'],
    ['on July 8 between 23:00 and 01:00 UTC', '07-08 23:00 to 07-09 01:00'],
    // The last 30 December before the post is of the year before.
    ['between 14:00 and 15:00 UTC on December 30', '12-30 14:00 to 12-30 15:00'],
    ['On July 8, 2026, between 21:54 UTC and July 9, 2026 06:45 UTC', '07-08 21:54 to 07-09 06:45'],
    ['Between July 8, 2026,19:56 UTC and July 9, 2026, 2:50 UTC', '07-08 19:56 to 07-09 02:50'],
    ['On July 9, from approximately 11:39 UTC to July 10 at ~00:15 UTC', '07-09 11:39 to 07-10 00:15'],
    ['On July 9, between 13:35 UTC and 01:24 UTC the following day', '07-09 13:35 to 07-10 01:24'],
    ['From July 9, 2026, at 08:15 UTC until July 10, 2026, at 11:30 UTC', '07-09 08:15 to 07-10 11:30'],
    ['between 14:02 and 16:40 CEST', '07-10 12:02 to 07-10 14:40, no date'],
    ['between 14:02 and 16:40 UTC+5:30', '07-10 08:32 to 07-10 11:10, no date'],
    ['between 14:02 and 16:40 US/Pacific on July 9', '07-09 21:02 to 07-09 23:40'],
    // The last of several.
    ['Between 01:00 and 02:00 UTC, and again between 05:00 and 06:00 UTC.', '07-10 05:00 to 07-10 06:00, no date'],
    // Stamps of one text in one zone are a timeline, in either order.
    ['14:02 UTC We look into errors. 15:10 UTC Found. 16:40 UTC All is well.', '07-10 14:02 to 07-10 16:40, no date'],
    ['16:40 UTC All is well. 14:02 UTC We look into errors.', '07-10 14:02 to 07-10 16:40, no date'],
  ])('%s', (text, expected) => expect(told(text)).toBe(expected))

  it.each([
    ['no zone', 'between 14:02 and 16:40'],
    ['a zone with three meanings', 'between 14:02 and 16:40 IST'],
    ['no time of day', 'between 25:02 and 26:40 UTC'],
    ['minutes that are none', 'between 14:62 and 16:40 UTC'],
    ['an invalid day', 'between 14:02 and 16:40 UTC on February 30'],
    ['a date that may be of either end', 'between 23:00 and 01:00 UTC on July 8'],
    ['one stamp', 'Fixed at 16:40 UTC.'],
    ['stamps of two zones', '14:02 UTC Errors. 16:40 PDT Fixed.'],
    ['an address', 'between 10.0.0.1 and 10.0.0.9'],
    ['versions', 'we went from 2.10 to 2.11 of the client'],
    ['nothing', ''],
  ])('is not read from %s', (_what, text) => expect(told(text)).toBeNull())

  it('takes a text of any length in little time', () => {
    const started = performance.now()
    expect(told('between 14:02 and '.repeat(50_000))).toBeNull()
    expect(performance.now() - started).toBeLessThan(1000)
  })
})

describe('names of zones', () => {
  it.each([
    ['Eastern Standard Time', 'America/New_York'],
    ['W. Europe Standard Time', 'Europe/Berlin'],
    ['pacific standard time', 'America/Los_Angeles'],
    ['Europe/Berlin', 'Europe/Berlin'],
    ['Mars Standard Time', null],
  ])('%s', (name, zone) => expect(zoneNamed(name)).toBe(zone))

  it.each([
    ['PDT', -7],
    ['gmt', 0],
    ['UTC-03:30', -3.5],
    ['UTC+14', 14],
  ])('%s is %d h', (name, hours) => expect(namedClock(name)?.offset).toBe(hours * 3_600_000))

  it.each(['IST', 'UTC+15', '', 'constructor'])('%j is no clock', (name) => expect(namedClock(name)).toBeNull())
})
