import { describe, expect, it } from 'vitest'
import { readContractValue } from '../../../shared/contract/read-contract.ts'
import { evaluateUnnamed } from '../../../shared/evaluate/index.ts'
import type { ObjectiveReport } from '../../../shared/evaluate/model/report.ts'
import { readEvidenceValue } from '../../../shared/evidence/read-evidence.ts'
import { ar } from '../../../shared/i18n/ar.ts'
import { de } from '../../../shared/i18n/de.ts'
import { en } from '../../../shared/i18n/en.ts'
import { creditReason } from '../../../shared/i18n/reason-texts.ts'
import { parseInstant } from '../../../shared/time/instant.ts'

const FORMULA = 'fee × (99.9 − achieved) ÷ 0.9'

/** June with an hour down, by one remedy. */
function june(remedy: object, to = '2026-06-02T01:00:00Z'): ObjectiveReport {
  const { contract, problems } = readContractValue({
    format: 'standing/contract@1',
    id: 'acme',
    title: 'Acme',
    zone: 'UTC',
    period: { every: 'P30D', from: '2026-06-01' },
    services: [{ id: 'api', name: 'API' }],
    objectives: [{ id: 'uptime', services: ['api'], target: '99.9', measure: { by: 'time' }, exclude: [], remedies: ['credit'] }],
    remedies: [{ id: 'credit', ...remedy }],
  })
  expect(problems).toEqual([])
  const { evidence } = readEvidenceValue({
    format: 'standing/evidence@1',
    coverage: [{ service: 'api', source: 'probe:p', from: '2026-06-01T00:00:00Z', to: '2026-07-01T00:00:00Z' }],
    spans: [{ service: 'api', source: 'probe:p', state: 'down', from: '2026-06-02T00:00:00Z', to }],
  })
  return evaluateUnnamed([contract!], evidence!, { at: parseInstant('2026-07-01T00:00:00Z'), period: '2026-06-01' }).objectives[0]!
}

describe('why a credit has no figure', () => {
  it.each([
    ['en', en, `the agreement gives the credit as a formula in words: ${FORMULA}`],
    ['de', de, `die Vereinbarung gibt die Gutschrift als Formel in Worten an: ${FORMULA}`],
    ['ar', ar, `تذكر الاتفاقية رصيد الخدمة بصيغة مكتوبة بالكلمات: \u2068${FORMULA}\u2069`],
  ])('a formula is shown in its own words, in %s', (_tag, locale, text) => {
    expect(creditReason(june({ kind: 'formula', formula: FORMULA }), locale)).toBe(text)
  })
  it('a share of a fee that does not fit the period says what to write', () => {
    const base = { amount: '50.00', currency: 'EUR', per: 'month' }
    const report = june({ kind: 'percent', credit: '10', base })
    expect(report.credit).toMatchObject({ state: 'due', percent: '10', amount: null })
    expect(creditReason(report, en)).toContain('write the fee of one period')
  })
  it.each([
    ['an amount that is known', { kind: 'percent', credit: '10', base: { amount: '50.00', currency: 'EUR', per: 'period' } }, undefined],
    ['a share of a fee that the agreement does not name', { kind: 'percent', credit: '10' }, undefined],
    ['a formula without a breach', { kind: 'formula', formula: FORMULA }, '2026-06-02T00:00:01Z'],
  ])('nothing is said of %s', (_what, remedy, to) => {
    expect(creditReason(june(remedy, to), en)).toBe('')
  })
})
