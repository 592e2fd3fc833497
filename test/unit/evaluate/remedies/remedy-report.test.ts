/** What a ladder is read at, and how blocks fill up (R20, R21). */
import { describe, expect, it } from 'vitest'
import { fraction, ONE, type Rational, rat } from '../../../../shared/base/rational.ts'
import { creditBands, scaleOf } from '../../../../shared/contract/credit-bands.ts'
import type { Band, Remedy } from '../../../../shared/contract/model.ts'
import type { EvaluatedObjective } from '../../../../shared/evaluate/model/evaluation.ts'
import type { DowntimeRun, Measured } from '../../../../shared/evaluate/model/measured.ts'
import { bandCredit } from '../../../../shared/evaluate/remedies/band-credit.ts'
import { bandQuantity, parseFraction } from '../../../../shared/evaluate/remedies/band-quantity.ts'
import { downtimeBlocks, longEnoughRuns } from '../../../../shared/evaluate/remedies/downtime-blocks.ts'
import { evaluationOf, HOUR, MINUTE, type Month } from '../sample-evaluation.ts'

const JUNE = Date.UTC(2026, 5, 1)
const judgedOf = (june: Month, unknown?: 'bounds' | 'up' | 'down' | 'excluded', more: Partial<Measured> = {}): EvaluatedObjective => {
  const measure = { by: 'time' as const, ...(unknown && { unknown }) }
  const found = evaluationOf({ remedies: [], objectives: [{ measure }], months: { 'uptime 2026-06': june } }).evaluated('2026-06')
  return { ...found, measured: { ...found.measured, ...more } }
}
const range = (on: Remedy['on'], evaluated: EvaluatedObjective): readonly string[] | null => {
  const found = bandQuantity(on, evaluated)
  return found && [fraction(found.low), fraction(found.high)]
}
const minutes = (low: number, high: number) => [`${low * MINUTE}/1`, `${high * MINUTE}/1`]

describe('what unknown time may be', () => {
  // Ten minutes down, and 40 after them that were not measured.
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
    // The second run and the unmeasured time after it are 15 min; the first one alone is 30.
    [
      'is not the one that unmeasured time joins',
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
    ['bad slots, and those without data', { counts: { total: 100, down: 6, empty: 1, unknown: 5 } }, 6, 11],
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
  const run: DowntimeRun = {
    from: down[0]!.from,
    to: down.at(-1)!.to,
    down: down.reduce((sum, { from, to }) => sum + to - from, 0),
    weighted: rat(weighted),
  }
  return { runs: [run], down }
}
const paid = (measured: Pick<Measured, 'runs' | 'down'>, rule: Partial<NonNullable<Remedy['perBlock']>>) => {
  const remedy: Remedy = { id: 'credit', kind: 'perBlock', perBlock: { block: 'PT30M', credit: '5', ...rule } }
  const { evaluation, evaluated } = evaluationOf({ remedies: [remedy] })
  const found = evaluated('2026-06')
  return fraction(downtimeBlocks(evaluation, remedy, remedy.perBlock!, { ...found, measured: { ...found.measured, ...measured } }))
}

it('without an edge the shortest run is long enough', () => {
  const runs = [0, 1, 2].map((length): DowntimeRun => ({ from: JUNE, to: JUNE + length, down: length, weighted: rat(length) }))
  expect(longEnoughRuns(runs, {})).toEqual(runs)
})

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
  const runs: readonly DowntimeRun[] = lengths.map((length) => ({ from: JUNE, to: JUNE + length, down: length, weighted: rat(length) }))
  it.each<[string, Parameters<typeof longEnoughRuns>[1], number]>([
    ['no edge', undefined, 3],
    ['text is at least', 'PT1H', 2],
    ['at least', { atLeast: 'PT1H' }, 2],
    ['over', { over: 'PT1H' }, 1],
    ['an edge without a length', {}, 3],
  ])('%s', (_what, edge, n) => expect(longEnoughRuns(runs, edge)).toEqual(runs.slice(3 - n)))
})

