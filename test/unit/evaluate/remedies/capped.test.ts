/** One award against its caps (R23): which of them binds, in which unit, over which time, and with which assumptions. 2026, UTC. */
import { describe, expect, it } from 'vitest'
import { decimal, fraction, type Rational, rat } from '../../../../shared/base/rational.ts'
import type { Cap, Contract, Remedy } from '../../../../shared/contract/model.ts'
import type { Award } from '../../../../shared/evaluate/remedies/award.ts'
import { applyCaps, type CapUse, useCaps } from '../../../../shared/evaluate/remedies/caps.ts'
import { credits } from '../../../../shared/evaluate/remedies/credits.ts'
import { evaluationOf } from '../sample-evaluation.ts'

const FEE = { amount: '1000', currency: 'EUR', per: 'month' } as const
const award = (more: Partial<Award>): Award => ({ state: 'due', percent: null, days: null, amount: null, currency: null, ...more })
const money = (amount: string, more: Partial<Award> = {}) => award({ amount: decimal(amount), currency: 'EUR', ...more })
const text = (value: Rational | null) => (value === null ? '-' : fraction(value).replace(/\/1$/, ''))

interface Row {
  readonly remedy?: Partial<Remedy>
  readonly contract?: Partial<Contract>
  readonly label?: string
  readonly used?: CapUse
}
function ask(granted: Award, caps: readonly Cap[], { remedy, contract, label = '2026-06', used = new Map() }: Row = {}) {
  const { evaluation, evaluated, said } = evaluationOf({
    remedies: [{ id: 'credit', kind: 'percent', base: FEE, caps, ...remedy }],
    ...(contract && { contract }),
  })
  const found = applyCaps(evaluation, evaluated(label), evaluation.contract.remedies![0]!, granted, used)
  const { percent, days, amount } = found.award
  return { ...found, said, short: `${text(percent)}% ${text(days)}d ${text(amount)} by ${found.caps.join('+') || 'none'}` }
}
const short = (granted: Award, caps: readonly Cap[], row?: Row) => ask(granted, caps, row).short

describe('one award', () => {
  it.each<[string, Award, readonly Cap[], string]>([
    ['under its cap', money('299'), [{ amount: '300' }], '-% -d 299 by none'],
    ['exactly at it', money('300'), [{ amount: '300' }], '-% -d 300 by none'],
    ['over it', money('301'), [{ amount: '300' }], '-% -d 300 by 0'],
    ['of two caps the first is the tighter', money('500'), [{ amount: '300' }, { amount: '400' }], '-% -d 300 by 0'],
    ['of two caps the second is', money('500'), [{ amount: '400' }, { amount: '300' }], '-% -d 300 by 1'],
    [
      'of three, two bind alike',
      money('500'),
      [{ amount: '300' }, { amount: '400' }, { percent: '30', of: 'period-fee' }],
      '-% -d 300 by 0+2',
    ],
    // A fifth of everything is left.
    ['percent, days and money stay in step', money('500', { percent: rat(50), days: rat(15) }), [{ amount: '100' }], '10% 3d 100 by 0'],
    [
      'what one interruption may cost is no cap on the sum',
      money('500'),
      [{ percent: '1', of: 'period-fee', each: 'interruption' }],
      '-% -d 500 by none',
    ],
    ['money, by a share of the fee', money('500'), [{ percent: '40', of: 'period-fee' }], '-% -d 400 by 0'],
    ['percent, by percent', award({ percent: rat(50) }), [{ percent: '40', of: 'period-fee' }], '40% -d - by 0'],
    ['percent, not by an amount', award({ percent: rat(50) }), [{ amount: '1' }], '50% -d - by none'],
    // 40 % of June are 12 days.
    ['days, by percent', award({ days: rat(15) }), [{ percent: '40', of: 'period-fee' }], '-% 12d - by 0'],
    ['days, by days', award({ days: rat(15) }), [{ days: 4 }], '-% 4d - by 0'],
    // Six days are a fifth of June.
    ['percent, by days', award({ percent: rat(50) }), [{ days: 6 }], '20% -d - by 0'],
    ['percent, by worth', award({ percent: rat(500) }), [{ worth: 'P2M' }], '200% -d - by 0'],
    ['nothing at all', award({}), [{ percent: '1', of: 'period-fee' }], '-% -d - by none'],
    ['nothing of money', money('0'), [{ amount: '0' }], '-% -d 0 by none'],
  ])('%s', (_what, granted, caps, expected) => expect(short(granted, caps)).toBe(expected))

  it.each<[string, Partial<Remedy>, Award]>([
    ['without a fee', { base: undefined as never }, money('500')],
    ['with a fee in another currency', {}, award({ amount: rat(500), currency: 'CHF' })],
    ['with a fee that is not known', { base: { amounts: { '2026-05': '1' }, currency: 'EUR' } }, money('500')],
  ])('money %s is no share of it', (_what, remedy, granted) => {
    expect(short(granted, [{ percent: '1', of: 'period-fee' }], { remedy })).toBe('-% -d 500 by none')
  })

  it('that is not due is left as it is, and takes nothing', () => {
    const none = money('500', { state: 'below-minimum' })
    expect(ask(none, [{ amount: '1' }])).toMatchObject({ award: none, caps: [], bounds: [] })
    const used: CapUse = new Map()
    const { bounds } = ask(money('500'), [{ amount: '600' }])
    useCaps(bounds, none, used)
    expect(used.size).toBe(0)
    useCaps(bounds, money('500'), used)
    useCaps(bounds, money('50'), used)
    expect([...used.values()].map(fraction)).toEqual(['550/1'])
  })
  it('finds nothing left where more was used than there is', () => {
    // A later fee may be smaller, and its share with it.
    const { bounds } = ask(money('500'), [{ amount: '300' }])
    for (const before of ['300', '400']) {
      const used: CapUse = new Map([[bounds[0]!.key, decimal(before)]])
      expect(short(money('500'), [{ amount: '300' }], { used })).toBe('-% -d 0 by 0')
    }
    const used: CapUse = new Map([[bounds[0]!.key, decimal('299')]])
    expect(short(money('500'), [{ amount: '300' }], { used })).toBe('-% -d 1 by 0')
  })
})

