/**
 * A calendar as a clock counts in it: what it answers, and how much of the calendar is compiled for that. Days are counted
 * from the first there is; the office is open from 8 to 16 every day.
 */
import { describe, expect, it } from 'vitest'
import { type OpenHours, serviceHours } from '../../../../shared/evaluate/periods/service-hours.ts'
import { END_OF_TIME } from '../../../../shared/time/instant.ts'
import { clip, type IntervalSet } from '../../../../shared/time/intervals.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const LAST = END_OF_TIME / DAY

const daily = (first: number, last: number): IntervalSet =>
  Array.from({ length: last - first }, (_, i) => [(first + i) * DAY + 8 * HOUR, (first + i) * DAY + 16 * HOUR]).flat()
const office: OpenHours = (_name, from, to) => clip(daily(Math.floor(from / DAY), Math.ceil(to / DAY)), from, to)

/** The clock, and which days of the calendar it had compiled. */
function clockOf(hours: OpenHours = office) {
  const compiled: (readonly [string, number, number])[] = []
  const hoursOf = serviceHours((name, from, to) => {
    compiled.push([name, from / DAY, to / DAY])
    return hours(name, from, to)
  })
  return { hoursOf, compiled, clock: hoursOf('office') }
}

describe('round the clock', () => {
  it.each([undefined, 'always'])('%s: the distance itself, and no calendar', (name) => {
    const { hoursOf, compiled } = clockOf()
    const clock = hoursOf(name)
    expect([clock.elapsed(3, 10), clock.due(3, 10), clock.before(10, 4)]).toEqual([7, 13, 6])
    expect(compiled).toEqual([])
  })
})

describe('in hours', () => {
  it('counts what is open, and nothing backwards', () => {
    const { clock } = clockOf()
    // From 12 h on day 100 to 10 h on day 102: 4 + 8 + 2.
    expect(clock.elapsed(100.5 * DAY, 102 * DAY + 10 * HOUR)).toBe(14 * HOUR)
    expect(clock.elapsed(102 * DAY, 100 * DAY)).toBe(0)
  })
  it('finds the instant after and the instant before', () => {
    const { clock } = clockOf()
    expect(clock.due(100.5 * DAY, 14 * HOUR)).toBe(102 * DAY + 10 * HOUR)
    expect(clock.before(102 * DAY + 10 * HOUR, 14 * HOUR)).toBe(100.5 * DAY)
  })
  it('one clock a calendar', () => {
    const { hoursOf } = clockOf()
    expect(hoursOf('office')).toBe(hoursOf('office'))
    expect(hoursOf('night')).not.toBe(hoursOf('office'))
  })
})

describe('what is compiled', () => {
  it('a day before and 35 after what is counted, and nothing again for what lies in it', () => {
    const { clock, compiled } = clockOf()
    clock.elapsed(100 * DAY, 101 * DAY)
    clock.elapsed(100 * DAY, 101 * DAY)
    clock.elapsed(100.5 * DAY, 100.75 * DAY)
    expect(compiled).toEqual([['office', 99, 136]])
  })
  it.each<[string, [number, number], [number, number]]>([
    // 99 to 136 are 37 days; as many more are taken on the side that is left.
    ['a day later', [101, 102], [99, 173]],
    ['far later', [300, 301], [99, 336]],
    ['a day earlier', [99, 100], [62, 136]],
    ['far earlier', [50, 51], [49, 136]],
    ['on both sides', [90, 110], [62, 173]],
    ['earlier than there is', [30, 31], [29, 136]],
    ['the first day there is', [0, 1], [0, 136]],
  ])('%s, then as much again on that side', (_what, [from, to], expected) => {
    const { clock, compiled } = clockOf()
    clock.elapsed(100 * DAY, 101 * DAY)
    clock.elapsed(from * DAY, to * DAY)
    expect(compiled.slice(1)).toEqual([['office', ...expected]])
  })
  it('nothing before the first day there is, nor after the last', () => {
    const first = clockOf()
    first.clock.elapsed(0, DAY)
    first.clock.elapsed(20 * DAY, 21 * DAY)
    expect(first.compiled).toEqual([
      ['office', 0, 36],
      ['office', 0, 72],
    ])
    const last = clockOf()
    last.clock.elapsed((LAST - 60) * DAY, (LAST - 59) * DAY)
    last.clock.elapsed((LAST - 2) * DAY, (LAST - 1) * DAY)
    // 61 days before the last to 24 before it; the next day would lie beyond it.
    expect(last.compiled).toEqual([
      ['office', LAST - 61, LAST - 24],
      ['office', LAST - 61, LAST],
    ])
    const early = clockOf()
    early.clock.elapsed(10 * DAY, 11 * DAY)
    early.clock.elapsed(5 * DAY, 6 * DAY)
    // 37 days before day 9 there is nothing.
    expect(early.compiled).toEqual([
      ['office', 9, 46],
      ['office', 0, 46],
    ])
  })
})

describe('how far an answer is looked for', () => {
  /** Closed from day 10 until a day, and then open as ever. */
  const closedUntil =
    (day: number): OpenHours =>
    (_name, from, to) => [
      ...clip(daily(0, 10), from, to),
      ...clip(daily(Math.max(day, Math.floor(from / DAY)), Math.max(day, Math.ceil(to / DAY))), from, to),
    ]
  it('35 days, then twice as far until there is one', () => {
    const { clock, compiled } = clockOf(closedUntil(100))
    // From day 20: 55, 90, and 160 holds it.
    expect(clock.due(20 * DAY, HOUR)).toBe(100 * DAY + 9 * HOUR)
    expect(compiled.map(([, , to]) => to)).toEqual([55, 90, 160])
  })
  it('back as well', () => {
    const { clock, compiled } = clockOf(closedUntil(100))
    // The last hour before day 80 was that from 15 to 16 on day 9: 45, 10, and the first day there is.
    expect(clock.before(80 * DAY, HOUR)).toBe(9 * DAY + 15 * HOUR)
    expect(compiled.map(([, from]) => from)).toEqual([45, 10, 0])
  })
  it('not for ever', () => {
    const { clock, compiled } = clockOf(() => [])
    expect(clock.due(20 * DAY, HOUR)).toBeNull()
    // 35 × 2⁷ days are 12 years; twice that is more than 20.
    expect(compiled.at(-1)).toEqual(['office', 20, 20 + 35 * 2 ** 7])
    expect(clock.before(20 * DAY, HOUR)).toBeNull()
  })
})
