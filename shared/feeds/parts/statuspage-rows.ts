/**
 * One row of a Statuspage v2 list as it can be relied on: checked field by field, updates oldest first. Only what is used
 * is read. A row that cannot be read gives the reason; it is never taken for one without impact.
 */
import type { State } from '../../evidence/model.ts'
import type { EpochMs } from '../../time/intervals.ts'
import { instant, isObject, name } from './body.ts'
import type { ComponentRef } from './component.ts'
import { idOf, type Row, RowError, type RowFields } from './row.ts'

export interface Change extends ComponentRef {
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
  readonly resolvedAt: EpochMs | null
  /** As it was served: it is asked for only where a row is listed twice or has no other end. */
  readonly updatedAt: unknown
  readonly scheduledFor: EpochMs | null
  readonly scheduledUntil: EpochMs | null
  /** Oldest first, by the time they are shown with. */
  readonly updates: readonly Update[]
  /** Components that updates name, whether they changed or not. */
  readonly named: readonly ComponentRef[]
  readonly parts: readonly (ComponentRef & { readonly isGroup: boolean; readonly state: State | null })[]
}

const STATES: ReadonlyMap<unknown, State> = new Map([
  ['operational', 'up'],
  ['degraded_performance', 'degraded'],
  ['partial_outage', 'partial'],
  ['major_outage', 'down'],
  // incident.io's word in the same shape.
  ['full_outage', 'down'],
  ['under_maintenance', 'maintenance'],
])

/** The state a component's status means, null for a word that is not known. */
export const componentState = (status: unknown): State | null => STATES.get(status) ?? null

/** How to read what remains of a row that cannot be used; `state` is what a row of its list is about. */
export const incidentFields = (state: State): RowFields => ({
  ref: (row) => idOf(row),
  from: (row) => instant(row.scheduled_for) ?? earliest([row.created_at, row.started_at, ...updateTimes(row)]),
  to: (row) => instant(row.resolved_at) ?? instant(row.scheduled_until),
  components: (row) => {
    const listed = listOf(row.components, 'components').flatMap(componentOf)
    const components = listed.length > 0 ? listed : namedIn(row)
    if (components.length === 0 && !Array.isArray(row.components)) throw new RowError('components: missing')
    return components
  },
  state: () => state,
})

const updateTimes = (row: Row): readonly unknown[] =>
  Array.isArray(row.incident_updates)
    ? row.incident_updates.map((update) => (isObject(update) ? (update.display_at ?? update.created_at) : null))
    : []

function earliest(values: readonly unknown[]): EpochMs | null {
  const times = values.map(instant).filter((at) => at !== null)
  return times.length > 0 ? Math.min(...times) : null
}

/** Components that the updates of a row name. */
function namedIn(row: Row): readonly ComponentRef[] {
  const updates = Array.isArray(row.incident_updates) ? row.incident_updates.filter(isObject) : []
  return updates.flatMap((update) => (Array.isArray(update.affected_components) ? update.affected_components.flatMap(componentOf) : []))
}

/** The row as it can be relied on. Throws RowError. */
export function incidentRow(row: unknown): IncidentRow {
  if (!isObject(row)) throw new RowError('not an object')
  const { id, status } = row
  if (typeof id !== 'string' || id === '') throw new RowError('id: not a text')
  if (typeof status !== 'string') throw new RowError('status: not a text')
  const named = new Map<string, ComponentRef>()
  const updates = updatesOf(row.incident_updates, named)
  const createdAt = instant(row.created_at) ?? updates[0]?.at
  if (createdAt === undefined) throw new RowError('created_at: not an instant, and no update has one')
  return {
    id,
    title: name(row.name),
    status,
    impact: typeof row.impact === 'string' ? row.impact : '',
    createdAt,
    resolvedAt: instantOrNull(row, 'resolved_at'),
    updatedAt: row.updated_at,
    scheduledFor: instantOrNull(row, 'scheduled_for'),
    scheduledUntil: instantOrNull(row, 'scheduled_until'),
    updates,
    named: [...named.values()],
    parts: listOf(row.components, 'components')
      .flatMap(componentOf)
      .map((part) => sameAsNamed(part, named)),
  }
}

