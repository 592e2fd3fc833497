/**
 * Counting this browser's own requests to a host of the agreement, and stopping it. Permission is requested here, in answer to a
 * click, with what is kept beside it.
 */
import { useEffect, useState } from 'preact/hooks'
import browser from 'webextension-polyfill'
import type { Service } from '../../../shared/contract/model.ts'
import { readSetting, type WatchedSettings } from '../../store/settings.ts'
import { ask } from '../common/ask.ts'
import { errorWords } from '../common/error-words.ts'
import { locale, t } from '../common/i18n.ts'
import { useStored } from '../common/live.ts'
import { FormEnd, Opener, ServicePick } from './source-form.tsx'

export function OwnTrafficForm({ agreement, services }: { agreement: string; services: readonly Service[] }) {
  const stored = useStored((db) => readSetting(db, 'watched'), agreement)
  const [changed, setChanged] = useState<readonly WatchedSettings[] | null>(null)
  const [open, setOpen] = useState(false)
  const held = useHeld()
  const watched = (changed ?? stored ?? []).filter((each) => each.agreement === agreement)
  const stop = ({ host }: WatchedSettings): void => {
    void ask('traffic/stop', { agreement, host }).then(() => setChanged(watched.filter((each) => each.host !== host)))
  }
  const started = (watch: WatchedSettings): void => {
    setChanged([...watched, watch])
    setOpen(false)
  }
  return (
    <>
      {watched.length > 0 && (
        <ul class="rows">
          {watched.map((watch) => (
            <li key={`${watch.host} ${watch.service}`} class="row sp">
              <span class="s">{t('trafficRow', watch.host, services.find(({ id }) => id === watch.service)?.name ?? watch.service)}</span>
              <button type="button" class="link s" onClick={() => stop(watch)}>
                {t('trafficStop')}
              </button>
            </li>
          ))}
        </ul>
      )}
      {watched.length > 0 && held === false && CHROME && <p class="bd s">{t('trafficRestart')}</p>}
      {open ? (
        <Form agreement={agreement} services={services} started={started} close={() => setOpen(false)} />
      ) : (
        <Opener words={t('trafficTitle')} onOpen={() => setOpen(true)} />
      )}
    </>
  )
}

/**
 * Chrome reports requests to an extension only where it had the permission when the browser started: listeners that are there at
 * once, a worker that is started anew and an extension that is loaded anew hear nothing (tried with Chromium 156). Firefox
 * reports them at once.
 */
const CHROME = browser.runtime.getURL('').startsWith('chrome-extension:')

/** Whether the permission was there when this page was opened. */
function useHeld(): boolean | undefined {
  const [held, set] = useState<boolean>()
  useEffect(() => {
    browser.permissions.contains({ permissions: ['webRequest'] } as never).then(set, console.error)
  }, [])
  return held
}

function Form({
  agreement,
  services,
  started,
  close,
}: {
  agreement: string
  services: readonly Service[]
  started: (watch: WatchedSettings) => void
  close: () => void
}) {
  const [service, setService] = useState(services[0]?.id ?? '')
  const [host, setHost] = useState(services.find(({ id }) => id === service)?.hosts?.[0] ?? '')
  const [app, setApp] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const start = async (): Promise<void> => {
    setProblem(null)
    const hosts = [host, app].map((each) => hostOf(each)).filter((each) => each !== null)
    const [own] = hosts
    if (own === undefined || hostOf(host) === null || (app.trim() !== '' && hosts.length < 2))
      return setProblem(t('errorAddress', hostOf(host) === null ? host : app))
    const origins = hosts.flatMap((each) => [`https://${each}/*`, `http://${each}/*`])
    if (!(await browser.permissions.request({ permissions: ['webRequest'], origins } as never)))
      return setProblem(t('errorPermission', hosts.join(locale.comma)))
    const watch = { agreement, service, host: own }
    await ask('traffic/watch', watch)
    started(watch)
  }
  return (
    <form
      class="bd form"
      onSubmit={(event) => {
        event.preventDefault()
        start().catch((error: unknown) => setProblem(errorWords(error)))
      }}
    >
      <p class="s muted">{t('trafficHow')}</p>
      <ServicePick services={services} value={service} onValue={setService} />
      <label>
        <span class="cap">{t('trafficHost')}</span>
        <input
          class="field"
          dir="ltr"
          required
          placeholder="api.example.com"
          value={host}
          onInput={(event) => setHost(event.currentTarget.value)}
        />
      </label>
      <label>
        <span class="cap">{t('trafficApp')}</span>
        <input class="field" dir="ltr" placeholder="app.example.com" value={app} onInput={(event) => setApp(event.currentTarget.value)} />
      </label>
      <FormEnd go={t('trafficStart')} problem={problem} close={close} />
    </form>
  )
}

/** The host of an address or of a bare host, without its port: a permission has none. Null for anything else. */
function hostOf(text: string): string | null {
  const address = /^https?:\/\//.test(text.trim()) ? text.trim() : `https://${text.trim()}`
  return URL.canParse(address) && text.trim() !== '' ? new URL(address).hostname : null
}
