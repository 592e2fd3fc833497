/** What only announces or samples: RSS and Atom, calendars, health endpoints. */
import { describe, expect, it } from 'vitest'
import { FeedError } from '../../../shared/feeds/feed-error.ts'
import { health } from '../../../shared/feeds/health.ts'
import { ical } from '../../../shared/feeds/ical.ts'
import { rss } from '../../../shared/feeds/rss.ts'
import { fixture } from './fixture.ts'
import { NOON, readAs, spansOf } from './reading.ts'
import { recorded } from './recorded.ts'

describe('rss and atom', () => {
  const read = readAs(rss)
  const atom = (entries = ''): string =>
    `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Example</title>${entries}</feed>`
  const channel = (items = ''): string => `<rss version="2.0"><channel><title>Example</title>${items}</channel></rss>`
  const line = (day: number, time: string, state: string): string =>
    `&lt;small&gt;Jun &lt;var&gt;${day}&lt;/var&gt;, &lt;var&gt;${time}&lt;/var&gt; UTC&lt;/small&gt;&lt;br&gt;&lt;strong&gt;${state}&lt;/strong&gt;`
  const entry = (content: string, id = 'e1'): string =>
    `<entry><id>${id}</id><published>2026-06-09T10:00:00Z</published><title>Errors</title><content type="html">${content}</content></entry>`

  it('doubts the day before a post that names no time', () => {
    expect(spansOf(read(atom(entry('Something was wrong.'))))).toEqual(['null doubtful 06-08 00:00 to 06-09 10:00 (page-only)'])
    const item = '<item><title>Errors</title><guid>7</guid><pubDate>Tue, 09 Jun 2026 10:00:00 GMT</pubDate></item>'
    expect(spansOf(read(channel(item)))).toEqual(['null doubtful 06-08 00:00 to 06-09 10:00 (page-only)'])
  })

  it.each([
    ['resolved', [line(9, '10:00', 'Resolved'), line(9, '09:00', 'Investigating')], 'null degraded 06-09 09:00 to 06-09 10:00 (page-only)'],
    ['open', [line(9, '10:00', 'Update'), line(9, '09:00', 'Investigating')], 'null degraded 06-09 09:00 to null (page-only)'],
    [
      'with a post-mortem',
      [line(10, '10:00', 'Postmortem'), line(9, '10:00', 'Resolved'), line(9, '09:00', 'Investigating')],
      'null degraded 06-09 09:00 to 06-09 10:00 (page-only)',
    ],
    [
      'planned',
      [line(9, '10:00', 'Completed'), line(9, '09:00', 'In progress'), line(8, '08:00', 'Scheduled')],
      'null maintenance 06-08 08:00 to 06-09 10:00 (page-only)',
    ],
  ])('reads the lines of a Statuspage-like post: %s', (_what, lines, expected) => {
    expect(spansOf(read(atom(entry(lines.join(' ')))))).toEqual([expected])
  })

  it('finds the year of a line that lies before the turn of the year', () => {
    const posted = entry(`${line(1, '00:30', 'Resolved')} ${line(31, '23:30', 'Investigating')}`)
      .replace('2026-06-09T10:00:00Z', '2026-01-01T00:30:00Z')
      .replace('Jun &lt;var&gt;1&lt;', 'Jan &lt;var&gt;1&lt;')
      .replace('Jun &lt;var&gt;31&lt;', 'Dec &lt;var&gt;31&lt;')
    const [span] = read(atom(posted)).evidence.spans
    expect(span).toMatchObject({ from: Date.UTC(2025, 11, 31, 23, 30), to: Date.UTC(2026, 0, 1, 0, 30) })
  })

  it('takes rows of one event for one event', () => {
    const item = (id: string, time: string): string =>
      `<item><title>Errors</title><guid>https://status.example/7#${id}</guid><pubDate>Tue, 09 Jun 2026 ${time}:00 Z</pubDate></item>`
    const reading = read(channel(item('b', '10:00') + item('a', '09:00')))
    expect(reading).toMatchObject({ events: 1, refs: ['https://status.example/7'] })
    expect(spansOf(reading)).toEqual(['null degraded 06-09 09:00 to 06-09 10:00 (page-only)'])
  })

  it('never takes an empty feed for a word about any time', () => {
    for (const body of [atom(), channel()]) {
      expect(read(body)).toMatchObject({ events: 0, completeFrom: null, components: [], evidence: { spans: [], coverage: [] } })
    }
  })

  it('rejects a post without a date', () => {
    expect(read(channel('<item><title>x</title></item>')).rejected).toEqual([
      { path: 'item[0]', reason: 'published, pubDate, updated: not a date' },
    ])
  })

  it.each([
    ['a page', '<!doctype html><html><body><rss></rss></body></html>'],
    ['a feed cut off', atom(entry('x')).slice(0, -4)],
    ['another document', '<opml><body/></opml>'],
  ])('refuses %s', (_what, body) => {
    expect(() => read(body)).toThrow(FeedError)
  })

  const github = recorded('atom/github_history.atom_2026-08-22.xml')
  it.skipIf(github === null)('reads the recorded history of GitHub: 25 entries, each with its window', () => {
    const reading = rss.read(github ?? '', { observedAt: Date.UTC(2026, 7, 22), source: 'github' })
    expect(reading).toMatchObject({ events: 25, rejected: [], completeFrom: null })
    expect(reading.evidence.spans.every(({ service, from, to }) => service === null && to !== null && to > from)).toBe(true)
    // The newest: investigated on 20 August at 14:43, resolved on the 21st at 00:37.
    expect(reading.evidence.spans[0]).toMatchObject({ from: Date.UTC(2026, 7, 20, 14, 43), to: Date.UTC(2026, 7, 21, 0, 37) })
  })
})

