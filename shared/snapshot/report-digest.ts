/**
 * What a report comes to, where the report itself is too large to carry: its hash, and its figures in brief. Whoever opens it
 * recomputes the report and compares; the brief shows which figure differs where the hash does.
 */

import { sha256Hex } from '../base/canonical.ts'
import { canonicalFast } from '../base/canonical-fast.ts'
import type { ObjectiveReport, Report } from '../evaluate/model/report.ts'

export interface Digest {
  readonly format: 'standing/digest@1'
  /** Of the report's canonical form (RFC 8785). */
  readonly sha256: string
  readonly evaluator: string
  readonly tzdb: string
  readonly objectives: readonly Brief[]
}

/** One objective in one period. */
export interface Brief {
  readonly id: string
  readonly period: string
  readonly verdict: string
  /** Percent, as the report gives it. */
  readonly attained?: string
  /** Milliseconds that count as down. */
  readonly down?: number
  /** A percentage, a number of days or an amount with its currency, only where one is due. */
  readonly credit?: string
}

export const digestOf = (report: Report): Digest => ({
  format: 'standing/digest@1',
  sha256: sha256Hex(canonicalFast(report)),
  evaluator: report.evaluator,
  tzdb: report.tzdb,
  objectives: report.objectives.map(briefOf),
})

function briefOf({ id, period, verdict, attained, time, credit }: ObjectiveReport): Brief {
  const due = credit.state === 'due' ? creditText(credit) : null
  return {
    id,
    period: period.label,
    verdict,
    ...(attained.value !== null && { attained: attained.value }),
    ...(time && { down: time.down }),
    ...(due !== null && { credit: due }),
  }
}

function creditText({ percent, days, amount, currency }: ObjectiveReport['credit']): string | null {
  if (amount !== null && currency !== null) return `${amount} ${currency}`
  if (percent !== null) return `${percent} %`
  return days === null ? null : `${days} d`
}

/** Whether it has the shape of one; what it says is compared, never shown as markup. */
export function isDigest(value: unknown): value is Digest {
  if (typeof value !== 'object' || value === null) return false
  const { format, sha256, evaluator, tzdb, objectives } = value as Record<string, unknown>
  return (
    format === 'standing/digest@1' &&
    typeof sha256 === 'string' &&
    typeof evaluator === 'string' &&
    typeof tzdb === 'string' &&
    Array.isArray(objectives) &&
    objectives.every((one) => typeof one === 'object' && one !== null && typeof (one as Brief).id === 'string')
  )
}
