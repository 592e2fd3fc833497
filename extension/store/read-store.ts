/** What pages and the background read. Nothing here writes. */
import { type CheckSeries, type Evidence, NO_EVIDENCE } from '../../shared/evidence/model.ts'
import type { EpochMs } from '../../shared/time/intervals.ts'
import type { Store } from './open-store.ts'
import { checkSeriesName, everyCheck, joinChecks, packRuns, unpack, unpackRuns } from './packed-checks.ts'
import { badField, type CheckedStore, goodRecords } from './record-checks.ts'
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
  return {
    standings: goodRecords('standings', standings),
    sources: goodRecords('sources', sources),
    lastGoodWake: typeof lastGoodWake === 'number' ? lastGoodWake : 0,
  }
}

/** Damaged records are left out everywhere here, and listed by readBadRecords. */
export const readAgreements = async (db: Store): Promise<AgreementRecord[]> => goodRecords('agreements', await db.getAll('agreements'))
export const readSources = async (db: Store): Promise<SourceRecord[]> => goodRecords('sources', await db.getAll('sources'))

export async function readAgreement(db: Store, id: string): Promise<AgreementRecord | undefined> {
  const record = await db.get('agreements', id)
  return badField('agreements', record) === null ? record : undefined
}

/** A record that is not what this version keeps: where it is and which field is wrong. */
export interface BadRecord {
  readonly store: CheckedStore
  readonly key: IDBValidKey
  readonly field: string
}

/** What needs no reading of evidence. */
export const FEW_RECORDS: readonly CheckedStore[] = ['agreements', 'sources']
const CHECKED: readonly CheckedStore[] = [...FEW_RECORDS, 'evidence', 'packs']

/** The damaged records of what can't be computed again; damaged answers are computed anew and need nobody. */
export async function readBadRecords(db: Store, stores: readonly CheckedStore[] = CHECKED): Promise<readonly BadRecord[]> {
  const transaction = db.transaction(stores)
  const found = await Promise.all(
    stores.map(async (store) => {
      const held = transaction.objectStore(store)
      const [keys, records] = await Promise.all([held.getAllKeys() as Promise<IDBValidKey[]>, held.getAll() as Promise<unknown[]>])
      return records.flatMap((record, i): BadRecord[] => {
        const field = badField(store, record)
        return field === null ? [] : [{ store, key: keys[i]!, field }]
      })
    }),
  )
  return found.flat()
}

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
  // What a lost row said nobody knows: without it a figure could be better than what was measured.
  const bad = [...packs.map((pack) => badField('packs', pack)), ...entries.map((entry) => badField('evidence', entry))].find(Boolean)
  if (bad) throw new DamagedRecord(source, bad)
  const all = concat([...packs, ...entries].map(({ evidence }) => evidence))
  const closed = packs.flatMap((pack) => monthOf(pack, judging ? null : raw.filter(({ month }) => month === pack.month)))
  return closed.length + all.checks.length === 0 ? all : { ...all, checks: [...closed, ...joinChecks(all.checks)] }
}

/** Evidence that can't be read whole. Nothing may be evaluated by the rest of it. */
export class DamagedRecord extends Error {
  override readonly name = 'DamagedRecord'
  constructor(source: string, field: string) {
    super(`a stored record of ${source} is damaged at ${field}`)
  }
}

/** The checks of a closed month. */
function monthOf({ runs = [], checks = [] }: EvidencePack, raw: readonly EvidencePack[] | null): CheckSeries[] {
  const every = raw?.flatMap((pack) => pack.checks ?? [])
  const series = runs.map((packed) =>
    unpackRuns(packed, () => {
      if (!every) throw new RangeError(`checks of ${checkSeriesName(packed)} were read as runs, and are asked for one by one`)
      return every.filter((each) => checkSeriesName(each) === checkSeriesName(packed)).flatMap((each) => unpack(each).results)
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
