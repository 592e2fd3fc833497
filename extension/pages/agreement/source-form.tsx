/** What the forms under Sources have in common: the link that opens one, the service it is for, its buttons, and permission for an address. */
import type { Service } from '../../../shared/contract/model.ts'
import { allowHost } from '../common/host-access.ts'
import { t } from '../common/i18n.ts'

export function Opener({ words, onOpen }: { words: string; onOpen: () => void }) {
  return (
    <p class="bd">
      <button type="button" class="link s" aria-expanded={false} onClick={onOpen}>
        {words}
      </button>
    </p>
  )
}

/** Nothing to choose where there is one service. */
export function ServicePick({
  services,
  value,
  onValue,
}: {
  services: readonly Service[]
  value: string
  onValue: (service: string) => void
}) {
  if (services.length < 2) return null
  return (
    <label>
      <span class="cap">{t('colService')}</span>
      <select class="field" value={value} onChange={(event) => onValue(event.currentTarget.value)}>
        {services.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}

/** `go` sends the form; what went wrong stands beside it. */
export function FormEnd({ go, busy = false, problem, close }: { go: string; busy?: boolean; problem: string | null; close: () => void }) {
  return (
    <div class="row wrap">
      <button type="submit" class="btn primary" disabled={busy}>
        {go}
      </button>
      <button type="button" class="btn ghost" onClick={close}>
        {t('cancel')}
      </button>
      {problem && <span role="alert">{problem}</span>}
    </div>
  )
}

/** Returns the address once its host may be read, or why not, in words. To be called in answer to a click. */
export async function permittedAddress(address: string): Promise<URL | string> {
  const url = URL.canParse(address) ? new URL(address) : null
  if (!url || !/^https?:$/.test(url.protocol)) return t('errorAddress', address)
  return (await allowHost(url)) ? url : t('errorPermission', url.origin)
}
