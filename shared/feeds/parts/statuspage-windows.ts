/**
 * When a Statuspage incident began and ended, and which component was in which state in between. Vendors edit their
 * incidents for weeks: `started_at` jumps to the time of a later edit, times in prose differ from those in fields,
 * components are left degraded in a resolved incident. What cannot be known exactly keeps the window it may lie in.
 */
import type { Basis, Span, State } from '../../evidence/model.ts'
import type { EpochMs } from '../../time/intervals.ts'
import { instant } from './body.ts'
import type { ComponentRef } from './component.ts'
import type { StateSpan } from './posted-afterwards.ts'
import type { IncidentRow, Update } from './statuspage-rows.ts'

export type ComponentSpan = Pick<Span, 'from' | 'to' | 'state'> & { readonly component: ComponentRef; readonly basis: Basis }

const RESOLVED = ['resolved', 'postmortem', 'completed']
const OPEN = ['investigating', 'identified', 'monitoring', 'scheduled', 'in_progress', 'verifying']
const PLANNED = ['scheduled', 'in_progress', 'verifying', 'completed']

/** Vendors file maintenance among incidents and the reverse. */
export const isPlanned = (row: IncidentRow): boolean =>
  row.impact === 'maintenance' || row.scheduledFor !== null || PLANNED.includes(row.status)

/** Whether it is over; null where the status is a word that is not known and no end is given. */
export function isOver(row: IncidentRow): boolean | null {
  if (RESOLVED.includes(row.status)) return true
  if (OPEN.includes(row.status)) return false
  return row.resolvedAt === null ? null : true
}

/** The first sign of it. `started_at` is not read: editing the last update can move it there. */
export const startOf = (row: IncidentRow): EpochMs => Math.min(row.createdAt, row.updates[0]?.at ?? row.createdAt)

/**
 * The last update that resolved it: an incident can be reopened, and a post-mortem written later is no end. Else
 * `resolved_at`, else the last word before a post-mortem. null while open. Never before the start.
 */
export function endOf(row: IncidentRow): EpochMs | null {
  if (isOver(row) !== true) return null
  const last = (wanted: (update: Update) => boolean): EpochMs | undefined => row.updates.findLast(wanted)?.at
  const end =
    last((update) => update.status === 'resolved' || update.status === 'completed') ??
    row.resolvedAt ??
    last((update) => update.status !== 'postmortem') ??
    instant(row.updatedAt) ??
    row.createdAt
  return Math.max(end, startOf(row))
}

/** The states of the components by the updates that changed them; empty where no update did. */
export function fromChanges(row: IncidentRow, from: EpochMs, to: EpochMs | null): readonly ComponentSpan[] {
  const running = new Map<string, { component: ComponentRef; from: EpochMs; state: State }>()
  const spans: ComponentSpan[] = []
  const close = (id: string, at: EpochMs | null): void => {
    const was = running.get(id)
    running.delete(id)
    if (was && was.state !== 'up' && (at === null || at > was.from)) {
      spans.push({ component: was.component, from: was.from, to: at, state: was.state, basis: 'component-transition' })
    }
  }
  for (const update of row.updates) {
    if (to !== null && update.at > to) break
    const at = Math.max(update.at, from)
    for (const change of update.changes) {
      close(change.id, at)
      running.set(change.id, { component: change, from: at, state: change.to })
    }
  }
  // A component can be left degraded when the incident is resolved: its part in it ends there.
  for (const id of [...running.keys()]) close(id, to)
  return spans
}

/** The whole window at the incident's impact; the fields can leave its end in doubt. */
export function windowSpan(row: IncidentRow, state: State, from: EpochMs, to: EpochMs | null): StateSpan {
  const late = to === null || row.resolvedAt === null ? null : Math.max(to, row.resolvedAt)
  const basis = row.parts.length > 0 ? 'incident-window' : 'page-only'
  return { from, to, state, basis, ...(late !== null && to !== null && late > to && { uncertain: { from, to: late } }) }
}
