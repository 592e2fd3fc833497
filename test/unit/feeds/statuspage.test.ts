import { describe, expect, it } from 'vitest'
import type { Span } from '../../../shared/evidence/model.ts'
import type { Reading } from '../../../shared/feeds/adaptor.ts'
import { statuspage } from '../../../shared/feeds/statuspage.ts'
import { API, component, incident, incidents, min, response, update, WEB } from './statuspage-rows.ts'

const read = (body: string, map?: ReadonlyMap<string, string>): Reading =>
  statuspage.read(body, { observedAt: min(1000), source: 'acme', ...(map && { map }) })

/** `[service, state, from, to]` in minutes, with the basis where it is not a transition. */
const short = (span: Span): unknown[] => [
  span.service,
  span.state,
  (span.from - min(0)) / 60_000,
  span.to === null ? null : (span.to - min(0)) / 60_000,
  ...(span.basis === 'component-transition' ? [] : [span.basis]),
]
const spansOf = (...rows: unknown[]): unknown[] => read(incidents(...rows)).evidence.spans.map(short)

const OK = 'operational'
const SLOW = 'degraded_performance'
const HALF = 'partial_outage'
const GONE = 'major_outage'

describe('statuspage, intervals of components', () => {
  it.each([
    [
      'each change of a state ends one stretch and begins the next',
      incident('a', [
        update(10, 'investigating', [[API, OK, HALF]]),
        update(20, 'identified', [[API, HALF, GONE]]),
        update(30, 'monitoring', [[API, GONE, SLOW]]),
        update(40, 'resolved', [[API, SLOW, OK]]),
      ]),
      [
        ['c1', 'partial', 10, 20],
        ['c1', 'down', 20, 30],
        ['c1', 'degraded', 30, 40],
      ],
    ],
    [
      'a repeated state changes nothing',
      incident('a', [
        update(10, 'investigating', [[API, OK, HALF]]),
        update(20, 'identified', [[API, HALF, HALF]]),
        update(40, 'resolved', [[API, HALF, OK]]),
      ]),
      [['c1', 'partial', 10, 40]],
    ],
    [
      'an update without components changes nothing',
      incident('a', [update(10, 'investigating', [[API, OK, HALF]]), update(20, 'identified'), update(40, 'resolved', [[API, HALF, OK]])]),
      [['c1', 'partial', 10, 40]],
    ],
    [
      'two components, each in its own time',
      incident('a', [
        update(10, 'investigating', [
          [API, OK, HALF],
          [WEB, OK, OK],
        ]),
        update(20, 'identified', [
          [API, HALF, OK],
          [WEB, OK, GONE],
        ]),
        update(40, 'resolved', [[WEB, GONE, OK]]),
      ]),
      [
        ['c1', 'partial', 10, 20],
        ['c2', 'down', 20, 40],
      ],
    ],
    [
      'a component left degraded ends with the incident',
      incident('a', [update(10, 'investigating', [[API, OK, SLOW]]), update(40, 'resolved')]),
      [['c1', 'degraded', 10, 40]],
    ],
    ['an incident that is open has no end', incident('a', [update(10, 'investigating', [[API, OK, GONE]])]), [['c1', 'down', 10, null]]],
    [
      'one that was resolved and is open again has none either',
      incident('a', [update(10, 'investigating', [[API, OK, GONE]]), update(20, 'resolved'), update(25, 'investigating')]),
      [['c1', 'down', 10, null]],
    ],
    [
      'resolved twice, it ends with the later',
      incident('a', [
        update(10, 'investigating', [[API, OK, GONE]]),
        update(20, 'resolved'),
        update(25, 'monitoring'),
        update(30, 'resolved'),
      ]),
      [['c1', 'down', 10, 30]],
    ],
    [
      'a post-mortem is no end, and changes nothing after it',
      incident('a', [update(10, 'investigating', [[API, OK, GONE]]), update(20, 'resolved'), update(900, 'postmortem', [[API, OK, SLOW]])]),
      [['c1', 'down', 10, 20]],
    ],
    [
      'old rows that hold a name alone show no change',
      incident('a', [{ ...update(10, 'investigating'), affected_components: [{ name: 'API' }] }, update(20, 'resolved')], {
        components: [component(API)],
      }),
      [['c1', 'degraded', 10, 20, 'incident-window']],
    ],
  ])('%s', (_what, row, expected) => {
    expect(spansOf(row)).toEqual(expected)
  })
})

