/**
 * What both APIs of Cachet tell, once their rows are taken apart: incidents by component, schedules, components. Clock times are of
 * the server's zone, which is not told: they are taken as UTC and doubted. A fixed incident has no end of its own: the post that
 * fixed it where the posts are listed, else the last edit, before which it ended.
 */
import type { State } from '../../evidence/model.ts'
import type { EpochMs } from '../../time/intervals.ts'
import type { Component, Reading, ReadOptions } from '../adaptor.ts'
import type { ComponentRef } from './component-map.ts'
import { doubt, type LooseTime } from './loose-time.ts'
import { ReadingBuilder } from './reading-builder.ts'
import { RowError } from './row.ts'

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
  /** With the state that the incident put them in, where that is told. */
  readonly parts: readonly CachetComponent[]
}

export interface CachetSchedule {
  readonly id: string
  readonly title: string | null
  /** 0 upcoming, 1 in progress, 2 complete. */
  readonly code: number
  readonly start: LooseTime
  readonly end: LooseTime | null
  readonly announced: LooseTime | null
  readonly parts: readonly CachetComponent[]
}

const NOW: readonly Component['state'][] = ['unknown', 'up', 'degraded', 'partial', 'down', 'unknown', 'maintenance']
const FIXED = 4

export class CachetReader {
  private readonly builder: ReadingBuilder
  private oldest = Number.POSITIVE_INFINITY
  private zoneless = false

  constructor(options: ReadOptions) {
    this.builder = new ReadingBuilder(options)
  }

  readonly reject = (path: string, reason: string): void => this.builder.reject(path, reason)

  component(part: CachetComponent): void {
    this.builder.component(part, NOW[part.code ?? 0] ?? 'unknown', false, part.group)
  }

  /** Throws RowError. */
  incident(incident: CachetIncident): void {
    const { id, title, code, start, parts } = incident
    if (!Number.isInteger(code) || code < 0 || code > FIXED) throw new RowError('status: a code that is not known')
    const end = code === FIXED ? endOf(incident) : null
    if (code === FIXED && !end) throw new RowError('updated_at: not told, though the incident is fixed')
    this.note(start, end)
    this.oldest = Math.min(this.oldest, start.at)
    const to = end ? Math.max(start.at, end.at) : null
    const event = { ref: `incident ${id}`, title }
    const byState = new Map<State, ComponentRef[]>()
    for (const part of parts) {
      const state = stateIn(part.code)
      if (state !== null) byState.set(state, [...(byState.get(state) ?? []), part])
    }
    this.builder.event(event.ref)
    if (parts.length === 0) byState.set('degraded', [])
    for (const [state, each] of byState) {
      this.builder.span(each, { from: start.at, to, state, basis: 'incident-window', ...doubt(start, end) }, event)
    }
  }

  /** Throws RowError. */
  schedule({ id, title, code, start, end, announced, parts }: CachetSchedule): void {
    if (code !== 0 && code !== 1 && code !== 2) throw new RowError('status: a code that is not known')
    const event = { ref: `schedule ${id}`, title }
    this.builder.event(event.ref)
    // What has no end yet is announced without one: it excuses no time.
    if (!end) return
    if (end.at < start.at) throw new RowError('completed_at: before scheduled_at')
    this.note(start, end)
    this.builder.maintenance(
      parts,
      { from: start.at, to: end.at, ...(announced && announced.at <= start.at && { announcedAt: announced.at }) },
      event,
    )
  }

  private note(start: LooseTime, end: LooseTime | null): void {
    this.zoneless ||= start.loose || end?.loose === true
  }

  reading(events: number, lists: { readonly incidents: boolean; readonly whole: boolean }): Reading {
    if (this.zoneless) this.builder.note('times are told without their zone: they are taken as UTC, and doubted')
    if (!lists.whole) this.builder.note('the list has more pages than were read: it is complete from nowhere')
    const from: EpochMs | null = lists.incidents && lists.whole && Number.isFinite(this.oldest) ? this.oldest : null
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
