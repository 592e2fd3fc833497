/**
 * Watching an address from this browser: a check each minute. Leave to read that one origin is asked for here, with the
 * reason beside it; it can only be asked in answer to a click.
 */
import { useState } from 'preact/hooks'
import browser from 'webextension-polyfill'
import type { Service } from '../../shared/agreement/model.ts'
import { ask } from '../page/ask.ts'
import { t } from '../page/i18n.ts'
import { useStored } from '../page/live.ts'
import { errorWords } from '../page/trouble.ts'
import { readSetting } from '../store/settings.ts'

export function Watch({ agreement, services }: { agreement: string; services: readonly Service[] }) {
  const [open, setOpen] = useState(false)
  const [service, setService] = useState(services[0]?.id ?? '')
  const host = services.find(({ id }) => id === service)?.hosts?.[0]
  const [address, setAddress] = useState(host ? `https://${host}/` : '')
  const [expect, setExpect] = useState('')
  const references = useStored((db) => readSetting(db, 'references'), 'references')
  const [compare, setCompare] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const watch = async (): Promise<void> => {
    setProblem(null)
    const url = URL.canParse(address) ? new URL(address) : null
    if (!url || !/^https?:$/.test(url.protocol)) return setProblem(t('troubleAddress', address))
    // Chrome's patterns know no ports: leave is for the host, and only the address given is read.
    if (!(await browser.permissions.request({ origins: [`${url.protocol}//${url.hostname}/*`] })))
      return setProblem(t('troublePermission', url.origin))
    if (compare !== null) await ask('probe/references', { addresses: compare.split(/[\s,]+/).filter(Boolean) })
    await ask('probe/add', { agreement, service, address: url.href, expect })
    setOpen(false)
  }
  if (!open) {
    return (
      <p class="bd">
        <button type="button" class="link s" aria-expanded={false} onClick={() => setOpen(true)}>
          {t('watchFromHere')}
        </button>
      </p>
    )
  }
  return (
    <form
      class="bd form"
      onSubmit={(event) => {
        event.preventDefault()
        watch().catch((error: unknown) => setProblem(errorWords(error)))
      }}
    >
      <p class="s muted">{t('watchHow')}</p>
      {services.length > 1 && (
        <label>
          <span class="cap">{t('colService')}</span>
          <select class="field" value={service} onChange={(event) => setService(event.currentTarget.value)}>
            {services.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      <label>
        <span class="cap">{t('watchAddress')}</span>
        <input
          class="field"
          type="url"
          required
          placeholder="https://"
          value={address}
          onInput={(event) => setAddress(event.currentTarget.value)}
        />
      </label>
      <label>
        <span class="cap">{t('watchExpect')}</span>
        <input class="field" maxLength={200} value={expect} onInput={(event) => setExpect(event.currentTarget.value)} />
      </label>
      <label>
        <span class="cap">{t('watchCompare')}</span>
        <input class="field" value={compare ?? references?.join(' ') ?? ''} onInput={(event) => setCompare(event.currentTarget.value)} />
      </label>
      <div class="row wrap">
        <button type="submit" class="btn primary">
          {t('watch')}
        </button>
        <button type="button" class="btn ghost" onClick={() => setOpen(false)}>
          {t('cancel')}
        </button>
        {problem && <span role="alert">{problem}</span>}
      </div>
    </form>
  )
}
