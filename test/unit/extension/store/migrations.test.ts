/** What was kept by each version that shipped, opened by the newest. A fixture is a backup of that version and is never edited. */
import 'fake-indexeddb/auto'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readBackup, restore } from '../../../../extension/store/backup.ts'
import { STEPS } from '../../../../extension/store/migrations.ts'
import { openStore, type Store } from '../../../../extension/store/open-store.ts'
import { readAgreements, readLog, readSources, readStoredEvidence } from '../../../../extension/store/read-store.ts'
import { readSetting } from '../../../../extension/store/settings.ts'

const fixture = (version: number): string => readFileSync(new URL(`../../../fixtures/store/v${version}.backup`, import.meta.url), 'utf8')

async function holdsAll(db: Store): Promise<void> {
  expect((await readAgreements(db)).map(({ id, contract }) => [id, contract.objectives[0]?.target])).toEqual([['a', '99.9']])
  expect((await readSources(db)).map(({ id, state }) => [id, state.readAt, state.covered])).toEqual([['acme', 9000, [0, 9000]]])
  // Two versions of one incident: the second ends half a second sooner.
  expect((await readStoredEvidence(db, 'acme')).spans.map(({ to, observedAt }) => [to, observedAt])).toEqual([
    [2000, 5000],
    [1500, 9000],
  ])
  expect((await readStoredEvidence(db, 'p')).checks.flatMap(({ results }) => results)).toEqual([
    { at: 0, ok: true },
    { at: 60_000, ok: true },
    { at: 120_000, ok: false },
    { at: 600_000, ok: true },
    { at: 660_000, ok: true },
  ])
  expect(await readSetting(db, 'quiet')).toEqual({ from: '22:00', to: '07:00' })
  expect((await readLog(db, 9)).map(({ what }) => what)).toEqual(['agreement-added'])
}

describe.each(STEPS.map(({ version }) => version))('what version %i kept', (version) => {
  it('is all there when its database is opened', async () => {
    const old = await openStore(`v${version}-opened`, STEPS.slice(0, version))
    await restore(old, readBackup(fixture(version), STEPS.slice(0, version)))
    old.close()
    await holdsAll(await openStore(`v${version}-opened`))
  })
  it('is complete when its backup is restored', async () => {
    const db = await openStore(`v${version}-restored`)
    await restore(db, readBackup(fixture(version)))
    await holdsAll(db)
  })
})
