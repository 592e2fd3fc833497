/**
 * Doubt that has no end yet: of an incident that fell silent, or of a row that can't be read. It reaches to the reading that
 * left it, and on, until a later reading says otherwise (R51, R53).
 */
import type { Span } from '../../shared/evidence/model.ts'
import type { EpochMs } from '../../shared/time/intervals.ts'

/** Whether the doubt reaches to the very reading that left it. */
export const isOpenDoubt = ({ uncertain, observedAt }: Pick<Span, 'uncertain' | 'observedAt'>): boolean =>
  uncertain !== undefined && observedAt !== undefined && uncertain.to === observedAt

/** The span with such a doubt up to `end`, the end of what its source has covered. */
export function extendDoubt(span: Span, end: EpochMs): Span {
  if (!isOpenDoubt(span) || !span.uncertain || span.uncertain.to >= end) return span
  return { ...span, uncertain: { from: span.uncertain.from, to: end } }
}
