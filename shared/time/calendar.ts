/**
 * Service hours as instants (R9): named weekly windows in a zone, dates that replace them, and calendars made of others.
 * Only here do the days of the week become interval sets.
 */
import { DAY_MS, type Day, dateText, dayOf, weekday } from './dates.ts'
import { complement, type EpochMs, fromPairs, type IntervalSet, intersect, interval, NONE, unionAll } from './intervals.ts'
import type { CalendarRule, WeeklyHours } from './rules.ts'
import { toInstant, type ZoneRules, type Zones } from './zone.ts'

/** Ms after local midnight of the day it starts on; `end` is above 24 h where it lies on the next day. */
export interface CalendarWindow {
  readonly start: number
  readonly end: number
}

const WINDOW = /^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)$/
const MINUTE_MS = 60_000
const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

/** `"08:00-18:00"`; an end not after its start lies on the next day, and only an end may be `24:00`. Throws RangeError. */
export function parseWindow(text: string): CalendarWindow {
  const found = WINDOW.exec(text)
  const start = found ? (Number(found[1]) * 60 + Number(found[2])) * MINUTE_MS : 0
  const end = found ? (Number(found[3]) * 60 + Number(found[4])) * MINUTE_MS : 0
  if (!found || end > DAY_MS) throw new RangeError(`not a window: ${JSON.stringify(text)}, want one such as 08:00-18:00 or 00:00-24:00`)
  return { start, end: end > start ? end : end + DAY_MS }
}

/** The weekdays, 0 = Monday, of `mon`, `mon-fri` (also `fri-mon`, over the weekend), `mon,wed` or `daily`. Throws RangeError. */
export function parseDays(key: string): number[] {
  if (key === 'daily') return [0, 1, 2, 3, 4, 5, 6]
  return key.split(',').flatMap((part) => {
    const ends = part.split('-').map((name) => WEEK.indexOf(name))
    const first = ends[0]!
    const last = ends[ends.length - 1]!
    if (ends.includes(-1) || ends.length > 2)
      throw new RangeError(`not weekdays: ${JSON.stringify(key)}, want mon, mon-fri, mon,wed or daily`)
    const length = ((last - first + 7) % 7) + 1
    return Array.from({ length }, (_, i) => (first + i) % 7)
  })
}

/**
 * The instants of [from, to) at which the named calendar is open. `always` is built in. Hours without a zone of their own are
 * in `zone`. Throws RangeError for an unknown name, a calendar made of itself, or text the reader should have refused.
 */
export function compileHours(
  name: string,
  calendars: Readonly<Record<string, CalendarRule>> | undefined,
  zone: ZoneRules,
  zones: Zones,
  from: EpochMs,
  to: EpochMs,
): IntervalSet {
  const done = new Map<string, IntervalSet | null>()

  const open = (id: string): IntervalSet => {
    if (id === 'always') return interval(from, to)
    const known = done.get(id)
    if (known) return known
    if (known === null) throw new RangeError(`a calendar made of itself: ${JSON.stringify(id)}`)
    if (!calendars || !Object.hasOwn(calendars, id)) throw new RangeError(`no calendar named ${JSON.stringify(id)}`)
    done.set(id, null)
    const hours = compile(calendars[id]!)
    done.set(id, hours)
    return hours
  }

  const compile = (rule: CalendarRule): IntervalSet => {
    if ('weekly' in rule) return weekly(rule, rule.zone === undefined ? zone : zones(rule.zone), from, to)
    // Every set is cut to [from, to), so that "not open" ends where the question does.
    if ('not' in rule) return complement(open(rule.not), from, to)
    if ('union' in rule) return unionAll(rule.union.map(open))
    return rule.intersect.length === 0 ? NONE : rule.intersect.map(open).reduce(intersect)
  }

  return from < to ? open(name) : NONE
}

function weekly(rule: WeeklyHours, zone: ZoneRules, from: EpochMs, to: EpochMs): IntervalSet {
  const byWeekday: CalendarWindow[][] = WEEK.map(() => [])
  for (const [key, texts] of Object.entries(rule.weekly)) {
    const windows = texts.map(parseWindow)
    for (const day of parseDays(key)) byWeekday[day]!.push(...windows)
  }
  const byDate = new Map(Object.entries(rule.dates ?? {}).map(([date, texts]) => [date, texts.map(parseWindow)]))
  const windowsOf = (day: Day): readonly CalendarWindow[] =>
    (byDate.size ? byDate.get(dateText(day)) : undefined) ?? byWeekday[weekday(day)]!

  const pairs: number[] = []
  // A window of yesterday, or of the day before where clocks jumped a whole day, may reach into the first instant.
  for (let day = dayOf(from, zone) - 2; day <= dayOf(to, zone); day++) {
    for (const { start, end } of windowsOf(day)) {
      const opens = Math.max(toInstant(zone, day * DAY_MS + start), from)
      const closes = Math.min(toInstant(zone, day * DAY_MS + end), to)
      if (opens < closes) pairs.push(opens, closes)
    }
  }
  return fromPairs(pairs)
}
