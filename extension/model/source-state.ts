/** What the state of a source means. */
import type { SourceRecord, SourceState, Trouble } from '../store/store-schema.ts'
import type { Summary } from '../store/summary.ts'

export const NEW_STATE: SourceState = {
  readAt: null,
  triedAt: null,
  dueAt: 0,
  blindSince: null,
  trouble: null,
  failures: 0,
  etag: null,
  bodies: {},
  events: 0,
  complete: false,
  covered: [],
}

/** Short of this many, a connection that failed is not yet a source gone blind: networks hiccup. */
const PASSING: ReadonlySet<Trouble> = new Set<Trouble>(['unreachable', 'timeout', 'offline', 'status', 'unobserved'])

/** Whether a source counts as blind: at once for a wrong answer, at the second try for a failed connection. */
export function isBlind({ state }: SourceRecord): boolean {
  if (!state.trouble) return false
  return state.readAt === null || state.failures > 1 || !PASSING.has(state.trouble.kind)
}

/** Since when the first of an agreement's sources is unavailable; null while all are available. */
export function blindSince(standing: Summary, sources: readonly SourceRecord[]): number | null {
  const since = sources
    .filter((source) => standing.sources.includes(source.id) && isBlind(source))
    .map(({ state }) => state.blindSince ?? 0)
  return since.length > 0 ? Math.min(...since) : null
}
