/** Probe results as spans (R18, P-34, P-35, P-46). Times are minutes. */
import { describe, expect, it } from 'vitest'
import { checkSpans } from '../../../../shared/evidence/checks.ts'
import type { CheckSeries, Source } from '../../../../shared/evidence/model.ts'

const MIN = 60_000
const probe: Source = { kind: 'probe', id: 'p', party: 'customer' }

/** `results` as text: one character an interval, `+` ok, `x` failed, `.` no result. */
const series = (every: number, results: string, from = 0): CheckSeries => ({
  service: 'api',
  source: probe,
  every: every * MIN,
  results: [...results].flatMap((c, i) => (c === '.' ? [] : [{ at: (from + i * every) * MIN, ok: c === '+' }])),
})
const minutes = (list: CheckSeries | CheckSeries[], confirm?: number) =>
  checkSpans(list, confirm).map((span) => [span.state, span.from / MIN, (span.to ?? Number.NaN) / MIN])

describe('a result speaks for one and a half intervals, less if the next comes sooner', () => {
  it.each([
    // what happened                        checks                    spans, minutes
    ['a single good result of 10 min', series(10, '+'), [['up', 0, 15]]],
    ['a single failure of 10 min', series(10, 'x'), [['down', 0, 15]]],
    [
      '5-minute checks, 6 failures: 30 min, not 6',
      series(5, '+xxxxxx+'),
      [
        ['up', 0, 5],
        ['down', 5, 35],
        ['up', 35, 42.5],
      ],
    ],
    [
      'a missing result leaves half an interval unknown',
      series(10, '+.+'),
      [
        ['up', 0, 15],
        ['up', 20, 35],
      ],
    ],
    [
      'two missing results',
      series(10, 'x..x'),
      [
        ['down', 0, 15],
        ['down', 30, 45],
      ],
    ],
    [
      'results out of order',
      {
        ...series(10, '+x'),
        results: [
          { at: 10 * MIN, ok: false },
          { at: 0, ok: true },
        ],
      },
      [
        ['up', 0, 10],
        ['down', 10, 25],
      ],
    ],
    [
      'two results at one instant, one failed',
      {
        ...series(10, ''),
        results: [
          { at: 0, ok: false },
          { at: 0, ok: true },
        ],
      },
      [['down', 0, 15]],
    ],
    ['nothing', series(10, ''), []],
  ] as const)('%s', (_what, checks, spans) => expect(minutes(checks)).toEqual(spans))

  it('cuts one and a half odd intervals to a whole ms', () => {
    expect(checkSpans({ ...series(1, ''), every: 333, results: [{ at: 0, ok: true }] })[0]?.to).toBe(499)
  })
})

describe('confirm: 3', () => {
  it.each([
    ['two failures: up', '+xx+', [['up', 0, 45]]],
    [
      'three failures: down from the first',
      '+xxx+',
      [
        ['up', 0, 10],
        ['down', 10, 40],
        ['up', 40, 55],
      ],
    ],
    [
      'four failures',
      '+xxxx+',
      [
        ['up', 0, 10],
        ['down', 10, 50],
        ['up', 50, 65],
      ],
    ],
    ['a success in between begins a new row', 'xx+xx', [['up', 0, 55]]],
    ['a row not yet confirmed at its end', '+xx', [['up', 0, 35]]],
    [
      'a missing result does not end a row; nothing speaks for its own time',
      'x.xx',
      [
        ['down', 0, 15],
        ['down', 20, 45],
      ],
    ],
  ] as const)('%s', (_what, results, spans) => expect(minutes(series(10, results), 3)).toEqual(spans))
})

describe('several series', () => {
  it('reads a change from 1 to 5 minutes as one series', () => {
    // fails 2..4 at one minute, goes on failing until the 5-minute check at 15
    expect(minutes([series(5, 'xx+', 5), series(1, '++xxx')])).toEqual([
      ['up', 0, 2],
      ['down', 2, 15],
      ['up', 15, 22.5],
    ])
  })
  it('confirms a row across two of them', () => {
    expect(minutes([series(10, '+xx'), series(10, 'x+', 30)], 3)).toEqual([
      ['up', 0, 10],
      ['down', 10, 40],
      ['up', 40, 55],
    ])
  })
  it('keeps series that run beside each other apart', () => {
    expect(minutes([series(10, '++'), series(10, 'xx', 5)])).toEqual([
      ['up', 0, 25],
      ['down', 5, 30],
    ])
  })
  it('keeps services and sources apart', () => {
    const other = { ...series(10, 'x', 20), source: { ...probe, id: 'q' } }
    expect(minutes([series(10, 'x'), other, { ...series(10, 'x', 40), service: 'web' }], 2).every(([state]) => state === 'up')).toBe(true)
    expect(checkSpans([series(10, 'x'), other]).map((span) => span.source.id)).toEqual(['p', 'q'])
  })
})
