/**
 * Own traffic as it is kept: counts of five minutes, appended when those are over; days that are over are folded into months
 * (metric-rows.ts). Of a request nothing else is ever written.
 */
import { countOutcome, FIVE_MINUTES, type ObservedRequest, type OutcomeTally, outcomeCount } from '../../shared/evidence/request-outcome.ts'
import type { EpochMs } from '../../shared/time/intervals.ts'
import { ownSource } from './gather-evidence.ts'
import type { Store } from './open-store.ts'
import type { WatchedSettings } from './settings.ts'

/** A request's outcome may be known only after others were asked: until then its five minutes stay open. */
export const LATE = 60_000

/**
 * Adds what was observed and appends the five minutes that are over, together or not at all. What comes too late for its
 * five minutes, and of hosts no longer measured, is dropped. Returns the agreements with new evidence.
 */
export async function keepTraffic(db: Store, observed: readonly ObservedRequest[], now: EpochMs): Promise<ReadonlySet<string>> {
  const transaction = db.transaction(['settings', 'evidence', 'agreements'], 'readwrite')
  const settings = transaction.objectStore('settings')
  const [watched, before, agreements] = await Promise.all([
    settings.get('watched') as Promise<readonly WatchedSettings[] | undefined>,
    settings.get('tallies') as Promise<readonly OutcomeTally[] | undefined>,
    transaction.objectStore('agreements').getAllKeys(),
  ])
  const watches = (watched ?? []).filter(({ agreement }) => agreements.includes(agreement))
  const hosts = new Set(watches.map(({ host }) => host))
  const isOver = ({ from }: { readonly from: EpochMs }): boolean => from + FIVE_MINUTES + LATE <= now
  const tallies = observed
    .filter(({ host, at }) => hosts.has(host) && !isOver({ from: at - (at % FIVE_MINUTES) }))
    .reduce<readonly OutcomeTally[]>(countOutcome, before ?? [])
  const over = tallies.filter(isOver)
  const changed = new Set<string>()
  for (const agreement of agreements) {
    const requests = over.flatMap((tally) =>
      watches
        .filter((watch) => watch.agreement === agreement && watch.host === tally.host)
        .map(({ service }) => outcomeCount(tally, service)),
    )
    if (requests.length === 0) continue
    changed.add(agreement)
    await transaction.objectStore('evidence').add({ source: ownSource(agreement), at: now, evidence: { requests } })
  }
  if (observed.length + over.length > 0)
    await settings.put(
      tallies.filter((each) => !isOver(each)),
      'tallies',
    )
  await transaction.done
  return changed
}
