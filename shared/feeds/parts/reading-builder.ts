/**
 * Gathers what an adaptor finds in a response, row by row, and makes a reading of it: components become services, rows that
 * can't be used become doubt (R51), what was posted afterwards gets the times of its text (R52), silent incidents end (R53),
 * coverage is given to what was seen (R49), and every row stands in the account (R58).
 */
import { type CheckSeries, type Coverage, type Maintenance, NO_EVIDENCE, type Source, type Span } from '../../evidence/model.ts'
import type { DurationMs, EpochMs } from '../../time/intervals.ts'
import type { ZoneRules } from '../../time/zone.ts'
import { temporalZones } from '../../time/zones.ts'
import { type AccountPart, type AccountRow, accountOf } from '../account.ts'
import type { Reading, ReadOptions, Rejected } from '../adaptor.ts'
import type { Component, ComponentRef } from './component.ts'
import { ComponentMap } from './component-map.ts'
import { doubtful, isDoubtful, type PostedEvent, type StateSpan, settled } from './posted-afterwards.ts'
import { eachRow, factsOf, type Row, type RowFacts, type RowFields } from './row.ts'

export type { StateSpan } from './posted-afterwards.ts'

/** What of a span or a maintenance is the event's. */
export interface EventRef extends PostedEvent {
  readonly ref: string
  readonly title: string | null
}

export type MaintenanceWindow = Pick<Maintenance, 'from' | 'to'> & Partial<Pick<Maintenance, 'announcedAt' | 'actual' | 'category'>>

interface SpanDraft {
  readonly components: readonly ComponentRef[]
  readonly span: StateSpan
  readonly event: EventRef
}

interface WindowDraft {
  readonly components: readonly ComponentRef[]
  readonly window: MaintenanceWindow
  readonly event: EventRef
}

/** One row of the response, and what came of it. */
interface RowOutcome {
  /** Its place in the response. */
  readonly path: string
  /** The event as evidence names it, its place until it is named. */
  ref: string
  readonly spans: SpanDraft[]
  readonly windows: WindowDraft[]
  readonly checks: { readonly component: ComponentRef; readonly series: Omit<CheckSeries, 'service' | 'source'> }[]
  /** Why it has neither spans nor maintenance. */
  why?: string
  part?: AccountPart
  /** Of a row that can't be used: what could be read of it. */
  facts?: RowFacts
}

const NO_NAMES: RowFields = {}

