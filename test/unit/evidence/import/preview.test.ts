/** What a table becomes, what it leaves open, and how rows that cannot be read are reported. Instants are UTC. */
import { describe, expect, it } from 'vitest'
import { guess } from '../../../../shared/evidence/import/guess.ts'
import { type Mapping, readMapping } from '../../../../shared/evidence/import/mapping.ts'
import { mappingSchema } from '../../../../shared/evidence/import/mapping-schema.ts'
import { type Preview, previewImport } from '../../../../shared/evidence/import/preview.ts'
import { readTable } from '../../../../shared/evidence/import/table.ts'
import { temporalZones } from '../../../../shared/time/zones.ts'

const AT = Date.UTC(2026, 3, 1)
const SOURCE = { kind: 'manual', id: 'file', party: 'customer' } as const
const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString().slice(0, 16))

/** The table under its own guess, and what is answered besides. */
function read(text: string, answers: Partial<Mapping> = {}): Preview {
  const table = readTable(text)
  return previewImport(table, { ...guess(table), ...answers }, { source: SOURCE, zones: temporalZones, at: AT })
}
const spans = ({ evidence }: Preview): string[] =>
  evidence.spans.map(({ service, state, from, to }) => `${service} ${state} ${iso(from)} ${iso(to)}`)

describe('stretches', () => {
  const THREE = `System;Beginn;Ende;Status
Shop;2026-03-04 09:00;2026-03-04 09:40;Ausfall
Shop;2026-03-10 14:00;2026-03-10 14:04;langsam
Mail;2026-03-21 22:00;;Wartung
`
  it('are asked whose clock it is and what unknown words mean, and read nothing before', () => {
    const seen = read(THREE.replace('System', 'Component').replace('Beginn', 'start').replace('Ende', 'end'))
    expect(seen).toMatchObject({ rows: 3, taken: 0, waiting: 3, rejected: [], range: null })
    expect(seen.questions).toEqual([
      { about: 'zone', column: 'start', example: '2026-03-04 09:00' },
      { about: 'states', column: 'Status', words: ['langsam'] },
    ])
  })

  it('are read once that is answered; what has no end lasted until the file was read', () => {
    const text = THREE.replace('Beginn', 'von').replace('Ende', 'bis').replace('System', 'Dienst')
    const seen = read(text, { zone: 'Europe/Berlin', states: { ausfall: 'down', langsam: 'degraded', wartung: 'maintenance' } })
    // Berlin is an hour ahead of UTC until the 29th.
    expect(spans(seen)).toEqual([
      'Shop down 2026-03-04T08:00 2026-03-04T08:40',
      'Shop degraded 2026-03-10T13:00 2026-03-10T13:04',
      'Mail maintenance 2026-03-21T21:00 2026-04-01T00:00',
    ])
    expect(seen).toMatchObject({
      taken: 3,
      open: 1,
      questions: [],
      services: new Map([
        ['Shop', 2],
        ['Mail', 1],
      ]),
    })
  })

  const OUTAGES = 'service,started_at,duration_min\napi,2026-03-04T09:00:00Z,40\n'
  it('take a length where there is no end, of the unit that the column names', () => {
    expect(spans(read(OUTAGES, { state: 'down' }))).toEqual(['api down 2026-03-04T09:00 2026-03-04T09:40'])
    expect(read(OUTAGES.replace('_min', ''), { state: 'down' }).questions).toEqual([{ about: 'unit', column: 'duration', example: '40' }])
  })
  it('without a column of states ask what the rows record', () => {
    expect(read(OUTAGES).questions).toEqual([{ about: 'state' }])
  })
  it('without a column of services ask which it is', () => {
    const text = 'from,to\n2026-03-04T09:00Z,2026-03-04T09:40Z\n'
    expect(read(text, { state: 'down' }).questions).toEqual([{ about: 'service' }])
    expect(spans(read(text, { state: 'down', service: 'api' }))).toEqual(['api down 2026-03-04T09:00 2026-03-04T09:40'])
  })
  it('need a start, and an end or a length', () => {
    expect(read('service,to,state\napi,x,down\n').questions).toEqual([
      { about: 'column', fields: ['from'] },
      { about: 'column', fields: ['to', 'duration'] },
    ])
  })

  it('ask which comes first, day or month, and follow the answer', () => {
    const text = 'service,from,to,state\napi,03/04/2026 09:00Z,03/04/2026 09:40Z,down\n'
    expect(read(text).questions).toEqual([{ about: 'order', column: 'from', example: '03/04/2026 09:00Z' }])
    expect(spans(read(text, { order: 'month-first' }))).toEqual(['api down 2026-03-04T09:00 2026-03-04T09:40'])
  })
  it('show dates that contradict each other, and reject those that do not fit the answer', () => {
    const text = 'service,from,to,state\napi,13/03/2026 09:00Z,13/03/2026 10:00Z,down\napi,03/25/2026 09:00Z,03/25/2026 10:00Z,down\n'
    expect(read(text).questions).toMatchObject([{ about: 'order', both: true }])
    expect(read(text, { order: 'day-first' })).toMatchObject({ taken: 1, rejected: [{ place: 3, column: 'from' }] })
  })

  it('of maintenance are announced windows as well, also those to come', () => {
    const text = `service,from,to,state,reported_at
api,2026-03-04T09:00Z,2026-03-04T10:00Z,maintenance,2026-03-01T09:00Z
api,2026-05-04T09:00Z,2026-05-04T10:00Z,maintenance,
`
    const { evidence, rejected } = read(text)
    expect(rejected).toEqual([])
    expect(evidence.maintenance).toMatchObject([
      { services: ['api'], from: Date.UTC(2026, 2, 4, 9), to: Date.UTC(2026, 2, 4, 10), announcedAt: Date.UTC(2026, 2, 1, 9) },
      { services: ['api'], from: Date.UTC(2026, 4, 4, 9), to: Date.UTC(2026, 4, 4, 10) },
    ])
    // What has not come is announced and nothing more.
    expect(evidence.spans).toMatchObject([{ state: 'maintenance', from: Date.UTC(2026, 2, 4, 9), to: Date.UTC(2026, 2, 4, 10) }])
  })

  it('report line, column, expected and actual value of every row that cannot be read', () => {
    const text = `service,from,to,state
api,2026-03-04T09:00Z,2026-03-04T08:59Z,down
,2026-03-04T09:00Z,2026-03-04T10:00Z,down
api,soon,2026-03-04T10:00Z,down
api,2026-03-04T09:00Z,2026-03-04T10:00Z
api,2026-04-01T00:01Z,2026-04-02T00:00Z,down
api,2026-03-04T09:00Z,2026-03-04T10:00Z,
api,2026-03-04T09:00Z,2026-03-04T09:00Z,down
`
    const seen = read(text)
    expect(seen.rejected.map(({ place, column, wanted, got }) => `${place} ${column}: ${wanted}, ${got}`)).toEqual([
      '2 to: an instant not before the start, "2026-03-04T08:59Z"',
      '3 service: the name of a service, nothing',
      '4 from: an instant such as 2026-03-01T09:30:00Z or 2026-03-01 09:30, "soon"',
      '5 : 4 cells, as the head has, 3',
      '6 from: an instant that has come, "2026-04-01T00:01Z"',
      '7 state: a word for a state, nothing',
    ])
    // The last one begins and ends at once: it is accepted and empty.
    expect(spans(seen)).toEqual(['api down 2026-03-04T09:00 2026-03-04T09:00'])
  })

  const GOOD = 'service,from,to,state\napi,2026-03-04T09:00Z,2026-03-04T10:00Z,down\n'
  const MARCH = { from: '2026-03-01T00:00:00Z', to: '2026-05-01T00:00:00Z' }
  it('speak for themselves alone, unless a person says for what time the file can speak, up to when it was read', () => {
    expect(read(GOOD).evidence.coverage).toEqual([])
    expect(read(GOOD, { covers: MARCH }).evidence.coverage).toEqual([
      { service: 'api', source: SOURCE, from: Date.UTC(2026, 2, 1), to: AT },
    ])
  })
  it('cover nothing where a row could not be read: it may have been an outage', () => {
    expect(read(`${GOOD}api,soon,,down\n`, { covers: MARCH })).toMatchObject({ covers: null, evidence: { coverage: [] } })
  })
  it('take a row of watched time for coverage', () => {
    expect(read(`${GOOD}api,2026-03-01T00:00Z,2026-03-31T00:00Z,coverage\n`).evidence.coverage).toMatchObject([
      { service: 'api', from: Date.UTC(2026, 2, 1), to: Date.UTC(2026, 2, 31) },
    ])
  })
  it('leave out what a word says to, and services that are not named', () => {
    const text = `${GOOD}web,2026-03-04T09:00Z,2026-03-04T10:00Z,down\napi,2026-03-05T09:00Z,2026-03-05T10:00Z,drill\n`
    const seen = read(text, { services: { api: 'shop' }, states: { down: 'down', drill: 'skip' } })
    expect(seen).toMatchObject({ taken: 1, left: 2, rejected: [] })
    expect(seen.evidence.spans).toMatchObject([{ service: 'shop' }])
  })

  it('of one incident are versions of each other only where they begin together', () => {
    const text = `service,from,to,state,ref,reported_at
api,2026-03-04T09:00Z,2026-03-04T10:00Z,down,i1,2026-03-04T10:00Z
api,2026-03-04T11:00Z,2026-03-04T12:00Z,down,i1,2026-03-04T12:00Z
`
    const [first, second] = read(text).evidence.spans
    expect(first).toMatchObject({ observedAt: Date.UTC(2026, 2, 4, 10) })
    expect(first?.ref).not.toBe(second?.ref)
  })
})

