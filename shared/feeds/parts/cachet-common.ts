/**
 * What both APIs of Cachet have in common: lists of incidents, schedules and components. Clock times are of the server's zone,
 * which it doesn't give: they are taken as UTC and doubted. A fixed incident has no end of its own: that is the post that fixed
 * it where posts are listed, else the last edit, before which it ended.
 */
import type { State } from '../../evidence/model.ts'
import type { EpochMs } from '../../time/intervals.ts'
import type { Reading, ReadOptions } from '../adaptor.ts'
import type { Component, ComponentRef } from './component.ts'
import { doubt, type LooseTime } from './loose-time.ts'
import { ReadingBuilder } from './reading-builder.ts'
import { type Row, RowError, type RowFields } from './row.ts'

export type CachetKind = 'incidents' | 'schedules' | 'components'

export interface CachetComponent extends ComponentRef {
  readonly group?: string
  /** Cachet's code: 1 operational, 2 performance, 3 partial, 4 major, 5 unknown, 6 maintenance. */
  readonly code: number | null
}

export interface CachetIncident {
  readonly id: string
  readonly title: string | null
  /** 0 scheduled or unknown, 1 investigating, 2 identified, 3 watching, 4 fixed. */
  readonly code: number
  readonly start: LooseTime
  readonly edited: LooseTime | null
  readonly posts: readonly { readonly at: LooseTime; readonly code: number }[]
  /** With the state that the incident put them in, where the server gives it. */
  readonly components: readonly CachetComponent[]
  readonly text: string
}

export interface CachetSchedule {
  readonly id: string
  readonly title: string | null
  /** 0 upcoming, 1 in progress, 2 complete. */
  readonly code: number
  readonly start: LooseTime
  readonly end: LooseTime | null
  readonly announced: LooseTime | null
  readonly components: readonly CachetComponent[]
}

/** How one version of the API writes its rows. Each may throw RowError. */
export interface CachetShape {
  readonly kindOf: (row: unknown) => CachetKind | null
  readonly componentOf: (row: Row) => CachetComponent
  /** A schedule where the row is planned work that an older server lists among its incidents. */
  readonly incidentOf: (row: Row) => CachetIncident | { readonly schedule: CachetSchedule }
  readonly scheduleOf: (row: Row) => CachetSchedule
  readonly fields: RowFields
}

/** `isWhole`: whether the list has no further page. Throws RowError where no row is one of Cachet's. */
export function readCachet(
  rows: readonly unknown[],
  isWhole: boolean,
  along: readonly Row[],
  shape: CachetShape,
  options: ReadOptions,
): Reading {
  const reader = new CachetReader(options)
  const kinds = new Set(rows.map(shape.kindOf))
  if (rows.length > 0 && [...kinds].every((kind) => kind === null)) throw new RowError('rows of another shape')
  for (const row of along) reader.component(shape.componentOf(row))
  const isComponents = kinds.size === 1 && kinds.has('components')
  if (isComponents) for (const row of rows) reader.component(shape.componentOf(row as Row))
  else reader.builder.rows(rows, 'data', shape.fields, (row) => reader.take(row, shape))
  return reader.reading(isComponents ? 0 : rows.length, kinds.has('incidents'), isWhole)
}

const NOW: readonly Component['state'][] = ['unknown', 'up', 'degraded', 'partial', 'down', 'unknown', 'maintenance']
const FIXED = 4

class CachetReader {
  readonly builder: ReadingBuilder
  private oldest = Number.POSITIVE_INFINITY
  private zoneless = false

  constructor(options: ReadOptions) {
    this.builder = new ReadingBuilder(options)
  }

  component(component: CachetComponent): void {
    this.builder.component(component, NOW[component.code ?? 0] ?? 'unknown', false, component.group)
  }

  /** Throws RowError. */
  take(row: Row, shape: CachetShape): void {
    const kind = shape.kindOf(row)
    if (kind === null) throw new RowError('neither an incident, a schedule nor a component')
    if (kind === 'components') {
      const component = shape.componentOf(row)
      this.component(component)
      this.builder.noImpact(`component ${component.id}`, 'component')
    } else if (kind === 'schedules') this.schedule(shape.scheduleOf(row))
    else {
      const incident = shape.incidentOf(row)
      if ('schedule' in incident) this.schedule(incident.schedule)
      else this.incident(incident)
    }
  }

  private incident(incident: CachetIncident): void {
    const { id, title, code, start, components, posts, text } = incident
    if (!Number.isInteger(code) || code < 0 || code > FIXED) throw new RowError('status: an unknown code')
    const end = code === FIXED ? endOf(incident) : null
    if (code === FIXED && !end) throw new RowError('updated_at: missing, though the incident is fixed')
    this.note(start, end)
    this.oldest = Math.min(this.oldest, start.at)
    const to = end ? Math.max(start.at, end.at) : null
    const published = [start.at, ...posts.map(({ at }) => at.at), ...(to === null ? [] : [to])]
    const event = { ref: `incident ${id}`, title, posts: published, text }
    const byState = new Map<State, ComponentRef[]>()
    for (const component of components) {
      const state = stateIn(component.code)
      if (state !== null) byState.set(state, [...(byState.get(state) ?? []), component])
    }
    this.builder.noImpact(event.ref, 'operational')
    if (components.length === 0) byState.set('degraded', [])
    for (const [state, each] of byState)
      this.builder.span(each, { from: start.at, to, state, basis: 'incident-window', ...doubt(start, end) }, event)
  }

  private schedule({ id, title, code, start, end, announced, components }: CachetSchedule): void {
    if (code !== 0 && code !== 1 && code !== 2) throw new RowError('status: an unknown code')
    const event = { ref: `schedule ${id}`, title }
    this.builder.noImpact(event.ref, 'no-end')
    if (!end) return
    if (end.at < start.at) throw new RowError('completed_at: before scheduled_at')
    this.note(start, end)
    const announcedAt = announced && announced.at <= start.at ? { announcedAt: announced.at } : {}
    this.builder.maintenance(components, { from: start.at, to: end.at, ...announcedAt }, event)
  }

  private note(start: LooseTime, end: LooseTime | null): void {
    this.zoneless ||= start.loose || end?.loose === true
  }

  reading(events: number, hasIncidents: boolean, isWhole: boolean): Reading {
    if (this.zoneless) this.builder.note('times have no zone: they are read as UTC, and are doubtful')
    if (!isWhole) this.builder.note('the list has more pages than were read, so it is not complete')
    const from: EpochMs | null = hasIncidents && isWhole && Number.isFinite(this.oldest) ? this.oldest : null
    return this.builder.reading(events, from)
  }
}

/** A component without a state of its own in the incident is degraded: the incident says that something was wrong, not what. */
function stateIn(code: number | null): State | null {
  const state = code === null ? 'degraded' : NOW[code]
  return state === undefined || state === 'up' ? null : state === 'unknown' ? 'degraded' : state
}

/** The first post that fixed it for good, else the last edit. */
function endOf({ posts, edited }: CachetIncident): LooseTime | null {
  const sorted = [...posts].sort((a, b) => a.at.at - b.at.at)
  const lastOpen = sorted.findLastIndex((post) => post.code !== FIXED)
  return sorted[lastOpen + 1]?.at ?? edited
}
