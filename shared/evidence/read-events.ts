/** Rows of an evidence file that record what people did: maintenance, tickets, deliveries, declarations and claims. */

import type { EvidenceRow } from './evidence-row.ts'
import type { ClaimRecord, Declaration, Delivery, Maintenance, Ticket, TicketEvent, TicketEventKind } from './model.ts'
import { source } from './source.ts'

type Writable<T> = { -readonly [K in keyof T]: T[K] }

export function maintenance(row: EvidenceRow): Maintenance {
  const out: Writable<Maintenance> = { id: row.text('id'), services: row.texts('services'), ...row.closed(), source: source(row) }
  const announcedAt = row.maybeInstant('announcedAt')
  const category = row.maybeText('category')
  const actual = row.inner('actual')
  const ref = row.maybeText('ref')
  const observedAt = row.maybeInstant('observedAt')
  const title = row.maybeText('title')
  if (announcedAt !== undefined) out.announcedAt = announcedAt
  if (category !== undefined) out.category = category
  if (actual) out.actual = actual.open()
  if (ref !== undefined) out.ref = ref
  if (observedAt !== undefined) out.observedAt = observedAt
  if (title !== undefined) out.title = title
  if (row.maybeFlag('void')) out.void = true
  return out
}

const TICKET_EVENTS: readonly TicketEventKind[] = [
  'opened',
  'priority-set',
  'verified',
  'responded',
  'messaged',
  'updated',
  'waiting-on-customer',
  'resumed',
  'handed-over',
  'reclassified',
  'resolved',
  'reopened',
  'closed',
]

export function ticket(row: EvidenceRow): Ticket {
  const out: Writable<Ticket> = {
    id: row.text('id'),
    type: row.maybeOneOf('type', ['incident', 'request'] as const) ?? 'incident',
    severity: row.text('severity'),
    events: row.list('events', ticketEvent),
  }
  const service = row.maybeText('service')
  const title = row.maybeText('title')
  if (service !== undefined) out.service = service
  if (title !== undefined) out.title = title
  return out
}

function ticketEvent(row: EvidenceRow): TicketEvent {
  const out: Writable<TicketEvent> = {
    at: row.instant('at'),
    kind: row.oneOf('kind', TICKET_EVENTS),
    by: row.oneOf('by', ['provider', 'customer'] as const),
  }
  const severity = row.maybeText('severity')
  const group = row.maybeText('group')
  if (severity !== undefined) out.severity = severity
  if (group !== undefined) out.group = group
  return out
}

export function delivery(row: EvidenceRow): Delivery {
  const out: Writable<Delivery> = { deliverable: row.text('deliverable'), due: row.instant('due') }
  const deliveredAt = row.maybeInstant('deliveredAt')
  const ref = row.maybeText('ref')
  if (deliveredAt !== undefined) out.deliveredAt = deliveredAt
  if (ref !== undefined) out.ref = ref
  return out
}

export function declaration(row: EvidenceRow): Declaration {
  const out: Writable<Declaration> = {
    id: row.text('id'),
    clause: row.text('clause'),
    services: row.texts('services'),
    ...row.open(),
    by: row.text('by'),
    at: row.instant('at'),
    reason: row.text('reason'),
  }
  const retractedAt = row.maybeInstant('retractedAt')
  if (retractedAt !== undefined) out.retractedAt = retractedAt
  return out
}

export function claim(row: EvidenceRow): ClaimRecord {
  const out: Writable<ClaimRecord> = {
    id: row.text('id'),
    objective: row.text('objective'),
    period: row.text('period'),
    step: row.text('step'),
    at: row.instant('at'),
    by: row.text('by'),
  }
  const service = row.maybeText('service')
  if (service !== undefined) out.service = service
  const outcome = row.maybeText('outcome')
  if (outcome !== undefined) out.outcome = outcome
  if (row.has('amount')) out.amount = row.decimal('amount')
  return out
}
