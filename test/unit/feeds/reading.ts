/** What tables about feeds compare: spans in a few words, read at noon of a June day. */
import type { Span } from '../../../shared/evidence/model.ts'
import type { FeedAdaptor, Reading } from '../../../shared/feeds/adaptor.ts'

/** 2026-06-10T12:00Z. */
export const NOON = Date.UTC(2026, 5, 10, 12)

export const readAs =
  (adaptor: FeedAdaptor) =>
  (body: string | object, map?: ReadonlyMap<string, string>): Reading =>
    adaptor.read(typeof body === 'string' ? body : JSON.stringify(body), { observedAt: NOON, source: 'acme', ...(map && { map }) })

const clock = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString().slice(5, 16).replace('T', ' '))

/** `service state 06-10 09:00 to 06-10 10:00`, with the basis; the bounds of one of which nothing else is certain. */
export function inWords({ service, state, from, to, basis, uncertain }: Span): string {
  if (uncertain && from === to) return `${service} doubtful ${clock(uncertain.from)} to ${clock(uncertain.to)} (${basis})`
  return `${service} ${state} ${clock(from)} to ${clock(to)} (${basis})`
}

export const spansOf = (reading: Reading): readonly string[] => reading.evidence.spans.map(inWords)
