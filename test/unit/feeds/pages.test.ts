/** Pages that people host themselves: Cachet 2 and 3, OpenStatus; and what was kept of cState and AWS as files. */
import { describe, expect, it } from 'vitest'
import { aws } from '../../../shared/feeds/aws.ts'
import { cachet } from '../../../shared/feeds/cachet.ts'
import { cachet3 } from '../../../shared/feeds/cachet-3.ts'
import { cstate } from '../../../shared/feeds/cstate.ts'
import { FeedError } from '../../../shared/feeds/feed-error.ts'
import { openstatus } from '../../../shared/feeds/openstatus.ts'
import { fixture } from './fixture.ts'
import { NOON, readAs, spansOf } from './reading.ts'
import { recorded } from './recorded.ts'

const HOUR = 3_600_000

describe('cachet 2', () => {
  const read = readAs(cachet)
  const list = (data: object[], total_pages = 1): object => ({ meta: { pagination: { total: data.length, total_pages } }, data })
  const incident = (more: object = {}): object => ({
    ...{ id: 7, component_id: 1, name: 'Errors', status: 4, scheduled_at: null },
    ...{ created_at: '2026-06-09 09:00:00', updated_at: '2026-06-09 10:00:00', ...more },
  })

  it('takes an incident for degraded up to its last edit, and doubts times without a zone', () => {
    const reading = read(list([incident()]))
    expect(spansOf(reading)).toEqual(['1 degraded 06-09 09:00 to 06-09 10:00 (incident-window)'])
    // The clock may be 14 hours ahead of UTC or 12 behind.
    expect(reading.evidence.spans[0]?.uncertain).toEqual({
      from: Date.UTC(2026, 5, 9, 9) - 14 * HOUR,
      to: Date.UTC(2026, 5, 9, 10) + 12 * HOUR,
    })
    expect(reading.completeFrom).toBe(Date.UTC(2026, 5, 9, 9))
  })

  it.each([
    ['open', { status: 2 }, '1 degraded 06-09 09:00 to null (incident-window)'],
    ['of no component', { component_id: 0 }, 'null degraded 06-09 09:00 to 06-09 10:00 (incident-window)'],
    [
      'ended by the post that fixed it for good',
      {
        updated_at: '2026-06-10 10:00:00',
        updates: [
          { status: 4, created_at: '2026-06-09 09:30:00' },
          { status: 2, created_at: '2026-06-09 09:40:00' },
          { status: 4, created_at: '2026-06-09 09:50:00' },
        ],
      },
      '1 degraded 06-09 09:00 to 06-09 09:50 (incident-window)',
    ],
  ])('%s', (_what, more, expected) => {
    expect(spansOf(read(list([incident(more)])))).toEqual([expected])
  })

  it('is complete from nowhere where it has more pages', () => {
    expect(read(list([incident()], 2))).toMatchObject({ completeFrom: null, evidence: { coverage: [] } })
  })

  it('reads schedules and components', () => {
    const works = {
      id: 2,
      name: 'Upgrade',
      status: 2,
      scheduled_at: '2026-06-08 02:00:00',
      completed_at: '2026-06-08 03:00:00',
      created_at: '2026-06-01 09:00:00',
    }
    expect(read(list([works])).evidence.maintenance).toMatchObject([
      { id: 'schedule 2', services: [], from: Date.UTC(2026, 5, 8, 2), to: Date.UTC(2026, 5, 8, 3), announcedAt: Date.UTC(2026, 5, 1, 9) },
    ])
    const parts = [1, 2, 3, 4].map((status) => ({ id: status, name: `c${status}`, group_id: 0, status }))
    expect(read(list(parts)).components.map(({ state }) => state)).toEqual(['up', 'degraded', 'partial', 'down'])
  })

  it('rejects codes and times nobody knows', () => {
    expect(read(list([incident({ status: 9 }), incident({ id: 8, created_at: 'today' })])).rejected).toEqual([
      { path: 'data[0]', reason: 'status: an unknown code' },
      { path: 'data[1]', reason: 'created_at: not a time' },
    ])
  })
})

