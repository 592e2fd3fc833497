/**
 * Better Stack status pages: `index.json`, a JSON:API document. Reports say when which resource was in which state; day
 * records give the official seconds of downtime without saying when in the day. Of the two the larger counts, day by day
 * (R54). Days are those of the page's time zone.
 */
import type { State } from '../evidence/model.ts'
import { isDate, parseDate, startOfDay } from '../time/dates.ts'
import { clip, type EpochMs, type IntervalSet, interval, NONE, subtract, total, union } from '../time/intervals.ts'
import type { ZoneRules } from '../time/zone.ts'
import { temporalZones } from '../time/zones.ts'
import type { FeedAdaptor, Reading, ReadOptions } from './adaptor.ts'
import { FeedError } from './feed-error.ts'
import { describeBody, isObject, jsonBody, name, numberOf, word } from './parts/body.ts'
import type { ComponentRef } from './parts/component.ts'
import { type OfficialPart, percentIn } from './parts/official.ts'
import { ReadingBuilder } from './parts/reading-builder.ts'
import { factsOf, idOf, instantOf, listOf, maybeInstant, objectsOf, type Row, RowError, type RowFields, whole } from './parts/row.ts'
import type { EventRef } from './parts/row-outcome.ts'

const ID = 'better-stack'

export const betterStack: FeedAdaptor = {
  id: ID,
  title: 'Better Stack',
  known: 'recorded',
  cors: false,
  addresses: (page) => [new URL('/index.json', page)],
  accepts: ['application/json', 'application/vnd.api+json'],
  recognises: isPage,
  read: (body, options) => {
    const value = jsonBody(ID, body)
    if (!isPage(value)) throw new FeedError(ID, 'wrong-shape', '', `wanted a document of type status_page, got ${describeBody(body)}`)
    return whole(ID, () => new PageReader(value as Row, options).reading())
  },
}

function isPage(body: unknown): boolean {
  return isObject(body) && isObject(body.data) && body.data.type === 'status_page' && Array.isArray(body.included)
}

const STATES: Readonly<Record<string, State | null>> = {
  operational: 'up',
  resolved: 'up',
  recovered: 'up',
  degraded: 'degraded',
  downtime: 'down',
  maintenance: 'maintenance',
  under_maintenance: 'maintenance',
  not_monitored: null,
}

function stateOf(value: unknown, key: string): State | null {
  if (typeof value === 'string' && Object.hasOwn(STATES, value)) return STATES[value] ?? null
  throw new RowError(`${key}: an unknown word, ${JSON.stringify(value)}`)
}

class PageReader {
  private readonly builder: ReadingBuilder
  private readonly options: ReadOptions
  private readonly zone: ZoneRules
  private readonly included: readonly unknown[]
  /** Downtime by component, as the reports have it. */
  private readonly reported = new Map<string, IntervalSet>()
  private readonly official: OfficialPart[] = []
  private events = 0
  private oldest = Number.POSITIVE_INFINITY

  constructor(page: Row, options: ReadOptions) {
    this.options = options
    this.builder = new ReadingBuilder(options)
    this.included = page.included as readonly unknown[]
    this.zone = zoneOf(page)
    this.builder.zone(zoneName(page))
  }

  reading(): Reading {
    const resources = this.of('status_page_resource')
    for (const { row } of resources) this.resource(row)
    for (const { path, row } of this.of('status_report')) this.attempt(path, row, REPORT, () => this.report(row))
    for (const { path, row } of resources)
      this.attempt(path, row, { components: (each) => [this.component(idOf(each))] }, () =>
        this.days(path, this.component(idOf(row)), attributesOf(row)),
      )
    const reading = this.builder.reading(this.events, Number.isFinite(this.oldest) ? this.oldest : null)
    return { ...reading, ...(this.official.length > 0 && { official: { weights: 'downtime', parts: this.official } }) }
  }

  private of(type: string): readonly { readonly path: string; readonly row: Row }[] {
    return this.included.flatMap((row, index) => (isObject(row) && row.type === type ? [{ path: `included[${index}]`, row }] : []))
  }

  private attempt(path: string, row: Row, fields: RowFields, use: () => void): void {
    try {
      use()
    } catch (error) {
      if (!(error instanceof RowError)) throw error
      this.builder.reject(path, error.message, factsOf(row, fields))
    }
  }

