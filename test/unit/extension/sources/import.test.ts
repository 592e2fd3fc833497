/** A file as a source of its own: stored once, all or nothing, taken out again, kept apart from what is polled. */
import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import { poll } from '../../../../extension/background/poll.ts'
import { thinned } from '../../../../extension/background/retention.ts'
import { type Ask, RequestRefused } from '../../../../extension/messages.ts'
import { judgedAt } from '../../../../extension/model/summarize.ts'
import {
  componentsOf,
  decodeText,
  draftOf,
  ofKind,
  reread,
  seenIn,
  withColumn,
} from '../../../../extension/pages/agreement/import-draft.ts'
import { importRecords } from '../../../../extension/sources/import.ts'
import { gather } from '../../../../extension/store/gather-evidence.ts'
import { writeImport } from '../../../../extension/store/imported.ts'
import { openStore, type Store } from '../../../../extension/store/open-store.ts'
import { readAgreement, readSources } from '../../../../extension/store/read-store.ts'
import type { AgreementRecord, SourceRecord } from '../../../../extension/store/store-schema.ts'
import { unlink, writeAgreement } from '../../../../extension/store/write-store.ts'
import { agreement, source } from '../records.ts'

const NOW = Date.UTC(2026, 3, 10)
const MADE = Date.UTC(2026, 3, 1)
const TEXT = 'service,from,to,state\nShop,2026-03-04T09:00Z,2026-03-04T09:40Z,down\nBlog,2026-03-05T09:00Z,2026-03-05T09:40Z,down\n'
const MAPPING = {
  format: 'standing/import@1',
  kind: 'spans',
  columns: { service: 'service', from: 'from', to: 'to', state: 'state' },
  states: { down: 'down' },
}
const asked = (more: Partial<Ask<'import/add'>> = {}): Ask<'import/add'> => ({
  agreement: 'a',
  name: 'march.csv',
  text: TEXT,
  mapping: MAPPING,
  components: { Shop: ['api'] },
  made: MADE,
  ...more,
})

let db: Store
let count = 0
beforeEach(async () => {
  db = await openStore(`import-${count++}`)
  await writeAgreement(db, agreement('a'), [])
})
const one = async (): Promise<AgreementRecord> => (await readAgreement(db, 'a')) as AgreementRecord
const keep = async (ask = asked()): Promise<boolean> => {
  const record = await one()
  return writeImport(db, record, importRecords(record, ask, NOW), { at: NOW, what: 'file-imported', agreement: 'a' })
}
const gathered = async () => gather(db, await one(), new Map((await readSources(db)).map((each) => [each.id, each])))

