/** The page's own figure beside a source: read with leave, four times a day, and never evidence. */
import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import { poll } from '../../../../extension/background/poll.ts'
import type { PollParts } from '../../../../extension/sources/poll-parts.ts'
import { openStore, type Store } from '../../../../extension/store/open-store.ts'
import { readSources, readStoredEvidence } from '../../../../extension/store/read-store.ts'
import { writeAgreement } from '../../../../extension/store/write-store.ts'
import { ADAPTORS } from '../../../../shared/feeds/index.ts'
import { fixture } from '../../feeds/fixture.ts'
import { agreement, source } from '../records.ts'

const START = Date.UTC(2026, 5, 10, 12)
const HOUR = 3_600_000
let db: Store
let now: number
let page: string | null
let asked: string[]
let count = 0

const parts = (leave: boolean): PollParts => ({
  db,
  adaptors: ADAPTORS,
  now: () => now,
  online: () => true,
  permitted: async () => leave,
  fetch: (async (address: string) => {
    asked.push(new URL(address).pathname)
    if (!address.endsWith('/uptime')) return new Response(fixture('statuspage'), { headers: { 'content-type': 'application/json' } })
    return page === null ? new Response('', { status: 503 }) : new Response(page, { headers: { 'content-type': 'text/html' } })
  }) as typeof fetch,
})
const official = async () => (await readSources(db))[0]?.state.official

beforeEach(async () => {
  db = await openStore(`official-${count++}`)
  now = START
  asked = []
  page = `<!doctype html><script>var uptimeData = ${JSON.stringify(JSON.parse(fixture('statuspage-uptime')).uptimeData)};</script>`
  await writeAgreement(db, agreement('a', 'acme'), [source()])
})

describe('the page’s own figure', () => {
  it('is not requested without permission to read the page', async () => {
    await poll(parts(false))
    expect([asked.includes('/uptime'), await official()]).toEqual([false, undefined])
  })
  it('is kept beside the source, and is no evidence', async () => {
    await poll(parts(false))
    const before = await readStoredEvidence(db, 'acme')
    now += HOUR
    await poll(parts(true))
    expect((await official())?.said?.parts).toMatchObject([{ id: 'c1', percent: '99.9722' }])
    expect(await readStoredEvidence(db, 'acme')).toEqual(before)
  })
  it.each([
    ['a ms before six hours are over', 6 * HOUR - 1, 1],
    ['when they are', 6 * HOUR, 2],
  ])('is asked for again: %s', async (_what, later, times) => {
    await poll(parts(true))
    now += later
    await poll(parts(true), ['acme'])
    expect(asked.filter((path) => path === '/uptime')).toHaveLength(times)
  })
  it('stays with its day when it can’t be read, and is no trouble of the source', async () => {
    await poll(parts(true))
    page = null
    now += 6 * HOUR
    await poll(parts(true))
    expect(await official()).toMatchObject({ at: START, said: { weights: 'major-and-partial' }, notBefore: START + 12 * HOUR })
    expect((await readSources(db))[0]?.state.trouble).toBeNull()
  })
})
