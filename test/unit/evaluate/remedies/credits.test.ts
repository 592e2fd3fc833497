import { describe, expect, it } from 'vitest'
import type { Remedy } from '../../../../shared/contract/model.ts'
import type { Credit } from '../../../../shared/evaluate/model/report.ts'
import { credits } from '../../../../shared/evaluate/remedies/credits.ts'
import { evaluationOf, HOUR, MINUTE, type Month, type Setting } from '../sample-evaluation.ts'

// April, June and November 2026 have 30 days = 43,200 min; 0.1 % of one is 43.2 min, 1 % is 432 min.
const min = (...lengths: readonly number[]): Month => {
  let from = 0
  return {
    runs: lengths.map((length) => {
      const run = [from, from + Math.round(length * MINUTE)] as const
      // A day apart, so that nothing joins.
      from += 24 * HOUR
      return run
    }),
  }
}

const STEPS: Remedy = {
  id: 'credit',
  kind: 'percent',
  bands: [
    { below: '95', credit: '100' },
    { below: '99', atLeast: '95', credit: '25' },
    { below: '99.9', atLeast: '99', credit: '10' },
  ],
}
const FEE = { amount: '1200.00', currency: 'EUR' }

/** The steps, unless the remedy brings its own terms. */
const remedyOf = (own: Partial<Remedy>): Remedy =>
  own.bands || own.credit || own.multiple || own.lostTime || own.perBlock ? { id: 'credit', kind: 'percent', ...own } : { ...STEPS, ...own }

function ask(remedy: Partial<Remedy>, june: Month, more: Partial<Setting> = {}) {
  const { evaluation, evaluated } = evaluationOf({ remedies: [remedyOf(remedy)], months: { 'uptime 2026-06': june }, ...more })
  return credits.of(evaluation, evaluated('2026-06'))
}
const brief = ({ state, percent, amount, currency, days }: Pick<Credit, 'state' | 'percent' | 'amount' | 'currency' | 'days'>): string =>
  [state, percent === null ? '-' : `${percent}%`, amount === null ? '-' : `${amount} ${currency}`, days === null ? '-' : `${days} d`].join(
    ' ',
  )

describe('state', () => {
  it.each<readonly [string, Partial<Remedy>, Month, string]>([
    ['met', {}, min(43), 'none 0% - -'],
    ['10 %: 44 min is more than 43.2', {}, min(44), 'due 10% - -'],
    ['exactly 1 %, 432 min, is 99.0: the first band', {}, min(432), 'due 10% - -'],
    ['one minute more', {}, min(433), 'due 25% - -'],
    ['all of it', {}, min(43_200), 'due 100% - -'],
    ['a band that starts lower: a breach without credit', { bands: [{ below: '99', credit: '25' }] }, min(432), 'no-band 0% - -'],
    ['the ladder pays at the target', { bands: [{ atMost: '100', credit: '5' }] }, min(), 'due 5% - -'],
    ['flat', { credit: '20' }, min(44), 'due 20% - -'],
    ['a band that pays nothing', { bands: [{ below: '99.9', credit: '0' }] }, min(44), 'no-band 0% - -'],
    ['a fee of nothing is still shared', { base: { amount: '0', currency: 'EUR' } }, min(44), 'due 10% 0.00 EUR -'],
    ['not one full block', { kind: 'perBlock', perBlock: { block: 'PT1H', credit: '5' } }, min(44), 'no-band 0% - -'],
    ['flat, met', { credit: '20' }, min(43), 'none 0% - -'],
    ['none at all', { kind: 'none' }, min(44), 'none 0% - -'],
    ['a formula', { kind: 'formula' }, min(44), 'not-computable - - -'],
    ['not computable', {}, { verdict: 'not-computable' }, 'not-computable - - -'],
    ['a fact is missing', {}, { verdict: 'needs-review' }, 'cannot-tell - - -'],
    ['not in force', {}, { verdict: 'not-in-force', ...min(44) }, 'none 0% - -'],
  ])('%s', (_what, remedy, june, expected) => expect(brief(ask(remedy, june).credit)).toBe(expected))

  it.each([
    // 44 min down; what is unknown could bring it to 432 min = 99.0, still the first band, or to one minute more.
    ['unknown within one band', { ...min(44), unknown: 388 * MINUTE }, 'due 10% - -'],
    ['unknown over an edge', { ...min(44), unknown: 389 * MINUTE }, 'cannot-tell - - -'],
    ['unknown that could breach', { ...min(43), unknown: MINUTE }, 'cannot-tell - - -'],
  ])('%s', (_what, june, expected) => expect(brief(ask({}, june).credit)).toBe(expected))

  it('answers nothing where the objective names no remedy', () => {
    const { evaluation, evaluated } = evaluationOf({
      remedies: [STEPS],
      objectives: [{ remedies: [] }],
      months: { 'uptime 2026-06': min(44) },
    })
    expect(credits.of(evaluation, evaluated('2026-06'))).toEqual({
      credit: { state: 'none', percent: '0', amount: null, amountExact: null, currency: null, days: null, remedy: null, computed: null },
      remedies: [],
    })
  })
})

