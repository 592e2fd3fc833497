import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import { poll } from '../../../../extension/background/poll.ts'
import { redated } from '../../../../extension/sources/clock-guard.ts'
import type { PollParts } from '../../../../extension/sources/poll-parts.ts'
import { gather } from '../../../../extension/store/gather-evidence.ts'
import { openStore, type Store } from '../../../../extension/store/open-store.ts'
import { readLog, readSources, readStoredEvidence } from '../../../../extension/store/read-store.ts'
import type { EvidenceEntry } from '../../../../extension/store/store-schema.ts'
import { writeAgreement } from '../../../../extension/store/write-store.ts'
import { checkSpans } from '../../../../shared/evidence/checks.ts'
import { knownEvidence } from '../../../../shared/evidence/known-at.ts'
import { statuspage } from '../../../../shared/feeds/statuspage.ts'
import { history, incidentRow, type Outage } from '../../../browser/statuspage.ts'
import { Life, type World } from '../life.ts'
import { agreement, MINUTE, source, span } from '../records.ts'

const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const START = Date.UTC(2026, 10, 18, 13)

let db: Store
let now: number
let outages: Outage[]
let online: boolean
let count = 0

const parts = (): PollParts => ({
  db,
  adaptors: [statuspage],
  now: () => now,
  online: () => online,
  permitted: async () => false,
  chance: () => 0,
  fetch: (async () =>
    new Response(JSON.stringify({ page: {}, incidents: outages.map((each) => incidentRow(each)) }), {
      headers: { 'content-type': 'application/json' },
    })) as typeof fetch,
})
const state = async () => (await readSources(db))[0]!.state
/** A wake each minute of the clock that stands there, as the alarm does. */
async function live(minutes: number): Promise<void> {
  for (let i = 0; i < minutes; i++) {
    now += MINUTE
    await poll(parts())
  }
}
/** Until when the agreement's evidence says it was watched. */
async function watchedTo(): Promise<number> {
  const one = await gather(db, agreement('a', 'acme'), new Map((await readSources(db)).map((each) => [each.id, each])))
  return Math.max(...one.coverage.map(({ to }) => to as number))
}

beforeEach(async () => {
  db = await openStore(`clock-${count++}`)
  now = START
  online = true
  outages = history(START)
  await writeAgreement(db, agreement('a', 'acme'), [source()])
  await poll(parts())
})

describe('a clock that stood in the past for minutes', () => {
  it.each([
    ['an hour', HOUR],
    ['fifty years', 50 * 365 * DAY],
  ])('by %s changes nothing of what was known', async (_what, step) => {
    const covered = (await state()).covered
    now -= step
    await live(10)
    expect((await state()).trouble?.kind).toBe('clock')
    expect((await state()).covered).toEqual(covered)
    now += step
    await live(6)
    expect(await state()).toMatchObject({ trouble: null, covered: [covered[0], now] })
    expect((await readStoredEvidence(db, 'acme')).spans).toHaveLength(5)
  })
  it('nor while there is no connection to set it by', async () => {
    const covered = (await state()).covered
    online = false
    now -= 10 * DAY
    await live(5 * 60)
    expect((await state()).covered).toEqual(covered)
  })
})

describe('a clock that stood ahead', () => {
  const AHEAD = 30 * DAY
  beforeEach(async () => {
    now += AHEAD
    outages[1] = { ...outages[1]!, to: outages[1]!.to! + MINUTE }
    await poll(parts())
    outages[1] = { ...outages[1]!, to: outages[1]!.to! + MINUTE }
    now += 5 * MINUTE
    await poll(parts())
    now -= AHEAD
  })

  it('says nothing of time that has not come, from the first moment on', async () => {
    expect((await state()).covered.at(-1)).toBe(START + AHEAD + 5 * MINUTE)
    await live(1)
    const set = now
    expect((await state()).trouble?.kind).toBe('clock')
    await live(10)
    expect(await watchedTo()).toBe(set)
  })
  it('recovers after a few tries, not after a month', async () => {
    // Tried at once, then after 5, 10 and 20 minutes: the fourth try, after 35 minutes, believes the clock.
    await live(36)
    expect(await state()).toMatchObject({ trouble: null, blindSince: null })
    expect((await state()).covered.at(-1)).toBe(await state().then(({ readAt }) => readAt))
    expect((await readLog(db, 9)).map(({ what }) => what)).toContain('clock-set-back')
  })
  it('does not let what was seen then speak over what is seen now', async () => {
    await live(36)
    outages[1] = { ...outages[1]!, to: outages[1]!.to! + MINUTE }
    await live(6)
    const { evidence } = knownEvidence(await readStoredEvidence(db, 'acme'), now, now)
    expect(evidence.spans.map(({ ref, to }) => [ref, to]).sort()).toEqual(outages.map(({ id, to }) => [id, to]).sort())
  })
})

