/** A standing feed over time: its changes to closed periods are reported, and its chain is verified. */
import 'fake-indexeddb/auto'
import { describe, expect, it } from 'vitest'
import { poll } from '../../../../extension/background/poll.ts'
import { draftStanding, offeredContract, offeredLinks } from '../../../../extension/pages/welcome/draft.ts'
import type { PollParts } from '../../../../extension/sources/poll-parts.ts'
import { follow, NEW_CHAIN } from '../../../../extension/sources/published-feed-chain.ts'
import { look } from '../../../../extension/sources/source-preview.ts'
import { gather } from '../../../../extension/store/gather-evidence.ts'
import { openStore } from '../../../../extension/store/open-store.ts'
import { readAgreement, readLog, readSources } from '../../../../extension/store/read-store.ts'
import { writeAgreement } from '../../../../extension/store/write-store.ts'
import { readContract } from '../../../../shared/contract/read-contract.ts'
import { type Evidence, NO_EVIDENCE } from '../../../../shared/evidence/model.ts'
import { ADAPTORS } from '../../../../shared/feeds/index.ts'
import { type FeedDocument, makeFeed } from '../../../../shared/published/feed.ts'
import { temporalZones } from '../../../../shared/time/zones.ts'
import { agreement, source } from '../records.ts'

const DAY = 86_400_000
const MINUTE = 60_000
const { contract } = readContract(
  `
format: standing/contract@1
id: acme
title: Acme
zone: UTC
period: { every: month }
parties: { provider: { name: Acme } }
services: [{ id: api, name: Web API }]
objectives: [{ id: uptime, services: [api], target: "99.9", measure: { by: time } }]
`,
  'yaml',
)
const SOURCE = { kind: 'feed', id: 'acme', party: 'provider' } as const

/** June with an outage of so many minutes, watched up to `at`. */
const evidence = (minutes: number, at: number): Evidence => {
  const from = Date.UTC(2026, 5, 10, 8)
  return {
    ...NO_EVIDENCE,
    spans: [{ service: 'api', from, to: from + minutes * MINUTE, state: 'down', source: SOURCE, ref: 'i1' }],
    coverage: [{ service: 'api', source: SOURCE, from: Date.UTC(2026, 5, 1), to: at }],
  }
}
const feed = (minutes: number, at: number, predecessor?: FeedDocument): FeedDocument =>
  makeFeed([contract!], evidence(minutes, at), {
    at,
    validFor: 300_000,
    zones: temporalZones,
    evaluator: '1',
    tzdb: 'x',
    ...(predecessor && { predecessor }),
  })
const JULY = Date.UTC(2026, 6, 2)
const first = feed(60, JULY)
const seen = follow(NEW_CHAIN, JSON.stringify(first), JULY).chain

