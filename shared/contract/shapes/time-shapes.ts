/** How an agreement writes time: periods, billing, terms, calendars. */
import { below, type Path } from '../../base/path.ts'
import {
  choose,
  type Fields,
  type Findings,
  has,
  integer,
  isText,
  list,
  map,
  named,
  oneOf,
  type Shape,
  shorthand,
  text,
} from '../../base/shape.ts'
import { object } from '../../base/shape-object.ts'
import { isInstant } from '../../time/instant.ts'
import { date, dateOrInstant, durationShape, nameShape, reference, someCount, someDuration, zone } from './leaves.ts'
import { dayNamesOf, meantDays, meantHours } from './near-misses.ts'

const UNITS = ['week', 'month', 'quarter', 'year']
export const unit: Shape = oneOf(...UNITS)

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const anchor: Shape = object({ day: integer(1, 31), month: integer(1, 12), weekday: oneOf(...DAYS) })

const denominator: Shape = oneOf('full', 'alive')

const calendarPeriod: Shape = object({ every: unit, anchor, denominator }, { required: ['every'] })
const fixedPeriod: Shape = object({ every: someDuration, from: date, denominator }, { required: ['every', 'from'] })
const rolling: Shape = object({ rolling: someDuration, denominator }, { required: ['rolling'] })
const lookback: Shape = object(
  { lookback: someDuration, endsAt: oneOf('claim', 'incident-start'), denominator },
  { required: ['lookback', 'endsAt'] },
)

const everyIs = (test: (every: unknown) => boolean) => (raw: unknown) => has('every')(raw) && test((raw as { every: unknown }).every)

/** R10. */
export const period: Shape = named('period', 'a period such as {every: month}', () => shorthand(longPeriod, unit, isText, everyOf))

/** `period: month` for `{every: month}`. */
const everyOf = (value: unknown): object => ({ every: value })
const longPeriod: Shape = named('longPeriod', 'a period such as {every: month}', () =>
  choose(
    'a period: {every: month, quarter, year or week}, {every: P30D, from: DATE}, {rolling: P30D} or {lookback: P30D, endsAt: claim}',
    { when: has('rolling'), shape: rolling },
    { when: has('lookback'), shape: lookback },
    { when: everyIs((every) => typeof every === 'string' && /^P/.test(every)), shape: fixedPeriod },
    { when: has('every'), shape: calendarPeriod },
  ),
)

export const billing: Shape = shorthand(object({ every: unit, anchor }, { required: ['every'] }), unit, isText, everyOf)

/** Problem at the end of a stretch that ends before it starts; equal ends are accepted and empty (R34). */
export function refuseReversed(value: Fields, path: Path | null, findings: Findings): void {
  const start = value.from
  const end = value.until
  if (typeof start !== 'string' || typeof end !== 'string' || !reversed(start, end)) return
  findings.problem(below(path, 'until'), `a time not before from (${start})`, end)
}

/** A date and an instant are compared only where no zone on earth could make them agree. */
function reversed(start: string, end: string): boolean {
  if (isInstant(start) === isInstant(end)) return Date.parse(end) < Date.parse(start)
  return Date.parse(end) < Date.parse(start) - 14 * 3_600_000
}

export const term: Shape = object(
  {
    from: dateOrInstant,
    until: dateOrInstant,
    renews: someDuration,
    cancelBy: object(
      { days: someCount, months: someCount, businessDays: someCount, before: oneOf('until') },
      { required: ['before'], exactlyOne: ['days', 'months', 'businessDays'] },
    ),
    reviewEvery: someDuration,
  },
  { check: refuseReversed },
)

export const stretch = { from: dateOrInstant, until: dateOrInstant } as const

const DAY_KEYS = '(?:mon|tue|wed|thu|fri|sat|sun)'
/** In any case, weekdays in full too. */
const DAY_WORD =
  '(?:[Mm]on(?:day)?|[Tt]ue(?:s|sday)?|[Ww]ed(?:nesday)?|[Tt]hu(?:r|rs|rsday)?|[Ff]ri(?:day)?|[Ss]at(?:urday)?|[Ss]un(?:day)?)'
const DAYS_PATTERN = `^([Dd]aily|${DAY_WORD}( ?(-|–|to) ?${DAY_WORD})?( ?(,|&|and) ?${DAY_WORD}( ?(-|–|to) ?${DAY_WORD})?)*)$`
const KEY = new RegExp(`^(daily|${DAY_KEYS}(-${DAY_KEYS})?(,${DAY_KEYS}(-${DAY_KEYS})?)*)$`)
const written: Shape = text(
  'days such as mon, mon-fri, sat,sun or daily',
  (value) => KEY.test(dayNamesOf(value)),
  { pattern: DAYS_PATTERN },
  meantDays,
)
/** `Mon-Fri` and weekdays in full are read as the format writes them. */
const dayKey: Shape = {
  ...written,
  read: (value, path, findings) => {
    const read = written.read(value, path, findings)
    return typeof read === 'string' ? dayNamesOf(read) : undefined
  },
}

const WINDOW = /^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$/
const hoursText: Shape = text(
  'hours such as 08:00-18:00 (24:00 is the end of the day)',
  (value) => WINDOW.test(value),
  { pattern: WINDOW.source },
  meantHours,
)
/** `mon-fri: 08:00-18:00` for a list of one. */
const windows: Shape = shorthand(list(hoursText, 0, 100), hoursText, isText, (value) => [value])

const weekly: Shape = object({ zone, weekly: map(dayKey, windows), dates: map(date, windows) }, { required: ['weekly'], wanted: 'hours' })
const names: Shape = list(nameShape, 1, 100)

/** R9. */
export const calendar: Shape = named('calendar', 'a calendar', () =>
  choose(
    'a calendar: {weekly: …}, {not: NAME}, {union: [NAMES]} or {intersect: [NAMES]}',
    { when: has('not'), shape: object({ not: nameShape }, { required: ['not'] }) },
    { when: has('union'), shape: object({ union: names }, { required: ['union'] }) },
    { when: has('intersect'), shape: object({ intersect: names }, { required: ['intersect'] }) },
    { when: has('weekly'), shape: weekly },
  ),
)

/** How long something may take, counted from an anchor (R26). */
export const within: Shape = named('within', 'a duration, {days}, {businessDays}, {months} or {billingCycles}', () =>
  choose(
    'a duration such as PT24H, {days: 30}, {businessDays: 5}, {months: 2} or {billingCycles: 2}',
    { when: (raw) => typeof raw === 'string', shape: durationShape },
    { when: has('businessDays'), shape: object({ businessDays: integer(0, 36_525), calendar: reference }, { required: ['businessDays'] }) },
    { when: has('days'), shape: object({ days: integer(0, 36_525) }, { required: ['days'] }) },
    { when: has('months'), shape: object({ months: integer(0, 1200), eom: oneOf('sticky', 'same-day') }, { required: ['months'] }) },
    { when: has('billingCycles'), shape: object({ billingCycles: integer(0, 1200) }, { required: ['billingCycles'] }) },
  ),
)
