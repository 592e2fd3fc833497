import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import { keepFrom, thinned } from '../../../../extension/background/retention.ts'
import { retain, upkeep } from '../../../../extension/background/upkeep.ts'
import { gather } from '../../../../extension/store/gather-evidence.ts'
import { openStore, type Store } from '../../../../extension/store/open-store.ts'
import { readLog, readSources, readStoredEvidence } from '../../../../extension/store/read-store.ts'
import { isTight } from '../../../../extension/store/settings.ts'
import type { AgreementRecord } from '../../../../extension/store/store-schema.ts'
import { writeAgreement, writeReadings } from '../../../../extension/store/write-store.ts'
import type { Contract } from '../../../../shared/contract/model.ts'
import { evaluate } from '../../../../shared/evaluate/index.ts'
import type { Span } from '../../../../shared/evidence/model.ts'
import { temporalZones } from '../../../../shared/time/zones.ts'
import { agreement, MINUTE, source, span } from '../records.ts'

const DAY = 86_400_000
const utc = (year: number, month: number, day = 1): number => Date.UTC(year, month - 1, day)
const NOW = utc(2026, 11, 22)

const contract = (more: Partial<Contract> = {}): Contract => ({ ...agreement('a').contract, ...more })

describe('from when on everything is kept', () => {
  it.each([
    // 25 months before 22 November 2026 is 22 October 2024.
    ['without agreements, 25 months', [], utc(2024, 10, 22)],
    ['by months, the whole of that month', [contract()], utc(2024, 10)],
    ['by quarters', [contract({ period: { every: 'quarter' } })], utc(2024, 10)],
    ['by years', [contract({ period: { every: 'year' } })], utc(2024, 1)],
    ['by the zone’s own month', [contract({ zone: 'Asia/Tokyo' })], utc(2024, 10) - 9 * 3_600_000],
    ['by a window of three years that ends now', [contract({ period: { rolling: 'P36M' } })], utc(2023, 11, 22)],
    ['by the longest of all', [contract(), contract({ period: { every: 'year' } })], utc(2024, 1)],
  ])('%s', (_what, contracts, from) => expect(keepFrom(contracts, NOW, temporalZones)).toBe(from))
})

describe('what goes with age', () => {
  const FROM = utc(2024, 10)
  const entry = (seq: number, ...spans: Span[]) => ({ seq, source: 'acme', at: 0, evidence: { spans } })
  const thin = (...entries: ReturnType<typeof entry>[]) => thinned(source({ covered: [0, NOW] }), entries, [], FROM)
  it.each([
    // A day before the cut stays, for rows of failures that reach over it.
    ['ended over a day before', FROM - DAY - 1, [1]],
    ['ended a day before', FROM - DAY, [1]],
    ['ended less than a day before', FROM - DAY + 1, []],
    ['is still open', null, []],
  ])('what %s', (_what, to, gone) => expect(thin(entry(1, span({ to }))).gone).toEqual(gone))
  it('no version of what still matters: the longer one that was corrected would speak again', () => {
    const long = span({ from: FROM - 3 * DAY, to: FROM + DAY, observedAt: 1 })
    expect(thin(entry(1, long), entry(2, { ...long, to: FROM - 2 * DAY, observedAt: 2 })).gone).toEqual([])
  })
  it('one of several in an entry, and the entry stays', () => {
    const { gone, changed } = thin(entry(1, span({ to: 1500 }), span({ ref: 'i-2', to: NOW })))
    expect(gone).toEqual([])
    expect(changed.map(({ evidence }) => evidence.spans?.map(({ ref }) => ref))).toEqual([['i-2']])
  })
  it('never what a person said', () => {
    const declarations = [{ id: 'd', clause: 'awareness', services: [], from: 0, to: 1, by: 'customer', at: 1, reason: '' }]
    const said = { seq: 1, source: 'acme', at: 0, evidence: { declarations } }
    expect(thinned(source(), [said], [], FROM)).toMatchObject({ gone: [], changed: [] })
  })
  it('packs of whole months, and the word that the time was watched', () => {
    const packs = ['2024-08', '2024-09', '2024-10'].map((month) => ({ source: 'acme', month, evidence: {} }))
    const { months, source: after } = thinned(source({ covered: [0, NOW] }), [], packs, FROM)
    // The cut less a day is 30 September: that month stays.
    expect(months).toEqual(['2024-08'])
    expect(after.state.covered).toEqual([FROM, NOW])
  })
})

