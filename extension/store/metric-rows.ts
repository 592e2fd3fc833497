/** Rows that come all day long, counts and outages of a server of metrics, as they are kept: days that are over go into their months. */
import type { RequestCount, Span } from '../../shared/evidence/model.ts'
import type { Store } from './open-store.ts'
import { METRICS } from './source-kind.ts'
import type { EvidenceEntry } from './store-schema.ts'

const DAY = 86_400_000

/** Folds entries that hold nothing but such rows. Returns how many were folded; all of them or none. */
export async function foldRows(db: Store, source: string, now: number): Promise<number> {
  const transaction = db.transaction(['evidence', 'packs'], 'readwrite')
  const log = transaction.objectStore('evidence')
  const packs = transaction.objectStore('packs')
  const closed = (await log.index('source').getAll(source)).filter((entry) => entry.at < now - (now % DAY) && isMeasured(entry))
  const monthOf = ({ at }: EvidenceEntry): string => new Date(at).toISOString().slice(0, 7)
  for (const month of new Set(closed.map(monthOf))) {
    const pieces = closed.filter((entry) => monthOf(entry) === month).map(({ evidence }) => evidence)
    const kept = await packs.get([source, month])
    const all = [kept?.evidence ?? {}, ...pieces]
    const requests: RequestCount[] = all.flatMap((piece) => piece.requests ?? [])
    const spans = joinSpans(all.flatMap((piece) => piece.spans ?? []))
    const evidence = { ...kept?.evidence, ...(requests.length > 0 && { requests }), ...(spans.length > 0 && { spans }) }
    await packs.put({ ...kept, source, month, evidence })
  }
  await Promise.all([...closed.map(({ seq }) => log.delete(seq as number)), transaction.done])
  return closed.length
}

/** Whether evidence holds measurements alone: they are said once, so that nothing later rests on them; spans of a feed are versions of each other. */
export const isMeasured = ({ evidence }: Pick<EvidenceEntry, 'evidence'>): boolean =>
  Object.entries(evidence).every(([name, list]) => {
    if (!Array.isArray(list) || list.length === 0) return true
    return name === 'requests' || (name === 'spans' && evidence.spans?.every(({ source }) => source.kind === METRICS))
  })

/** Spans that follow on each other and say the same, as one: an outage of hours arrives in pieces, one a wake. */
export function joinSpans(spans: readonly Span[]): Span[] {
  const joined: Span[] = []
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1)
    if (last && last.to === span.from && last.state === span.state && last.service === span.service)
      joined[joined.length - 1] = { ...last, to: span.to }
    else joined.push(span)
  }
  return joined
}
