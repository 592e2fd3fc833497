/** Months of a Statuspage's history: stamps as people read them, months without a gap, details in place of rows. */
import { describe, expect, it } from 'vitest'
import { FeedError } from '../../../shared/feeds/feed-error.ts'
import { type ClockReader, historyStamp } from '../../../shared/feeds/parts/history-stamp.ts'
import { RowError } from '../../../shared/feeds/parts/row.ts'
import { statuspageHistory } from '../../../shared/feeds/statuspage-history.ts'
import { readAs, spansOf } from './reading.ts'
import { API, component, incident, update } from './statuspage-rows.ts'

const HOURS: Readonly<Record<string, number>> = { UTC: 0, CET: 1, PDT: -7 }
const clock: ClockReader = (zone, local) => (zone in HOURS ? local - HOURS[zone]! * 3_600_000 : null)
const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString().slice(0, 16))

describe('a stamp of the history', () => {
  it.each([
    [
      'one day',
      "Jul <var data-var='date'>10</var>, <var data-var='time'>14:02</var> - <var data-var='time'>16:40</var> UTC",
      2026,
      7,
      '2026-07-10T14:02',
      '2026-07-10T16:40',
    ],
    [
      'a day of one digit, set with a blank',
      "Jan <var data-var='date'> 5</var>, <var data-var='time'>08:05</var> CET",
      2026,
      1,
      '2026-01-05T07:05',
      null,
    ],
    ['two days', 'Jul 10, 23:10 - Jul 11, 00:05 UTC', 2026, 7, '2026-07-10T23:10', '2026-07-11T00:05'],
    ['past midnight without a second date', 'Jul 10, 23:10 - 00:05 UTC', 2026, 7, '2026-07-10T23:10', '2026-07-11T00:05'],
    ['an end on the start', 'Jul 10, 14:02 - 14:02 UTC', 2026, 7, '2026-07-10T14:02', '2026-07-10T14:02'],
    ['over New Year, listed under January', 'Dec 31, 23:00 - Jan 1, 01:00 UTC', 2026, 1, '2025-12-31T23:00', '2026-01-01T01:00'],
    ['over New Year, listed under December', 'Dec 31, 23:00 - Jan 1, 01:00 UTC', 2025, 12, '2025-12-31T23:00', '2026-01-01T01:00'],
    ['an hour of another zone', 'Jul 10, 17:30 - 18:00 PDT', 2026, 7, '2026-07-11T00:30', '2026-07-11T01:00'],
  ])('%s', (_what, text, year, month, from, to) => {
    const stamp = historyStamp(text, { year, month }, clock)
    expect([iso(stamp.from), iso(stamp.to)]).toEqual([from, to])
  })
  it.each([
    ['nothing', undefined],
    ['words', 'last Tuesday'],
    ['a date that does not exist', 'Feb 30, 10:00 UTC'],
    ['a time that does not exist', 'Jul 10, 24:10 UTC'],
    ['no zone', 'Jul 10, 10:00'],
    ['a zone of several clocks', 'Jul 10, 10:00 IST'],
  ])('is refused: %s', (_what, text) => expect(() => historyStamp(text, { year: 2026, month: 7 }, clock)).toThrow(RowError))
})

const row = (more: object = {}): object => ({
  code: 'h1',
  name: 'API errors',
  message: 'Over.',
  impact: 'major',
  timestamp: 'Jun 10, 07:00 - 08:30 UTC',
  ...more,
})
const month = (name: string, year: number, ...incidents: object[]): object => ({ name, year, starts_on: 1, days: 30, incidents })
const read = (months: readonly object[], more: object = {}, map?: ReadonlyMap<string, string>) =>
  readAs(statuspageHistory)({ months, ...more }, map)