describe('a feed that is followed', () => {
  it('is stored by its hash, with its closed periods as published', () => {
    expect(seen.seen).toHaveLength(1)
    // 60 of 43,200 min: 99.861111111… %.
    expect(seen.closed['uptime 2026-06']).toMatchObject({ verdict: 'breached', value: '99.861111111' })
    expect(seen).toMatchObject({ rewrites: [], breaks: [] })
  })

  it('that only goes on rewrites nothing, and names the one before it', () => {
    const next = follow(seen, JSON.stringify(feed(60, JULY + DAY, first)), JULY + DAY)
    expect(next).toMatchObject({ rewrites: [], broke: null })
    expect(next.chain.seen).toHaveLength(2)
  })

  it('that makes an outage of a closed month shorter is reported, with the difference', () => {
    const { rewrites, chain } = follow(seen, JSON.stringify(feed(20, JULY + DAY, first)), JULY + DAY)
    // 20 of 43,200 min: 99.953703703… %.
    expect(rewrites).toMatchObject([
      {
        at: JULY + DAY,
        was: { verdict: 'breached', value: '99.861111111' },
        is: { verdict: 'met', value: '99.953703703' },
        settled: false,
      },
    ])
    expect(chain.rewrites).toEqual(rewrites)
    expect(follow(chain, JSON.stringify(feed(20, JULY + 2 * DAY, first)), JULY + 2 * DAY).chain.rewrites).toHaveLength(1)
  })

  it.each([
    // What a month came to settles 60 days after its end: 30 August 00:00.
    ['a ms before it settled', Date.UTC(2026, 7, 30) - 1, false],
    ['when it had', Date.UTC(2026, 7, 30), true],
  ])('says whether the settling time had passed: %s', (_what, at, settled) => {
    const [rewrite] = follow(seen, JSON.stringify(feed(20, at, first)), at).rewrites
    expect(rewrite?.settled).toBe(settled)
  })

  it('is not blamed for another evaluator of ours', () => {
    expect(follow({ ...seen, evaluator: 'another' }, JSON.stringify(feed(20, JULY + DAY, first)), JULY + DAY).rewrites).toEqual([])
  })

  it('the same once more is nothing', () => {
    expect(follow(seen, JSON.stringify(first), JULY + DAY).chain).toBe(seen)
  })

  const second = feed(60, JULY + DAY, first)
  const two = follow(seen, JSON.stringify(second), JULY + DAY).chain
  it.each([
    ['an older one is served again', first, 'older'],
    ['it names none before it', feed(60, JULY + 2 * DAY), 'cut'],
    ['it names the one before the last', feed(60, JULY + 2 * DAY, first), 'replaced'],
    ['it names the last', feed(60, JULY + 2 * DAY, second), null],
    // While nobody looked, others may have been published.
    ['it names one that nobody here saw', feed(60, JULY + 3 * DAY, feed(60, JULY + 2 * DAY, second)), null],
  ])('has a break where %s', (_what, next, kind) => {
    expect(follow(two, JSON.stringify(next), JULY + 4 * DAY).broke?.kind ?? null).toBe(kind)
  })
})

describe('a page that publishes its agreement', () => {
  const ADDRESS = 'https://acme.example/.well-known/sla.json'
  let now = JULY + DAY
  let served = first
  const fetch = async (asked: string): Promise<Response> =>
    asked === ADDRESS
      ? new Response(JSON.stringify(served), { headers: { 'content-type': 'application/json' } })
      : new Response('', { status: 404 })

  it('offers it under a name of its own, evaluated from its own evidence and only for the time that it covers', async () => {
    const found = await look({ adaptors: ADAPTORS, now: () => now, fetch } as unknown as PollParts, ADDRESS)
    const offered = offeredContract(found, found.address)!
    expect(offered).toMatchObject({ id: 'acme-example-acme', title: 'Acme', objectives: [{ target: '99.9' }] })
    const links = offeredLinks(offered, ['api'])
    expect(links).toEqual({ api: ['api'] })
    const standing = draftStanding(offered, found, ADDRESS, links)
    expect(standing.closed.find(({ period }) => period.label === '2026-06')).toMatchObject({ verdict: 'breached' })
    // The feed spoke up to 2 July; the day since then is unknown.
    expect(standing.rows[0]?.time).toMatchObject({ up: DAY, unknown: DAY })
  })

  it('is polled as one more source, which speaks no longer than its feed does, and its changes are in the log', async () => {
    const db = await openStore('chain')
    const parts = {
      db,
      adaptors: ADAPTORS,
      now: () => now,
      online: () => true,
      permitted: async () => false,
      fetch,
    } as unknown as PollParts
    await writeAgreement(db, { ...agreement('a'), links: [{ source: 'acme', components: { api: ['api'] } }] }, [
      source({}, { feed: 'standing', address: ADDRESS }),
    ])
    await poll(parts)
    now += 5 * MINUTE
    await poll(parts)
    const all = new Map((await readSources(db)).map((each) => [each.id, each]))
    const { coverage } = await gather(db, (await readAgreement(db, 'a'))!, all)
    expect(coverage).toEqual([{ service: 'api', source: SOURCE, from: Date.UTC(2026, 5, 1), to: JULY }])
    served = feed(20, JULY + DAY, first)
    now += 5 * MINUTE
    await poll(parts)
    expect((await readSources(db))[0]?.state.chain?.rewrites).toMatchObject([{ was: { period: '2026-06' }, is: { verdict: 'met' } }])
    expect((await readLog(db, 9)).map(({ what, detail }) => `${what} ${detail}`)).toEqual(['feed-rewritten uptime 2026-06'])
  })
})
