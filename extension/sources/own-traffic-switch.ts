/** Switching the observation of own traffic on and off, host by host. */
import browser from 'webextension-polyfill'
import { RequestRefused } from '../messages.ts'
import { store } from '../store/open-store.ts'
import { readAgreement } from '../store/read-store.ts'
import { readSetting, type WatchedSettings } from '../store/settings.ts'
import { writeLog, writeSetting } from '../store/write-store.ts'
import { listen, watchedChanged } from './own-traffic-listen.ts'

/** Throws Refused for an invalid host, a service outside the agreement, or where permission was not granted. */
export async function watchTraffic({ agreement: id, service, host }: WatchedSettings): Promise<void> {
  const db = await store()
  const agreement = await readAgreement(db, id)
  if (!agreement?.contract.services.some((each) => each.id === service)) throw new RequestRefused('unknown-id', service)
  if (!isHost(host)) throw new RequestRefused('not-an-address', host)
  const permission = { permissions: ['webRequest'], origins: [`https://${host}/*`, `http://${host}/*`] } as const
  if (!(await browser.permissions.contains(permission as never))) throw new RequestRefused('no-permission', host)
  const watched = await readSetting(db, 'watched')
  const same = (each: WatchedSettings): boolean => each.agreement === id && each.host === host && each.service === service
  if (!watched.some(same)) await writeSetting(db, 'watched', [...watched, { agreement: id, service, host }])
  await writeLog(db, [{ at: Date.now(), what: 'traffic-watched', agreement: id, detail: host }])
  watchedChanged()
  listen()
}

/** What was counted stays. With the last host the permission goes as well. */
export async function stopTraffic({ agreement, host }: Pick<WatchedSettings, 'agreement' | 'host'>): Promise<void> {
  const db = await store()
  const watched = (await readSetting(db, 'watched')).filter((each) => each.agreement !== agreement || each.host !== host)
  await writeSetting(db, 'watched', watched)
  await writeLog(db, [{ at: Date.now(), what: 'traffic-stopped', agreement, detail: host }])
  watchedChanged()
  if (watched.length === 0) await browser.permissions.remove({ permissions: ['webRequest'] } as never)
}

const isHost = (text: string): boolean => URL.canParse(`https://${text}/`) && new URL(`https://${text}/`).hostname === text
