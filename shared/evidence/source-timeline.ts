/**
 * The state of a service by each source, instant by instant (R2, R18): spans, coverage and probe results folded into one
 * timeline a source, its values ranks of states from up to down. resolve-authority.ts decides which source counts.
 */
import type { EpochMs, IntervalSet } from '../time/intervals.ts'
import { checkSpans } from './checks.ts'
import { doubtfulParts, type PlaceBucket, speaksFor } from './doubt.ts'
import { type Evidence, type Source, type Span, type State, sourceText } from './model.ts'
import { highest, type Timeline, type TimelinePiece } from './timeline.ts'

/** What a source says at an instant: a state and, where shares matter, the share of users affected. */
export interface SourceTimeline {
  readonly state: State
  /** Decimal text 0 to 1; absent where everyone is affected. */
  readonly share?: string
}

export interface Voice {
  readonly source: Source
  /** Values are indices into the service's words; NOTHING where it says nothing. */
  readonly line: Timeline
  /** The words that may have held where it leaves doubt; null where it leaves none (R50). */
  readonly doubt: Timeline | null
}

export interface Voices {
  /** Ascending: of two words at once the later one in this list is meant. */
  readonly words: readonly SourceTimeline[]
  readonly voices: readonly Voice[]
  /** Everything that speaks of the service as spans, for the ledger; ascending by `from`. */
  readonly spans: readonly ClosedSpan[]
  /** What leaves doubt, each as long as it may have been. */
  readonly doubts: readonly ClosedSpan[]
}

export type ClosedSpan = Span & { readonly to: EpochMs }

export interface FoldOptions {
  /** Failures in a row that make downtime (R18). */
  readonly confirm: number
  /** Whether the share of users affected is kept. */
  readonly shares: boolean
  /** How an incident without a component applies to this service: with its state, not at all, or as doubt (R19). */
  readonly unattributed: 'counts' | 'ignored' | 'ask'
  /** Where the seconds of an official day lie; absent: where the source placed them. */
  readonly place?: PlaceBucket
}

const STATES: readonly State[] = ['up', 'maintenance', 'degraded', 'partial', 'down']

/** `evidence` as known at `at` (known.ts). Sources come in the order of their names. */
export function sourceTimelines(evidence: Evidence, service: string, at: EpochMs, options: FoldOptions): Voices {
  const bySource = new Map<string, { source: Source; pieces: TimelinePiece[]; doubt: TimelinePiece[] }>()
  const of = (source: Source) => {
    const key = `${sourceText(source)}\n${source.party}`
    const found = bySource.get(key)
    if (found) return found
    const made = { source, pieces: [], doubt: [] }
    bySource.set(key, made)
    return made
  }
  const { spans, doubts } = spansOf(evidence, service, at, options)
  const words = wordsOf([...spans, ...doubts], options.shares)
  const rank = ranker(words, options.shares)
  for (const span of spans) of(span.source).pieces.push({ from: span.from, to: span.to, rank: rank(span) })
  for (const span of doubts) of(span.source).doubt.push({ from: span.from, to: span.to, rank: rank(span) })
  for (const { source, from, to, service: covered } of evidence.coverage) {
    if (covered === service) of(source).pieces.push({ from, to: Math.min(to ?? at, at), rank: 0 })
  }
  const voices = [...bySource.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { source, pieces, doubt }]) => ({
      source,
      line: highest(pieces, words.length),
      doubt: doubt.length === 0 ? null : highest(doubt, words.length),
    }))
  return { words, voices, spans, doubts }
}

/** The spans of a service with their ends closed, and its probe results; an open one ends at its source's last reading (R2). */
function spansOf(evidence: Evidence, service: string, at: EpochMs, options: FoldOptions): Pick<Voices, 'spans' | 'doubts'> {
  const spans: ClosedSpan[] = []
  const doubts: ClosedSpan[] = []
  const doubt = (span: Span, from: EpochMs, to: EpochMs): void => {
    if (from < Math.min(to, at)) doubts.push({ ...span, from, to: Math.min(to, at) })
  }
  for (const span of evidence.spans) {
    if (span.service !== service && !(span.service === null && options.unattributed !== 'ignored')) continue
    const closed = { ...span, to: span.to ?? lastReading(evidence, span, at) }
    if (span.service === null && options.unattributed === 'ask') {
      if (span.state === 'up' || !speaksFor(evidence, span.source, service)) continue
      doubt(span, Math.min(span.from, span.uncertain?.from ?? span.from), Math.max(closed.to, span.uncertain?.to ?? closed.to))
      continue
    }
    const placed = span.basis === 'daily-bucket' && span.uncertain && options.place ? options.place(span.uncertain, closed) : null
    if (placed) {
      for (const [from, to] of pairsOf(placed.certain)) spans.push({ ...closed, from, to })
      for (const [from, to] of pairsOf(placed.doubtful)) doubt(span, from, to)
      continue
    }
    if (span.from < closed.to) spans.push(closed.to === span.to ? (span as ClosedSpan) : closed)
    for (const [from, to] of doubtfulParts(span, span.from, closed.to)) doubt(span, from, to)
  }
  const series = evidence.checks.filter((each) => each.service === service)
  if (series.length > 0) {
    for (const span of checkSpans(series, options.confirm)) {
      const to = Math.min(span.to as EpochMs, at)
      if (span.from < to) spans.push({ ...span, to })
    }
  }
  return { spans: spans.sort(byTime), doubts: doubts.sort(byTime) }
}

const pairsOf = (set: IntervalSet): [EpochMs, EpochMs][] =>
  Array.from({ length: set.length / 2 }, (_, i) => [set[2 * i] as EpochMs, set[2 * i + 1] as EpochMs])

const byTime = (a: ClosedSpan, b: ClosedSpan): number => a.from - b.from || a.to - b.to

/**
 * Where the coverage of the span's source ends: of the span's service, else of whatever else the source read last; `at`
 * where it has none at all.
 */
export function lastReading(evidence: Evidence, span: Span, at: EpochMs): EpochMs {
  let own: EpochMs | null = null
  let any: EpochMs | null = null
  const source = sourceText(span.source)
  for (const each of evidence.coverage) {
    if (sourceText(each.source) !== source) continue
    const to = Math.min(each.to ?? at, at)
    if (any === null || to > any) any = to
    if (each.service === span.service && (own === null || to > own)) own = to
  }
  return own ?? any ?? at
}

function wordsOf(spans: readonly ClosedSpan[], shares: boolean): SourceTimeline[] {
  if (!shares) return STATES.map((state) => ({ state }))
  const found = new Set(spans.map((span) => span.share).filter((share) => share !== undefined))
  const ascending = [...found].sort((a, b) => Number(a) - Number(b) || (a < b ? -1 : 1))
  return STATES.flatMap((state) => [...ascending.map((share) => ({ state, share })), { state }])
}

function ranker(words: readonly SourceTimeline[], shares: boolean): (span: Span) => number {
  const byWord = new Map(words.map((word, i) => [`${word.state} ${word.share ?? ''}`, i]))
  return (span) => byWord.get(`${span.state} ${(shares && span.share) || ''}`) as number
}
