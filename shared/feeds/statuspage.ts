/**
 * Atlassian Statuspage, API v2: `incidents.json`, `scheduled-maintenances.json`, `summary.json`, `components.json` and
 * `incidents/ID.json`, as served on the page's own host to any origin. The list of incidents holds the 50 newest: before
 * its oldest one nothing is known.
 */
import { type Maintenance, NO_EVIDENCE, type Source, type Span, type State } from '../evidence/model.ts'
import type { EpochMs } from '../time/intervals.ts'
import type { Component, FeedAdaptor, Reading, ReadOptions, Rejected } from './adaptor.ts'
import { FeedError } from './feed-error.ts'
import { describeBody, instant, isObject, jsonBody, name } from './parts/body.ts'
import { type ComponentRef, coverageOf, serviceOf, servicesOf, sourceOf, unmatched } from './parts/component-map.ts'
import { type IncidentRow, incidentRow, partOf } from './parts/statuspage-rows.ts'
import { endOf, fromChanges, fromWindow, impactState, isOver, isPlanned, type StateSpan, startOf } from './parts/statuspage-windows.ts'

const ID = 'statuspage'

export const statuspage: FeedAdaptor = {
  id: ID,
  title: 'Atlassian Statuspage',
  known: 'recorded',
  cors: true,
  addresses: (page) => ['incidents.json', 'scheduled-maintenances.json', 'components.json'].map((file) => new URL(`/api/v2/${file}`, page)),
  event: (list, ref) => new URL(`/api/v2/incidents/${encodeURIComponent(ref)}.json`, list),
  accepts: ['application/json'],
  recognises: (body) => (isObject(body) ? [...LISTS.map((key) => body[key]), [body.incident]] : [body]).some(isList),
  read(body, options) {
    const value = jsonBody(ID, body)
    const page = isObject(value) && isObject(value.page) ? name(value.page.name) : null
    return { ...(page !== null && { page }), ...readStatuspage(ID, listsOf(ID, value, body), options) }
  },
}

const LISTS = ['incidents', 'scheduled_maintenances', 'components'] as const

/** Whether these are rows as Statuspage has them; an empty list tells nothing. */
const isList = (list: unknown): boolean => {
  const first: unknown = Array.isArray(list) ? list[0] : null
  return isObject(first) && ('incident_updates' in first || ('page_id' in first && 'only_show_if_degraded' in first))
}

/** The lists of a response by name; null for one that is not there. */
export interface Lists {
  readonly incidents: readonly unknown[] | null
  readonly scheduled_maintenances: readonly unknown[] | null
  readonly components: readonly unknown[] | null
  /** Whether `incidents` is the history of the page rather than what is open now. */
  readonly history: boolean
}

function listsOf(feed: string, value: unknown, body: string): Lists {
  if (Array.isArray(value) && value.length > 0) {
    const rows = isObject(value[0]) && 'incident_updates' in value[0]
    return { incidents: rows ? value : null, scheduled_maintenances: null, components: rows ? null : value, history: rows }
  }
  if (!isObject(value)) throw new FeedError(feed, 'wrong-shape', '', `wanted an object with ${LISTS.join(', ')}, got ${describeBody(body)}`)
  const list = (key: (typeof LISTS)[number]): readonly unknown[] | null => {
    if (value[key] === undefined) return null
    if (Array.isArray(value[key])) return value[key]
    throw new FeedError(feed, 'wrong-shape', key, 'wanted a list, got something else')
  }
  const single = isObject(value.incident) ? [value.incident] : null
  const lists = {
    incidents: list('incidents') ?? single,
    scheduled_maintenances: list('scheduled_maintenances'),
    components: list('components'),
  }
  if (Object.values(lists).every((each) => each === null)) {
    throw new FeedError(feed, 'wrong-shape', '', `wanted an object with ${LISTS.join(', ')}, got ${describeBody(body)}`)
  }
  // A summary lists open incidents only, a single incident nothing but itself.
  return { ...lists, history: single === null && lists.components === null && !isObject(value.status) }
}

