/** Pages that list events with one window each: a row read, an odd field, an end on its start, another shape. */
import { describe, expect, it } from 'vitest'
import type { FeedAdaptor, Reading } from '../../../shared/feeds/adaptor.ts'
import { datadogStatus } from '../../../shared/feeds/datadog-status.ts'
import { FeedError } from '../../../shared/feeds/feed-error.ts'
import { google } from '../../../shared/feeds/google.ts'
import { hund } from '../../../shared/feeds/hund.ts'
import { microsoft365 } from '../../../shared/feeds/microsoft-365.ts'
import { knownHost } from '../../../shared/feeds/parts/hosts.ts'
import { rootly } from '../../../shared/feeds/rootly.ts'
import { sorry } from '../../../shared/feeds/sorry.ts'
import { statuspal } from '../../../shared/feeds/statuspal.ts'
import { fixture } from './fixture.ts'
import { readAs, spansOf } from './reading.ts'

type Fields = Readonly<Record<string, unknown>>

/** The reading of the response that is kept for an adaptor, with its first row changed. */
function withRow(adaptor: FeedAdaptor, list: string, change: Fields, more: Fields = {}): Reading {
  const body = JSON.parse(fixture(adaptor.id)) as Record<string, Fields[]>
  const [row, ...others] = body[list] as Fields[]
  return readAs(adaptor)({ ...body, ...more, [list]: [{ ...row, ...change }, ...others] })
}

const parts = ({ account: { read, spans, maintenance, noImpact, notAssigned, rejected } }: Reading): Fields =>
  Object.fromEntries(Object.entries({ read, spans, maintenance, noImpact, notAssigned, rejected }).filter(([, n]) => n > 0))

describe('Rootly', () => {
  const row = (change: Fields): Reading => withRow(rootly, 'incidents', change)
  it('reads an incident of the page, which names no component', () => {
    expect(spansOf(row({}))).toEqual(['null down 06-10 07:00 to 06-10 08:30 (page-only)'])
    expect(row({})).toMatchObject({ page: 'Acme', refs: ['https://status.acme.example/incidents/a1'] })
  })
  it.each([
    ['major', 'partial'],
    ['minor', 'degraded'],
  ])('%s is %s', (impact, state) => expect(spansOf(row({ impact }))[0]).toContain(` ${state} `))
  it.each([
    ['no impact', { impact: 'none' }, { read: 1, noImpact: 1 }],
    ['cancelled', { status: 'cancelled' }, { read: 1, noImpact: 1 }],
    ['an impact nobody knows', { impact: 'huge' }, { read: 1, rejected: 1 }],
    ['an invalid start', { started_at: 'soon' }, { read: 1, rejected: 1 }],
    ['an end before its start', { resolved_at: '2026-06-10T06:59:59Z' }, { read: 1, rejected: 1 }],
    ['over, without an end or a post', { resolved_at: null, incident_updates: [] }, { read: 1, rejected: 1 }],
  ])('accounts for an incident with %s', (_what, change, account) => expect(parts(row(change))).toEqual(account))
  it('reads title, updates and components where a page has them', () => {
    const incident = {
      id: '1',
      title: 'API down',
      status: 'resolved',
      impact: 'critical',
      created_at: '2026-06-10T07:00:00Z',
      resolved_at: '2026-06-10T08:00:00Z',
      components: [{ id: 'c', name: 'API' }],
      updates: [],
    }
    const reading = readAs(rootly)({ incidents: [incident], page: { name: 'X' } })
    expect(spansOf(reading)).toEqual(['c down 06-10 07:00 to 06-10 08:00 (incident-window)'])
    expect(reading.evidence.spans[0]?.title).toBe('API down')
  })
  it('covers no time: the list is one of active incidents', () => {
    expect(row({})).toMatchObject({ completeFrom: null, evidence: { coverage: [] } })
  })
})

describe('Sorry', () => {
  const row = (change: Fields, more: Fields = {}): Reading => withRow(sorry, 'notices', change, more)
  it('reads a notice as degraded, because it does not say how bad it was', () => {
    expect(spansOf(row({}))).toEqual(['1 degraded 06-10 07:00 to 06-10 08:00 (incident-window)'])
  })
  it.each([
    ['a false alarm', { state: 'false_alarm' }, { read: 1, noImpact: 1 }],
    ['news', { type: 'general' }, { read: 1, noImpact: 1 }],
    ['no component', { components: [] }, { read: 1, notAssigned: 1 }],
    ['an unknown type', { type: 'other' }, { read: 1, rejected: 1 }],
    [
      'planned work',
      { type: 'planned', begins_at: '2026-06-10T07:00:00Z', ends_at: '2026-06-10T08:00:00Z', began_at: null, ended_at: null },
      { read: 1, maintenance: 1 },
    ],
    ['planned work that was called off', { type: 'planned', state: 'cancelled' }, { read: 1, noImpact: 1 }],
  ])('accounts for %s', (_what, change, account) => expect(parts(row(change))).toEqual(account))
  it('is complete from its oldest notice on, unless older ones stand before newer ones', () => {
    const newer = JSON.parse(fixture('sorry')).notices[0] as Fields
    const older = { ...newer, id: 6, began_at: '2026-06-09T07:00:00Z', ended_at: '2026-06-09T08:00:00Z' }
    expect(readAs(sorry)({ notices: [newer, older] }).completeFrom).toBe(Date.UTC(2026, 5, 9, 7))
    expect(readAs(sorry)({ notices: [older, newer] }).completeFrom).toBeNull()
  })
  it('reads the page’s components by themselves', () => {
    expect(readAs(sorry)({ components: [{ id: 1, name: 'Login', state: 'degraded' }] })).toMatchObject({
      components: [{ id: '1', name: 'Login', state: 'degraded' }],
      events: 0,
    })
    expect(() => readAs(sorry)({ components: ['Login'] })).toThrow(FeedError)
  })
})

