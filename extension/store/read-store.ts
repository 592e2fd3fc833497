/** What pages and the background read. Nothing here writes. */
import { type CheckSeries, type Evidence, NO_EVIDENCE } from '../../shared/evidence/model.ts'
import type { EpochMs } from '../../shared/time/intervals.ts'
import type { Store } from './open-store.ts'
import { everyCheck, joinChecks, packRuns, seriesName, unpack, unpackRuns } from './packed-checks.ts'
import type { Settings } from './settings.ts'
import type { AgreementRecord, EvidencePack, LogEntry, SourceRecord } from './store-schema.ts'
import type { Summary } from './summary.ts'

/** All that the popup and the overview need, in one transaction, so that what they show belongs together. */
export interface StoredOverview {
  readonly standings: readonly Summary[]
  readonly sources: readonly SourceRecord[]
  /** As in settings. */
  readonly lastGoodWake: EpochMs
}

export async function readOverview(db: Store): Promise<StoredOverview> {
  const transaction = db.transaction(['standings', 'sources', 'settings'])
  const [standings, sources, lastGoodWake] = await Promise.all([
    transaction.objectStore('standings').getAll(),
    transaction.objectStore('sources').getAll(),
    transaction.objectStore('settings').get('lastGoodWake' satisfies keyof Settings),
  ])
  return { standings, sources, lastGoodWake: typeof lastGoodWake === 'number' ? lastGoodWake : 0 }
}

export const readAgreements = (db: Store): Promise<AgreementRecord[]> => db.getAll('agreements')
export const readAgreement = (db: Store, id: string): Promise<AgreementRecord | undefined> => db.get('agreements', id)
export const readSources = (db: Store): Promise<SourceRecord[]> => db.getAll('sources')

/**
 * Everything one source ever said, packed months first, then the log; with its own names for the services. `judging`
 * reads checks of closed months as runs alone: to ask for one of their results is an error.
 */
export async function readStoredEvidence(db: Store, source: string, judging = false): Promise<Evidence> {
  const transaction = db.transaction(['packs', 'evidence'])
  const of = (name: string) => transaction.objectStore('packs').getAll(IDBKeyRange.bound([name, ''], [name, '\uffff']))
  const [packs, raw, entries] = await Promise.all([
    of(source),
    judging ? [] : of(everyCheck(source)),
    transaction.objectStore('evidence').index('source').getAll(source),
  ])
  const all = concat([...packs, ...entries].map(({ evidence }) => evidence))
  const closed = packs.flatMap((pack) => monthOf(pack, judging ? null : raw.filter(({ month }) => month === pack.month)))
  return closed.length + all.checks.length === 0 ? all : { ...all, checks: [...closed, ...joinChecks(all.checks)] }
}

/** The checks of a closed month. */
function monthOf({ runs = [], checks = [] }: EvidencePack, raw: readonly EvidencePack[] | null): CheckSeries[] {
  const every = raw?.flatMap((pack) => pack.checks ?? [])
  const series = runs.map((packed) =>
    unpackRuns(packed, () => {
      if (!every) throw new RangeError(`checks of ${seriesName(packed)} were read as runs, and are asked for one by one`)
      return every.filter((each) => seriesName(each) === seriesName(packed)).flatMap((each) => unpack(each).results)
    }),
  )
  // Folded before there were runs: made here until the month is folded anew.
  return [...series, ...checks.map((packed) => unpackRuns(packRuns(packed), () => unpack(packed).results))]
}

/** Newest first. */
export async function readLog(db: Store, count: number): Promise<LogEntry[]> {
  const entries: LogEntry[] = []
  let cursor = await db.transaction('log').store.openCursor(null, 'prev')
  while (cursor && entries.length < count) {
    entries.push(cursor.value)
    cursor = await cursor.continue()
  }
  return entries
}

/** Pieces of evidence set one after the other. Nothing is merged: versions and overlaps are the evaluator's business. */
export function concat(pieces: readonly Partial<Evidence>[]): Evidence {
  const all: Record<string, readonly unknown[]> = {}
  for (const name of Object.keys(NO_EVIDENCE))
    all[name] = pieces.flatMap((piece) => (piece as Record<string, readonly unknown[]>)[name] ?? [])
  return all as unknown as Evidence
}
