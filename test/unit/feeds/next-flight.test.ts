/** The data inside pages made with Next.js, as incident.io and Instatus serve them: pieces of text in scripts, cut anywhere. */
import { describe, expect, it } from 'vitest'
import { detect } from '../../../shared/feeds/detect.ts'
import { incidentIo } from '../../../shared/feeds/incident-io.ts'
import { instatus } from '../../../shared/feeds/instatus.ts'
import { findInFlight } from '../../../shared/feeds/parts/next-flight.ts'
import { NOON, readAs, spansOf } from './reading.ts'
import { recorded } from './recorded.ts'

type Keyed = Readonly<Record<string, unknown>>
const withKey = (value: unknown): value is Keyed => typeof value === 'object' && value !== null && 'wanted' in value

/** A page whose text of rows is pushed in pieces of `size` characters. */
function pageOf(rows: string, size = 1000): string {
  const pieces: string[] = []
  for (let at = 0; at < rows.length; at += size) pieces.push(rows.slice(at, at + size))
  const scripts = pieces.map((piece) => `<script>self.__next_f.push([1,${JSON.stringify(piece)}])</script>`)
  return `<!doctype html><html><body><script>(self.__next_f=self.__next_f||[]).push([0])</script>${scripts.join('')}</body></html>`
}
/** One component's properties, where the pages put their data. */
const rowOf = (data: object): string => `14:["$","$L16",null,${JSON.stringify({ children: '$L15', ...data })}]\n`

describe('the rows of a page', () => {
  const row = rowOf({ data: { wanted: 'here' } })
  it.each([
    ['by itself', row],
    ['after a module', `16:I[85121,["4574","static/a.js"],"default"]\n${row}`],
    ['after a text of so many bytes that holds what looks like a row', `2:T17,11:{"wanted":"a text"}x${row}`],
    // Ä has two bytes, € three, 🇩 four: 9 = hexadecimal 9.
    ['after a text counted in bytes, not in characters', `2:T9,Ä€🇩${row}`],
    ['after a row that is not JSON', `3:["$",{"cut":\n${row}`],
    ['after a hint without an id', `:HL["/a.css","style"]\n${row}`],
  ])('%s', (_what, rows) => expect(findInFlight(pageOf(rows), withKey)).toEqual({ wanted: 'here' }))

  it('are found wherever the pieces are cut', () => {
    const rows = `2:T9,Ä€🇩${row}`
    for (let size = 1; size <= rows.length; size++) expect(findInFlight(pageOf(rows, size), withKey)).toEqual({ wanted: 'here' })
  })
  it.each([
    ['a page without data', '<!doctype html><html></html>'],
    ['a page that is cut off in a piece', pageOf(row).slice(0, pageOf(row).indexOf('wanted'))],
    ['a piece that is not text', '<script>self.__next_f.push([1,"\\q"])</script>'],
    ['a text that is longer than the page', pageOf('2:Tffffff,{"wanted":1}')],
  ])('%s holds nothing', (_what, html) => expect(findInFlight(html, withKey)).toBeNull())
  it('is read 5,000 levels deep', () => {
    expect(findInFlight(pageOf(`1:${'['.repeat(5000)}{"wanted":1}${']'.repeat(5000)}\n`, 100_000), withKey)).toEqual({ wanted: 1 })
  })
})

const IO = {
  status_page: {
    name: 'Acme',
    components: [{ id: '01JX3FAHZ79XCN212TTNAGAK7P', name: 'API' }],
    structure: { items: [] },
    // An open event has impacts of its own: it is not the history.
    ongoing_incidents: [{ id: 'i2', name: 'Slow', status: 'identified', component_impacts: [] }],
  },
  component_history: {
    component_impacts: [
      {
        component_id: '01JX3FAHZ79XCN212TTNAGAK7P',
        start_at: '2026-06-10T08:00:00Z',
        end_at: '2026-06-10T08:30:00Z',
        status: 'full_outage',
        status_page_incident_id: 'i1',
      },
    ],
    component_uptimes: [
      { component_id: '01JX3FAHZ79XCN212TTNAGAK7P', uptime: '99.97' },
      { component_id: '$undefined', status_page_component_group_id: 'g', uptime: '99.9' },
      { component_id: 'new', uptime: '' },
    ],
    incident_links: [{ id: 'i1', name: 'Errors', status: 'resolved' }],
  },
}
const INSTATUS = {
  site: { name: { default: 'Acme' }, components: [{ id: 'c', name: { default: 'API' }, status: 'OPERATIONAL' }] },
  startDate: 'Thu Mar 12 2026 00:00:00 GMT+0000 (Coordinated Universal Time)',
  endDate: 'Wed Jun 10 2026 23:59:59 GMT+0000 (Coordinated Universal Time)',
  notices: { n: { id: 'n', name: { default: 'Errors' }, resolved: '2026-06-10T09:00:00Z' } },
  componentsUptime: {
    c: { uptime: '99.95', outages: [{ noticeId: 'n', from: '2026-06-10T08:00:00Z', to: null, status: 'MAJOROUTAGE' }] },
    d: { uptime: 'soon', outages: [] },
  },
}

