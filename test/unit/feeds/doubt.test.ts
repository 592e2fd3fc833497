/**
 * Rows that are unreadable, posted afterwards, silent or misnamed (R49 to R54): each kind in its smallest form, with what it
 * must come to. None of them may end in time that looks measured.
 */
import { describe, expect, it } from 'vitest'
import type { FeedAdaptor, Reading, ReadOptions } from '../../../shared/feeds/adaptor.ts'
import { betterStack } from '../../../shared/feeds/better-stack.ts'
import { google } from '../../../shared/feeds/google.ts'
import { ical } from '../../../shared/feeds/ical.ts'
import { incidentIo } from '../../../shared/feeds/incident-io.ts'
import { slack } from '../../../shared/feeds/slack.ts'
import { statuspage } from '../../../shared/feeds/statuspage.ts'
import { statuspageUptime } from '../../../shared/feeds/statuspage-uptime.ts'
import { API, component, incident, incidents, min, update, WEB } from './statuspage-rows.ts'

const DAY = 86_400_000
const HOUR = 3_600_000
const AUGUST = Date.UTC(2026, 7, 1)
const at = (month: number, day: number, hour = 0, minute = 0): number => Date.UTC(2026, month - 1, day, hour, minute)
const read = (adaptor: FeedAdaptor, body: unknown, more: Partial<ReadOptions> = {}): Reading =>
  adaptor.read(typeof body === 'string' ? body : JSON.stringify(body), { observedAt: AUGUST, source: 'acme', ...more })
const bounds = ({ evidence }: Reading) => evidence.spans.map(({ service, from, to, uncertain }) => [service, from, to, uncertain])
const OK = 'operational'

describe('coverage is earned (R49)', () => {
  const body = incidents(incident('a', [update(0, 'investigating'), update(9, 'resolved')], { components: [component(API)] }))
  it.each([
    // named                 covered    named by nobody
    ['API', ['api'], []],
    ['c1', ['api'], []],
    ['api', ['api'], []],
    ['AP', [], ['AP']],
  ])('the map names %s', (key, covered, unmatched) => {
    const reading = read(statuspage, body, { map: new Map([[key, 'api']]) })
    expect(reading.unmatched).toEqual(unmatched)
    expect(reading.evidence.coverage.map(({ service }) => service)).toEqual(covered)
  })

  it('takes no name without regard to case where two would fit', () => {
    const two = [component(API), component({ id: 'c3', name: 'Api' })]
    const body = incidents(incident('a', [update(0, 'investigating'), update(9, 'resolved')], { components: two }))
    expect(read(statuspage, body, { map: new Map([['aPI', 'api']]) }).unmatched).toEqual(['aPI'])
  })

  it('covers what another list of the page names', () => {
    const listed = [{ id: 'c2', name: 'Web', state: 'up', isGroup: false }] as const
    expect(read(statuspage, body, { map: new Map([['Web', 'site']]), listed }).evidence.coverage).toMatchObject([{ service: 'site' }])
  })

  it('speaks up to the reading, or for a file up to the newest instant in it', () => {
    const page = { ...(JSON.parse(body) as object), page: { updated_at: '2026-06-20T00:00:00Z' } }
    expect(read(statuspage, page).coveredTo).toBe(AUGUST)
    expect(read(statuspage, page, { fetched: false }).coveredTo).toBe(at(6, 20))
    expect(read(statuspage, body, { fetched: false }).coveredTo).toBe(min(9))
  })
})