describe('health+json', () => {
  const read = readAs(health)
  it('is one sample of the service and of each part', () => {
    const { evidence, components } = read(fixture('health'))
    expect(evidence.checks.map(({ service, every, results }) => [service, every, results])).toEqual([
      ['orders', 300_000, [{ at: NOON, ok: true }]],
      ['db-1', 300_000, [{ at: Date.UTC(2026, 5, 10, 11, 59), ok: true }]],
      ['queue', 300_000, [{ at: NOON, ok: true }]],
    ])
    expect(components.map(({ id, state }) => [id, state])).toEqual([
      ['orders', 'degraded'],
      ['db-1', 'degraded'],
      ['queue', 'up'],
    ])
    expect(evidence.coverage).toEqual([])
  })

  it.each([
    ['pass', true],
    ['warn', true],
    ['fail', false],
  ])('%s', (status, ok) => {
    expect(read({ status }).evidence.checks[0]?.results).toEqual([{ at: NOON, ok }])
  })

  it('believes no time ahead of the reading', () => {
    const checks = { 'db:up': [{ status: 'fail', time: '2027-01-01T00:00:00Z' }] }
    expect(read({ status: 'pass', checks }).evidence.checks[1]?.results).toEqual([{ at: NOON, ok: false }])
  })

  it.each([
    ['a status nobody knows', { status: 'sleepy' }],
    ['a status that could be anybody’s', { status: 'ok' }],
    ['a number', { status: 200, checks: {} }],
  ])('refuses %s', (_what, body) => {
    expect(() => read(body)).toThrow(FeedError)
  })
})