describe('Microsoft 365', () => {
  const row = (change: Fields, more: Fields = {}): Reading => withRow(microsoft365, 'value', change, more)
  it.each([
    ['an incident that is over', {}, 'down', '06-10 08:00'],
    ['an advisory that is over', { classification: 'advisory' }, 'degraded', '06-10 08:00'],
    ['one that goes on and degrades a service', { isResolved: false, status: 'serviceDegradation', endDateTime: null }, 'degraded', 'null'],
    ['one that goes on and interrupts it', { isResolved: false, status: 'serviceInterruption', endDateTime: null }, 'down', 'null'],
  ])('reads %s', (_what, change, state, end) => {
    expect(spansOf(row(change))).toEqual([`Exchange Online ${state} 06-10 07:00 to ${end} (incident-window)`])
  })
  it.each([
    ['a false positive', { status: 'falsePositive' }, { read: 1, noImpact: 1 }],
    ['one resolved without an end', { endDateTime: null }, { read: 1, rejected: 1 }],
    ['a class nobody knows', { classification: 'unknownFutureValue' }, { read: 1, rejected: 1 }],
  ])('accounts for %s', (_what, change, account) => expect(parts(row(change))).toEqual(account))
  it('is complete from its oldest issue on, and from nowhere where the answer goes on', () => {
    expect(row({}).completeFrom).toBe(Date.UTC(2026, 5, 10, 7))
    expect(row({}, { '@odata.nextLink': 'https://graph.microsoft.com/next' }).completeFrom).toBeNull()
  })
})

describe('Statuspal', () => {
  const row = (change: Fields, more: Fields = {}): Reading => withRow(statuspal, 'incidents', change, more)
  it.each([
    ['major', 'down'],
    ['minor', 'partial'],
    ['degraded', 'degraded'],
  ])('%s is %s', (type, state) => expect(spansOf(row({ type }))).toEqual([`1 ${state} 06-10 07:00 to 06-10 08:00 (incident-window)`]))
  it('reads planned work as maintenance', () => {
    expect(row({}).evidence.maintenance).toMatchObject([{ services: ['1'], from: Date.UTC(2026, 5, 9, 7), to: Date.UTC(2026, 5, 9, 8) }])
  })
  it('names services by the list of services', () => {
    const services = [{ id: 1, name: 'API', parent_id: null, children_ids: [], current_incident_type: 'minor' }]
    expect(row({}, { services }).components).toMatchObject([{ id: '1', name: 'API', state: 'partial' }])
    expect(readAs(statuspal)({ services })).toMatchObject({ events: 0, completeFrom: null })
  })
  it.each([
    ['a type nobody knows', { type: 'huge' }],
    ['an invalid service', { service_ids: [null] }],
    ['an end before its start', { ends_at: '2026-06-10T06:00:00Z' }],
  ])('rejects %s', (_what, change) => expect(row(change).rejected).toHaveLength(1))
  it.each([
    ['https://acme.statuspal.io/', 'https://statuspal.io/api/v2/status_pages/acme/incidents?limit=100'],
    ['https://acme.statuspal.eu/', 'https://statuspal.eu/api/v2/status_pages/acme/incidents?limit=100'],
  ])('is asked for %s at %s', (page, address) => {
    expect(statuspal.addresses(new URL(page))[0]?.href).toBe(address)
    expect(knownHost(new URL(page))?.feed).toBe('statuspal')
  })
})