describe('a row that can not be read (R51)', () => {
  const past = incident('old', [update(0, 'investigating', [[API, OK, 'partial_outage']]), update(10, 'resolved')])
  const broken = (more: object): object => ({ ...incident('x', [update(100, 'investigating'), update(200, 'resolved')]), ...more })
  const since = min(500)
  it.each([
    // what can't be read                              which service, from, to
    ['its impact', { impact: 'odd', components: [component(WEB)] }, [['c2', min(100), min(200)]]],
    ['its end', { resolved_at: 'odd', components: [component(WEB)] }, [['c2', min(100), AUGUST]]],
    [
      'its start',
      {
        created_at: 'odd',
        started_at: null,
        incident_updates: [],
        resolved_at: new Date(min(900)).toISOString(),
        components: [component(WEB)],
      },
      [['c2', min(500), min(900)]],
    ],
    [
      'its time',
      { created_at: 'odd', started_at: null, incident_updates: [], resolved_at: null, components: [component(WEB)] },
      [['c2', min(500), AUGUST]],
    ],
    ['its components', { impact: 'odd', components: undefined }, [['c1', min(100), min(200)]]],
    ['which component, because it names none', { impact: 'odd', components: [] }, [[null, min(100), min(200)]]],
  ] as const)('doubts what is left of a row: %s', (_what, more, expected) => {
    const reading = read(statuspage, incidents(past, broken(more) as Record<string, unknown>), { since })
    expect(bounds(reading).filter(([, , , uncertain]) => uncertain)).toEqual(
      expected.map(([service, from, to]) => [service, from, from, { from, to }]),
    )
    expect(reading).toMatchObject({ completeFrom: min(0), coveredTo: AUGUST, doubtful: 1, account: { read: 2, spans: 1, rejected: 1 } })
  })

  it('gives up the time since the last good reading where neither time nor component can be read', () => {
    const rows = incidents(past, { id: 'x' })
    expect(read(statuspage, rows, { since })).toMatchObject({ completeFrom: min(0), coveredTo: since, isWhole: false })
    expect(read(statuspage, rows, { since }).evidence.coverage).toMatchObject([{ service: 'c1', from: min(0), to: since }])
    expect(read(statuspage, rows)).toMatchObject({ completeFrom: null, coveredTo: null, evidence: { coverage: [] } })
  })
})

describe('posted afterwards (R52)', () => {
  const posted = (body: string, more: object = {}): string =>
    incidents({ ...incident('r', [update(1080, 'resolved', null, body)], { impact: 'major', components: [component(API)] }), ...more })

  it.each([
    // 10 June, 18:00 is the post. 14:02 to 16:40 is 2 h 38 min, 9,480 s.
    ['a window', 'Between 14:02 and 16:40 UTC the API answered with errors.', min(842), min(1000), { from: min(842) - DAY, to: min(1000) }],
    ['a window with its day', 'On June 9, between 14:02 and 16:40 UTC, errors.', min(842) - DAY, min(1000) - DAY, undefined],
    ['no times', 'Some requests failed.', min(-1440), min(-1440), { from: min(-1440), to: min(1080) }],
    ['times without a zone', 'Between 14:02 and 16:40 requests failed.', min(-1440), min(-1440), { from: min(-1440), to: min(1080) }],
  ])('reads %s', (_what, body, from, to, uncertain) => {
    expect(bounds(read(statuspage, posted(body)))).toEqual([['c1', from, to, uncertain]])
  })

  it('begins the doubt with the local day before, in the zone of the page', () => {
    // 18:00 UTC on 10 June is 11:00 in Los Angeles: the day before begins at 07:00 UTC on 9 June.
    const page = { ...(JSON.parse(posted('Errors.')) as object), page: { time_zone: 'America/Los_Angeles' } }
    expect(read(statuspage, page).evidence.spans[0]?.uncertain).toEqual({ from: at(6, 9, 7), to: at(6, 10, 18) })
    const agreement = read(statuspage, { ...(JSON.parse(posted('Errors.')) as object), page: {} }, { zone: 'Asia/Tokyo' })
    // 03:00 on 11 June in Tokyo: the day before begins at 15:00 UTC on 9 June.
    expect(agreement.evidence.spans[0]?.uncertain).toEqual({ from: at(6, 9, 15), to: at(6, 10, 18) })
  })

  const posts = (body: string): string =>
    incidents(incident('r', [update(600, 'investigating'), update(660, 'resolved', null, body)], { components: [component(API)] }))
  it.each([
    ['replaces that of the posts', 'Between 09:40 and 10:30 UTC.', [['c1', min(580), min(630), undefined]]],
    ['touches it in one instant', 'Between 09:00 and 10:00 UTC.', [['c1', min(540), min(600), undefined]]],
    [
      'does not touch it: both are doubtful',
      'Between 08:00 and 09:59 UTC.',
      [
        ['c1', min(600), min(600), { from: min(600), to: min(660) }],
        ['c1', min(480), min(480), { from: min(480), to: min(599) }],
      ],
    ],
    [
      'is of two parts',
      'Between 09:40 and 10:10 UTC, and again between 10:20 and 10:30 UTC.',
      [
        ['c1', min(580), min(610), undefined],
        ['c1', min(620), min(630), undefined],
      ],
    ],
  ])('a window in the text %s', (_what, body, expected) => expect(bounds(read(statuspage, posts(body)))).toEqual(expected))

  it('counts an incident of impact none in the account and nowhere else', () => {
    const reading = read(statuspage, posted('Errors.', { impact: 'none' }))
    expect(reading).toMatchObject({ account: { read: 1, noImpact: 1, spans: 0 }, evidence: { spans: [] } })
  })

  it('reads the summary that Slack writes days later', () => {
    const note = (date_created: string, body: string): object => ({ date_created, body })
    const row = {
      ...{ id: 1, title: 'Errors', type: 'outage', status: 'resolved', services: ['Calls'] },
      ...{ date_created: '2026-06-10T08:00:00-07:00', date_updated: '2026-06-12T08:00:00-07:00' },
      notes: [
        note('2026-06-12T08:00:00-07:00', 'Issue summary: on June 10 from 7:40 AM to 9:05 AM PDT calls failed.'),
        note('2026-06-10T09:00:00-07:00', 'All is well.'),
        note('2026-06-10T08:00:00-07:00', 'We look into it.'),
      ],
    }
    expect(bounds(read(slack, [row]))).toEqual([['Calls', at(6, 10, 14, 40), at(6, 10, 16, 5), undefined]])
  })
})