function instantOrNull(row: Record<string, unknown>, key: string): EpochMs | null {
  const value = row[key]
  if (value === undefined || value === null) return null
  const at = instant(value)
  if (at === null) throw new RowError(`${key}: not an instant`)
  return at
}

/** null and absent are an empty list here: incident.io leaves them out. */
function listOf(value: unknown, key: string): readonly unknown[] {
  if (value === undefined || value === null) return []
  if (!Array.isArray(value)) throw new RowError(`${key}: not a list`)
  return value
}

/** Plain loops, and paths only where something is wrong: a year of a busy page has 3,000 updates. */
function updatesOf(value: unknown, named: Map<string, ComponentRef>): readonly Update[] {
  const list = listOf(value, 'incident_updates')
  const updates: Update[] = []
  // Served newest first; turned round, so that of two updates shown with one time the older stays the earlier.
  for (let i = list.length - 1; i >= 0; i--) {
    const item = list[i]
    if (!isObject(item)) throw new RowError(`incident_updates[${i}]: not an object`)
    const at = instant(item.display_at) ?? instant(item.created_at)
    if (at === null) throw new RowError(`incident_updates[${i}].display_at: not an instant`)
    updates.push({
      status: typeof item.status === 'string' ? item.status : '',
      at,
      body: typeof item.body === 'string' ? item.body : '',
      changes: changesOf(item.affected_components, i, named),
    })
  }
  for (let i = 1; i < updates.length; i++) if (updates[i - 1]!.at > updates[i]!.at) return updates.sort((a, b) => a.at - b.at)
  return updates
}

const NO_CHANGES: readonly Change[] = []

/** Changes only: three rows in four repeat a state. Rows of old pages hold a name alone and say nothing of a change. */
function changesOf(value: unknown, update: number, named: Map<string, ComponentRef>): readonly Change[] {
  if (value === undefined || value === null) return NO_CHANGES
  const path = (at: number): string => `incident_updates[${update}].affected_components[${at}]`
  if (!Array.isArray(value)) throw new RowError(`incident_updates[${update}].affected_components: not a list`)
  const changes: Change[] = []
  for (let at = 0; at < value.length; at++) {
    const row: unknown = value[at]
    if (!isObject(row) || row.new_status === undefined || row.new_status === null) continue
    // Repeats a known state: nothing changed.
    if (row.old_status === row.new_status && typeof row.code === 'string' && named.has(row.code)) continue
    const part = identityOf(row)
    if (part === null) continue
    const to = componentState(row.new_status)
    const from = row.old_status === undefined || row.old_status === null ? 'up' : componentState(row.old_status)
    if (to === null || from === null) throw new RowError(`${path(at)}: a status that is not known`)
    if (from === to && named.has(part.id)) continue
    named.set(part.id, part)
    if (from !== to) changes.push({ id: part.id, name: part.name, from, to })
  }
  return changes
}

/** A component listed by name alone is the one of that name that the updates name. */
function sameAsNamed<P extends ComponentRef>(part: P, named: ReadonlyMap<string, ComponentRef>): P {
  if (part.id !== part.name) return part
  for (const each of named.values()) if (each.name === part.name) return { ...part, id: each.id }
  return part
}

export function componentOf(value: unknown): readonly (ComponentRef & { isGroup: boolean; state: State | null })[] {
  const part = isObject(value) ? identityOf(value) : null
  return part && isObject(value)
    ? [{ id: part.id, name: part.name, isGroup: value.group === true, state: componentState(value.status) }]
    : []
}

/** Its code or id, else its name; null where it has none of them. */
function identityOf(row: Record<string, unknown>): ComponentRef | null {
  const { code, id } = row
  const own = typeof code === 'string' && code !== '' ? code : typeof id === 'string' && id !== '' ? id : null
  if (own === null) {
    const title = name(row.name)
    return title === null ? null : { id: title, name: title }
  }
  const before = identities.get(own)
  if (before && before.raw === row.name) return before.part
  const part = { id: own, name: name(row.name) ?? own }
  if (identities.size < MOST_IDENTITIES) identities.set(own, { raw: row.name, part })
  return part
}

/** Components repeat update after update: what a name comes to is kept. */
const identities = new Map<string, { readonly raw: unknown; readonly part: ComponentRef }>()
const MOST_IDENTITIES = 2000
