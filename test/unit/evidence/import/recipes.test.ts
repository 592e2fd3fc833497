/** Exports of known tools in small: each is recognized by its columns, and its statuses and times mean what the tool means. */
import { describe, expect, it } from 'vitest'
import { guessMapping } from '../../../../shared/evidence/import/guess.ts'
import { type Mapping, readMapping } from '../../../../shared/evidence/import/mapping.ts'
import { type Preview, previewImport } from '../../../../shared/evidence/import/preview.ts'
import { RECIPES } from '../../../../shared/evidence/import/recipes.ts'
import { readTable } from '../../../../shared/evidence/import/table.ts'
import { temporalZones } from '../../../../shared/time/zones.ts'

const AT = Date.UTC(2026, 4, 1)
const SOURCE = { kind: 'manual', id: 'file', party: 'customer' } as const
const short = (at: number | null): string => (at === null ? 'open' : new Date(at).toISOString().slice(5, 19))

function read(text: string, answers: Partial<Mapping> = {}): { seen: Preview; recipe: string | undefined; told: string[] } {
  const table = readTable(text)
  const { mapping, recipe } = guessMapping(table)
  expect(readMapping(mapping).problems).toEqual([])
  const seen = previewImport(table, { ...mapping, ...answers }, { source: SOURCE, zones: temporalZones, at: AT })
  const { spans, tickets } = seen.evidence
  const told = [
    ...spans.map(({ service, state, from, to }) => `${service} ${state} ${short(from)} ${short(to)}`),
    ...tickets.map(
      ({ id, severity, type, events }) => `${id} ${severity} ${type} ${events.map((e) => `${e.kind} ${short(e.at)}`).join(', ')}`,
    ),
  ]
  return { seen, recipe: recipe?.id, told }
}

const EXPORTS: Readonly<Record<string, readonly [text: string, answers: Partial<Mapping>, told: readonly string[]]>> = {
  zendesk: [
    'Ticket ID,Status,Priority,Created at,First reply at,Solved at\n7,solved,urgent,2026-03-10 14:00:00 +0100,2026-03-10 14:10:00 +0100,2026-03-10 18:00:00 +0100\n8,deleted,low,2026-03-10 14:00:00 +0100,,\n',
    {},
    ['7 urgent incident opened 03-10T13:00:00, responded 03-10T13:10:00, resolved 03-10T17:00:00'],
  ],
  freshdesk: [
    'Ticket ID,Status,Priority,Type,Created time,Initial response time,Resolved time,Closed time\n7,Closed,High,Service Request,2026-03-10 14:00,2026-03-10 14:20,2026-03-10 18:00,2026-03-12 09:00\n',
    { zone: 'UTC' },
    ['7 High request opened 03-10T14:00:00, responded 03-10T14:20:00, resolved 03-10T18:00:00, closed 03-12T09:00:00'],
  ],
  jira: [
    'Summary,Issue key,Issue id,Issue Type,Status,Priority,Created,Resolved\nDown,OPS-1,10,Incident,Done,High,10/Mar/26 2:00 PM,10/Mar/26 2:30 PM\n',
    { zone: 'Europe/Berlin' },
    ['OPS-1 High incident opened 03-10T13:00:00, resolved 03-10T13:30:00'],
  ],
  servicenow: [
    'number,opened_at,priority,state,assignment_group,resolved_at,closed_at\nINC1,2026-03-10 14:00:00,1 - Critical,6,Network,2026-03-10 15:00:00,\nINC2,2026-03-10 14:00:00,1 - Critical,8,Network,,\n',
    { zone: 'UTC' },
    ['INC1 1 - Critical incident opened 03-10T14:00:00, resolved 03-10T15:00:00'],
  ],
  'github-issues': [
    JSON.stringify([{ number: 5, state: 'CLOSED', createdAt: '2026-03-10T14:00:00Z', closedAt: '2026-03-10T15:00:00Z', title: 'Down' }]),
    { priorities: { '': 'any' } },
    ['5 any incident opened 03-10T14:00:00, closed 03-10T15:00:00'],
  ],
  pagerduty: [
    JSON.stringify({
      incidents: [
        {
          incident_number: 3,
          status: 'resolved',
          urgency: 'high',
          created_at: '2026-03-10T14:00:00Z',
          resolved_at: '2026-03-10T14:45:00Z',
          service: { summary: 'API' },
        },
      ],
    }),
    {},
    ['3 high incident opened 03-10T14:00:00, resolved 03-10T14:45:00'],
  ],
  uptimerobot: [
    'Event,Monitor,Monitor URL,Date-Time,Reason,Duration,Duration (in mins.)\nDown,API,https://api.example,2026-03-10 14:00:00,Timeout,"0 hrs, 12 mins",12\nUp,API,https://api.example,2026-03-10 14:12:00,OK,"1 hrs, 0 mins",60\n',
    { zone: 'UTC' },
    ['API down 03-10T14:00:00 03-10T14:12:00', 'API up 03-10T14:12:00 03-10T15:12:00'],
  ],
  pingdom: [
    // 1,773,151,200 s is 14:00 on 10 March 2026.
    JSON.stringify({
      summary: {
        states: [
          { status: 'up', timefrom: 1773147600, timeto: 1773151200 },
          { status: 'down', timefrom: 1773151200, timeto: 1773151920 },
          { status: 'unknown', timefrom: 1773151920, timeto: 1773152000 },
        ],
      },
    }),
    { service: 'api' },
    ['api up 03-10T13:00:00 03-10T14:00:00', 'api down 03-10T14:00:00 03-10T14:12:00'],
  ],
  site24x7: [
    'Monitor Name,Start Time,End Time,Duration,Reason\nAPI,"Mar 10, 2026 7:30 PM IST","Mar 10, 2026 7:42 PM IST",12 Mins 0 Secs,Timeout\n',
    { zones: { IST: 'Asia/Kolkata' } },
    ['API down 03-10T14:00:00 03-10T14:12:00'],
  ],
  statuscake: [
    JSON.stringify({
      data: [
        { status: 'down', created_at: '2026-03-10T14:00:00Z', ended_at: '2026-03-10T14:12:00Z', duration: 720000 },
        { status: 'up', created_at: '2026-03-10T14:12:00Z', ended_at: '2026-03-10T15:12:00Z', duration: 3600000 },
      ],
    }),
    { service: 'api' },
    ['api down 03-10T14:00:00 03-10T14:12:00', 'api up 03-10T14:12:00 03-10T15:12:00'],
  ],
  'uptime-kuma': [
    // The duration is the time since the heartbeat before: of the row at 14:00 it is nine days and more, which were up.
    'monitor_id,status,time,msg,ping,important,duration\n1,1,2026-03-01 00:00:00.000,200 - OK,50,1,0\n1,0,2026-03-10 14:00:00.000,timeout,,1,828000\n1,1,2026-03-10 14:12:00.000,200 - OK,51,1,720\n1,2,2026-03-10 20:00:00.000,retry,,1,60\n1,1,2026-03-10 20:01:00.000,200 - OK,51,1,60\n',
    { until: '2026-03-11T00:00:00Z' },
    [
      '1 up 03-01T00:00:00 03-10T14:00:00',
      '1 down 03-10T14:00:00 03-10T14:12:00',
      '1 up 03-10T14:12:00 03-10T20:00:00',
      '1 up 03-10T20:01:00 03-11T00:00:00',
    ],
  ],
  'datadog-slo': [
    JSON.stringify({
      data: {
        from_ts: 1773147600,
        to_ts: 1773158400,
        overall: {
          history: [
            [1773147600, 0],
            [1773151200, 1],
            [1773151920, 0],
            [1773154800, 2],
          ],
        },
      },
    }),
    { service: 'api' },
    ['api up 03-10T13:00:00 03-10T14:00:00', 'api down 03-10T14:00:00 03-10T14:12:00', 'api up 03-10T14:12:00 03-10T15:00:00'],
  ],
}