describe('kinds', () => {
  it.each<readonly [string, Partial<Remedy>, Month, string]>([
    ['percent of a fee', { base: FEE }, min(44), 'due 10% 120.00 EUR -'],
    ['days without a fee', { kind: 'days', bands: [{ below: '99.9', credit: '3' }] }, min(44), 'due - - 3 d'],
    // 3 of 30 days of 1,200.00.
    ['days of a fee', { kind: 'days', bands: [{ below: '99.9', credit: '3' }], base: FEE }, min(44), 'due - 120.00 EUR 3 d'],
    ['an amount', { kind: 'amount', bands: [{ below: '99.9', credit: '75.5' }], currency: 'CHF' }, min(44), 'due - 75.50 CHF -'],
    // 10 x 432 min of 43,200 = 10 % of the fee.
    [
      'ten times the fee for the downtime',
      { kind: 'multiple', multiple: { times: '10', of: 'fee-for-downtime' }, base: FEE },
      min(432),
      'due 10% 120.00 EUR -',
    ],
    // 50 x 0.06 EUR an hour x 2 h; the run of 5 min is not over 5 min.
    [
      'fifty times the hourly rate, per interruption over 5 min',
      {
        kind: 'multiple',
        multiple: { times: '50', of: 'fee-for-downtime', rate: { amount: '0.06', currency: 'EUR', per: 'PT1H' } },
        each: 'interruption',
        minRun: { over: 'PT5M' },
      },
      min(120, 5),
      'due - 6.00 EUR -',
    ],
    // 0.06 x 50/60 h = 0.05.
    ['lost time', { kind: 'lostTime', lostTime: { rate: { amount: '0.06', currency: 'USD', per: 'PT1H' } } }, min(50), 'due - 0.05 USD -'],
    // 50 min are 3 blocks of 15 and 5 min over: 3 x 5 %.
    [
      'blocks, the rest dropped',
      { kind: 'perBlock', perBlock: { block: 'PT15M', credit: '5' }, base: FEE },
      min(50),
      'due 15% 180.00 EUR -',
    ],
    [
      'blocks, the rest counted',
      { kind: 'perBlock', perBlock: { block: 'PT15M', credit: '5', partial: 'counts' } },
      min(50),
      'due 20% - -',
    ],
    // 40 + 10 min are the same downtime.
    ['blocks of two outages together', { kind: 'perBlock', perBlock: { block: 'PT15M', credit: '5' } }, min(40, 10), 'due 15% - -'],
    // Only 70 and 95 min are over an hour: 2 + 3 blocks of 30 min.
    [
      'blocks of long runs',
      { kind: 'perBlock', perBlock: { block: 'PT30M', credit: '5', minRun: { over: 'PT1H' } } },
      min(60, 70, 95),
      'due 25% - -',
    ],
    // One a day: 70 and 95 min on two days.
    [
      'one block a day',
      { kind: 'perBlock', perBlock: { block: 'PT30M', credit: '5', minRun: { over: 'PT1H' }, perDay: 1 } },
      min(60, 70, 95),
      'due 10% - -',
    ],
    ['the right to leave', { kind: 'termination', bands: [{ below: '99' }] }, min(433), 'due - - -'],
    ['no right yet', { kind: 'termination', bands: [{ below: '99' }] }, min(432), 'no-band 0% - -'],
    // 98.75 %: 10 or 1.25, whichever is greater; 85 %: 15.
    [
      'the greater of 10 and what was lost',
      { bands: [{ below: '99.8', credit: { greaterOf: ['10', 'unavailability'] } }] },
      min(540),
      'due 10% - -',
    ],
    ['…, more was lost', { bands: [{ below: '99.8', credit: { greaterOf: ['10', 'unavailability'] } }] }, min(6480), 'due 15% - -'],
  ])('%s', (_what, remedy, june, expected) => expect(brief(ask(remedy, june).credit)).toBe(expected))

  it.each<readonly [string, Partial<Remedy>, Month, string]>([
    // Of 59, 60 and 200 min two are an hour or more: twice 2 %.
    ['a flat credit for each', { credit: '2', minRun: { atLeast: 'PT1H' } }, min(59, 60, 200), 'due 4% - -'],
    ['none long enough', { credit: '2', minRun: { atLeast: 'PT1H' } }, min(59, 40), 'no-band 0% - -'],
    ['a flat amount for each', { kind: 'amount', credit: '25', currency: 'EUR' }, min(59, 60), 'due - 50.00 EUR -'],
    // 90 min are in the first band, 121 in the second, 60 in none: 10 + 20.
    [
      'a ladder tried by each',
      {
        on: 'longest-run',
        bands: [
          { over: 'PT1H', credit: '10' },
          { over: 'PT2H', credit: '20' },
        ],
      },
      min(60, 90, 121),
      'due 30% - -',
    ],
    // 50 x the fee for 432 min is 50 %, for 2,160 min 250 %, held to 100 %.
    [
      'fifty times, but no interruption above the whole fee',
      {
        kind: 'multiple',
        multiple: { times: '50', of: 'fee-for-downtime' },
        base: FEE,
        caps: [{ percent: '100', of: 'period-fee', each: 'interruption' }],
      },
      // A run of more than a day keeps its distance from the next.
      {
        runs: [
          [0, 432 * MINUTE],
          [5 * 24 * HOUR, 5 * 24 * HOUR + 2160 * MINUTE],
        ],
      },
      'due 150% 1800.00 EUR -',
    ],
    // 2 h at 50 x 1.00 an hour are 100.00; 40 h would be 2,000.00, held to the fee of 1,200.00.
    [
      'at a rate',
      {
        kind: 'multiple',
        multiple: { times: '50', of: 'fee-for-downtime', rate: { amount: '1.00', currency: 'EUR', per: 'PT1H' } },
        base: FEE,
        caps: [{ percent: '100', of: 'period-fee', each: 'interruption' }],
      },
      {
        runs: [
          [0, 2 * HOUR],
          [5 * 24 * HOUR, 5 * 24 * HOUR + 40 * HOUR],
        ],
      },
      'due - 1300.00 EUR -',
    ],
  ])('each interruption: %s', (_what, remedy, june, expected) =>
    expect(brief(ask({ each: 'interruption', ...remedy }, june).credit)).toBe(expected),
  )

  it('a run over midnight may fill blocks on two days', () => {
    const blocks: Partial<Remedy> = { kind: 'perBlock', perBlock: { block: 'PT30M', credit: '5', perDay: 1 } }
    // 23:00 to 01:00: two blocks begin on either day, one of each is paid.
    expect(brief(ask(blocks, { runs: [[23 * HOUR, 25 * HOUR]] }).credit)).toBe('due 10% - -')
    // 23:00 to 00:15 the next day: 75 min are two full blocks, 23:00 and 23:30.
    expect(brief(ask(blocks, { runs: [[23 * HOUR, 24.25 * HOUR]] }).credit)).toBe('due 5% - -')
  })
})

