/**
 * Times stated in the text of a post (R52): "between 14:02 and 16:40 UTC on 10 July", with clocks of 24 and 12 hours, seconds,
 * and the named zones of the trade. A time without a zone, or of a zone with several meanings, is ambiguous and is not read.
 */
import { DAY_MS, type Day, dayFrom } from '../../time/dates.ts'
import type { EpochMs } from '../../time/intervals.ts'
import { toInstant } from '../../time/zone.ts'
import { temporalZones } from '../../time/zones.ts'
import { CLOCK_NAMES, type NamedClock, namedClock } from './zone-names.ts'

/** A window stated in a text. */
export interface ToldWindow {
  readonly from: EpochMs
  readonly to: EpochMs
  /** Whether the text names the day; else it is the last such window that ended before the post. */
  readonly dated: boolean
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const MONTH = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?'
const DATE = [
  String.raw`\d{4}-\d{2}-\d{2}`,
  String.raw`${MONTH} \d{1,2}(?:st|nd|rd|th)?(?:,? \d{4})?(?!\d|:)`,
  String.raw`\d{1,2}(?:st|nd|rd|th)?(?: of)? ${MONTH}(?:,? \d{4})?(?!\d|:)`,
].join('|')
const ON = `(?:on )?(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? )?(?:the )?`
const TIME = String.raw`(?:\d{1,2}[:.]\d{2}(?::\d{2})?(?: ?[ap]\.?m\b\.?)?|\d{1,2} ?[ap]\.?m\b\.?)`
const ZONE = String.raw`\(?(?:(?:utc|gmt) ?[+−-]\d{1,2}(?::?\d{2})?|(?:${CLOCK_NAMES})(?![a-z/])(?: (?:standard |daylight )?time)?)\)?`
/** A date may stand before or after its time. */
const MOMENT = (n: string): string =>
  `(?:${ON}(?<dateBefore${n}>${DATE})(?:,|~| (?:at|from|between|approximately|about|around)(?= )| )+)?(?<time${n}>${TIME}) ?(?<zone${n}>${ZONE})?(?:,? ${ON}(?<dateAfter${n}>${DATE}))?`
const RANGE = new RegExp(
  String.raw`(?<![\d:.])${MOMENT('A')},? ?(?:and|to|until|till|through|thru|-|–|—) ?(?:approximately |about |around |roughly |~)*${MOMENT('B')}`,
  'gi',
)
const STAMP = new RegExp(String.raw`(?<![\d:.])(?<time>${TIME}) ?(?<zone>${ZONE})`, 'gi')

/** Returns every unambiguous window of a text, in order. `postedAt` is when the text was posted. */
export function toldWindows(text: string, postedAt: EpochMs): readonly ToldWindow[] {
  return [...plainText(text).matchAll(RANGE)].flatMap(({ groups }) => rangeOf(groups ?? {}, postedAt) ?? [])
}

/** The window between the first and the last stamp of a text without ranges (GitHub, 2010 to 2018); null where there is none. */
export function stampedWindow(text: string, postedAt: EpochMs): ToldWindow | null {
  const plain = plainText(text)
  return plain.search(RANGE) >= 0 ? null : timeline(plain, postedAt)
}

/** Markup and signs of typesetting as plain text, one blank between words. */
function plainText(text: string): string {
  return text
    .slice(0, 20_000)
    .replace(/<[^>]{0,400}>/g, ' ')
    .replace(/&nbsp;/g, ' ')
    .replace(/&(?:ndash|mdash);/g, '-')
    .replace(/[\s*_]+/g, ' ')
}

type Groups = Readonly<Record<string, string | undefined>>

function rangeOf(groups: Groups, postedAt: EpochMs): ToldWindow | null {
  const zone = groups.zoneB ?? groups.zoneA
  const clocks = [namedIn(groups.zoneA ?? zone), namedIn(groups.zoneB ?? zone)]
  const half = /[ap](?=\.?m)/i.exec(groups.timeB ?? '')?.[0]
  const opens = timeOfDay(groups.timeA, half)
  const closes = timeOfDay(groups.timeB)
  const [clockA, clockB] = clocks
  if (!clockA || !clockB || opens === null || closes === null) return null
  const dateA = dateIn(groups.dateBeforeA ?? groups.dateAfterA, postedAt)
  const dateB = dateIn(groups.dateAfterB ?? groups.dateBeforeB, postedAt)
  if (dateA === undefined || dateB === undefined) return null
  const isDated = dateA !== null || dateB !== null
  return isDated ? datedRange(clockA, opens, dateA, clockB, closes, dateB) : lastRange(clockA, opens, clockB, closes, postedAt)
}

/** An end not after its start lies on the next day. A date after the end alone may then be that of either, and is not plain. */
function datedRange(a: NamedClock, opens: number, dateA: Day | null, b: NamedClock, closes: number, dateB: Day | null): ToldWindow | null {
  const day = dateA ?? (dateB as Day)
  if (dateA === null && at(a, day, opens) >= at(b, day, closes)) return null
  const from = at(a, day, opens)
  const end = at(b, dateB ?? day, closes)
  const to = dateB === null && end <= from ? at(b, day + 1, closes) : end
  return to > from ? { from, to, dated: true } : null
}

function lastRange(a: NamedClock, opens: number, b: NamedClock, closes: number, postedAt: EpochMs): ToldWindow | null {
  const today = Math.floor(postedAt / DAY_MS)
  for (let day = today + 1; day >= today - 3; day--) {
    const to = at(b, day, closes)
    if (to > postedAt) continue
    const same = at(a, day, opens)
    const from = same < to ? same : at(a, day - 1, opens)
    return { from, to, dated: false }
  }
  return null
}

/** Several stamps of one text in one zone are a timeline, first to last. */
function timeline(plain: string, postedAt: EpochMs): ToldWindow | null {
  const stamps = [...plain.matchAll(STAMP)].map(({ groups }) => ({
    zone: (groups?.zone ?? '').replace(/[()]/g, '').toUpperCase(),
    clock: namedIn(groups?.zone),
    time: timeOfDay(groups?.time),
  }))
  const [first, last] = [stamps[0], stamps.at(-1)]
  if (!first?.clock || !last || stamps.length < 2 || stamps.some(({ zone, time }) => zone !== first.zone || time === null)) return null
  // Stamps newest first are read from the other end.
  const ascending = (first.time as number) <= (last.time as number)
  const times = stamps.map(({ time }) => time as number)
  const isSorted = times.every((time, i) => i === 0 || (ascending ? time >= times[i - 1]! : time <= times[i - 1]!))
  if (!isSorted || first.time === last.time) return null
  const [opens, closes] = ascending ? [first.time as number, last.time as number] : [last.time as number, first.time as number]
  return lastRange(first.clock, opens, first.clock, closes, postedAt)
}

/** Returns null for an unknown clock name. */
const namedIn = (text: string | undefined): NamedClock | null =>
  text === undefined ? null : namedClock(text.replace(/[()]/g, '').replace(/ (?:standard |daylight )?time$/i, ''))

/** ms since midnight; `half` is the half of the day where the text gives none. null for what is no time of day. */
function timeOfDay(text: string | undefined, half?: string): number | null {
  const [, hour, minute = '0', second = '0', own] = /^(\d{1,2})(?:[:.](\d{2}))?(?::(\d{2}))?(?: ?([ap])\.?m\b\.?)?$/i.exec(text ?? '') ?? []
  if (hour === undefined || Number(minute) > 59 || Number(second) > 59) return null
  const letter = (own ?? half)?.toLowerCase()
  if (Number(hour) > (letter === undefined ? 24 : 12) || (letter !== undefined && Number(hour) === 0)) return null
  const hours = letter === undefined ? Number(hour) : (Number(hour) % 12) + (letter === 'p' ? 12 : 0)
  return ((hours * 60 + Number(minute)) * 60 + Number(second)) * 1000
}

/** The day of a date; of one without a year the last such day before the post. null for no date, undefined for one that is none. */
function dateIn(text: string | undefined, postedAt: EpochMs): Day | null | undefined {
  if (text === undefined) return null
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (iso) return dayOrUndefined(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const month = MONTHS.indexOf(/[a-z]{3}/i.exec(text.replace(/\d+(st|nd|rd|th)\b|\bof\b/gi, ''))?.[0].toLowerCase() ?? '') + 1
  const day = Number(/\d{1,2}/.exec(text.replace(/\d{4}/, ''))?.[0])
  const year = /\d{4}/.exec(text)?.[0]
  if (year !== undefined) return dayOrUndefined(Number(year), month, day)
  // A day ahead of UTC may be written before its day has begun here.
  const posted = Math.floor(postedAt / DAY_MS) + 1
  const thisYear = new Date(postedAt).getUTCFullYear()
  const found = dayOrUndefined(thisYear, month, day)
  return found !== undefined && found <= posted ? found : dayOrUndefined(thisYear - 1, month, day)
}

function dayOrUndefined(year: number, month: number, day: number): Day | undefined {
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? dayFrom(year, month, day) : undefined
}

/** The instant at which a clock shows a time of a day. A zone by its name beats the offset of its other half-year: only offsets are exact. */
function at({ offset, zone }: NamedClock, day: Day, time: number): EpochMs {
  const local = day * DAY_MS + time
  return offset === undefined ? toInstant(temporalZones(zone as string), local) : local - offset
}
