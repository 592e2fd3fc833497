/**
 * When a Statuspage incident began and ended, and which component was in which state in between. Vendors edit their
 * incidents for weeks: `started_at` jumps to the time of a later edit, times in prose differ from those in fields,
 * components are left degraded in a resolved incident. What cannot be known exactly keeps the window it may lie in.
 */
import type { Basis, Span, State } from '../../evidence/model.ts'
import type { EpochMs } from '../../time/intervals.ts'
import { instant } from './body.ts'
import type { ComponentRef } from './component-map.ts'
import { proseWindow } from './prose.ts'
import type { IncidentRow, Update } from './statuspage-rows.ts'

export type StateSpan = Pick<Span, 'from' | 'to' | 'state' | 'uncertain'> & { readonly part: ComponentRef | null; readonly basis: Basis }

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

/** What the components went through, told by the updates that changed them; empty where no update did. */
export function fromChanges(row: IncidentRow, from: EpochMs, to: EpochMs | null): readonly StateSpan[] {
  const running = new Map<string, { part: ComponentRef; from: EpochMs; state: State }>()
  const pieces: StateSpan[] = []
  const close = (id: string, at: EpochMs | null): void => {
    const was = running.get(id)
    running.delete(id)
    if (was && was.state !== 'up' && (at === null || at > was.from)) {
      pieces.push({ part: was.part, from: was.from, to: at, state: was.state, basis: 'component-transition' })
    }
  }
  for (const update of row.updates) {
    if (to !== null && update.at > to) break
    const at = Math.max(update.at, from)
    for (const change of update.changes) {
      close(change.id, at)
      running.set(change.id, { part: change, from: at, state: change.to })
    }
  }
  // A component can be left degraded when the incident is resolved: its part in it ends there.
  for (const id of [...running.keys()]) close(id, to)
  return pieces
}

const IMPACTS: Readonly<Record<string, State | null>> = {
  none: null,
  minor: 'degraded',
  major: 'partial',
  critical: 'down',
  maintenance: 'maintenance',
}

/** The state an incident's impact stands for where nothing finer is told; null for none, undefined for an unknown word. */
export const impactState = (impact: string): State | null | undefined => (Object.hasOwn(IMPACTS, impact) ? IMPACTS[impact] : undefined)

/** The whole window at the incident's impact, for each component it names, or for the page where it names none. */
export function fromWindow(
  row: IncidentRow,
  parts: readonly ComponentRef[],
  state: State,
  from: EpochMs,
  to: EpochMs | null,
): readonly StateSpan[] {
  const uncertain = to === null ? undefined : doubt(row, from, to)
  const piece = (part: ComponentRef | null): StateSpan => ({
    part,
    from,
    to,
    state,
    basis: part ? 'incident-window' : 'page-only',
    ...(uncertain && { uncertain }),
  })
  return parts.length > 0 ? parts.map(piece) : [piece(null)]
}

/** The widest window that the fields and the prose of the last words allow, where it is wider than [from, to). */
function doubt(row: IncidentRow, from: EpochMs, to: EpochMs): Span['uncertain'] {
  const last = row.updates.filter((update) => RESOLVED.includes(update.status)).map((update) => update.body)
  const prose = proseWindow(last.join('\n'), from)
  const starts = [from, prose?.from ?? from]
  const ends = [to, prose?.to ?? to, row.resolvedAt ?? to]
  const wide = { from: Math.min(...starts), to: Math.max(...ends) }
  return wide.from < from || wide.to > to ? wide : undefined
}