/** Shared with pages that imitate this shape. */
export function readStatuspage(feed: string, lists: Lists, options: ReadOptions): Reading {
  const rejected: Rejected[] = []
  const rows = [...rowsOf(lists, 'incidents', rejected), ...rowsOf(lists, 'scheduled_maintenances', rejected)]
  const known = componentsOf(lists, rows)
  const reader = new Events(options, known)
  const read = newest(rows).filter((row) => {
    const reason = reader.take(row.row)
    if (reason) rejected.push({ path: row.path, reason })
    return !reason
  })
  const events = (lists.incidents?.length ?? 0) + (lists.scheduled_maintenances?.length ?? 0)
  const completeFrom = rejected.length > 0 ? null : completeSince(lists, read)
  const services = servicesOf(
    known.filter((part) => !part.isGroup),
    options.map,
  )
  if (lists.components && !componentsRead(lists.components, known))
    throw new FeedError(feed, 'wrong-shape', 'components', 'wanted components, got rows of another shape')
  return {
    evidence: {
      ...NO_EVIDENCE,
      spans: reader.spans,
      maintenance: reader.maintenance,
      coverage: coverageOf(services, sourceOf(options), completeFrom, options.observedAt),
    },
    completeFrom,
    rejected,
    components: known,
    events,
    refs: read.map((each) => each.row.id),
    unmatched: unmatched(known, options.map),
    notes: reader.notes(),
  }
}

/** A list of components of which none has a name is no list of components. */
const componentsRead = (list: readonly unknown[], known: readonly Component[]): boolean => list.length === 0 || known.length > 0

interface Located {
  readonly path: string
  readonly row: IncidentRow
}

function rowsOf(lists: Lists, key: 'incidents' | 'scheduled_maintenances', rejected: Rejected[]): readonly Located[] {
  const rows: Located[] = []
  lists[key]?.forEach((item, index) => {
    const path = `${key}[${index}]`
    const row = incidentRow(item)
    if ('reason' in row) rejected.push({ path, reason: row.reason })
    else rows.push({ path, row })
  })
  return rows
}

/** One event listed twice is one event: the version edited last. */
function newest(rows: readonly Located[]): readonly Located[] {
  const byId = new Map<string, Located>()
  for (const each of rows) {
    const before = byId.get(each.row.id)
    if (!before || (instant(each.row.updatedAt) ?? 0) > (instant(before.row.updatedAt) ?? 0)) byId.set(each.row.id, each)
  }
  return [...byId.values()]
}

/** The list is complete from its oldest event on; one that holds open events only is no history. */
function completeSince(lists: Lists, read: readonly Located[]): EpochMs | null {
  if (!lists.history || !lists.incidents) return null
  const rows = read.filter((each) => each.path.startsWith('incidents[')).map((each) => each.row)
  if (!rows.some((row) => isOver(row) === true)) return null
  return rows.reduce((oldest, row) => Math.min(oldest, row.createdAt), Number.POSITIVE_INFINITY)
}

/** The list of components where there is one, else all that incidents name; one of which only the name is told gets its id. */
function componentsOf(lists: Lists, rows: readonly Located[]): readonly Component[] {
  const byId = new Map<string, Component>()
  const add = (part: ComponentRef & { isGroup?: boolean; state?: State | null }): void => {
    const before = byId.get(part.id)
    if (before && (before.state !== 'unknown' || !part.state)) return
    byId.set(part.id, { id: part.id, name: part.name, isGroup: part.isGroup ?? false, state: part.state ?? before?.state ?? 'unknown' })
  }
  for (const part of lists.components?.flatMap(partOf) ?? []) add(part)
  for (const { row } of rows) for (const part of row.parts) add(part)
  for (const { row } of rows) for (const part of row.named) add(part)
  const all = [...byId.values()]
  // A component named without id, and again with one, is that one.
  return all.filter((part) => part.id !== part.name || !all.some((other) => other.name === part.name && other.id !== other.name))
}

/** Turns rows into spans and maintenance, and counts what will be told in words. */
class Events {
  readonly spans: Span[] = []
  readonly maintenance: Maintenance[] = []
  private readonly options: ReadOptions
  private readonly source: Source
  private readonly byName: ReadonlyMap<string, Component>
  private readonly groups: ReadonlySet<string>
  private nameless = 0
  private windowed = 0
  private elsewhere = 0

