/** Files as sources: what is kept of one beside its evidence, and that nobody polls it. */
import type { Evidence } from '../../shared/evidence/model.ts'
import type { Store } from './open-store.ts'
import { readStoredEvidence } from './read-store.ts'
import { IMPORT } from './source-kind.ts'
import type { AgreementRecord, EvidenceEntry, Link, LogEntry, SourceRecord } from './store-schema.ts'

/** The evidence of each file that an agreement has already. */
export const importedBefore = (db: Store, { links }: AgreementRecord): Promise<Evidence[]> =>
  Promise.all(links.filter(({ source }) => source.startsWith(`${IMPORT}-`)).map(({ source }) => readStoredEvidence(db, source)))

/**
 * A file's source, its rows and the agreement's link to it, together or not at all. False where the source is there already:
 * then nothing was written. Rows of a file that was removed before are replaced.
 */
export async function writeImport(
  db: Store,
  agreement: AgreementRecord,
  { source, entry, link }: { source: SourceRecord; entry: EvidenceEntry; link: Link },
  line: LogEntry,
): Promise<boolean> {
  const transaction = db.transaction(['agreements', 'sources', 'evidence', 'log'], 'readwrite')
  if (await transaction.objectStore('sources').getKey(source.id)) {
    await transaction.done
    return false
  }
  const log = transaction.objectStore('evidence')
  const old = await log.index('source').getAllKeys(source.id)
  await Promise.all([
    ...old.map((seq) => log.delete(seq)),
    transaction.objectStore('sources').put(source),
    log.add(entry),
    transaction
      .objectStore('agreements')
      .put({ ...agreement, links: [...agreement.links.filter((each) => each.source !== source.id), link] }),
    transaction.objectStore('log').add(line),
    transaction.done,
  ])
  return true
}
