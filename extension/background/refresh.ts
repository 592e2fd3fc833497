/** Brings the kept answers up to now: gathers each agreement's evidence, evaluates it, writes what the pages read first. */
import type { EpochMs } from '../../shared/time/intervals.ts'
import { judgedAt, summaryOf } from '../model/summarize.ts'
import { gather } from '../store/gather-evidence.ts'
import type { Store } from '../store/open-store.ts'
import { readAgreements, readOverview, readSources } from '../store/read-store.ts'
import { isPolled } from '../store/source-kind.ts'
import type { AgreementRecord, SourceRecord } from '../store/store-schema.ts'
import type { Summary } from '../store/summary.ts'
import { writeStandings } from '../store/write-store.ts'

/** Evaluates the agreements named, or all. Returns every kept standing and every source, for the badge. */
export async function refresh(
  db: Store,
  now: EpochMs,
  only?: ReadonlySet<string>,
): Promise<{ standings: readonly Summary[]; sources: readonly SourceRecord[] }> {
  const [agreements, list] = await Promise.all([readAgreements(db), readSources(db)])
  const sources = new Map(list.map((source) => [source.id, source]))
  const standings: Summary[] = []
  for (const agreement of agreements.filter(({ id }) => only?.has(id) ?? true)) {
    standings.push(await standingOf(db, agreement, sources, now))
  }
  await writeStandings(db, standings)
  return readOverview(db)
}

/** Never rejects for one agreement: what can't be read or evaluated is a standing with its problem, and the others go on. */
async function standingOf(
  db: Store,
  agreement: AgreementRecord,
  sources: ReadonlyMap<string, SourceRecord>,
  now: EpochMs,
): Promise<Summary> {
  try {
    const pages = agreement.links.map((link) => sources.get(link.source)).filter((source) => source !== undefined)
    const hosts = pages.filter(isPolled).map(({ page }) => new URL(page).hostname)
    return summaryOf(agreement, await gather(db, agreement, sources, true), hosts, judgedAt(agreement, sources, now))
  } catch (error) {
    return {
      agreement: agreement.id,
      title: agreement.contract.title,
      hosts: [],
      sources: agreement.links.map(({ source }) => source),
      clock: { id: 'UTC', from: now, to: now + 1, starts: [now], offsets: [0] },
      at: now,
      evaluator: '',
      rows: [],
      closed: [],
      now: null,
      problem: error instanceof Error ? error.message : String(error),
    }
  }
}
