/**
 * What is worth a notification, as a pure step over kept answers: one a cause, said once. Causes of one agreement and kind
 * are said together, so that a night asleep, or an incident that breaks ten promises, is one notification.
 */

import { objectiveKey } from '../../shared/contract/each-service.ts'
import { isBlind } from '../model/source-state.ts'
import type { SourceRecord } from '../store/store-schema.ts'
import type { Summary, SummaryRow } from '../store/summary.ts'

export type AlertKind = 'breached' | 'at-risk' | 'claim' | 'cancel' | 'blind'

export interface Alert {
  readonly kind: AlertKind
  /** What was not said before; a name for each that stays the same for as long as the cause does. */
  readonly causes: readonly string[]
  readonly agreement: string | null
  readonly source: string | null
  readonly title: string
  /** The objectives it is about, worst first: one a cause, none for a source. */
  readonly rows: readonly SummaryRow[]
  /** Of a claim or a cancellation: the first instant at which it is too late. */
  readonly by: number | null
  /** Of a cancellation: the local date of the last day. */
  readonly lastDay?: string
}

/** Causes that were said, and when. */
export type Said = Readonly<Record<string, number>>

/** A source that has been unavailable for less does not notify. */
const BLIND_FOR = 3_600_000
/** So long before the last day to cancel it is said: time to ask whoever has to decide. */
const CANCEL_SOON = 30 * 86_400_000
/** The share of the period before which "at risk" does not notify: one hour down on the first day looks too bad. */
const AFTER = 0.05

const cause = (kind: AlertKind, ...parts: readonly string[]): string => [kind, ...parts].join(' ')

/** What has to be said now and was not said yet. */
export function alerts(standings: readonly Summary[], sources: readonly SourceRecord[], said: Said, now: number): Alert[] {
  const found = [
    ...standings.flatMap((standing) => [...ofAgreement(standing), ...ofTerm(standing, now)]),
    ...sources.filter(isBlind).flatMap((source) => ofSource(source, now)),
  ]
  return found
    .map((alert) => {
      const fresh = (index: number): boolean => said[alert.causes[index] ?? ''] === undefined
      return { ...alert, causes: alert.causes.filter((_, index) => fresh(index)), rows: alert.rows.filter((_, index) => fresh(index)) }
    })
    .filter(({ causes }) => causes.length > 0)
}

function ofAgreement(standing: Summary): Alert[] {
  const about = (kind: AlertKind, rows: readonly SummaryRow[], by: number | null = null): Alert[] =>
    rows.length === 0
      ? []
      : [
          {
            kind,
            // By period: November is notified once, however often the figure crosses the threshold.
            causes: rows.map((row) => cause(kind, standing.agreement, objectiveKey(row), row.period.label)),
            agreement: standing.agreement,
            source: null,
            title: standing.title,
            rows,
            by,
          },
        ]
  const breached = [...standing.rows, ...standing.closed].filter((row) => row.verdict === 'breached')
  const risky = standing.rows.filter((row) => row.verdict === 'at-risk' && elapsed(row, standing.at) >= AFTER)
  const due = standing.closed.filter(
    (row) => row.claim.state === 'due-soon' && (row.credit.state === 'due' || row.credit.state === 'provisional'),
  )
  const last = due.flatMap((row) => row.claim.steps.flatMap(({ state, by }) => (state === 'due-soon' && by !== null ? [by] : [])))
  return [...about('breached', breached), ...about('at-risk', risky), ...about('claim', due, last.length > 0 ? Math.min(...last) : null)]
}

function ofTerm({ agreement, title, cancel }: Summary, now: number): Alert[] {
  if (!cancel || cancel.lastDay === null || now >= cancel.by || cancel.by - now > CANCEL_SOON) return []
  const causes = [cause('cancel', agreement, cancel.lastDay)]
  return [{ kind: 'cancel', causes, agreement, source: null, title, rows: [], by: cancel.by, lastDay: cancel.lastDay }]
}

const elapsed = ({ period }: SummaryRow, at: number): number => (at - period.from) / (period.to - period.from)

function ofSource(source: SourceRecord, now: number): Alert[] {
  const since = source.state.blindSince
  if (since === null || now - since < BLIND_FOR) return []
  return [
    {
      kind: 'blind',
      causes: [cause('blind', source.id, String(since))],
      agreement: null,
      source: source.id,
      title: source.title,
      rows: [],
      by: null,
    },
  ]
}

/** `22:00` to `07:00` in the reader's own clock; null: never quiet. */
export interface Quiet {
  readonly from: string
  readonly to: string
}

/** Whether a time of day lies in the quiet hours, which may go over midnight. What is held back is said when they end. */
export function isQuiet(quiet: Quiet | null, time: string): boolean {
  if (!quiet || quiet.from === quiet.to) return false
  return quiet.from < quiet.to ? time >= quiet.from && time < quiet.to : time >= quiet.from || time < quiet.to
}
