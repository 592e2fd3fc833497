/** Feeds for tests and pictures of the widget: one invented provider at any instant, so that it can be fresh or stale. */
import type { Contract } from '../../shared/contract/model.ts'
import type { Evidence, Maintenance, Source, Span, State } from '../../shared/evidence/model.ts'
import { NO_EVIDENCE } from '../../shared/evidence/model.ts'
import { makeFeed } from '../../shared/published/feed.ts'
import { dayOf, startOfDay } from '../../shared/time/dates.ts'
import { temporalZones } from '../../shared/time/zones.ts'

const MIN = 60_000
const HOUR = 60 * MIN
const source: Source = { kind: 'feed', id: 'status', party: 'provider' }

/** Wednesday 18 November 2026, 14:03 in Berlin. */
export const AT = Date.parse('2026-11-18T13:03:00Z')

export const CONTRACT: Contract = {
  format: 'standing/contract@1',
  id: 'harbour',
  title: 'Harbour Cloud',
  zone: 'Europe/Berlin',
  period: { every: 'month' },
  services: ['API', 'Object storage', 'Webhooks', 'Billing API', 'Search'].map((name) => ({
    id: name.toLowerCase().replace(' ', '-'),
    name,
  })),
  objectives: [
    {
      id: 'api',
      name: 'API availability',
      services: ['api'],
      target: '99.9',
      measure: { by: 'time' },
      clause: '2.2',
      remedies: ['credit'],
    },
    { id: 'storage', services: ['object-storage'], target: '99.95', measure: { by: 'time' }, remedies: [] },
    { id: 'hooks', services: ['webhooks'], target: '99.9', measure: { by: 'time' }, remedies: [] },
    { id: 'billing', services: ['billing-api'], target: '99.9', measure: { by: 'time' }, remedies: ['credit'] },
    { id: 'search', services: ['search'], target: '99.9', measure: { by: 'time' }, remedies: ['credit'] },
  ],
  exclusions: [{ id: 'maintenance', category: 'scheduled-maintenance', name: 'maintenance', notice: 'PT72H', clause: '4.1' }],
  remedies: [
    {
      id: 'credit',
      kind: 'percent',
      bands: [{ below: '99.9', credit: '10' }],
      trigger: 'request',
      claim: { steps: [{ id: 'claim', within: 'P30D', after: 'period-end' }] },
    },
  ],
}

/** What happened before `at`: days back from its local midnight, hour of that day, seconds, state. */
const HAPPENED: readonly (readonly [service: string, daysAgo: number, hour: number, seconds: number, state: State, title?: string])[] = [
  ['api', 83, 10, 1_090, 'down'],
  ['api', 77, 10, 230, 'down'],
  ['api', 65, 9, 1_830, 'down'],
  ['api', 57, 11, 820, 'down'],
  ['api', 43, 12, 420, 'down'],
  ['api', 36, 12, 1_500, 'down', 'Elevated errors on writes'],
  ['api', 35, 12, 500, 'down'],
  ['api', 31, 12, 3_000, 'degraded', 'Slow listings'],
  ['api', 86, 22, 3_600, 'maintenance', 'Network works'],
  ['api', 71, 22, 3_600, 'maintenance', 'Network works'],
  ['api', 29, 22, 3_600, 'maintenance', 'Network works'],
  ['api', 15, 9, 390, 'down', 'Errors in eu-central'],
  ['api', 13, 23, 2_520, 'maintenance', 'Database upgrade'],
  ['api', 9, 14, 774, 'down', 'Partial outage'],
  ['api', 2, 8, 480, 'down', 'Emergency work'],
  ['object-storage', 47, 10, 120, 'down'],
  ['webhooks', 37, 10, 220, 'down'],
  ['webhooks', 6, 9, 180, 'down'],
  ['billing-api', 6, 9, 1_080, 'down'],
  ['search', 12, 9, 3_000, 'down', 'Index lost'],
]

export interface FeedOptions {
  readonly at?: number
  /** Seconds for which the feed promises to be current. */
  readonly validFor?: number
  /** Titles in place of the fixture's, to try what a stranger's feed may hold. */
  readonly title?: string
  readonly name?: string
}

export function evidenceAt(at: number, title?: string): Evidence {
  const zone = temporalZones(CONTRACT.zone)
  const midnight = (daysAgo: number) => startOfDay(dayOf(at, zone) - daysAgo, zone)
  const spans: Span[] = HAPPENED.map(([service, daysAgo, hour, seconds, state, own]) => {
    const from = midnight(daysAgo) + hour * HOUR
    return { service, from, to: from + seconds * 1_000, state, source, ...((title ?? own) && { title: title ?? own! }) }
  })
  spans.push({ service: 'api', from: at - 24 * MIN, to: null, state: 'degraded', source, title: title ?? 'Slow writes in eu-central' })
  const works = (id: string, daysAgo: number, hour: number, notice: number): Maintenance => {
    const from = midnight(daysAgo) + hour * HOUR
    return { id, services: ['api', 'object-storage'], from, to: from + 2 * HOUR, announcedAt: from - notice * HOUR, source }
  }
  const start = midnight(110)
  const unseen = midnight(5) + 9 * HOUR
  return {
    ...NO_EVIDENCE,
    spans,
    coverage: [
      ...['api', 'object-storage', 'webhooks', 'search'].map((service) => ({ service, source, from: start, to: at })),
      { service: 'billing-api', source, from: start, to: unseen },
      { service: 'billing-api', source, from: unseen + 56 * MIN, to: at },
    ],
    maintenance: [
      works('w1', 86, 22, 90),
      works('w2', 71, 22, 90),
      works('w3', 29, 22, 90),
      works('w4', 13, 22, 85),
      works('w5', -6, 22, 200),
    ],
  }
}

/** A feed's text. */
export function feedText({ at = AT, validFor = 300, title, name }: FeedOptions = {}): string {
  const contract = name === undefined ? CONTRACT : { ...CONTRACT, objectives: CONTRACT.objectives.map((one) => ({ ...one, name })) }
  const options = { at, validFor: validFor * 1_000, zones: temporalZones, evaluator: '0.1.0', tzdb: '' }
  return JSON.stringify(makeFeed([contract], evidenceAt(at, title), options))
}