describe('steps below an edge, `plus`', () => {
  // 30 % below 99.0, and 5 % for each 0.1 lost below it. 0.1 % of the month is 43.2 min.
  const band = (partial?: 'dropped' | 'counts' | 'linear') => ({
    bands: [{ below: '99', credit: '30', plus: { credit: '5', per: '0.1', below: '99', ...(partial ? { partial } : {}) } }],
  })
  it.each([
    // 540 min = 1.25 %: 0.25 below the edge is two full steps, two and a half, three begun.
    [undefined, 540, 'due 40% - -'],
    ['dropped', 540, 'due 40% - -'],
    ['counts', 540, 'due 45% - -'],
    ['linear', 540, 'due 42.5% - -'],
    // 518.4 min = 1.2 %: exactly two steps.
    ['dropped', 518.4, 'due 40% - -'],
    ['counts', 518.4, 'due 40% - -'],
    // A second less or more than that.
    ['dropped', 518.4 - 1 / 60, 'due 35% - -'],
    ['counts', 518.4 + 1 / 60, 'due 45% - -'],
  ] as const)('%s, %f min', (partial, down, expected) => expect(brief(ask(band(partial), min(down)).credit)).toBe(expected))

  it('takes the band’s own edge where none is named', () => {
    // 2 % for each full 1 % below 99.7: 99.7 - 97.5 = 2.2. 2.5 % of the month is 1,080 min.
    expect(brief(ask({ bands: [{ below: '99.7', credit: '0', plus: { credit: '2', per: '1' } }] }, min(1080)).credit)).toBe('due 4% - -')
  })

  it('counts time over an edge as well', () => {
    // 10 % over 1 h, and 3 % for each half hour more: 130 min are 70 over, two full ones.
    const bands = [{ over: 'PT1H', credit: '10', plus: { credit: '3', per: 'PT30M' } }]
    expect(brief(ask({ on: 'downtime', bands }, min(130)).credit)).toBe('due 16% - -')
  })

  it('leaves a credit undecided that unknown time could raise within its band', () => {
    expect(brief(ask(band('linear'), { ...min(540), unknown: MINUTE }).credit)).toBe('cannot-tell - - -')
    // 0.25 below the edge and one minute unknown: still two full steps.
    expect(brief(ask(band('dropped'), { ...min(540), unknown: MINUTE }).credit)).toBe('due 40% - -')
  })
})