describe('where blocks begin', () => {
  const day = 24 * 60
  it('in the parts of their own run, in order of time', () => {
    // Two runs of 40 min on two days, each one block; what was down before, between and after them is of no run.
    const first = runOf(JUNE, [0, 40, ONE])
    const second = runOf(JUNE, [day, day + 40, ONE])
    const between = runOf(JUNE, [40, 50, ONE], [day - 10, day, ONE], [day + 40, day + 50, ONE]).down
    const measured = { runs: [...first.runs, ...second.runs], down: [...second.down, ...between, ...first.down] }
    expect(paid(measured, { perDay: 1 })).toBe('2/1')
    expect(paid({ ...measured, down: [...first.down, ...second.down] }, { perDay: 1 })).toBe('2/1')
  })
  it('also where its parts come last first', () => {
    // 20 min until 23:50 the day before and 40 from midnight on: the second block begins 10 min into the later part.
    const run = runOf(JUNE, [day - 30, day - 10, ONE], [day, day + 40, ONE])
    const turned = { ...run, down: [...run.down].reverse() }
    expect([paid(run, { perDay: 1 }), paid(turned, { perDay: 1 })]).toEqual(['2/1', '2/1'])
  })
  it('a block that fills up with the last ms of a part is full, and the next begins with the next part', () => {
    // Two parts of 30 min, one until 23:50 and one from midnight on: a block each day.
    expect(paid(runOf(JUNE, [day - 40, day - 10, ONE], [day, day + 30, ONE]), { perDay: 1 })).toBe('2/1')
    // Both on one day.
    expect(paid(runOf(JUNE, [0, 30, ONE], [60, 90, ONE]), { perDay: 1 })).toBe('1/1')
  })
  it('to the ms, also where what came before is no whole number of them', () => {
    // 600,001 ms at a third are 200,000 1/3; the second block begins 1,599,999 2/3 ms into what follows in full, floored, so
    // 2,200,000 ms after the run: at midnight, or a ms before it.
    const made = (from: number) => {
      const [mid, to] = [from + 600_001, from + 4_200_001]
      const down = [{ from, to: mid, weight: rat(1, 3) }, { from: mid, to, weight: ONE }] // biome-ignore format: one line
      return { down, runs: [{ from, to, down: to - from, weighted: rat(200_000 * 3 + 1 + 3 * 3_600_000, 3) }] }
    }
    const midnight = JUNE + day * MINUTE
    expect([paid(made(midnight - 2_200_000), { perDay: 1 }), paid(made(midnight - 2_200_001), { perDay: 1 })]).toEqual(['2/1', '1/1'])
  })
  it('a limit of a day may be a part of a block', () => {
    expect(paid(runOf(JUNE, [0, 90, ONE]), { perDay: '1.5' })).toBe('3/2')
  })
})

it('lists the assumptions about blocks', () => {
  const remedy: Remedy = { id: 'credit', kind: 'perBlock', perBlock: { block: 'PT30M', credit: '5' } }
  const { evaluation, evaluated, said } = evaluationOf({ remedies: [remedy] })
  downtimeBlocks(evaluation, remedy, remedy.perBlock!, evaluated('2026-06'))
  expect(said).toEqual([
    'remedies[0].perBlock.partial dropped: the agreement does not say whether a block that has begun counts',
    'remedies[0].perBlock downtime of the period together: the agreement does not look at single interruptions',
  ])
})

describe('a band alone', () => {
  const at = (band: Band, value: Rational, on?: Remedy['on']) => {
    const found = bandCredit(creditBands([band], scaleOf(on))[0]!, value, scaleOf(on))
    return found && fraction(found)
  }
  it.each<[string, Band, Rational, string | null]>([
    ['no credit', { below: '99' }, rat(98), null],
    ['steps alone', { below: '99', plus: { credit: '5', per: '1' } }, rat(97), '10/1'],
    ['steps from an edge of their own', { below: '99', credit: '1', plus: { credit: '5', per: '1', below: '98' } }, rat(97), '6/1'],
    [
      'none above that edge',
      { below: '99', credit: '1', plus: { credit: '5', per: '1', below: '98', partial: 'counts' } },
      rat(985, 10),
      '1/1',
    ],
    [
      'none above it, dropped',
      { below: '99', credit: '1', plus: { credit: '5', per: '1', below: '98', partial: 'dropped' } },
      rat(985, 10),
      '1/1',
    ],
    ['none on it', { below: '99', credit: '1', plus: { credit: '5', per: '1', below: '98', partial: 'counts' } }, rat(98), '1/1'],
    ['steps from a hundred where the band has no upper edge', { atLeast: '90', plus: { credit: '5', per: '1' } }, rat(98), '10/1'],
    ['the larger of two', { below: '99', credit: { greaterOf: ['10', 'unavailability', '12'] } }, rat(95), '12/1'],
    ['what was lost', { below: '99', credit: { greaterOf: ['10', 'unavailability'] } }, rat(80), '20/1'],
  ])('%s', (_what, band, value, expected) => expect(at(band, value)).toBe(expected))
  it.each<[string, Band, number, string]>([
    ['steps over its own edge', { over: 'PT1H', credit: '10', plus: { credit: '3', per: 'PT30M' } }, 130, '16/1'],
    ['steps over an edge of their own', { over: 'PT1H', credit: '10', plus: { credit: '3', per: 'PT30M', over: 'PT2H' } }, 150, '13/1'],
    ['steps from nothing where the band has no lower edge', { atMost: 'PT4H', plus: { credit: '3', per: 'PT1H' } }, 130, '6/1'],
  ])('of time: %s', (_what, band, minutes_, expected) => expect(at(band, rat(minutes_ * MINUTE), 'downtime')).toBe(expected))
})
