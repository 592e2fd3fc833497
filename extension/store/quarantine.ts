/**
 * What was kept by a clock that stood ahead, once that is known: nothing that lies in time that has not come may speak when
 * that time comes. Versions of events keep their order (clock.ts); measurements are set aside, for nobody can say when they
 * were made: they are stored, and read by nothing.
 */
import type { RequestCount } from '../../shared/evidence/model.ts'
import type { EpochMs } from '../../shared/time/intervals.ts'
import { ownSource } from './gather-evidence.ts'
import type { Store } from './open-store.ts'
import { everyCheck, packChecks, packRuns, type StoredChecks, unpack } from './packed-checks.ts'
import type { EvidenceEntry, EvidencePack, LogEntry, SourceRecord } from './store-schema.ts'

/** Where measurements are kept of which nobody can say when they were made. */
export const aside = (source: string): string => `aside:${source}`

/** A source that is read anew, its log rewritten to what `redo` makes of each entry, its closed months cut at `line.at`. All of it or nothing. */
export async function writeQuarantine(
  db: Store,
  source: SourceRecord,
  redo: (entries: readonly EvidenceEntry[]) => readonly EvidenceEntry[],
  line: LogEntry,
): Promise<void> {
  const transaction = db.transaction(['sources', 'evidence', 'packs', 'agreements', 'log'], 'readwrite')
  const log = transaction.objectStore('evidence')
  const packs = transaction.objectStore('packs')
  const monthsOf = (name: string): Promise<EvidencePack[]> => packs.getAll(IDBKeyRange.bound([name, ''], [name, '\uffff']))
  // A person's own traffic is counted by the same clock, and belongs to agreements.
  const own = (await transaction.objectStore('agreements').getAllKeys()).map(ownSource)
  const [before, counted, months, raw] = await Promise.all([
    log.index('source').getAll(source.id),
    Promise.all(own.map((name) => log.index('source').getAll(name))),
    Promise.all([source.id, ...own].map(monthsOf)),
    monthsOf(everyCheck(source.id)),
  ])
  const changed = redo(before).filter((entry, i) => entry !== before[i])
  const early = counted.flat().filter(({ evidence }) => evidence.requests?.some(({ to }) => to > line.at))
  const whole = months.flat().flatMap((month) => {
    const every = month.source === source.id ? raw.find((each) => each.month === month.month) : undefined
    return cutMonth(month, every, line.at)
  })
  await Promise.all([
    transaction.objectStore('sources').put(source),
    ...changed.map((entry) => log.put(entry)),
    ...early.map((entry) => log.put({ ...entry, source: aside(entry.source) })),
    ...whole.map((each) => packs.put(each)),
    transaction.objectStore('log').add(line),
    transaction.done,
  ])
}

/** A closed month without what lies after `now`, and what that was, set aside; nothing where nothing does. */
function cutMonth(month: EvidencePack, every: EvidencePack | undefined, now: EpochMs): EvidencePack[] {
  const series = [...(every?.checks ?? []), ...(month.checks ?? [])].map(unpack)
  const { requests = [], ...others } = month.evidence
  const late = series.some(({ results }) => results.some(({ at }) => at > now)) || requests.some(({ to }) => to > now)
  if (!late) return []
  const checksOf = (passes: (at: EpochMs) => boolean): StoredChecks[] =>
    series
      .map((each) =>
        packChecks(
          each,
          each.results.filter(({ at }) => passes(at)),
        ),
      )
      .filter(({ count }) => count > 0)
  const countsOf = (passes: (at: EpochMs) => boolean): RequestCount[] => requests.filter(({ to }) => passes(to))
  const { checks: _, runs: __, ...kept } = month
  const checks = checksOf((at) => at <= now)
  const counts = countsOf((at) => at <= now)
  const evidence = { ...others, ...(counts.length > 0 && { requests: counts }) }
  return [
    { ...kept, evidence, ...(checks.length > 0 && { runs: checks.map(packRuns) }) },
    ...(series.length > 0 ? [{ source: everyCheck(month.source), month: month.month, evidence: {}, checks }] : []),
    {
      source: aside(month.source),
      month: `${month.month} at ${now}`,
      evidence: { requests: countsOf((at) => at > now) },
      checks: checksOf((at) => at > now),
    },
  ]
}
