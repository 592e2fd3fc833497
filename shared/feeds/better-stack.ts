/**
 * Better Stack status pages: `index.json`, a JSON:API document. Reports tell when which resource was in which state; day
 * records tell the official seconds of downtime without saying when in the day. A day record speaks only for days in which
 * no report touches its resource, so that nothing is told twice. Days are those of the page's time zone.
 */
import type { Span, State } from '../evidence/model.ts'
import { isDate, parseDate, startOfDay } from '../time/dates.ts'
import type { EpochMs } from '../time/intervals.ts'
import type { ZoneRules } from '../time/zone.ts'
import { temporalZones } from '../time/zones.ts'
import type { FeedAdaptor, Reading, ReadOptions } from './adaptor.ts'
import { FeedError } from './feed-error.ts'
import { describeBody, isObject, jsonBody, name, numberOf, word } from './parts/body.ts'
import type { ComponentRef } from './parts/component-map.ts'
import { type OfficialPart, percentIn } from './parts/official.ts'
import { ReadingBuilder } from './parts/reading-builder.ts'
import { eachRow, idOf, instantOf, maybeInstant, objectsOf, type Row, RowError, whole } from './parts/row.ts'

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
  throw new RowError(`${key}: a word that is not known, ${JSON.stringify(value)}`)
}

interface Reported {
  readonly from: EpochMs
  readonly to: EpochMs
}

class PageReader {
  private readonly builder: ReadingBuilder
  private readonly options: ReadOptions
  private readonly zone: ZoneRules
  private readonly included: readonly unknown[]
  private readonly reported = new Map<string, Reported[]>()
  private readonly official: OfficialPart[] = []
  private events = 0
  private oldest = Number.POSITIVE_INFINITY

  constructor(page: Row, options: ReadOptions) {
    this.options = options
    this.builder = new ReadingBuilder(options)
    this.included = page.included as readonly unknown[]
    this.zone = zoneOf(page)
  }

  reading(): Reading {
    this.of('status_page_resource', (row, attributes) => {
      const part = this.part(idOf(row), attributes.public_name)
      const state = typeof attributes.status === 'string' && Object.hasOwn(STATES, attributes.status) ? STATES[attributes.status] : null
      this.builder.component(part, state ?? 'unknown')
    })
    this.of('status_report', (row, attributes) => this.report(row, attributes))
    this.of('status_page_resource', (row, attributes) => this.days(this.part(idOf(row), attributes.public_name), attributes))
    const reading = this.builder.reading(this.events, Number.isFinite(this.oldest) ? this.oldest : null)
    return { ...reading, ...(this.official.length > 0 && { official: { weights: 'downtime', parts: this.official } }) }
  }

  /** The page's own share of the days it lists. */
  private said(part: ComponentRef, attributes: Row): void {
    const days = objectsOf(attributes, 'status_history').flatMap((day) => (typeof day.day === 'string' ? day.day : []))
    const [from, to] = [[...days].sort()[0], [...days].sort().at(-1)]
    if (typeof attributes.availability !== 'number' || from === undefined || to === undefined) return
    this.official.push({
      id: part.id,
      name: part.name,
      percent: percentIn(attributes, 'availability', true),
      over: { from, to, days: days.length },
    })
  }

  private of(type: string, use: (row: Row, attributes: Row) => void): void {
    const reject = (path: string, reason: string): void => this.builder.reject(path, reason)
    eachRow(this.included, 'included', reject, (row) => {
      if (row.type !== type) return
      if (!isObject(row.attributes)) throw new RowError('attributes: not an object')
      use(row, row.attributes)
    })
  }

  private part(id: string, title?: unknown): ComponentRef {
    return this.builder.known(id) ?? { id, name: name(title) ?? id }
  }