  private resource(row: Row): void {
    if (!isObject(row.attributes) || typeof row.id !== 'string') return
    const { status } = row.attributes
    const state = typeof status === 'string' && Object.hasOwn(STATES, status) ? STATES[status] : null
    this.builder.component({ id: row.id, name: name(row.attributes.public_name) ?? row.id }, state ?? 'unknown')
  }

  /** The page's own share of the days it lists. */
  private figure(component: ComponentRef, attributes: Row, days: readonly string[]): void {
    const [from, to] = [[...days].sort()[0], [...days].sort().at(-1)]
    if (typeof attributes.availability !== 'number' || from === undefined || to === undefined) return
    const percent = percentIn(attributes, 'availability', true)
    this.official.push({ id: component.id, name: component.name, percent, over: { from, to, days: days.length } })
  }

  private component(id: string): ComponentRef {
    return this.builder.known(id) ?? { id, name: id }
  }

  private report(row: Row): void {
    this.events++
    const attributes = attributesOf(row)
    const from = instantOf(attributes, 'starts_at')
    const updates = this.updatesOf(row)
    const over = stateOf(attributes.aggregate_state, 'aggregate_state') === 'up'
    const end = maybeInstant(attributes, 'ends_at')
    // A report can be resolved and have no end: its last update is when it was said to be.
    const to = over ? (end ?? updates.at(-1)?.at ?? null) : null
    if (over && to === null) throw new RowError('ends_at: missing, though the report is resolved')
    if (to !== null && to < from) throw new RowError('ends_at: before starts_at')
    const posts = [from, ...updates.map(({ at }) => at), ...(to === null ? [] : [to])]
    const event = { ref: idOf(row), title: name(attributes.title), posts, text: updates.map(({ text }) => text).join('\n') }
    this.builder.noImpact(event.ref, 'operational')
    this.builder.vouch(updates.at(-1)?.at ?? from)
    if (attributes.report_type === 'maintenance') {
      const components = objectsOf(attributes, 'affected_resources').map((each) => this.component(idOf(each, 'status_page_resource_id')))
      const actual = from <= this.options.observedAt ? { actual: { from, to: end } } : {}
      this.builder.maintenance(components, { from, to: end ?? to ?? from, ...actual }, event)
    }
    const byComponent = changesOf(attributes, updates, from)
    for (const [id, changes] of byComponent) this.states(id, changes, from, to, event)
    if (byComponent.size === 0) this.builder.span([], { from, to, state: 'degraded', basis: 'page-only' }, event)
  }

  /** What one component went through in a report. */
  private states(id: string, changes: readonly Change[], from: EpochMs, to: EpochMs | null, event: EventRef): void {
    changes.forEach(({ at, state }, index) => {
      const until = changes[index + 1]?.at ?? to
      if (state === null || state === 'up' || (until !== null && until < at)) return
      // Of a report whose start is its end, nothing but its text says when it was.
      const isMoment = to !== null && to <= from
      if (until === at && !isMoment) return
      const basis = isMoment ? 'incident-window' : 'component-transition'
      this.builder.span([this.component(id)], { from: at, to: until, state, basis }, event)
      const end = until ?? this.options.observedAt
      if (state === 'down' && end > at) this.reported.set(id, union(this.reported.get(id) ?? NONE, interval(at, end)))
    })
  }

  /** Oldest first. */
  private updatesOf(row: Row): readonly Update[] {
    const relations =
      isObject(row.relationships) && isObject(row.relationships.status_updates) ? objectsOf(row.relationships.status_updates, 'data') : []
    const ids = new Set(relations.map((each) => word(each.id)))
    return this.included
      .filter(isObject)
      .filter((each) => each.type === 'status_update' && ids.has(word(each.id)) && isObject(each.attributes))
      .map((each) => each.attributes as Row)
      .map((attributes) => ({
        at: instantOf(attributes, 'published_at'),
        resources: objectsOf(attributes, 'affected_resources'),
        text: word(attributes.message),
      }))
      .sort((a, b) => a.at - b.at)
  }

  private days(path: string, component: ComponentRef, attributes: Row): void {
    const rows = listOf(attributes, 'status_history')
    this.figure(
      component,
      attributes,
      rows.flatMap((day) => (isObject(day) && typeof day.day === 'string' ? day.day : [])),
    )
    this.builder.rows(rows, `${path}.status_history`, this.dayFields(component), (row) => this.day(component, row))
  }

  private dayFields(component: ComponentRef): RowFields {
    return { from: (row) => this.dayOf(row).from, to: (row) => this.dayOf(row).to, components: () => [component] }
  }

