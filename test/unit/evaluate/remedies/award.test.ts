/** What one remedy grants before history, caps and minimum (R21), each kind alone. June 2026 has 30 days, 720 h. */
import { describe, expect, it } from 'vitest'
import { fraction, type Rational, rat } from '../../../../shared/base/rational.ts'
import { creditBands, scaleOf } from '../../../../shared/contract/credit-bands.ts'
import type { Band, Cap, Remedy } from '../../../../shared/contract/model.ts'
import type { Measured } from '../../../../shared/evaluate/model/measured.ts'
import { reason } from '../../../../shared/evaluate/model/reasons.ts'
import { type Award, award, noAward } from '../../../../shared/evaluate/remedies/award.ts'
import type { RemedyReason } from '../../../../shared/evaluate/remedies/condition.ts'
import { evaluationOf, HOUR, type Month } from '../sample-evaluation.ts'

const FLAT: RemedyReason = { rung: null }
const FEE = { amount: '1200', currency: 'EUR', per: 'month' } as const

interface Row {
  readonly june?: Month
  readonly hits?: readonly RemedyReason[]
  /** Instead of what the runs come to. */
  readonly measured?: Partial<Measured>
}
function ask(own: Partial<Remedy>, { june = {}, hits = [FLAT], measured }: Row = {}) {
  const remedy: Remedy = { id: 'credit', kind: 'percent', ...own }
  const { evaluation, evaluated, said } = evaluationOf({ remedies: [remedy], months: { 'uptime 2026-06': june } })
  const found = evaluated('2026-06')
  return { award: award(evaluation, { ...found, measured: { ...found.measured, ...measured } }, remedy, hits), said }
}
const text = (value: Rational | null) => (value === null ? '-' : fraction(value).replace(/\/1$/, ''))
const brief = ({ state, percent, days, amount, currency, reason }: Award) =>
  `${state} ${text(percent)}% ${text(days)}d ${text(amount)} ${currency ?? '-'}${reason === undefined ? '' : `: ${reason.why}`}`
/** The first band, hit by figures from low to high. */
const inBand = (band: Band, low: Rational, high = low, on?: Remedy['on']): RemedyReason => ({
  rung: creditBands([band], scaleOf(on))[0]!,
  at: { low, high },
})
const hours = (...lengths: readonly number[]): Month => ({
  runs: lengths.map((length, day) => [day * 48 * HOUR, day * 48 * HOUR + length * HOUR] as const),
})

describe('nothing', () => {
  it.each([
    ['none', 'none 0% -d - -'],
    ['no-band', 'no-band 0% -d - -'],
    ['cannot-tell', 'cannot-tell -% -d - -'],
    ['not-computable', 'not-computable -% -d - -'],
  ] as const)('%s', (state, expected) => {
    expect(brief(noAward(state))).toBe(expected)
    expect(noAward(state)).not.toHaveProperty('reason')
    expect(noAward(state, reason('no-figure'))).toMatchObject({ state, reason: { code: 'no-figure' } })
  })
})

