/** Records are hostile input: each way a record can be damaged sets it aside, and nothing else stops. */
import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import { refresh } from '../../../../extension/background/refresh.ts'
import { evaluateAgreement } from '../../../../extension/model/agreement-evaluation.ts'
import { openStore, type Store } from '../../../../extension/store/open-store.ts'
import { readAgreements, readBadRecords, readOverview, readSources } from '../../../../extension/store/read-store.ts'
import { badField } from '../../../../extension/store/record-checks.ts'
import { readSetting } from '../../../../extension/store/settings.ts'
import { deleteBadRecord, writeAgreement } from '../../../../extension/store/write-store.ts'
import { agreement, evidence, MINUTE, source, span, standing } from '../records.ts'

const NOW = Date.UTC(2026, 10, 18, 13)
const FROM = Date.UTC(2026, 9, 1)

let db: Store
let count = 0
beforeEach(async () => {
  db = await openStore(`damaged-${count++}`)
  const covered = [FROM, NOW]
  await writeAgreement(db, agreement('good', 's-good'), [source({ readAt: NOW, covered, complete: true }, { id: 's-good' })])
  await writeAgreement(db, agreement('other', 's-other'), [source({ readAt: NOW, covered, complete: true }, { id: 's-other' })])
})

const put = (store: 'agreements' | 'sources' | 'standings' | 'evidence' | 'packs', record: unknown) => db.put(store, record as never)
const verdicts = async (): Promise<Record<string, string | null>> =>
  Object.fromEntries((await refresh(db, NOW)).standings.map((each) => [each.agreement, each.rows[0]?.verdict ?? null]))

describe('a record', () => {
  it('is good as this version writes it', () => {
    expect(badField('agreements', agreement('a', 's'))).toBeNull()
    expect(badField('sources', source())).toBeNull()
    expect(badField('evidence', { source: 's', at: 1, evidence: evidence(span()) })).toBeNull()
    expect(badField('standings', standing('a', []))).toBeNull()
  })
  const contract = agreement('a', 's').contract
  it.each<[string, Parameters<typeof badField>[0], unknown, string]>([
    ['an agreement without a contract', 'agreements', { ...agreement('a'), contract: undefined }, 'contract.id'],
    ['an unknown zone', 'agreements', { ...agreement('a'), contract: { ...contract, zone: 'Mars/Olympus' } }, 'contract.zone'],
    ['links that are null', 'agreements', { ...agreement('a'), links: null }, 'links'],
    [
      'a link to components that are no lists',
      'agreements',
      { ...agreement('a'), links: [{ source: 's', components: { c: 'api' } }] },
      'links',
    ],
    [
      'an objective without a measure',
      'agreements',
      { ...agreement('a'), contract: { ...contract, objectives: [{ id: 'o', services: [] }] } },
      'contract.objectives',
    ],
    ['an address that is none', 'sources', source({}, { address: 'status page' }), 'address'],
    ['an address of another scheme', 'sources', source({}, { page: 'javascript:alert(1)' }), 'page'],
    ['coverage that runs backwards', 'sources', source({ covered: [2, 1] }), 'state.covered'],
    ['an odd number of boundaries', 'sources', source({ covered: [1, 2, 3] }), 'state.covered'],
    ['a source without state', 'sources', { ...source(), state: null }, 'state.dueAt'],
    ['evidence that is null', 'evidence', { source: 's', at: 1, evidence: null }, 'evidence'],
    ['spans that are null', 'evidence', { source: 's', at: 1, evidence: { spans: null } }, 'evidence'],
    ['a span that is null', 'packs', { source: 's', month: '2026-10', evidence: { spans: [null] } }, 'evidence'],
    ['a summary without rows', 'standings', { ...standing('a', []), rows: undefined }, 'rows'],
    ['no object at all', 'standings', null, '(record)'],
  ])('is damaged: %s', (_what, store, record, field) => expect(badField(store, record)).toBe(field))
})

describe('what goes on beside a damaged', () => {
  it('agreement: the others are evaluated, and it is one item', async () => {
    await put('agreements', { ...agreement('bad'), contract: undefined })
    await put('agreements', { ...agreement('null'), links: null })
    expect(await verdicts()).toEqual({ good: 'on-track', other: 'on-track' })
    expect((await readAgreements(db)).map(({ id }) => id)).toEqual(['good', 'other'])
    expect(await readBadRecords(db)).toEqual([
      { store: 'agreements', key: 'bad', field: 'contract.id' },
      { store: 'agreements', key: 'null', field: 'links' },
    ])
  })
  it('source: it speaks for no time, and its outage still counts', async () => {
    const entry = { source: 's-good', at: NOW, evidence: { spans: [span({ from: NOW - 600 * MINUTE, to: NOW - 300 * MINUTE })] } }
    await put('evidence', entry)
    await put('sources', { ...source({}, { id: 's-good' }), address: 'gone' })
    expect((await readSources(db)).map(({ id }) => id)).toEqual(['s-other'])
    const after = await verdicts()
    expect(after.other).toBe('on-track')
    expect(['on-track', 'met']).not.toContain(after.good)
    expect((await readOverview(db)).standings.find((each) => each.agreement === 'good')?.rows[0]?.time?.down).toBe(300 * MINUTE)
  })
  it('piece of evidence: its agreement is not evaluated by the rest, until the piece is deleted', async () => {
    const seq = (await db.add('evidence', { source: 's-good', at: NOW, evidence: null } as never)) as number
    expect(await verdicts()).toEqual({ good: null, other: 'on-track' })
    const { standings } = await readOverview(db)
    expect(standings.find((each) => each.agreement === 'good')?.problem).toBe('a stored record of s-good is damaged at evidence')
    expect((await evaluateAgreement(db, 'good', NOW))?.problem).toBe('a stored record of s-good is damaged at evidence')
    expect(await deleteBadRecord(db, { store: 'evidence', key: seq })).toBe(true)
    expect(await verdicts()).toEqual({ good: 'on-track', other: 'on-track' })
  })
  it('summary: it is left out and computed anew', async () => {
    await put('standings', { agreement: 'good', rows: 'none' })
    expect((await readOverview(db)).standings).toEqual([])
    expect(await verdicts()).toEqual({ good: 'on-track', other: 'on-track' })
    expect((await readOverview(db)).standings.map((each) => each.agreement)).toEqual(['good', 'other'])
  })
  it('setting: the usual one is taken', async () => {
    await db.put('settings', null, 'references')
    await db.put('settings', 'soon', 'lastGoodWake')
    expect(await readSetting(db, 'references')).toEqual([])
    expect(await readSetting(db, 'lastGoodWake')).toBe(0)
    expect((await readOverview(db)).lastGoodWake).toBe(0)
  })
})

it('a good record is not deleted as a damaged one', async () => {
  expect(await deleteBadRecord(db, { store: 'agreements', key: 'good' })).toBe(false)
  expect((await readAgreements(db)).map(({ id }) => id)).toContain('good')
})

it('a database of a newer version says so', async () => {
  const name = `newer-${count}`
  const newer = indexedDB.open(name, 99)
  await new Promise((resolve) => {
    newer.onsuccess = resolve
  })
  newer.result.close()
  await expect(openStore(name)).rejects.toMatchObject({ name: 'VersionError' })
})
