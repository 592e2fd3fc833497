/** Asks for permission to read one host, with the reason beside the button: its pages let no extension read them without. */
import { RequestRefused } from '../../messages.ts'
import { allowHost } from './host-access.ts'
import { t } from './i18n.ts'

export function HostPermission({ origin, onGiven }: { origin: string; onGiven: () => void }) {
  const give = async (): Promise<void> => {
    if (await allowHost(origin)) onGiven()
  }
  return (
    <p class="problem">
      <button type="button" class="btn" onClick={() => void give()}>
        {t('permissionAllow', new URL(origin).host)}
      </button>{' '}
      <span class="s muted">{t('permissionHow')}</span>
    </p>
  )
}

/** The origin for which permission might help: a page that lets no extension read it looks like one that can't be reached. */
export function barredBy(error: unknown, page: string): string | null {
  const address = /^https?:\/\//i.test(page) ? page : `https://${page}`
  const silent = error instanceof RequestRefused && error.refusal === 'unreachable'
  return silent && URL.canParse(address) ? new URL(address).origin : null
}
