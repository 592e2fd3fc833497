import { describe, expect, it } from 'vitest'
import { readContractValue } from '../../../shared/contract/read-contract.ts'
import { evaluateUnnamed } from '../../../shared/evaluate/index.ts'
import type { ObjectiveReport } from '../../../shared/evaluate/model/report.ts'
import { readEvidenceValue } from '../../../shared/evidence/read-evidence.ts'
import { ar } from '../../../shared/i18n/ar.ts'
import { de } from '../../../shared/i18n/de.ts'
import { en } from '../../../shared/i18n/en.ts'
import type { Locale } from '../../../shared/i18n/locale.ts'
import { plainOf } from '../../../shared/i18n/objective-text.ts'
import { parseInstant } from '../../../shared/time/instant.ts'

const contract = readContractValue({
  format: 'standing/contract@1',
  id: 'acme',
  title: 'Acme',
  zone: 'UTC',
  period: { every: 'month' },
  services: [{ id: 'api', name: 'API' }],
  objectives: [{ id: 'uptime', services: ['api'], target: '99.9', measure: { by: 'time' }, exclude: [], remedies: ['credit'] }],
  remedies: [
    {
      id: 'credit',
      kind: 'percent',
      credit: '10',
      base: { amount: '1000.00', currency: 'EUR', per: 'month' },
      earnBack: { above: '99.95', within: 1 },
      claim: { steps: [{ id: 'claim', within: { days: 45 }, after: 'period-end', opens: 'period-end' }] },
    },
  ],
}).contract!

/** April with four hours down, asked while May runs or once it is over. */
function april(at: string, mayDown: boolean): ObjectiveReport {
  const down = (from: string, to: string) => ({ service: 'api', source: 'probe:p', state: 'down', from, to })
  const { evidence } = readEvidenceValue({
    format: 'standing/evidence@1',
    coverage: [{ service: 'api', source: 'probe:p', from: '2026-04-01T00:00:00Z', to: '2026-06-01T00:00:00Z' }],
    spans: [
      down('2026-04-02T00:00:00Z', '2026-04-02T04:00:00Z'),
      ...(mayDown ? [down('2026-05-02T00:00:00Z', '2026-05-02T01:00:00Z')] : []),
    ],
  })
  return evaluateUnnamed([contract], evidence!, { at: parseInstant(at), period: '2026-04' }).objectives[0]!
}

const ticketText = (report: ObjectiveReport, locale: Locale): string =>
  plainOf({
    title: 'Acme',
    name: 'Uptime',
    report,
    contract,
    at: parseInstant('2026-06-10T00:00:00Z'),
    zone: 'UTC',
    wall: (ms) => ms,
    locale,
    proof: [],
  }).replaceAll('\u00a0', ' ')

describe('the text of a claim, of a credit that can be earned back', () => {
  it.each([
    ['en', en, 'Provisional, can still be earned back: 100.00 EUR'],
    ['de', de, 'Vorläufig, noch abwendbar: 100,00 EUR'],
    ['ar', ar, 'مبدئي، يمكن للمزوّد أن يستدركه: 100.00 EUR'],
  ])('says what it comes to and by when to claim while it is open, in %s', (_tag, locale, words) => {
    const report = april('2026-05-20T00:00:00Z', false)
    expect([report.credit.state, report.claim.state]).toEqual(['provisional', 'open'])
    const line = ticketText(report, locale)
      .split('\n')
      .find((each) => each.startsWith(words))
    // 45 days from 1 May: the last is 14 June.
    expect(line).toContain('14')
  })
  it('is due once it can no longer be earned back', () => {
    const report = april('2026-05-20T00:00:00Z', true)
    expect(report.credit).toMatchObject({ state: 'due', amount: '100.00' })
    expect(ticketText(report, en)).toContain('Credit due: 100.00 EUR')
  })
  it('claims nothing of a credit that was earned back', () => {
    const report = april('2026-06-01T00:00:00Z', false)
    expect([report.credit.state, report.claim]).toEqual(['void', { state: 'none', steps: [] }])
    const text = ticketText(report, en)
    expect(text).toContain('Earned back, no longer due')
    for (const word of ['100.00', 'Credit due', 'laim by']) expect(text).not.toContain(word)
  })
})
