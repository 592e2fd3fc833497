/**
 * What both APIs of Cachet tell, once their rows are taken apart: incidents by component, schedules, components. Clock times are of
 * the server's zone, which is not told: they are taken as UTC and doubted. A fixed incident has no end of its own: the post that
 * fixed it where the posts are listed, else the last edit, before which it ended.
 */
import type { State } from '../../evidence/model.ts'
import type { EpochMs } from '../../time/intervals.ts'
import type { Component, Reading, ReadOptions } from '../adaptor.ts'
import { Collect } from './collect.ts'
import { doubt, type LooseTime } from './loose-time.ts'
import { Unusable } from './row.ts'
import type { Part } from './services.ts'

export interface CachetPart extends Part {
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
  readonly parts: readonly CachetPart[]
}

export interface CachetSchedule {
  readonly id: string
  readonly title: string | null
  /** 0 upcoming, 1 in progress, 2 complete. */
  readonly code: number
  readonly start: LooseTime
  readonly end: LooseTime | null
  readonly announced: LooseTime | null
  readonly parts: readonly CachetPart[]
}

const NOW: readonly Component['state'][] = ['unknown', 'up', 'degraded', 'partial', 'down', 'unknown', 'maintenance']
const FIXED = 4

export class CachetReader {
  private readonly collect: Collect
  private oldest = Number.POSITIVE_INFINITY
  private zoneless = false

  constructor(options: ReadOptions) {
    this.collect = new Collect(options)
  }

  readonly reject = (path: string, reason: string): void => this.collect.reject(path, reason)

  component(part: CachetPart): void {
    this.collect.component(part, NOW[part.code ?? 0] ?? 'unknown', false, part.group)
  }

  /** Throws Unusable. */
  incident(incident: CachetIncident): void {
    const { id, title, code, start, parts } = incident
    if (!Number.isInteger(code) || code < 0 || code > FIXED) throw new Unusable('status: a code that is not known')
    const end = code === FIXED ? endOf(incident) : null
    if (code === FIXED && !end) throw new Unusable('updated_at: not told, though the incident is fixed')
    this.note(start, end)
    this.oldest = Math.min(this.oldest, start.at)
    const to = end ? Math.max(start.at, end.at) : null
    const event = { ref: `incident ${id}`, title }
    const byState = new Map<State, Part[]>()
    for (const part of parts) {
      const state = stateIn(part.code)
      if (state !== null) byState.set(state, [...(byState.get(state) ?? []), part])
    }
    this.collect.event(event.ref)
    if (parts.length === 0) byState.set('degraded', [])
    for (const [state, each] of byState) {
      this.collect.span(each, { from: start.at, to, state, basis: 'incident-window', ...doubt(start, end) }, event)
    }
  }

  /** Throws Unusable. */
  schedule({ id, title, code, start, end, announced, parts }: CachetSchedule): void {
    if (code !== 0 && code !== 1 && code !== 2) throw new Unusable('status: a code that is not known')
    const event = { ref: `schedule ${id}`, title }
    this.collect.event(event.ref)
    // What has no end yet is announced without one: it excuses no time.
    if (!end) return
    if (end.at < start.at) throw new Unusable('completed_at: before scheduled_at')
    this.note(start, end)
    this.collect.maintenance(
      parts,
      { from: start.at, to: end.at, ...(announced && announced.at <= start.at && { announcedAt: announced.at }) },
      event,
    )
  }

  private note(start: LooseTime, end: LooseTime | null): void {
    this.zoneless ||= start.loose || end?.loose === true
  }

  reading(events: number, lists: { readonly incidents: boolean; readonly whole: boolean }): Reading {
    if (this.zoneless) this.collect.note('times are told without their zone: they are taken as UTC, and doubted')
    if (!lists.whole) this.collect.note('the list has more pages than were read: it is complete from nowhere')
    const from: EpochMs | null = lists.incidents && lists.whole && Number.isFinite(this.oldest) ? this.oldest : null
    return this.collect.reading(events, from)
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
