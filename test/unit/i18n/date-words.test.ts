import { describe, expect, it } from 'vitest'
import { clockText, dateWords, dayText, instantText, periodText, spanText } from '../../../shared/i18n/date-words.ts'
import { en } from '../../../shared/i18n/en.ts'

// Berlin in November is UTC + 1.
const wall = (at: number) => at + 3_600_000
const t = (text: string) => Date.parse(text)

describe('instants in the agreement’s zone', () => {
  it('shows the wall clock, seconds only where they matter', () => {
    expect(clockText(t('2026-11-18T13:05:00Z'), wall)).toBe('14:05')
    expect(clockText(t('2026-11-18T13:05:07Z'), wall)).toBe('14:05')
    expect(clockText(t('2026-11-18T13:05:07Z'), wall, true)).toBe('14:05:07')
  })
  it('an instant late in UTC is the next local day', () => expect(dayText(t('2026-11-18T23:30:00Z'), wall, en)).toBe('19 Nov'))
  it.each([
    ['2026-11-18T08:40:00Z', '09:40'], // today: the time alone
    ['2026-11-17T22:59:00Z', '17 Nov, 23:59'],
    ['2025-11-18T08:40:00Z', '18 Nov 2025, 09:40'], // another year
  ])('%s, seen on 18 November 2026, reads %s', (at, words) => expect(instantText(t(at), wall, en, t('2026-11-18T13:05:00Z'))).toBe(words))
})

describe('a span', () => {
  it.each([
    ['2026-11-24T21:00:00Z', '2026-11-24T23:00:00Z', '24 Nov, 22:00–24:00'], // midnight is the day’s end
    ['2026-11-24T21:00:00Z', '2026-11-24T22:30:00Z', '24 Nov, 22:00–23:30'],
    ['2026-11-24T21:00:00Z', '2026-11-25T01:00:00Z', '24 Nov, 22:00 – 25 Nov, 02:00'],
  ])('%s to %s', (from, to, words) => expect(spanText(t(from), t(to), wall, en)).toBe(words))
})

describe('a period’s label', () => {
  it.each([
    ['2026-11', 'November 2026'],
    ['2026-Q4', 'Q4 2026'],
    ['2026', '2026'],
    ['2026-W14', 'week 14, 2026'],
    ['2026-01-12/2026-02-12', '12 Jan 2026 – 11 Feb 2026'], // the end is exclusive
    ['something', 'something'],
  ])('%s reads %s', (label, words) => expect(periodText(label, en)).toBe(words))
  it('is short where asked', () => expect(periodText('2026-09', en, { short: true, year: false })).toBe('Sep'))
  it('leaves text that is no date alone', () => expect(dateWords('2026-13-40', 0, en)).toBe('2026-13-40'))
})
