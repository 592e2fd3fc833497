/**
 * Reads a Statuspage further back than the 50 newest incidents of its API: the lists, then the months of its history, then each
 * incident with an impact that the lists don't hold. The caller makes the requests, one address at a time and at its own pace: from the
 * answers so far, this returns the next request, or that all is read, and at any time combines the answers into one document.
 */
import { isObject, word } from './body.ts'
import { type ListedMonth, monthNamed } from './history-stamp.ts'

/** The text that an address answered; null where it did not answer with what was asked for. */
export type HistoryAnswers = ReadonlyMap<string, string | null>

export interface HistoryWalk {
  /** What to ask next; null where nothing is left. */
  readonly ask: URL | null
  /** Incidents whose own page is read, and how many there are. */
  readonly progress: { readonly done: number; readonly of: number }
  /** The oldest month read; null before the first. */
  readonly oldest: ListedMonth | null
  /** Whether the months go back as far as was asked. */
  readonly isFarEnough: boolean
}

/** Three months a page: ten years. */
const MOST_PAGES = 40
/** Incidents asked for by themselves; others stay as their month lists them. */
const MOST_INCIDENTS = 1500

const LISTS = ['incidents.json', 'scheduled-maintenances.json', 'components.json'] as const

const listAddress = (page: URL, file: string): URL => new URL(`/api/v2/${file}`, page)
const monthsAddress = (page: URL, n: number): URL => new URL(`/history.json?page=${n}`, page)
const incidentAddress = (page: URL, code: string): URL => new URL(`/api/v2/incidents/${encodeURIComponent(code)}.json`, page)

const count = ({ year, month }: ListedMonth): number => year * 12 + month

/** The next step back to the month `since`. */
export function historyWalk(page: URL, since: ListedMonth, answers: HistoryAnswers): HistoryWalk {
  const lists = LISTS.map((file) => listAddress(page, file)).find(({ href }) => !answers.has(href))
  const none = { progress: { done: 0, of: 0 }, oldest: null, isFarEnough: false }
  if (lists) return { ask: lists, ...none }
  const { months, next } = monthsRead(page, since, answers)
  const oldest = months.reduce<ListedMonth | null>((least, each) => (least && count(least) <= count(each) ? least : each), null)
  if (next) return { ask: next, ...none, oldest }
  const codes = codesIn(months, since, new Set(incidentsIn(page, answers).map(({ id }) => word(id))))
  const open = codes.find((code) => !answers.has(incidentAddress(page, code).href))
  const done = codes.filter((code) => answers.has(incidentAddress(page, code).href)).length
  return {
    ask: open === undefined ? null : incidentAddress(page, open),
    progress: { done, of: codes.length },
    oldest,
    isFarEnough: oldest !== null && count(oldest) <= count(since),
  }
}

/** What was read, as one response of the adaptor for histories; null where no month was. */
export function historyDocument(page: URL, since: ListedMonth, answers: HistoryAnswers): string | null {
  const { months } = monthsRead(page, since, answers)
  if (months.length === 0) return null
  const [incidents, maintenances, components] = LISTS.map((file) => parsed(answers.get(listAddress(page, file).href)))
  const details = codesIn(months, since, new Set()).flatMap((code) => {
    const value = parsed(answers.get(incidentAddress(page, code).href))
    return value && isObject(value.incident) ? [value.incident] : []
  })
  const wanted = months.filter((month) => count(month) >= count(since))
  return JSON.stringify({
    ...(incidents && isObject(incidents.page) && { page: incidents.page }),
    months: (wanted.length > 0 ? wanted : months).map(({ raw }) => raw),
    incidents: [...incidentsIn(page, answers), ...details],
    ...(Array.isArray(maintenances?.scheduled_maintenances) && { scheduled_maintenances: maintenances.scheduled_maintenances }),
    ...(Array.isArray(components?.components) && { components: components.components }),
  })
}

interface MonthRead extends ListedMonth {
  readonly raw: Readonly<Record<string, unknown>>
}

