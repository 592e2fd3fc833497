/**
 * What sources changed after the fact: versions of one thing (R3) that say something else of time they had already called
 * over. That an open incident closes is no revision. What the versions count for is for the evaluator.
 */
import { type DurationMs, type EpochMs, fromPairs, type IntervalSet, subtract, total } from '../time/intervals.ts'
import { type Source, type Span, type State, sourceText } from './model.ts'

export type RevisionKind = 'shortened' | 'lengthened' | 'moved' | 'withdrawn' | 'restated'

export interface Revision {
  /** When the changed version was first seen. */
  readonly at: EpochMs
  readonly kind: RevisionKind
  readonly source: Source
  readonly service: string | null
  readonly ref: string
  readonly title: string | null
  /** Where the change lies: the earliest and latest instants of both versions. */
  readonly from: EpochMs
  readonly to: EpochMs
  /** Shorter or longer by so much; how much moved; all of it where withdrawn or restated. Never negative. */
  readonly by: DurationMs
  /** The worst state before and after; equal unless restated. */
  readonly before: State
  readonly after: State
}

const WORSE: readonly State[] = ['up', 'maintenance', 'degraded', 'partial', 'down']

/** Newest first. Spans in any order; those without `ref` or `observedAt` have no versions. */
export function revisions(spans: readonly Span[]): Revision[] {
  const found: Revision[] = []
  for (const versions of things(spans)) {
    const ordered = [...versions.entries()].sort(([a], [b]) => a - b).map(([, rows]) => rows)
    for (let i = 1; i < ordered.length; i++) {
      const revision = between(ordered[i - 1] as Span[], ordered[i] as Span[])
      if (revision) found.push(revision)
    }
  }
  return found.sort((a, b) => b.at - a.at || a.from - b.from || (a.ref < b.ref ? -1 : 1))
}

/** The versions of each thing by when they were seen. */
function things(spans: readonly Span[]): Iterable<Map<EpochMs, Span[]>> {
  const all = new Map<string, Map<EpochMs, Span[]>>()
  for (const span of spans) {
    if (span.ref === undefined || span.observedAt === undefined) continue
    const name = `${sourceText(span.source)}\n${span.service ?? ''}\n${span.ref}`
    const versions = all.get(name) ?? new Map<EpochMs, Span[]>()
    all.set(name, versions)
    versions.set(span.observedAt, [...(versions.get(span.observedAt) ?? []), span])
  }
  return all.values()
}

function between(earlier: readonly Span[], later: readonly Span[]): Revision | null {
  // An open version claims nothing of its end; a withdrawn one claims nothing at all.
  if (earlier.some(({ to, void: gone }) => to === null || gone)) return null
  const [was, is] = [timeOf(earlier), timeOf(later)]
  const [before, after] = [worst(earlier), worst(later)]
  const [one] = later as readonly [Span]
  const ends = [...was, ...is]
  const revision = (kind: RevisionKind, by: DurationMs): Revision => ({
    at: one.observedAt as EpochMs,
    kind,
    source: one.source,
    service: one.service,
    ref: one.ref as string,
    title: one.title ?? null,
    from: Math.min(...ends),
    to: Math.max(...ends),
    by,
    before,
    after,
  })
  if (later.every((span) => span.void)) return revision('withdrawn', total(was))
  if (later.some(({ to }) => to === null)) return null
  const change = total(is) - total(was)
  if (change !== 0) return revision(change < 0 ? 'shortened' : 'lengthened', Math.abs(change))
  const moved = total(subtract(is, was))
  if (moved > 0) return revision('moved', moved)
  return before === after ? null : revision('restated', total(is))
}

const timeOf = (spans: readonly Span[]): IntervalSet =>
  fromPairs(spans.flatMap(({ from, to, void: gone }) => (gone || to === null || to <= from ? [] : [from, to])))

const worst = (spans: readonly Span[]): State =>
  spans.reduce<State>((most, { state }) => (WORSE.indexOf(state) > WORSE.indexOf(most) ? state : most), 'up')
