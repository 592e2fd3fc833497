/** Tables of the shapes that people have: split columns, titles above, sums below, logs of changes, tickets with holds, deliveries. */
import { describe, expect, it } from 'vitest'
import { decodeText } from '../../../../shared/evidence/import/decode.ts'
import { guessMapping } from '../../../../shared/evidence/import/guess.ts'
import type { Mapping } from '../../../../shared/evidence/import/mapping.ts'
import { type Preview, previewImport } from '../../../../shared/evidence/import/preview.ts'
import { readTable } from '../../../../shared/evidence/import/table.ts'
import { newestVersions, updates } from '../../../../shared/evidence/import/versions.ts'
import { type Evidence, NO_EVIDENCE } from '../../../../shared/evidence/model.ts'
import { temporalZones } from '../../../../shared/time/zones.ts'

const AT = Date.UTC(2026, 11, 1)
const SOURCE = { kind: 'manual', id: 'file', party: 'customer' } as const
const short = (at: number | null): string => (at === null ? 'open' : new Date(at).toISOString().slice(5, 16))

function read(text: string, answers: Partial<Mapping> = {}): Preview {
  const table = readTable(text)
  const { mapping } = guessMapping(table)
  return previewImport(table, { ...mapping, ...answers }, { source: SOURCE, zones: temporalZones, at: AT })
}
const spans = ({ evidence }: Preview): string[] =>
  evidence.spans.map(({ service, state, from, to }) => `${service} ${state} ${short(from)} ${short(to)}`)

describe('a date and times in columns of their own', () => {
  const TEXT = 'Service,Date,Start time,End time,Status\nShop,2026-03-10,14:02,14:14,Down\nShop,2026-03-11,23:50,00:20,Down\n'
  it('are read together; an end before the start is of the night after', () => {
    expect(spans(read(TEXT, { zone: 'UTC' }))).toEqual(['Shop down 03-10T14:02 03-10T14:14', 'Shop down 03-11T23:50 03-12T00:20'])
  })
  it('are asked for their zone and order as others are', () => {
    const proven = TEXT.replace('2026-03-10', '3/20/26').replace('2026-03-11', '3/21/26')
    const questions = read(proven).questions.map(({ about }) => about)
    expect(questions).toEqual(['zone'])
    expect(read(TEXT.replace('2026-03-10', '3/4/26').replace('2026-03-11', '3/5/26')).questions.map(({ about }) => about)).toEqual([
      'order',
      'zone',
    ])
  })
  it('takes the day of the end from its column', () => {
    const text = 'Service,Date,Start time,End date,End time,Status\nShop,2026-03-10,14:00,2026-03-12,02:00,Down\n'
    expect(spans(read(text, { zone: 'UTC' }))).toEqual(['Shop down 03-10T14:00 03-12T02:00'])
  })
})

describe('a report', () => {
  const TEXT =
    'Outages in March\nGenerated;2026-04-01\n\nService;Start;End;Status\nShop;2026-03-10T14:02Z;2026-03-10T14:14Z;Down\nTotal downtime;;;12 min\n'
  it('begins below its title and ends above its sum', () => {
    const table = readTable(TEXT)
    expect(table).toMatchObject({ delimiter: ';', above: 2, columns: ['Service', 'Start', 'End', 'Status'] })
    expect(table.rows.map(({ place }) => place)).toEqual([5, 6])
    expect(read(TEXT)).toMatchObject({ rows: 2, taken: 1, left: 1, rejected: [] })
  })
  it('keeps a row that calls itself a sum and has times', () => {
    const seen = read(TEXT.replace('Total downtime;;;12 min', 'Total outage;2026-03-11T14:02Z;2026-03-11T14:14Z;Down'))
    expect(seen).toMatchObject({ taken: 2, left: 0 })
  })
  it.each([
    ['names one column too few', 'a,b,c\n1,2,3,4\n5,6,7,8\n', 0],
    ['leaves a column without a name', 'status,,status\n1,2,3\n', 0],
    ['has a date in every row', '2026-03-10 14:00,x,y\n2026-03-11 14:00,x,y\n', 0],
    ['has a title as wide as the table', 'Outages,,,\nService,Start,End,Status\nShop,2026-03-10T14:02Z,2026-03-10T14:14Z,Down\n', 1],
  ])('that %s begins at line %#', (_what, text, above) => expect(readTable(text).above).toBe(above))
  it('of Excel says its delimiter', () => expect(readTable('sep=;\na;b,c\n1;2\n')).toMatchObject({ delimiter: ';', columns: ['a', 'b,c'] }))
})

