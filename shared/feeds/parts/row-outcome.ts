/** What came of one row of a response, before components are services. */
import type { CheckSeries, Maintenance } from '../../evidence/model.ts'
import type { AccountPart } from '../account.ts'
import { type RowReason, type RowReasonCode, rowReason } from '../row-reasons.ts'
import type { ComponentRef } from './component.ts'
import type { PostedEvent, StateSpan } from './posted-afterwards.ts'
import type { RowFacts } from './row.ts'

/** What of a span or a maintenance is the event's. */
export interface EventRef extends PostedEvent {
  readonly ref: string
  readonly title: string | null
}

export type MaintenanceWindow = Pick<Maintenance, 'from' | 'to'> & Partial<Pick<Maintenance, 'announcedAt' | 'actual' | 'category'>>

export interface SpanDraft {
  readonly components: readonly ComponentRef[]
  readonly span: StateSpan
  readonly event: EventRef
}

export interface WindowDraft {
  readonly components: readonly ComponentRef[]
  readonly window: MaintenanceWindow
  readonly event: EventRef
}

/** One row of the response, and what came of it. */
export interface RowOutcome {
  /** Its place in the response. */
  readonly path: string
  /** The event as evidence names it, its place until it is named. */
  ref: string
  readonly spans: SpanDraft[]
  readonly windows: WindowDraft[]
  readonly checks: { readonly component: ComponentRef; readonly series: Omit<CheckSeries, 'service' | 'source'> }[]
  /** Why it has neither spans nor maintenance. */
  why?: RowReason
  part?: AccountPart
  /** Of a row that can't be used: what could be read of it. */
  facts?: RowFacts
}

export const newOutcome = (path: string, ref = path): RowOutcome => ({ path, ref, spans: [], windows: [], checks: [] })

/** Takes out what the row said: another row says it. */
export function repeated(outcome: RowOutcome, code: RowReasonCode = 'repeated'): void {
  outcome.spans.length = outcome.windows.length = outcome.checks.length = 0
  outcome.part = 'unchanged'
  outcome.why = rowReason(code)
}
