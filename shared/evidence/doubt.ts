/**
 * What a source leaves doubtful about a service (R19, R50): time inside the outer bounds of a span and outside of it, and
 * incidents that name no component while nobody has answered which services they concerned.
 */
import type { EpochMs, IntervalSet } from '../time/intervals.ts'
import { type Evidence, type Source, type Span, sourceText } from './model.ts'

/** Where a day's official seconds certainly lay, and where they may have lain; null where nothing cuts the day. */
export type PlaceBucket = (
  bounds: { readonly from: EpochMs; readonly to: EpochMs },
  span: Span & { readonly to: EpochMs },
) => {
  readonly certain: IntervalSet
  readonly doubtful: IntervalSet
} | null

/** Doubtful stretches of a span that is known to have been [from, to). Of a day's seconds it is the place that is doubtful. */
export function doubtfulParts(span: Span, from: EpochMs, to: EpochMs): readonly (readonly [EpochMs, EpochMs])[] {
  const { uncertain, basis } = span
  if (uncertain === undefined || basis === 'daily-bucket') return []
  const parts: [EpochMs, EpochMs][] = [
    [uncertain.from, Math.min(from, uncertain.to)],
    [Math.max(to, uncertain.from), uncertain.to],
  ]
  return parts.filter(([start, end]) => start < end)
}

/**
 * Whether the source speaks for the service: by coverage or a span of its own. One that speaks for no service at all may
 * mean any.
 */
export function speaksFor({ spans, coverage }: Evidence, source: Source, service: string): boolean {
  const name = sourceText(source)
  let any = false
  for (const each of [...coverage, ...spans]) {
    if (each.service === null || sourceText(each.source) !== name) continue
    if (each.service === service) return true
    any = true
  }
  return !any
}