describe('a store of three years', () => {
  let db: Store
  let count = 0
  const START = utc(2023, 11)
  const record: AgreementRecord = agreement('a', 'acme')
  beforeEach(async () => {
    db = await openStore(`retention-${count++}`)
    await writeAgreement(db, record, [source({ covered: [START, NOW] })])
    // Each month an outage of an hour on its fifth, later corrected to half of it.
    for (let month = 0; month < 36; month++) {
      const from = utc(2023, 11 + month, 5)
      const first = span({ ref: `i-${month}`, from, to: from + 60 * MINUTE, observedAt: from + DAY })
      const second = { ...first, to: from + 30 * MINUTE, observedAt: from + 2 * DAY }
      await writeReadings(
        db,
        [],
        [first, second].map((each) => ({ source: 'acme', at: each.observedAt as number, evidence: { spans: [each] } })),
        [],
      )
    }
  })
  const months = async () => {
    const evidence = await gather(db, record, new Map((await readSources(db)).map((each) => [each.id, each])))
    const { objectives } = evaluate([record.contract], evidence, { at: NOW, period: 'all' })
    return new Map(objectives.map(({ period, verdict, attained, time }) => [period.label, { verdict, attained, time }]))
  }

  it('gives each kept month the same report as before, and never Met for a deleted one', async () => {
    const before = await months()
    expect(before.get('2024-03')?.verdict).toBe('met')
    await retain(db, NOW)
    const after = await months()
    for (let month = 0; month < 25; month++) {
      const label = new Date(utc(2024, 10 + month)).toISOString().slice(0, 7)
      expect([label, after.get(label)]).toEqual([label, before.get(label)])
    }
    expect(after.get('2024-03')?.verdict ?? 'cannot-tell').toBe('cannot-tell')
    expect((await readStoredEvidence(db, 'acme')).spans).toHaveLength(2 * 25)
  })
  it('is left alone until the next month is over', async () => {
    await retain(db, NOW)
    const kept = await db.count('evidence')
    await retain(db, NOW + 5 * DAY)
    expect(await db.count('evidence')).toBe(kept)
    await retain(db, NOW + 12 * DAY)
    expect(await db.count('evidence')).toBe(kept - 2)
  })
  it('waits for a week where the clock has leapt, for it may be wrong: then years would go that are still wanted', async () => {
    const room = async () => ({ usage: 1, quota: 100_000_000_000 })
    await upkeep(db, NOW, room)
    const kept = await db.count('evidence')
    // Three years on, and back the day after.
    await upkeep(db, NOW + 1096 * DAY, room)
    await upkeep(db, NOW + 1097 * DAY, room)
    expect(await db.count('evidence')).toBe(kept)
    await upkeep(db, NOW + 2 * DAY, room)
    expect(await db.count('evidence')).toBe(kept)
    // A month later the oldest of its months goes, as ever.
    for (const days of [12, 42]) await upkeep(db, NOW + days * DAY, room)
    expect(await db.count('evidence')).toBe(kept - 2 - 2)
  })
  it('logs once when storage runs low', async () => {
    const estimate = async () => ({ usage: 95, quota: 100 })
    await upkeep(db, NOW, estimate)
    await upkeep(db, NOW + DAY, estimate)
    expect((await readLog(db, 9)).filter(({ what }) => what === 'room-tight')).toHaveLength(1)
  })
})

describe('storage', () => {
  const GB = 1_000_000_000
  it.each([
    ['nine tenths taken', 9 * GB, 10 * GB, false],
    ['more than nine tenths taken', 9 * GB + 1, 10 * GB, true],
    ['50 MB left of a little', 50_000_000, 100_000_000, false],
    ['less than 50 MB left of a little', 50_000_001, 100_000_000, true],
  ])('%s', (_what, usage, quota, tight) => expect(isTight({ at: 0, usage, quota })).toBe(tight))
})
