import { describe, expect, it } from 'vitest'
import { FeedError } from '../../../shared/feeds/feed-error.ts'
import { instatus } from '../../../shared/feeds/instatus.ts'
import { readAs, spansOf } from './reading.ts'
import { recorded } from './recorded.ts'

const read = readAs(instatus)
const page = { name: 'Acme', url: 'https://status.acme.example', status: 'HASISSUES' }
const incident = (more: object = {}): object => ({
  id: 'i',
  name: 'Errors',
  started: '2026-06-10T08:00:00.000Z',
  status: 'INVESTIGATING',
  impact: 'MAJOROUTAGE',
  url: 'https://status.acme.example/i',
  ...more,
})
const summary = (more: object): object => ({ page, ...more })

describe('instatus', () => {
  it.each([
    ['an outage of the page', incident(), ['null down 06-10 08:00 to null (page-only)']],
    ['a minor outage is partial', incident({ impact: 'MINOROUTAGE' }), ['null partial 06-10 08:00 to null (page-only)']],
    ['no impact given at all', incident({ impact: 'OPERATIONAL' }), []],
    [
      'components that are worse than the incident',
      incident({ impact: 'OPERATIONAL', components: [{ id: 'c', name: { default: 'API' }, status: 'MAJOROUTAGE' }] }),
      ['c down 06-10 08:00 to null (incident-window)'],
    ],
    [
      'an incident that is worse than its components',
      incident({ impact: 'PARTIALOUTAGE', components: [{ id: 'c', name: 'API', status: 'DEGRADEDPERFORMANCE' }] }),
      ['c partial 06-10 08:00 to null (incident-window)'],
    ],
  ])('%s', (_what, row, expected) => {
    expect(spansOf(read(summary({ activeIncidents: [row] })))).toEqual(expected)
  })

  it('reads maintenance with its length in minutes, as text', () => {
    const works = {
      name: 'Move',
      start: '2026-06-11T08:00:00.000Z',
      status: 'NOTSTARTEDYET',
      duration: '60',
      url: 'https://status.acme.example/m',
    }
    const from = Date.UTC(2026, 5, 11, 8)
    expect(read(summary({ activeMaintenances: [works] })).evidence.maintenance).toMatchObject([
      { from, to: from + 3_600_000, title: 'Move' },
    ])
    const [begun] = read(summary({ activeMaintenances: [{ ...works, status: 'INPROGRESS' }] })).evidence.maintenance
    expect(begun?.actual).toEqual({ from, to: null })
    expect(read(summary({ activeMaintenances: [{ ...works, duration: 'an hour' }] })).rejected).toHaveLength(1)
  })

  it('covers no time: a page where all is well says so of now only', () => {
    expect(read({ page: { ...page, status: 'UP' } })).toMatchObject({
      events: 0,
      completeFrom: null,
      evidence: { coverage: [], spans: [] },
    })
  })

  it.each([
    ['an object', { components: [{ id: 'c', name: 'API', status: 'PARTIALOUTAGE', group: { name: 'Core' } }] }],
    ['a bare list', [{ id: 'c', name: 'API', status: 'PARTIALOUTAGE', group: { name: 'Core' } }]],
    [
      'a group with children',
      [{ id: 'g', name: 'Core', isParent: true, children: [{ id: 'c', name: 'API', status: 'PARTIALOUTAGE', group: { name: 'Core' } }] }],
    ],
  ])('reads components from %s', (_what, body) => {
    expect(read(body).components).toContainEqual({ id: 'c', name: 'API', state: 'partial', isGroup: false, group: 'Core' })
  })

  it.each([
    ['an impact nobody knows', { impact: 'ONFIRE' }],
    ['an invalid start', { started: 'just now' }],
  ])('rejects an incident with %s', (_what, more) => {
    expect(read(summary({ activeIncidents: [incident(more)] })).rejected).toHaveLength(1)
  })

  const flight = recorded('instatus/mastodonsocial_flight_2026-03.json')
  it.skipIf(flight === null)('has two components of a recorded page down, though their incident says operational', () => {
    const { data } = JSON.parse(flight ?? '{}') as { data: { activeIncidents: unknown[] } }
    const reading = read({ page, activeIncidents: data.activeIncidents })
    expect(reading.evidence.spans.map(({ state, from, to }) => ({ state, from, to }))).toEqual(
      Array(2).fill({ state: 'down', from: Date.UTC(2025, 11, 17, 14), to: null }),
    )
  })

  const live = recorded('live-samples/instatus_v3_summary+components_wistia_2026-09-23.json')
  it.skipIf(live === null)('reads a recorded summary and its components', () => {
    const { summary: body, components } = JSON.parse(live ?? '{}') as { summary: object; components: object }
    expect(read(body)).toMatchObject({ events: 0, rejected: [] })
    expect(read(components).components).toMatchObject([{ state: 'up' }])
  })

  it('refuses components of another shape', () => {
    expect(() => read({ components: ['API'] })).toThrow(FeedError)
  })
})

