import { describe, expect, it } from 'vitest'
import { dayGroups, walk } from '../../../shared/ui/day-geometry.ts'
import { AT, entry, FROM, objective, TO } from '../report.ts'

const DAY = 86_400_000
// Local days of Berlin in November begin at 23:00 UTC; two days of October before, to the 18th.
const bounds = Array.from({ length: 21 }, (_, i) => FROM + (i - 2) * DAY)
const days = (ledger: ReturnType<typeof entry>[]) => dayGroups([objective({ ledger })], bounds).at(-1)!.days

describe('days of a period', () => {
  it('group by the period that holds them, and by none before the first', () => {
    const groups = dayGroups([objective()], bounds)
    expect(groups.map((group) => [group.label, group.days.length])).toEqual([
      ['', 2],
      ['2026-11', 18],
    ])
    expect(groups[1]!.days[0]).toMatchObject({ index: 2, from: FROM, to: FROM + DAY })
  })

  it('cut what runs over midnight', () => {
    // 22:30–23:30 UTC on the 3rd is 23:30–00:30 in Berlin: half an hour each. 1,800 s of a budget of 2,592 s.
    const found = days([entry('2026-11-03T22:30:00Z', 3_600)])
    expect([found[2]!.above[0]!.ms, found[3]!.above[0]!.ms]).toEqual([1_800_000, 1_800_000])
    expect(found[2]!.above[0]!.share).toBeCloseTo(1_800 / 2_592, 12)
  })

  it.each([
    // what                                   entry                                                          above                 below
    ['counted, as a share of the budget', entry('2026-11-03T08:00:00Z', 648), [['counted', 0.25]], []],
    ['exactly the budget', entry('2026-11-03T08:00:00Z', 2_592), [['counted', 1]], []],
    ['more than the budget', entry('2026-11-03T08:00:00Z', 9_999), [['counted', 1]], []],
    ['by weight', entry('2026-11-03T08:00:00Z', 1_296, 'counted', { weight: '1/2' }), [['partial', 0.25]], []],
    ['disputed', entry('2026-11-03T08:00:00Z', 648, 'counted', { disputed: true }), [['disputed', 0.25]], []],
    ['excluded, as a share of an hour', entry('2026-11-03T08:00:00Z', 2_520, 'excluded'), [], [['excluded', 0.7]]],
    ['unknown for longer than an hour', entry('2026-11-03T08:00:00Z', 7_200, 'unknown'), [], [['unknown', 1]]],
    ['degraded, which does not count', entry('2026-11-03T08:00:00Z', 900, 'weightless'), [], [['weightless', 0.25]]],
    ['below the minimum', entry('2026-11-03T08:00:00Z', 36, 'below-minimum'), [], [['weightless', 0.01]]],
    ['what names no service', entry('2026-11-03T08:00:00Z', 900, 'unattributed'), [], []],
    ['superseded, which has no time', entry('2026-11-03T08:00:00Z', 900, 'superseded'), [], []],
  ] as const)('%s', (_what, what, above, below) => {
    const day = days([what])[2]!
    expect(day.above.map((s) => [s.kind, s.share])).toEqual(above)
    expect(day.below.map((s) => [s.kind, s.share])).toEqual(below)
  })

  it('with a budget of nothing show any downtime as a full bar', () => {
    const groups = dayGroups(
      [objective({ ledger: [entry('2026-11-03T08:00:00Z', 1)], budget: { total: 0, spent: 1_000, left: -1_000, unit: 'ms' } })],
      bounds,
    )
    expect(groups.at(-1)!.days[2]!.above[0]!.share).toBe(1)
  })

  it('of a budget in slots are the share of agreed time that the target leaves', () => {
    // 0.1 % of 30 d is 2,592 s, whatever the slots: 648 s are a quarter.
    const groups = dayGroups(
      [objective({ ledger: [entry('2026-11-03T08:00:00Z', 648)], budget: { total: 8, spent: 2, left: 6, unit: 'slots' } })],
      bounds,
    )
    expect(groups.at(-1)!.days[2]!.above[0]!.share).toBeCloseTo(0.25, 12)
  })

  it('stack to the full height and no further', () => {
    const day = days([entry('2026-11-03T08:00:00Z', 2_000), entry('2026-11-03T10:00:00Z', 2_000, 'counted', { disputed: true })])[2]!
    expect(day.above.reduce((sum, s) => sum + s.share, 0)).toBeCloseTo(1, 12)
  })
})

describe('walking by key', () => {
  it.each([
    ['ArrowRight', 5, false, 6],
    ['ArrowRight', 5, true, 4], // time runs to the left
    ['ArrowLeft', 5, false, 4],
    ['ArrowLeft', 2, false, 2], // the first day that is shown
    ['ArrowRight', 9, false, 9],
    ['Home', 5, false, 2],
    ['End', 5, true, 9],
    ['PageDown', 8, false, 2],
    ['a', 5, false, null],
  ] as const)('%s from %i (rtl %s) leads to %s', (key, from, rtl, to) => expect(walk(key, from, 2, 9, rtl)).toBe(to))
})

it('the fixture is November in Berlin', () => expect([(TO - FROM) / DAY, AT > FROM && AT < TO]).toEqual([30, true]))
