import { describe, expect, it } from 'vitest'
import { decimal, rat } from '../../../../shared/base/rational.ts'
import { minorDigits, moneyText } from '../../../../shared/evaluate/remedies/money.ts'

it.each([
  ['EUR', 2],
  ['USD', 2],
  ['CHF', 2],
  ['JPY', 0],
  ['KRW', 0],
  ['CLP', 0],
  ['KWD', 3],
  ['TND', 3],
  ['CLF', 4],
] as const)('%s has %i minor digits', (code, digits) => expect(minorDigits(code)).toBe(digits))

describe('one rounding', () => {
  it.each([
    ['0.005', 'EUR', 'half-up', '0.01'],
    ['0.004999999999999', 'EUR', 'half-up', '0.00'],
    ['0.009', 'EUR', 'floor', '0.00'],
    ['0.001', 'EUR', 'up', '0.01'],
    ['120', 'EUR', 'half-up', '120.00'],
    ['1234.5', 'JPY', 'half-up', '1235'],
    ['1234.5', 'JPY', 'floor', '1234'],
    ['1.0005', 'KWD', 'half-up', '1.001'],
    ['1.00005', 'CLF', 'half-up', '1.0001'],
  ] as const)('%s %s %s: %s', (amount, currency, mode, text) => expect(moneyText(decimal(amount), currency, mode)).toBe(text))

  it('rounds what has no end in decimals', () => {
    expect(moneyText(rat(100, 3), 'EUR')).toBe('33.33')
    expect(moneyText(rat(200, 3), 'EUR')).toBe('66.67')
  })
})