describe('silent incidents (R53)', () => {
  // The last update is of 10 June, 00:10; seven times 24 h later it is 17 June, 00:10.
  const open = incidents(
    incident('z', [update(0, 'investigating'), update(10, 'identified')], { impact: 'critical', components: [component(API)] }),
  )
  const week = min(10) + 7 * DAY
  it.each([
    ['read a minute before the seventh day is over', week - 60_000, null, undefined],
    ['read as it is over', week, null, undefined],
    ['read a minute later', week + 60_000, week, { from: min(0), to: week + 60_000 }],
    ['read a year later', week + 365 * DAY, week, { from: min(0), to: week + 365 * DAY }],
  ])('%s', (_what, observedAt, to, uncertain) => {
    expect(bounds(read(statuspage, open, { observedAt }))).toEqual([['c1', min(0), to, uncertain]])
  })
})

describe('official seconds of a day (R54)', () => {
  it('keeps an hour of downtime on a day that a report about something else touches', () => {
    const resource = {
      type: 'status_page_resource',
      id: '10',
      attributes: {
        public_name: 'API',
        status: 'operational',
        status_history: [{ day: '2026-07-10', status: 'downtime', downtime_duration: 3600 }],
      },
    }
    const affected = (status: string): object[] => [{ status_page_resource_id: '10', status }]
    const report = {
      type: 'status_report',
      id: '20',
      attributes: {
        ...{ title: 'Slow', report_type: 'manual', aggregate_state: 'resolved', affected_resources: affected('degraded') },
        ...{ starts_at: '2026-07-10T20:00:00Z', ends_at: '2026-07-10T20:10:00Z' },
      },
    }
    const page = { data: { type: 'status_page', attributes: { timezone: 'UTC' } }, included: [resource, report] }
    const { evidence } = read(betterStack, page)
    expect(evidence.spans.map(({ state, from, to }) => [state, (to ?? 0) - from])).toEqual([
      ['degraded', 600_000],
      ['down', 3_600_000],
    ])
  })

  it('takes a day of 25 hours', () => {
    const days = [{ date: '2026-10-25', outages: { m: 90_000 } }]
    const reading = read(statuspageUptime, { uptimeData: { api: { component: { name: 'API' }, days } } }, { observedAt: at(11, 2) })
    expect(reading.rejected).toEqual([])
    expect(reading.evidence.spans.map(({ from, to }) => (to ?? 0) - from)).toEqual([25 * HOUR])
  })
})

