/**
 * A clock that stands before the last reading: either it is wrong now, or it was wrong then. At first nothing is believed
 * and nothing changes. Once it has run on from there for a few tries with a connection, the earlier readings are what was
 * wrong: their place in time is not known, so nothing that lies in the future stays, and the source is read anew.
 */
import type { Evidence } from '../../shared/evidence/model.ts'
import { clip, type EpochMs } from '../../shared/time/intervals.ts'
import { aside } from '../store/quarantine.ts'
import type { EvidenceEntry, SourceRecord, SourceState } from '../store/store-schema.ts'

/** A clock without a battery stands in the past for the minutes until the network sets it: tries and time are waited for that. */
const TRIES = 3
const SETTLED_MS = 30 * 60_000

export const isSetBack = ({ readAt }: SourceState, now: EpochMs): boolean => readAt !== null && now < readAt

/** Whether the clock of now is to be believed against the last reading. */
export function isBelieved(state: SourceState, now: EpochMs): boolean {
  const { trouble, failures, triedAt, blindSince } = state
  if (trouble?.kind !== 'clock' || triedAt === null || blindSince === null) return false
  return failures >= TRIES && triedAt < now && now - blindSince >= SETTLED_MS
}

/** The source as if it had last been read before `now`: it speaks for nothing that has not come yet. */
export function quarantined(source: SourceRecord, now: EpochMs): SourceRecord {
  const { state } = source
  const covered = clip(state.covered, Number.NEGATIVE_INFINITY, now)
  return { ...source, state: { ...state, readAt: null, covered, bodies: {}, etag: null, blindSince: now } }
}

/**
 * Entries of a source as they would be if none had been made after `now`: versions keep their order (R3) and lie just before
 * it; checks made at a time that has not come are set aside, for nobody can say when they were made.
 */
export function redated(entries: readonly EvidenceEntry[], now: EpochMs): EvidenceEntry[] {
  const later = [...new Set(entries.map(({ at }) => at).filter((at) => at > now))].sort((a, b) => a - b)
  const moved = new Map(later.map((at, i) => [at, now - later.length + i]))
  return entries.map((entry) => {
    const at = moved.get(entry.at)
    if (at === undefined) return entry
    const seen = <T extends { readonly observedAt?: EpochMs }>(rows: readonly T[] | undefined): readonly T[] =>
      (rows ?? []).map((row) => (row.observedAt !== undefined && row.observedAt > now ? { ...row, observedAt: at } : row))
    const { spans, maintenance } = entry.evidence
    if (entry.evidence.checks?.length) return { ...entry, source: aside(entry.source) }
    const evidence: Partial<Evidence> = {
      ...entry.evidence,
      ...(spans && { spans: seen(spans) }),
      ...(maintenance && { maintenance: seen(maintenance) }),
    }
    return { ...entry, at, evidence }
  })
}