describe('a file that is imported', () => {
  it('speaks for the services its names are put to, as what we wrote down', async () => {
    expect(await keep()).toBe(true)
    const { spans, coverage } = await gathered()
    expect(spans).toMatchObject([
      {
        service: 'api',
        state: 'down',
        from: Date.UTC(2026, 2, 4, 9),
        to: Date.UTC(2026, 2, 4, 9, 40),
        source: { kind: 'manual', party: 'customer' },
      },
    ])
    expect(coverage).toEqual([])
    // Blog was put to no service: its row is not kept at all.
    expect((await readSources(db))[0]?.imported).toMatchObject({ name: 'march.csv', rows: 2, taken: 1, rejected: 0 })
  })
  it('twice adds nothing, whatever it is called then', async () => {
    await keep()
    expect(await keep(asked({ name: 'copy.csv' }))).toBe(false)
    expect([await db.count('evidence'), await db.count('sources'), await db.count('log')]).toEqual([1, 1, 1])
  })
  it('can be taken out, and read in another way then', async () => {
    await keep()
    await unlink(db, await one(), (await readSources(db))[0]?.id ?? '')
    expect((await gathered()).spans).toEqual([])
    expect(await keep(asked({ mapping: { ...MAPPING, states: { down: 'degraded' } } }))).toBe(true)
    expect((await gathered()).spans.map(({ state }) => state)).toEqual(['degraded'])
    expect(await db.count('evidence')).toBe(1)
  })
  it('speaks for a stretch of time where a person says so, up to when it was made', async () => {
    const covers = { from: '2026-03-01T00:00:00Z', to: '2026-05-01T00:00:00Z' }
    await keep(asked({ mapping: { ...MAPPING, covers, by: 'provider' } }))
    expect((await gathered()).coverage).toMatchObject([
      { service: 'api', from: Date.UTC(2026, 2, 1), to: MADE, source: { kind: 'feed', party: 'provider' } },
    ])
  })
  it('counts tickets once, also where two files have the same one', async () => {
    const mapping = {
      format: 'standing/import@1',
      kind: 'tickets',
      columns: { ref: 'id', opened: 'opened', resolved: 'solved', priority: 'prio' },
    }
    const head = 'id,prio,opened,solved\n'
    await keep(asked({ text: `${head}T1,p1,2026-03-04T09:00Z,\n`, mapping, components: {} }))
    await keep(asked({ text: `${head}T1,p1,2026-03-04T09:00Z,2026-03-04T11:00Z\n`, mapping, components: {} }))
    expect((await gathered()).tickets).toMatchObject([{ id: 'T1', events: [{ kind: 'opened' }, { kind: 'resolved' }] }])
  })
  const TICKETS = {
    format: 'standing/import@1',
    kind: 'tickets',
    columns: { ref: 'id', opened: 'opened', responded: 'answered', priority: 'prio' },
  }
  const ticket = (answered: string): string => `id,prio,opened,answered\nT1,p1,2026-03-04T09:00Z,${answered}\n`
  it.each([
    ['imported later', MADE, MADE],
    ['made later and imported before', MADE + 1, MADE],
  ])('of the newer version of a ticket, %s, is the one that counts', async (_what, newer, older) => {
    const files = [
      { text: ticket('2026-03-04T10:00Z'), made: older },
      { text: ticket('2026-03-04T11:00Z'), made: newer },
    ]
    for (const each of newer > older ? files.reverse() : files) await keep(asked({ ...each, mapping: TICKETS, components: {} }))
    expect((await gathered()).tickets.map(({ events }) => events.map(({ at }) => at))).toEqual([
      [Date.UTC(2026, 2, 4, 9), Date.UTC(2026, 2, 4, 11)],
    ])
  })
  it('with a newer version keeps what only the older file has', async () => {
    await keep(asked({ text: `${ticket('')}T2,p1,2026-03-05T09:00Z,\n`, mapping: TICKETS, components: {} }))
    await keep(asked({ text: ticket('2026-03-04T11:00Z'), mapping: TICKETS, components: {} }))
    expect((await gathered()).tickets.map(({ id, events }) => [id, events.length])).toEqual([
      ['T2', 1],
      ['T1', 2],
    ])
  })
  it('covers all tickets of a time where a person says so, and no service', async () => {
    const covers = { from: '2026-03-01T00:00:00Z', to: '2026-05-01T00:00:00Z' }
    await keep(asked({ text: ticket(''), mapping: { ...TICKETS, covers }, components: {} }))
    const { coverage, itemCoverage } = await gathered()
    expect(coverage).toEqual([])
    expect(itemCoverage).toMatchObject([{ of: 'tickets', from: Date.UTC(2026, 2, 1), to: MADE }])
  })
  it('imports deliveries of the agreement’s deliverables, and refuses others', async () => {
    const record = await one()
    const withOne = { ...record, contract: { ...record.contract, deliverables: [{ id: 'morning' }] } }
    await writeAgreement(db, withOne, [])
    const deliveries = (deliverable: string): Ask<'import/add'> =>
      asked({
        text: 'due,delivered\n2026-03-04T09:00Z,2026-03-04T08:55Z\n2026-03-05T09:00Z,\n',
        mapping: { format: 'standing/import@1', kind: 'deliveries', columns: { due: 'due', delivered: 'delivered' }, deliverable },
        components: {},
      })
    expect(() => importRecords(withOne, deliveries('evening'), NOW)).toThrow(expect.objectContaining({ refusal: 'unknown-id' }))
    await keep(deliveries('morning'))
    expect((await gathered()).deliveries).toEqual([
      { deliverable: 'morning', due: Date.UTC(2026, 2, 4, 9), deliveredAt: Date.UTC(2026, 2, 4, 8, 55) },
      { deliverable: 'morning', due: Date.UTC(2026, 2, 5, 9) },
    ])
  })
  it.each([
    ['that leaves a question open', asked({ mapping: { ...MAPPING, states: {} } }), 'bad-file'],
    ['with an invalid mapping', asked({ mapping: { kind: 'spans' } }), 'bad-file'],
    ['that is no table', asked({ text: '<html>' }), 'bad-file'],
    ['without a row that can be read', asked({ text: 'service,from,to,state\nShop,x,y,down\n' }), 'bad-file'],
    ['for a service that there is not', asked({ components: { Shop: ['mail'] } }), 'unknown-id'],
  ])('%s is refused, and changes nothing', async (_what, ask, refusal) => {
    const record = await one()
    expect(() => importRecords(record, ask, NOW)).toThrow(RequestRefused)
    expect(() => importRecords(record, ask, NOW)).toThrow(expect.objectContaining({ refusal }))
    expect([await db.count('evidence'), await db.count('sources')]).toEqual([0, 0])
  })
  it('is never polled, and no reading of it is missed', async () => {
    await keep()
    const parts = {
      db,
      adaptors: [],
      now: () => NOW,
      online: () => true,
      permitted: async () => false,
      fetch: async () => Promise.reject(),
    }
    expect(
      await poll(
        parts as never,
        (await readSources(db)).map(({ id }) => id),
      ),
    ).toEqual({ changed: [], read: 0, blind: 0, left: [], failed: null })
    const feed = source({ readAt: NOW - 1000 })
    const file = (await readSources(db))[0] as SourceRecord
    const both = {
      ...(await one()),
      links: [
        { source: file.id, components: {} },
        { source: feed.id, components: {} },
      ],
    }
    expect(
      judgedAt(
        both,
        new Map([
          [file.id, file],
          [feed.id, feed],
        ]),
        NOW,
      ),
    ).toBe(NOW - 1000)
  })
})

