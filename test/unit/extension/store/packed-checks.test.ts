import 'fake-indexeddb/auto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldChecks } from '../../../../extension/background/fold-checks.ts'
import { byteOf, msOf } from '../../../../extension/store/latency-sketch.ts'
import { openStore } from '../../../../extension/store/open-store.ts'
import { joinChecks, packChecks, unpack } from '../../../../extension/store/packed-checks.ts'
import { readStoredEvidence } from '../../../../extension/store/read-store.ts'
import { writeReadings } from '../../../../extension/store/write-store.ts'
import { checkSpans } from '../../../../shared/evidence/checks.ts'

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
        expect(unpack(packChecks(series, results)).results).toEqual(results)
      }),
    )
  })
  it.each([
    // A gap under 255 s is one byte; from there on it is the mark and four bytes.
    ['254 s', 254, 1],
    ['255 s', 255, 5],
    ['256 s', 256, 5],
  ])('a gap of %s takes its bytes', (_what, seconds, bytes) => {
    const packed = packChecks(series, [
      { at: 0, ok: true },
      { at: seconds * 1000, ok: true },
    ])
    expect(packed.gaps).toHaveLength(bytes)
  })
  it('a year of them, one a minute, is under a megabyte', () => {
    const results = Array.from({ length: 525_600 }, (_, i) => ({ at: i * MINUTE, ok: i % 1000 !== 0 }))
    const { gaps, failed } = packChecks(series, results)
    // One byte and one bit each: 525,599 + 65,700.
    expect(gaps.length + failed.length).toBe(591_299)
  })
  it('keep how long the good ones took, to within a fortieth', () => {
    const times = [1, 2, 10, 99, 100, 101, 999, 15_000, 30_000]
    const packed = packChecks(
      series,
      times.map((ms, i) => ({ at: i * MINUTE, ok: true, ms })),
    )
    const back = unpack(packed).results.map(({ ms }) => ms as number)
    back.forEach((ms, i) => {
      expect(Math.abs(ms - times[i]!)).toBeLessThanOrEqual(Math.max(0.5, 0.025 * times[i]! + 0.5))
    })
    expect(unpack(packChecks(series, [{ at: 0, ok: false, ms: 40 }])).results).toEqual([{ at: 0, ok: false }])
    expect(byteOf(60_000)).toBeLessThanOrEqual(255)
    expect(msOf(byteOf(0))).toBe(1)
  })
  it('are sorted, and two within one second are one', () => {
    const packed = packChecks(series, [
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
    const db = await openStore('fold')
    const times = [0, 1, 2, 3, 4].map((n) => start + n * MINUTE)
    await writeReadings(
      db,
      [],
      times.map((at, i) => entry(at, i !== 1)),
      [],
    )
    const { checks, ...others } = await readStoredEvidence(db, 'p')
    const now = async () => {
      const read = await readStoredEvidence(db, 'p')
      return { ...read, checks: joinChecks(read.checks) }
    }
    const before = { ...others, checks }
    // Two checks lie on 30 November, three on 1 December.
    expect(await foldChecks(db, 'p', start + 10 * MINUTE)).toBe(2)
    expect(await db.count('evidence')).toBe(3)
    expect(await now()).toEqual(before)
    expect(await foldChecks(db, 'p', start + DAY)).toBe(0)
    expect(await foldChecks(db, 'p', start + 2 * DAY)).toBe(3)
    expect((await db.getAll('packs')).map(({ source, month }) => `${source} ${month}`)).toEqual([
      'checks:p 2026-11',
      'checks:p 2026-12',
      'p 2026-11',
      'p 2026-12',
    ])
    expect(await now()).toEqual(before)
  })
  it('is evaluated from runs alone, to the same spans, and one by one only where every check was read', async () => {
    const db = await openStore('fold-runs')
    // Down from the third check to the fifth, then nothing for an hour, then two that are good.
    const times = [0, 1, 2, 3, 4, 5, 65, 66].map((n) => start + n * MINUTE)
    await writeReadings(
      db,
      [],
      times.map((at, i) => entry(at, i < 2 || i > 4)),
      [],
    )
    const spans = checkSpans((await readStoredEvidence(db, 'p')).checks)
    expect(spans.map(({ from, to, state }) => [(from - start) / MINUTE, ((to as number) - start) / MINUTE, state])).toEqual([
      [0, 2, 'up'],
      [2, 5, 'down'],
      // A check speaks for a minute and a half.
      [5, 6.5, 'up'],
      [65, 67.5, 'up'],
    ])
    await foldChecks(db, 'p', start + 3 * DAY)
    const judging = (await readStoredEvidence(db, 'p', true)).checks
    expect(checkSpans(judging)).toEqual(spans)
    expect(() => judging[0]?.results).toThrow(/read as runs/)
    expect((await readStoredEvidence(db, 'p')).checks.flatMap(({ results }) => results).map(({ at }) => at)).toEqual(times)
  })
  it('puts a month that was folded before there were runs into its new form', async () => {
    const db = await openStore('fold-old')
    const results = [0, 1, 2].map((n) => ({ at: start + n * MINUTE, ok: n !== 1 }))
    await db.put('packs', { source: 'p', month: '2026-11', evidence: {}, checks: [packChecks(series, results)] })
    const before = checkSpans((await readStoredEvidence(db, 'p', true)).checks)
    expect(before).toHaveLength(3)
    await foldChecks(db, 'p', start + 3 * DAY)
    expect(Object.keys((await db.get('packs', ['p', '2026-11'])) ?? {})).not.toContain('checks')
    expect(checkSpans((await readStoredEvidence(db, 'p', true)).checks)).toEqual(before)
    expect((await readStoredEvidence(db, 'p')).checks.flatMap((each) => each.results)).toEqual(results)
  })
  it('leaves what is no check where it is', async () => {
    const db = await openStore('fold-other')
    await writeReadings(db, [], [{ source: 'p', at: start, evidence: { spans: [], declarations: [{} as never] } }], [])
    expect(await foldChecks(db, 'p', start + 9 * DAY)).toBe(0)
    expect(await db.count('evidence')).toBe(1)
  })
})