describe('the months', () => {
  it('hold incidents of the page with window and impact', () => {
    const reading = read([month('June', 2026, row())])
    expect(spansOf(reading)).toEqual(['null partial 06-10 07:00 to 06-10 08:30 (page-only)'])
    expect(reading.evidence.spans[0]).toMatchObject({ ref: 'h1', title: 'API errors' })
  })
  it.each([
    ['no impact', { impact: 'none' }, 'noImpact'],
    ['maintenance', { impact: 'maintenance' }, 'maintenance'],
    ['an impact nobody knows', { impact: 'huge' }, 'rejected'],
    ['a zone of several clocks', { timestamp: 'Jun 10, 07:00 - 08:30 IST' }, 'rejected'],
    ['no name of its own', { code: null }, 'rejected'],
  ])('account for a row with %s', (_what, more, part) => {
    expect(read([month('June', 2026, row(more))]).account).toMatchObject({ read: 1, [part]: 1 })
  })
  it('read a clock of several zones by the page’s own zone', () => {
    const page = { id: 'p', name: 'Acme', time_zone: 'Asia/Kolkata' }
    const reading = read([month('June', 2026, row({ timestamp: 'Jun 10, 12:30 - 14:00 IST' }))], { page })
    expect(spansOf(reading)).toEqual(['null partial 06-10 07:00 to 06-10 08:30 (page-only)'])
  })
  it('keep an incident open that says so', () => {
    expect(spansOf(read([month('June', 2026, row({ status: 'monitoring', timestamp: 'Jun 10, 07:00 UTC' }))]))).toEqual([
      'null partial 06-10 07:00 to null (page-only)',
    ])
  })
  it('take the times of one that was posted afterwards from its text', () => {
    const message = 'Between 03:00 and 05:00 UTC requests failed.'
    const [span] = read([month('June', 2026, row({ message, timestamp: 'Jun 10, 07:00 UTC' }))]).evidence.spans
    expect(span).toMatchObject({ from: Date.UTC(2026, 5, 10, 3), to: Date.UTC(2026, 5, 10, 5), basis: 'prose' })
  })
})

describe('what the history covers', () => {
  const JUNE = month('June', 2026, row())
  const [MAY, APRIL, MARCH] = [month('May', 2026), month('April', 2026), month('March', 2026)]
  const map = new Map([['API', 'api']])
  it.each([
    ['three months', [JUNE, MAY, APRIL], Date.UTC(2026, 3, 1)],
    ['in any order', [APRIL, JUNE, MAY], Date.UTC(2026, 3, 1)],
    ['up to a gap', [JUNE, MAY, MARCH], Date.UTC(2026, 4, 1)],
    ['nothing where the newest month is over', [MAY, APRIL], null],
  ])('%s', (_what, months, from) => expect(read(months, {}, map).completeFrom).toBe(from))
  it('begins with the month in the page’s zone', () => {
    const page = { time_zone: 'America/Los_Angeles' }
    expect(read([JUNE, MAY], { page }, map).completeFrom).toBe(Date.UTC(2026, 4, 1, 7))
  })
  it('begins half a day late where nothing says which zone it is', () => {
    expect(read([month('June', 2026), MAY], {}, map).completeFrom).toBe(Date.UTC(2026, 4, 1, 12))
  })
  it('goes to every component of the page that is listed beside it', () => {
    const reading = read([JUNE, MAY], { components: [component(API)] })
    expect(reading.evidence.coverage).toMatchObject([{ service: 'c1', from: Date.UTC(2026, 4, 1) }])
  })
})

describe('details of an incident', () => {
  const detail = incident('h1', [update(420, 'investigating', [[API, 'operational', 'major_outage']]), update(480, 'resolved')])
  it('stand in place of its row', () => {
    const reading = read([month('June', 2026, row())], { incidents: [detail] })
    expect(spansOf(reading)).toEqual(['c1 down 06-10 07:00 to 06-10 08:00 (component-transition)'])
    expect(reading.account).toMatchObject({ read: 1, spans: 1 })
  })
  it('are read where the history does not list it yet', () => {
    const reading = read([month('June', 2026, row({ code: 'h0' }))], { incidents: [detail] })
    expect(spansOf(reading)).toHaveLength(2)
    expect(reading.account.read).toBe(2)
  })
})

describe('what is no history', () => {
  it.each([
    ['no months', { months: [] }],
    ['a month nobody knows', { months: [month('Juni', 2026)] }],
    ['a year that no clock shows', { months: [{ ...month('June', 2026), year: 4_191_267_279_671_705 }] }],
    ['an invalid year', { months: [{ ...month('June', 2026), year: '2026' }] }],
    ['incidents that are no list', { months: [{ ...month('June', 2026), incidents: null }] }],
  ])('%s', (_what, body) => {
    expect(statuspageHistory.recognises(body)).toBe(false)
    expect(() => readAs(statuspageHistory)(body)).toThrow(FeedError)
  })
})