describe('Hund', () => {
  const seconds = (hour: number): number => Date.UTC(2026, 5, 10, hour) / 1000
  const updates = (...rows: Fields[]): Fields => ({ updates: { data: rows } })
  const row = (change: Fields, more: Fields = {}): Reading => withRow(hund, 'data', change, more)
  const API = '5c06ee938fbb652ab878c2a2'
  it.each([
    ['an outage', {}, [`${API} down 06-10 07:00 to 06-10 08:00 (component-transition)`]],
    ['one that is open', { ended_at: null }, [`${API} down 06-10 07:00 to null (component-transition)`]],
    ['degraded', { state_override: 0 }, [`${API} degraded 06-10 07:00 to 06-10 08:00 (component-transition)`]],
    ['none stated', { state_override: null }, [`${API} degraded 06-10 07:00 to 06-10 08:00 (incident-window)`]],
    [
      'an update that changes it',
      { ended_at: seconds(10), ...updates({ state_override: 0, effective_after: seconds(9) }) },
      [
        `${API} down 06-10 07:00 to 06-10 09:00 (component-transition)`,
        `${API} degraded 06-10 09:00 to 06-10 10:00 (component-transition)`,
      ],
    ],
    ['an update at the very start', updates({ state_override: 1, effective_after: seconds(7) }), []],
  ])('%s', (_what, change, spans) => expect(spansOf(row(change))).toEqual(spans))
  it.each([
    ['a schedule', { scheduled: true, schedule: { starts_at: seconds(7), ends_at: seconds(8) } }, { read: 1, maintenance: 1 }],
    ['one called off', { scheduled: true, cancelled: true }, { read: 1, noImpact: 1 }],
    ['an invalid time', { began_at: 'now' }, { read: 1, rejected: 1 }],
    ['a state nobody knows', { state_override: 7 }, { read: 1, rejected: 1 }],
    ['an end before its start', { ended_at: seconds(6) }, { read: 1, rejected: 1 }],
  ])('accounts for %s', (_what, change, account) => expect(parts(row(change))).toEqual(account))
  it('is complete where it is the whole list', () => {
    expect(row({}).completeFrom).toBe(Date.UTC(2026, 5, 10, 7))
    expect(row({}, { has_more: true }).completeFrom).toBeNull()
  })
})

describe('Datadog’s status pages', () => {
  const attributes = JSON.parse(fixture('datadog-status')).data[0].attributes as Fields
  const row = (change: Fields): Reading => withRow(datadogStatus, 'data', { attributes: { ...attributes, ...change } })
  const API = '22222222-2222-4222-8222-222222222222'
  const component = (status: string): Fields => ({ id: API, name: 'API', status })
  const update = (hour: number, status: string, state: string | null): Fields => ({
    status,
    created_at: new Date(Date.UTC(2026, 5, 10, hour)).toISOString(),
    components_affected: state === null ? [] : [component(state)],
  })
  it.each([
    ['until it is operational', {}, [`${API} partial 06-10 07:00 to 06-10 08:00 (component-transition)`]],
    [
      'worse, then resolved without a word of the component',
      { updates: [update(7, 'investigating', 'degraded'), update(8, 'identified', 'major_outage'), update(9, 'resolved', null)] },
      [
        `${API} degraded 06-10 07:00 to 06-10 08:00 (component-transition)`,
        `${API} down 06-10 08:00 to 06-10 09:00 (component-transition)`,
      ],
    ],
    [
      'open',
      { status: 'identified', updates: [update(7, 'identified', 'degraded')] },
      [`${API} degraded 06-10 07:00 to null (component-transition)`],
    ],
    [
      'by its components alone where updates name none',
      { components_affected: [component('major_outage')], updates: [update(7, 'identified', null), update(8, 'resolved', null)] },
      [`${API} down 06-10 07:00 to 06-10 08:00 (component-transition)`],
    ],
  ])('%s', (_what, change, spans) => expect(spansOf(row(change))).toEqual(spans))
  it.each([
    ['a status nobody knows', { status: 'gone' }],
    ['a state nobody knows', { updates: [update(7, 'resolved', 'melted')] }],
  ])('rejects %s', (_what, change) => expect(row(change).rejected).toHaveLength(1))
  it('covers no time: the list is cut by what was asked for', () => expect(row({}).completeFrom).toBeNull())
})

describe.each([
  [rootly, 'incidents'],
  [sorry, 'notices'],
  [microsoft365, 'value'],
  [statuspal, 'incidents'],
  [hund, 'data'],
  [datadogStatus, 'data'],
] as const)('%o of another shape', (adaptor, list) => {
  it.each([['a text'], [{}], [null]])('refuses %j for the list', (value) => {
    const body = JSON.parse(fixture(adaptor.id)) as Fields
    expect(() => readAs(adaptor)({ ...body, [list]: value })).toThrow(FeedError)
  })
})

describe('Google’s further dashboards', () => {
  it.each([
    ['https://status.firebase.google.com/summary', 'https://status.firebase.google.com/incidents.json'],
    ['https://ads.google.com/status/publisher/summary', 'https://ads.google.com/status/publisher/incidents.json'],
    ['https://status.cloud.google.com/', 'https://status.cloud.google.com/incidents.json'],
    ['https://www.google.com/appsstatus/dashboard/summary', 'https://www.google.com/appsstatus/dashboard/incidents.json'],
  ])('%s is read at %s', (page, address) => {
    const known = knownHost(new URL(page))
    expect(known?.feed).toBe('google')
    expect(google.addresses(known?.page ?? new URL(page)).map(({ href }) => href)).toEqual([address])
  })
  it('takes nothing else of ads.google.com', () => expect(knownHost(new URL('https://ads.google.com/home/'))).toBeNull())
})
