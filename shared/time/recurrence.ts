/**
 * When a recurring delivery is due: the occurrences of an RFC 5545 rule (R29). Days and coarser run on the wall clock and their
 * local times become instants by R9, so that a due inside a gap is the instant of the jump, where RFC 5545 would drop it;
 * rules by the hour and finer run in elapsed time, in the zone.
 */
import { RRuleTemporal } from 'rrule-temporal'
import { DAY_MS, parseDate } from './dates.ts'
import { isoUtc } from './instant.ts'
import type { EpochMs } from './intervals.ts'
import { toInstant, toLocal, type ZoneRules } from './zone.ts'
import { temporalZones } from './zones.ts'

/**
 * Instants in [from, to), ascending. `rule` is `RRULE:FREQ=…` or `FREQ=…`; COUNT and INTERVAL count from `start`, which also
 * gives the parts of the time that the rule leaves open, and is itself an occurrence only where the rule says so. Throws
 * RangeError for a rule that cannot be read.
 */
export function occurrences(rule: string, start: EpochMs, zoneId: string, from: EpochMs, to: EpochMs): EpochMs[] {
  if (from >= to) return []
  const zone = temporalZones(zoneId)
  const parts = partsOf(rule)
  const last = untilOf(parts.get('UNTIL'), zone)
  parts.delete('UNTIL')
  const elapsed = /HOUR|MINUTE|SECOND/.test(parts.get('FREQ')!)
  const found = elapsed ? between(parts, start, zoneId, from, to) : onTheWallClock(parts, start, zone, from, to)
  return found.filter((t, i) => t >= from && t < to && t <= last && t !== found[i - 1])
}

/** Whether a rule can be read. */
export function isRecurrence(rule: string): boolean {
  try {
    occurrences(rule, 0, 'UTC', 0, DAY_MS)
    return true
  } catch {
    return false
  }
}

/** Runs the rule as if the wall clock were UTC, a day further each way than asked, for no gap is longer than a day. */
function onTheWallClock(parts: Map<string, string>, start: EpochMs, zone: ZoneRules, from: EpochMs, to: EpochMs): EpochMs[] {
  const locals = between(parts, toLocal(zone, start), 'UTC', toLocal(zone, from) - DAY_MS, toLocal(zone, to) + DAY_MS)
  return locals.map((local) => toInstant(zone, local))
}

/** The step of each frequency that is the same length on every clock it runs on; months and years are few. */
const STEP: Readonly<Record<string, number>> = { HOURLY: 3_600_000, DAILY: DAY_MS, WEEKLY: 7 * DAY_MS }

/**
 * A start so late that nothing before `from` is counted through in vain: whole intervals on, and two of them before. A rule
 * with COUNT has to be counted from its own.
 */
function nearStart(parts: Map<string, string>, start: EpochMs, from: EpochMs): EpochMs {
  const step = (STEP[parts.get('FREQ')!] ?? 0) * Number(parts.get('INTERVAL') ?? 1)
  if (step === 0 || parts.has('COUNT')) return start
  return start + Math.max(0, Math.floor((from - start) / step) - 2) * step
}

function between(parts: Map<string, string>, first: EpochMs, zoneId: string, from: EpochMs, to: EpochMs): EpochMs[] {
  const start = nearStart(parts, first, from)
  const text = [...parts].map(([name, value]) => `${name}=${value}`).join(';')
  try {
    const rule = new RRuleTemporal({ rruleString: `DTSTART:${compact(start)}\nRRULE:${text}`, tzid: zoneId, strict: true })
    return rule.between(new Date(from), new Date(to), true).map((occurrence) => occurrence.epochMilliseconds)
  } catch (cause) {
    throw new RangeError(`not a recurrence: ${JSON.stringify(text)}, want an RFC 5545 rule such as FREQ=WEEKLY;BYDAY=MO`, { cause })
  }
}

/** Numbers a part may list, by RFC 5545; where `negative`, also from the end. */
const NUMBERS: Readonly<Record<string, { least: number; most: number; negative?: boolean; one?: boolean }>> = {
  INTERVAL: { least: 1, most: 1_000_000, one: true },
  COUNT: { least: 1, most: 1_000_000, one: true },
  BYMONTH: { least: 1, most: 12 },
  BYMONTHDAY: { least: 1, most: 31, negative: true },
  BYYEARDAY: { least: 1, most: 366, negative: true },
  BYWEEKNO: { least: 1, most: 53, negative: true },
  BYHOUR: { least: 0, most: 23 },
  BYMINUTE: { least: 0, most: 59 },
  BYSECOND: { least: 0, most: 59 },
  BYSETPOS: { least: 1, most: 366, negative: true },
}
const UNTIL = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?$/
const TEXTS: Readonly<Record<string, RegExp>> = {
  FREQ: /^(YEAR|MONTH|WEEK|DAI|HOUR|MINUTE|SECOND)LY$/,
  BYDAY: /^([+-]?[1-5]?\d?(MO|TU|WE|TH|FR|SA|SU))(,[+-]?[1-5]?\d?(MO|TU|WE|TH|FR|SA|SU))*$/,
  WKST: /^(MO|TU|WE|TH|FR|SA|SU)$/,
  UNTIL,
}

/** The library leaves out what it cannot use; a promise must not lose half of its schedule that way. */
function partsOf(rule: string): Map<string, string> {
  const parts = new Map<string, string>()
  for (const part of rule.replace(/^RRULE:/, '').split(';')) {
    const at = part.indexOf('=')
    const name = part.slice(0, Math.max(at, 0))
    const value = part.slice(at + 1)
    if (parts.has(name) || !isPart(name, value)) {
      throw new RangeError(`not a recurrence: ${JSON.stringify(rule)} with ${JSON.stringify(part)}, want parts of RFC 5545, each once`)
    }
    parts.set(name, value)
  }
  if (!parts.has('FREQ')) throw new RangeError(`not a recurrence: ${JSON.stringify(rule)}, want a FREQ`)
  return parts
}

function isPart(name: string, value: string): boolean {
  if (Object.hasOwn(TEXTS, name)) return TEXTS[name]!.test(value)
  if (!Object.hasOwn(NUMBERS, name)) return false
  const { least, most, negative = false, one = false } = NUMBERS[name]!
  const values = value.split(',')
  const inRange = (text: string): boolean => {
    const size = Math.abs(Number(text))
    return /^[+-]?\d{1,7}$/.test(text) && size >= least && size <= most && (negative || !text.startsWith('-'))
  }
  return (values.length === 1 || !one) && values.every(inRange)
}

/** The last instant a rule may reach; a date is meant whole, a time without Z is on the wall clock. */
function untilOf(text: string | undefined, zone: ZoneRules): EpochMs {
  if (text === undefined) return Number.POSITIVE_INFINITY
  const found = UNTIL.exec(text)!
  const midnight = parseDate(`${found[1]}-${found[2]}-${found[3]}`) * DAY_MS
  if (found[4] === undefined) return toInstant(zone, midnight + DAY_MS) - 1
  const local = midnight + ((Number(found[4]) * 60 + Number(found[5])) * 60 + Number(found[6])) * 1000
  return found[7] ? local : toInstant(zone, local)
}

/** `20260105T090000Z`. */
const compact = (ms: EpochMs): string => isoUtc(Math.floor(ms / 1000) * 1000).replace(/[-:]/g, '')
