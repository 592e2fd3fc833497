import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import { readBackup, restore, writeBackup } from '../../../../extension/store/backup.ts'
import { STEPS } from '../../../../extension/store/migrations.ts'
import { openStore, type Store } from '../../../../extension/store/open-store.ts'
import { packChecks } from '../../../../extension/store/packed-checks.ts'
import { readStoredEvidence } from '../../../../extension/store/read-store.ts'
import { readSetting } from '../../../../extension/store/settings.ts'
import { newIdentity, restored, backUpKey as wrap } from '../../../../extension/store/signing-key.ts'
import type { KeptIdentity } from '../../../../extension/store/store-schema.ts'
import { writeAgreement, writeLog, writeReadings, writeSetting, writeStandings } from '../../../../extension/store/write-store.ts'
import { sha256Hex } from '../../../../shared/base/canonical.ts'
import { agreement, MINUTE, source, span, standing } from '../records.ts'

const MADE = Date.UTC(2026, 10, 22)
let count = 0
let db: Store
let text: string

const checks = { service: 'p', source: { kind: 'probe', id: 'p', party: 'customer' }, every: MINUTE } as const
const results = Array.from({ length: 50_000 }, (_, i) => ({ at: i * MINUTE, ok: i % 7 !== 0 }))

beforeEach(async () => {
  db = await openStore(`backup-${count++}`)
  await writeAgreement(db, agreement('a', 'acme'), [source()])
  await writeReadings(db, [source({ readAt: 5, covered: [1, 5] })], [{ source: 'acme', at: 5, evidence: { spans: [span()] } }], [])
  await writeLog(db, [{ at: 7, what: 'agreement-added', agreement: 'a', detail: 'Zürich ✓ \u2028 "' }])
  await writeSetting(db, 'quiet', { from: '22:00', to: '07:00' })
  await writeStandings(db, [standing('a', [])])
  await db.put('packs', { source: 'p', month: '1970-01', evidence: {}, checks: [packChecks(checks, results)] })
  text = await writeBackup(db, MADE)
})

/** Puts another text in the place of the records, under a digest that fits. */
function forged(body: string, more: object = {}): string {
  const head = JSON.parse(text.split('\n')[0] as string) as object
  return `${JSON.stringify({ ...head, sha256: sha256Hex(body), ...more })}\n${body}\n`
}
const body = (): string => text.split('\n')[1] as string

describe('a backup', () => {
  it('brings everything back into an empty store, to the last byte', async () => {
    const other = await openStore(`backup-${count++}`)
    await restore(other, readBackup(text))
    expect(await writeBackup(other, MADE)).toBe(text)
    expect((await readStoredEvidence(other, 'p')).checks[0]?.results).toEqual(results)
    expect(await readStoredEvidence(other, 'acme')).toEqual(await readStoredEvidence(db, 'acme'))
  })
  it('takes the place of what was there, kept answers included', async () => {
    const other = await openStore(`backup-${count++}`)
    await writeAgreement(other, agreement('b', 'other'), [source({}, { id: 'other' })])
    await writeStandings(other, [standing('b', [])])
    await restore(other, readBackup(text))
    expect((await other.getAll('agreements')).map(({ id }) => id)).toEqual(['a'])
    expect(await other.count('standings')).toBe(0)
  })
  it('continues after it: what is appended next follows what was restored', async () => {
    const other = await openStore(`backup-${count++}`)
    await restore(other, readBackup(text))
    await writeReadings(other, [], [{ source: 'acme', at: 9, evidence: { spans: [span({ ref: 'i-2' })] } }], [])
    expect((await readStoredEvidence(other, 'acme')).spans.map(({ ref }) => ref)).toEqual(['i-1', 'i-2'])
  })
  it('of an older form is carried forward', () => {
    const steps = [...STEPS, { version: STEPS.length + 1, what: 'a test', build: () => {}, carry: { sources: () => 'carried' } }]
    expect(readBackup(text, steps).records.sources).toEqual(['carried'])
  })
})

describe('what is refused before anything is touched', () => {
  it.each([
    ['nothing', () => '', 'not-a-backup'],
    ['another file', () => '{"spans":[]}', 'not-a-backup'],
    ['another format', () => text.replace('standing/backup@1', 'standing/backup@2'), 'not-a-backup'],
    ['one that is cut off', () => text.slice(0, -10), 'damaged'],
    ['one cut off by its last byte', () => text.slice(0, -1), 'damaged'],
    ['one with something behind it', () => `${text}more`, 'damaged'],
    ['one from a newer version', () => forged(body(), { version: STEPS.length + 1 }), 'too-new'],
    ['one that lacks a part', () => forged('{"agreements":[]}'), 'wrong-record'],
  ])('%s', (_what, made, problem) => {
    let refused: unknown = null
    try {
      readBackup(made())
    } catch (error) {
      refused = error
    }
    expect(refused).toMatchObject({ name: 'BackupError', problem })
  })
  it('one of which any single character was changed', () => {
    const start = text.indexOf('\n') + 1
    // Every 997th character of the records: a prime, so that all kinds of places are met.
    for (let at = start; at < text.length - 1; at += 997) {
      const other = text[at] === '0' ? '1' : '0'
      expect(() => readBackup(text.slice(0, at) + other + text.slice(at + 1))).toThrow('not those that were saved')
    }
  })
})

describe('the key that signs', () => {
  const signs = async (of: Store): Promise<string | undefined> => (await readSetting(of, 'identity'))?.publicKey.x
  beforeEach(async () => writeSetting(db, 'identity', await newIdentity(MADE)))

  it('is in no backup that was made without a passphrase, and a restore leaves the one that is there', async () => {
    expect(await writeBackup(db, MADE)).toBe(text)
    const mine = await signs(db)
    expect(mine).toMatch(/^[\w-]{43}$/)
    await restore(db, readBackup(text))
    expect(await signs(db)).toBe(mine)
  })
  it('comes back with its passphrase', async () => {
    const kept = (await readSetting(db, 'identity')) as KeptIdentity
    const read = readBackup(await writeBackup(db, MADE, await wrap(kept, 'correct horse')))
    const other = await openStore(`backup-${count++}`)
    await restore(other, read, await restored(JSON.stringify(read.key), 'correct horse', MADE))
    expect(await signs(other)).toBe(kept.publicKey.x)
    await expect(restored(JSON.stringify(read.key), 'another', MADE)).rejects.toThrow()
  })
})

it('a restore that fails half-way leaves what was there', async () => {
  // The last record of all has no key to be stored under.
  const whole = JSON.parse(body()) as Record<string, unknown[]>
  const broken = forged(JSON.stringify({ ...whole, packs: [...(whole.packs as unknown[]), { month: '2026-01' }] }))
  const other = await openStore(`backup-${count++}`)
  await writeAgreement(other, agreement('b', 'other'), [source({}, { id: 'other' })])
  const before = await writeBackup(other, MADE)
  await expect(restore(other, readBackup(broken))).rejects.toMatchObject({ problem: 'wrong-record' })
  expect(await writeBackup(other, MADE)).toBe(before)
})
