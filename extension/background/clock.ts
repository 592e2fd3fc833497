/**
 * A clock that stands before the last reading: either it is wrong now, or it was wrong then. At first nothing is believed
 * and nothing changes. Once it has run on from there for a few tries with a connection, the earlier readings are what was
 * wrong: their place in time is not known, so nothing that lies in the future stays, and the source is read anew.
 */
import type { Evidence } from '../../shared/evidence/model.ts'
import { clip, type EpochMs } from '../../shared/time/intervals.ts'
import type { EvidenceEntry, SourceRecord, SourceState } from '../store/schema.ts'

/** A clock without a battery stands in the past for the minutes until the network sets it: 5, 10 and 20 min are waited for that. */
const TRIES = 3

export const isSetBack = ({ readAt }: SourceState, now: EpochMs): boolean => readAt !== null && now < readAt

/** Whether the clock of now is to be believed against the last reading. */
export function isBelieved(state: SourceState, now: EpochMs): boolean {
  return state.trouble?.kind === 'clock' && state.failures >= TRIES && state.triedAt !== null && state.triedAt < now
}

/** The source as if it had last been read before `now`: it speaks for nothing that has not come yet. */
export function quarantined(source: SourceRecord, now: EpochMs): SourceRecord {
  const { state } = source
  const covered = clip(state.covered, Number.NEGATIVE_INFINITY, now)
  return { ...source, state: { ...state, readAt: null, covered, bodies: {}, etag: null, blindSince: now } }
}

/**
 * Entries of a source as they would be if none had been made after `now`: versions keep their order (R3) and lie just before
 * it; checks made at a time that has not come are left out, for nobody can say when they were made. Null: drop the entry.
 */
export function redated(entries: readonly EvidenceEntry[], now: EpochMs): (EvidenceEntry | null)[] {
  const later = [...new Set(entries.map(({ at }) => at).filter((at) => at > now))].sort((a, b) => a - b)
  const moved = new Map(later.map((at, i) => [at, now - later.length + i]))
  return entries.map((entry) => {
    const at = moved.get(entry.at)
    if (at === undefined) return entry
    const seen = <T extends { readonly observedAt?: EpochMs }>(rows: readonly T[] | undefined): readonly T[] =>
      (rows ?? []).map((row) => (row.observedAt !== undefined && row.observedAt > now ? { ...row, observedAt: at } : row))
    const { spans, maintenance, checks, ...rest } = entry.evidence
    const evidence: Partial<Evidence> = {
      ...rest,
      ...(spans && { spans: seen(spans) }),
      ...(maintenance && { maintenance: seen(maintenance) }),
    }
    return checks && Object.values(evidence).every((rows) => !Array.isArray(rows) || rows.length === 0) ? null : { ...entry, at, evidence }
  })
}