describe('ladders on other things than the attained figure', () => {
  const bands = [
    { over: 'PT1H', atMost: 'PT2H', credit: '10' },
    { over: 'PT2H', credit: '20' },
  ]
  it.each([
    ['downtime', min(30, 30), 'none 0% - -'],
    ['downtime', min(61, 59), 'due 10% - -'],
    ['downtime', min(61, 60), 'due 20% - -'],
    ['longest-run', min(60, 60), 'none 0% - -'],
    ['longest-run', min(61, 60), 'due 10% - -'],
  ] as const)('%s of %j', (on, june, expected) => expect(brief(ask({ on, bands }, { ...june, verdict: 'met' }).credit)).toBe(expected))

  it('unknown time may have lengthened a run', () => {
    expect(brief(ask({ on: 'longest-run', bands }, { ...min(61), unknown: 59 * MINUTE }).credit)).toBe('due 10% - -')
    expect(brief(ask({ on: 'longest-run', bands }, { ...min(61), unknown: 60 * MINUTE }).credit)).toBe('cannot-tell - - -')
  })

  it.each([
    [4, 'none 0% - -'],
    [5, 'due 20% - -'],
  ])('more than four failures: %i', (failures, expected) =>
    expect(brief(ask({ on: 'failures', bands: [{ over: '4', credit: '20' }] }, { failures, verdict: 'met' }).credit)).toBe(expected),
  )
})

describe('fees', () => {
  const of = (base: Remedy['base'], every: 'month' | 'quarter' | 'year' | 'week' = 'month', label = '2026-06') => {
    const { evaluation, evaluated } = evaluationOf({
      remedies: [{ id: 'credit', kind: 'percent', credit: '10', base: base! }],
      contract: { period: { every } },
      months: { [`uptime ${label}`]: { verdict: 'breached' } },
    })
    return credits.of(evaluation, evaluated(label)).credit.amount
  }
  it.each([
    ['a period’s', { amount: '1200', currency: 'EUR' }, 'month', '2026-06', '120.00'],
    ['a month’s, for a quarter', { amount: '1200', currency: 'EUR', per: 'month' }, 'quarter', '2026-Q2', '360.00'],
    ['a year’s, for a month', { amount: '1200', currency: 'EUR', per: 'year' }, 'month', '2026-06', '10.00'],
    ['a quarter’s, for a year', { amount: '1200', currency: 'EUR', per: 'quarter' }, 'year', '2026', '480.00'],
    ['a month’s, for a week: no conversion', { amount: '1200', currency: 'EUR', per: 'month' }, 'week', '2026-W14', null],
    ['by label', { amounts: { '2026-06': '500' }, amount: '1200', currency: 'EUR' }, 'month', '2026-06', '50.00'],
    ['by label, another month', { amounts: { '2026-05': '500' }, amount: '1200', currency: 'EUR' }, 'month', '2026-06', '120.00'],
    ['by label only', { amounts: { '2026-05': '500' }, currency: 'EUR' }, 'month', '2026-06', null],
    [
      'of the month before',
      { amounts: { '2026-05': '500', '2026-06': '700' }, currency: 'EUR', of: 'preceding-period' },
      'month',
      '2026-06',
      '50.00',
    ],
    ['shared by four', { amount: '1000', currency: 'EUR', units: 4 }, 'month', '2026-06', '25.00'],
    ['in yen, no minor digits', { amount: '12345', currency: 'JPY' }, 'month', '2026-06', '1235'],
    ['in dinar, three', { amount: '1.2345', currency: 'KWD' }, 'month', '2026-06', '0.123'],
  ] as const)('%s', (_what, base, every, label, expected) => expect(of(base, every, label)).toBe(expected))

  it.each([
    ['half-up', '0.13'],
    ['floor', '0.12'],
    ['up', '0.13'],
  ] as const)('rounds 0.125 %s, and keeps the fraction', (rounding, amount) => {
    const { credit } = ask({ base: { amount: '1.25', currency: 'EUR' }, rounding }, min(44))
    expect(credit).toMatchObject({ amount, amountExact: '1/8', computed: amount })
  })
})