export const sourceOf = (options: ReadOptions): Source => ({ kind: 'feed', id: options.source, party: 'provider' })

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
  noImpact(ref: string, why: string): void {
    this.refs.add(ref)
    this.outcome(ref).why = why
  }

  /** The row repeats what another says. */
  unchanged(ref: string, why: string): void {
    repeated(this.outcome(ref), why)
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
    this.outcomes.push({ ...newOutcome(path, facts.ref), part: 'rejected', why: reason, facts })
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

const newOutcome = (path: string, ref = path): RowOutcome => ({ path, ref, spans: [], windows: [], checks: [] })

function repeated(outcome: RowOutcome, why = 'stands twice in the response'): void {
  outcome.spans.length = outcome.windows.length = outcome.checks.length = 0
  outcome.part = 'unchanged'
  outcome.why = why
}

interface Known {
  /** Up to when the response speaks. */
  readonly readAt: EpochMs
  readonly completeFrom: EpochMs | null
  readonly zone: ZoneRules
}

/** Turns the rows into evidence under the names of services, once all components are known. */
class Finisher {
  private readonly options: ReadOptions
  private readonly known: Known
  private readonly map: ComponentMap
  private readonly byName: ReadonlyMap<string, Component>
  private readonly groups: ReadonlySet<string>
  private readonly source: Source
  private readonly spans: Span[] = []
  private readonly windows: Maintenance[] = []
  /** One series for each service and interval. */
  private readonly checks = new Map<string, CheckSeries & { readonly results: CheckSeries['results'][number][] }>()
  private readonly rows: AccountRow[] = []
  private nameless = 0
  private elsewhere = 0
  private doubted = 0
  private undated = 0
  private lost = false

  constructor(options: ReadOptions, components: readonly Component[], known: Known) {
    this.options = options
    this.known = known
    const all = [...components, ...(options.listed ?? []).filter(({ id }) => !components.some((each) => each.id === id))]
    this.map = new ComponentMap(all, options.map)
    this.byName = new Map(all.map((each) => [each.name, each]))
    this.groups = new Set(all.filter(({ isGroup }) => isGroup).map(({ id }) => id))
    this.source = sourceOf(options)
  }

  take(outcome: RowOutcome): void {
    const [spans, windows] = [this.spans.length, this.windows.length]
    if (outcome.facts) this.doubt(outcome.ref, outcome.facts)
    for (const draft of outcome.spans) this.span(draft)
    for (const draft of outcome.windows) this.window(draft)
    const checked = outcome.checks.flatMap(({ component, series }) =>
      this.servicesOf([component]).map((service) => this.check(service, series)),
    )
    this.account(outcome, this.spans.slice(spans), this.windows.length > windows, checked.length > 0)
  }

  /** The part of the account in which a row stands. A maintenance that took place is one, though it has a span as well. */
  private account(outcome: RowOutcome, spans: readonly Span[], hasWindow: boolean, hasChecks: boolean): void {
    const isDoubted = spans.some(isDoubtful)
    if (isDoubted) this.doubted++
    const put = (part: AccountPart, why: string): void => {
      this.rows.push({ ref: outcome.ref, part, why })
    }
    const counted = spans.filter(({ service, state }) => service !== null && state !== 'maintenance')
    if (outcome.part) put(outcome.part, outcome.why ?? '')
    else if (counted.length > 0)
      put('spans', isDoubted ? 'doubtful: its time is not certain' : [...new Set(counted.map(({ state }) => state))].join(', '))
    else if (hasChecks) put('spans', 'checked')
    else if (hasWindow || spans.some(({ service, state }) => service !== null && state === 'maintenance')) put('maintenance', 'maintenance')
    else if (spans.length > 0) {
      this.nameless++
      put('notAssigned', 'names no component')
    } else if (outcome.spans.length + outcome.windows.length + outcome.checks.length > 0) {
      this.elsewhere++
      put('notAssigned', 'names only components that are not mapped')
    } else put('noImpact', outcome.why ?? 'no downtime stated')
  }

  private span({ components, span, event }: SpanDraft): void {
    const services = components.length === 0 ? [null] : this.servicesOf(components)
    if (services.length === 0) return
    for (const each of settled(span, event, this.known.readAt, this.known.zone)) this.push(services, each, event)
  }

  private check(service: string, { every, results }: Pick<CheckSeries, 'every' | 'results'>): void {
    const key = `${every} ${service}`
    const series = this.checks.get(key) ?? { service, source: this.source, every, results: [] }
    series.results.push(...results)
    this.checks.set(key, series)
  }

  private series(): CheckSeries[] {
    return [...this.checks.values()].map((series) => ({ ...series, results: series.results.sort((a, b) => a.at - b.at) }))
  }

  private push(services: readonly (string | null)[], span: StateSpan, { ref, title }: Pick<EventRef, 'ref' | 'title'>): void {
    for (const service of services) {
      this.spans.push({
        service,
        ...span,
        source: this.source,
        ref,
        observedAt: this.options.observedAt,
        ...(title !== null && { title }),
      })
    }
  }

  private window({ components, window, event: { ref, title } }: WindowDraft): void {
    const services = this.servicesOf(components)
    if (components.length > 0 && services.length === 0) return
    this.windows.push({
      id: ref,
      services,
      ...window,
      source: this.source,
      ref,
      observedAt: this.options.observedAt,
      ...(title !== null && { title }),
    })
  }

  /** Containers of other components are none themselves. */
  private servicesOf(components: readonly ComponentRef[]): string[] {
    const services = components.flatMap((ref) => {
      const component = ref.id === ref.name ? (this.byName.get(ref.name) ?? ref) : ref
      return this.groups.has(component.id) ? [] : (this.map.serviceOf(component) ?? [])
    })
    return [...new Set(services)]
  }

  /** A row that can't be used makes doubtful what can be read of it; one of which nothing can costs the coverage (R51). */
  private doubt(ref: string, { from, to, components, state }: RowFacts): void {
    const { readAt, completeFrom } = this.known
    const isDated = from !== undefined || to !== undefined
    if (!isDated) this.undated++
    if (!isDated && components === undefined) {
      this.lost = true
      return
    }
    const since = this.options.since ?? completeFrom ?? from ?? to ?? readAt
    const bounds = [from ?? Math.min(since, to ?? since), to ?? Math.max(readAt, from ?? readAt)]
    const [start, end] = [Math.min(...bounds), Math.max(...bounds)]
    if (end <= start) return
    const services = components === undefined ? this.map.services() : components.length === 0 ? [null] : this.servicesOf(components)
    const span = { from: start, to: start, state: state ?? 'down', basis: 'incident-window' } as const
    const all = components === undefined && services.length === 0 ? [null] : services
    this.push(all, doubtful(span, start, end), { ref, title: null })
  }

  done(): Pick<Reading, 'evidence' | 'completeFrom' | 'coveredTo' | 'isWhole' | 'account' | 'doubtful' | 'unmatched'> {
    const { readAt } = this.known
    const to = this.lost ? (this.options.since ?? null) : readAt
    const { completeFrom } = this.known
    const from = to === null || (this.lost && to <= (completeFrom ?? to)) ? null : completeFrom
    const coverage =
      from === null || to === null || to <= from
        ? []
        : this.map.services().map((service): Coverage => ({ service, source: this.source, from, to, observedAt: this.options.observedAt }))
    return {
      evidence: { ...NO_EVIDENCE, spans: this.spans, maintenance: this.windows, checks: this.series(), coverage },
      completeFrom: from,
      coveredTo: to,
      isWhole: this.undated === 0,
      account: accountOf(this.rows),
      doubtful: this.doubted,
      unmatched: this.map.unmatched,
    }
  }

  notes(): readonly string[] {
    return [
      ...(this.nameless > 0 ? [`${this.nameless} events name no component: they are not assigned to a service`] : []),
      ...(this.elsewhere > 0 ? [`${this.elsewhere} events concern only components that are not mapped`] : []),
      ...(this.lost ? ['a row of which neither time nor component can be read: the time since the last good reading is not covered'] : []),
    ]
  }
}
