import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { en } from '../../../shared/i18n/en.ts'
import type { Locale } from '../../../shared/i18n/locale.ts'
import {
  boundsText,
  durationWords,
  moneyWords,
  numberText,
  percentText,
  shareWords,
  stopped,
  targetWords,
} from '../../../shared/i18n/number-words.ts'

const german: Locale = { ...en, decimal: ',', group: '.' }
const plain = (text: string) => text.replaceAll('\u00a0', ' ')

describe('a percentage is cut, never rounded up', () => {
  it.each([
    // text            digits  reads
    ['99.996', 2, '99.99'], // not 100
    ['99.9996', 3, '99.999'],
    ['99.999999999', 3, '99.999'],
    ['100', 3, '100'], // exactly 100 and nothing else
    ['0', 3, '0'],
    ['99.8996', 2, '99.89'], // not 99.90 beside a promise of 99.9
    // 31 d = 44,640 min; 44 min 49 s down of 2,678,400 s = 99.89960…: under 99.9
    ['99.899604241', 3, '99.899'],
    ['99.9', 3, '99.900'],
    ['99.932705248', 0, '99'],
    ['0.4', 0, '0'],
  ])('%s at %i digits reads %s', (text, digits, reads) => expect(percentText(text, en, digits)).toBe(reads))

  it('never reads above the value, nor as the promise when the value is below it', () => {
    const nine = fc.integer({ min: 0, max: 99_999_999_999 }).map((n) => `${Math.floor(n / 1e9)}.${String(n % 1e9).padStart(9, '0')}`)
    fc.assert(
      fc.property(nine, fc.integer({ min: 0, max: 9 }), (text, digits) => {
        const shown = percentText(text, en, digits)
        expect(Number(shown)).toBeLessThanOrEqual(Number(text))
        expect(shown).not.toBe('100')
      }),
    )
  })
})

describe('separators are the language’s, digits are Latin', () => {
  it.each([
    ['1234567.50', '1,234,567.50', '1.234.567,50'],
    ['999', '999', '999'],
    ['1000', '1,000', '1.000'],
    ['-1200.00', '−1,200.00', '−1.200,00'],
    ['123456789012.34', '123,456,789,012.34', '123.456.789.012,34'],
  ])('%s', (text, english, other) => {
    expect(numberText(text, en)).toBe(english)
    expect(numberText(text, german)).toBe(other)
  })
  it('a promise is shown as written', () => {
    expect(plain(targetWords('99.9', en))).toBe('99.9 %')
    expect(plain(targetWords('99.990', german))).toBe('99,990 %')
  })
  it('money carries its currency', () => expect(plain(moneyWords('2986.11', 'EUR', en))).toBe('2,986.11 EUR'))
})

describe('bounds', () => {
  it.each([
    ['99.702', '99.928', '99.70–99.92'],
    ['99.8761', '99.8768', '99.8761–99.8768'], // as many digits as make them differ
    ['100', '100', '100'],
    ['0', '100', '0–100'],
  ])('%s and %s read %s', (low, high, reads) => expect(boundsText(low, high, en)).toBe(reads))
})

describe('a duration', () => {
  it.each([
    [0, '0 s'],
    [7, '7 ms'],
    [999, '999 ms'],
    [1_000, '1 s'],
    [59_999, '59 s'], // the rest is dropped: not a minute yet
    [60_000, '1 min'],
    [2_592_000, '43 min 12 s'], // 30 d × 0.1 %
    [97_200_000, '1 d 3 h'],
    [86_400_000 * 12 + 3_600_000 * 9 + 60_000 * 55 + 4_000, '12 d 9 h 55 min'], // three units at most
    [86_400_000 + 5_000, '1 d'], // zeros are left out and take their place
    [-756_000, '−12 min 36 s'],
    [-356_400_000, '−4 d 3 h'], // −99 h
  ])('%i ms reads %s', (ms, words) => expect(plain(durationWords(ms, en))).toBe(words))
  it('gives four units where asked', () => expect(plain(durationWords(1_514_896_000, en, 4))).toBe('17 d 12 h 48 min 16 s'))
})

describe('a share of a whole', () => {
  it.each([
    [0, 5, '0 %'],
    [4_999, 5_000, '99 %'], // 99.98: something is missing, so not 100
    [5, 5, '100 %'],
    [0, 0, '0 %'],
  ])('%i of %i reads %s', (part, whole, words) => expect(plain(shareWords(part, whole, en))).toBe(words))
})

describe('a sentence ends with one full stop', () => {
  it.each([
    ['2 h over', '2 h over.'],
    ['28 Sek.', '28 Sek.'], // the abbreviation's own
  ])('%s', (sentence, expected) => expect(stopped(sentence)).toBe(expected))
})
