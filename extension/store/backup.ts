/**
 * Everything that is kept, as one file, and back. The file is a line that names it, with the SHA-256 of what follows, and
 * the records as JSON; answers kept for first paint are not in it, and the signing key only wrapped under a passphrase. A file that is damaged, of a newer form or that does
 * not fit is refused before anything is touched; a restore that fails half-way is undone as a whole.
 */
import type { StoreNames } from 'idb'
import { sha256Hex } from '../../shared/base/canonical.ts'
import type { EpochMs } from '../../shared/time/intervals.ts'
import { BackupError } from './backup-error.ts'
import { base64, bytesOf } from './bytes.ts'
import { type MigrationStep, STEPS } from './migrations.ts'
import type { Store } from './open-store.ts'
import type { Settings } from './settings.ts'
import type { KeyBackup as WrappedKey } from './signing-key.ts'
import type { KeptIdentity, Schema } from './store-schema.ts'

const FORMAT = 'standing/backup@1'
/** In this order; `standings` are computed anew. */
const STORES = ['agreements', 'sources', 'evidence', 'packs', 'settings', 'log'] as const
type Kept = (typeof STORES)[number]
type Records = { readonly [S in Kept]: readonly unknown[] }

export interface BackupFile {
  readonly made: EpochMs
  readonly records: Records
  /** The signing key under a passphrase; null where the file holds none. */
  readonly key: WrappedKey | null
}

/** The file's text; the same store gives the same text for the same `made`. Settings are pairs of name and value. */
export async function writeBackup(db: Store, made: EpochMs, key: WrappedKey | null = null): Promise<string> {
  const transaction = db.transaction(STORES)
  const all = await Promise.all(STORES.map((name) => transaction.objectStore(name).getAll() as Promise<unknown[]>))
  const names = await transaction.objectStore('settings').getAllKeys()
  const records = Object.fromEntries(STORES.map((name, i) => [name, name === 'settings' ? pairs(names, all[i] ?? []) : all[i]]))
  const body = JSON.stringify({ ...records, key }, (_key, value: unknown) =>
    value instanceof Uint8Array ? { $bytes: base64(value) } : value,
  )
  return `${JSON.stringify({ format: FORMAT, version: db.version, made, sha256: sha256Hex(body) })}\n${body}\n`
}

/** The key leaves under a passphrase alone; when this browser last looked is nothing that another did. */
const OF_THIS_BROWSER: ReadonlySet<string> = new Set<keyof Settings>(['identity', 'lastGoodWake'])

const pairs = (names: readonly string[], values: readonly unknown[]): [string, unknown][] =>
  names.map((name, i): [string, unknown] => [name, values[i]]).filter(([name]) => !OF_THIS_BROWSER.has(name))

/** The records of a file, carried forward from an older form. Throws BackupError. */
export function readBackup(text: string, steps: readonly MigrationStep[] = STEPS): BackupFile {
  const [head = '', body = '', rest] = text.split('\n')
  const { format, version, made, sha256 } = header(head)
  if (format !== FORMAT) throw new BackupError('not-a-backup', `wanted ${FORMAT}, got ${String(format).slice(0, 40)}`)
  if (rest !== '' || sha256Hex(body) !== sha256) throw new BackupError('damaged', 'the records are not those that were saved')
  if (version > steps.length) throw new BackupError('too-new', `version ${version}, known up to ${steps.length}`)
  const records = JSON.parse(body, (_key, value: unknown) => (isBytes(value) ? bytesOf(value.$bytes) : value)) as Records & {
    readonly key?: WrappedKey | null
  }
  for (const name of STORES) if (!Array.isArray(records[name])) throw new BackupError('wrong-record', `no ${name}`)
  return { made, records: carried(records, version, steps), key: records.key ?? null }
}

interface Header {
  readonly format: unknown
  readonly version: number
  readonly made: EpochMs
  readonly sha256: unknown
}

function header(line: string): Header {
  try {
    const read = JSON.parse(line) as Header
    if (Number.isSafeInteger(read.version) && Number.isSafeInteger(read.made)) return read
  } catch {}
  throw new BackupError('not-a-backup', `starts with ${JSON.stringify(line.slice(0, 20))}`)
}

const isBytes = (value: unknown): value is { readonly $bytes: string } =>
  typeof value === 'object' && value !== null && '$bytes' in value && typeof value.$bytes === 'string'

function carried(records: Records, version: number, steps: readonly MigrationStep[]): Records {
  const later = steps.filter((step) => step.version > version)
  return Object.fromEntries(
    STORES.map((name) => {
      const carries = later.flatMap((step) => step.carry?.[name] ?? [])
      return [name, records[name].map((record) => carries.reduce((value, carry) => carry(value), record))]
    }),
  ) as unknown as Records
}

/**
 * Puts a file's records in the place of everything, but for the signing key, which stays unless another is given. Throws what
 * the database throws; then all is as it was.
 */
export async function restore(db: Store, { records }: Pick<BackupFile, 'records'>, identity: KeptIdentity | null = null): Promise<void> {
  const names: StoreNames<Schema>[] = [...STORES, 'standings']
  const transaction = db.transaction(names, 'readwrite')
  const undone = transaction.done.catch((error: unknown) => error ?? new Error('the restore was undone'))
  try {
    const signs = identity ?? (await transaction.objectStore('settings').get('identity'))
    for (const name of names) await transaction.objectStore(name).clear()
    for (const name of STORES) {
      const store = transaction.objectStore(name)
      for (const record of records[name]) {
        if (name === 'settings') await store.put((record as [string, unknown])[1] as never, (record as [string, string])[0])
        else await store.put(record as never)
      }
    }
    if (signs) await transaction.objectStore('settings').put(signs, 'identity')
  } catch (error) {
    try {
      transaction.abort()
    } catch {}
    await undone
    throw new BackupError('wrong-record', error instanceof Error ? error.message : String(error), { cause: error })
  }
  const failure = await undone
  if (failure) throw failure
}
