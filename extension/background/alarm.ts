/** The one alarm. It is lost on some updates and restarts, so it is made sure of on every start of the background. */
import browser from 'webextension-polyfill'

export const ALARM = 'wake'
/** The shortest that both browsers keep to. */
const MINUTES = 1

export async function ensureAlarm(): Promise<void> {
  const alarm = await browser.alarms.get(ALARM)
  if (alarm?.periodInMinutes === MINUTES) return
  await browser.alarms.create(ALARM, { delayInMinutes: MINUTES, periodInMinutes: MINUTES })
}
