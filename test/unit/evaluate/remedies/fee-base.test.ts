/** The fee that a credit is a share of (R22), and what a cap in days or worth is of it (R23). */
import { describe, expect, it } from 'vitest'
import { fraction } from '../../../../shared/base/rational.ts'
import type { Base, Contract } from '../../../../shared/contract/model.ts'
import type { Reason } from '../../../../shared/evaluate/model/report.ts'
import { datesTouched, monthsOf, periodFee, worthShare } from '../../../../shared/evaluate/remedies/fee-base.ts'
import type { PeriodRule } from '../../../../shared/time/rules.ts'
import { temporalZones } from '../../../../shared/time/zones.ts'
import { t } from '../measure-context.ts'
import { evaluationOf } from '../sample-evaluation.ts'

it.each<[string, PeriodRule, number | null]>([
  ['a month', { every: 'month' }, 1],
  ['a quarter', { every: 'quarter' }, 3],
  ['a year', { every: 'year' }, 12],
  ['a week', { every: 'week' }, null],
  ['P1M', { every: 'P1M', from: '2026-01-01' }, 1],
  ['P1Y2M', { every: 'P1Y2M', from: '2026-01-01' }, 14],
  ['P1M1D', { every: 'P1M1D', from: '2026-01-01' }, null],
  ['P1M1W', { every: 'P1M1W', from: '2026-01-01' }, null],
  ['P1MT1H', { every: 'P1MT1H', from: '2026-01-01' }, null],
  ['P30D', { every: 'P30D', from: '2026-01-01' }, null],
  ['a window', { rolling: 'P30D' }, null],
])('%s is so many months', (_what, rule, months) => expect(monthsOf(rule)).toBe(months))

it.each([
  ['a day', '2026-06-01T00:00+02:00', '2026-06-02T00:00+02:00', 1],
  ['a ms of the next', '2026-06-01T00:00+02:00', '2026-06-02T00:00:00.001+02:00', 2],
  ['an hour', '2026-06-01T10:00+02:00', '2026-06-01T11:00+02:00', 1],
  ['an hour over midnight', '2026-06-01T23:30+02:00', '2026-06-02T00:30+02:00', 2],
  ['nothing', '2026-06-01T10:00+02:00', '2026-06-01T10:00+02:00', 0],
  ['March, an hour short', '2026-03-01T00:00+01:00', '2026-04-01T00:00+02:00', 31],
])('%s in Berlin touches so many dates', (_what, from, to, days) => {
  expect(datesTouched({ from: t(from), to: t(to), label: '' }, temporalZones('Europe/Berlin'))).toBe(days)
})

function june(base: Base | undefined, contract: Partial<Contract> = {}, label = '2026-06') {
  const { evaluation, evaluated, said } = evaluationOf({ remedies: [{ id: 'credit', kind: 'percent', ...(base && { base }) }], contract })
  const { fee, ...more } = periodFee(evaluation, evaluated(label), evaluation.contract.remedies![0]!)
  return { text: fee ? `${fraction(fee.amount)} ${fee.currency}` : ((more as { reason?: Reason }).reason?.why ?? 'none'), said }
}
const EUR = { currency: 'EUR', per: 'month' } as const
describe('a fee', () => {
  it.each<[string, Base | undefined, string]>([
    ['none named', undefined, 'none'],
    ['no currency', { amount: '1200', per: 'month' }, 'none'],
    ['of the month', { ...EUR, amount: '1200' }, '1200/1 EUR'],
    ['of a year', { ...EUR, per: 'year', amount: '1200' }, '100/1 EUR'],
    ['of this month', { ...EUR, amount: '1200', amounts: { '2026-06': '600' } }, '600/1 EUR'],
    ['of another month', { ...EUR, amounts: { '2026-05': '600' } }, 'no fee is known for 2026-06'],
    ['of the month before', { ...EUR, of: 'preceding-period', amounts: { '2026-05': '600', '2026-06': '1' } }, '600/1 EUR'],
    ['of the month before, not known', { ...EUR, of: 'preceding-period', amounts: { '2026-06': '1' } }, 'no fee is known for 2026-05'],
    ['shared by three', { ...EUR, amount: '1200', units: 3 }, '400/1 EUR'],
  ])('%s', (_what, base, expected) => expect(june(base)).toEqual({ text: expected, said: [] }))

  it('of a month says nothing of a week', () => {
    expect(june({ ...EUR, amount: '1' }, { period: { every: 'week' } }, '2026-W23').text).toBe(
      'a fee by month says nothing of a period that is not made of months; write the fee of one period, with per: period or in amounts',
    )
  })
  it('of the period before is not known where there is none', () => {
    const base: Base = { ...EUR, of: 'preceding-period', amounts: { '2026-06': '1' } }
    const { evaluation, evaluated } = evaluationOf({ remedies: [{ id: 'credit', kind: 'percent', base }] })
    const ask = (more: Partial<Base>) =>
      periodFee({ ...evaluation, before: () => null }, evaluated('2026-06'), {
        ...evaluation.contract.remedies![0]!,
        base: { ...base, ...more },
      })
    expect(ask({})).toEqual({ fee: null, reason: expect.objectContaining({ code: 'fee-before-unknown' }) })
    expect(ask({ amount: '7' }).fee?.amount.n).toBe(7n)
  })
  it('says that it is taken for the period where nothing says for what it is paid', () => {
    expect(june({ currency: 'EUR', amount: '5' })).toEqual({
      text: '5/1 EUR',
      said: ['remedies[0].base.per period: the agreement does not say what the fee is paid for'],
    })
  })
})

describe('a cap as a share of the period’s fee', () => {
  const share = (cap: { days: number | string } | { worth: string }, period: PeriodRule = { every: 'month' }, label = '2026-06') => {
    const { evaluated } = evaluationOf({ remedies: [], contract: { period } })
    const found = worthShare(cap, evaluated(label).context)
    return found && fraction(found)
  }
  it.each<[string, Parameters<typeof share>, string | null]>([
    ['days of June', [{ days: 6 }], '1/5'],
    ['half a day', [{ days: '0.5' }], '1/60'],
    ['a week', [{ worth: 'P1W' }], '7/30'],
    ['days', [{ worth: 'P3D' }], '1/10'],
    ['hours', [{ worth: 'PT12H' }], '1/60'],
    ['a day and a half', [{ worth: 'P1DT12H' }], '1/20'],
    ['two months', [{ worth: 'P2M' }], '2/1'],
    ['a year', [{ worth: 'P1Y' }], '12/1'],
    ['a month and three days', [{ worth: 'P1M3D' }], '11/10'],
    ['a month of a quarter', [{ worth: 'P1M' }, { every: 'quarter' }, '2026-Q2'], '1/3'],
    ['a month of a week', [{ worth: 'P1M' }, { every: 'week' }, '2026-W23'], null],
    ['two days of a week', [{ worth: 'P2D' }, { every: 'week' }, '2026-W23'], '2/7'],
  ])('%s', (_what, args, expected) => expect(share(...args)).toBe(expected))
})
