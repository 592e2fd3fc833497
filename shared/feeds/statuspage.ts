/**
 * Atlassian Statuspage, API v2: `incidents.json`, `scheduled-maintenances.json`, `summary.json`, `components.json` and
 * `incidents/ID.json`, as served on the page's own host to any origin. The list of incidents holds the 50 newest: before
 * its oldest one nothing is known.
 */
import type { Maintenance } from '../evidence/model.ts'
import type { EpochMs } from '../time/intervals.ts'
import { isZone } from '../time/zones.ts'
import type { FeedAdaptor, Reading, ReadOptions } from './adaptor.ts'
import { FeedError } from './feed-error.ts'
import { describeBody, instant, isObject, jsonBody, name } from './parts/body.ts'
import { impactToState } from './parts/impact-to-state.ts'
import { ReadingBuilder } from './parts/reading-builder.ts'
import { idOf, type Row, RowError, type RowFields } from './parts/row.ts'
import type { EventRef } from './parts/row-outcome.ts'
import { componentOf, type IncidentRow, incidentFields, incidentRow } from './parts/statuspage-rows.ts'
import { endOf, fromChanges, isOver, isPlanned, startOf, windowSpan } from './parts/statuspage-windows.ts'

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
    return { ...(page !== null && { page }), ...readStatuspage(ID, listsOf(ID, value, body), pageFactsOf(value), options) }
  },
}

const LISTS = ['incidents', 'scheduled_maintenances', 'components'] as const

/** Whether these are rows as Statuspage has them; an empty list does not show it. */
const isList = (list: unknown): boolean => {
  const first: unknown = Array.isArray(list) ? list[0] : null
  return isObject(first) && (('incident_updates' in first && 'id' in first) || ('page_id' in first && 'only_show_if_degraded' in first))
}

/** The lists of a response by name; null for one that is not there. */
export interface Lists {
  readonly incidents: readonly unknown[] | null
  readonly scheduled_maintenances: readonly unknown[] | null
  readonly components: readonly unknown[] | null
  /** Whether `incidents` is the history of the page rather than what is open now. */
  readonly history: boolean
  /** From when the list is complete, where that is known otherwise than by its oldest event. */
  readonly completeFrom?: EpochMs | null
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

/** The page's own facts: its zone, and when it was last updated. */
export interface PageFacts {
  readonly zone?: string
  readonly updatedAt: EpochMs | null
}

export function pageFactsOf(value: unknown): PageFacts {
  const page = isObject(value) && isObject(value.page) ? value.page : {}
  const zone = page.time_zone
  return { ...(typeof zone === 'string' && isZone(zone) && { zone }), updatedAt: instant(page.updated_at) }
}

/** Shared with pages that imitate this shape. */
export function readStatuspage(feed: string, lists: Lists, page: PageFacts, options: ReadOptions): Reading {
  const builder = new ReadingBuilder(options)
  if (page.zone !== undefined) builder.zone(page.zone)
  builder.vouch(page.updatedAt)
  const components = lists.components?.flatMap(componentOf) ?? []
  if (lists.components && lists.components.length > 0 && components.length === 0)
    throw new FeedError(feed, 'wrong-shape', 'components', 'wanted components, got rows of another shape')
  for (const each of components) builder.component(each, each.state ?? 'unknown', each.isGroup)
  const reader = new Events(builder, rowsOf(lists), options.observedAt)
  const take = reader.take.bind(reader)
  builder.rows(lists.incidents ?? [], 'incidents', INCIDENT, take)
  const incidents = [...reader.read]
  builder.rows(lists.scheduled_maintenances ?? [], 'scheduled_maintenances', PLANNED, take)
  if (reader.windowed > 0)
    builder.note(
      `${reader.windowed} ${reader.windowed === 1 ? 'incident does' : 'incidents do'} not say when a component changed: the whole incident is counted at its impact`,
    )
  const events = (lists.incidents?.length ?? 0) + (lists.scheduled_maintenances?.length ?? 0)
  return builder.reading(events, completeSince(lists, incidents))
}

const INCIDENT: RowFields = incidentFields('down')
const PLANNED: RowFields = incidentFields('maintenance')

/** The rows that can be read, by what was served; of an event that is listed more than once the version edited last alone. */
function rowsOf(lists: Lists): ReadonlyMap<unknown, IncidentRow | 'older'> {
  const rows = new Map<unknown, IncidentRow | 'older'>()
  const newest = new Map<string, { readonly item: unknown; readonly row: IncidentRow }>()
  for (const item of [...(lists.incidents ?? []), ...(lists.scheduled_maintenances ?? [])]) {
    const row = rowOrNull(item)
    if (row === null) continue
    const before = newest.get(row.id)
    const isNewer = !before || (instant(row.updatedAt) ?? 0) > (instant(before.row.updatedAt) ?? 0)
    if (before && isNewer) rows.set(before.item, 'older')
    rows.set(item, isNewer ? row : 'older')
    if (isNewer) newest.set(row.id, { item, row })
  }
  return rows
}

function rowOrNull(item: unknown): IncidentRow | null {
  try {
    const row = incidentRow(item)
    return isOver(row) === null ? null : row
  } catch (error) {
    if (error instanceof RowError) return null
    throw error
  }
}

/** The list is complete from its oldest event on; one that holds open events only is no history. */
function completeSince(lists: Lists, read: readonly IncidentRow[]): EpochMs | null {
  if (lists.completeFrom !== undefined) return lists.completeFrom
  if (!lists.history || !lists.incidents || !read.some((row) => isOver(row) === true)) return null
  return read.reduce((oldest, row) => Math.min(oldest, row.createdAt), Number.POSITIVE_INFINITY)
}

class Events {
  /** Every row that was read so far. */
  readonly read: IncidentRow[] = []
  /** Incidents that are counted whole at their impact, because no component is said to have changed. */
  windowed = 0
  private readonly builder: ReadingBuilder
  private readonly rows: ReadonlyMap<unknown, IncidentRow | 'older'>
  private readonly observedAt: EpochMs

