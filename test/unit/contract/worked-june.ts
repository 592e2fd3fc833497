/**
 * Worked periods as rows of a table: what happened, and what by the agreement's own text follows. June 2026 has 30 days =
 * 43,200 minutes, 22 of them weekdays; d minutes down leave (43,200 − d) / 432 percent. Zones are UTC where nothing else is said.
 */
import { expect, it } from 'vitest'
import type { FactValue } from '../../../shared/contract/model.ts'
import { page, type Question, requests, work } from './worked.ts'

export const FROM = '2026-06-01T00:00:00Z'
export const AT = '2026-07-05T00:00:00Z'
export const MINUTE = 60_000
const HOUR = 60 * MINUTE

export interface Expected {
  readonly exact: string | null
  readonly verdict: string
  /** Percent or days of what is due, `due` for a right to end the agreement, else the state. */
  readonly credit?: string
  readonly amount?: string
  /** First instant at which it is too late for a first step counted in hours. */
  readonly notice?: string
  /** Of the claim's last step. */
  readonly lastDay?: string
}

export type Row = readonly [
  what: string,
  question: Omit<Question, 'at' | 'period'> & { readonly at?: string; readonly period?: string | null },
  expected: Expected,
]

export const ask = (id: string, objective: string, evidence: Question['evidence'], facts: Readonly<Record<string, FactValue>> = {}) => ({
  id,
  objective,
  evidence,
  facts,
})
export const paying = <Asked extends object>(asked: Asked, amount: string) => ({ ...asked, fee: { amount, currency: 'USD' } })

/** Seconds down from midnight of 2 June, a Tuesday; a status page covers June and the days after. */
export const downSeconds = (service: string, seconds: number) => page(service, FROM, AT, from('2026-06-02T00:00:00Z', seconds))
export const down = (service: string, minutes: number) => downSeconds(service, minutes * 60)
/** Minutes down from midnight of the second day of each month given, which a status page covers from the first one on. */
export const months = (service: string, ...downs: readonly (readonly [month: string, minutes: number])[]) =>
  page(service, `${downs[0]![0]}-01T00:00:00Z`, AT, ...downs.map(([month, minutes]) => from(`${month}-02T00:00:00Z`, minutes * 60)))
/** Minutes down at each of the instants given. */
export const runs = (service: string, ...downs: readonly (readonly [start: string, minutes: number])[]) =>
  page(service, FROM, AT, ...downs.map(([start, minutes]) => from(start, minutes * 60)))

const from = (start: string, seconds: number) => [start, new Date(Date.parse(start) + seconds * 1000).toISOString()] as const

export const n = <T>(times: number, row: T): T[] => Array.from({ length: times }, () => row)
/** Requests of the first minutes of June, as the customer counts them. */
export const minutes = (service: string, rows: readonly (readonly [total: number, failed: number])[]) =>
  requests(service, FROM, AT, MINUTE, rows)
/** The same, reported by the provider. */
export const minutesTold = (service: string, rows: readonly (readonly [total: number, failed: number])[]) => {
  const { coverage, requests: counts } = minutes(service, rows)
  return { coverage: coverage.map(told), requests: counts.map(told) }
}
const told = <Record extends object>(record: Record) => ({ ...record, source: 'feed:page' })

/** A metric of one value in all minutes of June but the first few. */
export const rates = (service: string, metric: string, usual: string, slow: number, value: string) => ({
  coverage: [{ service, source: 'metrics:own', from: FROM, to: AT }],
  samples: Array.from({ length: 43_200 }, (_, i) => ({
    service,
    source: 'metrics:own',
    metric,
    from: new Date(Date.parse(FROM) + i * MINUTE).toISOString(),
    to: new Date(Date.parse(FROM) + (i + 1) * MINUTE).toISOString(),
    value: i < slow ? value : usual,
  })),
})

/** A ticket opened at 10:00, by default on Tuesday 2 June, verified a minute later; then answered, or put right, so many minutes after it. */
export const ticket = (id: string, severity: string, kind: 'responded' | 'resolved', after: number, day = '2026-06-02') => {
  const opened = Date.parse(`${day}T00:00:00Z`) + 10 * HOUR
  const event = (ms: number, what: string, by: string) => ({ at: new Date(opened + ms).toISOString(), kind: what, by, severity })
  return {
    id,
    severity,
    events: [event(0, 'opened', 'customer'), event(MINUTE, 'verified', 'provider'), event(after * MINUTE, kind, 'provider')],
  }
}

/** Works each row and compares what the row expects. */
export function works(rows: readonly Row[]): void {
  it.each(rows.map(([what, question, expected]) => [`${question.id}: ${what}`, question, expected] as const))(
    '%s',
    (_name, question, expected) => {
      const { period = '2026-06', ...rest } = question
      const { credit, claim, attained, verdict } = work({ at: AT, ...rest, ...(period !== null && { period }) })
      const size = credit.days !== null ? `${credit.days} days` : (credit.percent ?? 'due')
      expect({
        exact: attained.exact,
        verdict,
        ...(expected.credit && { credit: credit.state === 'due' ? size : credit.state }),
        ...(expected.amount && { amount: credit.amount }),
        ...(expected.notice && { notice: new Date(claim.steps[0]!.by!).toISOString() }),
        ...(expected.lastDay && { lastDay: claim.steps.at(-1)?.lastDay }),
      }).toEqual(expected)
    },
  )
}