describe('statuspage, where no component changed', () => {
  const window = [update(10, 'investigating', [[API, OK, OK]]), update(40, 'resolved')]
  it.each([
    ['minor is degraded', { impact: 'minor', components: [component(API)] }, [['c1', 'degraded', 10, 40, 'incident-window']]],
    ['major is partial', { impact: 'major', components: [component(API)] }, [['c1', 'partial', 10, 40, 'incident-window']]],
    ['critical is down', { impact: 'critical', components: [component(API)] }, [['c1', 'down', 10, 40, 'incident-window']]],
    ['none is nothing', { impact: 'none', components: [component(API)] }, []],
    ['no component: the page alone', { impact: 'critical', components: [] }, [[null, 'down', 10, 40, 'page-only']]],
    ['no component and no impact', { impact: 'none', components: [] }, []],
    [
      'every component it names',
      { impact: 'major', components: [component(API), component(WEB)] },
      [
        ['c1', 'partial', 10, 40, 'incident-window'],
        ['c2', 'partial', 10, 40, 'incident-window'],
      ],
    ],
    [
      'a container is none',
      { impact: 'major', components: [component(API), component(WEB, { group: true })] },
      [['c1', 'partial', 10, 40, 'incident-window']],
    ],
    [
      'its present status is no history',
      { impact: 'minor', components: [component(API, { status: GONE })] },
      [['c1', 'degraded', 10, 40, 'incident-window']],
    ],
    [
      'started_at moved to the end by an edit',
      { impact: 'major', started_at: '2026-06-10T00:40:00Z' },
      [[null, 'partial', 10, 40, 'page-only']],
    ],
  ])('%s', (_what, more, expected) => {
    expect(spansOf(incident('a', window, more))).toEqual(expected)
  })

  it.each([
    // shown at (min)   created   resolved_at   from, to
    ['back-dated by its updates', [-60, 40], 0, 40, [-60, 40]],
    ['created before its first update', [5, 40], 0, 40, [0, 40]],
    ['the resolving update wins over resolved_at', [0, 40], 0, 35, [0, 40]],
  ])('%s', (_what, shown, created, resolved, [from, to]) => {
    const updates = shown.map((at, index) => update(at, index === shown.length - 1 ? 'resolved' : 'investigating'))
    const row = incident('a', updates, {
      created_at: new Date(min(created)).toISOString(),
      resolved_at: new Date(min(resolved)).toISOString(),
    })
    expect(spansOf(row)).toEqual([[null, 'degraded', from, to, 'page-only']])
  })

  it('never ends before it starts: resolved_at two days before the only sign of it', () => {
    const row = incident('a', [], {
      status: 'resolved',
      created_at: new Date(min(0)).toISOString(),
      resolved_at: new Date(min(-2880)).toISOString(),
    })
    const [span] = read(incidents(row)).evidence.spans
    // Nothing else says when it was: from the start of the day before to the post.
    expect(span).toMatchObject({ service: null, from: min(-1440), to: min(-1440), uncertain: { from: min(-1440), to: min(0) } })
  })

  it('takes the window that the text gives for an event of no length', () => {
    const posted = update(40, 'resolved', null, 'Between 00:10 UTC and 00:35 UTC some requests failed.')
    const [span] = read(incidents(incident('a', [posted]))).evidence.spans
    // No date: it may have been the day before as well.
    expect(span).toMatchObject({ from: min(10), to: min(35), basis: 'prose', uncertain: { from: min(10 - 1440), to: min(35) } })
  })
})

