/** What common words in a column of states, results or names of columns mean. Guesses for a person to change, nothing more. */
import type { ImportField, ImportKind, ResultWord, StateWord } from './mapping.ts'

const STATES: Readonly<Record<Exclude<StateWord, 'skip'>, string>> = {
  up: 'up, ok, online, operational, available, healthy, running, normal, green, working, in betrieb, verfügbar, متاح, يعمل',
  degraded: 'degraded, degraded_performance, degraded performance, slow, impaired, warning, warn, yellow, beeinträchtigt, بطيء',
  partial: 'partial, partial_outage, partial outage, partially down, teilausfall, teilweise ausgefallen, انقطاع جزئي',
  down: 'down, outage, major_outage, major outage, full outage, offline, unavailable, failed, failure, not available, red, ausfall, ausgefallen, störung, nicht verfügbar, متوقف, انقطاع',
  maintenance:
    'maintenance, under_maintenance, under maintenance, scheduled, planned, scheduled maintenance, planned maintenance, wartung, geplante wartung, صيانة',
  watched: 'watched, coverage, monitored, überwacht',
}
const RESULTS: Readonly<Record<Exclude<ResultWord, 'skip'>, string>> = {
  ok: 'ok, up, true, yes, 1, success, successful, passed, pass, healthy, online, ja, نعم',
  failed: 'failed, fail, failure, down, false, no, 0, error, timeout, unhealthy, offline, nein, fehler, لا',
}

function table<W extends string>(words: Readonly<Record<W, string>>): ReadonlyMap<string, W> {
  return new Map(Object.entries<string>(words).flatMap(([word, list]) => list.split(', ').map((each): [string, W] => [each, word as W])))
}
const states = table(STATES)
const results = table(RESULTS)

/** As words are compared: small letters, without blanks around. */
export const plainWord = (text: string): string => text.trim().toLowerCase()

export const stateGuess = (word: string): StateWord | undefined => states.get(plainWord(word))

/** A status of HTTP counts as anywhere here: 5xx failed, 4xx is not the provider's doing and no observation. */
export function resultGuess(word: string): ResultWord | undefined {
  const status = /^[1-5]\d\d$/.test(plainWord(word)) ? Number(word) : null
  if (status !== null) return status >= 500 ? 'failed' : status >= 400 ? 'skip' : 'ok'
  return results.get(plainWord(word))
}

/** Names of columns as they are compared: letters and digits alone. */
export const bareName = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')

/** In the order in which they are believed. */
const NAMES: Readonly<Record<ImportField, string>> = {
  service: 'service component system product app application monitor host target dienst komponente anwendung خدمة الخدمة',
  from: 'from start startedat starttime begin began downat startdate createdat opened von beginn start_time من البداية',
  to: 'to end endedat endtime resolvedat resolved until finish upat enddate bis ende إلى النهاية',
  duration: 'duration downtime length minutes seconds durationseconds durationminutes durationmin durations durationms dauer المدة',
  state: 'state status condition impact kind type level zustand الحالة',
  title: 'title name summary subject description shortdescription message betreff titel العنوان',
  ref: 'ref reference id key number incident incidentid ticket ticketid issue issuekey nummer المرجع رقم',
  reportedAt: 'reportedat reported observedat recordedat detectedat gemeldet أُبلغ',
  priority: 'priority severity urgency prio sev level priorität schweregrad الأولوية',
  opened: 'opened openedat created createdat submitted submittedat start reported geöffnet erstellt eröffnet فُتحت',
  responded: 'responded respondedat firstresponse firstresponseat firstreply acknowledged acknowledgedat response beantwortet رُدّ',
  resolved: 'resolved resolvedat solved solvedat fixed resolution resolutiondate gelöst حُلّت',
  closed: 'closed closedat closedate geschlossen أُغلقت',
  at: 'at time timestamp datetime date checkedat when zeit zeitpunkt الوقت',
  result: 'result ok up success status state statuscode code httpcode httpstatus ergebnis النتيجة',
  latency: 'latency responsetime responsetimems latencyms durationms duration ms elapsed time antwortzeit زمن',
}

/** How well a column's name fits a field: 0 not at all, else higher for the words believed first. */
export function nameFits(field: ImportField, column: string): number {
  // `fields.priority.name` is known by its last part that says anything.
  const parts = [column, ...column.split('.').reverse()]
  const list = NAMES[field].split(' ').map(bareName)
  const ranks = parts.map((part) => list.indexOf(bareName(part.replace(/\((?:utc|gmt|ms|s|min|h)\)/i, ''))))
  const best = ranks.filter((rank) => rank >= 0)
  return best.length === 0 ? 0 : 100 - Math.min(...best)
}

/** The unit that a column's name tells: `duration_min`, `Dauer (s)`. */
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
}
/** Fields whose cells are instants. */
export const TIMES: ReadonlySet<ImportField> = new Set(['from', 'to', 'reportedAt', 'opened', 'responded', 'resolved', 'closed', 'at'])
