/** Incidents that have left the list, read again at their own addresses from a real server on loopback. */
import 'fake-indexeddb/auto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { poll } from '../../../../extension/background/poll.ts'
import type { PollParts } from '../../../../extension/sources/poll-parts.ts'
import { openStore, type Store } from '../../../../extension/store/open-store.ts'
import { readLog, readSources, readStoredEvidence } from '../../../../extension/store/read-store.ts'
import type { SourceState } from '../../../../extension/store/store-schema.ts'
import { writeAgreement } from '../../../../extension/store/write-store.ts'
import { knownEvidence } from '../../../../shared/evidence/known-at.ts'
import { revisions } from '../../../../shared/evidence/revisions.ts'
import { statuspage } from '../../../../shared/feeds/statuspage.ts'
import { incidentRow, type Outage, type StatusServer, statusServer } from '../../../browser/statuspage.ts'
import { agreement, MINUTE, source } from '../records.ts'

const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const START = Date.UTC(2026, 10, 18, 13)

/** Each an hour long, on the API; `days` before START. */
const outage = (id: string, days: number): Outage => ({
  id,
  from: START - days * DAY,
  to: START - days * DAY + HOUR,
  component: 'c-api',
  state: 'major_outage',
})

let server: StatusServer
let db: Store
let now: number
let count = 0

const parts = (more: Partial<PollParts> = {}): PollParts => ({
  db,
  adaptors: [statuspage],
  now: () => now,
  online: () => true,
  permitted: async () => false,
  chance: () => 0,
  limits: { timeoutMs: 2000 },
  ...more,
})
const state = async (): Promise<SourceState> => (await readSources(db))[0]!.state
const singles = (): string[] => server.asked.flatMap((path) => /incidents\/(.+)\.json$/.exec(path)?.[1] ?? [])
const spans = async () => (await readStoredEvidence(db, 'acme')).spans
/** What speaks now: event, minutes. */
const speaking = async () =>
  knownEvidence(await readStoredEvidence(db, 'acme'), now, now)
    .evidence.spans.map(({ ref, from, to }) => [ref, to === null ? null : (to - from) / MINUTE] as const)
    .sort()
/** Wakes five minutes apart. */
async function wakes(n: number): Promise<void> {
  for (let i = 0; i < n; i++) {
    now += 5 * MINUTE
    await poll(parts())
  }
}
const change = (id: string, to: number): void => {
  server.outages = server.outages.map((each) => (each.id === id ? { ...each, to } : each))
}

beforeAll(async () => {
  server = await statusServer([])
})
afterAll(() => server.close())

beforeEach(async () => {
  db = await openStore(`again-${count++}`)
  now = START
  server.alone = null
  server.listed = Number.POSITIVE_INFINITY
  server.outages = [outage('i-1', 90), outage('i-2', 30), outage('i-3', 20), outage('i-4', 10), outage('i-5', 1)]
  const address = `${server.url}api/v2/incidents.json`
  await writeAgreement(db, agreement('a', 'acme'), [source({}, { address, page: server.url })])
  await poll(parts())
  server.asked.length = 0
})

describe('what still stands in the list', () => {
  it('is not asked for by itself', async () => {
    await wakes(3)
    expect(singles()).toEqual([])
  })
})

