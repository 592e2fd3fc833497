/** Tables of any columns through the command: guessed, mapped, refused with what is missing. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Ajv from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Standing, standing } from './standing.ts'

const TABLE = `System;Start;End;Impact
Shop;04/03/2026 09:00;04/03/2026 09:40;outage
Blog;05/03/2026 09:00;05/03/2026 09:10;outage
`
const MAPPING = {
  format: 'standing/import@1',
  kind: 'spans',
  columns: { service: 'System', from: 'Start', to: 'End', state: 'Impact' },
  states: { outage: 'down' },
  zone: 'Europe/Berlin',
  order: 'day-first',
}
const AT = ['--observed-at', '2026-04-01T00:00:00Z']

let tool: Standing
beforeAll(async () => {
  tool = await standing()
  tool.file('Outages March.csv', TABLE)
  tool.file('map.json', MAPPING)
})
afterAll(() => tool.close())

describe('standing ingest --mapping', () => {
  it('prints the rows as evidence under the names of the agreement', async () => {
    const ran = await tool.run(['ingest', ...AT, '--mapping', 'map.json', '--map', 'Shop=api', '--', 'Outages March.csv'])
    expect(ran.exit).toBe(0)
    // Berlin is an hour ahead of UTC in March before the 29th.
    expect(JSON.parse(ran.out)).toMatchObject({
      format: 'standing/evidence@1',
      spans: [{ service: 'api', state: 'down', from: '2026-03-04T08:00:00Z', to: '2026-03-04T08:40:00Z', source: 'manual:outages-march' }],
    })
    expect(ran.err).toEqual(['Outages March.csv: 2 rows, 1 accepted, 1 skipped, 0 rejected'])
  })

  it('refuses a table that leaves a question open, and says where the answer goes', async () => {
    const { order: _, zone: __, ...open } = MAPPING
    tool.file('open.json', { ...open, states: {} })
    expect(await tool.run(['ingest', ...AT, '--mapping', 'open.json', 'Outages March.csv'])).toMatchObject({
      exit: 1,
      out: '',
      err: [
        'Outages March.csv: order: wanted day-first or month-first for dates such as "04/03/2026 09:00" in Start, got nothing that tells',
        'Outages March.csv: zone: wanted the zone of times such as "04/03/2026 09:00" in Start, got nothing',
        'Outages March.csv: states: wanted one of up, degraded, partial, down, maintenance, watched, skip for each word of Impact, got none for "outage"',
      ],
    })
  })

  it('names every row that it cannot use', async () => {
    tool.file('bad.csv', TABLE.replace('04/03/2026 09:40', 'later'))
    const ran = await tool.run(['ingest', ...AT, '--mapping', 'map.json', 'bad.csv'])
    expect(ran.err).toEqual([
      'bad.csv: 2 rows, 1 accepted, 0 skipped, 1 rejected',
      'bad.csv: line 2: End: wanted an instant such as 2026-03-01T09:30:00Z or 2026-03-01 09:30, got "later"',
      'bad.csv: the table is not complete without the rejected rows: it covers no period as a whole',
    ])
  })

  it.each([
    ['a mapping with a slip', { ...MAPPING, zone: 'Berlin' }, TABLE, /^m\.json: zone: wanted an IANA time zone/],
    ['a page in the place of a table', MAPPING, '<html>', /^t\.csv: wanted a table, got a page/],
    ['a table without a row that can be read', MAPPING, 'System;Start;End;Impact\n;;;\nShop;x;y;outage\n', /nothing was imported/],
  ])('refuses %s', async (_what, mapping, text, line) => {
    tool.file('m.json', mapping)
    tool.file('t.csv', text)
    const ran = await tool.run(['ingest', '--mapping', 'm.json', 't.csv'])
    expect(ran).toMatchObject({ exit: 1, out: '' })
    expect(ran.err.at(-1)).toMatch(line)
  })
})

describe('standing ingest --guess', () => {
  it('prints a mapping to start from, and what it leaves open', async () => {
    const ran = await tool.run(['ingest', '--guess', 'Outages March.csv'])
    const { zone: _, order: __, ...known } = MAPPING
    expect(JSON.parse(ran.out)).toEqual({ ...known, delimiter: ';' })
    expect(ran.err[0]).toMatch(/: order: wanted day-first or month-first/)
  })
})

describe('standing ingest --guess of an export', () => {
  it('names the tool, and the columns of dates that it does not use', async () => {
    tool.file('z.csv', 'Ticket ID,Priority,Created at,Solved at,Due at\n7,high,2026-03-10T14:00Z,,2026-03-11T14:00Z\n')
    const ran = await tool.run(['ingest', '--guess', 'z.csv'])
    expect(JSON.parse(ran.out)).toMatchObject({ kind: 'tickets', columns: { opened: 'Created at', resolved: 'Solved at' } })
    expect(ran.err).toEqual([
      'z.csv: read as an export of Zendesk',
      'z.csv: the dates in "Due at" are not used: name the column if they count',
      'z.csv: 1 rows, 1 accepted, 0 skipped, 0 rejected',
      'z.csv: 1 rows have no end of their own',
    ])
  })
  it('gives no kind where rows may be outages or tickets, and such a mapping is refused', async () => {
    tool.file('n.csv', 'Number,Start,End\nX-1,2026-03-10T14:00Z,2026-03-10T15:00Z\n')
    const ran = await tool.run(['ingest', '--guess', 'n.csv'])
    expect(JSON.parse(ran.out)).not.toHaveProperty('kind')
    expect(ran.err[0]).toBe('n.csv: kind: wanted what each row is (spans or tickets), got columns that fit both')
    tool.file('n.json', ran.out)
    expect((await tool.run(['ingest', '--mapping', 'n.json', 'n.csv'])).err[0]).toMatch(/^n\.json:.*kind: wanted/)
  })
  it('reads the letters of Windows', async () => {
    writeFileSync(
      join(tool.folder, 'w.csv'),
      Buffer.from('Dienst;Beginn;Ende;Status\nK\u00fcche;2026-03-10T14:00Z;2026-03-10T14:12Z;St\u00f6rung\n', 'latin1'),
    )
    const ran = await tool.run(['ingest', '--guess', 'w.csv'])
    expect(JSON.parse(ran.out)).toMatchObject({ columns: { service: 'Dienst' }, states: { störung: 'down' } })
  })
})

describe('tables evaluated by an agreement', () => {
  // Two parcels were due by 3 November 13:00: one at 08:55, one 70 minutes late with 30 minutes of grace. 1 of 2 = 50 %.
  it('deliveries are on time or late', async () => {
    tool.file(
      'parcel.yaml',
      `format: standing/contract@1
id: parcel
title: Parcels
zone: Europe/Berlin
period: { every: month }
services: [{ id: delivery, name: Delivery }]
objectives: [{ id: on-time, services: [delivery], measure: { by: deliveries, deliverables: [morning], attainment: "98" } }]
deliverables: [{ id: morning, schedule: "RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;BYHOUR=9", from: 2026-11-02, grace: PT30M }]
`,
    )
    tool.file('d.csv', 'due;delivered\n2026-11-02 09:00;2026-11-02 08:55\n2026-11-03 09:00;2026-11-03 10:10\n')
    const columns = { due: 'due', delivered: 'delivered' }
    tool.file('d.json', { format: 'standing/import@1', kind: 'deliveries', columns, deliverable: 'morning', zone: 'Europe/Berlin' })
    const at = '2026-11-03T12:00:00Z'
    tool.file('de.json', (await tool.run(['ingest', '--observed-at', at, '--mapping', 'd.json', 'd.csv'])).out)
    const ran = await tool.run(['evaluate', '--contract', 'parcel.yaml', '--evidence', 'de.json', '--at', at, '--json'])
    expect(JSON.parse(ran.out).objectives[0]).toMatchObject({
      verdict: 'breached',
      attained: { value: '50' },
      counts: { met: 1, missed: 1 },
    })
  })
  // Opened on a Tuesday at 16:00, one office hour before 17:00; 7 more on Wednesday from 08:00: due Wednesday 15:00.
  it.each([
    ['late', '2026-11-11 15:01', '', '', 'breached'],
    ['at the last instant', '2026-11-11 15:00', '', '', 'met'],
    ['an hour later after an hour on hold', '2026-11-11 16:00', '2026-11-11 09:00', '2026-11-11 10:00', 'met'],
  ])('a ticket resolved %s', async (_what, resolved, hold, resumed, verdict) => {
    tool.file(
      'copier.yaml',
      `format: standing/contract@1
id: copier
title: Copier
zone: Europe/Berlin
period: { every: month }
services: [{ id: copier, name: Copier }]
calendars: { office: { weekly: { mon-fri: ["08:00-17:00"] } } }
objectives: [{ id: repair, services: [copier], measure: { by: tickets, clock: resolution, attainment: "95" } }]
support: { pauseOn: [waiting-on-customer], severities: [{ id: broken, calendar: office, resolution: PT8H }] }
`,
    )
    tool.file(
      't1.csv',
      `Ticket;Priority;Opened;On hold since;Resumed;Resolved\nT-1;Broken;2026-11-10 16:00;${hold};${resumed};${resolved}\n`,
    )
    const columns = {
      ref: 'Ticket',
      priority: 'Priority',
      opened: 'Opened',
      onHold: 'On hold since',
      resumed: 'Resumed',
      resolved: 'Resolved',
    }
    tool.file('t1.json', { format: 'standing/import@1', kind: 'tickets', columns, priorities: { Broken: 'broken' }, zone: 'Europe/Berlin' })
    tool.file('te.json', (await tool.run(['ingest', '--observed-at', '2026-12-01T00:00:00Z', '--mapping', 't1.json', 't1.csv'])).out)
    const when = ['--at', '2026-12-01T00:00:00Z', '--period', '2026-11']
    const ran = await tool.run(['evaluate', '--contract', 'copier.yaml', '--evidence', 'te.json', ...when, '--json'])
    expect(JSON.parse(ran.out).objectives[0].verdict).toBe(verdict)
  })
  it('of two tables with one ticket, the last one counts', async () => {
    const columns = { ref: 'id', priority: 'prio', opened: 'opened', responded: 'answered' }
    tool.file('v.json', { format: 'standing/import@1', kind: 'tickets', columns })
    tool.file('v1.csv', 'id,prio,opened,answered\nT,p1,2026-03-04T09:00Z,2026-03-04T10:00Z\n')
    tool.file('v2.csv', 'id,prio,opened,answered\nT,p1,2026-03-04T09:00Z,2026-03-04T11:00Z\n')
    const { out } = await tool.run(['ingest', ...AT, '--mapping', 'v.json', 'v1.csv', 'v2.csv'])
    expect(JSON.parse(out).tickets.map(({ events }: { events: { at: string }[] }) => events.at(-1)?.at)).toEqual(['2026-03-04T11:00:00Z'])
  })
})

it('the schema takes what the reader takes, and refuses what it refuses', async () => {
  const schema = JSON.parse((await tool.run(['schema', 'import'])).out)
  const isMapping = new Ajv({ strict: true, allowUnionTypes: true, validateFormats: false }).compile(schema)
  expect(isMapping(MAPPING)).toBe(true)
  for (const bad of [{ ...MAPPING, kind: 'rows' }, { ...MAPPING, ordre: 'day-first' }, { kind: 'spans' }])
    expect(isMapping(bad)).toBe(false)
})