describe('cachet 3', () => {
  const read = readAs(cachet3)
  const body = (): ReturnType<typeof JSON.parse> => JSON.parse(fixture('cachet-3'))

  it('reads an incident with its components and the post that fixed it', () => {
    expect(spansOf(read(fixture('cachet-3')))).toEqual(['1 degraded 06-09 09:00 to 06-09 10:00 (incident-window)'])
    expect(read(fixture('cachet-3')).components).toMatchObject([{ id: '1', name: 'API', state: 'up' }])
  })

  it('takes the state that the incident put a component in, never the component’s own of now', () => {
    const told = body()
    told.data[0].relationships.components.data[0].meta = { pivot: { component_status: 4 } }
    told.included[0].attributes.status.value = 3
    expect(spansOf(read(told))).toEqual(['1 down 06-09 09:00 to 06-09 10:00 (incident-window)'])
  })

  it('is complete from nowhere where another page follows', () => {
    const more = body()
    more.links.next = 'https://status.example/api/incidents?page=2'
    expect(read(more).completeFrom).toBeNull()
  })

  it('reads a schedule', () => {
    const time = (string: string): object => ({ human: '', string })
    const attributes = {
      ...{ name: 'Upgrade', status: { human: 'Complete', value: 2 }, created: time('2026-06-01 09:00:00') },
      ...{ scheduled: time('2026-06-08 02:00:00'), completed: time('2026-06-08 03:00:00') },
    }
    expect(read({ data: [{ id: '2', type: 'schedules', attributes }], links: {} }).evidence.maintenance).toMatchObject([
      { from: Date.UTC(2026, 5, 8, 2), to: Date.UTC(2026, 5, 8, 3) },
    ])
  })
})

describe('openstatus', () => {
  const read = readAs(openstatus)
  it('reads reports, maintenance and components', () => {
    const reading = read(fixture('openstatus'))
    expect(spansOf(reading)).toEqual(['1 degraded 06-09 09:00 to 06-09 10:00 (incident-window)'])
    expect(reading.evidence.maintenance).toMatchObject([{ services: ['1'], from: Date.UTC(2026, 5, 12, 2), to: Date.UTC(2026, 5, 12, 3) }])
    expect(reading).toMatchObject({ page: 'Example', components: [{ id: '1', name: 'API', state: 'up', group: 'Europe' }] })
  })

  it.each([
    ['open', { status: 'monitoring' }, ['null degraded 06-09 09:00 to null (incident-window)']],
    ['a status nobody knows', { status: 'sleepy' }, ['null doubtful 06-09 09:00 to 06-10 12:00 (incident-window)'], 1],
    ['no post, so no time at all', { statusReportUpdates: [] }, [], 1],
  ] as [string, object, string[], number?][])('%s', (_what, more, expected, rejected = 0) => {
    const report = {
      id: 9,
      status: 'resolved',
      pageComponents: [],
      statusReportUpdates: [{ status: 'investigating', date: '2026-06-09T09:00:00Z' }],
      ...more,
    }
    const reading = read({ statusReports: [report], maintenances: [], pageComponents: [] })
    expect(spansOf(reading)).toEqual(expected)
    expect(reading.rejected).toHaveLength(rejected)
  })
})

describe('cstate, an issue as its file', () => {
  const read = readAs(cstate)
  const file = (...lines: string[]): string => ['---', 'title: Errors', ...lines, 'section: issue', '---', '', 'Words.'].join('\n')
  const GOOD = ['date: 2026-06-09T09:00:00-00:00', 'resolved: true', 'resolvedWhen: 2026-06-09T10:00:00-00:00']

  it.each([
    ['a file', file(...GOOD, 'severity: down', 'affected:', '  - API'), ['API down 06-09 09:00 to 06-09 10:00 (incident-window)']],
    ['nothing affected', file(...GOOD, 'severity: disrupted', 'affected:'), ['null partial 06-09 09:00 to 06-09 10:00 (incident-window)']],
    [
      'an hour of one digit',
      file('date: 2026-06-09T9:00:00-00:00', 'resolved: false', 'severity: down', 'affected: [API]'),
      ['API down 06-09 09:00 to null (incident-window)'],
    ],
  ])('%s', (_what, body, expected) => {
    expect(spansOf(read(body))).toEqual(expected)
    expect(read(body)).toMatchObject({ events: 1, completeFrom: null })
  })

  it.each([
    ['front matter that is not YAML', file(...GOOD, 'severity: down', 'affected: [API'), 'front matter'],
    ['a severity misspelt', file(...GOOD, 'severity: dissrupted'), 'issue[0]'],
  ])('rejects %s', (_what, body, path) => {
    expect(read(body)).toMatchObject({ events: 1, rejected: [{ path }] })
  })

  it('refuses Markdown that is no issue', () => {
    expect(() => read('---\ntitle: About\n---\n')).toThrow(FeedError)
  })

  const jenkins = recorded('cstate/jenkins-infra_status_issues-md.json')
  it.skipIf(jenkins === null)('reads every recorded issue, or says why not', () => {
    const files = (JSON.parse(jenkins ?? '[]') as { path: string; text: string }[]).filter(({ path }) => path.endsWith('.md'))
    const readings = files.map(({ text }) => read(text))
    expect(readings).toHaveLength(297)
    const rejected = readings.flatMap((reading) => reading.rejected.map(({ reason }) => reason))
    // All of them end before they began.
    expect(new Set(rejected)).toEqual(new Set(['resolvedAt: before createdAt']))
    expect(rejected.length).toBeLessThan(15)
  })
})

