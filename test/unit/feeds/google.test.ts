import { describe, expect, it } from 'vitest'
import { google } from '../../../shared/feeds/google.ts'
import { readAs, spansOf } from './reading.ts'
import { recorded } from './recorded.ts'

const read = readAs(google)
const incident = (more: object = {}): object => ({
  id: 'a',
  number: '1',
  begin: '2026-06-10T08:00:00+00:00',
  created: '2026-06-10T08:40:00+00:00',
  end: '2026-06-10T10:00:00+00:00',
  modified: '2026-06-10T10:00:00+00:00',
  external_desc: 'Errors',
  updates: [],
  status_impact: 'SERVICE_OUTAGE',
  severity: 'high',
  service_key: 'k',
  service_name: 'Multiple Products',
  affected_products: [
    { title: 'BigQuery', id: 'bq' },
    { title: 'Storage', id: 'gs' },
  ],
  currently_affected_locations: [],
  previously_affected_locations: [{ title: 'Belgium (europe-west1)', id: 'europe-west1' }],
  ...more,
})

describe('google', () => {
  it.each([
    [
      'an outage of each product',
      incident(),
      ['bq down 06-10 08:00 to 06-10 10:00 (incident-window)', 'gs down 06-10 08:00 to 06-10 10:00 (incident-window)'],
    ],
    [
      'a disruption',
      incident({ status_impact: 'SERVICE_DISRUPTION', affected_products: [{ title: 'BigQuery', id: 'bq' }] }),
      ['bq partial 06-10 08:00 to 06-10 10:00 (incident-window)'],
    ],
    ['information is no state', incident({ status_impact: 'SERVICE_INFORMATION' }), []],
    [
      'without a list of products, the one named',
      incident({ affected_products: [] }),
      ['k down 06-10 08:00 to 06-10 10:00 (incident-window)'],
    ],
    ['open', incident({ end: null, affected_products: [] }), ['k down 06-10 08:00 to null (incident-window)']],
  ])('%s', (_what, row, expected) => {
    expect(spansOf(read([row]))).toEqual(expected)
  })

  it('separates a product in a location where the map names it', () => {
    const elsewhere = incident({ id: 'b', previously_affected_locations: [{ title: 'Tokyo', id: 'asia-northeast1' }] })
    const map = new Map([['BigQuery/europe-west1', 'warehouse']])
    expect(read([incident(), elsewhere], map).evidence.spans.map((span) => [span.service, span.ref])).toEqual([['warehouse', 'a']])
  })

  const post = (time: string, status: string): object => ({ when: `2026-06-10T${time}:00+00:00`, status })
  it.each([
    ['its end is the one typed', { updates: [post('10:00', 'AVAILABLE'), post('09:00', 'AVAILABLE')] }, 8, 10, null],
    ['open', { end: null, updates: [post('09:00', 'SERVICE_OUTAGE')] }, 8, null, null],
    // Said to be down at 9:00, to be back at 11:00, and never when between them.
    ['back, without an end', { end: null, updates: [post('11:00', 'AVAILABLE'), post('09:00', 'SERVICE_OUTAGE')] }, 8, 9, [8, 11]],
    ['back in its only post', { end: undefined, updates: [post('11:00', 'AVAILABLE')] }, 8, 8, [8, 11]],
  ] as const)('%s', (_what, more, from, to, bounds) => {
    const at = (hour: number): number => Date.UTC(2026, 5, 10, hour)
    const [span] = read([incident(more)]).evidence.spans
    expect(span).toMatchObject({ from: at(from), to: to === null ? null : at(to) })
    expect(span?.uncertain).toEqual(bounds === null ? undefined : { from: at(bounds[0]), to: at(bounds[1]) })
  })

  it('is complete from its oldest incident, unless it holds open ones only', () => {
    expect(read([incident(), incident({ id: 'b', begin: '2026-05-01T00:00:00+00:00' })]).completeFrom).toBe(Date.UTC(2026, 4, 1))
    expect(read([incident({ end: null })]).completeFrom).toBeNull()
  })

  it.each([
    ['an end before its begin', { end: '2026-06-10T07:00:00+00:00' }],
    ['an impact nobody knows', { status_impact: 'SERVICE_GONE' }],
    ['no begin', { begin: null }],
  ])('rejects a row with %s', (_what, more) => {
    expect(read([incident(more), incident({ id: 'b' })])).toMatchObject({ rejected: [{ path: '[0]' }], doubtful: 1, events: 2 })
  })

  it.each([
    ['**Title:**\nGmail on phones', 'Gmail on phones'],
    ['**Title**: Gmail\nmore', 'Gmail'],
    ['Plain', 'Plain'],
  ])('takes the title out of %j', (external_desc, title) => {
    expect(read([incident({ external_desc })]).evidence.spans[0]?.title).toBe(title)
  })

  const year = recorded('google/gcp-incidents_moritalous_2022-07.json')
  it.skipIf(year === null)('reads the 157 incidents of a recorded year, each with the end it states', () => {
    const reading = read(year ?? '')
    expect(reading).toMatchObject({ events: 157, rejected: [], doubtful: 0 })
    expect(reading.refs).toHaveLength(157)
    expect(reading.evidence.spans.every((span) => span.to !== null && !span.uncertain)).toBe(true)
  })

  const gmail = recorded('live-samples/google-workspace_incidents_open-gmail_2026-09-23.json')
  it.skipIf(gmail === null)('reads an open incident of Workspace that is for information', () => {
    expect(read(gmail ?? '')).toMatchObject({
      events: 1,
      rejected: [],
      completeFrom: null,
      components: [{ name: 'Gmail' }],
      evidence: { spans: [] },
    })
  })
})