describe('minimum', () => {
  it.each([
    // 10 % of the fee against "more than 1.00" and "at least 1.00".
    ['9.99', { over: '1.00' }, 'below-minimum 10% 0.00 EUR -'],
    ['10.00', { over: '1.00' }, 'below-minimum 10% 0.00 EUR -'],
    ['10.01', { over: '1.00' }, 'due 10% 1.00 EUR -'],
    ['9.99', { atLeast: '1.00' }, 'below-minimum 10% 0.00 EUR -'],
    ['10.00', { atLeast: '1.00' }, 'due 10% 1.00 EUR -'],
  ])('10 %% of %s, %j', (amount, minimum, expected) =>
    expect(brief(ask({ base: { amount, currency: 'EUR' }, minimum }, min(44)).credit)).toBe(expected),
  )

  it('of another currency cannot be compared', () => {
    expect(brief(ask({ base: { amount: '5.00', currency: 'EUR' }, minimum: { over: '1.00', currency: 'USD' } }, min(44)).credit)).toBe(
      'due 10% 0.50 EUR -',
    )
    expect(brief(ask({ base: { amount: '5.00', currency: 'USD' }, minimum: { over: '1.00', currency: 'USD' } }, min(44)).credit)).toBe(
      'below-minimum 10% 0.00 USD -',
    )
  })

  it('shows the amount before the reduction', () => {
    expect(ask({ base: { amount: '4.00', currency: 'USD' }, minimum: { over: '1.00' } }, min(44)).credit).toEqual({
      state: 'below-minimum',
      percent: '10',
      amount: '0.00',
      amountExact: '0/1',
      currency: 'USD',
      days: null,
      remedy: 'credit',
      computed: '0.40',
    })
  })
})

describe('history', () => {
  const labels = ['01', '02', '03', '04', '05', '06']
  const months = (row: string): Record<string, Month> =>
    Object.fromEntries([...row].flatMap((mark, i) => (mark === 'x' ? [[`uptime 2026-${labels[i]}`, min(1000)]] : [])))
  const unseen = (row: string) => [...row].flatMap((mark, i) => (mark === '?' ? [`uptime 2026-${labels[i]}`] : []))
  const june = (history: Remedy['history'], row: string) =>
    ask({ history: history! }, {}, { months: months(row), unseen: unseen(row) }).credit.state

  // x breached, . met, ? not covered; the last mark is June.
  it.each([
    [{ consecutivePeriods: 2 }, '....xx', 'due'],
    [{ consecutivePeriods: 2 }, '...x.x', 'none'],
    [{ consecutivePeriods: 3 }, '...xxx', 'due'],
    [{ consecutivePeriods: 3 }, '..x.xx', 'none'],
    [{ consecutivePeriods: 2 }, '....?x', 'cannot-tell'],
    // The month that was met breaks the row, whatever the one before it was.
    [{ consecutivePeriods: 3 }, '...?.x', 'none'],
    [{ consecutivePeriods: 3 }, '...?xx', 'cannot-tell'],
    [{ consecutivePeriods: 2 }, '....x.', 'none'],
    [{ count: 3, window: 'P6M' }, 'x..x.x', 'due'],
    [{ count: 3, window: 'P5M' }, 'x..x.x', 'none'],
    [{ count: 3, window: 'P6M' }, '?..x.x', 'cannot-tell'],
    [{ count: 4, window: 'P6M' }, '?..x.x', 'none'],
    [{ count: 2, window: 'P6M' }, '?..x.x', 'due'],
  ] as const)('%j of %s: %s', (history, row, state) => expect(june(history, row)).toBe(state))
})

