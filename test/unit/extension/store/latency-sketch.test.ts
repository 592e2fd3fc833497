import 'fake-indexeddb/auto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldChecks } from '../../../../extension/background/fold-checks.ts'
import { gather } from '../../../../extension/store/gather-evidence.ts'
import { percentiles, stretchOf } from '../../../../extension/store/latency-percentiles.ts'
import { bucketsOf, byteOf, percentilesOf } from '../../../../extension/store/latency-sketch.ts'
import { openStore, type Store } from '../../../../extension/store/open-store.ts'
import { writeReadings } from '../../../../extension/store/write-store.ts'
import { evaluateUnnamed } from '../../../../shared/evaluate/index.ts'
import type { LatencyBucket } from '../../../../shared/evidence/model.ts'
import { agreement, MINUTE, source } from '../records.ts'

const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const countsOf = (times: readonly number[]): Map<number, number> => {
  const counts = new Map<number, number>()
  for (const ms of times) counts.set(byteOf(ms), (counts.get(byteOf(ms)) ?? 0) + 1)
  return counts
}
/** How many were surely within a limit, and how many may have been: R17 by its words. */
function within(buckets: readonly LatencyBucket[], limit: number): [number, number] {
  let above = 0
  let [sure, maybe] = [0, 0]
  for (const { upTo, count } of buckets) {
    if (upTo !== undefined && upTo <= limit) sure += count
    else if (above < limit) maybe += count
    above = upTo ?? above
  }
  return [sure, sure + maybe]
}

describe('buckets of times', () => {
  it('ascend, hold every time once, and bound how many were within any limit', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 60_000 }), { minLength: 1, maxLength: 50 }),
        fc.integer({ min: 1, max: 70_000 }),
        (times, limit) => {
          const buckets = bucketsOf(countsOf(times))
          expect(buckets.reduce((sum, { count }) => sum + count, 0)).toBe(times.length)
          const limits = buckets.slice(0, -1).map(({ upTo }) => upTo as number)
          expect(limits.every((each, i) => i === 0 || (limits[i - 1] as number) < each)).toBe(true)
          const [low, high] = within(buckets, limit)
          const truth = times.filter((ms) => ms <= limit).length
          expect(low).toBeLessThanOrEqual(truth)
          expect(high).toBeGreaterThanOrEqual(truth)
          // What may be either lies in one step about the limit: no further off than a twentieth.
          const near = times.filter((ms) => Math.abs(ms - limit) <= 0.055 * limit + 1).length
          expect(high - low).toBeLessThanOrEqual(near)
        },
      ),
    )
  })
})

describe('percentiles', () => {
  it('are within a fortieth of the true ones, whatever the times', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 60_000 }), { minLength: 1, maxLength: 200 }), (times) => {
        const sorted = [...times].sort((a, b) => a - b)
        const made = percentilesOf(countsOf(times))
        // The lower of two between which a rank may fall, as sketches have it.
        for (const [share, ms] of [
          [0.5, made?.p50],
          [0.95, made?.p95],
        ] as const) {
          const truth = sorted[Math.floor(share * (sorted.length - 1))] as number
          expect(Math.abs((ms as number) - truth)).toBeLessThanOrEqual(0.025 * truth + 0.51)
        }
      }),
    )
  })
  it('of nothing are none', () => expect(percentilesOf(new Map())).toBeNull())
})

const START = Date.UTC(2026, 10, 1)
const series = { service: 'probe', source: { kind: 'probe', id: 'p', party: 'customer' }, every: MINUTE } as const

/** Two days of checks, one a minute: 100 ms, but one in ten takes 900 ms and one in a hundred fails. */
async function twoDays(db: Store): Promise<void> {
  const entries = Array.from({ length: 2880 }, (_, i) => {
    const at = START + i * MINUTE
    const result = i % 100 === 0 ? { at, ok: false, ms: 15_000 } : { at, ok: true, ms: i % 10 === 5 ? 900 : 100 }
    return { source: 'p', at, evidence: { checks: [{ ...series, results: [result] }] } }
  })
  await writeReadings(db, [], entries, [])
}

describe('an objective about response times', () => {
  const timed = (atMost: string, more: object = {}) => {
    const made = agreement('a')
    return {
      ...made,
      links: [{ source: 'p', components: { probe: ['api'] } }],
      contract: {
        ...made.contract,
        period: { every: 'PT48H', from: '2026-11-01' } as const,
        ...more,
        objectives: [
          { id: 'fast', services: ['api'], measure: { by: 'latency' as const, percentile: '90', atMost, failed: 'excluded' as const } },
        ],
      },
    }
  }
  const sources = new Map([['p', source({}, { id: 'p', feed: 'probe' })]])

  it.each([
    // 2,880 checks, 29 of them failed; of the 2,851 that were good 288 took 900 ms: 2,563 of 2,851 = 89.90 %.
    ['half a second', 'PT0.5S', 'breached', '256300/2851'],
    ['a second', 'PT1S', 'met', '100/1'],
  ])('at most %s is evaluated from the checks, folded or not, and says so', async (what, atMost, verdict, exact) => {
    const db = await openStore(`took-${what}`)
    await twoDays(db)
    for (const round of ['as they came', 'folded']) {
      if (round === 'folded') expect(await foldChecks(db, 'p', START + 2 * DAY)).toBe(2880)
      for (const judging of [true, false]) {
        const evidence = await gather(db, timed(atMost), sources, judging)
        // 48 hours, each with its good ones and those that failed.
        expect(evidence.requests).toHaveLength(48)
        const report = evaluateUnnamed([timed(atMost).contract], evidence, { at: START + 2 * DAY, period: '2026-11-01' })
        expect(report.objectives[0]).toMatchObject({ verdict, basis: 'estimate', attained: { exact } })
        expect(report.assumptions.map(({ used }) => used)).toContainEqual('the checks of probe:p, times to within 2.5 %')
      }
    }
  })
  it('needs nothing of the kind where no objective is about times', async () => {
    const db = await openStore('took-none')
    await twoDays(db)
    const plain = { ...agreement('a'), links: [{ source: 'p', components: { probe: ['api'] } }] }
    expect((await gather(db, plain, sources)).requests).toEqual([])
  })
  it.each([
    ['a zone of whole hours', { zone: 'Europe/Berlin' }, HOUR],
    ['a zone of half hours', { zone: 'Asia/Kolkata' }, 5 * MINUTE],
    ['a zone that moves by half an hour', { zone: 'Australia/Lord_Howe' }, 5 * MINUTE],
    ['hours of service', { zone: 'UTC', calendars: {} }, 5 * MINUTE],
  ])('counts by stretches that fit %s', (_what, contract, stretch) => expect(stretchOf(contract as never)).toBe(stretch))
  it('gives percentiles of any time', async () => {
    const db = await openStore('took-percentiles')
    await twoDays(db)
    await foldChecks(db, 'p', START + DAY)
    const found = (await percentiles(db, ['p', 'other'], START, START + 2 * DAY)).get('p')
    expect(found?.count).toBe(2851)
    expect(Math.abs((found?.p50 as number) - 100)).toBeLessThanOrEqual(2.5)
    expect(Math.abs((found?.p95 as number) - 900)).toBeLessThanOrEqual(22.5)
    expect((await percentiles(db, ['p'], START + 3 * DAY, START + 4 * DAY)).size).toBe(0)
  })
})