describe.each([
  ['incident.io', incidentIo, IO, '01JX3FAHZ79XCN212TTNAGAK7P down 06-10 08:00 to 06-10 08:30 (component-impact)'],
  ['Instatus', instatus, INSTATUS, 'c down 06-10 08:00 to 06-10 09:00 (component-impact)'],
] as const)('the page of %s', (_what, adaptor, data, span) => {
  const html = pageOf(rowOf(data))
  it('is read as the data inside it', () => {
    expect(adaptor.recognises(html)).toBe(true)
    expect(spansOf(readAs(adaptor)(html))).toEqual([span])
    expect(readAs(adaptor)(html)).toEqual(readAs(adaptor)(data))
    expect(readAs(adaptor)(html).page).toBe('Acme')
  })
  it('is not taken for one where the data is of another shape, or absent', () => {
    expect(adaptor.recognises(pageOf(rowOf({ data: { component_impacts: 'none', componentsUptime: [] } })))).toBe(false)
    expect(() => readAs(adaptor)(pageOf(rowOf({ data: {} })))).toThrow()
  })
})

describe('what these pages report of themselves', () => {
  it('of incident.io is each component’s uptime over 90 days; groups and empty ones are left out', () => {
    expect(readAs(incidentIo)(IO).official).toEqual({
      weights: 'downtime',
      parts: [{ id: '01JX3FAHZ79XCN212TTNAGAK7P', name: 'API', percent: '99.97', over: { hours: 2160 } }],
    })
  })
  it('of Instatus is each component’s uptime over the days shown; one that is no figure costs nothing', () => {
    // 12 March to 10 June: 20 + 30 + 31 + 10 days.
    expect(readAs(instatus)(INSTATUS).official).toEqual({
      weights: 'major-and-partial',
      parts: [{ id: 'c', name: 'API', percent: '99.95', over: { from: '2026-03-12', to: '2026-06-10', days: 91 } }],
    })
  })
})

describe('detection', () => {
  const compatible = {
    page: { id: 'p', name: 'Acme' },
    status: { indicator: 'none' },
    components: [{ id: '01HZXW3ZP5Q4RNA1V6J8K2T9YB', name: 'API', status: 'operational' }],
  }
  const summary = { page: { name: 'Acme', url: 'https://status.example', status: 'UP' } }
  const run = (page: string, answers: Readonly<Record<string, string | object>>): { readonly read: string[]; readonly asked: string[] } => {
    const given = new Map<string, { status: number; body: string }>()
    for (;;) {
      const step = detect(new URL(page), given)
      if ('found' in step) {
        const { adaptor, addresses } = step.found
        return { read: [adaptor.id, ...addresses.map(({ href }) => href)], asked: [...given.keys()].map((each) => new URL(each).pathname) }
      }
      if ('nothing' in step) return { read: [], asked: [...given.keys()] }
      const body = answers[step.ask.pathname]
      given.set(step.ask.href, {
        status: body === undefined ? 404 : 200,
        body: typeof body === 'object' ? JSON.stringify(body) : (body ?? ''),
      })
    }
  }
  const ROOT = 'https://status.example/'
  it.each([
    ['incident-io', ROOT, { '/api/v2/summary.json': compatible, '/': pageOf(rowOf(IO)) }],
    ['incident-io', `${ROOT}history`, { '/history': '<html></html>', '/api/v2/summary.json': compatible, '/': pageOf(rowOf(IO)) }],
    ['incident-io', ROOT, { '/': pageOf(rowOf(IO)) }],
    ['instatus', ROOT, { '/summary.json': summary, '/': pageOf(rowOf(INSTATUS)) }],
    ['instatus', `${ROOT}cmk1b5pf4/incident`, { '/summary.json': summary, '/': pageOf(rowOf(INSTATUS)) }],
  ])('reads the page of %s, given %s', (id, page, answers) => {
    expect(run(page, answers).read).toEqual([id, ROOT])
  })
  it('reads the API where the page holds no such data, or can’t be read', () => {
    const api = ['incident-io', `${ROOT}api/v2/incidents.json`, `${ROOT}api/v2/components.json`]
    expect(run(ROOT, { '/api/v2/summary.json': compatible, '/': '<html></html>' }).read).toEqual(api)
    expect(run(ROOT, { '/api/v2/summary.json': compatible })).toEqual({ read: api, asked: ['/api/v2/summary.json', '/'] })
  })
})

describe('recorded pages, put back into the scripts they came in', () => {
  it.each([
    ['incident-io/linear_flight_2026-03.json', 18, 6],
    ['incident-io/openai_flight_2026-03.json', 191, 31],
  ])('%s', (path, events, parts) => {
    const text = recorded(path)
    if (text === null) return
    const { status_page, component_history } = JSON.parse(text) as Record<string, object>
    const reading = readAs(incidentIo)(pageOf(rowOf({ status_page, component_history })))
    expect(reading.events).toBe(events)
    expect(reading.official?.parts).toHaveLength(parts)
    expect(reading).toEqual(readAs(incidentIo)({ status_page, component_history }))
  })
  it('instatus/mastodonsocial_flight_2026-03.json', () => {
    const text = recorded('instatus/mastodonsocial_flight_2026-03.json')
    if (text === null) return
    const { data } = JSON.parse(text) as { data: object }
    const reading = instatus.read(pageOf(rowOf(data), 7777), { observedAt: NOON, source: 'x' })
    expect(reading.events).toBe(2)
    expect(reading.official?.parts.map(({ percent }) => percent)).toEqual(['100', '78.84', '78.84', '78.84'])
  })
})