describe('entries of a time that has not come', () => {
  const entry = (at: number, evidence: EvidenceEntry['evidence']): EvidenceEntry => ({ source: 'acme', at, evidence })
  it('lie just before now, in their order', () => {
    const made = [100, 5000, 7000].map((at) => entry(at, { spans: [span({ observedAt: at })] }))
    expect(redated(made, 1000).map((each) => [each.at, each.evidence.spans?.[0]?.observedAt])).toEqual([
      [100, 100],
      [998, 998],
      [999, 999],
    ])
  })
  it('are set aside where they are checks', () => {
    const checks = [
      { service: 'p', source: { kind: 'probe', id: 'p', party: 'customer' }, every: MINUTE, results: [{ at: 5000, ok: true }] },
    ] as const
    expect(redated([entry(5000, { checks })], 1000)).toEqual([{ ...entry(5000, { checks }), source: 'aside:acme' }])
    expect(redated([entry(500, { checks })], 1000)).toEqual([entry(500, { checks })])
  })
})

describe('checks that were folded while the clock stood ahead', () => {
  const LEAP = 40 * DAY + 10 * HOUR + 45 * MINUTE
  /** Down while the clock stands ahead, and for ten minutes once it is right again. */
  const isDown = (at: number): boolean => at >= START + 10 * MINUTE && at < START + 50 * MINUTE
  const world: World = {
    feeds: {},
    up: (at) => !isDown(at),
    // 13:10 shows as 23:55, forty days on; at 13:15 the day is over there, and at 13:40 the clock is set right.
    clock: (at) => (at >= START + 10 * MINUTE && at < START + 40 * MINUTE ? at + LEAP : at),
  }

  it('say nothing of the time that they name, neither now nor when it comes, and are not thrown away', async () => {
    const life = await new Life(`clock-folded-${count++}`, world, START).begin()
    let folded = 0
    for (; life.now < START + 2 * HOUR; life.now += MINUTE) {
      await life.wake()
      if (life.now < START + 40 * MINUTE) folded = await life.db.count('packs')
    }
    // In the month of START and in the one forty days on, as runs and one by one each.
    expect(folded).toBe(4)
    const results = (await readStoredEvidence(life.db, 'p')).checks.flatMap((series) => series.results)
    expect(results.filter(({ at }) => at > life.now)).toEqual([])
    for (const judging of [true, false]) {
      const { checks } = await readStoredEvidence(life.db, 'p', judging)
      const spans = checkSpans(checks)
      // Good for the ten minutes before, known again once the clock was believed: neither up nor down in between.
      expect([(spans[0]?.from as number) - START, (spans[0]?.to as number) - START]).toEqual([0, 10.5 * MINUTE])
      expect((spans[1]?.from as number) - START).toBeGreaterThan(60 * MINUTE)
      expect(spans.filter(({ state: was, from }) => was === 'down' || from > life.now)).toEqual([])
    }
    // The five of the day that was over there lie folded, the others in the log.
    const set = (await life.db.getAll('packs')).filter(({ source: of }) => of.startsWith('aside:'))
    expect(set.flatMap(({ checks = [] }) => checks.map((each) => each.count))).toEqual([5])
    expect(await life.db.countFromIndex('evidence', 'source', 'aside:p')).toBe(25)
  })
  it('and own traffic that was counted then are set aside', async () => {
    const requests = (to: number) => [
      {
        service: 'api',
        source: { kind: 'traffic', id: 'api.example', party: 'customer' },
        from: to - 5 * MINUTE,
        to,
        total: 9,
        failed: 3,
      } as const,
    ]
    await db.put('evidence', { source: 'agreement:a', at: START + LEAP, evidence: { requests: requests(START + LEAP) } })
    await db.put('packs', {
      source: 'agreement:a',
      month: '2026-12',
      evidence: { requests: [...requests(START), ...requests(START + LEAP)] },
    })
    now += LEAP
    await poll(parts())
    now -= LEAP
    await live(36)
    expect((await readStoredEvidence(db, 'agreement:a')).requests.map(({ to }) => to)).toEqual([START])
    expect((await readStoredEvidence(db, 'aside:agreement:a')).requests).toHaveLength(2)
  })
})
