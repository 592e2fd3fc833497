/** Gathers what an adaptor finds in a response, mapped to services, and makes a reading of it. */
import { type CheckSeries, type Maintenance, NO_EVIDENCE, type Span } from '../../evidence/model.ts'
import type { DurationMs, EpochMs } from '../../time/intervals.ts'
import type { Component, Reading, ReadOptions, Rejected } from '../adaptor.ts'
import { type ComponentRef, coverageOf, serviceOf, servicesOf, sourceOf, unmatched } from './component-map.ts'

/** What of a span or a maintenance is the event's. */
export interface EventRef {
  readonly ref: string
  readonly title: string | null
}

export type StateSpan = Pick<Span, 'from' | 'to' | 'state'> & Partial<Pick<Span, 'basis' | 'uncertain'>>
export type Window = Pick<Maintenance, 'from' | 'to'> & Partial<Pick<Maintenance, 'announcedAt' | 'actual' | 'category'>>

export class ReadingBuilder {
  private readonly options: ReadOptions
  private readonly parts = new Map<string, Component>()
  private readonly spans: Span[] = []
  private readonly windows: Maintenance[] = []
  private readonly checks: CheckSeries[] = []
  private readonly rejected: Rejected[] = []
  private readonly refs = new Set<string>()
  private readonly notes: string[] = []
  private nameless = 0
  private elsewhere = 0

  constructor(options: ReadOptions) {
    this.options = options
  }

  /** A component of the page; a state that is known replaces one that is not. */
  component(part: ComponentRef, state: Component['state'] = 'unknown', isGroup = false, group?: string): void {
    const before = this.parts.get(part.id)
    if (before && (before.state !== 'unknown' || state === 'unknown')) return
    this.parts.set(part.id, { id: part.id, name: part.name, state, isGroup, ...(group !== undefined && { group }) })
  }

  /** The component of that id or name, where it was seen. */
  known(id: string): Component | undefined {
    return this.parts.get(id)
  }

  event(ref: string): void {
    this.refs.add(ref)
  }

  /** One stretch for each of the parts, or for the page where there is none. */
  span(parts: readonly ComponentRef[], piece: StateSpan, event: EventRef): void {
    this.event(event.ref)
    const services: (string | null)[] = parts.length === 0 ? [null] : this.servicesOf(parts)
    if (parts.length === 0) this.nameless++
    if (services.length === 0) this.elsewhere++
    for (const service of services) {
      this.spans.push({
        service,
        ...piece,
        source: sourceOf(this.options),
        ref: event.ref,
        observedAt: this.options.observedAt,
        ...(event.title !== null && { title: event.title }),
      })
    }
  }

  maintenance(parts: readonly ComponentRef[], window: Window, event: EventRef): void {
    this.event(event.ref)
    const services = this.servicesOf(parts)
    if (parts.length > 0 && services.length === 0) return
    this.windows.push({
      id: event.ref,
      services,
      ...window,
      source: sourceOf(this.options),
      ref: event.ref,
      observedAt: this.options.observedAt,
      ...(event.title !== null && { title: event.title }),
    })
  }

  /** What one look at a part found. It speaks for `every` and half as long again (R18). */
  check(part: ComponentRef, at: EpochMs, ok: boolean, every: DurationMs): void {
    for (const service of this.servicesOf([part])) {
      this.checks.push({ service, source: sourceOf(this.options), every, results: [{ at, ok }] })
    }
  }

  private servicesOf(parts: readonly ComponentRef[]): string[] {
    const services = parts.flatMap((part) => {
      this.component(part)
      return this.parts.get(part.id)?.isGroup ? [] : (serviceOf(part, this.options.map) ?? [])
    })
    return [...new Set(services)]
  }

  reject(path: string, reason: string): void {
    this.rejected.push({ path, reason })
  }

  note(text: string): void {
    this.notes.push(text)
  }

  /** `completeFrom` holds only where no row was rejected. */
  reading(events: number, completeFrom: EpochMs | null): Reading {
    const components = [...this.parts.values()]
    const since = this.rejected.length > 0 ? null : completeFrom
    const services = servicesOf(
      components.filter((part) => !part.isGroup),
      this.options.map,
    )
    return {
      evidence: {
        ...NO_EVIDENCE,
        spans: this.spans,
        maintenance: this.windows,
        checks: this.checks,
        coverage: coverageOf(services, sourceOf(this.options), since, this.options.observedAt),
      },
      completeFrom: since,
      rejected: this.rejected,
      components,
      events,
      refs: [...this.refs],
      unmatched: unmatched(components, this.options.map),
      notes: [
        ...this.notes,
        ...(this.nameless > 0 ? [`${this.nameless} events name no component: they are listed as unattributed`] : []),
        ...(this.elsewhere > 0 ? [`${this.elsewhere} stretches concern only components that are not mapped`] : []),
      ],
    }
  }
}
