/**
 * One row of a Statuspage v2 list as it can be relied on: checked field by field, updates oldest first. Only what is used
 * is read. A row that cannot be read gives the reason; it is never taken for one without impact.
 */
import type { State } from '../../evidence/model.ts'
import type { EpochMs } from '../../time/intervals.ts'
import { instant, isObject, name } from './body.ts'
import type { Part } from './services.ts'

export interface Change extends Part {
  readonly from: State
  readonly to: State
}

export interface Update {
  readonly status: string
  readonly at: EpochMs
  readonly body: string
  readonly changes: readonly Change[]
}

export interface IncidentRow {
  readonly id: string
  readonly title: string | null
  readonly status: string
  readonly impact: string
  readonly createdAt: EpochMs
  readonly startedAt: EpochMs | null
  readonly resolvedAt: EpochMs | null
  readonly updatedAt: EpochMs | null
  readonly scheduledFor: EpochMs | null
  readonly scheduledUntil: EpochMs | null
  /** Oldest first, by the time they are shown with. */
  readonly updates: readonly Update[]
  readonly parts: readonly (Part & { readonly isGroup: boolean; readonly state: State | null })[]
}

const STATES: Readonly<Record<string, State>> = {
  operational: 'up',
  degraded_performance: 'degraded',
  partial_outage: 'partial',
  major_outage: 'down',
  /** incident.io's word in the same shape. */
  full_outage: 'down',
  under_maintenance: 'maintenance',
}

/** The state a component's status means, null for a word that is not known. */
export const stateOf = (status: unknown): State | null =>
  typeof status === 'string' && Object.hasOwn(STATES, status) ? STATES[status]! : null

class Unusable extends Error {}

/** The row, or why it cannot be used. */
export function incidentRow(row: unknown): IncidentRow | { readonly reason: string } {
  try {
    return read(row)
  } catch (error) {
    if (error instanceof Unusable) return { reason: error.message }
    throw error
  }
}

function read(row: unknown): IncidentRow {
  if (!isObject(row)) throw new Unusable('not an object')
  const { id, status } = row
  if (typeof id !== 'string' || id === '') throw new Unusable('id: not a text')
  if (typeof status !== 'string') throw new Unusable('status: not a text')
  const updates = updatesOf(row.incident_updates)
  const createdAt = instant(row.created_at) ?? updates[0]?.at
  if (createdAt === undefined) throw new Unusable('created_at: not an instant, and no update has one')
  return {
    id,
    title: name(row.name),
    status,
    impact: typeof row.impact === 'string' ? row.impact : '',
    createdAt,
    startedAt: instantOrNull(row, 'started_at'),
    resolvedAt: instantOrNull(row, 'resolved_at'),
    updatedAt: instantOrNull(row, 'updated_at'),
    scheduledFor: instantOrNull(row, 'scheduled_for'),
    scheduledUntil: instantOrNull(row, 'scheduled_until'),
    updates,
    parts: listOf(row.components, 'components')
      .flatMap(partOf)
      .map((part) => sameAsChanged(part, updates)),
  }
}

function instantOrNull(row: Record<string, unknown>, key: string): EpochMs | null {
  const value = row[key]
  if (value === undefined || value === null) return null
  const at = instant(value)
  if (at === null) throw new Unusable(`${key}: not an instant`)
  return at
}

/** null and absent are an empty list here: incident.io leaves them out. */
function listOf(value: unknown, key: string): readonly unknown[] {
  if (value === undefined || value === null) return []
  if (!Array.isArray(value)) throw new Unusable(`${key}: not a list`)
  return value
}

function updatesOf(value: unknown): readonly Update[] {
  const updates = listOf(value, 'incident_updates').map((item, index): Update => {
    const path = `incident_updates[${index}]`
    if (!isObject(item)) throw new Unusable(`${path}: not an object`)
    const at = instant(item.display_at) ?? instant(item.created_at)
    if (at === null) throw new Unusable(`${path}.display_at: not an instant`)
    return {
      status: typeof item.status === 'string' ? item.status : '',
      at,
      body: typeof item.body === 'string' ? item.body : '',
      changes: listOf(item.affected_components, `${path}.affected_components`).flatMap((change, at) =>
        changeOf(change, `${path}.affected_components[${at}]`),
      ),
    }
  })
  // Served newest first; turned round, so that of two updates shown with one time the older stays the earlier.
  return updates.reverse().sort((a, b) => a.at - b.at)
}

/** Rows of old pages hold a name alone and say nothing of a change. */
function changeOf(value: unknown, path: string): readonly Change[] {
  const part = partOf(value)[0]
  if (!part || !isObject(value)) return []
  if (value.new_status === undefined || value.new_status === null) return []
  const to = stateOf(value.new_status)
  const from = value.old_status === undefined || value.old_status === null ? 'up' : stateOf(value.old_status)
  if (to === null || from === null) throw new Unusable(`${path}: a status that is not known`)
  return [{ id: part.id, name: part.name, from, to }]
}

/** A component listed by name alone is the one of that name that the updates changed. */
function sameAsChanged<P extends Part>(part: P, updates: readonly Update[]): P {
  if (part.id !== part.name) return part
  for (const update of updates) {
    const change = update.changes.find((each) => each.name === part.name)
    if (change) return { ...part, id: change.id }
  }
  return part
}

export function partOf(value: unknown): readonly (Part & { isGroup: boolean; state: State | null })[] {
  if (!isObject(value)) return []
  const title = name(value.name)
  const id = [value.code, value.id, title].find((each): each is string => typeof each === 'string' && each !== '')
  return id === undefined ? [] : [{ id, name: title ?? id, isGroup: value.group === true, state: stateOf(value.status) }]
}
