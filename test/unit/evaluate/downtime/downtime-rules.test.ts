/**
 * What of downtime is counted (R5, R6): units of a grid, runs that are long enough. The period is minutes 1000 to 1100, and
 * all times here are minutes after its first instant; before it they are negative.
 */
import { describe, expect, it } from 'vitest'
import { type CountsFrom, countedDowntime } from '../../../../shared/evaluate/downtime/downtime-rules.ts'
import type { IntervalSet } from '../../../../shared/time/intervals.ts'
import { clip } from '../../../../shared/time/intervals.ts'

const MIN = 60_000
const START = 1000 * MIN
const PERIOD = { from: START, to: START + 100 * MIN, label: 'test' }
type Rules = Parameters<typeof countedDowntime>[1]

const ms = (minutes: readonly number[]): IntervalSet => minutes.map((minute) => START + minute * MIN)
const minutes = (set: IntervalSet): number[] => set.map((t) => (t - START) / MIN)

/** Layers and runs in minutes; agreed is all the time unless said. */
function ask(down: readonly (readonly number[])[], rules: Rules, agreed: readonly number[] = [-1000, 1000], begins?: CountsFrom) {
  const found = countedDowntime(down.map(ms), rules, PERIOD, (from, to) => clip(ms(agreed), from, to), begins)
  return { layers: found.layers.map(minutes), runs: minutes(found.runs) }
}

describe('how far around the period is looked', () => {
  it.each<[string, readonly number[], Rules, readonly number[]]>([
    ['within it', [10, 20], {}, [10, 20]],
    ['over its first instant', [-10, 20], {}, [-10, 20]],
    ['over its last', [90, 120], {}, [90, 120]],
    ['over both', [-10, 120], {}, [-10, 120]],
    ['before and after it', [-20, -10, 40, 50, 110, 120], {}, [40, 50]],
    // Units of 10 min: what lies within two of them of an end could share one with what crosses it.
    ['exactly two units before it', [-30, -20, 40, 50], { unit: { touched: 'PT10M' } }, [-30, -20, 40, 50]],
    ['more than two units before it', [-31, -21, 40, 50], { unit: { touched: 'PT10M' } }, [40, 50]],
    ['exactly two units after it', [40, 50, 120, 130], { unit: { touched: 'PT10M' } }, [40, 50, 120, 130]],
    ['more than two units after it', [40, 50, 121, 130], { unit: { touched: 'PT10M' } }, [40, 50]],
    ['one after another, each near the last', [-50, -40, -30, -20, -5, 5], { unit: { touched: 'PT10M' } }, [-50, -40, -30, -20, -10, 10]],
  ])('%s', (_what, down, rules, expected) => {
    expect(ask([down], rules)).toEqual({ layers: [expected], runs: expected })
  })

  it('nothing down is nothing counted', () => {
    for (const unit of ['exact', { whole: 'PT10M' }, { touched: 'PT10M' }] as const) {
      expect(ask([], { unit })).toEqual({ layers: [], runs: [] })
      expect(ask([[]], { unit })).toEqual({ layers: [[]], runs: [] })
    }
  })
})

describe('units of half an hour, the last of them ten minutes short', () => {
  const rows: readonly [string, readonly number[], readonly number[], readonly number[], (readonly number[])?][] = [
    // What, down, touched, whole, agreed.
    ['a minute', [35, 36], [30, 60], []],
    ['all of one', [30, 60], [30, 60], [30, 60]],
    ['all of one but its last minute', [30, 59], [30, 60], []],
    ['all of one but its first minute', [31, 60], [30, 60], []],
    ['two halves', [45, 75], [30, 90], []],
    ['one and a half', [30, 75], [30, 90], [30, 60]],
    ['all of the short one', [90, 100], [90, 100], [90, 100]],
    ['half of the short one', [95, 100], [90, 100], []],
    // After the period another grid begins with its last instant.
    ['over the end', [99, 101], [90, 130], []],
    ['all of the short one and of the next', [90, 130], [90, 130], [90, 130]],
    ['a minute from the very end on', [100, 101], [100, 130], []],
    ['over the beginning', [-1, 1], [-30, 30], []],
    ['all of the two around it', [-30, 30], [-30, 30], [-30, 30]],
    // Agreed up to minute 45: of the second unit a half, of the third nothing.
    ['all that is agreed of one', [30, 45], [30, 60], [30, 60], [0, 45]],
    ['what is not agreed of one', [45, 60], [], [], [0, 45]],
    ['all of one of which nothing is agreed', [60, 90], [60, 90], [60, 90], [0, 45]],
    ['some of one of which nothing is agreed', [60, 80], [60, 90], [], [0, 45]],
    ['from agreed time on into time that is not', [30, 90], [30, 90], [30, 90], [0, 45]],
  ]
  it.each(rows)('touched: %s', (_what, down, touched, _whole, agreed) => {
    expect(ask([down], { unit: { touched: 'PT30M' } }, agreed)).toEqual({ layers: [touched], runs: touched })
  })
  it.each(rows)('whole: %s', (_what, down, _touched, whole, agreed) => {
    expect(ask([down], { unit: { whole: 'PT30M' } }, agreed)).toEqual({ layers: [whole], runs: whole })
  })

  it('a touched unit has the largest weight in it, a whole one each ms its own', () => {
    const down = [
      [30, 75],
      [40, 50],
    ]
    expect(ask(down, { unit: { touched: 'PT30M' } }).layers).toEqual([[30, 90], [30, 60]]) // biome-ignore format: a table
    expect(ask(down, { unit: { whole: 'PT30M' } }).layers).toEqual([[30, 60], [40, 50]]) // biome-ignore format: a table
  })
})

describe('runs', () => {
  const three = [-5, 4, 20, 30, 40, 51]
  it.each<[string, Rules, readonly number[]]>([
    ['all', {}, three],
    ['an edge that names no length', { minRun: {} }, three],
    ['at least ten minutes', { minRun: { atLeast: 'PT10M' } }, [20, 30, 40, 51]],
    ['over ten minutes', { minRun: { over: 'PT10M' } }, [40, 51]],
    ['nine, of which five lie before the period', { minRun: { atLeast: 'PT9M' } }, three],
    ['from the threshold on', { minRun: { atLeast: 'PT10M' }, countFrom: 'threshold' }, [50, 51]],
    ['from its start on', { minRun: { atLeast: 'PT10M' }, countFrom: 'start' }, [20, 30, 40, 51]],
  ])('%s', (_what, rules, expected) => expect(ask([three], rules).runs).toEqual(expected))

  it('cut every layer', () => {
    const down = [three, [22, 28, 45, 50]]
    expect(ask(down, { minRun: { over: 'PT10M' } }).layers).toEqual([[40, 51], [45, 50]]) // biome-ignore format: a table
  })

  it('may begin to count later, or never', () => {
    const at =
      (begin: (from: number, to: number) => number | null): CountsFrom =>
      (from, to) => {
        const minute = begin((from - START) / MIN, (to - START) / MIN)
        return minute === null ? null : START + minute * MIN
      }
    const late = (begin: (from: number, to: number) => number | null) => ask([three], {}, undefined, at(begin)).runs
    expect(late((from) => from + 2)).toEqual([-3, 4, 22, 30, 42, 51])
    expect(late((from) => (from === 20 ? null : from))).toEqual([-5, 4, 40, 51])
    expect(late((from, to) => (from === 20 ? to : from))).toEqual([-5, 4, 40, 51])
    expect(late((from, to) => (from === 20 ? to + 1 : from))).toEqual([-5, 4, 40, 51])
  })
})