describe('steps', () => {
  const band: Band = { below: '99', credit: '30', plus: { credit: '5', per: '0.1', partial: 'dropped' } }
  it.each<readonly [string, Partial<Remedy>, readonly RemedyReason[], string]>([
    ['percent, no fee', { credit: '10' }, [FLAT], 'due 10% -d - -'],
    ['percent of a fee', { credit: '10', base: FEE }, [FLAT], 'due 10% -d 120 EUR'],
    ['once for every hit', { credit: '10', base: FEE }, [FLAT, FLAT, FLAT], 'due 30% -d 360 EUR'],
    ['days', { kind: 'days', credit: '3' }, [FLAT], 'due -% 3d - -'],
    // 3 of the 30 days that 1200 are paid for.
    ['days of a fee', { kind: 'days', credit: '3', base: FEE }, [FLAT], 'due -% 3d 120 EUR'],
    ['an amount in its own currency', { kind: 'amount', credit: '75', currency: 'CHF', base: FEE }, [FLAT], 'due -% -d 75 CHF'],
    ['an amount in that of the fee', { kind: 'amount', credit: '75', base: FEE }, [FLAT], 'due -% -d 75 EUR'],
    ['an amount of no currency is no money', { kind: 'amount', credit: '75' }, [FLAT], 'due -% -d - -'],
    ['no credit named', {}, [FLAT], 'not-computable -% -d - -: neither the band nor the remedy names a credit'],
    // 98.8 is 0.2 below the edge: 30 and two steps of 5.
    ['a band with steps', {}, [inBand(band, rat(988, 10))], 'due 40% -d - -'],
    [
      'a band that pays differently at both ends',
      {},
      [inBand(band, rat(988, 10), rat(989, 10))],
      'cannot-tell -% -d - -: time without data could change the credit',
    ],
    ['a band that pays the same at both ends', {}, [inBand(band, rat(9881, 100), rat(9889, 100))], 'due 35% -d - -'],
    ['termination is a right', { kind: 'termination', base: FEE }, [FLAT], 'due -% -d - -'],
    [
      'a fee that is not known for the period',
      { credit: '10', base: { currency: 'EUR', amounts: { '2026-05': '5' } } },
      [FLAT],
      'due 10% -d - -: no fee is known for 2026-06',
    ],
  ])('%s', (_what, remedy, hits, expected) => expect(brief(ask(remedy, { hits }).award)).toBe(expected))

  it('says why only where there is something to say', () => {
    expect(ask({ credit: '10', base: FEE }).award).not.toHaveProperty('reason')
    expect(ask({ credit: '10' }).award).not.toHaveProperty('reason')
  })

  it('drops steps that have begun where the text is silent, and says so', () => {
    const silent: Band = { below: '99', credit: '30', plus: { credit: '5', per: '0.1' } }
    const asked = ask({ bands: [{ below: '90', credit: '50' }, silent] }, { hits: [inBand(silent, rat(988, 10))] })
    expect(asked.said).toEqual([
      'remedies[0].bands[1].plus.partial dropped: the agreement does not say whether a step that has begun counts',
    ])
    expect(ask({ bands: [band] }, { hits: [inBand(band, rat(988, 10))] }).said).toEqual([])
  })
})

describe('times the fee for the downtime', () => {
  const multiple = { times: '10', of: 'fee-for-downtime' }
  const own: Partial<Remedy> = { kind: 'multiple', multiple, base: FEE }
  const capped = (...caps: readonly Cap[]): Partial<Remedy> => ({ ...own, each: 'interruption', caps })
  it.each<readonly [string, Partial<Remedy>, Row, string]>([
    // 10 x 7.2 h of 720 h = 10 %.
    ['ten times', own, { june: hours(7.2) }, 'due 10% -d 120 EUR'],
    ['once where it is not said how often', { kind: 'multiple', base: FEE }, { june: hours(7.2) }, 'due 1% -d 12 EUR'],
    ['a band says how often', own, { june: hours(7.2), hits: [inBand({ below: '99.5', credit: '5' }, rat(99))] }, 'due 5% -d 60 EUR'],
    ['without a hit', own, { june: hours(7.2), hits: [] }, 'due 10% -d 120 EUR'],
    // Of 3.6 and 7.2 h only the longer is at least 5 h.
    ['runs that are long enough', { ...own, minRun: { atLeast: 'PT5H' } }, { june: hours(3.6, 7.2) }, 'due 10% -d 120 EUR'],
    ['each run', { ...own, each: 'interruption' }, { june: hours(3.6, 7.2) }, 'due 15% -d 180 EUR'],
    ['nothing measured in time', own, { measured: { time: null } }, 'not-computable -% -d - -: the measure has no time to multiply'],
    // 5 % and 10 %: the second is held to 8 %.
    [
      'no interruption above 8 %',
      capped({ percent: '8', of: 'period-fee', each: 'interruption' }),
      { june: hours(3.6, 7.2) },
      'due 13% -d 156 EUR',
    ],
    ['8 % of the sum binds elsewhere', capped({ percent: '8', of: 'period-fee' }), { june: hours(3.6, 7.2) }, 'due 15% -d 180 EUR'],
    // One day's worth of 30 is 3 1/3 %.
    ['no interruption above a day’s worth', capped({ worth: 'P1D', each: 'interruption' }), { june: hours(1.2, 7.2) }, 'due 5% -d 60 EUR'],
    ['a day’s worth of the sum binds elsewhere', capped({ worth: 'P1D' }), { june: hours(3.6, 7.2) }, 'due 15% -d 180 EUR'],
    ['other caps bind elsewhere', capped({ amount: '1' }, { days: '1' }), { june: hours(3.6, 7.2) }, 'due 15% -d 180 EUR'],
    [
      'the least of two',
      capped({ percent: '8', of: 'period-fee', each: 'interruption' }, { percent: '6', of: 'period-fee', each: 'interruption' }),
      { june: hours(3.6, 7.2) },
      'due 11% -d 132 EUR',
    ],
  ])('%s', (_what, remedy, row, expected) => expect(brief(ask(remedy, row).award)).toBe(expected))
})