  constructor(builder: ReadingBuilder, rows: ReadonlyMap<unknown, IncidentRow | 'older'>, observedAt: EpochMs) {
    this.builder = builder
    this.rows = rows
    this.observedAt = observedAt
  }

  /** Throws RowError. */
  take(item: unknown): void {
    const known = this.rows.get(item)
    if (known === 'older') {
      this.builder.unchanged(idOf(item as Row), 'another-version')
      return
    }
    const row = known ?? incidentRow(item)
    if (isOver(row) === null) throw new RowError(`status: an unknown word, ${JSON.stringify(row.status.slice(0, 40))}, and no end`)
    for (const each of [...row.parts, ...row.named]) this.builder.component(each, 'unknown', 'isGroup' in each && each.isGroup === true)
    for (const each of row.parts) if (each.state) this.builder.component(each, each.state, each.isGroup)
    this.builder.vouch(row.updates.at(-1)?.at ?? row.createdAt)
    if (isPlanned(row)) this.planned(row)
    else this.incident(row)
    this.read.push(row)
  }

  private incident(row: IncidentRow): void {
    const [from, to] = [startOf(row), endOf(row)]
    if (this.changes(row, from, to)) return
    const state = impactToState(row.impact)
    if (state === undefined)
      throw new RowError(`impact: an unknown word, ${JSON.stringify(row.impact.slice(0, 40))}, and no component changed`)
    if (state === null) {
      this.builder.noImpact(row.id, 'impact-none')
      return
    }
    if (row.parts.length > 0) this.windowed++
    this.builder.span(row.parts, windowSpan(row, state, from, to), eventOf(row))
  }

  /** Whether updates say how components changed; then these are the spans. */
  private changes(row: IncidentRow, from: EpochMs, to: EpochMs | null): boolean {
    const changes = fromChanges(row, from, to)
    for (const { component, ...span } of changes) this.builder.span([component], span, eventOf(row))
    return changes.length > 0
  }

  /** The announced window and what took place are kept apart: which of the two excuses downtime is for the agreement to say. */
  private planned(row: IncidentRow): void {
    const actual = actualOf(row)
    const from = row.scheduledFor ?? actual?.from ?? startOf(row)
    const until = row.scheduledUntil ?? actual?.to ?? this.observedAt
    const window = { from, to: Math.max(from, until), announcedAt: row.createdAt, ...(actual && { actual }) }
    this.builder.maintenance(row.parts, window, eventOf(row))
    if (!actual || (actual.to !== null && actual.to <= actual.from)) return
    if (!this.changes(row, actual.from, actual.to))
      this.builder.span(
        row.parts,
        { ...windowSpan(row, 'maintenance', actual.from, actual.to), basis: 'incident-window' },
        { ref: row.id, title: row.title },
      )
  }
}

const eventOf = (row: IncidentRow): EventRef => ({
  ref: row.id,
  title: row.title,
  posts: row.updates.length > 0 ? row.updates.map(({ at }) => at) : [row.createdAt],
  text: lastWords(row),
})

/** What the posts that resolved it say; of an event without one, what all say. */
function lastWords({ updates }: IncidentRow): string {
  const last = updates.filter(({ status }) => status === 'resolved' || status === 'completed' || status === 'postmortem')
  return (last.length > 0 ? last : updates).map(({ body }) => body).join('\n')
}

/** From in_progress to completed; null while it is only announced. */
function actualOf(row: IncidentRow): Maintenance['actual'] | null {
  const begun = row.updates.find((update) => update.status === 'in_progress' || update.status === 'verifying')?.at
  const to = endOf(row)
  if (begun === undefined && to === null) return row.status === 'scheduled' ? null : { from: row.scheduledFor ?? startOf(row), to: null }
  const from = begun ?? row.scheduledFor ?? startOf(row)
  return { from: to === null ? from : Math.min(from, to), to }
}
