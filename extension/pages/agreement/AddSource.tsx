/** One more source for an agreement, by its address: what is found there is said before anything is kept. */
import { useEffect, useState } from 'preact/hooks'
import type { Contract } from '../../../shared/contract/model.ts'
import type { SourcePreview } from '../../messages.ts'
import { linkByName } from '../../model/match-components.ts'
import { ask } from '../common/ask.ts'
import { errorWords } from '../common/error-words.ts'
import { barredBy, HostPermission } from '../common/HostPermission.tsx'
import { t } from '../common/i18n.ts'
import { tellsWords } from '../common/preview-words.ts'
import { ComponentList } from './ComponentList.tsx'
import { Opener } from './source-form.tsx'

/** `?source=ADDRESS` fills in what a person would type; it keeps nothing. */
const given = new URLSearchParams(location.search).get('source')

export function AddSource({ agreement, contract }: { agreement: string; contract: Contract }) {
  const [open, setOpen] = useState(given !== null)
  const [page, setPage] = useState(given ?? '')
  const [look, setLook] = useState<SourcePreview | null>(null)
  const [links, setLinks] = useState<Readonly<Record<string, string>>>({})
  const [problem, setProblem] = useState<string | null>(null)
  const [barred, setBarred] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const during = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true)
    setProblem(null)
    setBarred(null)
    await work()
      .catch((error: unknown) => {
        setProblem(errorWords(error))
        setBarred(barredBy(error, page))
      })
      .finally(() => setBusy(false))
  }
  const find = async (): Promise<void> => {
    setLook(null)
    const seen = await ask('page/look', { page })
    const found = linkByName(contract, seen.components)
    // A page as a whole maps to an agreement of one service.
    const only = contract.services.length === 1 ? (contract.services[0]?.id ?? '') : ''
    setLinks(Object.fromEntries(seen.components.map(({ id }) => [id, found[id]?.[0] ?? (seen.components.length === 1 ? only : '')])))
    setLook(seen)
  }
  const add = async (): Promise<void> => {
    const components = Object.fromEntries(Object.entries(links).flatMap(([id, service]) => (service === '' ? [] : [[id, [service]]])))
    await ask('source/add', { agreement, page, components })
    setLook(null)
    setPage('')
    setOpen(false)
  }
  useEffect(() => {
    if (given !== null) void during(find)
  }, [])
  if (!open) return <Opener words={t('sourceAdd')} onOpen={() => setOpen(true)} />
  return (
    <form
      class="bd form"
      aria-label={t('sourceAdd')}
      onSubmit={(event) => {
        event.preventDefault()
        void during(look ? add : find)
      }}
    >
      <label>
        <span class="cap">{t('sourceAddress')}</span>
        <input
          class="field"
          type="text"
          inputMode="url"
          dir="ltr"
          required
          placeholder="https://"
          value={page}
          onInput={(event) => {
            setPage(event.currentTarget.value)
            setLook(null)
          }}
        />
      </label>
      {look && <p class="note">{tellsWords(look)}</p>}
      {look && look.components.length > 0 && (
        <fieldset>
          <legend class="cap">{t('mapComponents')}</legend>
          <ComponentList
            components={look.components}
            services={contract.services}
            serviceOf={(component) => links[component] ?? ''}
            onService={(component, service) => setLinks({ ...links, [component]: service })}
          />
        </fieldset>
      )}
      {problem && (
        <p class="note" role="alert">
          {problem}
        </p>
      )}
      {barred && <HostPermission origin={barred} onGiven={() => void during(find)} />}
      <div class="row wrap">
        <button type="submit" class="btn primary" disabled={busy}>
          {t(look ? 'sourceAddDo' : 'sourceCheck')}
        </button>
        <button type="button" class="btn ghost" onClick={() => setOpen(false)}>
          {t('cancel')}
        </button>
        {busy && <span role="status">{t('loading', page)}</span>}
      </div>
    </form>
  )
}
