/** The months before a Statuspage's list: what is asked in a wake, what is kept for the next, and when time is covered. */
import 'fake-indexeddb/auto'
import { describe, expect, it } from 'vitest'
import { poll } from '../../../../extension/background/poll.ts'
import { ReadTrouble } from '../../../../extension/sources/fetch-address.ts'
import { dueAfter, isOlderDone, type OlderRead, olderCovered, olderFrom, readOlder } from '../../../../extension/sources/older-history.ts'
import type { PollParts } from '../../../../extension/sources/poll-parts.ts'
import { openStore } from '../../../../extension/store/open-store.ts'
import { readSources, readStoredEvidence } from '../../../../extension/store/read-store.ts'
import type { Older } from '../../../../extension/store/store-schema.ts'
import { writeAgreement } from '../../../../extension/store/write-store.ts'
import { NO_EVIDENCE } from '../../../../shared/evidence/model.ts'
import { statuspage } from '../../../../shared/feeds/statuspage.ts'
import { API, incident, incidents, response, update } from '../../feeds/statuspage-rows.ts'
import { agreement, source } from '../records.ts'

const NOW = Date.UTC(2026, 5, 20, 12)
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June']
const row = (code: string, impact = 'major', timestamp = 'Jun 10, 07:00 - 08:30 UTC'): object => ({
  code,
  name: code,
  message: 'x',
  impact,
  timestamp,
})
const months = (...list: (readonly [number, ...object[]])[]): string =>
  JSON.stringify({ months: list.map(([month, ...incidents]) => ({ name: MONTHS[month - 1], year: 2026, incidents })) })
const detail = (id: string): string =>
  response({ incident: incident(id, [update(420, 'investigating', [[API, 'operational', 'major_outage']]), update(450, 'resolved')]) })

type Site = Readonly<Record<string, string | ReadTrouble>>
const SITE: Site = {
  '/history.json?page=1': months([6, row('a'), row('quiet', 'none')], [5], [4, row('b', 'critical', 'Apr 3, 07:00 - 08:30 UTC')]),
  '/history.json?page=2': months([3], [2], [1]),
  '/api/v2/incidents/a.json': detail('a'),
}
const missing = new ReadTrouble('status', '404')

async function run(before: Older, site: Site = SITE, known = NO_EVIDENCE): Promise<OlderRead & { asked: string[] }> {
  const asked: string[] = []
  const fetch = async (address: string) => {
    const { pathname, search } = new URL(address)
    asked.push(`${pathname}${search}`)
    const answer = site[`${pathname}${search}`] ?? missing
    if (answer instanceof ReadTrouble) throw answer
    return { body: answer, etag: null }
  }
  const parts = { now: () => NOW, fetch, pause: async () => undefined }
  return { ...(await readOlder(parts, source(), statuspage, known, before)), asked }
}
const back = (count: number): Older => ({ ...olderFrom(NOW), since: 2026 * 12 + 5 - count })

describe('the months before a list', () => {
  it('begin a year back', () => expect(olderFrom(NOW).since).toBe(2025 * 12 + 5))
  it('are read first, then each incident with an impact, and then they are covered', async () => {
    const { asked, older, added, coveredFrom } = await run(back(2))
    expect(asked).toEqual(['/history.json?page=1', '/api/v2/incidents/a.json', '/api/v2/incidents/b.json'])
    expect(isOlderDone(older)).toBe(true)
    expect(older).toMatchObject({ of: 2, left: [] })
    // The second has no address of its own: it stands as its month lists it.
    expect(added.flatMap(({ spans = [] }) => spans.map(({ service, ref, state }) => [service, ref, state]))).toEqual([
      ['c1', 'a', 'down'],
      [null, 'b', 'down'],
    ])
    expect(coveredFrom).toBe(Date.UTC(2026, 3, 1))
  })
  it.each([
    ['to the third month of a page', 2, 1, Date.UTC(2026, 3, 1)],
    ['to the first of the next', 3, 2, Date.UTC(2026, 2, 1)],
    ['to the second month of a page', 1, 1, Date.UTC(2026, 4, 1)],
  ])('go back %s and no further', async (_what, count, pages, from) => {
    const { asked, coveredFrom } = await run(back(count))
    expect(asked.filter((each) => each.startsWith('/history'))).toHaveLength(pages)
    expect(coveredFrom).toBe(from)
  })
  it('leave out what is known', async () => {
    const span = { service: 'c1', from: 0, to: 1, state: 'down', source: { kind: 'feed', id: 's', party: 'provider' }, ref: 'a' } as const
    expect((await run(back(1), SITE, { ...NO_EVIDENCE, spans: [span] })).asked).toEqual(['/history.json?page=1'])
  })
  it('end half a day late on a page that is not of UTC', async () => {
    const site = { ...SITE, '/history.json?page=1': months([6, row('a', 'major', 'Jun 10, 07:00 - 08:30 PDT')], [5]) }
    expect((await run(back(1), site)).coveredFrom).toBe(Date.UTC(2026, 4, 1, 12))
  })
})

