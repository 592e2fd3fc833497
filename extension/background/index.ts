/**
 * The background. It may be stopped between any two events: every listener is registered here, at once, and what must
 * outlive an event is in the store. What a listener does is a function elsewhere.
 */
import browser, { type Runtime } from 'webextension-polyfill'
import { answer } from '../messages.ts'
import { listen, sweepTraffic } from '../sources/own-traffic-listen.ts'
import { ALARM, ensureAlarm } from './alarm.ts'
import { handlers } from './handlers.ts'
import { ensureMenu, openReport, REPORT_MENU } from './menu.ts'
import { openPlace } from './notify.ts'
import { wake, wakeByAlarm } from './wake.ts'

browser.runtime.onInstalled.addListener(({ reason }) => {
  void ensureAlarm()
  void wake()
  void ensureMenu()
  if (reason === 'install') void browser.tabs.create({ url: browser.runtime.getURL('pages/welcome/index.html') })
})

browser.runtime.onStartup.addListener(() => {
  void ensureAlarm()
  void wake()
})

browser.alarms.onAlarm.addListener(({ name }) => {
  if (name !== ALARM) return
  sweepTraffic().catch(console.error)
  void wakeByAlarm()
})

browser.contextMenus.onClicked.addListener(({ menuItemId }) => {
  if (menuItemId === REPORT_MENU) void openReport()
})

browser.notifications.onClicked.addListener((id) => {
  void openPlace(id)
})

browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) =>
  answer(handlers, message, sender, { id: browser.runtime.id, root: browser.runtime.getURL('') }),
)

listen()
browser.permissions.onAdded.addListener(listen)

// A worker that was started by anything at all makes sure that it will be woken again.
void ensureAlarm()