it('what no version of the agreement promised then does not count', () => {
  const { evaluation, evaluated } = evaluationOf({
    remedies: [{ ...STEPS, history: { consecutivePeriods: 2 } }],
    months: { 'uptime 2026-05': min(1000), 'uptime 2026-06': min(1000) },
  })
  expect(credits.of(evaluation, evaluated('2026-06')).credit.state).toBe('due')
  expect(credits.of({ ...evaluation, judge: () => null }, evaluated('2026-06')).credit.state).toBe('none')
  const earlier = evaluated('2026-05')
  const withoutRemedy = { ...earlier, context: { ...earlier.context, contract: { ...earlier.context.contract, remedies: [] } } }
  expect(credits.of({ ...evaluation, judge: () => withoutRemedy }, evaluated('2026-06')).credit.state).toBe('none')
})

describe('reasons', () => {
  it.each<readonly [string, Partial<Remedy>, Month, string | undefined]>([
    ['a formula', { kind: 'formula', formula: 'fee × 2' }, min(44), 'the agreement gives the credit as a formula in words: fee × 2'],
    ['a formula, met', { kind: 'formula', formula: 'fee × 2' }, min(43), undefined],
    ['unknown time over an edge', {}, { ...min(44), unknown: 389 * MINUTE }, 'time without data could move it into another band'],
    ['a fee that is not known', { base: { amounts: { '2026-05': '10' }, currency: 'EUR' } }, min(44), 'no fee is known for 2026-06'],
    ['lost time without a rate', { kind: 'lostTime' }, min(44), 'the remedy has no lostTime'],
    ['blocks of no length', { kind: 'perBlock' }, min(44), 'the remedy has no perBlock'],
    ['a band that names no credit', { bands: [{ below: '99.9' }] }, min(44), 'neither the band nor the remedy names a credit'],
    ['nothing to explain', { base: FEE }, min(44), undefined],
    ['no fee was ever named', {}, min(44), undefined],
  ])('%s', (_what, remedy, june, reason) => expect(ask(remedy, june).remedies[0]?.reason?.why).toBe(reason))
})

