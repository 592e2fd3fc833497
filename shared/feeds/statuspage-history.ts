/**
 * A Statuspage's older incidents, `history.json?page=N`, three months a page: what reaches further back than the 50 newest of its
 * API. A row has a window to the minute, an impact and the last post, and names no component. `incidents` beside the months are rows
 * of `incidents/CODE.json`, which replace the rows of their codes; `components` are those of the page.
 *
 * Shape: recorded by three programs that keep such histories (ayushgupta07xx/cloud-incident-atlas, 3,088 rows; a list of GitHub's
 * incidents since 2010; atlassian.com's own pages). A code is the id that the API gives; some pages ignore `page`.
 */
import { DAY_MS, dayFrom } from '../time/dates.ts'
import type { EpochMs } from '../time/intervals.ts'
import { toInstant } from '../time/zone.ts'
import { temporalZones } from '../time/zones.ts'
import type { FeedAdaptor, Reading, ReadOptions } from './adaptor.ts'
import { FeedError } from './feed-error.ts'
import { describeBody, isObject, jsonBody, name, word } from './parts/body.ts'
import { type ClockReader, historyStamp, type ListedMonth, monthNamed } from './parts/history-stamp.ts'
import { type Row, RowError } from './parts/row.ts'
import { namedClock } from './parts/zone-names.ts'
import { pageFactsOf, readStatuspage } from './statuspage.ts'

const ID = 'statuspage-history'

export const statuspageHistory: FeedAdaptor = {
  id: ID,
  title: 'Statuspage, older incidents',
  known: 'code',
  cors: true,
  addresses: (page) => [new URL('/history.json?page=1', page)],
  accepts: ['application/json'],
  recognises: (body) => isObject(body) && monthsOf(body) !== null,
  read: (body, options) => {
    const value = jsonBody(ID, body)
    const months = isObject(value) ? monthsOf(value) : null
    if (!isObject(value) || !months)
      throw new FeedError(ID, 'wrong-shape', 'months', `wanted months with incidents, got ${describeBody(body)}`)
    const title = isObject(value.page) ? name(value.page.name) : null
    return { ...(title !== null && { page: title }), ...readMonths(value, months, options) }
  },
}

interface Month extends ListedMonth {
  readonly rows: readonly unknown[]
}

/** The months of a response, newest first as it lists them; null where they are of another shape. */
function monthsOf(value: Row): readonly Month[] | null {
  if (!Array.isArray(value.months) || value.months.length === 0) return null
  const months = value.months.map((each): Month | null => {
    const month = isObject(each) ? monthNamed(each.name) : null
    if (month === null || !isObject(each) || !Array.isArray(each.incidents)) return null
    const year = each.year as number
    return Number.isInteger(year) && year >= 1970 && year <= 2199 ? { year, month, rows: each.incidents } : null
  })
  return months.every((month) => month !== null) ? months : null
}

function readMonths(value: Row, months: readonly Month[], options: ReadOptions): Reading {
  const page = withZone(pageFactsOf(value), months)
  const clock = clockOf(page.zone)
  const details = new Map<string, unknown>()
  for (const row of Array.isArray(value.incidents) ? value.incidents : []) if (isObject(row)) details.set(word(row.id), row)
  const incidents = months.flatMap((month) =>
    month.rows.map((row) => (isObject(row) ? (details.get(word(row.code)) ?? incidentOf(row, month, clock)) : row)),
  )
  const listed = new Set(months.flatMap(({ rows }) => rows.map((row) => (isObject(row) ? word(row.code) : ''))))
  // What is newer than the newest page of history, or was posted while it was read.
  const others = [...details].filter(([id]) => !listed.has(id)).map(([, row]) => row)
  const lists = {
    incidents: [...incidents, ...others],
    scheduled_maintenances: Array.isArray(value.scheduled_maintenances) ? value.scheduled_maintenances : null,
    components: Array.isArray(value.components) ? value.components : null,
    history: true,
    completeFrom: completeFrom(months, page.zone, options.observedAt),
  }
  return readStatuspage(ID, lists, page, options)
}

/** The page's zone; UTC where every stamp is of UTC. */
function withZone(page: ReturnType<typeof pageFactsOf>, months: readonly Month[]): ReturnType<typeof pageFactsOf> {
  const stamps = months.flatMap(({ rows }) => rows.map((row) => (isObject(row) ? word(row.timestamp) : '')))
  const isUtc = stamps.length > 0 && stamps.every((stamp) => /\sUTC\s*$/.test(stamp))
  return page.zone === undefined && isUtc ? { ...page, zone: 'Etc/UTC' } : page
}

/** Returns a row of the history in the form of the API. Omits times that can't be read. */
function incidentOf(row: Row, month: ListedMonth, clock: ClockReader): Row {
  const base = { id: row.code, name: row.name, impact: row.impact, components: [] }
  try {
    const { from, to } = historyStamp(row.timestamp, month, clock)
    const isOpen = ['investigating', 'identified', 'monitoring', 'scheduled', 'in_progress', 'verifying'].includes(word(row.status))
    const end = isOpen ? null : (to ?? from)
    const planned = row.impact === 'maintenance' && { scheduled_for: iso(from), scheduled_until: iso(to ?? from) }
    const status = isOpen ? row.status : planned ? 'completed' : 'resolved'
    const last = { status, display_at: iso(end ?? from), body: row.message, affected_components: null }
    const first = { status: planned ? 'in_progress' : 'investigating', display_at: iso(from), body: '', affected_components: null }
    return {
      ...base,
      ...planned,
      status,
      created_at: iso(from),
      resolved_at: end === null ? null : iso(end),
      incident_updates: end !== null && end > from ? [last, first] : [last],
    }
  } catch (error) {
    if (!(error instanceof RowError)) throw error
    return { ...base, status: 'resolved', created_at: null, unreadable: error.message }
  }
}

const iso = (ms: EpochMs): string => new Date(ms).toISOString()

/** A clock by its name, else by the page's own zone. */
const clockOf =
  (zone: string | undefined): ClockReader =>
  (name, localMs) => {
    const { offset, zone: named } = namedClock(name) ?? { zone }
    if (offset !== undefined) return localMs - offset
    return named === undefined ? null : toInstant(temporalZones(named), localMs)
  }

/** The zones furthest behind and ahead of UTC. */
const WEST = 12 * 3_600_000
const EAST = 14 * 3_600_000

/**
 * The start of the oldest month of an unbroken run up to the reading; null where the newest month is over, because an incident that
 * began in it may be listed under a later one.
 */
function completeFrom(months: readonly Month[], zone: string | undefined, observedAt: EpochMs): EpochMs | null {
  const run = [...new Set(months.map(({ year, month }) => year * 12 + month - 1))].sort((a, b) => b - a)
  const newest = run[0]!
  const oldest = run[run.findIndex((month, i) => i + 1 === run.length || run[i + 1] !== month - 1)]!
  return startOf(newest + 1, zone, -EAST) < observedAt ? null : startOf(oldest, zone, WEST)
}

/** The start of a month counted from year 0, at the latest or earliest in the world where the zone is not known. */
function startOf(months: number, zone: string | undefined, slack: number): EpochMs {
  const local = dayFrom(Math.floor(months / 12), (months % 12) + 1, 1) * DAY_MS
  return zone === undefined ? local + slack : toInstant(temporalZones(zone), local)
}
