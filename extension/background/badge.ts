/**
 * The toolbar icon: the worst verdict's shape, and how many agreements are breached or at risk. Quiet when all is well;
 * a dashed ring when a source has gone blind and nothing worse is known.
 */
import type { Verdict } from '../../shared/evaluate/model/report.ts'
import { isBlind } from '../model/source-state.ts'
import type { SourceRecord } from '../store/store-schema.ts'
import { type Summary, severity, worst } from '../store/summary.ts'

export interface ToolbarBadge {
  /** Whose shape is drawn. */
  readonly shape: Verdict
  /** Empty when all is well. */
  readonly text: string
  readonly breached: number
  readonly atRisk: number
  readonly blind: number
}

export function badgeOf(standings: readonly Summary[], sources: readonly SourceRecord[]): ToolbarBadge {
  const verdicts = standings.map((standing) => worst(standing)?.verdict ?? 'needs-review')
  const count = (verdict: Verdict): number => verdicts.filter((each) => each === verdict).length
  const [breached, atRisk, blind] = [count('breached'), count('at-risk'), sources.filter(isBlind).length]
  const worstOf = verdicts.reduce<Verdict>((a, b) => (severity(b) < severity(a) ? b : a), 'not-in-force')
  const loud = breached + atRisk
  const quiet: Verdict = blind > 0 ? 'cannot-tell' : standings.length === 0 ? 'met' : worstOf
  return { shape: loud > 0 ? worstOf : quiet, text: loud > 0 ? String(loud) : blind > 0 ? '?' : '', breached, atRisk, blind }
}