describe('several remedies', () => {
  const flat = (id: string, credit: string, more: Partial<Remedy> = {}): Remedy => ({ id, kind: 'percent', credit, base: FEE, ...more })
  const of = (remedies: readonly Remedy[], stack?: 'sum' | 'max' | 'choose') => {
    const { evaluation, evaluated } = evaluationOf({
      remedies,
      objectives: [stack ? { stack } : {}],
      months: { 'uptime 2026-06': min(44) },
    })
    return credits.of(evaluation, evaluated('2026-06'))
  }

  it.each([
    [undefined, 'due 30% 360.00 EUR -', null],
    ['sum', 'due 30% 360.00 EUR -', null],
    ['max', 'due 20% 240.00 EUR -', 'b'],
    ['choose', 'choose-one 20% 240.00 EUR -', 'b'],
  ] as const)('%s', (stack, expected, remedy) => {
    const { credit } = of([flat('a', '10'), flat('b', '20')], stack)
    expect([brief(credit), credit.remedy]).toEqual([expected, remedy])
  })

  it('rounds a sum once', () => {
    // Twice 10 % of 0.05: 0.005 + 0.005 = 0.01, where the two rounded alone would make 0.02.
    const base = { amount: '0.05', currency: 'EUR' }
    const { credit, remedies } = of([flat('a', '10', { base }), flat('b', '10', { base })])
    expect([credit.amount, ...remedies.map(({ amount }) => amount)]).toEqual(['0.01', '0.01', '0.01'])
  })

  it('lets the customer choose within an exclusive group', () => {
    const { credit, remedies } = of([flat('a', '10', { exclusiveGroup: 'g' }), flat('b', '20', { exclusiveGroup: 'g' }), flat('c', '1')])
    expect(remedies.map(({ state, amount }) => `${state} ${amount}`)).toEqual(['choose-one 120.00', 'choose-one 240.00', 'due 12.00'])
    // At most the larger of the two, and the one that stands beside them.
    expect(brief(credit)).toBe('choose-one 21% 252.00 EUR -')
  })

  it('a group of which only one is due leaves no choice', () => {
    const { credit } = of([
      flat('a', '10', { exclusiveGroup: 'g' }),
      flat('b', '20', { exclusiveGroup: 'g', bands: [{ below: '99', credit: '20' }] }),
    ])
    expect(brief(credit)).toBe('due 10% 120.00 EUR -')
  })

  it('a group reaches over objectives', () => {
    const { evaluation, evaluated } = evaluationOf({
      remedies: [flat('region', '30', { exclusiveGroup: 'ec2' }), flat('instance', '10', { exclusiveGroup: 'ec2' })],
      objectives: [
        { id: 'uptime', remedies: ['region'] },
        { id: 'vm', remedies: ['instance'] },
      ],
      months: { 'uptime 2026-06': min(44), 'vm 2026-06': min(44), 'vm 2026-05': min(45) },
    })
    expect(credits.of(evaluation, evaluated('2026-06')).credit.state).toBe('choose-one')
    expect(credits.of(evaluation, evaluated('2026-06', 'vm')).credit.state).toBe('choose-one')
    expect(credits.of(evaluation, evaluated('2026-05', 'vm')).credit.state).toBe('due')
  })

  it('of two exclusive groups one each may be chosen', () => {
    const group = (id: string, credit: string, exclusiveGroup: string) => flat(id, credit, { exclusiveGroup })
    const { credit } = of([group('a', '10', 'g'), group('b', '20', 'g'), group('c', '5', 'h'), group('d', '3', 'h')])
    // The larger of each: 20 % and 5 %.
    expect(brief(credit)).toBe('choose-one 25% 300.00 EUR -')
  })

  it('a remedy of another group, or of none, is no rival', () => {
    const { remedies } = of([flat('a', '10', { exclusiveGroup: 'g' }), flat('b', '20', { exclusiveGroup: 'h' }), flat('c', '1')])
    expect(remedies.map(({ state }) => state)).toEqual(['due', 'due', 'due'])
  })

  it('a remedy is no rival to itself under another objective', () => {
    const { evaluation, evaluated } = evaluationOf({
      remedies: [flat('a', '10', { exclusiveGroup: 'g' })],
      objectives: [{ id: 'uptime' }, { id: 'vm' }],
      months: { 'uptime 2026-06': min(44), 'vm 2026-06': min(44) },
    })
    expect(credits.of(evaluation, evaluated('2026-06')).credit.state).toBe('due')
  })

  it('an objective with another period is no rival where none begins with this one', () => {
    const { evaluation, evaluated } = evaluationOf({
      remedies: [flat('a', '10', { exclusiveGroup: 'g' }), flat('b', '20', { exclusiveGroup: 'g' })],
      objectives: [
        { id: 'uptime', remedies: ['a'] },
        { id: 'year', remedies: ['b'], period: { every: 'year' } },
      ],
      // Of 365 d half a day is more than 0.1 %, 8.76 h.
      months: { 'uptime 2026-06': min(44), 'year 2026': min(720), 'uptime 2026-01': min(45) },
    })
    expect(credits.of(evaluation, evaluated('2026-06')).credit.state).toBe('due')
    expect(credits.of(evaluation, evaluated('2026-01')).credit.state).toBe('choose-one')
  })

  it.each<[string, readonly Remedy[], string]>([
    // 15 % of 100 EUR are 15 EUR, 10 % of 1200 are 120.
    ['money where both have it', [flat('a', '15', { base: { ...FEE, amount: '100' } }), flat('b', '10')], 'b'],
    ['percent where the currencies differ', [flat('a', '10'), flat('b', '15', { base: { amount: '10', currency: 'USD' } })], 'b'],
    ['percent where only one has money', [flat('a', '10'), { id: 'b', kind: 'percent', credit: '15' }], 'b'],
    [
      'days where there is nothing else',
      [
        { id: 'a', kind: 'days', credit: '2' },
        { id: 'b', kind: 'days', credit: '3' },
      ],
      'b',
    ],
    ['the first of equals', [flat('a', '10'), flat('b', '10')], 'a'],
    [
      'the first where they cannot be compared',
      [
        { id: 'a', kind: 'days', credit: '2' },
        { id: 'b', kind: 'percent', credit: '15' },
      ],
      'a',
    ],
  ])('the largest is found by %s', (_what, remedies, id) => expect(of(remedies, 'max').credit.remedy).toBe(id))

  it.each<[string, Remedy['rounding'], Remedy['rounding'], string]>([
    // Twice 10 % of 0.08 are 0.016.
    ['down, as both say', 'floor', 'floor', '0.01'],
    ['half up where they differ', 'floor', 'half-up', '0.02'],
    ['half up where one is silent', 'floor', undefined, '0.02'],
  ])('a sum is rounded %s', (_what, first, second, amount) => {
    const base = { amount: '0.08', currency: 'EUR' }
    const each = (id: string, rounding: Remedy['rounding']) => flat(id, '10', { base, ...(rounding && { rounding }) })
    expect(of([each('a', first), each('b', second)]).credit.amount).toBe(amount)
  })

  it('termination is a right and no part of the sum', () => {
    const right: Remedy = { id: 'leave', kind: 'termination', bands: [{ below: '99.9' }] }
    const { credit, remedies } = of([flat('a', '10'), right])
    expect(brief(credit)).toBe('due 10% 120.00 EUR -')
    expect(remedies[1]).toMatchObject({ state: 'due', amount: null, percent: null })
    expect(of([right]).credit).toMatchObject({ state: 'due', amount: null, remedy: 'leave' })
  })

  it('does not add money of two currencies', () => {
    const { credit } = of([flat('a', '10'), flat('b', '10', { base: { amount: '10', currency: 'USD' } })])
    expect(brief(credit)).toBe('due 20% - -')
  })
})

