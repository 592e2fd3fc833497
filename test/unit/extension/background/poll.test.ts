import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import { poll } from '../../../../extension/background/poll.ts'
import type { PollParts } from '../../../../extension/sources/poll-parts.ts'
import { openStore, type Store } from '../../../../extension/store/open-store.ts'
import { readLog, readSources, readStoredEvidence } from '../../../../extension/store/read-store.ts'
import { writeAgreement } from '../../../../extension/store/write-store.ts'
import { statuspage } from '../../../../shared/feeds/statuspage.ts'
import { history, incidentRow } from '../../../browser/statuspage.ts'
import { agreement, MINUTE, source } from '../records.ts'

const START = Date.UTC(2026, 10, 18, 13)

let db: Store
let now: number
let body: string
let asked: string[]
let count = 0

const parts = (more: Partial<PollParts> = {}): PollParts => ({
  db,
  adaptors: [statuspage],
  now: () => now,
  online: () => true,
  permitted: async () => false,
  fetch: (async (address: string) => {
    asked.push(address)
    return new Response(body, { headers: { 'content-type': 'application/json' } })
  }) as typeof fetch,
  ...more,
})

const list = (): string => JSON.stringify({ page: {}, incidents: history(START).map((outage) => incidentRow(outage)) })
const state = async () => (await readSources(db))[0]!.state

beforeEach(async () => {
  db = await openStore(`poll-${count++}`)
  now = START
  body = list()
  asked = []
  await writeAgreement(db, agreement('a', 'acme'), [source()])
  await poll(parts())
})

describe('polling', () => {
  it('reads what is due and keeps it', async () => {
    // Five incidents, one component each.
    expect((await readStoredEvidence(db, 'acme')).spans).toHaveLength(5)
    expect(await state()).toMatchObject({ readAt: START, dueAt: START + 5 * MINUTE, blindSince: null, events: 5 })
  })
  it.each([
    // Wakes are a minute apart: 4 min 30 s is nearer to the fifth than the next one will be.
    ['over half a minute before it is due', 4.5 * MINUTE - 1, 1],
    ['half a minute before it is due', 4.5 * MINUTE, 2],
    ['when it is due', 5 * MINUTE, 2],
    ['long after, once', 600 * MINUTE, 2],
  ])('asks %s', async (_what, later, times) => {
    now = START + later
    await poll(parts())
    expect(asked).toHaveLength(times)
  })
  it('adds nothing while the answer is the same', async () => {
    now += 5 * MINUTE
    expect((await poll(parts())).changed).toEqual([])
    expect(await db.count('evidence')).toBe(1)
    expect((await state()).covered.at(-1)).toBe(now)
  })
  it('keeps what it knew when the clock was set back, and reads again once it is past', async () => {
    now = START - MINUTE
    await poll(parts(), ['acme'])
    expect((await state()).trouble?.kind).toBe('clock')
    expect((await state()).covered.at(-1)).toBe(START)
    now = START + MINUTE
    await poll(parts(), ['acme'])
    expect((await state()).trouble).toBeNull()
  })
  it('is not put to sleep by a clock that stood years ahead', async () => {
    await db.put('sources', source({ dueAt: START + 365 * 86_400_000 }))
    await poll(parts())
    expect(asked).toHaveLength(2)
  })
  it('does not ask while there is no connection, and says so', async () => {
    now += 5 * MINUTE
    await poll(parts({ online: () => false }))
    expect(asked).toHaveLength(1)
    expect((await state()).trouble?.kind).toBe('offline')
  })
  it('takes no source’s trouble for another’s', async () => {
    await writeAgreement(db, agreement('b', 'other'), [source({}, { id: 'other', address: 'https://other.example/api/v2/incidents.json' })])
    now += 5 * MINUTE
    const fetchOne = (async (address: string) => {
      if (address.includes('acme')) throw new TypeError('no route')
      return new Response(body, { headers: { 'content-type': 'application/json' } })
    }) as typeof fetch
    await poll(parts({ fetch: fetchOne }))
    const states = new Map((await readSources(db)).map((each) => [each.id, each.state.trouble?.kind]))
    expect([...states]).toEqual([
      ['acme', 'unreachable'],
      ['other', undefined],
    ])
  })
  it('writes into the log when a source goes blind and when it sees again, once each', async () => {
    for (const text of ['<', '<', list(), list()]) {
      body = text
      now += 60 * MINUTE
      await poll(parts())
    }
    expect((await readLog(db, 9)).map(({ what }) => what)).toEqual(['source-sees', 'source-blind'])
  })
})