  private report(row: Row, attributes: Row): void {
    this.events++
    const event = { ref: idOf(row), title: name(attributes.title) }
    const from = instantOf(attributes, 'starts_at')
    const updates = this.updatesOf(row)
    const over = stateOf(attributes.aggregate_state, 'aggregate_state') === 'up'
    const end = maybeInstant(attributes, 'ends_at')
    // A report can be resolved and have no end: its last update is when that was told.
    const to = over ? (end ?? updates.at(-1)?.at ?? null) : null
    if (over && to === null) throw new RowError('ends_at: not told, though the report is resolved')
    if (to !== null && to < from) throw new RowError('ends_at: before starts_at')
    this.builder.event(event.ref)
    if (attributes.report_type === 'maintenance') {
      const parts = objectsOf(attributes, 'affected_resources').map((each) => this.part(idOf(each, 'status_page_resource_id')))
      this.builder.maintenance(
        parts,
        { from, to: end ?? to ?? from, ...(from <= this.options.observedAt && { actual: { from, to: end } }) },
        event,
      )
    }
    for (const [id, changes] of changesOf(attributes, updates, from)) {
      this.reported.set(id, [...(this.reported.get(id) ?? []), { from, to: to ?? this.options.observedAt }])
      changes.forEach(({ at, state }, index) => {
        const until = changes[index + 1]?.at ?? to
        if (state === null || state === 'up' || (until !== null && until <= at)) return
        this.builder.span([this.part(id)], { from: at, to: until, state, basis: 'component-transition' }, event)
      })
    }
  }

  /** Oldest first. */
  private updatesOf(row: Row): readonly { readonly at: EpochMs; readonly resources: readonly Row[] }[] {
    const relations =
      isObject(row.relationships) && isObject(row.relationships.status_updates) ? objectsOf(row.relationships.status_updates, 'data') : []
    const ids = new Set(relations.map((each) => word(each.id)))
    return this.included
      .filter(isObject)
      .filter((each) => each.type === 'status_update' && ids.has(word(each.id)) && isObject(each.attributes))
      .map((each) => each.attributes as Row)
      .map((attributes) => ({ at: instantOf(attributes, 'published_at'), resources: objectsOf(attributes, 'affected_resources') }))
      .sort((a, b) => a.at - b.at)
  }

  /** Official seconds by day: laid at the day's start, in doubt over the whole day. */
  private days(part: ComponentRef, attributes: Row): void {
    this.said(part, attributes)
    for (const day of objectsOf(attributes, 'status_history')) {
      if (typeof day.day !== 'string' || !isDate(day.day)) throw new RowError('status_history.day: not a date')
      const from = startOfDay(parseDate(day.day), this.zone)
      const to = startOfDay(parseDate(day.day) + 1, this.zone)
      if (day.status !== 'not_monitored') this.oldest = Math.min(this.oldest, from)
      const seconds = numberOf(day.downtime_duration ?? 0)
      if (!Number.isFinite(seconds) || seconds < 0 || seconds * 1000 > to - from)
        throw new RowError('status_history.downtime_duration: not seconds of a day')
      if (seconds === 0 || this.isReported(part.id, from, to)) continue
      const piece: Pick<Span, 'from' | 'to' | 'state' | 'basis' | 'uncertain'> = {
        from,
        to: from + Math.round(seconds * 1000),
        state: 'down',
        basis: 'daily-bucket',
        uncertain: { from, to },
      }
      this.builder.span([part], piece, { ref: `${part.id} ${day.day}`, title: null })
    }
  }

  private isReported(id: string, from: EpochMs, to: EpochMs): boolean {
    return (this.reported.get(id) ?? []).some((each) => each.from < to && each.to > from)
  }
}

interface Change {
  readonly at: EpochMs
  readonly state: State | null
}

/** From the start in the state first told, then as each update says. */
function changesOf(
  attributes: Row,
  updates: readonly { readonly at: EpochMs; readonly resources: readonly Row[] }[],
  from: EpochMs,
): ReadonlyMap<string, readonly Change[]> {
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

function zoneOf(page: Row): ZoneRules {
  const attributes = isObject(page.data) && isObject(page.data.attributes) ? page.data.attributes : {}
  try {
    return temporalZones(typeof attributes.timezone === 'string' ? attributes.timezone : 'UTC')
  } catch (cause) {
    throw new FeedError(ID, 'wrong-shape', 'data.attributes.timezone', `wanted a time zone, got ${JSON.stringify(attributes.timezone)}`, {
      cause,
    })
  }
}
