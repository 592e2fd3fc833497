/** What the fields of an import are called on screen. */
import type { ImportField } from '../../../shared/evidence/import/mapping.ts'
import type { MessageKey } from '../common/i18n.ts'

export const IMPORT_FIELD_WORDS: Readonly<Record<ImportField, MessageKey>> = {
  service: 'fieldService',
  from: 'fieldFrom',
  to: 'fieldTo',
  duration: 'fieldDuration',
  state: 'fieldState',
  title: 'fieldTitle',
  ref: 'fieldRef',
  reportedAt: 'fieldReportedAt',
  priority: 'fieldPriority',
  opened: 'fieldOpened',
  responded: 'fieldResponded',
  resolved: 'fieldResolved',
  closed: 'fieldClosed',
  at: 'fieldAt',
  result: 'fieldResult',
  latency: 'fieldLatency',
  date: 'fieldDate',
  endDate: 'fieldEndDate',
  type: 'fieldType',
  status: 'fieldStatus',
  onHold: 'fieldOnHold',
  resumed: 'fieldResumed',
  group: 'fieldGroup',
  openedBy: 'fieldOpenedBy',
  deliverable: 'fieldDeliverable',
  due: 'fieldDue',
  delivered: 'fieldDelivered',
}