describe('an export of a known tool', () => {
  it.each(RECIPES.map(({ id }) => id))('%s is recognized and read', (id) => {
    const [text, answers, told] = EXPORTS[id]!
    const found = read(text, answers)
    expect(found.recipe).toBe(id)
    expect(found.seen).toMatchObject({ questions: [], rejected: [], waiting: 0 })
    expect(found.told).toEqual(told)
  })
  it('asks for the zone where the tool writes times of its own', () => {
    for (const id of ['freshdesk', 'jira', 'servicenow', 'uptimerobot'])
      expect(read(EXPORTS[id]![0]).seen.questions).toContainEqual(expect.objectContaining({ about: 'zone' }))
  })
  it('asks what a status means that the tool does not have by itself', () => {
    const [text] = EXPORTS.zendesk!
    expect(read(text.replace(',solved,', ',with vendor,')).seen.questions).toEqual([
      { about: 'statuses', column: 'Status', words: ['with vendor'] },
    ])
  })
})

describe('a ticket’s status', () => {
  const row = (status: string, resolved: string): string =>
    `Ticket ID,Status,Priority,Created at,First reply at,Solved at\n7,${status},high,2026-03-10T14:00Z,,${resolved}\n`
  it('is not believed without a time', () => {
    expect(read(row('solved', '')).seen).toMatchObject({ taken: 0, rejected: [{ place: 2, column: 'Status' }] })
  })
  it('of a ticket that is open again takes its last end away', () => {
    const { seen, told } = read(row('open', '2026-03-10T15:00Z'))
    expect(told).toEqual(['7 high incident opened 03-10T14:00:00'])
    expect(seen.notes).toEqual([{ code: 'open-with-end', n: 1 }])
  })
  it('of a ticket on hold without a time stops no clock, and says so', () => {
    const { seen, told } = read(row('pending', ''))
    expect(told).toEqual(['7 high incident opened 03-10T14:00:00'])
    expect(seen.notes).toEqual([{ code: 'hold-without-time', n: 1 }])
  })
})