/** The months of the pages read so far, and the page to read next. */
function monthsRead(
  page: URL,
  since: ListedMonth,
  answers: HistoryAnswers,
): { readonly months: readonly MonthRead[]; readonly next: URL | null } {
  const byCount = new Map<number, MonthRead>()
  for (let n = 1; n <= MOST_PAGES; n++) {
    const address = monthsAddress(page, n)
    if (!answers.has(address.href)) return { months: [...byCount.values()], next: address }
    const added = monthsIn(answers.get(address.href)).filter((month) => !byCount.has(count(month)))
    for (const month of added) byCount.set(count(month), month)
    // Some pages ignore the number and answer with the same months for ever.
    if (added.length === 0 || added.some((month) => count(month) <= count(since))) break
  }
  return { months: [...byCount.values()], next: null }
}

function monthsIn(body: string | null | undefined): readonly MonthRead[] {
  const value = parsed(body)
  if (!value || !Array.isArray(value.months)) return []
  return value.months.flatMap((raw): readonly MonthRead[] => {
    const month = isObject(raw) ? monthNamed(raw.name) : null
    const year = isObject(raw) ? (raw.year as number) : Number.NaN
    if (!isObject(raw) || month === null || !Array.isArray(raw.incidents)) return []
    return Number.isInteger(year) && year >= 1970 && year <= 2199 ? [{ year, month, raw }] : []
  })
}

/** Of the months from `since` on, newest first: incidents with an impact whose rows are not held already. */
function codesIn(months: readonly MonthRead[], since: ListedMonth, held: ReadonlySet<string>): readonly string[] {
  const codes = months
    .filter((month) => count(month) >= count(since))
    .sort((a, b) => count(b) - count(a))
    .flatMap(({ raw }) => (raw.incidents as readonly unknown[]).filter(isObject))
    .filter((row) => row.impact !== 'none')
    .map((row) => word(row.code))
  return [...new Set(codes)].filter((code) => code !== '' && !held.has(code)).slice(0, MOST_INCIDENTS)
}

function incidentsIn(page: URL, answers: HistoryAnswers): readonly Readonly<Record<string, unknown>>[] {
  const value = parsed(answers.get(listAddress(page, 'incidents.json').href))
  return value && Array.isArray(value.incidents) ? value.incidents.filter(isObject) : []
}

function parsed(body: string | null | undefined): Readonly<Record<string, unknown>> | null {
  if (body === null || body === undefined) return null
  try {
    const value: unknown = JSON.parse(body)
    return isObject(value) ? value : null
  } catch {
    return null
  }
}

/** A row of a month by itself, as far as it is needed to read it. */
export interface HistoryRow {
  readonly code: string
  /** A history of this row alone. */
  readonly document: string
}

/** The months of one page of history: by number (`year * 12 + month - 1`), with their rows that state an impact. */
export function monthsListed(body: string): {
  readonly months: readonly { readonly count: number; readonly rows: readonly HistoryRow[] }[]
  /** null where no row has a time. */
  readonly isUtc: boolean | null
} {
  const months = monthsIn(body)
  const stamps = months.flatMap(({ raw }) => (raw.incidents as readonly unknown[]).map((row) => (isObject(row) ? word(row.timestamp) : '')))
  return {
    months: months.map((month) => ({ count: count(month) - 1, rows: rowsOf(month) })),
    isUtc: stamps.length === 0 ? null : stamps.every((stamp) => /\sUTC\s*$/.test(stamp)),
  }
}

function rowsOf({ raw }: MonthRead): readonly HistoryRow[] {
  const rows = (raw.incidents as readonly unknown[]).filter(isObject).filter((row) => row.impact !== 'none' && word(row.code) !== '')
  return rows.map(({ code, name, impact, timestamp, status }) => {
    const row = { code, name, impact, timestamp, ...(status !== undefined && { status }) }
    return { code: word(code), document: JSON.stringify({ months: [{ name: raw.name, year: raw.year, incidents: [row] }] }) }
  })
}

/** The clocks furthest behind UTC: by then a month has begun everywhere. */
const WEST = 12 * 3_600_000

/** When a month by its number begins on a page of UTC, or everywhere. */
export const monthStart = (months: number, isUtc: boolean): number => Date.UTC(Math.floor(months / 12), months % 12, 1) + (isUtc ? 0 : WEST)
