/** Damaged records as one item that needs care, and a database that can't be opened: said on top of the page, and nothing else stops. */
import { useEffect, useState } from 'preact/hooks'
import { store } from '../../store/open-store.ts'
import { type BadRecord, FEW_RECORDS, readBadRecords } from '../../store/read-store.ts'
import { ask } from './ask.ts'
import { errorWords } from './error-words.ts'
import { t } from './i18n.ts'

/** Why the database can't be opened, in words; null while it can. */
export function useStoreFailure(): string | null {
  const [words, set] = useState<string | null>(null)
  useEffect(() => {
    store().catch((error: unknown) => {
      const { name, message } = error as Error
      set(name === 'VersionError' ? t('storeNewer') : t('storeFailed', message))
    })
  }, [])
  return words
}

export function StoreFailure({ words }: { words: string }) {
  return (
    <main>
      <p class="note" role="alert" data-v="unknown">
        {words}
      </p>
    </main>
  )
}

/** Evidence is looked through once for a page, and again when something was deleted: it may be long. `few` leaves it out. */
export function BadRecords({ few = false }: { few?: boolean }) {
  const [found, set] = useState<readonly BadRecord[]>([])
  const read = (): void => {
    store()
      .then((db) => readBadRecords(db, few ? FEW_RECORDS : undefined))
      .then(set, console.error)
  }
  useEffect(read, [])
  if (found.length === 0) return null
  return (
    <section class="note" role="alert" data-v="unknown" aria-labelledby="bad-records">
      <h2 id="bad-records">{t('badRecords')}</h2>
      <p>{t('badRecordsHow')}</p>
      <ul>
        {found.slice(0, MOST).map((record) => (
          <li key={`${record.store} ${String(record.key)}`} class="row sp">
            <span>{t('badRecord', `${record.store} ${String(record.key)}`, record.field)}</span>
            <Delete record={record} deleted={read} />
          </li>
        ))}
      </ul>
      {found.length > MOST && <p>+ {found.length - MOST}</p>}
    </section>
  )
}

const MOST = 20

function Delete({ record: { store: name, key }, deleted }: { record: BadRecord; deleted: () => void }) {
  const [sure, setSure] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const remove = (): void => {
    ask('record/delete', { store: name, key }).then(deleted, (error: unknown) => setProblem(errorWords(error)))
  }
  return (
    <span>
      <button type="button" class="btn" onClick={sure ? remove : () => setSure(true)}>
        {t(sure ? 'badRecordSure' : 'badRecordDelete')}
      </button>
      {problem && <span role="alert">{problem}</span>}
    </span>
  )
}
