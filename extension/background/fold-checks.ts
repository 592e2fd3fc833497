/** Folds closed days of checks out of the log into packed months, a day after they were written; one transaction, all or nothing. */
import type { EpochMs } from '../../shared/time/intervals.ts'
import type { Store } from '../store/open-store.ts'
import { everyCheck, joinChecks, packChecks, packRuns, unpack } from '../store/packed-checks.ts'
import type { EvidenceEntry } from '../store/store-schema.ts'

const DAY = 86_400_000

/**
 * Returns how many entries were folded. Only entries that hold nothing but checks are: everything else is small. Months that
 * were folded before there were runs are put into their new form.
 */
export async function foldChecks(db: Store, source: string, now: EpochMs): Promise<number> {
  const today = now - (now % DAY)
  const transaction = db.transaction(['evidence', 'packs'], 'readwrite')
  const log = transaction.objectStore('evidence')
  const packs = transaction.objectStore('packs')
  const closed = (await log.index('source').getAll(source)).filter((entry) => entry.at < today && isChecks(entry))
  const months = new Map<string, EvidenceEntry[]>()
  for (const { month, checks } of await packs.getAll(IDBKeyRange.bound([source, ''], [source, '\uffff']))) if (checks) months.set(month, [])
  for (const entry of closed) {
    const month = new Date(entry.at).toISOString().slice(0, 7)
    months.set(month, [...(months.get(month) ?? []), entry])
  }
  for (const [month, entries] of months) {
    const [own, raw] = await Promise.all([packs.get([source, month]), packs.get([everyCheck(source), month])])
    const { checks: old = [], ...kept } = own ?? { source, month, evidence: {} }
    const before = [...(raw?.checks ?? []), ...old].map(unpack)
    const all = joinChecks([...before, ...entries.flatMap(({ evidence }) => evidence.checks ?? [])])
    const checks = all.map((series) => packChecks(series, series.results))
    await Promise.all([
      packs.put({ ...kept, runs: checks.map(packRuns) }),
      packs.put({ source: everyCheck(source), month, evidence: {}, checks }),
    ])
  }
  // Asked for at once: waiting for each of a day's deletions takes a second.
  await Promise.all([...closed.map(({ seq }) => log.delete(seq as number)), transaction.done])
  return closed.length
}

const isChecks = ({ evidence }: EvidenceEntry): boolean =>
  Object.entries(evidence).every(([name, list]) => (name === 'checks' ? true : Array.isArray(list) && list.length === 0))