it('in a running period is a share of the whole of it', () => {
  // Ten times 7.2 h of 720, of which half is still to come.
  const { measured } = evaluationOf({ remedies: [], months: { 'uptime 2026-06': hours(7.2) } }).evaluated('2026-06')
  const time = { ...measured.time!, base: 360 * HOUR, remaining: 360 * HOUR }
  const multiple = { times: '10', of: 'fee-for-downtime' }
  expect(brief(ask({ kind: 'multiple', multiple }, { june: hours(7.2), measured: { time } }).award)).toBe('due 10% -d - -')
})

describe('at a rate', () => {
  const rate = { amount: '3', currency: 'EUR', per: 'PT1H' } as const
  const lostTime: Partial<Remedy> = { kind: 'lostTime', lostTime: { rate } }
  const rated: Partial<Remedy> = { kind: 'multiple', multiple: { times: '50', of: 'fee-for-downtime', rate } }
  const most = { each: 'interruption', caps: [{ percent: '10', of: 'period-fee', each: 'interruption' }] } as const
  it.each<readonly [string, Partial<Remedy>, Row, string]>([
    // 3 EUR x 2 h.
    ['lost time', lostTime, { june: hours(2) }, 'due -% -d 6 EUR'],
    ['lost time of each run', { ...lostTime, each: 'interruption' }, { june: hours(2, 3) }, 'due -% -d 15 EUR'],
    ['nothing measured in time', lostTime, { measured: { time: null } }, 'not-computable -% -d - -: the measure has no time to pay for'],
    ['no rate', { kind: 'lostTime' }, {}, 'not-computable -% -d - -: the remedy has no lostTime'],
    // 50 x 3 EUR x 2 h.
    ['many times', rated, { june: hours(2) }, 'due -% -d 300 EUR'],
    [
      'as many times as the band says',
      rated,
      { june: hours(2), hits: [inBand({ below: '100', credit: '7' }, rat(99))] },
      'due -% -d 42 EUR',
    ],
    // A tenth of 1200 EUR is 120: 3 h come to 9 EUR, 46 h would to 138.
    ['no interruption above a tenth of the fee', { ...lostTime, ...most, base: FEE }, { june: hours(3, 46) }, 'due -% -d 129 EUR'],
    [
      'a fee in another currency holds nothing',
      { ...lostTime, ...most, base: { ...FEE, currency: 'USD' } },
      { june: hours(46) },
      'due -% -d 138 EUR',
    ],
    ['nor does one that is not known', { ...lostTime, ...most }, { june: hours(46) }, 'due -% -d 138 EUR'],
    ['nor a fee without a cap', { ...lostTime, base: FEE }, { june: hours(46) }, 'due -% -d 138 EUR'],
  ])('%s', (_what, remedy, row, expected) => expect(brief(ask(remedy, row).award)).toBe(expected))

  it('takes the period’s weighted downtime where single runs are not looked at', () => {
    // A run of 2 h of which only one lies in this period.
    const { measured } = evaluationOf({ remedies: [], months: { 'uptime 2026-06': hours(2) } }).evaluated('2026-06')
    const time = { ...measured.time!, weighted: `${HOUR}/1` }
    expect(brief(ask(lostTime, { june: hours(2), measured: { time } }).award)).toBe('due -% -d 3 EUR')
    expect(brief(ask({ ...lostTime, minRun: { atLeast: 'PT1H' } }, { june: hours(2), measured: { time } }).award)).toBe('due -% -d 6 EUR')
  })
})

describe('blocks', () => {
  it('need a rule', () => {
    expect(brief(ask({ kind: 'perBlock' }).award)).toBe('not-computable -% -d - -: the remedy has no perBlock')
  })
  it('of half an hour', () => {
    const perBlock = { block: 'PT30M', credit: '5', partial: 'dropped' } as const
    expect(brief(ask({ kind: 'perBlock', each: 'interruption', perBlock, base: FEE }, { june: hours(1.2) }).award)).toBe(
      'due 10% -d 120 EUR',
    )
  })
})