describe('tickets', () => {
  const TEXT = `Ticket,Priority,Created,First Response,Resolved,Summary
T-1,P1,2026-03-04T09:00Z,2026-03-04T09:30Z,2026-03-04T12:00Z,Checkout fails
T-2,P2,2026-03-05T09:00Z,,,Slow
`
  it('are opened by the customer, answered and solved by the provider', () => {
    const seen = read(TEXT, { priorities: { P1: 'critical' } })
    expect(seen).toMatchObject({ taken: 2, open: 1, questions: [] })
    expect(seen.evidence.tickets).toEqual([
      {
        id: 'T-1',
        type: 'incident',
        severity: 'critical',
        title: 'Checkout fails',
        events: [
          { at: Date.UTC(2026, 2, 4, 9), kind: 'opened', by: 'customer' },
          { at: Date.UTC(2026, 2, 4, 9, 30), kind: 'responded', by: 'provider' },
          { at: Date.UTC(2026, 2, 4, 12), kind: 'resolved', by: 'provider' },
        ],
      },
      {
        id: 'T-2',
        type: 'incident',
        severity: 'P2',
        title: 'Slow',
        events: [{ at: Date.UTC(2026, 2, 5, 9), kind: 'opened', by: 'customer' }],
      },
    ])
  })
  it.each([
    ['an answer before the opening', TEXT.replace('T09:30Z', 'T08:30Z'), 2, 'First Response'],
    ['no priority', TEXT.replace('P2', ''), 3, 'Priority'],
  ])('are rejected for %s', (_what, text, place, column) => {
    expect(read(text)).toMatchObject({ taken: 1, rejected: [{ place, column }] })
  })
})

