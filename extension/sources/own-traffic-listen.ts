/**
 * Listens to the requests of the hosts that may be seen, once a person has switched that on. Chrome wakes a stopped worker
 * only for listeners that were there at once when it last started, so which hosts are watched is looked up afterwards.
 */
import browser, { type WebRequest } from 'webextension-polyfill'
import type { Ended } from '../../shared/evidence/request-outcome.ts'
import { ownSource } from '../store/gather-evidence.ts'
import { foldRows } from '../store/metric-rows.ts'
import { store } from '../store/open-store.ts'
import { readSources } from '../store/read-store.ts'
import { readSetting } from '../store/settings.ts'
import { isPolled } from '../store/source-kind.ts'
import { keepTraffic } from '../store/traffic.ts'
import { traffic } from './own-traffic.ts'
import { reachable } from './uptime-check.ts'

type Done = WebRequest.OnCompletedDetailsType | WebRequest.OnErrorOccurredDetailsType

const HTTP = { urls: ['http://*/*', 'https://*/*'] }
/** For how long an answer about the network holds. */
const NETWORK_MS = 30_000

let watched: Promise<ReadonlySet<string>> | null = null
const hosts = (): Promise<ReadonlySet<string>> => {
  watched ??= store()
    .then((db) => readSetting(db, 'watched'))
    .then((list) => new Set(list.map(({ host }) => host)))
  watched.catch(() => {
    watched = null
  })
  return watched
}

/** The list of measured hosts has changed. */
export const watchedChanged = (): void => {
  watched = null
}

let network: { readonly at: number; readonly answer: Promise<boolean> } | null = null
/** Asked once for a burst of failures: whether another host that is read anyway answers. */
function elsewhere(host: string): Promise<boolean> {
  if (navigator.onLine === false) return Promise.resolve(false)
  const now = Date.now()
  if (!network || now - network.at > NETWORK_MS || now < network.at) network = { at: now, answer: askElsewhere(host) }
  return network.answer
}

async function askElsewhere(host: string): Promise<boolean> {
  const pages = (await readSources(await store()))
    .filter(isPolled)
    .map(({ page }) => new URL(page))
    .filter(({ hostname }) => hostname !== host)
  const references = [...new Set(pages.map(({ href }) => href))]
  return reachable({ references, fetch })
}

const seen = traffic({
  hosts,
  reachable: elsewhere,
  keep: async (observed) => {
    await keepTraffic(await store(), observed, Date.now())
  },
})

/** Chrome names who asked as `initiator`, Firefox as `originUrl`; private windows only Firefox shows, where it may at all. */
function endedOf(details: Done): Ended {
  const { initiator, originUrl, incognito } = details as Done & { readonly initiator?: string; readonly incognito?: boolean }
  const asker = initiator ?? originUrl ?? ''
  return {
    status: 'statusCode' in details && typeof details.statusCode === 'number' ? details.statusCode : null,
    error: 'error' in details && typeof details.error === 'string' ? details.error : null,
    fromCache: details.fromCache,
    own: asker !== '' && `${asker}/`.startsWith(browser.runtime.getURL('')),
    hidden: incognito === true,
  }
}

const begun = ({ requestId, timeStamp }: WebRequest.OnBeforeRequestDetailsType): void => seen.begun(requestId, timeStamp)
const answered = ({ requestId, timeStamp }: WebRequest.OnResponseStartedDetailsType): void => seen.answered(requestId, timeStamp)
const ended = (details: Done): void => {
  seen.ended(details.requestId, details.url, endedOf(details), details.timeStamp).catch(console.error)
}

/** Without the permission there is nothing to listen to. To be called at once at every start, and when it is given. */
export function listen(): void {
  const { webRequest } = browser as { readonly webRequest?: WebRequest.Static }
  if (!webRequest || webRequest.onCompleted.hasListener(ended)) return
  webRequest.onBeforeRequest.addListener(begun, HTTP)
  webRequest.onResponseStarted.addListener(answered, HTTP)
  webRequest.onCompleted.addListener(ended, HTTP)
  webRequest.onErrorOccurred.addListener(ended, HTTP)
}

/** The day up to which counts are folded, while this worker lives. */
let folded = -1

/** Closes the five minutes that are over, and once a day folds what is older. */
export async function sweepTraffic(): Promise<void> {
  const db = await store()
  await seen.flush()
  const now = Date.now()
  if ((await readSetting(db, 'tallies')).length > 0) await keepTraffic(db, [], now)
  const day = Math.floor(now / 86_400_000)
  if (day === folded) return
  folded = day
  for (const agreement of new Set((await readSetting(db, 'watched')).map((watch) => watch.agreement)))
    await foldRows(db, ownSource(agreement), now)
}
