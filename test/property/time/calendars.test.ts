import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { beforeIn, compile, dueIn, elapsedIn } from '../../../shared/time/business.ts'
import { compileHours } from '../../../shared/time/calendar.ts'
import { fromPairs } from '../../../shared/time/intervals.ts'
import { temporalZones } from '../../../shared/time/zones.ts'
import { MINUTE, openMinutes, type SlowRule, TURNS, ZONES } from './slow.ts'

const DAY = 24 * 60 * MINUTE
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

const anyZone = fc.constantFrom(...ZONES)
const anyMinute = fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 60, max: 240 }) }, { weight: 2, arbitrary: fc.nat(1439) })
const text = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
const anyWindow = fc.oneof(
  fc.tuple(anyMinute, anyMinute).map(([a, b]) => `${text(a)}-${text(b)}`),
  anyMinute.map((a) => `${text(a)}-24:00`),
)
const anyWindows = fc.array(anyWindow, { maxLength: 3 })

/** Calendars `a` and `b` of weekly windows, and one made of them. */
const anyCalendars = (dates: string[]): fc.Arbitrary<Record<string, SlowRule>> => {
  const weekly = fc.record({
    weekly: fc.dictionary(fc.constantFrom(...DAYS), anyWindows),
    dates: fc.dictionary(fc.constantFrom(...dates), anyWindows),
  })
  const elsewhere = fc.tuple(weekly, anyZone).map(([rule, zone]) => ({ ...rule, zone }))
  const made = fc.constantFrom<SlowRule>(
    { not: 'a' },
    { union: ['a', 'b'] },
    { intersect: ['a', 'b'] },
    { intersect: ['n', 'b'] },
    { union: ['n', 'always'] },
  )
  return fc.record({ a: weekly, b: fc.oneof(weekly, elsewhere), n: fc.constant<SlowRule>({ not: 'a' }), made })
}

/** A zone, a stretch of up to 30 h near one of its clock changes, and calendars with dates around it. */
const anyCase = anyZone.chain((zone) =>
  fc
    .tuple(fc.constantFrom(...TURNS[zone]), fc.integer({ min: -1800, max: 600 }), fc.integer({ min: 1, max: 1800 }))
    .chain(([turn, before, length]) => {
      const from = turn + before * MINUTE
      const dates = [-1, 0, 1].map((days) => new Date(turn + days * DAY).toISOString().slice(0, 10))
      return fc.record({
        zone: fc.constant(zone),
        from: fc.constant(from),
        to: fc.constant(from + length * MINUTE),
        calendars: anyCalendars(dates),
      })
    }),
)

const pairsOf = (minutes: readonly number[]): number[] => minutes.flatMap((ms) => [ms, ms + MINUTE])

describe('service hours agree with asking Temporal minute by minute', () => {
  it.each(['a', 'b', 'made'])(
    'calendar %s',
    (name) => {
      fc.assert(
        fc.property(anyCase, ({ zone, from, to, calendars }) => {
          const fast = compileHours(name, calendars, temporalZones(zone), temporalZones, from, to)
          expect(fast).toEqual(fromPairs(pairsOf(openMinutes(name, calendars, zone, from, to))))
        }),
        { numRuns: 150 },
      )
    },
    60_000,
  )

  it('compiled for a longer stretch and cut, they are the same', () => {
    fc.assert(
      fc.property(anyCase, fc.nat(3000), fc.nat(3000), ({ zone, from, to, calendars }, before, after) => {
        const rules = temporalZones(zone)
        const wide = compileHours('made', calendars, rules, temporalZones, from - before * MINUTE, to + after * MINUTE)
        const cut = wide.flatMap((_, i) =>
          i % 2 ? [] : [Math.max(wide[i]!, from), Math.max(Math.min(wide[i + 1]!, to), Math.max(wide[i]!, from))],
        )
        const inside = fromPairs(cut.map((ms) => Math.min(ms, to)))
        expect(compileHours('made', calendars, rules, temporalZones, from, to)).toEqual(inside)
      }),
      { numRuns: 500 },
    )
  })
})

describe('business time agrees with counting open minutes', () => {
  it('elapsed, due and before', () => {
    fc.assert(
      fc.property(anyCase, fc.nat(1800), fc.nat(1800), fc.nat(1000), ({ zone, from, to, calendars }, a, b, minutes) => {
        const open = openMinutes('a', calendars, zone, from, to)
        const hours = compile(compileHours('a', calendars, temporalZones(zone), temporalZones, from, to))
        const start = from + a * MINUTE
        const end = from + b * MINUTE

        const between = open.filter((ms) => start <= ms && ms < end).length - open.filter((ms) => end <= ms && ms < start).length
        expect(elapsedIn(hours, start, end)).toBe(between * MINUTE)

        // The n-th open minute from the start ends where the due is; the n-th before the end begins where "before" is.
        const later = open.filter((ms) => ms >= start)
        const earlier = open.filter((ms) => ms < end)
        const due = minutes === 0 ? start : minutes > later.length ? null : later[minutes - 1]! + MINUTE
        const before = minutes === 0 ? end : minutes > earlier.length ? null : earlier[earlier.length - minutes]!
        expect(dueIn(hours, start, minutes * MINUTE)).toBe(due)
        expect(beforeIn(hours, end, minutes * MINUTE)).toBe(before)
      }),
      { numRuns: 200 },
    )
  }, 60_000)

  it('what is due after ms has elapsed ms later, and not a ms sooner', () => {
    const anyHours = fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 2, maxLength: 200 }).map((steps) => {
      let t = 0
      const edges = steps.map((step) => (t += step))
      return edges.slice(0, edges.length - (edges.length % 2))
    })
    fc.assert(
      fc.property(anyHours, fc.nat(100_000_000), fc.integer({ min: 1, max: 50_000_000 }), (set, start, ms) => {
        const hours = compile(set)
        const due = dueIn(hours, start, ms)
        const available = elapsedIn(hours, start, Number.MAX_SAFE_INTEGER)
        expect(due === null).toBe(available < ms)
        if (due === null) return
        expect(elapsedIn(hours, start, due)).toBe(ms)
        expect(elapsedIn(hours, start, due - 1)).toBe(ms - 1)
        const back = beforeIn(hours, due, ms)!
        expect(elapsedIn(hours, back, due)).toBe(ms)
        expect(elapsedIn(hours, back + 1, due)).toBe(ms - 1)
      }),
      { numRuns: 5000 },
    )
  })
})