describe('over which time', () => {
  const key = (cap: Cap, row?: Row) => ask(money('1'), [cap], row).bounds[0]!.key
  it('one cap without a window is shared by a period, one with it by the window', () => {
    const term = { contract: { term: { from: '2026-01-01' } } }
    expect(key({ amount: '5' }, { label: '2026-06' })).not.toBe(key({ amount: '5' }, { label: '2026-07' }))
    const year: Cap = { amount: '5', window: 'P1Y' }
    expect(key(year, { label: '2026-06', ...term })).toBe(key(year, { label: '2026-07', ...term }))
    expect(key(year, { label: '2026-12', ...term })).not.toBe(key(year, { label: '2027-01', ...term }))
  })
  it('says that years are calendar years where no term begins', () => {
    const why = 'remedies[0].caps[1].window calendar years: the agreement does not say when its term began'
    const caps: readonly Cap[] = [{ amount: '5' }, { amount: '5', window: 'P1Y' }]
    expect(ask(money('1'), caps).said).toEqual([why])
    expect(ask(money('1'), caps, { contract: { term: { until: '2030-01-01' } } }).said).toEqual([why])
    expect(ask(money('1'), caps, { contract: { term: { from: '2026-01-01' } } }).said).toEqual([])
  })
  it('a cap of the period beside one of the year starts anew each month', () => {
    const remedy: Remedy = { id: 'credit', kind: 'percent', credit: '5', base: FEE, caps: [{ amount: '1000', window: 'P1Y' }, { amount: '60' }] } // biome-ignore format: one line
    const { evaluation, evaluated } = evaluationOf({
      remedies: [remedy],
      contract: { term: { from: '2026-01-01' } },
      months: { 'uptime 2026-01': { verdict: 'breached' }, 'uptime 2026-02': { verdict: 'breached' } },
    })
    expect(['2026-01', '2026-02'].map((label) => credits.of(evaluation, evaluated(label)).credit.amount)).toEqual(['50.00', '50.00'])
  })
})

describe('the fees of a window', () => {
  const most = (contract: Partial<Contract>, base: Remedy['base'], ...windows: readonly string[]) => {
    const caps = windows.map((window): Cap => ({ percent: '10', of: 'fees', window }))
    const { bounds, said } = ask(money('1'), caps, { contract, remedy: { base: base! } })
    return [bounds.map(({ limit }) => text(limit)), said]
  }
  const year = { term: { from: '2026-01-01' } }
  it('are those of its twelve months', () => expect(most(year, FEE, 'P1Y')).toEqual([['1200'], []]))
  it('of six, beside those of twelve', () => expect(most(year, FEE, 'P1Y', 'P6M')).toEqual([['1200', '600'], []]))
  it('are those of the months that begin in it', () => {
    // From 15 January 2026: February to January, and not the month that it began in.
    expect(most({ term: { from: '2026-01-15' } }, FEE, 'P1Y')).toEqual([['1200'], []])
  })
  it('as far as they are known, which is said', () => {
    const why = 'remedies[0].base.amounts the fees that are known: the fee of some periods of the window is not known'
    const base = { currency: 'EUR', per: 'month' as const, amounts: { '2026-03': '100', '2026-06': '500' } }
    expect(most(year, base, 'P1Y')).toEqual([['60'], [why]])
    expect(most(year, { ...base, amount: '1000' }, 'P1Y')).toEqual([['1060'], []])
  })
  it('hold nothing where none is known', () => {
    expect(most(year, { currency: 'EUR', per: 'month', amounts: { '2020-01': '1' } }, 'P1Y')).toEqual([[], []])
  })
  it('in percent are a share of each of them', () => {
    // 10 % of twelve fees.
    const { bounds } = ask(award({ percent: rat(500) }), [{ percent: '10', of: 'fees', window: 'P1Y' }], { contract: year })
    expect(bounds.map(({ unit, limit }) => `${unit} ${text(limit)}`)).toEqual(['percent 120'])
  })
})