describe('the data inside a page', () => {
  const notice = (id: string, more: object): object => ({
    id,
    name: { default: 'Errors' },
    status: 'RESOLVED',
    impact: 'MAJOROUTAGE',
    ...more,
  })
  const stretch = (noticeId: string, from: string, to: string | null, status: string): object => ({
    noticeId,
    from: `2026-06-${from}:00.000Z`,
    to: to && `2026-06-${to}:00.000Z`,
    status,
  })
  const data = (outages: readonly object[], more: object = {}): object => ({
    site: { name: { default: 'Acme' }, components: [{ id: 'c', name: { default: 'API' }, status: 'OPERATIONAL' }] },
    startDate: 'Thu Mar 12 2026 00:00:00 GMT+0000 (Coordinated Universal Time)',
    notices: {
      n: notice('n', { started: '2026-06-10T08:00:00.000Z', resolved: '2026-06-10T09:30:00.000Z' }),
      o: notice('o', { resolved: null }),
    },
    componentsUptime: { c: { uptime: '99.9', outages } },
    ...more,
  })
  it.each([
    [
      'a stretch with its end',
      [stretch('n', '10T08:00', '10T08:20', 'MAJOROUTAGE')],
      ['c down 06-10 08:00 to 06-10 08:20 (component-impact)'],
    ],
    // Its incident was resolved at 9:30.
    [
      'one without, of an incident that is over',
      [stretch('n', '10T08:20', null, 'PARTIALOUTAGE')],
      ['c partial 06-10 08:20 to 06-10 09:30 (component-impact)'],
    ],
    [
      'one without, of an incident that is open',
      [stretch('o', '10T08:00', null, 'DEGRADEDPERFORMANCE')],
      ['c degraded 06-10 08:00 to null (component-impact)'],
    ],
    ['one in which all was well', [stretch('o', '10T08:00', null, 'OPERATIONAL')], []],
  ])('%s', (_what, outages, spans) => expect(spansOf(read(data(outages)))).toEqual(spans))
  it('speaks for the days that it shows, and doubts a span that cannot be read', () => {
    const reading = read(data([]))
    expect(reading).toMatchObject({ page: 'Acme', events: 2, completeFrom: Date.UTC(2026, 2, 12), refs: ['n', 'o'] })
    expect(read(data([stretch('n', '10T08:00', null, 'SOMEWHAT')]))).toMatchObject({
      completeFrom: Date.UTC(2026, 2, 12),
      doubtful: 1,
      rejected: [{ path: 'componentsUptime.c.outages[0]' }],
    })
    expect(read(data([], { startDate: 'soon' })).completeFrom).toBeNull()
  })
  const text = recorded('instatus/mastodonsocial_flight_2026-03.json')
  it.skipIf(text === null)('as it was recorded: 90 days, two incidents, five stretches', () => {
    const reading = instatus.read(JSON.stringify(JSON.parse(text as string).data), {
      observedAt: Date.UTC(2026, 2, 17, 12),
      source: 'acme',
    })
    const [web, media, streaming] = ['cldkniuw9117292x1mu2d9myli3', 'cldkniuwk117302x1muvul6tr9e', 'cldkniuwz117322x1mugxlrqqgg']
    // One incident degraded two components for three weeks; it stands open since, its components well. The other was resolved at 21:35:12.
    expect([...spansOf(reading)].sort()).toEqual(
      [
        `${web} degraded 12-17 14:00 to 01-07 06:42 (component-impact)`,
        `${web} down 02-25 21:08 to 02-25 21:35 (component-impact)`,
        `${media} degraded 12-17 14:00 to 01-07 06:42 (component-impact)`,
        `${media} down 02-25 21:08 to 02-25 21:35 (component-impact)`,
        `${streaming} down 02-25 21:08 to 02-25 21:35 (component-impact)`,
      ].sort(),
    )
    expect(reading).toMatchObject({ events: 2, rejected: [], completeFrom: Date.UTC(2025, 11, 17) })
    expect(reading.components).toHaveLength(4)
  })
})
