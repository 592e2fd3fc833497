/** What a ladder is read at, and how blocks fill up (R20, R21). */
import { describe, expect, it } from 'vitest'
import type { Remedy } from '../../../shared/agreement/model.ts'
import type { Judged } from '../../../shared/evaluate/judged.ts'
import type { Measured, Run } from '../../../shared/evaluate/measure.ts'
import { blocks, qualifying } from '../../../shared/evaluate/remedy-blocks.ts'
import { parseFraction, quantity } from '../../../shared/evaluate/remedy-quantity.ts'
import { fraction, ONE, type Rational, rat } from '../../../shared/exact/rational.ts'
import { HOUR, MINUTE, type Month, roomOf } from './room.ts'

const JUNE = Date.UTC(2026, 5, 1)
const judgedOf = (june: Month, unknown?: 'bounds' | 'up' | 'down' | 'excluded', more: Partial<Measured> = {}): Judged => {
  const measure = { by: 'time' as const, ...(unknown && { unknown }) }
  const found = roomOf({ remedies: [], objectives: [{ measure }], months: { 'uptime 2026-06': june } }).judged('2026-06')
  return { ...found, measured: { ...found.measured, ...more } }
}
const range = (on: Remedy['on'], judged: Judged): readonly string[] | null => {
  const found = quantity(on, judged)
  return found && [fraction(found.low), fraction(found.high)]
}
const minutes = (low: number, high: number) => [`${low * MINUTE}/1`, `${high * MINUTE}/1`]

describe('what unknown time may be', () => {
  // Ten minutes down, and 40 after them that nobody saw.
  const june: Month = { runs: [[0, 10 * MINUTE]], unknown: 40 * MINUTE }
  it.each([
    [undefined, 10, 50],
    ['bounds', 10, 50],
    ['up', 10, 10],
    ['excluded', 10, 10],
    ['down', 50, 50],
  ] as const)('%s: from %i to %i min', (policy, low, high) => {
    expect(range('downtime', judgedOf(june, policy))).toEqual(minutes(low, high))
    expect(range('longest-run', judgedOf(june, policy))).toEqual(minutes(low, high))
  })
})

describe('the longest run', () => {
  it.each<[string, Month, number, number]>([
    ['none', {}, 0, 0],
    [
      'of two',
      {
        runs: [
          [0, 10 * MINUTE],
          [HOUR, HOUR + 20 * MINUTE],
        ],
      },
      20,
      20,
    ],
    // The second run and what follows it unseen are 15 min; the first one alone is 30.
    [
      'is not the one that unseen time joins',
      {
        runs: [
          [0, 30 * MINUTE],
          [HOUR, HOUR + 10 * MINUTE],
        ],
        unknown: 5 * MINUTE,
      },
      30,
      30,
    ],
  ])('%s', (_what, june, low, high) => expect(range('longest-run', judgedOf(june))).toEqual(minutes(low, high)))

  it('is joined by unknown time alone, not by what else the ledger names', () => {
    const entry = (from: number, to: number, as: 'unknown' | 'excluded') => ({
      from: JUNE + from * MINUTE,
      to: JUNE + to * MINUTE,
      as,
      clause: '',
      sources: [],
    })
    const ledger = [entry(10, 60, 'excluded'), entry(200, 215, 'unknown')]
    // At worst the 15 min are a run of their own.
    expect(range('longest-run', judgedOf({ runs: [[0, 10 * MINUTE]] }, 'bounds', { ledger }))).toEqual(minutes(10, 15))
  })
})

describe('failures', () => {
  const counted = (more: Partial<Measured>) =>
    range(
      'failures',
      judgedOf(
        {
          runs: [
            [0, MINUTE],
            [HOUR, HOUR + MINUTE],
          ],
        },
        'bounds',
        more,
      ),
    )
  it.each<[string, Partial<Measured>, number, number]>([
    ['interruptions', {}, 2, 2],
    [
      'misses, and those that may have been',
      { misses: { missed: 3, allowed: 0, unknown: 2 }, counts: { total: 9, met: 4, missed: 3, open: 2 } },
      3,
      5,
    ],
    ['missed of counted', { counts: { total: 9, met: 4, missed: 4, open: 1 } }, 4, 4],
    ['bad requests', { counts: { total: 100, good: 93, bad: 7 } }, 7, 7],
    ['bad slots, and those that nobody saw', { counts: { total: 100, down: 6, empty: 1, unknown: 5 } }, 6, 11],
  ])('%s', (_what, more, low, high) => expect(counted(more)).toEqual([`${low}/1`, `${high}/1`]))
})

