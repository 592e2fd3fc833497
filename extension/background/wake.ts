/** What happens at each wake: read what is due, bring the answers up to now, show the worst of them in the toolbar. */
import browser from 'webextension-polyfill'
import { ADAPTORS } from '../../shared/feeds/index.ts'
import { durationWords } from '../../shared/i18n/number-words.ts'
import type { EpochMs } from '../../shared/time/intervals.ts'
import { hostPattern } from '../model/host-pattern.ts'
import { staleSince } from '../model/staleness.ts'
import type { PollParts } from '../sources/poll-parts.ts'
import { CHANGED, type Store, store } from '../store/open-store.ts'
import { readAgreements, readOverview, readSources } from '../store/read-store.ts'
import { isUptimeCheck } from '../store/source-kind.ts'
import { writeSetting } from '../store/write-store.ts'
import { badgeOf } from './badge.ts'
import { browserLocale } from './browser-locale.ts'
import { badgeColour, iconPixels } from './icon.ts'
import { notify } from './notify.ts'
import { isDue, type Polled, poll } from './poll.ts'
import { refresh } from './refresh.ts'
import { upkeep } from './upkeep.ts'

export async function parts(): Promise<PollParts> {
  return {
    db: await store(),
    adaptors: ADAPTORS,
    now: () => Date.now(),
    online: () => navigator.onLine !== false,
    permitted: (address) => browser.permissions.contains({ origins: [hostPattern(address)] }),
  }
}

/** One thing at a time: two wakes at once would read everything twice. */
const turns = (): (<T>(work: () => Promise<T>) => Promise<T>) => {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const next = last.then(work, work)
    last = next.catch(() => {})
    return next
  }
}
export const inTurn = turns()
/** Evaluating waits for no reading: a page that asks for answers gets them while a host hangs. */
const inShowTurn = turns()

/** Reads what is due, or the sources named, and shows the result. `followed` names a newly tracked agreement, whose state is not notified. */
export async function wake(only?: readonly string[], followed: string | null = null): Promise<Polled & { readonly at: EpochMs }> {
  const given = await parts()
  const polled = await inTurn(() => poll(given, only))
  const at = await show(undefined, followed)
  await endWake(given, [polled])
  return { ...polled, at }
}

/** Addresses whose check is under way: one that is slow is not asked again meanwhile. */
const asked = new Set<string>()

/** The wake of each minute. Uptime checks run beside the reading of sources: seconds apart, without being awaited. */
export async function wakeByAlarm(): Promise<void> {
  const given = await parts()
  // Shown before anything can hang: if this wake is stopped as well, the badge already has it.
  await showStale(given)
  const all = await readSources(given.db)
  const checks = all.filter((source) => isUptimeCheck(source) && isDue(source, given.now()) && !asked.has(source.id)).map(({ id }) => id)
  for (const id of checks) asked.add(id)
  try {
    const feeds = inTurn(() => poll(given, undefined, { which: (source) => !isUptimeCheck(source) }))
    const polled = await Promise.all([feeds, poll(given, checks, { spread: true })])
    await show()
    await endWake(given, polled)
  } finally {
    for (const id of checks) asked.delete(id)
  }
  await inTurn(() => upkeepOnce(given))
}

/** Why the last wake could not write, while this worker lives. */
let unwritten: string | null = null
export const writeFailure = (): string | null => unwritten

/** A wake that read, wrote and showed is a good one; one that could not write says so in the toolbar. */
async function endWake({ db, now }: PollParts, polled: readonly Polled[]): Promise<void> {
  const failed = polled.map((each) => each.failed).find((each) => each !== null) ?? null
  unwritten = failed
  if (failed === null) {
    await writeSetting(db, 'lastGoodWake', now())
    changed.postMessage(now())
    return
  }
  await showWarning(browser.i18n.getMessage('writeFailed', failed))
}

/** The day on which the store was last looked after, while this worker lives: doing it again costs a few empty reads. */
let looked = -1
async function upkeepOnce({ db, now }: PollParts): Promise<void> {
  const day = Math.floor(now() / 86_400_000)
  if (day === looked) return
  await upkeep(db, now(), () => navigator.storage.estimate())
  looked = day
}

/** Evaluates and shows, without reading anything. */
export const show = (only?: ReadonlySet<string>, followed: string | null = null): Promise<EpochMs> =>
  inShowTurn(async () => showStandings(await store(), Date.now(), only, followed))

/** The toolbar says that nothing was checked for long, where that is so. */
async function showStale({ db, now }: PollParts): Promise<void> {
  const since = staleSince(await readOverview(db), now())
  if (since === null) return
  await showWarning(browser.i18n.getMessage('lastChecked', durationWords(Math.max(60_000, now() - since), browserLocale(), 1)))
}

async function showWarning(words: string): Promise<void> {
  await Promise.all([
    browser.action.setIcon({ imageData: iconPixels('cannot-tell') as never }),
    browser.action.setBadgeText({ text: '?' }),
    browser.action.setBadgeBackgroundColor({ color: badgeColour('cannot-tell') }),
    browser.action.setTitle({ title: `${browser.i18n.getMessage('name')}: ${words}` }),
  ])
}

async function showStandings(db: Store, now: EpochMs, only: ReadonlySet<string> | undefined, followed: string | null): Promise<EpochMs> {
  const { standings, sources } = await refresh(db, now, only)
  const { shape, text, breached, atRisk, blind } = badgeOf(standings, sources)
  const say = (key: string, count: number): string[] => (count > 0 ? [browser.i18n.getMessage(key, String(count))] : [])
  const title = [...say('badgeBreached', breached), ...say('badgeAtRisk', atRisk), ...say('badgeUnavailable', blind)].join(
    browserLocale().comma,
  )
  await Promise.all([
    browser.action.setIcon({ imageData: iconPixels(shape) as never }),
    browser.action.setBadgeText({ text }),
    browser.action.setBadgeBackgroundColor({ color: badgeColour(shape) }),
    browser.action.setTitle({ title: title ? `${browser.i18n.getMessage('name')}: ${title}` : browser.i18n.getMessage('name') }),
  ])
  changed.postMessage(now)
  await notify(db, standings, sources, now, followed)
  return now
}

/** Makes open pages read the store again. */
const changed = new BroadcastChannel(CHANGED)

/** The sources of one agreement, or all. */
export async function sourcesOf(agreement: string | undefined): Promise<readonly string[] | undefined> {
  if (agreement === undefined) return undefined
  const all = await readAgreements(await store())
  return all.filter(({ id }) => id === agreement).flatMap(({ links }) => links.map(({ source }) => source))
}