describe('what has left the list', () => {
  beforeEach(() => {
    // i-4 and i-5 stay; i-1 ended more than 60 days ago.
    server.listed = 2
  })
  it('is read once a day, for 60 days after its end, and no longer', async () => {
    await wakes(10)
    expect(singles().sort()).toEqual(['i-2', 'i-3'])
    server.asked.length = 0
    now += DAY
    await wakes(10)
    expect(singles().sort()).toEqual(['i-2', 'i-3'])
    server.asked.length = 0
    // i-2 ended at START − 30 d + 1 h: until START + 30 d + 1 h. A day after that it is only i-3.
    now = START + 31 * DAY
    await wakes(10)
    expect(singles()).toEqual(['i-3'])
  })
  it('becomes a later version where it was edited', async () => {
    change('i-2', START - 30 * DAY + 17 * MINUTE)
    await wakes(1)
    expect(await speaking()).toContainEqual(['i-2', 17])
    expect(revisions(await spans()).map(({ kind, ref, by }) => [kind, ref, by])).toEqual([['shortened', 'i-2', 43 * MINUTE]])
    const { covered } = await state()
    // What the list speaks for is not touched by it: from the oldest incident of the first reading up to now.
    expect(covered).toEqual([START - 90 * DAY, now])
    await wakes(3)
    expect(await spans()).toHaveLength(6)
  })
  it('adds nothing where it is as it was', async () => {
    await wakes(5)
    expect(await spans()).toHaveLength(5)
    expect(await db.count('evidence')).toBe(1)
  })
  it('ends where it was still open when it was last listed', async () => {
    server.listed = 3
    server.outages = server.outages.map((each) => (each.id === 'i-3' ? { ...each, to: null } : each))
    await wakes(1)
    server.listed = 2
    change('i-3', START - 20 * DAY + 2 * HOUR)
    await wakes(1)
    // The version that was open, and the one that has an end.
    expect(await speaking()).toContainEqual(['i-3', 120])
  })
})

describe('how often it is asked', () => {
  beforeEach(async () => {
    // Twelve more, of 2 to 13 days ago; the list holds the newest of all, i-5 and j-0.
    server.outages = [...server.outages, ...Array.from({ length: 12 }, (_, i) => outage(`j-${i}`, 2 + i))]
    await wakes(1)
    server.listed = 2
    server.asked.length = 0
  })
  it('three of one source in one wake, the youngest first', async () => {
    await wakes(1)
    expect(singles()).toEqual(['j-1', 'j-2', 'j-3'])
    await wakes(1)
    expect(singles().slice(3)).toEqual(['j-4', 'j-5', 'j-6'])
  })
  it.each([
    ['of fewer hosts than share a wake, each three', 1, 6],
    ['of more, six together', 4, 6],
  ])('%s', async (_what, others, asked) => {
    const servers = await Promise.all(Array.from({ length: others }, () => statusServer(server.outages)))
    for (const [i, each] of servers.entries()) {
      const other = source({}, { id: `o-${i}`, address: `${each.url}api/v2/incidents.json`, page: each.url })
      await writeAgreement(db, agreement(`of-${i}`, other.id), [other])
    }
    server.listed = 20
    await wakes(1)
    for (const each of [server, ...servers]) {
      each.listed = 2
      each.asked.length = 0
    }
    await wakes(1)
    const all = [server, ...servers].flatMap((each) => each.asked.filter((path) => path.startsWith('/api/v2/incidents/')))
    expect(all).toHaveLength(asked)
    await Promise.all(servers.map((each) => each.close()))
  })
  it.each([429, 503])('not at all for as long as a %i says, and neither is the list', async (status) => {
    server.alone = (_, response) => void response.writeHead(status, { 'retry-after': '7200' }).end()
    await wakes(1)
    expect(singles()).toEqual(['j-1'])
    expect(await state()).toMatchObject({ trouble: null, dueAt: now + 2 * HOUR })
    server.alone = null
    server.asked.length = 0
    await wakes(23)
    expect(server.asked).toEqual([])
    await wakes(1)
    expect(singles()).toEqual(['j-2', 'j-3', 'j-4'])
  })
  it('again after an hour where it could not be read, the others first', async () => {
    server.alone = (_, response) => void response.writeHead(500).end()
    await wakes(1)
    expect(singles()).toEqual(['j-1'])
    server.alone = null
    await wakes(11)
    expect(singles()).toEqual(['j-1'])
    await wakes(1)
    expect(singles()).toEqual(['j-1', 'j-2', 'j-3', 'j-4'])
    expect(await state()).toMatchObject({ trouble: null, again: { gone: {} } })
  })
  it('conditionally, where the host was permitted', async () => {
    const conditions: (string | undefined)[] = []
    server.alone = (request, response) => {
      conditions.push(request.headers['if-none-match'])
      if (request.headers['if-none-match']) return void response.writeHead(304).end()
      response.writeHead(200, { 'content-type': 'application/json', etag: '"one"' }).end('{"incident":{"id":"j-1"}}')
    }
    now += 5 * MINUTE
    await poll(parts({ permitted: async () => true }))
    expect(conditions).toEqual([undefined, undefined, undefined])
    now += 2 * DAY
    // Fourteen have left the list, eleven of them never read: those come first, and the three from before in the fifth wake.
    for (let i = 0; i < 5; i++) {
      now += 5 * MINUTE
      await poll(parts({ permitted: async () => true }))
    }
    expect(conditions.filter((each) => each === '"one"')).toHaveLength(3)
    expect(await spans()).toHaveLength(17)
  })
})