describe('what was read back', () => {
  const { state } = source({ covered: [100, 200] })
  it.each([
    ['joins what the list covers', 50, [50, 200]],
    ['adds nothing where the list goes back as far', 100, [100, 200]],
    ['adds nothing before all is read', null, [100, 200]],
  ])('%s', (_what, from, covered) => expect(olderCovered(state, from).covered).toEqual(covered))
  it('has nothing to join before the list is read', () => expect(olderCovered({ ...state, covered: [] }, 50).covered).toEqual([]))
  const MINUTE = 60_000
  it.each([
    ['a minute later', back(2), null, NOW + MINUTE],
    ['with the list once it is done', { ...back(2), page: null }, null, NOW + 5 * MINUTE],
    ['with the list while it waits', { ...back(2), notBefore: NOW + 9 * MINUTE }, null, NOW + 5 * MINUTE],
    ['when the page said', back(2), 9 * MINUTE, NOW + 9 * MINUTE],
  ])('goes on %s', (_what, older, wait, due) => expect(dueAfter(NOW + 5 * MINUTE, { older, wait }, NOW)).toBe(due))
})

describe('a wake', () => {
  const many = Array.from({ length: 25 }, (_, i) => row(`m${i}`))
  const site = { '/history.json?page=1': months([6, ...many], [5]) }
  it('asks six questions, and the next goes on', async () => {
    const first = await run(back(1), site)
    expect(first.asked).toHaveLength(6)
    expect(first).toMatchObject({ coveredFrom: null, older: { of: 25 } })
    expect(first.older.left).toHaveLength(20)
    const second = await run(first.older, site)
    expect(second.older.left).toHaveLength(14)
    const [third, fourth] = [await run(second.older, site), await run({ ...second.older, left: second.older.left.slice(8) }, site)]
    expect([third.coveredFrom, fourth.coveredFrom]).toEqual([null, Date.UTC(2026, 4, 1)])
  })
  it.each([
    ['asks for quiet', new ReadTrouble('status', '429', 7_200_000), 7_200_000, 7_200_000],
    ['asks for quiet and does not say how long', new ReadTrouble('status', '503'), 3_600_000, 3_600_000],
    ['does not answer', new ReadTrouble('timeout', ''), null, 3_600_000],
  ])('stops where the page %s, and loses nothing', async (_what, trouble, wait, quiet) => {
    const stopped = await run(back(2), { ...SITE, '/api/v2/incidents/a.json': trouble })
    expect(stopped).toMatchObject({ wait, coveredFrom: null, older: { notBefore: NOW + quiet } })
    expect(stopped.older.left.map(({ code }) => code)).toEqual(['a', 'b'])
    expect((await run(stopped.older)).asked).toEqual([])
  })
  it('gives up after a day of failures, and covers nothing', async () => {
    const silent = { '/history.json?page=1': new ReadTrouble('unreachable', '') }
    let older = back(2)
    for (let hour = 0; hour < 24; hour++) {
      expect(isOlderDone(older)).toBe(false)
      older = (await run({ ...older, notBefore: NOW }, silent)).older
    }
    expect(older).toMatchObject({ page: null, from: null })
    expect((await run(older, silent)).asked).toEqual([])
  })
  it('counts failures in a row alone', async () => {
    expect((await run({ ...back(2), tries: 23 })).older.tries).toBe(0)
  })
  it.each([
    ['no history at all', {}, null],
    ['a page for people', { '/history.json?page=1': '<html></html>' }, null],
    ['the same months for ever', { ...SITE, '/history.json?page=2': SITE['/history.json?page=1']! }, Date.UTC(2026, 3, 1)],
  ])('covers what it has read of a page with %s', async (_what, pages, from) => {
    const { older, coveredFrom } = await run(back(5), pages)
    expect(isOlderDone(older)).toBe(true)
    expect(coveredFrom).toBe(from)
  })
})

describe('a source that is read back', () => {
  it('keeps the months with the list, covers them once all are read, and asks no more', async () => {
    const asked: string[] = []
    const site: Readonly<Record<string, string>> = {
      ...(SITE as Readonly<Record<string, string>>),
      '/api/v2/incidents.json': incidents(
        incident('new', [update(420, 'investigating', [[API, 'operational', 'major_outage']]), update(450, 'resolved')]),
      ),
      '/api/v2/incidents/b.json': detail('b'),
    }
    const fetch = async (address: string): Promise<Response> => {
      const { pathname, search } = new URL(address)
      asked.push(`${pathname}${search}`)
      const body = site[`${pathname}${search}`]
      return new Response(body ?? '', { status: body === undefined ? 404 : 200, headers: { 'content-type': 'application/json' } })
    }
    const db = await openStore(`older-${Math.random()}`)
    let now = NOW
    const parts = {
      db,
      adaptors: [statuspage],
      now: () => now,
      online: () => true,
      permitted: async () => false,
      wait: async () => undefined,
      fetch,
    } as unknown as PollParts
    await writeAgreement(db, agreement('a', 'acme'), [source({ older: back(2) })])
    await poll(parts, ['acme'])
    const [after] = await readSources(db)
    expect(asked.filter((each) => /history|incidents\//.test(each))).toEqual([
      '/history.json?page=1',
      '/api/v2/incidents/a.json',
      '/api/v2/incidents/b.json',
    ])
    expect(after?.state.covered).toEqual([Date.UTC(2026, 3, 1), NOW])
    expect((await readStoredEvidence(db, 'acme')).spans.map(({ ref }) => ref).sort()).toEqual(['a', 'b', 'new'])
    now += 5 * 60_000
    await poll(parts, ['acme'])
    expect(asked.filter((each) => each.startsWith('/history'))).toHaveLength(1)
  })
})
