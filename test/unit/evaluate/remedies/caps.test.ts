import { describe, expect, it } from 'vitest'
import type { Cap, Contract, Objective, Remedy } from '../../../../shared/contract/model.ts'
import { contractWindow } from '../../../../shared/evaluate/periods/term-dates.ts'
import { credits } from '../../../../shared/evaluate/remedies/credits.ts'
import { isoUtc, parseInstant } from '../../../../shared/time/instant.ts'
import { temporalZones } from '../../../../shared/time/zones.ts'
import { evaluationOf, type Month } from '../sample-evaluation.ts'

const BAD: Month = { verdict: 'breached' }

/** The amounts (or percents, or days) that a flat remedy pays in each of the periods, and which caps bound them. */
function paid(
  remedy: Partial<Remedy>,
  caps: readonly Cap[],
  labels: readonly string[],
  more: { contract?: Partial<Contract>; objectives?: readonly Partial<Objective>[] } = {},
): string[] {
  const objectives = more.objectives ?? [{}]
  const ids = objectives.map(({ id }) => id ?? 'uptime')
  const { evaluation, evaluated } = evaluationOf({
    remedies: [{ id: 'credit', kind: 'percent', credit: '25', caps, ...remedy }],
    ...more,
    objectives,
    months: Object.fromEntries(labels.flatMap((label) => ids.map((id) => [`${id} ${label}`, BAD]))),
  })
  return labels.flatMap((label) =>
    ids.map((id) => {
      const [answer] = credits.of(evaluation, evaluated(label, id)).remedies
      return `${answer?.amount ?? answer?.percent ?? answer?.days}${answer?.caps.length ? ` by ${answer.caps.join('+')}` : ''}`
    }),
  )
}

const FEE = { amount: '1000', currency: 'EUR', per: 'month' } as const
const THREE = [{ id: 'a' }, { id: 'b' }, { id: 'c' }]

describe('in one period, over the objectives in the order of the file', () => {
  it.each<readonly [string, Partial<Remedy>, readonly Cap[], readonly string[]]>([
    // 3 x 25 % with 50 %: the third gets nothing.
    ['percent without a fee', {}, [{ percent: '50', of: 'period-fee' }], ['25', '25', '0 by 0']],
    ['percent of the fee', { base: FEE }, [{ percent: '50', of: 'period-fee' }], ['250.00', '250.00', '0.00 by 0']],
    ['just evaluation enough', { base: FEE }, [{ percent: '75', of: 'period-fee' }], ['250.00', '250.00', '250.00']],
    ['a cent too little', { base: FEE }, [{ percent: '74.999', of: 'period-fee' }], ['250.00', '250.00', '249.99 by 0']],
    ['an amount', { base: FEE }, [{ amount: '300' }], ['250.00', '50.00 by 0', '0.00 by 0']],
    ['an amount says nothing of percent', {}, [{ amount: '300' }], ['25', '25', '25']],
    ['days', { kind: 'days', credit: '7' }, [{ days: '15' }], ['7', '7', '1 by 0']],
    // June has 30 days: 15 days are 50 % of the fee.
    ['days, of percent', { base: FEE }, [{ days: 15 }], ['250.00', '250.00', '0.00 by 0']],
    ['worth of days', { base: FEE }, [{ worth: 'P21D' }], ['250.00', '250.00', '200.00 by 0']],
    ['worth of a week, in percent', { credit: '20' }, [{ worth: 'P6D' }], ['20', '0 by 0', '0 by 0']],
    // The tighter of two binds, and then the other.
    ['two caps', { base: FEE }, [{ amount: '400' }, { percent: '30', of: 'period-fee' }], ['250.00', '50.00 by 1', '0.00 by 1']],
    ['two caps that agree', { base: FEE }, [{ amount: '300' }, { percent: '30', of: 'fees' }], ['250.00', '50.00 by 0+1', '0.00 by 0+1']],
  ])('%s', (_what, remedy, caps, expected) => expect(paid(remedy, caps, ['2026-06'], { objectives: THREE })).toEqual(expected))

  it('keeps percent in step with the money, and shows the amount before the cap', () => {
    const { evaluation, evaluated } = evaluationOf({
      remedies: [{ id: 'credit', kind: 'percent', credit: '100', base: FEE, caps: [{ amount: '333.333' }] }],
      months: { 'uptime 2026-06': BAD },
    })
    expect(credits.of(evaluation, evaluated('2026-06')).credit).toEqual({
      state: 'due',
      percent: '33.3333',
      amount: '333.33',
      amountExact: '333333/1000',
      currency: 'EUR',
      days: null,
      remedy: 'credit',
      computed: '1000.00',
    })
  })
})

describe('a quarter', () => {
  const quarter = { contract: { period: { every: 'quarter' } } } as const
  it.each<readonly [string, Partial<Remedy>, readonly Cap[], readonly string[]]>([
    // Q3 has 92 days: 90 of them are 90/92 of 3,000.00 = 2,934.7826…
    ['90 days of a quarter’s fee', { base: FEE, credit: '100' }, [{ worth: 'P90D' }], ['2934.78 by 0']],
    ['one month’s fee', { base: FEE, credit: '100' }, [{ worth: 'P1M' }], ['1000.00 by 0']],
  ])('%s', (_what, remedy, caps, expected) => expect(paid(remedy, caps, ['2026-Q3'], quarter)).toEqual(expected))
})

