/**
 * The rules of local time, minute by minute with Temporal: slow, obvious, and sharing no code with shared/. Windows
 * are on whole minutes and the zones' offsets as well, so a minute is open as a whole or not at all.
 */
import { Temporal } from 'temporal-polyfill'

export const MINUTE = 60_000

export const ZONES = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'Pacific/Apia'] as const

/** Instants around which clocks do something, per zone: generated times gather there. */
export const TURNS: Readonly<Record<(typeof ZONES)[number], readonly number[]>> = {
  'Europe/Berlin': ['2026-03-29T01:00Z', '2026-10-25T01:00Z'].map(Date.parse),
  'America/New_York': ['2026-03-08T07:00Z', '2026-11-01T06:00Z'].map(Date.parse),
  'Australia/Lord_Howe': ['2026-04-04T15:00Z', '2026-10-03T15:30Z'].map(Date.parse),
  'Asia/Kolkata': ['2026-01-01T00:00Z', '2026-12-31T18:30Z'].map(Date.parse),
  'Pacific/Apia': ['2011-12-30T10:00Z', '2012-03-31T14:00Z'].map(Date.parse),
}

/** The first instant at which the wall clock shows this or more (R9). */
export function reached(local: Temporal.PlainDateTime, zone: string): number {
  const early = local.toZonedDateTime(zone, { disambiguation: 'earlier' })
  // In a gap, "earlier" is an instant before the jump that shows something else.
  if (early.toPlainDateTime().equals(local)) return early.epochMilliseconds
  return early.getTimeZoneTransition('next')!.epochMilliseconds
}

export const zoned = (ms: number, zone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone)

const NAMES = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

export type SlowRule =
  | { zone?: string; weekly: Record<string, string[]>; dates?: Record<string, string[]> }
  | { not: string }
  | { union: string[] }
  | { intersect: string[] }

/** Whether a calendar is open in the minute that begins at ms; asked of minutes of [from, to). */
type Asked = (ms: number) => boolean

/** Keys of `weekly` are single days here. */
function asked(name: string, calendars: Record<string, SlowRule>, zone: string, from: number, to: number): Asked {
  if (name === 'always') return () => true
  const rule = calendars[name]!
  if ('not' in rule) {
    const open = asked(rule.not, calendars, zone, from, to)
    return (ms) => !open(ms)
  }
  if ('union' in rule) {
    const parts = rule.union.map((other) => asked(other, calendars, zone, from, to))
    return (ms) => parts.some((open) => open(ms))
  }
  if ('intersect' in rule) {
    const parts = rule.intersect.map((other) => asked(other, calendars, zone, from, to))
    return (ms) => parts.every((open) => open(ms))
  }
  const stretches: [number, number][] = []
  const place = rule.zone ?? zone
  const last = zoned(to, place).toPlainDate().add({ days: 1 })
  for (let date = zoned(from, place).toPlainDate().subtract({ days: 3 }); !date.equals(last); date = date.add({ days: 1 })) {
    for (const window of rule.dates?.[date.toString()] ?? rule.weekly[NAMES[date.dayOfWeek - 1]!] ?? []) {
      const [opens, closes] = window.split('-').map((text) => clock(date, text)) as [Temporal.PlainDateTime, Temporal.PlainDateTime]
      const end = Temporal.PlainDateTime.compare(closes, opens) > 0 ? closes : closes.add({ days: 1 })
      stretches.push([reached(opens, place), reached(end, place)])
    }
  }
  return (ms) => stretches.some(([opens, closes]) => opens <= ms && ms < closes)
}

function clock(date: Temporal.PlainDate, text: string): Temporal.PlainDateTime {
  return text === '24:00' ? date.add({ days: 1 }).toPlainDateTime() : date.toPlainDateTime(text)
}

/** Minutes of [from, to) that are open, as their first ms. */
export function openMinutes(name: string, calendars: Record<string, SlowRule>, zone: string, from: number, to: number): number[] {
  const open = asked(name, calendars, zone, from, to)
  const minutes: number[] = []
  for (let ms = from; ms < to; ms += MINUTE) if (open(ms)) minutes.push(ms)
  return minutes
}