it.each([
  ['UTF-8', [0x4b, 0xc3, 0xbc], 'Kü'],
  ['UTF-16, marked', [0xff, 0xfe, 0x4b, 0, 0xfc, 0], 'Kü'],
  ['UTF-16, big end first', [0xfe, 0xff, 0, 0x4b, 0, 0xfc], 'Kü'],
  ['UTF-16 without a mark', [0x4b, 0, 0xfc, 0, 0x63, 0], 'Küc'],
  ['Windows-1252', [0x4b, 0xfc, 0x80], 'Kü€'],
])('bytes of %s are text', (_what, bytes, text) => expect(decodeText(Uint8Array.from(bytes))).toBe(text))

describe('the kind of a table', () => {
  it.each([
    ['tickets by their columns', 'Ticket ID,Opened,Resolved,Priority\n1,2026-03-10T14:00Z,,P1\n', undefined, 'tickets'],
    ['outages by their words', 'Component;Start;End;Status\nAPI;2026-10-04 09:00;2026-10-04 10:40;down\n', undefined, 'spans'],
    ['deliveries by due and delivered', 'date;due;delivered\n2026-11-02;2026-11-02 09:00;2026-11-02 08:55\n', undefined, 'deliveries'],
    ['numbered things that begin and end', 'Number,Start,End\nX-1,2026-03-10T14:00Z,2026-03-10T15:00Z\n', ['spans', 'tickets'], 'spans'],
    ['tickets with the words of outages', 'Ticket,Opened,Resolved,State\n1,2026-03-10T14:00Z,,Down\n', ['tickets', 'spans'], 'tickets'],
  ])('%s', (_what, text, kinds, kind) => {
    const found = guessMapping(readTable(text))
    expect([found.kinds, found.mapping.kind]).toEqual([kinds, kind])
  })
  it('lists every column of dates that is not used', () => {
    const text = 'Ticket ID,Priority,Opened,Resolved,Touched,Answered by,Due\n1,P1,2026-03-10T14:00Z,,2026-03-10 15:00,Kim,11 Mar 2026\n'
    expect(guessMapping(readTable(text)).unused).toEqual(['Touched', 'Due'])
  })
})

describe('tickets', () => {
  const TEXT =
    'Ticket;Type;Priority;Opened;Responded;On hold since;Resumed;Resolved;Group;Opened by\n' +
    'BR-1;Service request;broken;2026-11-03 09:10;2026-11-03 10:00;2026-11-03 11:00;2026-11-03 12:00;2026-11-03 15:00;Field;customer\n'
  it('carry holds, groups, types and who opened them', () => {
    expect(read(TEXT, { zone: 'UTC' }).evidence.tickets).toEqual([
      {
        id: 'BR-1',
        type: 'request',
        severity: 'broken',
        events: [
          { at: Date.UTC(2026, 10, 3, 9, 10), kind: 'opened', by: 'customer', group: 'Field' },
          { at: Date.UTC(2026, 10, 3, 10), kind: 'responded', by: 'provider' },
          { at: Date.UTC(2026, 10, 3, 11), kind: 'waiting-on-customer', by: 'provider' },
          { at: Date.UTC(2026, 10, 3, 12), kind: 'resumed', by: 'customer' },
          { at: Date.UTC(2026, 10, 3, 15), kind: 'resolved', by: 'provider' },
        ],
      },
    ])
  })
  it('of one reference are one: the last row counts, and that is said', () => {
    const twice = `${TEXT}${TEXT.split('\n')[1]!.replace('15:00;Field', '16:00;Field')}\n`
    const seen = read(twice, { zone: 'UTC' })
    expect(seen.notes).toEqual([{ code: 'repeated', n: 1 }])
    expect(seen.evidence.tickets.map(({ events }) => events.at(-1)!.at)).toEqual([Date.UTC(2026, 10, 3, 16)])
  })
  it('are all there were where a person says so', () => {
    const covers = { from: '2026-11-01T00:00:00Z', to: '2026-12-01T00:00:00Z' }
    const { evidence } = read(TEXT, { zone: 'UTC', covers })
    expect(evidence.itemCoverage).toEqual([{ of: 'tickets', source: SOURCE, from: Date.UTC(2026, 10, 1), to: Date.UTC(2026, 11, 1) }])
    expect(evidence.coverage).toEqual([])
  })
})