describe('checks', () => {
  const beats = (...results: string[]): string =>
    `timestamp,monitor,status\n${results.map((result, i) => `${1_772_357_400 + 60 * i},web,${result}`).join('\n')}\n`
  it('are one series a service, at their usual gap', () => {
    const { evidence } = read(beats('200', '503', '200'))
    expect(evidence.checks).toMatchObject([
      // 1,772,357,400 s is 09:30 on 1 March 2026.
      { service: 'web', every: 60_000, results: [{ at: Date.UTC(2026, 2, 1, 9, 30), ok: true }, { ok: false }, { ok: true }] },
    ])
  })
  it('take an answer of 4xx for no observation, and ask about words that are not known', () => {
    expect(read(beats('200', '429', '200'))).toMatchObject({ taken: 2, left: 1 })
    expect(read(beats('200', 'meh')).questions).toMatchObject([{ about: 'results', words: ['meh'] }])
  })
  it('of which there is one ask how often they are made', () => {
    expect(read(beats('200')).questions).toEqual([{ about: 'every' }])
    expect(read(beats('200'), { every: 'PT5M' }).evidence.checks[0]?.every).toBe(300_000)
  })
  it('with a latency alone ask what a missing one means', () => {
    const text = 'time,host,latency_ms\n2026-03-01T09:30Z,web,120\n2026-03-01T09:31Z,web,\n'
    expect(read(text).questions).toEqual([{ about: 'results', column: 'latency_ms', words: [''] }])
    expect(read(text, { results: { '': 'failed' } }).evidence.checks[0]?.results).toEqual([
      { at: Date.UTC(2026, 2, 1, 9, 30), ok: true, ms: 120 },
      { at: Date.UTC(2026, 2, 1, 9, 31), ok: false },
    ])
  })
})