describe('statuspage, what a reading can speak for', () => {
  const past = incident('old', [update(0, 'investigating', [[API, OK, HALF]]), update(10, 'resolved')])
  const now = incident('new', [update(100, 'investigating', [[WEB, OK, HALF]])])

  it('is complete from its oldest event to the reading, for every component seen', () => {
    const { completeFrom, evidence, events, refs } = read(incidents(now, past))
    expect({ completeFrom, events, refs }).toEqual({ completeFrom: min(0), events: 2, refs: ['new', 'old'] })
    expect(evidence.coverage).toEqual(
      ['c1', 'c2'].map((service) => ({
        service,
        source: { kind: 'feed', id: 'acme', party: 'provider' },
        from: min(0),
        to: min(1000),
        observedAt: min(1000),
      })),
    )
  })

  it.each([
    ['an empty list', incidents()],
    ['open events alone, which is what the list of unresolved ones holds', incidents(now)],
    [
      'a summary, which lists open events only',
      response({ incidents: [past], scheduled_maintenances: [], components: [component(API)], status: { indicator: 'none' } }),
    ],
    ['one event by itself', response({ incident: past })],
    ['a row of which neither time nor component can be read', incidents(now, past, { id: 'x' })],
  ])('is not read from %s', (_what, body) => {
    expect(read(body)).toMatchObject({ completeFrom: null, evidence: { coverage: [] } })
  })

  it.each([
    ['no status', { ...past, status: undefined }, 'status'],
    ['a status nobody knows, and no end', { ...past, id: 'x', status: 'surprise', resolved_at: null }, 'status'],
    ['an impact nobody knows', incident('x', [update(0, 'resolved')], { impact: 'catastrophic' }), 'impact'],
    [
      'a component state nobody knows',
      incident('x', [update(0, 'investigating', [[API, OK, 'melted']]), update(1, 'resolved')]),
      'incident_updates[1].affected_components[0]',
    ],
    ['an instant that is none', { ...past, resolved_at: 'yesterday' }, 'resolved_at'],
    ['no id', { ...past, id: 7 }, 'id'],
    ['no object', 'incident', 'not an object'],
  ])('rejects a row with %s, and says why', (_what, row, reason) => {
    const { rejected, evidence } = read(incidents(row, past))
    expect(rejected).toHaveLength(1)
    expect(rejected[0]?.path).toBe('incidents[0]')
    expect(rejected[0]?.reason).toContain(reason)
    expect(evidence.spans.filter(({ from, to }) => to !== from)).toHaveLength(1)
  })

  it('takes an event listed twice once, as last edited', () => {
    const edited = { ...incident('old', [update(0, 'investigating', [[API, OK, HALF]]), update(30, 'resolved')]) }
    const once = read(incidents(past, edited)).evidence.spans.map(short)
    expect(once).toEqual([['c1', 'partial', 0, 30]])
    expect(read(incidents(edited, past)).evidence.spans.map(short)).toEqual(once)
  })

  it('names event, time of reading and source on every span', () => {
    expect(read(incidents(past)).evidence.spans[0]).toMatchObject({
      ref: 'old',
      observedAt: min(1000),
      title: 'Event old',
      source: { kind: 'feed', id: 'acme', party: 'provider' },
    })
  })

  it('knows a component named without id by its name', () => {
    const row = incident('a', [update(0, 'investigating', [[API, OK, OK]]), update(9, 'resolved')], {
      components: [{ name: 'API', status: OK }],
    })
    expect(spansOf(row)).toEqual([['c1', 'degraded', 0, 9, 'incident-window']])
    expect(read(incidents(row)).components).toEqual([{ id: 'c1', name: 'API', isGroup: false, state: 'up' }])
  })
})