describe('assumptions where the text is silent', () => {
  const assumed = (remedies: readonly Remedy[]): readonly string[] => {
    const { evaluation, evaluated, assumed: said } = evaluationOf({ remedies, months: { 'uptime 2026-06': min(540) } })
    credits.of(evaluation, evaluated('2026-06'))
    return said
  }
  const odd = { amount: '1.25', currency: 'EUR' }
  it.each<readonly [string, readonly Remedy[], readonly string[]]>([
    ['an amount that must be rounded', [{ ...STEPS, base: { ...odd, per: 'month' } }], ['remedies[0].rounding half-up']],
    ['… in a way that is said', [{ ...STEPS, base: { ...odd, per: 'month' }, rounding: 'floor' }], []],
    ['an amount that need not be', [{ ...STEPS, base: { ...FEE, per: 'month' } }], []],
    ['what a fee is paid for', [{ ...STEPS, base: FEE }], ['remedies[0].base.per period']],
    [
      'blocks',
      [{ id: 'credit', kind: 'perBlock', perBlock: { block: 'PT15M', credit: '5' } }],
      ['remedies[0].perBlock.partial dropped', 'remedies[0].perBlock downtime of the period together'],
    ],
    [
      'blocks of which all is said',
      [{ id: 'credit', kind: 'perBlock', each: 'interruption', perBlock: { block: 'PT15M', credit: '5', partial: 'counts' } }],
      [],
    ],
    [
      'steps below a band',
      [
        {
          id: 'credit',
          kind: 'percent',
          bands: [
            { below: '90', credit: '50' },
            { below: '99', credit: '30', plus: { credit: '5', per: '0.1' } },
          ],
        },
      ],
      ['remedies[0].bands[1].plus.partial dropped'],
    ],
    ['two remedies', [STEPS, { id: 'other', kind: 'percent', credit: '5' }], ['objectives[0].stack sum']],
    [
      'two remedies that say how they stack',
      [
        { ...STEPS, stack: 'max' },
        { id: 'other', kind: 'percent', credit: '5' },
      ],
      [],
    ],
  ])('%s', (_what, remedies, expected) => expect(assumed(remedies)).toEqual(expected))
})

it('sums by period and remedy, oldest first', () => {
  const { evaluation, evaluated } = evaluationOf({
    remedies: [
      { ...STEPS, base: FEE },
      { id: 'leave', kind: 'termination', bands: [{ below: '99' }] },
      { id: 'days', kind: 'days', bands: [{ below: '99', credit: '2' }] },
    ],
    objectives: [{ id: 'uptime' }, { id: 'reads', remedies: ['credit'] }],
    months: { 'uptime 2026-06': min(433), 'reads 2026-06': min(44), 'uptime 2026-04': min(44) },
  })
  const all = ['2026-06', '2026-05', '2026-04'].flatMap((label) => [evaluated(label), evaluated(label, 'reads')])
  expect(credits.sums(evaluation, all)).toEqual([
    { period: '2026-04', remedy: 'credit', percent: '10', amount: '120.00', currency: 'EUR', days: null, caps: [] },
    // 25 % and 10 %.
    { period: '2026-06', remedy: 'credit', percent: '35', amount: '420.00', currency: 'EUR', days: null, caps: [] },
    { period: '2026-06', remedy: 'days', percent: null, amount: null, currency: null, days: '2', caps: [] },
  ])
})
