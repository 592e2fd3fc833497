/** Bringing a backup back: the file is checked whole, then takes the place of everything at once. */
import { readContract } from '../../shared/contract/read-contract.ts'
import { type Handlers, RequestRefused } from '../messages.ts'
import { pageAddress } from '../sources/source-preview.ts'
import { type BackupFile, readBackup, restore } from '../store/backup.ts'
import { BackupError } from '../store/backup-error.ts'
import type { Store } from '../store/open-store.ts'
import { restored } from '../store/signing-key.ts'
import type { AgreementRecord, KeptIdentity, LogEntry, SourceRecord } from '../store/store-schema.ts'

type Answer = Awaited<ReturnType<Handlers['backup/restore']>>

/** Throws Refused, with nothing changed, for a file that can't be taken whole. */
export async function restoreFrom(db: Store, text: string, passphrase: string, now: number): Promise<Answer> {
  try {
    const read = readBackup(text)
    check(read)
    const identity = read.key && passphrase !== '' ? await opened(read, passphrase, now) : null
    const line: LogEntry = { at: now, what: 'restored', detail: new Date(read.made).toISOString() }
    await restore(db, { ...read, records: { ...read.records, log: [...read.records.log, line] } }, identity)
    return { agreements: read.records.agreements.length, made: read.made }
  } catch (error) {
    if (error instanceof BackupError)
      throw new RequestRefused(error.problem === 'too-new' ? 'newer-copy' : 'bad-copy', error.message, { cause: error })
    throw error
  }
}

const opened = ({ key }: BackupFile, passphrase: string, now: number): Promise<KeptIdentity> =>
  restored(JSON.stringify(key), passphrase, now).catch((cause: unknown) => {
    throw new RequestRefused('wrong-passphrase', 'the key was not opened', { cause })
  })

/** A file may come from anywhere: addresses and agreements in it are checked as if just typed. */
function check({ records }: BackupFile): void {
  for (const { id, text } of records.agreements as readonly AgreementRecord[]) {
    const { contract } = readContract(text.body, text.kind)
    if (contract?.id !== id) throw new BackupError('wrong-record', `agreement ${id} can't be read`)
  }
  for (const { id, page, address, also, every, state } of records.sources as readonly SourceRecord[]) {
    for (const each of [page, address, ...also]) pageAddress(each)
    if (!(every >= 60_000) || !Array.isArray(state.covered)) throw new BackupError('wrong-record', `source ${id}`)
  }
}