describe('aws, the dashboard before', () => {
  const read = readAs(aws)
  const row = (description: string, more: object = {}): object => ({
    ...{ service: 'ec2-us-east-2', service_name: 'EC2 (Ohio)', summary: '[RESOLVED] Errors', status: '3', details: '' },
    // 2021-06-29T19:12:00Z, 12:12 in the Pacific summer.
    ...{ date: '1624993920', description, ...more },
  })
  const post = (mark: string, words = ''): string => `<div><span class="yellowfg">${mark}</span>&nbsp;${words}</div>`
  const dashboard = (...archive: object[]): object => ({ archive, current: [] })

  it.each([
    ['from the first post to the last', post('12:12 PM PDT') + post(' 1:30 PM PDT'), 'down 06-29 19:12 to 06-29 20:30 (incident-window)'],
    // 01:30 is of the next day, which is 08:30 UTC on the 30th.
    ['over midnight', post('12:12 PM PDT') + post(' 1:30 AM PDT'), 'down 06-29 19:12 to 06-30 08:30 (incident-window)'],
    ['with a date', post('12:12 PM PDT') + post('Jun 30,  1:30 AM PDT'), 'down 06-29 19:12 to 06-30 08:30 (incident-window)'],
    [
      'the window of the prose',
      post('12:12 PM PDT') + post(' 1:30 PM PDT', 'Between 11:45 AM and 1:10 PM PDT we saw errors.'),
      'down 06-29 18:45 to 06-29 20:10 (prose)',
    ],
    [
      'a window with dates',
      post('12:12 PM PDT') + post('Jun 30,  1:30 AM PDT', 'Between June 29 11:45 AM and June 30 12:10 AM PDT we saw errors.'),
      'down 06-29 18:45 to 06-30 07:10 (prose)',
    ],
    [
      'words between two things',
      post('12:12 PM PDT', 'errors between EC2 and S3'),
      'doubtful 06-28 00:00 to 06-29 19:12 (incident-window)',
    ],
  ])('%s', (_what, description, expected) => {
    expect(spansOf(read(dashboard(row(description))))).toEqual([`ec2-us-east-2 ${expected}`])
  })

  it('takes information for no state, and what is current for open', () => {
    expect(spansOf(read(dashboard(row('', { status: '1' }))))).toEqual([])
    const [current] = read({ archive: [], current: [row('')] }).evidence.spans
    // Five years old: open, and silent from the seventh day after its only post.
    const [from, to] = [Date.UTC(2021, 5, 29, 19, 12), Date.UTC(2021, 6, 6, 19, 12)]
    expect(current).toMatchObject({ from, to, state: 'down', uncertain: { from, to: NOON } })
  })

  const old = recorded('aws/aws-data_moritalous_2022-07.json')
  it.skipIf(old === null)('reads the recorded year: 86 events, none rejected', () => {
    const reading = aws.read(old ?? '', { observedAt: Date.UTC(2022, 6, 15), source: 'aws' })
    expect(reading).toMatchObject({ events: 86, rejected: [] })
    for (const { from, to } of reading.evidence.spans) expect((to ?? 0) - from).toBeLessThan(3 * 86_400_000)
  })
})
