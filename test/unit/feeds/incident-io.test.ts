import { describe, expect, it } from 'vitest'
import type { Span } from '../../../shared/evidence/model.ts'
import { FeedError } from '../../../shared/feeds/feed-error.ts'
import { incidentIo } from '../../../shared/feeds/incident-io.ts'
import { NOON, readAs, spansOf } from './reading.ts'
import { recorded } from './recorded.ts'

const read = readAs(incidentIo)
const API = '01JX3FAHZ79XCN212TTNAGAK7P'
const page = { name: 'Acme', components: [{ id: API, name: 'API', description: '$undefined' }], ongoing_incidents: [] }
const impact = (more: object = {}): object => ({
  id: 'i',
  component_id: API,
  start_at: '2026-06-10T09:00:00.51Z',
  end_at: '2026-06-10T10:00:00Z',
  status: 'partial_outage',
  status_page_incident_id: 'inc1',
  ...more,
})
const history = (impacts: object[], links: object[] = []): object => ({
  status_page: page,
  component_history: { component_impacts: impacts, component_uptimes: [], incident_links: links },
})

describe('incident.io, the page’s own data', () => {
  it.each([
    ['partial', impact(), [`${API} partial 06-10 09:00 to 06-10 10:00 (component-impact)`]],
    ['full', impact({ status: 'full_outage' }), [`${API} down 06-10 09:00 to 06-10 10:00 (component-impact)`]],
    ['degraded', impact({ status: 'degraded_performance' }), [`${API} degraded 06-10 09:00 to 06-10 10:00 (component-impact)`]],
    ['back to normal', impact({ status: 'operational' }), []],
    ['still so, as the page writes it', impact({ end_at: '$undefined' }), [`${API} partial 06-10 09:00 to null (component-impact)`]],
    ['still so, left out', impact({ end_at: undefined }), [`${API} partial 06-10 09:00 to null (component-impact)`]],
  ])('%s', (_what, row, expected) => {
    expect(spansOf(read(history([row])))).toEqual(expected)
  })

  it('names events by their links and components by the page', () => {
    const reading = read(history([impact()], [{ id: 'inc1', name: 'Slow', status: 'resolved' }]), new Map([['API', 'api']]))
    expect(reading.evidence.spans[0]).toMatchObject({ service: 'api', ref: 'inc1', title: 'Slow' })
    expect(reading).toMatchObject({ events: 1, completeFrom: Date.UTC(2026, 5, 10, 9, 0, 0, 510), refs: ['inc1'] })
    expect(reading.evidence.coverage).toMatchObject([{ service: 'api', to: NOON }])
  })

  it.each([
    [
      'a maintenance that ended years ago and was never closed is nothing',
      impact({ status: 'under_maintenance', end_at: null }),
      'maintenance_complete',
      [],
      0,
    ],
    [
      'an outage that is over without an end is doubtful up to the reading',
      impact({ end_at: null }),
      'resolved',
      [`${API} doubtful 06-10 09:00 to 06-10 12:00 (incident-window)`],
      1,
    ],
    [
      'an end before its start',
      impact({ end_at: '2026-06-10T08:00:00Z' }),
      'resolved',
      [`${API} doubtful 06-10 08:00 to 06-10 09:00 (incident-window)`],
      1,
    ],
    [
      'a status nobody knows',
      impact({ status: 'melted' }),
      'resolved',
      [`${API} doubtful 06-10 09:00 to 06-10 10:00 (incident-window)`],
      1,
    ],
  ])('%s', (_what, row, status, spans, rejected) => {
    const reading = read(history([row], [{ id: 'inc1', name: 'x', status }]))
    expect(spansOf(reading)).toEqual(spans)
    expect(reading.rejected).toHaveLength(rejected)
    expect(reading.doubtful).toBe(rejected)
  })
})

describe('incident.io, the compatible API', () => {
  const row = {
    id: '01M36RMC01ZFWQ861WYJKC4XE1',
    name: 'Errors',
    status: 'resolved',
    impact: 'major',
    created_at: '2026-06-10T09:13:00Z',
    resolved_at: '2026-06-10T09:54:16Z',
    incident_updates: [{ body: '', status: 'resolved', display_at: '2026-06-10T09:54:16Z' }],
  }

  it('names no component, so its events stay unattributed', () => {
    const reading = read({ incidents: [row] })
    expect(spansOf(reading)).toEqual(['null partial 06-10 09:13 to 06-10 09:54 (page-only)'])
  })

  it.each([
    ['null', { page: { id: 'p' }, incidents: null }],
    ['left out', { page: { id: 'p' } }],
  ])('takes a list that is %s for no event and for no word about time', (_what, body) => {
    expect(read(body)).toMatchObject({ events: 0, completeFrom: null, evidence: { spans: [], coverage: [] } })
  })

  it('refuses what is no list', () => {
    expect(() => read({ page: {}, incidents: 'none' })).toThrow(FeedError)
  })

  it('is distinguished from Statuspage by its ids', () => {
    expect(incidentIo.recognises({ page: {}, incidents: [row] })).toBe(true)
    expect(incidentIo.recognises({ page: {}, incidents: [{ ...row, id: '6ptd5skgmy3v' }] })).toBe(false)
  })
})

describe('incident.io, recorded pages', () => {
  const linear = recorded('incident-io/linear_flight_2026-03.json')

  /** Percent up over the 90 days before the recording, by the page's own rule: partial and full count whole. */
  it.skipIf(linear === null)('gives the uptimes the page itself prints, within two thousandths of a point on average', () => {
    const at = Date.UTC(2026, 2, 18)
    const { evidence } = incidentIo.read(linear ?? '', { observedAt: at, source: 'linear' })
    const { component_history } = JSON.parse(linear ?? '{}') as {
      component_history: { component_uptimes: { component_id: string; uptime: string }[] }
    }
    const errors = component_history.component_uptimes
      .filter((each) => each.component_id !== '$undefined')
      .map(({ component_id, uptime }) => {
        const down = evidence.spans.filter((span) => span.service === component_id && (span.state === 'down' || span.state === 'partial'))
        return Math.abs(100 - (100 * unionMs(down)) / (90 * 86_400_000) - Number(uptime))
      })
    expect(errors).toHaveLength(6)
    expect(errors.reduce((sum, each) => sum + each, 0) / errors.length).toBeLessThan(0.002)
  })
})

function unionMs(spans: readonly Span[]): number {
  const sorted = [...spans].sort((a, b) => a.from - b.from)
  let reach = 0
  let sum = 0
  for (const { from, to } of sorted) {
    sum += Math.max(0, (to ?? from) - Math.max(from, reach))
    reach = Math.max(reach, to ?? from)
  }
  return sum
}