describe('statuspage, mapped to the services of an agreement', () => {
  const row = incident('a', [
    update(0, 'investigating', [
      [API, OK, HALF],
      [WEB, OK, GONE],
    ]),
    update(10, 'resolved'),
  ])

  it.each([
    ['by id', [['c1', 'api']], [['api', 'partial', 0, 10]]],
    ['by name', [['API', 'api']], [['api', 'partial', 0, 10]]],
    [
      'two components to one service',
      [
        ['c1', 'all'],
        ['Web', 'all'],
      ],
      [
        ['all', 'partial', 0, 10],
        ['all', 'down', 0, 10],
      ],
    ],
    ['to none of them', [['c9', 'api']], []],
  ] as const)('%s', (_what, map, expected) => {
    expect(read(incidents(row), new Map(map)).evidence.spans.map(short)).toEqual(expected)
  })

  it.each([
    // a name of the map                       covered    found by none
    ['c1', ['mail'], []],
    ['Api', ['mail'], []],
    ['Apy', [], ['Apy']],
  ])('speaks for a service only where its component was seen: %s', (key, covered, missing) => {
    const { evidence, unmatched } = read(incidents(row), new Map([[key, 'mail']]))
    expect(evidence.coverage.map((each) => each.service)).toEqual(covered)
    expect(unmatched).toEqual(missing)
  })

  it('leaves an event without components unattributed', () => {
    const nameless = incident('b', [update(0, 'investigating'), update(10, 'resolved')])
    expect(read(incidents(nameless), new Map([['c1', 'api']])).evidence.spans.map(short)).toEqual([[null, 'degraded', 0, 10, 'page-only']])
  })
})

describe('statuspage, maintenance', () => {
  const planned = {
    impact: 'maintenance',
    scheduled_for: '2026-06-10T01:00:00Z',
    scheduled_until: '2026-06-10T02:00:00Z',
    components: [component(API)],
  }
  const told = update(-5000, 'scheduled', [[API, OK, OK]])
  const at = (minutes: number): number => min(minutes)
  const read1 = (row: unknown): Reading => read(response({ scheduled_maintenances: [row] }))

  it.each([
    ['announced', [told], undefined, []],
    [
      'under way',
      [told, update(61, 'in_progress', [[API, OK, 'under_maintenance']])],
      { from: at(61), to: null },
      [['c1', 'maintenance', 61, null]],
    ],
    [
      'overrun',
      [told, update(61, 'in_progress', [[API, OK, 'under_maintenance']]), update(150, 'completed', [[API, 'under_maintenance', OK]])],
      { from: at(61), to: at(150) },
      [['c1', 'maintenance', 61, 150]],
    ],
    [
      'worse than maintenance for a while',
      [
        told,
        update(61, 'in_progress', [[API, OK, GONE]]),
        update(90, 'verifying', [[API, GONE, 'under_maintenance']]),
        update(100, 'completed'),
      ],
      { from: at(61), to: at(100) },
      [
        ['c1', 'down', 61, 90],
        ['c1', 'maintenance', 90, 100],
      ],
    ],
    [
      'without changes of components',
      [told, update(61, 'in_progress'), update(90, 'completed')],
      { from: at(61), to: at(90) },
      [['c1', 'maintenance', 61, 90, 'incident-window']],
    ],
    ['completed before it began', [told, update(30, 'completed')], { from: at(30), to: at(30) }, []],
  ])('%s', (_what, updates, actual, spans) => {
    const { evidence } = read1(incident('m', updates, planned))
    expect(evidence.maintenance).toEqual([
      {
        id: 'm',
        services: ['c1'],
        from: at(60),
        to: at(120),
        announcedAt: at(-5000),
        ...(actual && { actual }),
        source: { kind: 'feed', id: 'acme', party: 'provider' },
        ref: 'm',
        observedAt: at(1000),
        title: 'Event m',
      },
    ])
    expect(evidence.spans.map(short)).toEqual(spans)
  })

  it('is found among incidents as well', () => {
    const { evidence } = read(incidents(incident('m', [told, update(61, 'in_progress'), update(90, 'completed')], planned)))
    expect(evidence.maintenance).toHaveLength(1)
    expect(evidence.spans.map((each) => each.state)).toEqual(['maintenance'])
  })

  it('gives no word about incidents', () => {
    expect(read1(incident('m', [told], planned))).toMatchObject({ completeFrom: null, events: 1, evidence: { coverage: [] } })
  })

  it('concerns only the mapped services', () => {
    const body = response({ scheduled_maintenances: [incident('m', [told], planned)] })
    expect(read(body, new Map([['Web', 'web']])).evidence.maintenance).toEqual([])
    expect(read(body, new Map([['API', 'api']])).evidence.maintenance[0]?.services).toEqual(['api'])
  })
})
