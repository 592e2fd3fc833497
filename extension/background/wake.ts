/** What happens at each wake: read what is due, bring the answers up to now, show the worst of them in the toolbar. */
import browser from 'webextension-polyfill'
import { ADAPTORS } from '../../shared/feeds/index.ts'
import type { EpochMs } from '../../shared/time/intervals.ts'
import type { PollParts } from '../sources/poll-parts.ts'
import { PROBE } from '../sources/uptime-check.ts'
import { type CheckTurn, checkAhead } from '../sources/uptime-check-pace.ts'
import { CHANGED, type Store, store } from '../store/open-store.ts'
import { readAgreements, readSources } from '../store/read-store.ts'
import { badgeOf } from './badge.ts'
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
    // Patterns know no ports: leave is given by host.
    permitted: (address) => {
      const { protocol, hostname } = new URL(address)
      return browser.permissions.contains({ origins: [`${protocol}//${hostname}/*`] })
    },
  }
}

/** One thing at a time: two wakes at once would read everything twice. */
let last: Promise<unknown> = Promise.resolve()
export function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const next = last.then(work, work)
  last = next.catch(() => {})
  return next
}

/** Reads what is due, or the sources named. `followed` names an agreement of which nothing is news yet. */
export const wake = (
  only?: readonly string[],
  followed: string | null = null,
  seen?: ReadonlyMap<string, CheckTurn>,
): Promise<Polled & { readonly at: EpochMs }> =>
  inTurn(async () => {
    const given = await parts()
    const polled = await poll(given, only, seen)
    await upkeepOnce(given)
    const at = await showStandings(given.db, given.now(), undefined, followed)
    return { ...polled, at }
  })

/** Addresses whose check is under way: one that is slow is not asked again meanwhile. */
const asked = new Set<string>()

/** The wake of each minute. Addresses are checked ahead of it, for they are asked seconds apart and nobody waits for that. */
export async function wakeByAlarm(): Promise<void> {
  const given = await parts()
  const all = await readSources(given.db)
  const due = all.filter((source) => source.feed === PROBE && isDue(source, given.now()) && !asked.has(source.id))
  for (const { id } of due) asked.add(id)
  try {
    const seen = await checkAhead(given, due, all)
    await wake(undefined, null, seen)
  } finally {
    for (const { id } of due) asked.delete(id)
  }
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
export const show = (only?: ReadonlySet<string>): Promise<EpochMs> => inTurn(async () => showStandings(await store(), Date.now(), only))

async function showStandings(db: Store, now: EpochMs, only?: ReadonlySet<string>, followed: string | null = null): Promise<EpochMs> {
  const { standings, sources } = await refresh(db, now, only)
  const { shape, text, breached, atRisk, blind } = badgeOf(standings, sources)
  const say = (key: string, count: number): string[] => (count > 0 ? [browser.i18n.getMessage(key, String(count))] : [])
  const title = [...say('badgeBreached', breached), ...say('badgeAtRisk', atRisk), ...say('badgeUnavailable', blind)].join(', ')
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

/** Tells pages that are open to read the store again. */
const changed = new BroadcastChannel(CHANGED)

/** The sources of one agreement, or all. */
export async function sourcesOf(agreement: string | undefined): Promise<readonly string[] | undefined> {
  if (agreement === undefined) return undefined
  const all = await readAgreements(await store())
  return all.filter(({ id }) => id === agreement).flatMap(({ links }) => links.map(({ source }) => source))
}
