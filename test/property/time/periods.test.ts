import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { addMonths, civil, dateText, dayFrom, dayOf, parseDate, startOfDay, weekday } from '../../../shared/time/dates.ts'
import { isoInZone, isoUtc, parseInstant } from '../../../shared/time/instant.ts'
import { periodAfter, periodAt, periodBefore, periodNamed, windowEnding } from '../../../shared/time/period.ts'
import type { PeriodRule } from '../../../shared/time/rules.ts'
import { offsetAt, toInstant, toLocal } from '../../../shared/time/zone.ts'
import { temporalZones } from '../../../shared/time/zones.ts'
import { reached, TURNS, ZONES, zoned } from './slow.ts'

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
const anyZone = fc.constantFrom(...ZONES)
const anyInstant = fc.integer({ min: Date.parse('1990-01-01T00:00Z'), max: Date.parse('2060-01-01T00:00Z') })
const nearTurn = anyZone.chain((zone) =>
  fc.tuple(
    fc.constant(zone),
    fc.oneof(
      anyInstant,
      fc.tuple(fc.constantFrom(...TURNS[zone]), fc.integer({ min: -1e8, max: 1e8 })).map(([turn, by]) => turn + by),
    ),
  ),
)

describe('zones agree with Temporal', () => {
  it('offsets and local times', () => {
    fc.assert(
      fc.property(nearTurn, ([zone, ms]) => {
        const rules = temporalZones(zone)
        const slow = zoned(ms, zone)
        expect(offsetAt(rules, ms)).toBe(slow.offsetNanoseconds / 1e6)
        expect(isoInZone(ms, rules)).toBe(slow.toString({ timeZoneName: 'never', smallestUnit: ms % 1000 ? 'millisecond' : 'second' }))
        expect(toInstant(rules, toLocal(rules, ms))).toBe(reached(slow.toPlainDateTime(), zone))
      }),
      { numRuns: 3000 },
    )
  }, 60_000)

  it('local times, also those that no clock showed', () => {
    fc.assert(
      fc.property(nearTurn, ([zone, ms]) => {
        const local = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO('UTC').toPlainDateTime()
        expect(toInstant(temporalZones(zone), ms)).toBe(reached(local, zone))
      }),
      { numRuns: 3000 },
    )
  }, 60_000)
})

describe('dates and instants agree with Temporal', () => {
  const anyDay = fc.integer({ min: 0, max: parseDate('2199-12-31') })
  const plain = (day: number): Temporal.PlainDate => Temporal.PlainDate.from('1970-01-01').add({ days: day })

  it('dates', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -500, max: 500 }), (day, months) => {
        const date = plain(day)
        expect(dateText(day)).toBe(date.toString())
        expect(parseDate(date.toString())).toBe(day)
        expect(weekday(day)).toBe(date.dayOfWeek - 1)
        expect(civil(day)).toEqual({ year: date.year, month: date.month, day: date.day })
        expect(dayFrom(date.year, date.month, date.day)).toBe(day)
        const moved = date.add({ months })
        expect(plain(addMonths(day, months, 'same-day')).toString()).toBe(moved.toString())
        const sticky = date.day === date.daysInMonth ? moved.with({ day: 31 }) : moved
        expect(plain(addMonths(day, months, 'sticky')).toString()).toBe(sticky.toString())
      }),
      { numRuns: 3000 },
    )
  })

  it('instants as text', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 7_258_118_399_999 }), fc.constantFrom(0, 3, 6, 9), (ms, digits) => {
        const text = Temporal.Instant.fromEpochMilliseconds(ms).toString({ fractionalSecondDigits: Math.min(digits, 3) as 0 | 3 })
        expect(parseInstant(text)).toBe(Date.parse(text))
        expect(isoUtc(ms)).toBe(Temporal.Instant.fromEpochMilliseconds(ms).toString({ smallestUnit: ms % 1000 ? 'millisecond' : 'second' }))
      }),
      { numRuns: 3000 },
    )
  })
})