describe('deliveries', () => {
  const TEXT = 'ref;due;delivered\nA;2026-11-02 09:00;2026-11-02 08:55\nB;2026-11-03 09:00;\n'
  it('say when each was due and made; an empty cell that it was not', () => {
    const seen = read(TEXT, { zone: 'Europe/Berlin', deliverable: 'morning' })
    expect(seen.evidence.deliveries).toEqual([
      { deliverable: 'morning', ref: 'A', due: Date.UTC(2026, 10, 2, 8), deliveredAt: Date.UTC(2026, 10, 2, 7, 55) },
      { deliverable: 'morning', ref: 'B', due: Date.UTC(2026, 10, 3, 8) },
    ])
    expect(seen.open).toBe(1)
  })
  it('asks which deliverable they are', () => expect(read(TEXT, { zone: 'UTC' }).questions).toEqual([{ about: 'deliverable' }]))
  it('refuses one that was made after the file was', () => {
    expect(read(TEXT.replace('2026-11-02 08:55', '2026-12-02 08:55'), { zone: 'UTC', deliverable: 'm' }).rejected).toMatchObject([
      { place: 2, column: 'delivered' },
    ])
  })
})

describe('a log of changes', () => {
  const TEXT = 'time,monitor,state\n2026-03-10T14:00Z,a,down\n2026-03-10T14:05Z,b,down\n2026-03-10T14:12Z,a,up\n2026-03-10T14:15Z,a,up\n'
  const LOG = { kind: 'spans', columns: { from: 'time', service: 'monitor', state: 'state' }, states: { down: 'down', up: 'up' } } as const
  it('ends each state with the next row of its service, the last one where the file ends', () => {
    const seen = read(TEXT, { ...LOG, ends: 'next', until: '2026-03-10T15:00:00Z' })
    expect(spans(seen)).toEqual(['a down 03-10T14:00 03-10T14:12', 'a up 03-10T14:12 03-10T15:00', 'b down 03-10T14:05 03-10T15:00'])
    expect(seen.open).toBe(2)
  })
  it('covers no time after the last row, unless a person sets until when', () => {
    // Down goes on until the file was read; up ends at 14:15, the newest row.
    expect(spans(read(TEXT, { ...LOG, ends: 'next' }))).toEqual([
      'a down 03-10T14:00 03-10T14:12',
      'a up 03-10T14:12 03-10T14:15',
      'b down 03-10T14:05 12-01T00:00',
    ])
  })
})

describe('a file that repeats rows of an earlier one', () => {
  const ticket = (id: string, n: number): Evidence['tickets'][number] => ({
    id,
    type: 'incident',
    severity: 'p1',
    events: [{ at: n, kind: 'opened', by: 'customer' }],
  })
  const piece = (tickets: Evidence['tickets']): Evidence => ({ ...NO_EVIDENCE, tickets })
  it('replaces it, reference by reference', () => {
    const [old, recent] = newestVersions([piece([ticket('A', 1), ticket('B', 1)]), piece([ticket('B', 2), ticket('C', 2)])])
    expect(old!.tickets.map(({ id }) => id)).toEqual(['A'])
    expect(recent!.tickets.map(({ id }) => id)).toEqual(['B', 'C'])
  })
  it('says how much of it is known', () => {
    expect(updates(piece([ticket('B', 2), ticket('C', 2)]), [piece([ticket('A', 1), ticket('B', 1)])])).toBe(1)
  })
})