describe('a guess', () => {
  it.each([
    [
      'incidents of a JSON API',
      '{"incidents":[{"id":7,"name":"x","component":{"name":"API"},"started_at":"2026-03-04T09:00Z","resolved_at":"2026-03-04T10:00Z","impact":"outage"}]}',
      {
        kind: 'spans',
        rows: 'incidents',
        columns: { ref: 'id', title: 'name', service: 'component.name', from: 'started_at', to: 'resolved_at', state: 'impact' },
        states: { outage: 'down' },
      },
    ],
    [
      'a monitor’s export',
      'timestamp,host,status_code,response_time_ms\n1772357400,web,200,120\n',
      {
        kind: 'checks',
        columns: { at: 'timestamp', service: 'host', result: 'status_code', latency: 'response_time_ms' },
        results: { 200: 'ok' },
        unit: 'ms',
      },
    ],
    [
      'columns in a language that nobody knows',
      'a,b,c\napi,2026-03-04T09:00Z,2026-03-04T10:00Z\n',
      { kind: 'spans', columns: { from: 'b', to: 'c' } },
    ],
  ])('at %s', (_what, text, expected) => {
    const { format: _, delimiter: __, ...made } = guess(readTable(text))
    expect(made).toEqual(expected)
  })
  it('takes no clock and no order that the cells do not prove', () => {
    const made = guess(readTable('service,from,to\napi,03/04/2026 09:00,03/04/2026 10:00\n'))
    expect(made).not.toHaveProperty('zone')
    expect(made).not.toHaveProperty('order')
    expect(guess(readTable('service,from,to\napi,03/04/2026 09:00,13/04/2026 10:00\n')).order).toBe('day-first')
  })
  it('is itself a mapping', () => {
    expect(readMapping(guess(readTable('service,from,to\napi,2026-03-04T09:00Z,\n'))).problems).toEqual([])
  })
})

describe('a mapping file', () => {
  const good = { format: 'standing/import@1', kind: 'spans', columns: { from: 'a', to: 'b' } }
  it.each([
    ['another format', { ...good, format: 'standing/import@2' }, 'format'],
    ['a kind that there is not', { ...good, kind: 'rows' }, 'kind'],
    ['a zone that there is not', { ...good, zone: 'Berlin' }, 'zone'],
    ['a field with a slip in it', { ...good, ordre: 'day-first' }, 'ordre'],
    ['a column field that there is not', { ...good, columns: { form: 'a' } }, 'columns.form'],
    ['an instant without a zone', { ...good, until: '2026-03-01T00:00:00' }, 'until'],
    ['a list', [], ''],
  ])('is refused with the place: %s', (_what, value, path) => {
    expect(readMapping(value)).toMatchObject({ mapping: null, problems: [{ path }] })
  })
  it('has a schema that names every field', () => {
    expect(Object.keys(mappingSchema().properties as object).sort()).toEqual([
      'by',
      'columns',
      'covers',
      'delimiter',
      'deliverable',
      'deliverables',
      'ends',
      'epoch',
      'every',
      'format',
      'kind',
      'openers',
      'order',
      'priorities',
      'results',
      'rows',
      'service',
      'services',
      'state',
      'states',
      'statuses',
      'types',
      'unit',
      'until',
      'zone',
      'zones',
    ])
  })
})
