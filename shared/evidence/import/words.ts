/** What common words in a column of states, results or names of columns mean. Guesses for a person to change, nothing more. */
import type { Party } from '../model.ts'
import type { ImportField, ImportKind, ResultWord, StateWord, StatusWord, TypeWord } from './mapping.ts'

const STATES: Readonly<Record<Exclude<StateWord, 'skip'>, string>> = {
  up: 'up, ok, online, operational, available, healthy, running, normal, green, working, in betrieb, verfügbar, en service, disponible, opérationnel, متاح, يعمل',
  degraded:
    'degraded, degraded_performance, degraded performance, slow, impaired, warning, warn, yellow, beeinträchtigt, dégradé, perturbé, بطيء',
  partial: 'partial, partial_outage, partial outage, partially down, teilausfall, teilweise ausgefallen, انقطاع جزئي',
  down: 'down, outage, major_outage, major outage, full outage, offline, unavailable, failed, failure, not available, red, ausfall, ausgefallen, störung, nicht verfügbar, panne, hors service, indisponible, interruption, caído, caída, متوقف, انقطاع',
  maintenance:
    'maintenance, under_maintenance, under maintenance, scheduled, planned, scheduled maintenance, planned maintenance, wartung, geplante wartung, maintenance planifiée, mantenimiento, صيانة',
  watched: 'watched, coverage, monitored, überwacht',
}
const RESULTS: Readonly<Record<Exclude<ResultWord, 'skip'>, string>> = {
  ok: 'ok, up, true, yes, 1, success, successful, passed, pass, healthy, online, ja, نعم',
  failed: 'failed, fail, failure, down, false, no, 0, error, timeout, unhealthy, offline, nein, fehler, لا',
}

const STATUSES: Readonly<Record<StatusWord, string>> = {
  open: 'new, open, waiting for support, in progress, work in progress, assigned, reopened, acknowledged, triggered, to do, active, neu, offen, in bearbeitung, wieder geöffnet, nouveau, ouvert, en cours, جديدة, مفتوحة',
  'on-hold':
    'on hold, on-hold, hold, pending, waiting, waiting for customer, waiting on customer, awaiting customer, awaiting user info, awaiting caller, awaiting reply, waiting on third party, paused, wartend, wartet auf kunden, angehalten, ausstehend, en attente, قيد الانتظار',
  resolved: 'resolved, solved, done, fixed, fulfilled, completed, gelöst, behoben, erledigt, résolu, محلولة',
  closed: 'closed, closed complete, closed - resolved, archived, geschlossen, fermé, clos, مغلقة',
  skip: 'deleted, spam, canceled, cancelled, withdrawn, duplicate, won’t do, gelöscht, storniert, annulé, ملغاة',
}
/** Words that make a ticket a request; every other type is an incident. */
const REQUEST = /request|question|change|task|anfrage|frage|auftrag|demande|طلب/i
const OPENERS: Readonly<Record<Party, string>> = {
  customer: 'customer, client, requester, end-user, end user, user, caller, reporter, kunde, kundin, client(e), العميل',
  provider: 'provider, agent, staff, support, service desk, system, monitoring, anbieter, المزود',
}

function table<W extends string>(words: Readonly<Record<W, string>>): ReadonlyMap<string, W> {
  return new Map(Object.entries<string>(words).flatMap(([word, list]) => list.split(', ').map((each): [string, W] => [each, word as W])))
}
const states = table(STATES)
const results = table(RESULTS)
const statuses = table(STATUSES)
const openers = table(OPENERS)

/** As words are compared: small letters, without blanks around. */
export const plainWord = (text: string): string => text.trim().toLowerCase()

export const stateGuess = (word: string): StateWord | undefined => states.get(plainWord(word))

export const statusGuess = (word: string): StatusWord | undefined => statuses.get(plainWord(word))
export const openerGuess = (word: string): Party | undefined => openers.get(plainWord(word))
export const typeGuess = (word: string): TypeWord => (REQUEST.test(word) ? 'request' : 'incident')

/** A status of HTTP counts as anywhere here: 5xx failed, 4xx is not the provider's doing and no observation. */
export function resultGuess(word: string): ResultWord | undefined {
  const status = /^[1-5]\d\d$/.test(plainWord(word)) ? Number(word) : null
  if (status !== null) return status >= 500 ? 'failed' : status >= 400 ? 'skip' : 'ok'
  return results.get(plainWord(word))
}

/** The unit in a column's name: `duration_min`, `Dauer (s)`. */
export function unitGuess(column: string): 'ms' | 's' | 'min' | 'h' | undefined {
  const name = column.toLowerCase()
  if (/(?:^|[^a-z])ms(?:$|[^a-z])|millis|[a-z]Ms$/.test(name) || /[a-z]Ms$/.test(column)) return 'ms'
  if (/(?:^|[^a-z])(?:min|mins)(?:$|[^a-z])|minute/.test(name)) return 'min'
  if (/(?:^|[^a-z])(?:s|sec|secs)(?:$|[^a-z])|second|sekunde/.test(name)) return 's'
  return /(?:^|[^a-z])(?:h|hrs?)(?:$|[^a-z])|hour|stunde/.test(name) ? 'h' : undefined
}

/** Fields without which a kind of row says nothing; one of a group is enough. */
export const NEEDED: Readonly<Record<ImportKind, readonly (readonly ImportField[])[]>> = {
  spans: [['from'], ['to', 'duration']],
  tickets: [['ref'], ['opened'], ['priority']],
  checks: [['at'], ['result', 'latency']],
  deliveries: [['due'], ['delivered']],
}
/** Fields whose cells are instants. */
export const TIMES: ReadonlySet<ImportField> = new Set([
  'from',
  'to',
  'reportedAt',
  'opened',
  'responded',
  'onHold',
  'resumed',
  'resolved',
  'closed',
  'at',
  'due',
  'delivered',
])
/** Fields whose cells are days, for times that are times of day alone. */
export const DATE_FIELDS: ReadonlySet<ImportField> = new Set(['date', 'endDate'])