describe('in a window of the term', () => {
  const MONTHS = [
    '2026-01',
    '2026-02',
    '2026-03',
    '2026-04',
    '2026-05',
    '2026-06',
    '2026-07',
    '2026-08',
    '2026-09',
    '2026-10',
    '2026-11',
    '2026-12',
    '2027-01',
    '2027-02',
  ]
  const term = { contract: { term: { from: '2026-01-01' } } }

  it('20 % of the fees of a contract year, over 14 months', () => {
    // A year's fees are 12,000: 2,400 at most. 25 % of 1,000 a month is used up after nine months (2,250) and 150 of the
    // tenth; the new contract year starts from nothing.
    expect(paid({ base: FEE }, [{ percent: '20', of: 'fees', window: 'P1Y' }], MONTHS, term)).toEqual([
      ...Array<string>(9).fill('250.00'),
      '150.00 by 0',
      '0.00 by 0',
      '0.00 by 0',
      '250.00',
      '250.00',
    ])
  })

  it('the same in percent, without a fee', () => {
    // 20 % of twelve periods = 240 % of one.
    expect(paid({}, [{ percent: '20', of: 'fees', window: 'P1Y' }], MONTHS.slice(0, 11), term)).toEqual([
      ...Array<string>(9).fill('25'),
      '15 by 0',
      '0 by 0',
    ])
  })

  it('one month’s fee in twelve months', () => {
    expect(paid({ base: FEE, credit: '60' }, [{ percent: '100', of: 'period-fee', window: 'P1Y' }], MONTHS.slice(0, 3), term)).toEqual([
      '600.00',
      '400.00 by 0',
      '0.00 by 0',
    ])
  })

  it('does not depend on which period is asked for first', () => {
    const remedy: Remedy = { id: 'credit', kind: 'percent', credit: '60', base: FEE, caps: [{ amount: '1000', window: 'P1Y' }] }
    const { evaluation, evaluated } = evaluationOf({
      remedies: [remedy],
      ...term,
      months: { 'uptime 2026-02': BAD, 'uptime 2026-05': BAD, 'uptime 2026-09': BAD },
    })
    const amount = (label: string) => credits.of(evaluation, evaluated(label)).credit.amount
    expect([amount('2026-09'), amount('2026-02'), amount('2026-05')]).toEqual(['0.00', '600.00', '400.00'])
  })

  it('counts years from the first day of the term', () => {
    // The term began on 15 May: May 2026 still belongs to the year before (it begins on the 1st).
    const caps: readonly Cap[] = [{ amount: '250', window: 'P1Y' }]
    expect(paid({ base: FEE }, caps, ['2026-05', '2026-06', '2026-07'], { contract: { term: { from: '2025-05-15' } } })).toEqual([
      '250.00',
      '250.00',
      '0.00 by 0',
    ])
  })

  it('what stayed below the minimum uses nothing up', () => {
    const { evaluation, evaluated } = evaluationOf({
      remedies: [
        {
          id: 'credit',
          kind: 'percent',
          credit: '10',
          minimum: { over: '1' },
          caps: [{ amount: '100', window: 'P1Y' }],
          base: { amounts: { '2026-01': '5', '2026-02': '1000' }, currency: 'EUR' },
        },
      ],
      ...term,
      months: { 'uptime 2026-01': BAD, 'uptime 2026-02': BAD },
    })
    expect(
      ['2026-01', '2026-02']
        .map((label) => credits.of(evaluation, evaluated(label)).credit)
        .map(({ state, amount }) => `${state} ${amount}`),
    ).toEqual(['below-minimum 0.00', 'due 100.00'])
  })

  it('what the cap leaves may be below the minimum', () => {
    const remedy: Partial<Remedy> = { base: FEE, minimum: { over: '1' } }
    expect(paid(remedy, [{ amount: '250.80' }], ['2026-06'], { objectives: [{ id: 'a' }, { id: 'b' }] })).toEqual(['250.00', '0.00 by 0'])
  })
})

describe('contract windows', () => {
  const window = (length: string, from: string | undefined, at: string) => {
    const found = contractWindow(length, from === undefined ? undefined : { from }, temporalZones('Europe/Berlin'), parseInstant(at))
    return `${isoUtc(found.from)} ${isoUtc(found.to)}`
  }
  it.each([
    ['P1Y', '2024-02-29', '2026-02-27T22:59:59Z', '2025-02-27T23:00:00Z 2026-02-27T23:00:00Z'],
    ['P1Y', '2024-02-29', '2026-02-27T23:00:00Z', '2026-02-27T23:00:00Z 2027-02-27T23:00:00Z'],
    ['P1Y', '2024-02-29', '2028-03-01T00:00:00Z', '2028-02-28T23:00:00Z 2029-02-27T23:00:00Z'],
    // Before the term began windows run on backwards.
    ['P1Y', '2026-07-01', '2026-06-30T00:00:00Z', '2025-06-30T22:00:00Z 2026-06-30T22:00:00Z'],
    ['P3M', '2026-01-31', '2026-05-15T00:00:00Z', '2026-04-29T22:00:00Z 2026-07-30T22:00:00Z'],
    ['P90D', '2026-01-01', '2026-04-01T00:00:00Z', '2026-03-31T22:00:00Z 2026-06-29T22:00:00Z'],
    ['P1Y', undefined, '2026-05-15T00:00:00Z', '2025-12-31T23:00:00Z 2026-12-31T23:00:00Z'],
  ])('%s from %s at %s', (length, from, at, expected) => {
    const iso = (text: string) => text.replaceAll(':00.000Z', ':00Z')
    expect(iso(window(length, from, at))).toBe(expected)
  })

  it.each(['PT24H', 'P0D'])('%s is none', (length) =>
    expect(() => window(length, '2026-01-01', '2026-05-15T00:00:00Z')).toThrow(RangeError),
  )
})