it.each(['downtime', 'longest-run'] as const)('%s is not known of what has no time', (on) => {
  expect(range(on, judgedOf({}, 'bounds', { time: null }))).toBeNull()
})

it.each([
  [{ value: null, low: null, high: null }, null],
  [{ value: null, low: rat(0), high: rat(100) }, ['0/1', '100/1']],
] as const)('the attained figure is as wide as its bounds', (figure, expected) => {
  expect(range('attained', { ...judgedOf({}), figure })).toEqual(expected)
})

it('what elapsed is read ticket by ticket', () => expect(range('elapsed', judgedOf({}))).toBeNull())
it('reads n/d', () => expect([parseFraction('6/4'), parseFraction('7')].map(fraction)).toEqual(['3/2', '7/1']))

/** Stretches as [from, to, weight], minutes from a start; one run over all of them. */
function runOf(
  start: number,
  ...parts: readonly (readonly [from: number, to: number, weight: Rational])[]
): Pick<Measured, 'runs' | 'down'> {
  const down = parts.map(([from, to, weight]) => ({ from: start + from * MINUTE, to: start + to * MINUTE, weight }))
  const weighted = down.reduce((sum, { from, to, weight }) => sum + ((to - from) * Number(weight.n)) / Number(weight.d), 0)
  const run: Run = {
    from: down[0]!.from,
    to: down.at(-1)!.to,
    down: down.reduce((sum, { from, to }) => sum + to - from, 0),
    weighted: rat(weighted),
  }
  return { runs: [run], down }
}
const paid = (measured: Pick<Measured, 'runs' | 'down'>, rule: Partial<NonNullable<Remedy['perBlock']>>) => {
  const remedy: Remedy = { id: 'credit', kind: 'perBlock', perBlock: { block: 'PT30M', credit: '5', ...rule } }
  const { room, judged } = roomOf({ remedies: [remedy] })
  const found = judged('2026-06')
  return fraction(blocks(room, remedy, remedy.perBlock!, { ...found, measured: { ...found.measured, ...measured } }))
}

describe('blocks a day', () => {
  const half = rat(1, 2)
  const evening = (clock: number) => JUNE + 22 * HOUR + clock * MINUTE
  it.each([
    // 40 min at a half weigh 20, and 50 in full: 70 min, two blocks. The second begins 10 min into the second stretch, so
    // 50 min after the run: a run from 23:10 has it at midnight, the next day, and one from 23:09 a minute before.
    ['the second begins at midnight', 70, '2/1'],
    ['the second begins a minute before', 69, '1/1'],
  ])('%s', (_what, from, expected) => {
    expect(paid(runOf(evening(from), [0, 40, half], [40, 90, ONE]), { perDay: 1 })).toBe(expected)
  })

  it.each([
    // 40 min in full and 60 at a half: 70 min again; the second begins 30 min in, within the first stretch.
    ['the second begins at midnight', 90, '2/1'],
    ['the second begins a minute before', 89, '1/1'],
  ])('the heavier first: %s', (_what, from, expected) => {
    expect(paid(runOf(evening(from), [0, 40, ONE], [40, 100, half]), { perDay: 1 })).toBe(expected)
  })

  it.each([
    // 20 min in full and 60 at a third: 40 min. The one that has begun at 30 min is 10 of them, 30 min at a third, further: 50.
    ['one that has begun at midnight', 70, '2/1'],
    ['one that has begun a minute before', 69, '1/1'],
  ])('%s', (_what, from, expected) => {
    expect(paid(runOf(evening(from), [0, 20, ONE], [20, 80, rat(1, 3)]), { perDay: 1, partial: 'counts' })).toBe(expected)
  })

  it.each([
    [1, '1/1'],
    [2, '2/1'],
    [3, '3/1'],
    [4, '3/1'],
  ])('at most %i of three', (perDay, expected) => expect(paid(runOf(JUNE, [0, 90, ONE]), { perDay })).toBe(expected))
})

describe('runs that are long enough, each edge a ms under, on and over it', () => {
  const lengths = [HOUR - 1, HOUR, HOUR + 1]
  const runs: readonly Run[] = lengths.map((length) => ({ from: JUNE, to: JUNE + length, down: length, weighted: rat(length) }))
  it.each<[string, Parameters<typeof qualifying>[1], number]>([
    ['no edge', undefined, 3],
    ['text is at least', 'PT1H', 2],
    ['at least', { atLeast: 'PT1H' }, 2],
    ['over', { over: 'PT1H' }, 1],
    ['an edge without a length', {}, 3],
  ])('%s', (_what, edge, n) => expect(qualifying(runs, edge)).toEqual(runs.slice(3 - n)))
})
