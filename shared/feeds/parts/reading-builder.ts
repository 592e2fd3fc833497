/**
 * Gathers what an adaptor finds in a response, row by row, and makes a reading of it: components become services, rows that
 * can't be used become doubt (R51), what was posted afterwards gets the times of its text (R52), silent incidents end (R53),
 * coverage is given to what was seen (R49), and every row stands in the account (R58).
 */
import type { CheckSeries } from '../../evidence/model.ts'
import type { DurationMs, EpochMs } from '../../time/intervals.ts'
import type { ZoneRules } from '../../time/zone.ts'
import { temporalZones } from '../../time/zones.ts'
import type { Reading, ReadOptions, Rejected } from '../adaptor.ts'
import { type RowReasonCode, rowReason, unreadable } from '../row-reasons.ts'
import type { Component, ComponentRef } from './component.ts'
import { Finisher } from './finish-reading.ts'
import type { StateSpan } from './posted-afterwards.ts'
import { eachRow, factsOf, type Row, type RowFacts, type RowFields } from './row.ts'
import { type EventRef, type MaintenanceWindow, newOutcome, type RowOutcome, repeated } from './row-outcome.ts'

const NO_NAMES: RowFields = {}

export class ReadingBuilder {
  private readonly options: ReadOptions
  private readonly components = new Map<string, Component>()
  private readonly outcomes: RowOutcome[] = []
  private readonly implicit = new Map<string, RowOutcome>()
  private readonly rejected: Rejected[] = []
  private readonly refs = new Set<string>()
  private readonly notes: string[] = []
  private current: RowOutcome | null = null
  private newest = Number.NEGATIVE_INFINITY
  private zoneRules: ZoneRules | null = null

  constructor(options: ReadOptions) {
    this.options = options
  }

  /** A component of the page; a state that is known replaces one that is not. */
  component(ref: ComponentRef, state: Component['state'] = 'unknown', isGroup = false, group?: string): void {
    const before = this.components.get(ref.id)
    if (before && (before.state !== 'unknown' || state === 'unknown')) return
    this.components.set(ref.id, { id: ref.id, name: ref.name, state, isGroup, ...(group !== undefined && { group }) })
  }

  /** The component of that id, where it was seen. */
  known(id: string): Component | undefined {
    return this.components.get(id)
  }

  /** The zone in which the page counts days and times without a zone. Throws RangeError for an unknown name. */
  zone(id: string): void {
    this.zoneRules = temporalZones(id)
  }

  /** The response speaks for the time up to `at`: it names it as past. */
  vouch(at: EpochMs | null | undefined): void {
    if (at !== null && at !== undefined && at <= this.options.observedAt && at > this.newest) this.newest = at
  }

  /**
   * Reads the rows of a list; none of a row that throws RowError is kept but the doubt that it leaves, as far as `fields` can
   * be read. A row that stands twice in the response counts once.
   */
  rows(list: readonly unknown[], path: string, fields: RowFields, use: (row: Row, index: number) => void): void {
    const seen = new Map<string, Row>()
    eachRow(
      list,
      path,
      (place, reason, row) => {
        this.current = null
        this.reject(place, reason, factsOf(row, fields))
      },
      (row, index) => {
        const outcome = newOutcome(`${path}[${index}]`)
        this.current = outcome
        use(row, index)
        this.current = null
        this.outcomes.push(outcome)
        const before = seen.get(outcome.ref)
        if (before && JSON.stringify(before) === JSON.stringify(row)) repeated(outcome)
        else seen.set(outcome.ref, row)
      },
    )
  }

  /** Reads one event that is no row of a list, such as one of several posts. */
  row(ref: string, use: () => void): void {
    this.rows([{}], ref, NO_NAMES, () => {
      if (this.current) this.current.ref = ref
      use()
    })
  }

  event(ref: string): void {
    this.refs.add(ref)
    this.outcome(ref)
  }

  /** The row has no downtime, and why. */
  noImpact(ref: string, code: RowReasonCode): void {
    this.refs.add(ref)
    this.outcome(ref).why = rowReason(code)
  }

  /** The row repeats what another says. */
  unchanged(ref: string, code: RowReasonCode): void {
    repeated(this.outcome(ref), code)
  }

  /** One span for each of the components, or for the page where there is none. */
  span(components: readonly ComponentRef[], span: StateSpan, event: EventRef): void {
    this.refs.add(event.ref)
    for (const each of components) this.component(each)
    this.vouch(span.from)
    this.vouch(span.to)
    for (const at of event.posts ?? []) this.vouch(at)
    this.vouch(event.updatedAt)
    this.outcome(event.ref).spans.push({ components, span, event })
  }

  maintenance(components: readonly ComponentRef[], window: MaintenanceWindow, event: EventRef): void {
    this.refs.add(event.ref)
    for (const each of components) this.component(each)
    this.vouch(window.announcedAt)
    this.vouch(window.actual?.to ?? window.actual?.from)
    this.outcome(event.ref).windows.push({ components, window, event })
  }

  /** What checks of a component found. Each speaks for `every` and half as long again (R18). */
  checks(component: ComponentRef, ref: string, every: DurationMs, results: CheckSeries['results']): void {
    this.component(component)
    for (const { at } of results) this.vouch(at)
    this.outcome(ref).checks.push({ component, series: { every, results } })
  }

  /** A row that can't be used, and what could be read of it. */
  reject(path: string, reason: string, facts: RowFacts = {}): void {
    this.rejected.push({ path, reason })
    for (const each of facts.components ?? []) this.component(each)
    this.vouch(facts.from)
    this.vouch(facts.to)
    this.outcomes.push({ ...newOutcome(path, facts.ref), part: 'rejected', why: unreadable(reason), facts })
  }

  note(text: string): void {
    this.notes.push(text)
  }

  private outcome(ref: string): RowOutcome {
    if (this.current) {
      if (this.current.ref === this.current.path) this.current.ref = ref
      return this.current
    }
    const outcome = this.implicit.get(ref) ?? newOutcome(ref)
    if (!this.implicit.has(ref)) this.outcomes.push(outcome)
    this.implicit.set(ref, outcome)
    return outcome
  }

  /**
   * The reading, complete from `completeFrom` on. Of a file whose time of reading nobody knows it speaks up to the newest
   * instant that the response itself vouches for.
   */
  reading(events: number, completeFrom: EpochMs | null): Reading {
    const components = [...this.components.values()]
    const readAt = this.options.fetched === false && Number.isFinite(this.newest) ? this.newest : this.options.observedAt
    const isVouched = this.options.fetched !== false || Number.isFinite(this.newest)
    const drafts = new Finisher(this.options, components, {
      readAt,
      completeFrom: isVouched ? completeFrom : null,
      zone: this.zoneRules ?? temporalZones(this.options.zone ?? 'Etc/UTC'),
    })
    for (const outcome of this.outcomes) drafts.take(outcome)
    return {
      ...drafts.done(),
      rejected: this.rejected,
      components,
      events,
      refs: [...this.refs],
      notes: [...this.notes, ...drafts.notes()],
    }
  }
}