it('the word that time was watched goes with what was seen in it', () => {
  const row = { service: 'Shop', source: { kind: 'manual', id: 'f', party: 'customer' }, to: 3_000 } as const
  const entry = {
    seq: 1,
    source: 'f',
    at: 1,
    evidence: {
      coverage: [
        { ...row, from: 0, to: 1_000 },
        { ...row, from: 500 },
        { ...row, from: 2_000 },
      ],
    },
  }
  expect(thinned(source(), [entry], [], 1_000).changed[0]?.evidence.coverage).toEqual([
    { ...row, from: 1_000 },
    { ...row, from: 2_000 },
  ])
})

describe('a draft', () => {
  const { contract } = agreement('a')
  const draft = draftOf(
    'x.csv',
    'service,from,to,state\nAPI,2026-03-04T09:00Z,2026-03-04T09:40Z,down\nBlog,2026-03-05T09:00Z,,down\n',
    MADE,
    contract,
  )
  it('puts names to services that bear them, and leaves out the others', () => {
    expect(draft.links).toEqual({ API: 'api', Blog: '' })
    expect(componentsOf(draft)).toEqual({ API: ['api'] })
    expect(seenIn(draft, NOW)).toMatchObject({ taken: 1, left: 1, open: 0 })
  })
  it('of one service alone needs no column for it', () => {
    const without = withColumn(draft, 'service', '', contract)
    expect(componentsOf(without)).toEqual({ api: ['api'] })
    expect(seenIn(without, NOW)).toMatchObject({ taken: 2, open: 1 })
  })
  it('drops the words of a column that is no longer mapped', () => {
    expect(withColumn(draft, 'state', '', contract).mapping).not.toHaveProperty('states')
    expect(withColumn(withColumn(draft, 'state', '', contract), 'state', 'state', contract).mapping.states).toEqual({ down: 'down' })
  })
  it('is guessed anew as another kind, or with another delimiter', () => {
    expect(ofKind(draft, 'tickets', contract).mapping).toMatchObject({ kind: 'tickets', columns: { opened: 'from' } })
    expect(reread(draft, { delimiter: ';' }, contract).table.columns).toEqual(['service,from,to,state'])
  })
})

it.each([
  ['UTF-8', [0xc3, 0xa4], 'ä'],
  ['UTF-16 with its mark', [0xff, 0xfe, 0xe4, 0x00], 'ä'],
  ['the letters of Windows', [0xe4], 'ä'],
])('bytes are read as %s', (_what, bytes, text) => expect(decodeText(Uint8Array.from(bytes))).toBe(text))
