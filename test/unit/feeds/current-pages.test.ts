/** Pages that list open incidents only. */
import { describe, expect, it } from 'vitest'
import { heroku } from '../../../shared/feeds/heroku.ts'
import { statusio } from '../../../shared/feeds/statusio.ts'
import { readAs, spansOf } from './reading.ts'
import { recorded } from './recorded.ts'

describe('status.io', () => {
  const read = readAs(statusio)
  const page = (more: object = {}, code = 500): object => ({
    result: {
      status_overall: { status: 'Operational', status_code: 100 },
      status: [{ id: 'c1', name: 'API', status_code: code, containers: [{ id: 'eu', name: 'Europe', status_code: code }] }],
      incidents: [],
      maintenance: { active: [], upcoming: [] },
      ...more,
    },
  })
  const incident = (more: object = {}): object => ({
    _id: 'i',
    name: 'Errors',
    datetime_open: '2026-06-10T08:00:00+00:00',
    components_affected: [{ _id: 'c1', name: 'API' }],
    containers_affected: [{ _id: 'eu', name: 'Europe' }],
    ...more,
  })

  it.each([
    ['down', 500, ['c1 down 06-10 08:00 to null (incident-window)']],
    ['partial', 400, ['c1 partial 06-10 08:00 to null (incident-window)']],
    ['degraded', 300, ['c1 degraded 06-10 08:00 to null (incident-window)']],
    ['back to normal', 100, []],
    ['a code nobody knows', 123, []],
  ])('an open incident is as bad as its component: %s', (_what, code, expected) => {
    expect(spansOf(read(page({ incidents: [incident()] }, code)))).toEqual(expected)
  })

  it('separates a region where the map names it', () => {
    const map = new Map([['API/Europe', 'eu-api']])
    expect(spansOf(read(page({ incidents: [incident()] }), map))).toEqual(['eu-api down 06-10 08:00 to null (incident-window)'])
    expect(read(page({ incidents: [incident({ containers_affected: [] })] }), map).evidence.spans).toEqual([])
  })

  it('leaves an incident without components unattributed, as bad as the page', () => {
    expect(spansOf(read(page({ incidents: [incident({ components_affected: [] })] })))).toEqual([
      'null down 06-10 08:00 to null (page-only)',
    ])
  })

  it('reads planned maintenance', () => {
    const works = incident({
      datetime_open: '2026-06-01T00:00:00Z',
      datetime_planned_start: '2026-06-12T08:00:00Z',
      datetime_planned_end: '2026-06-12T09:00:00Z',
    })
    expect(read(page({ maintenance: { active: [], upcoming: [works] } })).evidence.maintenance).toMatchObject([
      { id: 'i', services: ['c1'], from: Date.UTC(2026, 5, 12, 8), to: Date.UTC(2026, 5, 12, 9), announcedAt: Date.UTC(2026, 5, 1) },
    ])
  })

  it('covers no time', () => {
    expect(read(page())).toMatchObject({ completeFrom: null, components: [{ id: 'c1', state: 'down' }] })
  })
})

describe('heroku', () => {
  const read = readAs(heroku)
  const incident = (more: object = {}): object => ({
    id: 2900,
    title: 'Errors',
    state: 'resolved',
    resolved: false,
    created_at: '2026-06-10T08:00:00.000Z',
    full_url: 'https://status.heroku.com/incidents/2900',
    systems: [{ name: 'Apps', status: 'red' }],
    updates: [
      { created_at: '2026-06-10T10:00:00.000Z', status: 'green' },
      { created_at: '2026-06-10T08:00:00.000Z', status: 'yellow' },
    ],
    ...more,
  })

  it.each([
    ['over when its state says so, whatever resolved says', incident(), ['Apps down 06-10 08:00 to 06-10 10:00 (incident-window)']],
    ['open', incident({ state: 'open', resolved: true }), ['Apps down 06-10 08:00 to null (incident-window)']],
    [
      'the worst colour given',
      incident({ systems: [{ name: 'Apps', status: 'green' }] }),
      ['Apps degraded 06-10 08:00 to 06-10 10:00 (incident-window)'],
    ],
    [
      'maintenance',
      incident({ systems: [{ name: 'Data', status: 'blue' }], updates: [] }),
      ['Data doubtful 06-09 00:00 to 06-10 08:00 (incident-window)'],
    ],
  ])('%s', (_what, row, expected) => {
    expect(spansOf(read([row]))).toEqual(expected)
  })

  it('has a history in its list of incidents, and none in what is current', () => {
    expect(read([incident()]).completeFrom).toBe(Date.UTC(2026, 5, 10, 8))
    const current = { status: [{ system: 'Apps', status: 'green' }], incidents: [], scheduled: [] }
    expect(read(current)).toMatchObject({ completeFrom: null, components: [{ id: 'Apps', state: 'up' }] })
  })

  it('rejects a colour nobody knows', () => {
    expect(read([incident({ systems: [{ name: 'Apps', status: 'mauve' }] })]).rejected).toHaveLength(1)
  })

  const sample = recorded('live-samples/heroku_v4_current-status_2026-09-23.json')
  it.skipIf(sample === null)('uses no scheduled entry of a recorded page, whose only one was over for months', () => {
    const reading = read(sample ?? '')
    expect(reading).toMatchObject({ events: 0, rejected: [], evidence: { maintenance: [], spans: [] } })
    expect(reading.components.map((part) => part.name)).toEqual(['Apps', 'Data', 'Tools'])
  })
})
