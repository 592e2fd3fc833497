/** The key that signs what leaves: which one it is, a new one that the old one signs, saving it under a passphrase, bringing it back. */
import { useState } from 'preact/hooks'
import { instantText } from '../../../shared/i18n/date-words.ts'
import { fingerprint, thumbprint } from '../../../shared/signing/public-key.ts'
import type { Store } from '../../store/open-store.ts'
import { readSetting } from '../../store/settings.ts'
import { backUpKey } from '../../store/signing-key.ts'
import type { KeptIdentity } from '../../store/store-schema.ts'
import { ask } from '../common/ask.ts'
import { DashboardCard } from '../common/DashboardCard.tsx'
import { errorWords } from '../common/error-words.ts'
import { locale, t, tn } from '../common/i18n.ts'
import { here, useStored } from '../common/live.ts'

/** Shorter ones are tried out in no time. */
const SHORTEST = 8

type Step = { readonly kind: 'rest' | 'new' | 'save' } | { readonly kind: 'bring'; readonly text: string }

async function read(db: Store): Promise<{ readonly kept: KeptIdentity; readonly name: string } | null> {
  const kept = await readSetting(db, 'identity')
  return kept && { kept, name: fingerprint(await thumbprint(kept.publicKey, crypto.subtle)) }
}

export function SigningKey() {
  const own = useStored(read, 'key')
  const [step, setStep] = useState<Step>({ kind: 'rest' })
  const [passphrase, setPassphrase] = useState('')
  const [outcome, setOutcome] = useState<{ readonly ok: boolean; readonly words: string } | null>(null)
  if (own === undefined) return null
  const go = (next: Step): void => {
    setOutcome(null)
    setPassphrase('')
    setStep(next)
  }
  const doing = (work: () => Promise<unknown>, words: string): void => {
    setOutcome(null)
    work().then(
      () => {
        go({ kind: 'rest' })
        if (words !== '') setOutcome({ ok: true, words })
      },
      (error: unknown) => setOutcome({ ok: false, words: errorWords(error) }),
    )
  }
  return (
    <DashboardCard id="key" title={t('keyTitle')} sub={t('keyHow')}>
      <div class="bd col">
        {own === null ? <p class="muted">{t('keyNone')}</p> : <Which kept={own.kept} name={own.name} />}
        <div class="row wrap">
          {own !== null && (
            <>
              <button type="button" class="btn" aria-expanded={step.kind === 'new'} onClick={() => go({ kind: 'new' })}>
                {t('keyReplace')}
              </button>
              <button type="button" class="btn" aria-expanded={step.kind === 'save'} onClick={() => go({ kind: 'save' })}>
                {t('keyBackUp')}
              </button>
            </>
          )}
          <label class="btn">
            {t('keyRestore')}
            <input
              type="file"
              class="vh"
              accept=".standing-key,.json"
              onChange={(event) => {
                const file = event.currentTarget.files?.[0]
                event.currentTarget.value = ''
                // A key takes half a kilobyte, with all that went before it a few.
                void file
                  ?.slice(0, 100_000)
                  .text()
                  .then((text) => go({ kind: 'bring', text }))
              }}
            />
          </label>
        </div>
        {step.kind === 'new' && (
          <>
            <p>{t('keyReplaceSure')}</p>
            <div class="row wrap">
              <button type="button" class="btn primary" onClick={() => doing(() => ask('identity/rotate', {}), t('keyReplaceDone'))}>
                {t('keyReplaceDo')}
              </button>
              <Cancel go={go} />
            </div>
          </>
        )}
        {(step.kind === 'save' || step.kind === 'bring') && (
          <form
            class="col"
            onSubmit={(event) => {
              event.preventDefault()
              if (step.kind === 'bring') doing(() => ask('identity/bring', { text: step.text, passphrase }), t('keyRestoreDone'))
              else if (own) doing(() => save(own.kept, passphrase), '')
            }}
          >
            <label>
              <span class="cap">{step.kind === 'save' ? t('keyPass') : t('passphrase')}</span>
              <input
                type="password"
                class="field"
                autocomplete="off"
                required
                minLength={step.kind === 'save' ? SHORTEST : 1}
                value={passphrase}
                onInput={(event) => setPassphrase(event.currentTarget.value)}
              />
            </label>
            <div class="row wrap">
              <button type="submit" class="btn primary">
                {step.kind === 'save' ? t('keyBackUp') : t('keyRestoreSure')}
              </button>
              <Cancel go={go} />
            </div>
          </form>
        )}
        {outcome && <p role={outcome.ok ? 'status' : 'alert'}>{outcome.words}</p>}
      </div>
    </DashboardCard>
  )
}

function Which({ kept, name }: { kept: KeptIdentity; name: string }) {
  const before = kept.rotations?.length ?? 0
  return (
    <p>
      <bdi class="mono">{name}</bdi>
      {locale.comma}
      {t('keySince', instantText(kept.since, here, locale))}. {before > 0 && <span class="muted">{tn('keyReplaces', before)}</span>}
    </p>
  )
}

const Cancel = ({ go }: { go: (step: Step) => void }) => (
  <button type="button" class="btn ghost" onClick={() => go({ kind: 'rest' })}>
    {t('cancel')}
  </button>
)

async function save(kept: KeptIdentity, passphrase: string): Promise<void> {
  const url = URL.createObjectURL(new Blob([JSON.stringify(await backUpKey(kept, passphrase))], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = url
  link.download = `standing-${new Date(kept.since).toISOString().slice(0, 10)}.standing-key`
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