  private dayOf(row: Row): { readonly from: EpochMs; readonly to: EpochMs } {
    if (typeof row.day !== 'string' || !isDate(row.day)) throw new RowError('day: not a date')
    const day = parseDate(row.day)
    return { from: startOfDay(day, this.zone), to: startOfDay(day + 1, this.zone) }
  }

  /**
   * Official seconds of a day (R54). The larger of them and the reported time of the day counts: seconds beyond the reports
   * are laid where no report speaks of downtime, from the day's start, in doubt over the whole day.
   */
  private day(component: ComponentRef, row: Row): void {
    const { from, to } = this.dayOf(row)
    const ref = `${component.id} ${word(row.day)}`
    this.builder.vouch(from)
    if (row.status === 'not_monitored') {
      this.builder.noImpact(ref, 'nothing-measured')
      return
    }
    this.oldest = Math.min(this.oldest, from)
    const seconds = numberOf(row.downtime_duration ?? 0)
    if (!Number.isFinite(seconds) || seconds < 0 || seconds * 1000 > to - from)
      throw new RowError('downtime_duration: not seconds of a day')
    const reported = clip(this.reported.get(component.id) ?? NONE, from, to)
    const beyond = Math.round(seconds * 1000) - total(reported)
    if (beyond <= 0) this.builder.noImpact(ref, seconds > 0 ? 'said-by-incidents' : 'no-downtime')
    for (const [start, end] of firstOf(subtract(interval(from, to), reported), beyond)) {
      const span = { from: start, to: end, state: 'down', basis: 'daily-bucket', uncertain: { from, to } } as const
      this.builder.span([component], span, { ref, title: null })
    }
  }
}

const attributesOf = (row: Row): Row => {
  if (!isObject(row.attributes)) throw new RowError('attributes: not an object')
  return row.attributes
}

/** What can be read of a report that can't be used; which components it names stands in its attributes. */
const REPORT: RowFields = {
  ref: (row) => idOf(row),
  from: (row) => instantOf(attributesOf(row), 'starts_at'),
  to: (row) => maybeInstant(attributesOf(row), 'ends_at'),
  components: (row) =>
    objectsOf(attributesOf(row), 'affected_resources').map((each) => {
      const id = idOf(each, 'status_page_resource_id')
      return { id, name: id }
    }),
}

/** The first `ms` of a set, as pairs. */
function firstOf(set: IntervalSet, ms: number): readonly (readonly [EpochMs, EpochMs])[] {
  const pairs: [EpochMs, EpochMs][] = []
  let left = ms
  for (let i = 0; i < set.length && left > 0; i += 2) {
    const end = Math.min(set[i + 1]!, set[i]! + left)
    pairs.push([set[i]!, end])
    left -= end - set[i]!
  }
  return pairs
}

interface Update {
  readonly at: EpochMs
  readonly resources: readonly Row[]
  readonly text: string
}

interface Change {
  readonly at: EpochMs
  readonly state: State | null
}

/** From the start in the state of the first update, then as each update says. */
function changesOf(attributes: Row, updates: readonly Update[], from: EpochMs): ReadonlyMap<string, readonly Change[]> {
  const byId = new Map<string, Change[]>()
  for (const { at, resources } of updates) {
    for (const resource of resources) {
      const id = idOf(resource, 'status_page_resource_id')
      const changes = byId.get(id) ?? []
      changes.push({ at: changes.length === 0 ? from : Math.max(at, from), state: stateOf(resource.status, 'affected_resources.status') })
      byId.set(id, changes)
    }
  }
  for (const resource of objectsOf(attributes, 'affected_resources')) {
    const id = idOf(resource, 'status_page_resource_id')
    if (!byId.has(id)) byId.set(id, [{ at: from, state: stateOf(resource.status, 'affected_resources.status') }])
  }
  return byId
}

function zoneName(page: Row): string {
  const attributes = isObject(page.data) && isObject(page.data.attributes) ? page.data.attributes : {}
  return typeof attributes.timezone === 'string' ? attributes.timezone : 'UTC'
}

function zoneOf(page: Row): ZoneRules {
  try {
    return temporalZones(zoneName(page))
  } catch (cause) {
    const got = JSON.stringify(zoneName(page))
    throw new FeedError(ID, 'wrong-shape', 'data.attributes.timezone', `wanted a time zone, got ${got}`, { cause })
  }
}
