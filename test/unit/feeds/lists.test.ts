/** Histories in other shapes: cState, Salesforce Trust, and tables of one's own. */
import { describe, expect, it } from 'vitest'
import { cstate } from '../../../shared/feeds/cstate.ts'
import { csv } from '../../../shared/feeds/csv.ts'
import { FeedError } from '../../../shared/feeds/feed-error.ts'
import { salesforceTrust } from '../../../shared/feeds/salesforce-trust.ts'
import { NOON, readAs, spansOf } from './reading.ts'

describe('cstate', () => {
  const read = readAs(cstate)
  const issue = (more: object = {}): object => ({
    is: 'issue',
    title: 'Errors',
    createdAt: '2026-06-10 10:00:00 +0200 CEST',
    permalink: 'https://status.example/issues/errors/',
    severity: 'down',
    resolved: true,
    informational: false,
    resolvedAt: '2026-06-10T09:00:00Z',
    affected: ['API'],
    filename: 'errors.md',
    ...more,
  })
  const issues = (...pages: object[]): object => ({ is: 'list', pages })

  it.each([
    // 10:00 at +02:00 is 08:00 UTC.
    ['down', issue(), ['API down 06-10 08:00 to 06-10 09:00 (incident-window)']],
    ['disrupted', issue({ severity: 'disrupted' }), ['API partial 06-10 08:00 to 06-10 09:00 (incident-window)']],
    ['a notice is no state', issue({ severity: 'notice' }), []],
    ['nor is what is for information', issue({ informational: true }), []],
    ['open', issue({ resolved: false, resolvedAt: '<no value>' }), ['API down 06-10 08:00 to null (incident-window)']],
    ['no system named', issue({ affected: [] }), ['null down 06-10 08:00 to 06-10 09:00 (incident-window)']],
    [
      'an end as Go writes it',
      issue({ resolvedAt: '2026-06-10 11:00:00 +0200 CEST' }),
      ['API down 06-10 08:00 to 06-10 09:00 (incident-window)'],
    ],
  ])('%s', (_what, row, expected) => {
    expect(spansOf(read(issues(row)))).toEqual(expected)
  })

  it('takes an end without a zone for UTC, and doubts it by the width of the zones', () => {
    const [span] = read(issues(issue({ resolvedAt: '2026-06-10 09:00:00' }))).evidence.spans
    expect(span).toMatchObject({
      to: Date.UTC(2026, 5, 10, 9),
      uncertain: { from: Date.UTC(2026, 5, 10, 8), to: Date.UTC(2026, 5, 10, 21) },
    })
  })

  it.each([
    ['a severity misspelt', { severity: 'dissrupted' }],
    ['a severity with a capital', { severity: 'Down' }],
    ['an end that is missing', { resolvedAt: '' }],
    ['an end before its start', { resolvedAt: '2026-06-10T07:00:00Z' }],
    ['no start', { createdAt: 'yesterday' }],
  ])('rejects an issue with %s', (_what, more) => {
    expect(read(issues(issue(more), issue({ filename: 'b.md' })))).toMatchObject({ rejected: [{ path: 'pages[0]' }], doubtful: 1 })
  })

  it('reads systems and open issues from the index, once for each issue', () => {
    const open = issue({ resolved: false, affected: ['API', 'Web'] })
    const system = (name: string): object => ({ name, category: 'x', status: 'down', unresolvedIssues: [open] })
    const reading = read({ is: 'index', cStateVersion: '5.2', summaryStatus: 'down', systems: [system('API'), system('Web')] })
    expect(reading).toMatchObject({ events: 1, completeFrom: null })
    expect(spansOf(reading)).toEqual(['API down 06-10 08:00 to null (incident-window)', 'Web down 06-10 08:00 to null (incident-window)'])
  })
})

