/** Starts the popup: paints what is stored at once, then has the background bring it up to now. */
import { render } from 'preact'
import browser from 'webextension-polyfill'
import { dress, t } from '../page/i18n.ts'
import { here, useNow, useRefresh, useStored } from '../page/live.ts'
import { readOverview } from '../store/read.ts'
import { App } from './App.tsx'

async function open(hash: string): Promise<void> {
  const page = hash === 'follow' ? 'welcome/index.html' : `dashboard/index.html${hash ? `#${hash}` : ''}`
  await browser.tabs.create({ url: browser.runtime.getURL(page) })
  window.close()
}

/** The host of the tab the popup was opened over; the click gave leave to know it (activeTab). */
async function tabHost(): Promise<string | null> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true })
  const url = tab?.url && URL.canParse(tab.url) ? new URL(tab.url) : null
  return url && /^https?:$/.test(url.protocol) ? url.hostname : null
}

function Popup() {
  const now = useNow()
  const stored = useStored(async (db) => {
    const [overview, host] = await Promise.all([readOverview(db), tabHost()])
    return { overview, host }
  }, 'popup')
  useRefresh(stored !== undefined)
  return stored ? <App stored={stored.overview} host={stored.host} now={now} here={here} open={(hash) => void open(hash)} /> : null
}

dress(t('name'))
render(<Popup />, document.body)
