/**
 * What the background writes, and nobody else. Evidence is appended; it goes by age alone, and is rewritten only where the
 * clock it was read by turned out wrong. A reading that holds nothing never takes the place of one that held something.
 */

import type { Store } from './open-store.ts'
import { everyCheck } from './packed-checks.ts'
import type { BadRecord } from './read-store.ts'
import { badField } from './record-checks.ts'
import type { Settings } from './settings.ts'
import type { AgreementRecord, EvidenceEntry, LogEntry, SourceRecord } from './store-schema.ts'
import type { Summary } from './summary.ts'

/** An agreement with the sources it needs that are not there yet. */
export async function writeAgreement(db: Store, agreement: AgreementRecord, sources: readonly SourceRecord[]): Promise<void> {
  const transaction = db.transaction(['agreements', 'sources'], 'readwrite')
  const kept = new Set(await transaction.objectStore('sources').getAllKeys())
  await Promise.all([
    transaction.objectStore('agreements').put(agreement),
    ...sources.filter(({ id }) => !kept.has(id)).map((source) => transaction.objectStore('sources').put(source)),
    transaction.done,
  ])
}

/** Forgets an agreement. Its sources go when no other agreement reads them; what they said stays in the log. */
export async function removeAgreement(db: Store, id: string): Promise<void> {
  const transaction = db.transaction(['agreements', 'sources', 'standings'], 'readwrite')
  const agreements = await transaction.objectStore('agreements').getAll()
  const used = new Set(agreements.filter((each) => each.id !== id).flatMap((each) => each.links.map((link) => link.source)))
  const gone = agreements.filter((each) => each.id === id).flatMap((each) => each.links.map((link) => link.source))
  await Promise.all([
    transaction.objectStore('agreements').delete(id),
    transaction.objectStore('standings').delete(id),
    ...gone.filter((source) => !used.has(source)).map((source) => transaction.objectStore('sources').delete(source)),
    transaction.done,
  ])
}

/** Takes one source from an agreement; it goes with the last one that reads it. What it said stays in the log. */
export async function unlink(db: Store, agreement: AgreementRecord, source: string): Promise<void> {
  const transaction = db.transaction(['agreements', 'sources'], 'readwrite')
  const others = (await transaction.objectStore('agreements').getAll()).filter(({ id }) => id !== agreement.id)
  const used = others.some(({ links }) => links.some((link) => link.source === source))
  await Promise.all([
    transaction.objectStore('agreements').put({ ...agreement, links: agreement.links.filter((link) => link.source !== source) }),
    ...(used ? [] : [transaction.objectStore('sources').delete(source)]),
    transaction.done,
  ])
}

/** What one wake found: the new state of the sources it tried and the evidence they added, together or not at all. */
export async function writeReadings(
  db: Store,
  sources: readonly SourceRecord[],
  entries: readonly EvidenceEntry[],
  log: readonly LogEntry[],
): Promise<void> {
  if (sources.length + entries.length + log.length === 0) return
  const transaction = db.transaction(['sources', 'evidence', 'log'], 'readwrite')
  const known = new Set(await transaction.objectStore('sources').getAllKeys())
  await Promise.all([
    // A source that was removed while it was being read stays removed.
    ...sources.filter(({ id }) => known.has(id)).map((source) => transaction.objectStore('sources').put(source)),
    ...entries.map((entry) => transaction.objectStore('evidence').add(entry)),
    ...log.map((entry) => transaction.objectStore('log').add(entry)),
    transaction.done,
  ])
}

/**
 * What one reading found: the new state of its source and the evidence it added, together or not at all. A source that was
 * removed or moved to another address while it was being read stays as it is, and how it was set meanwhile is kept.
 */
export async function writeReading(
  db: Store,
  asked: SourceRecord,
  { source, entry, log }: { source: SourceRecord; entry: EvidenceEntry | null; log: readonly LogEntry[] },
): Promise<void> {
  const transaction = db.transaction(['sources', 'evidence', 'log'], 'readwrite')
  const current = await transaction.objectStore('sources').get(source.id)
  const isSame = current !== undefined && current.address === asked.address
  await Promise.all([
    ...(isSame ? [transaction.objectStore('sources').put({ ...current, state: source.state })] : []),
    ...(isSame && entry ? [transaction.objectStore('evidence').add(entry)] : []),
    ...(isSame ? log.map((line) => transaction.objectStore('log').add(line)) : []),
    transaction.done,
  ])
}

/** Takes out what is no longer wanted of one source, with the word that it was watched then; all of it or nothing. */
export async function writeThinned(
  db: Store,
  {
    source,
    changed,
    gone,
    months,
  }: { source: SourceRecord; changed: readonly EvidenceEntry[]; gone: readonly number[]; months: readonly string[] },
): Promise<void> {
  const transaction = db.transaction(['sources', 'evidence', 'packs'], 'readwrite')
  const known = await transaction.objectStore('sources').getKey(source.id)
  await Promise.all([
    ...(known === undefined ? [] : [transaction.objectStore('sources').put(source)]),
    ...changed.map((entry) => transaction.objectStore('evidence').put(entry)),
    ...gone.map((seq) => transaction.objectStore('evidence').delete(seq)),
    ...months.flatMap((month) => [source.id, everyCheck(source.id)].map((name) => transaction.objectStore('packs').delete([name, month]))),
    transaction.done,
  ])
}

export async function writeStandings(db: Store, standings: readonly Summary[]): Promise<void> {
  if (standings.length === 0) return
  const transaction = db.transaction(['standings', 'agreements'], 'readwrite')
  const known = new Set(await transaction.objectStore('agreements').getAllKeys())
  await Promise.all([
    ...standings.filter(({ agreement }) => known.has(agreement)).map((standing) => transaction.objectStore('standings').put(standing)),
    transaction.done,
  ])
}

export async function writeLog(db: Store, entries: readonly LogEntry[]): Promise<void> {
  const transaction = db.transaction('log', 'readwrite')
  await Promise.all([...entries.map((entry) => transaction.store.add(entry)), transaction.done])
}

/** Deletes one damaged record. False where it is whole by now: then it stays. */
export async function deleteBadRecord(db: Store, { store, key }: Pick<BadRecord, 'store' | 'key'>): Promise<boolean> {
  const transaction = db.transaction(store, 'readwrite')
  const record = await transaction.store.get(key as never)
  const bad = record !== undefined && badField(store, record) !== null
  if (bad) await transaction.store.delete(key as never)
  await transaction.done
  return bad
}

export async function writeSetting<N extends keyof Settings>(db: Store, name: N, value: Settings[N]): Promise<void> {
  await db.put('settings', value, name)
}
