import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import { type MigrationStep, STEPS } from '../../../../extension/store/migrations.ts'
import { openStore, type Store } from '../../../../extension/store/open-store.ts'
import { readLog, readOverview, readSources, readStoredEvidence } from '../../../../extension/store/read-store.ts'
import { removeAgreement, writeAgreement, writeLog, writeReadings, writeStandings } from '../../../../extension/store/write-store.ts'
import { agreement, evidence, row, source, span, standing } from '../records.ts'

let db: Store
let count = 0
beforeEach(async () => {
  db = await openStore(`store-${count++}`)
})

describe('the steps of the stored form', () => {
  it('are numbered one after the other', () => {
    expect(STEPS.map(({ version }) => version)).toEqual(STEPS.map((_, index) => index + 1))
  })
  it('make every store', () => {
    expect([...db.objectStoreNames]).toEqual(['agreements', 'evidence', 'log', 'packs', 'settings', 'sources', 'standings'])
  })

  const rename = (carry: (record: unknown) => unknown): MigrationStep[] => [
    ...STEPS,
    { version: 2, what: 'a test', build: () => {}, carry: { sources: carry } },
  ]

  it('carry records forward', async () => {
    const name = db.name
    await db.put('sources', source())
    db.close()
    const next = await openStore(
      name,
      rename((record) => ({ ...(record as object), title: 'carried' })),
    )
    expect((await next.getAll('sources')).map(({ title }) => title)).toEqual(['carried'])
    next.close()
  })
  it('leave everything as it was when one fails', async () => {
    const name = db.name
    await db.put('sources', source())
    await db.put('sources', source({}, { id: 'other' }))
    db.close()
    let carried = 0
    const failing = rename((record) => {
      if (carried++ === 1) throw new Error('the second record')
      return { ...(record as object), title: 'half' }
    })
    await expect(openStore(name, failing)).rejects.toThrow('the second record')
    const again = await openStore(name)
    expect((await again.getAll('sources')).map(({ title }) => title)).toEqual(['Acme', 'Acme'])
    again.close()
  })
})

describe('evidence', () => {
  it('is appended and read in the order it came, packed months first', async () => {
    await writeAgreement(db, agreement('a', 'acme'), [source()])
    await db.put('packs', { source: 'acme', month: '2026-01', evidence: { spans: [span({ ref: 'old' })] } })
    await writeReadings(db, [], [{ source: 'acme', at: 1, evidence: { spans: [span({ ref: 'i-1' })] } }], [])
    await writeReadings(db, [], [{ source: 'acme', at: 2, evidence: { spans: [span({ ref: 'i-2' })] } }], [])
    await writeReadings(db, [], [{ source: 'acme-2', at: 2, evidence: { spans: [span({ ref: 'other' })] } }], [])
    expect((await readStoredEvidence(db, 'acme')).spans.map(({ ref }) => ref)).toEqual(['old', 'i-1', 'i-2'])
  })
  it('of nobody is empty evidence', async () => {
    expect(await readStoredEvidence(db, 'nobody')).toEqual(evidence())
  })
  it('stays when its agreement goes', async () => {
    await writeAgreement(db, agreement('a', 'acme'), [source()])
    await writeReadings(db, [], [{ source: 'acme', at: 1, evidence: { spans: [span()] } }], [])
    await removeAgreement(db, 'a')
    expect((await readStoredEvidence(db, 'acme')).spans).toHaveLength(1)
  })
})

describe('sources', () => {
  it('that are there already keep what they know when a second agreement needs them', async () => {
    await writeAgreement(db, agreement('a', 'acme'), [source()])
    await writeReadings(db, [source({ readAt: 7, covered: [1, 7] })], [], [])
    await writeAgreement(db, agreement('b', 'acme'), [source()])
    expect((await readSources(db)).map(({ state }) => state.readAt)).toEqual([7])
  })
  it('go with the last agreement that reads them', async () => {
    await writeAgreement(db, agreement('a', 'acme'), [source()])
    await writeAgreement(db, agreement('b', 'acme'), [source()])
    await removeAgreement(db, 'a')
    expect(await readSources(db)).toHaveLength(1)
    await removeAgreement(db, 'b')
    expect(await readSources(db)).toHaveLength(0)
  })
  it('that were removed while they were read stay removed', async () => {
    await writeReadings(db, [source({ readAt: 7 })], [], [])
    expect(await readSources(db)).toHaveLength(0)
  })
})

describe('kept answers', () => {
  it('of an agreement that was removed meanwhile are not written', async () => {
    await writeAgreement(db, agreement('a'), [])
    await writeStandings(db, [standing('a', [row('met')]), standing('gone', [row('met')])])
    expect((await readOverview(db)).standings.map((each) => each.agreement)).toEqual(['a'])
    await removeAgreement(db, 'a')
    expect((await readOverview(db)).standings).toEqual([])
  })
})

it('gives the log newest first, as much as was asked for', async () => {
  await writeLog(db, [
    { at: 1, what: 'one' },
    { at: 2, what: 'two' },
    { at: 3, what: 'three' },
  ])
  expect((await readLog(db, 2)).map(({ what }) => what)).toEqual(['three', 'two'])
})
