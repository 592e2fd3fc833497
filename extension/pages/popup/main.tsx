/** Starts the popup: paints what is stored at once, then has the background bring it up to now. */
import { render } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import browser from 'webextension-polyfill'
import { readOverview } from '../../store/read-store.ts'
import { setPageLanguage, t } from '../common/i18n.ts'
import { here, useNow, useRefresh, useStored } from '../common/live.ts'
import { StoreFailure, useStoreFailure } from '../common/StoreProblems.tsx'
import { offerOf } from './feed-on-page.ts'
import { PopupApp } from './PopupApp.tsx'

async function go(page: string): Promise<void> {
  await browser.tabs.create({ url: browser.runtime.getURL(page) })
  window.close()
}

const open = (hash: string): Promise<void> =>
  go(hash === 'follow' ? 'pages/welcome/index.html' : `pages/dashboard/index.html${hash ? `#${hash}` : ''}`)

/** The tab the popup was opened over; the click grants access to its address (activeTab). */
async function tabHere(): Promise<{ readonly host: string | null; readonly id: number | null }> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true })
  const url = tab?.url && URL.canParse(tab.url) ? new URL(tab.url) : null
  const isPage = url !== null && /^https?:$/.test(url.protocol)
  return { host: isPage ? url.hostname : null, id: isPage ? (tab?.id ?? null) : null }
}

/** What the page in the tab offers, looked for once the popup stands. */
function useOffer(tab: number | null | undefined): string | null {
  const [offer, set] = useState<string | null>(null)
  useEffect(() => {
    if (tab != null) void offerOf(tab).then(set)
  }, [tab])
  return offer
}

function Popup() {
  const now = useNow()
  const stored = useStored(async (db) => {
    const [overview, tab] = await Promise.all([readOverview(db), tabHere()])
    return { overview, tab }
  }, 'popup')
  const problem = useRefresh(stored !== undefined)
  const offer = useOffer(stored?.tab.id)
  const failure = useStoreFailure()
  if (failure !== null) return <StoreFailure words={failure} />
  if (!stored) return null
  const { overview, tab } = stored
  return (
    <PopupApp
      stored={overview}
      host={tab.host}
      offer={offer}
      now={now}
      here={here}
      open={(hash) => void open(hash)}
      go={(page) => void go(page)}
      problem={problem}
    />
  )
}

setPageLanguage(t('name'))
render(<Popup />, document.body)
