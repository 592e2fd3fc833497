/**
 * Own traffic as it is kept: counts of five minutes, appended when those are over, and days that are over folded into
 * months. Of a request nothing else is ever written.
 */
import type { RequestCount } from '../../shared/evidence/model.ts'
import { count, FIVE_MINUTES, type Observed, requestCount, type Tally } from '../../shared/evidence/outcome.ts'
import type { EpochMs } from '../../shared/time/intervals.ts'
import { ownSource } from './gather.ts'
import type { Store } from './open.ts'
import type { EvidenceEntry } from './schema.ts'
import type { Watched } from './settings.ts'

const DAY = 86_400_000
/** A request's outcome may be known only after others were asked: until then its five minutes stay open. */
export const LATE = 60_000

/**
 * Adds what was observed and appends the five minutes that are over, together or not at all. What comes too late for its
 * five minutes, and what nobody watches any more, is dropped. Returns the agreements with new evidence.
 */
export async function keepTraffic(db: Store, observed: readonly Observed[], now: EpochMs): Promise<ReadonlySet<string>> {
  const transaction = db.transaction(['settings', 'evidence', 'agreements'], 'readwrite')
  const settings = transaction.objectStore('settings')
  const [watched, before, agreements] = await Promise.all([
    settings.get('watched') as Promise<readonly Watched[] | undefined>,
    settings.get('tallies') as Promise<readonly Tally[] | undefined>,
    transaction.objectStore('agreements').getAllKeys(),
  ])
  const watches = (watched ?? []).filter(({ agreement }) => agreements.includes(agreement))
  const hosts = new Set(watches.map(({ host }) => host))
  const isOver = ({ from }: { readonly from: EpochMs }): boolean => from + FIVE_MINUTES + LATE <= now
  const tallies = observed
    .filter(({ host, at }) => hosts.has(host) && !isOver({ from: at - (at % FIVE_MINUTES) }))
    .reduce<readonly Tally[]>(count, before ?? [])
  const over = tallies.filter(isOver)
  const told = new Set<string>()
  for (const agreement of agreements) {
    const requests = over.flatMap((tally) =>
      watches
        .filter((watch) => watch.agreement === agreement && watch.host === tally.host)
        .map(({ service }) => requestCount(tally, service)),
    )
    if (requests.length === 0) continue
    told.add(agreement)
    await transaction.objectStore('evidence').add({ source: ownSource(agreement), at: now, evidence: { requests } })
  }
  if (observed.length + over.length > 0)
    await settings.put(
      tallies.filter((each) => !isOver(each)),
      'tallies',
    )
  await transaction.done
  return told
}

/** Folds counts of days that are over into their months. Returns how many entries were folded. */
export async function foldTraffic(db: Store, agreement: string, now: EpochMs): Promise<number> {
  const source = ownSource(agreement)
  const transaction = db.transaction(['evidence', 'packs'], 'readwrite')
  const log = transaction.objectStore('evidence')
  const packs = transaction.objectStore('packs')
  const closed = (await log.index('source').getAll(source)).filter((entry) => entry.at < now - (now % DAY) && isCounts(entry))
  const monthOf = ({ at }: EvidenceEntry): string => new Date(at).toISOString().slice(0, 7)
  for (const month of new Set(closed.map(monthOf))) {
    const entries = closed.filter((entry) => monthOf(entry) === month)
    const kept = await packs.get([source, month])
    const requests: RequestCount[] = [...(kept?.evidence.requests ?? []), ...entries.flatMap(({ evidence }) => evidence.requests ?? [])]
    await packs.put({ ...kept, source, month, evidence: { ...kept?.evidence, requests } })
  }
  for (const { seq } of closed) await log.delete(seq as number)
  await transaction.done
  return closed.length
}

const isCounts = ({ evidence }: EvidenceEntry): boolean =>
  (evidence.requests?.length ?? 0) > 0 &&
  Object.entries(evidence).every(([name, list]) => name === 'requests' || (Array.isArray(list) && list.length === 0))