/** Whether a period of the rule starts on a date. */
function starts(rule: PeriodRule, date: Temporal.PlainDate): boolean {
  if (!('every' in rule)) throw new Error('a window has no starts')
  if ('from' in rule) {
    const days = Temporal.Duration.from(rule.every).days
    return date.since(rule.from, { largestUnit: 'day' }).days % days === 0
  }
  const { day = 1, month = 1, weekday: name = 'mon' } = rule.anchor ?? {}
  if (rule.every === 'week') return WEEKDAYS[date.dayOfWeek - 1] === name
  if (date.day !== Math.min(day, date.daysInMonth)) return false
  const step = { month: 1, quarter: 3, year: 12 }[rule.every as 'month' | 'quarter' | 'year']
  return rule.every === 'month' || (date.month - month + 12) % step === 0
}

/** Walks from date to date until one starts a period; the rule of R10 with nothing clever. */
function slowPeriod(rule: PeriodRule, zone: string, ms: number): [number, number] {
  const opens = (date: Temporal.PlainDate): number => reached(date.toPlainDateTime(), zone)
  let from = zoned(ms, zone).toPlainDate().add({ days: 1 })
  while (!(starts(rule, from) && opens(from) <= ms)) from = from.subtract({ days: 1 })
  let to = from.add({ days: 1 })
  while (!(starts(rule, to) && opens(to) > ms)) to = to.add({ days: 1 })
  return [opens(from), opens(to)]
}

const anyRule: fc.Arbitrary<PeriodRule> = fc.oneof(
  fc.record({ every: fc.constant('month' as const), anchor: fc.record({ day: fc.integer({ min: 1, max: 31 }) }) }),
  fc.record({ every: fc.constantFrom('quarter' as const, 'year' as const), anchor: fc.record({ month: fc.integer({ min: 1, max: 12 }) }) }),
  fc.record({
    every: fc.constant('year' as const),
    anchor: fc.record({ month: fc.integer({ min: 1, max: 12 }), day: fc.integer({ min: 1, max: 31 }) }),
  }),
  fc.record({ every: fc.constant('week' as const), anchor: fc.record({ weekday: fc.constantFrom(...WEEKDAYS) }) }),
  fc.record({
    every: fc.integer({ min: 1, max: 90 }).map((days) => `P${days}D`),
    from: fc.constantFrom('1990-01-01', '2011-12-31', '2026-03-29'),
  }),
)

describe('periods agree with walking from date to date', () => {
  it('the one that holds an instant', () => {
    fc.assert(
      fc.property(nearTurn, anyRule, ([zone, ms], rule) => {
        const period = periodAt(rule, temporalZones(zone), ms)
        expect([period.from, period.to]).toEqual(slowPeriod(rule, zone, ms))
      }),
      { numRuns: 400 },
    )
  }, 60_000)

  it('partition time, and are found again by their labels', () => {
    fc.assert(
      fc.property(nearTurn, anyRule, ([zone, ms], rule) => {
        const rules = temporalZones(zone)
        const period = periodAt(rule, rules, ms)
        expect(period.from <= ms && ms < period.to).toBe(true)
        expect(periodAt(rule, rules, period.from)).toEqual(period)
        expect(periodAt(rule, rules, period.to - 1)).toEqual(period)
        expect(periodAfter(rule, rules, period).from).toBe(period.to)
        expect(periodBefore(rule, rules, period).to).toBe(period.from)
        expect(periodNamed(rule, rules, period.label)).toEqual(period)
        const day = dayOf(ms, rules)
        expect(startOfDay(day, rules) <= ms && ms < startOfDay(day + 1, rules)).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  it('windows go back as Temporal subtracts', () => {
    fc.assert(
      fc.property(nearTurn, fc.constantFrom('P30D', 'P1M', 'P1Y', 'P1W', 'PT720H', 'P1D'), ([zone, ms], rolling) => {
        const slow = zoned(ms, zone)
        const back = slow.subtract(rolling)
        const wall = slow.toPlainDateTime().subtract(rolling)
        // Where the wall clock skipped or repeated the time, R9 decides and not Temporal.
        const expected = rolling === 'PT720H' ? back.epochMilliseconds : reached(wall, zone)
        expect(windowEnding({ rolling }, temporalZones(zone), ms).from).toBe(expected)
      }),
      { numRuns: 2000 },
    )
  })
})
