import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import { restoreFrom } from '../../../../extension/background/restore.ts'
import { writeBackup } from '../../../../extension/store/backup.ts'
import { openStore, type Store } from '../../../../extension/store/open-store.ts'
import { readAgreements, readLog } from '../../../../extension/store/read-store.ts'
import { readSetting } from '../../../../extension/store/settings.ts'
import { newIdentity, backUpKey as wrap } from '../../../../extension/store/signing-key.ts'
import { writeAgreement } from '../../../../extension/store/write-store.ts'
import { agreement, source } from '../records.ts'

const MADE = Date.UTC(2026, 10, 22)
const one = agreement('a', 'acme')
const readable = { ...one, text: { body: JSON.stringify(one.contract), kind: 'json' as const } }

let db: Store
let other: Store
let count = 0
beforeEach(async () => {
  db = await openStore(`restore-${count++}`)
  other = await openStore(`restore-${count++}`)
  await writeAgreement(other, agreement('b'), [])
})

describe('bringing a copy back', () => {
  it('puts it in the place of everything, and says so in the log', async () => {
    await writeAgreement(db, readable, [source()])
    expect(await restoreFrom(other, await writeBackup(db, MADE), '', MADE + 1)).toEqual({ agreements: 1, made: MADE })
    expect((await readAgreements(other)).map(({ id }) => id)).toEqual(['a'])
    expect(await readLog(other, 9)).toMatchObject([{ at: MADE + 1, what: 'restored' }])
  })
  it('brings the signing key with its passphrase, and refuses another one whole', async () => {
    await writeAgreement(db, readable, [source()])
    const identity = await newIdentity(MADE)
    const text = await writeBackup(db, MADE, await wrap(identity, 'open'))
    await expect(restoreFrom(other, text, 'shut', MADE)).rejects.toMatchObject({ refusal: 'wrong-passphrase' })
    expect((await readAgreements(other)).map(({ id }) => id)).toEqual(['b'])
    await restoreFrom(other, text, 'open', MADE)
    expect((await readSetting(other, 'identity'))?.publicKey.x).toBe(identity.publicKey.x)
  })
  it.each([
    ['an agreement whose text can’t be read', { ...readable, text: { body: '{}', kind: 'json' as const } }, source(), 'bad-copy'],
    ['an agreement whose text is another’s', { ...readable, id: 'c' }, source(), 'bad-copy'],
    ['a source at an address that is none', readable, source({}, { address: 'javascript:alert(1)' }), 'not-an-address'],
    ['a source read without rest', readable, source({}, { every: 0 }), 'bad-copy'],
  ])('refuses %s, and leaves what was there', async (_what, record, from, refusal) => {
    await writeAgreement(db, record, [from])
    const before = await writeBackup(other, MADE)
    await expect(restoreFrom(other, await writeBackup(db, MADE), '', MADE)).rejects.toMatchObject({ refusal })
    expect(await writeBackup(other, MADE)).toBe(before)
  })
})
