/** What a right click on the toolbar icon offers. Made once, at install and update: browsers keep it. */
import browser from 'webextension-polyfill'

export const REPORT_MENU = 'report'

export async function ensureMenu(): Promise<void> {
  await browser.contextMenus.removeAll()
  browser.contextMenus.create({ id: REPORT_MENU, title: browser.i18n.getMessage('reportProblem'), contexts: ['action'] })
}

export async function openReport(): Promise<void> {
  await browser.tabs.create({ url: browser.runtime.getURL('pages/dashboard/index.html#Report') })
}