describe('an incident that the page took away', () => {
  beforeEach(async () => {
    server.outages = server.outages.filter(({ id }) => id !== 'i-4')
  })
  it('is remembered as taken away, once, and what it said still counts', async () => {
    await wakes(4)
    const missed = now
    expect(Object.keys((await state()).again?.gone ?? {})).toEqual(['i-4'])
    expect(await speaking()).toContainEqual(['i-4', 60])
    now += DAY
    await wakes(2)
    expect((await state()).again?.gone['i-4']).toBeLessThan(missed)
    expect((await readLog(db, 9)).filter(({ what }) => what === 'event-gone')).toHaveLength(1)
  })
  it('speaks by its own words again when it is back', async () => {
    await wakes(2)
    server.outages = [...server.outages, { ...outage('i-4', 10), to: START - 10 * DAY + 90 * MINUTE }]
    await wakes(1)
    expect((await state()).again?.gone).toEqual({})
    expect(await speaking()).toContainEqual(['i-4', 90])
  })
  it('is not taken for it on a page that has no address for single incidents', async () => {
    server.alone = (_, response) => void response.writeHead(404).end()
    await wakes(2)
    // Tried with one that is listed, which is not there either; then not for a week.
    expect(singles()).toEqual(['i-4', 'i-5'])
    expect(await state()).toMatchObject({ trouble: null, again: { gone: {}, served: false } })
    server.asked.length = 0
    now += 6 * DAY
    await wakes(2)
    expect(singles()).toEqual([])
    now += 2 * DAY
    await wakes(1)
    expect(singles()).toEqual(['i-4', 'i-5'])
  })
  it('is not one where the answer is an incident of another name', async () => {
    const other = JSON.stringify({ incident: incidentRow(outage('i-9', 10)) })
    server.alone = (_, response) => void response.writeHead(200, { 'content-type': 'application/json' }).end(other)
    await wakes(2)
    expect(await speaking()).toHaveLength(5)
    expect(await spans()).toHaveLength(5)
  })
  it('is known for gone by two answers a day apart that the browser may not see, while another is answered', async () => {
    // What a browser makes of a 404 that names no origin: as if nobody had answered.
    server.alone = (request, response) => {
      const one = server.outages.find(({ id }) => request.url?.endsWith(`/${id}.json`))
      if (!one) return void response.destroy()
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ incident: incidentRow(one) }))
    }
    await wakes(2)
    expect((await state()).again).toMatchObject({ gone: {}, events: { 'i-4': { lost: 1 } } })
    now += DAY
    await wakes(1)
    expect(Object.keys((await state()).again?.gone ?? {})).toEqual(['i-4'])
    expect(await speaking()).toContainEqual(['i-4', 60])
  })
  it('is not known for gone while no event is answered', async () => {
    server.alone = (_, response) => void response.destroy()
    for (let day = 0; day < 4; day++) {
      await wakes(2)
      now += DAY
    }
    expect((await state()).again?.gone).toEqual({})
    expect((await state()).trouble).toBeNull()
  })
})
