/** Awards as the report writes them (R22). */
import { describe, expect, it } from 'vitest'
import { rat } from '../../../shared/base/rational.ts'
import { reason } from '../../../shared/evaluate/model/reasons.ts'
import type { Award } from '../../../shared/evaluate/remedies/award.ts'
import { amountText, remedyReport, writeAward } from '../../../shared/evaluate/remedies/remedy-report.ts'

const NONE: Award = { state: 'due', percent: null, days: null, amount: null, currency: null }
const NOTHING = { percent: null, amount: null, amountExact: null, currency: null, days: null }

describe('what is written', () => {
  it.each<[string, Partial<Award>, object]>([
    ['nothing', {}, {}],
    ['percent', { percent: rat(25, 2) }, { percent: '12.5' }],
    ['days', { days: rat(10, 3) }, { days: '3.333333333' }],
    ['money', { amount: rat(1, 8), currency: 'EUR' }, { amount: '0.13', amountExact: '1/8', currency: 'EUR' }],
    ['money of no currency is none', { amount: rat(5) }, {}],
    ['a currency without money is none', { currency: 'EUR' }, {}],
    ['no money at all is some', { amount: rat(0), currency: 'EUR' }, { amount: '0.00', amountExact: '0/1', currency: 'EUR' }],
  ])('%s', (_what, award, expected) => expect(writeAward({ ...NONE, ...award }, undefined)).toEqual({ ...NOTHING, ...expected }))

  it.each([
    ['half up where it is not said', undefined, '0.13'],
    ['half up', 'half-up', '0.13'],
    ['down', 'floor', '0.12'],
    ['up', 'up', '0.13'],
  ] as const)('an eighth is rounded %s', (_what, rounding, text) => expect(amountText(rat(1, 8), 'EUR', rounding)).toBe(text))
  it('no amount without a currency, and none without an amount', () => {
    expect([amountText(rat(1), null, undefined), amountText(null, 'EUR', undefined)]).toEqual([null, null])
  })
})

it('a report has a reason only where there is one', () => {
  const remedy = { id: 'credit', kind: 'percent' } as const
  const plain = remedyReport(remedy, 'due', { ...NONE, percent: rat(5) }, { ...NONE, amount: rat(2), currency: 'EUR' }, [1])
  expect(plain).toEqual({ id: 'credit', kind: 'percent', state: 'due', ...NOTHING, percent: '5', computed: '2.00', caps: [1] })
  expect(plain).not.toHaveProperty('reason')
  expect(remedyReport(remedy, 'none', { ...NONE, reason: reason('no-figure') }, NONE, [])).toMatchObject({
    reason: reason('no-figure'),
    computed: null,
  })
})
