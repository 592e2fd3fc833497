/**
 * The rows of a response as evidence: components become services, rows that can't be used become doubt (R51), coverage is
 * given to what was seen (R49), and every row stands in the account (R58).
 */
import { type CheckSeries, type Coverage, type Maintenance, NO_EVIDENCE, type Source, type Span } from '../../evidence/model.ts'
import type { EpochMs } from '../../time/intervals.ts'
import type { ZoneRules } from '../../time/zone.ts'
import { type AccountPart, type AccountRow, accountOf } from '../account.ts'
import type { Reading, ReadOptions } from '../adaptor.ts'
import { type RowReason, rowReason } from '../row-reasons.ts'
import type { Component, ComponentRef } from './component.ts'
import { ComponentMap } from './component-map.ts'
import { doubtful, isDoubtful, type StateSpan, settled } from './posted-afterwards.ts'
import type { RowFacts } from './row.ts'
import type { EventRef, RowOutcome, SpanDraft, WindowDraft } from './row-outcome.ts'

export const sourceOf = (options: ReadOptions): Source => ({ kind: 'feed', id: options.source, party: 'provider' })

function statesOf(spans: readonly Span[]): RowReason {
  const states = [...new Set(spans.map(({ state }) => state))]
  return states.length === 1 ? rowReason(states[0]!) : rowReason('several', { states: states.join(', ') })
}

interface Known {
  /** Up to when the response speaks. */
  readonly readAt: EpochMs
  readonly completeFrom: EpochMs | null
  readonly zone: ZoneRules
}

/** Turns the rows into evidence under the names of services, once all components are known. */
export class Finisher {
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
    const put = (part: AccountPart, why: RowReason): void => {
      this.rows.push({ ref: outcome.ref, part, ...why })
    }
    const counted = spans.filter(({ service, state }) => service !== null && state !== 'maintenance')
    if (outcome.part) put(outcome.part, outcome.why ?? rowReason('no-impact-stated'))
    else if (counted.length > 0) put('spans', isDoubted ? rowReason('doubtful') : statesOf(counted))
    else if (hasChecks) put('spans', rowReason('checked'))
    else if (hasWindow || spans.some(({ service, state }) => service !== null && state === 'maintenance'))
      put('maintenance', rowReason('maintenance'))
    else if (spans.length > 0) {
      this.nameless++
      put('notAssigned', rowReason('no-component'))
    } else if (outcome.spans.length + outcome.windows.length + outcome.checks.length > 0) {
      this.elsewhere++
      put('notAssigned', rowReason('not-mapped'))
    } else put('noImpact', outcome.why ?? rowReason('no-impact-stated'))
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
      ...(this.nameless > 0
        ? [`${this.nameless} ${this.nameless === 1 ? 'event names' : 'events name'} no component: not assigned to a service`]
        : []),
      ...(this.elsewhere > 0
        ? [`${this.elsewhere} ${this.elsewhere === 1 ? 'event concerns' : 'events concern'} only components that are not mapped`]
        : []),
      ...(this.lost ? ['of one row neither time nor component can be read: the time since the last good reading is not covered'] : []),
    ]
  }
}
