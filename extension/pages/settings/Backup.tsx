/** Backup of all data as one file, restore, and the storage used. */
import { useState } from 'preact/hooks'
import { instantText } from '../../../shared/i18n/date-words.ts'
import { numberText } from '../../../shared/i18n/number-words.ts'
import { readBackup, writeBackup } from '../../store/backup.ts'
import { store } from '../../store/open-store.ts'
import { isTight, readSetting, type StorageUse } from '../../store/settings.ts'
import { backUpKey as wrapped } from '../../store/signing-key.ts'
import { ask } from '../common/ask.ts'
import { DashboardCard } from '../common/DashboardCard.tsx'
import { errorWords } from '../common/error-words.ts'
import { locale, t } from '../common/i18n.ts'
import { here, useStored } from '../common/live.ts'

interface Chosen {
  readonly text: string
  readonly made: number
  /** Whether it holds a signing key. */
  readonly key: boolean
}

export function Backup() {
  const [passphrase, setPassphrase] = useState('')
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const [done, setDone] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const kept = useStored(async (db) => ({ room: await readSetting(db, 'room'), identity: await readSetting(db, 'identity') }), 'copy')
  const trying = (work: () => Promise<void>): void => {
    setProblem(null)
    setDone(null)
    work().catch((error: unknown) => setProblem(errorWords(error)))
  }
  const open = async (file: File): Promise<void> => {
    const text = await file.text()
    setChosen(null)
    const { made, key } = readBackup(text)
    setChosen({ text, made, key: key !== null })
  }
  const bring = async ({ text }: Chosen): Promise<void> => {
    const { made } = await ask('backup/restore', { text, passphrase })
    setChosen(null)
    setDone(t('backupRestored', dated(made)))
  }
  return (
    <DashboardCard id="copy" title={t('backupTitle')} sub={t('backupHow')}>
      <div class="bd row wrap">
        <button type="button" class="btn" onClick={() => trying(() => save(passphrase))}>
          {t('backUp')}
        </button>
        <label class="btn">
          {t('backupRestore')}
          <input
            type="file"
            class="vh"
            accept=".standing-backup"
            onChange={(event) => {
              const file = event.currentTarget.files?.[0]
              event.currentTarget.value = ''
              if (file) trying(() => open(file))
            }}
          />
        </label>
      </div>
      {(kept?.identity || chosen?.key) && (
        <label class="bd">
          <span class="s muted">{t('backupPassphrase')}</span>
          <input
            type="password"
            class="field"
            autocomplete="off"
            value={passphrase}
            onInput={(event) => setPassphrase(event.currentTarget.value)}
          />
        </label>
      )}
      {chosen && (
        <div class="bd row wrap">
          <button type="button" class="btn primary" onClick={() => trying(() => bring(chosen))}>
            {t('backupRestoreSure', dated(chosen.made))}
          </button>
          <button type="button" class="btn ghost" onClick={() => setChosen(null)}>
            {t('cancel')}
          </button>
        </div>
      )}
      {problem && (
        <p class="bd" role="alert">
          {problem}
        </p>
      )}
      {done && (
        <p class="bd" role="status">
          {done}
        </p>
      )}
      {kept?.room && <Taken room={kept.room} />}
    </DashboardCard>
  )
}

function Taken({ room }: { room: StorageUse }) {
  const mega = (bytes: number): string => numberText((bytes / 1_000_000).toFixed(1), locale)
  return isTight(room) ? (
    <p class="bd" role="alert">
      {t('storageTight', mega(room.usage), mega(room.quota))}
    </p>
  ) : (
    <p class="bd s muted">{t('storageUsed', mega(room.usage))}</p>
  )
}

const dated = (at: number): string => instantText(at, here, locale)

/** Read here, from the store: a copy can be saved even when the background can't do anything any more. */
async function save(passphrase: string): Promise<void> {
  const db = await store()
  const identity = passphrase === '' ? null : await readSetting(db, 'identity')
  const made = Date.now()
  const text = await writeBackup(db, made, identity && (await wrapped(identity, passphrase)))
  const url = URL.createObjectURL(new Blob([text], { type: 'application/octet-stream' }))
  const link = document.createElement('a')
  link.href = url
  link.download = `standing-${new Date(made).toISOString().slice(0, 10)}.standing-backup`
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
