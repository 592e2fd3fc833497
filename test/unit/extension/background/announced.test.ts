/** Addresses that only announce or take samples: accepted for what they are, never as a word about up or down. */
import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import { poll } from '../../../../extension/background/poll.ts'
import type { SourcePreview } from '../../../../extension/messages.ts'
import { draftStanding, pageContract, pageLinks, preselected } from '../../../../extension/pages/welcome/draft.ts'
import type { PollParts } from '../../../../extension/sources/poll-parts.ts'
import { look } from '../../../../extension/sources/source-preview.ts'
import { gather } from '../../../../extension/store/gather-evidence.ts'
import { openStore, type Store } from '../../../../extension/store/open-store.ts'
import { readAgreement, readSources, readStoredEvidence } from '../../../../extension/store/read-store.ts'
import { writeAgreement } from '../../../../extension/store/write-store.ts'
import { ADAPTORS } from '../../../../shared/feeds/index.ts'
import { fixture } from '../../feeds/fixture.ts'
import { agreement, source } from '../records.ts'

const NOW = Date.UTC(2026, 5, 10, 12)
const MINUTE = 60_000
const seen = (address: string, type: string, body: string): Promise<SourcePreview> => {
  const fetch = async (asked: string): Promise<Response> =>
    asked === address ? new Response(body, { headers: { 'content-type': type } }) : new Response('', { status: 404 })
  return look({ adaptors: ADAPTORS, now: () => NOW, fetch } as unknown as PollParts, address)
}

describe('an address that is added', () => {
  it.each([
    ['rss', 'https://acme.example/news.xml', 'application/rss+xml', fixture('rss')],
    ['ical', 'https://acme.example/works.ics', 'text/calendar', fixture('ical')],
    ['health', 'https://acme.example/health', 'application/health+json', fixture('health')],
    ['csv', 'https://acme.example/outages.csv', 'text/csv', fixture('csv')],
  ])('is taken for what it is: %s', async (feed, address, type, body) => {
    const found = await seen(address, type, body)
    expect(found).toMatchObject({ feed, address })
    expect(found.components.length).toBeGreaterThan(0)
  })

  it('with news alone is about the page as a whole, and is undecided by itself', async () => {
    const found = await seen('https://acme.example/news.xml', 'application/rss+xml', fixture('rss'))
    expect(found).toMatchObject({ components: [{ id: 'page' }], completeFrom: null })
    const chosen = preselected(found.components)
    const contract = pageContract(found, 'https://acme.example', chosen, '99.9')
    const standing = draftStanding(contract, found, 'https://acme.example', pageLinks(found, chosen))
    expect(standing.rows.map(({ verdict, time }) => [verdict, time?.down ?? null])).toEqual([['cannot-tell', 0]])
  })

  it('with a calendar that names no part is maintenance of the whole page', async () => {
    const text = fixture('ical').replace(/^CATEGORIES.*\r?\n/m, '')
    const found = await seen('https://acme.example/works.ics', 'text/calendar', text)
    expect(found.components).toMatchObject([{ id: 'page' }])
    expect(found.evidence.maintenance).toMatchObject([{ services: [] }])
    const contract = pageContract(found, 'https://acme.example', ['page'], '99.9')
    expect(draftStanding(contract, found, 'https://acme.example', pageLinks(found, ['page'])).rows[0]?.verdict).toBe('cannot-tell')
  })
})

let db: Store
let now: number
let answer: () => Response
let count = 0
const parts = (): PollParts => ({
  db,
  adaptors: ADAPTORS,
  now: () => now,
  online: () => true,
  permitted: async () => false,
  fetch: (async () => answer()) as typeof fetch,
})
const json =
  (value: unknown, status = 200) =>
  (): Response =>
    new Response(JSON.stringify(value), { status, headers: { 'content-type': 'application/health+json' } })

describe('a health endpoint that is followed', () => {
  const PASS = { status: 'pass', serviceId: 'c-api' }
  beforeEach(async () => {
    db = await openStore(`announced-${count++}`)
    now = NOW
    await writeAgreement(db, agreement('a', 'acme'), [source({}, { feed: 'health', address: 'https://acme.example/health' })])
  })
  const results = async () => (await readStoredEvidence(db, 'acme')).checks.flatMap((series) => series.results)

  it('adds a check with each reading, also where its answer is the same', async () => {
    answer = json(PASS)
    await poll(parts())
    now += 5 * MINUTE
    await poll(parts())
    expect(await results()).toEqual([
      { at: NOW, ok: true },
      { at: NOW + 5 * MINUTE, ok: true },
    ])
    const all = new Map((await readSources(db)).map((each) => [each.id, each]))
    const record = (await readAgreement(db, 'a'))!
    // It speaks for its checks alone, as those of the service it is put to.
    expect(await gather(db, record, all)).toMatchObject({ coverage: [], checks: [{ service: 'api' }] })
  })
  it('that says with 503 that it is ill has failed; a page of errors is no word at all', async () => {
    answer = json({ ...PASS, status: 'fail' }, 503)
    await poll(parts())
    now += 5 * MINUTE
    answer = () => new Response('<html>', { status: 503, headers: { 'content-type': 'text/html' } })
    await poll(parts())
    expect(await results()).toEqual([{ at: NOW, ok: false }])
    expect((await readSources(db))[0]?.state.trouble?.kind).toBe('wrong-type')
  })
  it('that lists the same check twice adds it once', async () => {
    const beats = { heartbeatList: { 'c-api': ['08:00', '08:01', '08:02'].map((time) => ({ time: `2026-06-10 ${time}:00`, status: 1 })) } }
    await db.put('sources', source({}, { feed: 'uptime-kuma', address: 'https://acme.example/api/status-page/heartbeat/x' }))
    answer = () => new Response(JSON.stringify(beats), { headers: { 'content-type': 'application/json' } })
    await poll(parts())
    now += 5 * MINUTE
    beats.heartbeatList['c-api'].push({ time: '2026-06-10 08:03:00', status: 0 })
    await poll(parts())
    expect((await results()).map(({ ok }) => ok)).toEqual([true, true, true, false])
  })
})