  constructor(options: ReadOptions, known: readonly Component[]) {
    this.options = options
    this.source = sourceOf(options)
    this.byName = new Map(known.map((part) => [part.name, part]))
    this.groups = new Set(known.filter((part) => part.isGroup).map((part) => part.id))
  }

  /** Adds what the row tells, or says why it tells nothing that can be used. */
  take(row: IncidentRow): string | null {
    if (isOver(row) === null) return `status: a word that is not known, ${JSON.stringify(row.status.slice(0, 40))}, and no end`
    if (isPlanned(row)) {
      this.planned(row)
      return null
    }
    const from = startOf(row)
    const to = endOf(row)
    const changes = fromChanges(row, from, to)
    if (changes.length > 0) {
      this.add(row, changes)
      return null
    }
    const state = impactState(row.impact)
    if (state === undefined) return `impact: a word that is not known, ${JSON.stringify(row.impact.slice(0, 40))}, and no component changed`
    if (state === null) return null
    if (row.parts.length === 0) this.nameless++
    else this.windowed++
    this.add(row, fromWindow(row, row.parts, state, from, to))
    return null
  }

  /** Announced window and what came of it are kept apart: which of the two excuses downtime is the agreement's business. */
  private planned(row: IncidentRow): void {
    const actual = actualOf(row)
    const from = row.scheduledFor ?? actual?.from ?? startOf(row)
    const until = row.scheduledUntil ?? actual?.to ?? this.options.observedAt
    const services = new Set(row.parts.flatMap((part) => this.service(part) ?? []))
    if (row.parts.length > 0 && services.size === 0) {
      this.elsewhere++
      return
    }
    this.maintenance.push({
      id: row.id,
      services: [...services],
      from,
      to: Math.max(from, until),
      announcedAt: row.createdAt,
      ...(actual && { actual }),
      source: this.source,
      ref: row.id,
      observedAt: this.options.observedAt,
      ...(row.title !== null && { title: row.title }),
    })
    if (!actual || (actual.to !== null && actual.to <= actual.from)) return
    const changes = fromChanges(row, actual.from, actual.to)
    this.add(row, changes.length > 0 ? changes : fromWindow(row, row.parts, 'maintenance', actual.from, actual.to))
  }

  private add(row: IncidentRow, pieces: readonly StateSpan[]): void {
    let added = false
    for (const { part, from, to, state, basis, uncertain } of pieces) {
      const service = part ? this.service(part) : null
      if (part && service === null) continue
      added = true
      const span: { -readonly [K in keyof Span]: Span[K] } = {
        service,
        from,
        to,
        state,
        basis,
        source: this.source,
        ref: row.id,
        observedAt: this.options.observedAt,
      }
      if (uncertain) span.uncertain = uncertain
      if (row.title !== null) span.title = row.title
      this.spans.push(span)
    }
    if (!added) this.elsewhere++
  }

  /** null for containers, and for components that are none of the agreement's. */
  private service(part: ComponentRef): string | null {
    if (this.groups.has(part.id)) return null
    return serviceOf(part.id === part.name ? (this.byName.get(part.name) ?? part) : part, this.options.map)
  }

  notes(): readonly string[] {
    return [
      this.nameless > 0 && `${this.nameless} events name no component: they are listed as unattributed`,
      this.windowed > 0 && `${this.windowed} events tell no change of a component: their whole window stands at the event's impact`,
      this.elsewhere > 0 && `${this.elsewhere} events name only components that are not mapped`,
    ].filter((each) => each !== false)
  }
}

/** From in_progress to completed; null while it is only announced. */
function actualOf(row: IncidentRow): Maintenance['actual'] | null {
  const begun = row.updates.find((update) => update.status === 'in_progress' || update.status === 'verifying')?.at
  const to = endOf(row)
  if (begun === undefined && to === null) return row.status === 'scheduled' ? null : { from: row.scheduledFor ?? startOf(row), to: null }
  const from = begun ?? row.scheduledFor ?? startOf(row)
  return { from: to === null ? from : Math.min(from, to), to }
}
