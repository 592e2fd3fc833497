/**
 * Whether what is shown is old because nothing has checked for long: the worker was stopped, hangs or can't write. Every surface
 * works it out for itself from the last good wake, for whoever is dead can't say so.
 */

import type { Verdict } from '../../shared/evaluate/model/report.ts'
import type { DurationMs, EpochMs } from '../../shared/time/intervals.ts'
import type { StoredOverview } from '../store/read-store.ts'
import type { SummaryRow } from '../store/summary.ts'

/** Wakes are a minute apart; a busy computer delays some of them. */
export const STALE_MS: DurationMs = 10 * 60_000

/** The last good wake, where that is too long ago or lies in time that has not come; null where all is well or nothing is tracked. */
export function staleSince({ standings, lastGoodWake }: StoredOverview, now: EpochMs): EpochMs | null {
  if (standings.length === 0) return null
  // Before wakes were recorded: the newest answer that was kept.
  const last = lastGoodWake > 0 ? lastGoodWake : Math.max(...standings.map(({ at }) => at))
  return now - last > STALE_MS || last - now > STALE_MS ? last : null
}

/** Verdicts that only a measurement up to now supports. */
const NEEDS_NOW: ReadonlySet<Verdict> = new Set<Verdict>(['on-track', 'met'])

const aged = (row: SummaryRow): SummaryRow =>
  !row.period.complete && NEEDS_NOW.has(row.verdict) ? { ...row, verdict: 'cannot-tell' } : row

/** What a surface may show: where nothing was checked for long, no running period is on track. What is breached stays so. */
export function overviewAt(stored: StoredOverview, now: EpochMs): StoredOverview & { readonly staleSince: EpochMs | null } {
  const since = staleSince(stored, now)
  if (since === null) return { ...stored, staleSince: null }
  return { ...stored, staleSince: since, standings: stored.standings.map((standing) => ({ ...standing, rows: standing.rows.map(aged) })) }
}
