/** What pages and the background read. Nothing here writes. */
import { type Evidence, NO_EVIDENCE } from '../../shared/evidence/model.ts'
import { joinChecks, unpack } from './checks.ts'
import type { Store } from './open.ts'
import type { AgreementRecord, LogEntry, SourceRecord } from './schema.ts'
import type { Standing } from './standing.ts'

/** All that the popup and the overview need, in one transaction, so that what they show belongs together. */
export interface Overview {
  readonly standings: readonly Standing[]
  readonly sources: readonly SourceRecord[]
}

export async function readOverview(db: Store): Promise<Overview> {
  const transaction = db.transaction(['standings', 'sources'])
  const [standings, sources] = await Promise.all([
    transaction.objectStore('standings').getAll(),
    transaction.objectStore('sources').getAll(),
  ])
  return { standings, sources }
}

export const readAgreements = (db: Store): Promise<AgreementRecord[]> => db.getAll('agreements')
export const readAgreement = (db: Store, id: string): Promise<AgreementRecord | undefined> => db.get('agreements', id)
export const readSources = (db: Store): Promise<SourceRecord[]> => db.getAll('sources')

/** Everything one source ever said, packed months first, then the log; with its own names for the services. */
export async function readEvidence(db: Store, source: string): Promise<Evidence> {
  const transaction = db.transaction(['packs', 'evidence'])
  const [packs, entries] = await Promise.all([
    transaction.objectStore('packs').getAll(IDBKeyRange.bound([source, ''], [source, '\uffff'])),
    transaction.objectStore('evidence').index('source').getAll(source),
  ])
  const all = concat([...packs, ...entries].map(({ evidence }) => evidence))
  const packed = packs.flatMap(({ checks }) => checks ?? []).map(unpack)
  return packed.length + all.checks.length === 0 ? all : { ...all, checks: joinChecks([...packed, ...all.checks]) }
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