describe('icalendar', () => {
  const read = readAs(ical)
  const calendar = (...events: string[]): string =>
    ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//x//EN', ...events, 'END:VCALENDAR', ''].join('\r\n')
  const event = (...lines: string[]): string => ['BEGIN:VEVENT', 'UID:m1', 'SUMMARY:Works', ...lines, 'END:VEVENT'].join('\r\n')
  const SUMMER = ['DTSTART:20260612T020000Z', 'DTEND:20260612T030000Z']
  const windows = (body: string): unknown => read(body).evidence.maintenance.map(({ from, to }) => [from, to])
  const ONE = [Date.UTC(2026, 5, 12, 2), Date.UTC(2026, 5, 12, 3)]

  it('is announced maintenance of what its category names, since it was made', () => {
    const reading = read(fixture('ical'))
    expect(reading.page).toBe('Example maintenance')
    // 04:00 in Berlin in June is 02:00 UTC.
    expect(reading.evidence.maintenance).toMatchObject([
      {
        id: 'm1@status.example',
        services: ['API'],
        from: ONE[0],
        to: ONE[1],
        announcedAt: Date.UTC(2026, 5, 1, 9),
        title: 'Database upgrade',
      },
    ])
    expect(reading.evidence.spans).toEqual([])
  })

  it.each([
    ['UTC', event(...SUMMER)],
    ['a zone by its name', event('DTSTART;TZID=Europe/Berlin:20260612T040000', 'DTEND;TZID=Europe/Berlin:20260612T050000')],
    ['a duration', event('DTSTART:20260612T020000Z', 'DURATION:PT1H')],
  ])('reads times in %s', (_what, body) => {
    expect(windows(calendar(body))).toEqual([ONE])
  })

  it('reads a zone that the calendar defines itself', () => {
    const zone = [
      ...['BEGIN:VTIMEZONE', 'TZID:Our Summer', 'BEGIN:STANDARD', 'DTSTART:19700101T000000', 'TZOFFSETFROM:+0300', 'TZOFFSETTO:+0300'],
      ...['END:STANDARD', 'END:VTIMEZONE'],
    ].join('\r\n')
    // 05:00 at +03:00 is 02:00 UTC.
    const body = event('DTSTART;TZID=Our Summer:20260612T050000', 'DTEND;TZID=Our Summer:20260612T060000')
    expect(windows(calendar(zone, body))).toEqual([ONE])
  })

  it('writes out what repeats, without the day that is taken out, in the clock of its zone', () => {
    const body = event(
      'DTSTART;TZID=Europe/Berlin:20261018T040000',
      'DTEND;TZID=Europe/Berlin:20261018T050000',
      'RRULE:FREQ=WEEKLY;COUNT=3',
      'EXDATE;TZID=Europe/Berlin:20261101T040000',
    )
    // 18 October is summer time, +02:00; 25 October is the day of the change, after it +01:00; 1 November is taken out.
    expect(windows(calendar(body))).toEqual([
      [Date.UTC(2026, 9, 18, 2), Date.UTC(2026, 9, 18, 3)],
      [Date.UTC(2026, 9, 25, 3), Date.UTC(2026, 9, 25, 4)],
    ])
  })

  it('writes out a rule without an end for 400 days around the reading', () => {
    const { maintenance } = read(calendar(event('DTSTART:20200101T020000Z', 'DTEND:20200101T030000Z', 'RRULE:FREQ=DAILY'))).evidence
    // From 2025-05-06T12:00 to 2027-07-15T12:00: 800 days.
    expect(maintenance).toHaveLength(800)
  })

  it.each([['STATUS:CANCELLED'], ['STATUS:TENTATIVE'], ['X-MAINTNOTE-STATUS:CANCELLED']])(
    'takes %s for no announcement, but keeps its name',
    (status) => {
      const reading = read(calendar(event(...SUMMER, status)))
      expect(reading).toMatchObject({ events: 1, refs: ['m1'], evidence: { maintenance: [] } })
    },
  )

  it('takes a revised window for announced at its revision', () => {
    const made = ['CREATED:20260601T090000Z', 'LAST-MODIFIED:20260611T090000Z']
    expect(read(calendar(event(...SUMMER, ...made))).evidence.maintenance[0]?.announcedAt).toBe(Date.UTC(2026, 5, 1, 9))
    expect(read(calendar(event(...SUMMER, ...made, 'SEQUENCE:1'))).evidence.maintenance[0]?.announcedAt).toBe(Date.UTC(2026, 5, 11, 9))
  })

  it('names the circuits of a carrier', () => {
    const body = event(...SUMMER, 'X-MAINTNOTE-OBJECT-ID:circuit-1', 'X-MAINTNOTE-OBJECT-ID:circuit-2', 'CATEGORIES:Network')
    expect(read(calendar(body)).evidence.maintenance[0]?.services).toEqual(['circuit-1', 'circuit-2'])
  })

  it.each([
    ['a time without a zone', event('DTSTART:20260612T020000', 'DTEND:20260612T030000'), 'DTSTART: a time without a known zone'],
    ['a zone nobody knows', event('DTSTART;TZID=Mars:20260612T020000', 'DURATION:PT1H'), 'DTSTART: a time without a known zone'],
    ['an end before its start', event('DTSTART:20260612T020000Z', 'DTEND:20260612T010000Z'), 'DTEND: before DTSTART'],
    ['what repeats every second', event(...SUMMER, 'RRULE:FREQ=SECONDLY'), 'RRULE: more often than daily'],
  ])('rejects %s', (_what, body, reason) => {
    expect(read(calendar(body)).rejected).toEqual([{ path: 'VEVENT[0]', reason }])
  })

  it.each([
    ['a calendar cut off', calendar(event(...SUMMER)).slice(0, -20)],
    ['another document', 'BEGIN:VCARD\r\nEND:VCARD\r\n'],
  ])('refuses %s', (_what, body) => {
    expect(() => read(body)).toThrow(FeedError)
  })
})
