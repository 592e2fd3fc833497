import 'fake-indexeddb/auto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fold } from '../../../extension/background/fold.ts'
import { joinChecks, pack, unpack } from '../../../extension/store/checks.ts'
import { open } from '../../../extension/store/open.ts'
import { readEvidence } from '../../../extension/store/read.ts'
import { writeReadings } from '../../../extension/store/write.ts'

const MINUTE = 60_000
const DAY = 86_400_000
const series = { service: 'probe', source: { kind: 'probe', id: 'p', party: 'customer' }, every: MINUTE } as const

describe('packed checks', () => {
  it('come back as they were, to the second, whatever lies between them', () => {
    const gaps = fc.array(fc.tuple(fc.oneof(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 40_000_000 })), fc.boolean()), {
      maxLength: 200,
    })
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_000_000_000 }), gaps, (start, steps) => {
        let second = start
        const results = steps.map(([gap, ok]) => {
          second += gap
          return { at: second * 1000, ok }
        })
        expect(unpack(pack(series, results)).results).toEqual(results)
      }),
    )
  })
  it.each([
    // A gap under 255 s is one byte; from there on it is the mark and four bytes.
    ['254 s', 254, 1],
    ['255 s', 255, 5],
    ['256 s', 256, 5],
  ])('a gap of %s takes its bytes', (_what, seconds, bytes) => {
    const packed = pack(series, [
      { at: 0, ok: true },
      { at: seconds * 1000, ok: true },
    ])
    expect(packed.gaps).toHaveLength(bytes)
  })
  it('a year of them, one a minute, is under a megabyte', () => {
    const results = Array.from({ length: 525_600 }, (_, i) => ({ at: i * MINUTE, ok: i % 1000 !== 0 }))
    const { gaps, failed } = pack(series, results)
    // One byte and one bit each: 525,599 + 65,700.
    expect(gaps.length + failed.length).toBe(591_299)
  })
  it('are sorted, and two within one second are one', () => {
    const packed = pack(series, [
      { at: 5500, ok: true },
      { at: 1200, ok: false },
      { at: 1900, ok: true },
    ])
    expect(unpack(packed).results).toEqual([
      { at: 1000, ok: false },
      { at: 5000, ok: true },
    ])
  })
})

it('series of one watch are joined in the order of time, those of another stay apart', () => {
  const one = { ...series, results: [{ at: 2, ok: true }] }
  const two = { ...series, results: [{ at: 1, ok: true }] }
  const other = { ...series, service: 'mail', results: [{ at: 3, ok: true }] }
  expect(joinChecks([one, other, two]).map(({ service, results }) => [service, results.map(({ at }) => at)])).toEqual([
    ['probe', [1, 2]],
    ['mail', [3]],
  ])
})

describe('folding closed days', () => {
  const start = Date.UTC(2026, 10, 30, 23, 58)
  const entry = (at: number, ok = true) => ({ source: 'p', at, evidence: { checks: [{ ...series, results: [{ at, ok }] }] } })

  it('keeps every check, leaves the open day in the log, and can be done again', async () => {
    const db = await open('fold')
    const times = [0, 1, 2, 3, 4].map((n) => start + n * MINUTE)
    await writeReadings(
      db,
      [],
      times.map((at, i) => entry(at, i !== 1)),
      [],
    )
    const before = await readEvidence(db, 'p')
    // Two checks lie on 30 November, three on 1 December.
    expect(await fold(db, 'p', start + 10 * MINUTE)).toBe(2)
    expect(await db.count('evidence')).toBe(3)
    expect(await readEvidence(db, 'p')).toEqual(before)
    expect(await fold(db, 'p', start + DAY)).toBe(0)
    expect(await fold(db, 'p', start + 2 * DAY)).toBe(3)
    expect((await db.getAll('packs')).map(({ month }) => month)).toEqual(['2026-11', '2026-12'])
    expect((await readEvidence(db, 'p')).checks).toEqual(before.checks)
  })
  it('leaves what is no check where it is', async () => {
    const db = await open('fold-other')
    await writeReadings(db, [], [{ source: 'p', at: start, evidence: { spans: [], declarations: [{} as never] } }], [])
    expect(await fold(db, 'p', start + 9 * DAY)).toBe(0)
    expect(await db.count('evidence')).toBe(1)
  })
})
