import { describe, expect, it } from 'vitest'
import { ar } from '../../../shared/i18n/ar.ts'
import { de } from '../../../shared/i18n/de.ts'
import { en } from '../../../shared/i18n/en.ts'
import { numberText } from '../../../shared/i18n/number-words.ts'
import { pluralForm } from '../../../shared/i18n/plural.ts'

describe('counts', () => {
  it.each([
    ['0', '0 tickets', '0 Tickets', 'لا تذاكر'],
    ['1', '1 ticket', '1 Ticket', 'تذكرة واحدة'],
    ['2', '2 tickets', '2 Tickets', 'تذكرتان'],
    ['3', '3 tickets', '3 Tickets', '3 تذاكر'],
    ['10', '10 tickets', '10 Tickets', '10 تذاكر'],
    ['11', '11 tickets', '11 Tickets', '11 تذكرة'],
    ['100', '100 tickets', '100 Tickets', '100 تذكرة'],
    ['103', '103 tickets', '103 Tickets', '103 تذاكر'],
    ['1234', '1,234 tickets', '1.234 Tickets', '1,234 تذكرة'],
    ['0.5', '0.5 tickets', '0,5 Tickets', '0.5 تذكرة'],
    ['-1', '−1 ticket', '−1 Ticket', '−1 تذكرة'],
  ])('%s tickets are grammatical in every language', (n, ...wanted) => {
    expect([en, de, ar].map((locale) => locale.counts.tickets(numberText(n, locale)))).toEqual(wanted)
  })

  it('a range takes the form of its end', () => {
    expect(en.say.days('1–30')).toBe('1–30 days')
    expect(en.say.days('0–1')).toBe('0–1 day')
    expect(ar.say.days('1–30')).toBe('1–30 يومًا')
  })

  it.each([
    ['en', 'one other'],
    ['de', 'one other'],
    ['ar', 'zero one two few many other'],
  ])('%s has the forms %s', (tag, forms) => {
    const found = new Set([0, 1, 2, 3, 11, 100].map((n) => pluralForm(n, tag)))
    expect([...found].sort()).toEqual(forms.split(' ').sort())
  })
})

describe('phrases with a count', () => {
  it('take the dative in German and the oblique dual in Arabic', () => {
    expect(de.say.claimWithin(de.say.days('30'))).toBe('Anspruch innerhalb von 30 Tagen')
    expect(de.say.claimWithin(de.say.billingCycles('2'))).toBe('Anspruch innerhalb von 2 Abrechnungszeiträumen')
    expect(ar.say.onTrack(ar.counts.tickets('1'), ar.counts.tickets('2'))).toBe('بقي تذكرة واحدة من تذكرتين')
    expect(ar.say.claimWithin(ar.say.businessDays('2'))).toBe('المطالبة خلال يومي عمل')
  })

  it.each([
    ['November', 'im November', 'in November'],
    ['KW 14, 2026', 'in KW 14, 2026', 'in KW 14, 2026'],
    ['Q4 2026', 'im 4. Quartal 2026', 'in Q4 2026'],
    ['2026', '2026', 'in 2026'],
    ['12. Jan. 2026 – 11. Feb. 2026', 'vom 12. Jan. 2026 bis 11. Feb. 2026', '12. Jan. 2026 – 11. Feb. 2026'],
  ])('%s reads well after a figure', (period, german, english) => {
    expect([de.say.inPeriod(period), en.say.inPeriod(period)]).toEqual([german, english])
  })
})
