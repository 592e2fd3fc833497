/** How periods are found: by their number, at once, and what the calendar itself calls them. */
import { describe, expect, it } from 'vitest'
import { cutsOf } from '../../../shared/time/cuts.ts'
import { dayOf } from '../../../shared/time/dates.ts'
import { parseInstant } from '../../../shared/time/instant.ts'
import type { PeriodRule } from '../../../shared/time/rules.ts'
import type { ZoneRules } from '../../../shared/time/zone.ts'

type Rule = Extract<PeriodRule, { every: string }>

/** UTC, with a count of how often its clocks were looked at. */
function counting(): { readonly zone: ZoneRules; readonly looks: (ask: () => unknown) => number } {
  let count = 0
  const zone = {
    id: 'UTC',
    from: Number.NEGATIVE_INFINITY,
    to: Number.POSITIVE_INFINITY,
    get starts() {
      count++
      return [0]
    },
    offsets: [0],
  }
  return {
    zone,
    looks: (ask) => {
      count = 0
      ask()
      return count
    },
  }
}

describe('how many starts are asked for to find a period', () => {
  it.each<[string, Rule, string, number]>([
    // Where the calendar says which one it is: that one and the next.
    ['a month', { every: 'month' }, '2199-03-15T12:00:00Z', 2],
    ['a month, at its first instant', { every: 'month' }, '2199-03-01T00:00:00Z', 2],
    ['the first month there is', { every: 'month' }, '1970-01-01T00:00:00Z', 2],
    ['a quarter', { every: 'quarter' }, '2199-12-31T23:59:59Z', 2],
    ['a quarter from February, in January', { every: 'quarter', anchor: { month: 2 } }, '2199-01-31T12:00:00Z', 2],
    ['a year from April, in February', { every: 'year', anchor: { month: 4 } }, '2199-02-15T12:00:00Z', 2],
    ['a week, on its Monday', { every: 'week' }, '2199-03-04T00:00:00Z', 2],
    ['a week, on its Sunday', { every: 'week' }, '2199-03-10T23:59:59Z', 2],
    ['a week from Sunday, on its Saturday', { every: 'week', anchor: { weekday: 'sun' } }, '2199-03-09T12:00:00Z', 2],
    // The month of the date may turn out to be the one before: it, that one, and it again.
    ['a billing month, before its day', { every: 'month', anchor: { day: 31 } }, '2199-03-15T12:00:00Z', 3],
    // The first of all, that one and the next; months are not equally long, and may be missed by one.
    ['30 days', { every: 'P30D', from: '1970-01-01' }, '2199-03-15T12:00:00Z', 3],
    ['two weeks', { every: 'P2W', from: '1970-01-01' }, '2199-03-15T12:00:00Z', 3],
    ['36 hours', { every: 'PT36H', from: '1970-01-01' }, '2199-03-15T12:00:00Z', 3],
    ['a day and 12 hours', { every: 'P1DT12H', from: '1970-01-01' }, '2199-03-15T12:00:00Z', 3],
    ['a month from a date', { every: 'P1M', from: '1970-01-15' }, '2199-03-15T12:00:00Z', 5],
    ['a year and a day', { every: 'P1Y1D', from: '1970-01-01' }, '2199-03-15T12:00:00Z', 5],
  ])('%s', (_what, rule, text, most) => {
    const { zone, looks } = counting()
    const t = parseInstant(text)
    const { start, indexAt } = cutsOf(rule, zone)
    const asked = looks(() => indexAt(t)) - ('from' in rule ? 0 : looks(() => dayOf(t, zone)))
    expect(asked / looks(() => start(0))).toBeLessThanOrEqual(most)
    expect(start(indexAt(t))).toBeLessThanOrEqual(t)
    expect(start(indexAt(t) + 1)).toBeGreaterThan(t)
  })
})

describe('what the calendar calls a period', () => {
  const { zone } = counting()
  it.each<[string, Rule, string | null]>([
    ['a month', { every: 'month' }, '1970-01'],
    ['a month from the 12th', { every: 'month', anchor: { day: 12 } }, null],
    ['a quarter', { every: 'quarter' }, '1970-Q1'],
    ['a quarter from May is the calendar’s no more', { every: 'quarter', anchor: { month: 5 } }, null],
    ['a year', { every: 'year' }, '1970'],
    ['a year from April', { every: 'year', anchor: { month: 4 } }, null],
    // 1 January 1970 is a Thursday: week 1 began on 29 December, and period 0 is the Monday after.
    ['a week', { every: 'week' }, '1970-W02'],
    ['a week from Sunday', { every: 'week', anchor: { weekday: 'sun' } }, null],
    ['a month from a date', { every: 'P1M', from: '1970-01-01' }, null],
  ])('%s', (_what, rule, label) => expect(cutsOf(rule, zone).label(0)).toBe(label))
})