describe('salesforce trust', () => {
  const read = readAs(salesforceTrust)
  const incident = (impact: object, more: object = {}): object => ({
    id: 1,
    instanceKeys: ['NA211'],
    message: { rootCause: 'A cable' },
    IncidentImpacts: [
      { startTime: '2026-06-10T08:00:00.000Z', endTime: '2026-06-10T09:00:00.000Z', type: 'availability', severity: 'major', ...impact },
    ],
    ...more,
  })

  it.each([
    ['major', incident({}), ['NA211 down 06-10 08:00 to 06-10 09:00 (component-impact)']],
    ['minor', incident({ severity: 'minor' }), ['NA211 degraded 06-10 08:00 to 06-10 09:00 (component-impact)']],
    ['still so', incident({ endTime: null }), ['NA211 down 06-10 08:00 to null (component-impact)']],
  ])('%s', (_what, row, expected) => {
    expect(spansOf(read([row]))).toEqual(expected)
  })

  it('counts only the instance that the map names', () => {
    expect(spansOf(read([incident({}, { instanceKeys: ['NA211', 'EU5'] })], new Map([['EU5', 'crm']])))).toEqual([
      'crm down 06-10 08:00 to 06-10 09:00 (component-impact)',
    ])
  })

  it('reads maintenance, announced and as it was', () => {
    const works = {
      id: 2,
      instanceKeys: ['NA211'],
      createdAt: '2026-06-01T00:00:00Z',
      plannedStartTime: '2026-06-09T08:00:00Z',
      plannedEndTime: '2026-06-09T09:00:00Z',
      MaintenanceImpacts: [{ startTime: '2026-06-09T08:10:00Z', endTime: '2026-06-09T09:30:00Z' }],
    }
    const { evidence } = read([works])
    expect(evidence.maintenance).toMatchObject([
      {
        announcedAt: Date.UTC(2026, 5, 1),
        from: Date.UTC(2026, 5, 9, 8),
        actual: { from: Date.UTC(2026, 5, 9, 8, 10), to: Date.UTC(2026, 5, 9, 9, 30) },
      },
    ])
    expect(spansOf(read([works]))).toEqual(['NA211 maintenance 06-09 08:10 to 06-09 09:30 (component-impact)'])
  })

  it('rejects a severity nobody knows', () => {
    expect(read([incident({ severity: 'cosmic' })]).rejected).toHaveLength(1)
  })
})

describe('comma-separated values', () => {
  const read = readAs(csv)
  const HEAD = 'service,from,to,state,title\n'

  it.each([
    ['a row', 'api,2026-06-10T08:00:00Z,2026-06-10T09:00:00Z,down,Errors', ['api down 06-10 08:00 to 06-10 09:00 (undefined)']],
    ['still so', 'api,2026-06-10T08:00:00Z,,partial,', ['api partial 06-10 08:00 to null (undefined)']],
    [
      'cells in quotes, with commas, quotes and line ends',
      '"a ""b"", c",2026-06-10T08:00:00Z,,Down,"one\ntwo"\r\n',
      ['a "b", c down 06-10 08:00 to null (undefined)'],
    ],
  ])('%s', (_what, row, expected) => {
    expect(spansOf(read(HEAD + row))).toEqual(expected)
  })

  it('takes maintenance for an announced window as well: a clause on it would count the state alone', () => {
    expect(read(`${HEAD}api,2026-06-10T08:00:00Z,2026-06-10T09:00:00Z,maintenance,Works`).evidence).toMatchObject({
      spans: [{ state: 'maintenance' }],
      maintenance: [{ services: ['api'], from: Date.UTC(2026, 5, 10, 8), to: Date.UTC(2026, 5, 10, 9), title: 'Works' }],
    })
  })

  it('covers the time that rows of coverage say, unless neither time nor service of a row can be read', () => {
    const rows = `${HEAD}api,2026-06-01T00:00:00Z,,coverage,\napi,2026-06-10T08:00:00Z,2026-06-10T09:00:00Z,down,\n`
    expect(read(rows).evidence.coverage).toMatchObject([{ service: 'api', from: Date.UTC(2026, 5, 1), to: null }])
    const broken = read(`${rows}api,10 June,,down,\n`)
    expect(broken.rejected).toEqual([{ path: 'line 4', reason: 'from: not an instant with offset or Z' }])
    // Its service can be read and its time can't: doubtful from the start of coverage on. Of the last row neither can.
    expect(spansOf(broken)).toContain('api doubtful 06-01 00:00 to 06-10 12:00 (incident-window)')
    expect(broken.evidence.coverage).toHaveLength(1)
    expect(read(`${rows},10 June,,down,\n`).evidence.coverage).toEqual([])
  })

  it('takes columns in any order, and a byte order mark', () => {
    expect(spansOf(read('\ufeffstate,to,from,service\ndown,,2026-06-10T08:00:00Z,api'))).toEqual([
      'api down 06-10 08:00 to null (undefined)',
    ])
  })

  it.each([
    ['no head', 'api,2026-06-10T08:00:00Z,,down'],
    ['a head that lacks a column', 'service,from,state\n'],
  ])('refuses %s', (_what, body) => {
    expect(() => read(body)).toThrow(FeedError)
  })

  it.each([
    ['a reversed row', 'api,2026-06-10T08:00:00Z,2026-06-10T07:00:00Z,down'],
    ['a state nobody knows', 'api,2026-06-10T08:00:00Z,,sleepy'],
    ['no service', ',2026-06-10T08:00:00Z,,down'],
  ])('rejects %s', (_what, row) => {
    expect(read(HEAD + row).rejected).toHaveLength(1)
  })

  it('is read at noon', () => {
    expect(read(`${HEAD}api,2026-06-10T08:00:00Z,,down,`).evidence.spans[0]?.observedAt).toBe(NOON)
  })
})
