/**
 * Whether the page in the tab publishes a standing feed. The click that opened the popup grants access to that one tab
 * (activeTab); what runs in it looks for a link in its head, then at the well-known address of the same site, and nothing else.
 */
import browser from 'webextension-polyfill'

/** Returns the address of the feed that the tab's page offers; null where it offers none, or where the page is inaccessible. */
export async function offerOf(tab: number): Promise<string | null> {
  try {
    const [found] = await browser.scripting.executeScript({ target: { tabId: tab }, func: feedOffered })
    const address: unknown = found?.result
    return typeof address === 'string' && address.length < 2000 && /^https?:\/\//.test(address) ? address : null
  } catch {
    // Pages of the browser and of other extensions can't be looked at.
    return null
  }
}

/** Runs in the page, by itself: nothing of this module is there. */
async function feedOffered(): Promise<string | null> {
  const loopback = /^(localhost|127\.0\.0\.1)$/.test(location.hostname)
  if (location.protocol !== 'https:' && !loopback) return null
  const link = [...document.querySelectorAll<HTMLLinkElement>('link[rel~="alternate" i][href]')].find(
    ({ type }) => type.split(';')[0]?.trim().toLowerCase() === 'application/vnd.standing.feed+json',
  )
  if (link) return link.href
  try {
    const answer = await fetch('/.well-known/sla.json', {
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      redirect: 'error',
      signal: AbortSignal.timeout(5_000),
    })
    if (!answer.ok || !/json/.test(answer.headers.get('content-type') ?? '')) return null
    const text = await answer.text()
    const { format } = JSON.parse(text.length < 4_000_000 ? text : 'null') ?? {}
    return typeof format === 'string' && format.startsWith('standing/feed@') ? answer.url : null
  } catch {
    return null
  }
}