describe('ends and names that are missing', () => {
  it('doubts an incident of Google without an end from its last word of trouble to the one that it is over', () => {
    const post = (when: string, status: string): object => ({ when, status, text: '' })
    const row = {
      ...{ id: 'G1', begin: '2026-07-01T10:00:00Z', status_impact: 'SERVICE_DISRUPTION', affected_products: [{ id: 'P1', title: 'Run' }] },
      updates: [post('2026-07-03T10:00:00Z', 'AVAILABLE'), post('2026-07-01T12:00:00Z', 'SERVICE_DISRUPTION')],
    }
    expect(bounds(read(google, [row]))).toEqual([['P1', at(7, 1, 10), at(7, 1, 12), { from: at(7, 1, 10), to: at(7, 3, 10) }]])
  })

  it('covers the map of a page that names no component, and assigns its incidents to no service', () => {
    const rows = ['2026-07-10', '2026-05-01'].map((day, i) => ({
      ...{ id: `01K0AAAAAAAAAAAAAAAAAAAA${i}A`, name: 'Down', status: 'resolved', impact: 'critical' },
      ...{ created_at: `${day}T09:00:00Z`, resolved_at: `${day}T15:00:00Z` },
      incident_updates: [
        { id: 'b', status: 'resolved', display_at: `${day}T15:00:00Z` },
        { id: 'a', status: 'investigating', display_at: `${day}T09:00:00Z` },
      ],
    }))
    const reading = read(incidentIo, { page: {}, incidents: rows }, { map: new Map([['01JAPI', 'api']]) })
    expect(reading.account).toMatchObject({ read: 2, notAssigned: 2 })
    expect(reading.evidence.coverage).toMatchObject([{ service: 'api', from: at(5, 1, 9), to: AUGUST }])
    expect(bounds(reading)[0]).toEqual([null, at(7, 10, 9), at(7, 10, 15), undefined])
  })

  const calendar = (...lines: string[]): string =>
    ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//x//EN', 'BEGIN:VEVENT', 'UID:1', ...lines, 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n')
  it.each([
    // 22:00 in New York in July is 02:00 UTC of the next day.
    [
      'a zone as Windows names it',
      ['DTSTART;TZID=Eastern Standard Time:20260705T220000', 'DURATION:PT2H'],
      undefined,
      at(7, 6, 2),
      at(7, 6, 4),
    ],
    [
      'no zone, in the zone of the agreement',
      ['DTSTART:20260713T100000', 'DTEND:20260713T110000'],
      'Europe/Berlin',
      at(7, 13, 8),
      at(7, 13, 9),
    ],
    ['a day, in the zone of the agreement', ['DTSTART;VALUE=DATE:20260710'], 'Europe/Berlin', at(7, 9, 22), at(7, 10, 22)],
  ])('reads a calendar with %s', (_what, lines, zone, from, to) => {
    const { evidence } = read(ical, calendar(...lines), zone === undefined ? {} : { zone })
    expect(evidence.maintenance).toMatchObject([{ from, to }])
  })

  it('doubts work whose time may be that of any zone', () => {
    const reading = read(ical, calendar('DTSTART:20260713T100000', 'DTEND:20260713T110000'))
    // 14 hours ahead of UTC to 12 behind.
    const [from, to] = [at(7, 12, 20), at(7, 13, 23)]
    expect(reading.evidence).toMatchObject({ maintenance: [], spans: [{ state: 'maintenance', from, to: from, uncertain: { from, to } }] })
    expect(reading.account).toMatchObject({ read: 1, rejected: 1 })
  })
})
