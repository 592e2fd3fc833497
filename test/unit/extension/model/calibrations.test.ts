/** An objective's incidents beside its page's figure, by the agreement's own weights and the source's own components. */
import { describe, expect, it } from 'vitest'
import type { AgreementEvaluation } from '../../../../extension/model/agreement-evaluation.ts'
import { calibrationsOf } from '../../../../extension/model/calibrations.ts'
import type { Weights } from '../../../../shared/contract/model.ts'
import type { ObjectiveReport } from '../../../../shared/evaluate/model/report.ts'
import { NO_EVIDENCE, type Span } from '../../../../shared/evidence/model.ts'
import type { Official } from '../../../../shared/feeds/parts/official.ts'
import { source } from '../records.ts'

const MINUTE = 60_000
const AT = Date.UTC(2026, 5, 20)
const DAY = Date.UTC(2026, 5, 10)
const official: Official = {
  weights: 'major-and-partial',
  parts: [
    { id: 'c-api', name: 'API', percent: '100', over: { from: '2026-06-10', to: '2026-06-19', days: 10 } },
    { id: 'c-other', name: 'Other', percent: '100', over: { from: '2026-06-10', to: '2026-06-19', days: 10 } },
  ],
}
const span = (state: Span['state'], more: Partial<Span> = {}): Span => ({
  service: 'api',
  from: DAY,
  to: DAY + 60 * MINUTE,
  state,
  source: { kind: 'feed', id: 'acme', party: 'provider' },
  basis: 'component-transition',
  ref: 'i',
  observedAt: AT,
  ...more,
})
const report = { id: 'uptime', services: ['api'], time: {} } as unknown as ObjectiveReport

function rows(spans: readonly Span[], weights: Weights = {}, of: ObjectiveReport = report, said: Official | null = official) {
  const objective = { id: 'uptime', services: ['api'], measure: { by: 'time', weights } }
  const evaluation = {
    agreement: { contract: { objectives: [objective] }, links: [{ source: 'acme', components: { 'c-api': ['api'] } }] },
    sources: [source(said ? { official: { at: AT, said } } : {})],
    evidence: { ...NO_EVIDENCE, spans },
    at: AT,
  } as unknown as AgreementEvaluation
  return calibrationsOf(evaluation, of).map(({ calibration: { id, oursMs } }) => [id, oursMs / MINUTE])
}

describe('an objective’s incidents beside its page’s figure', () => {
  it.each([
    ['an outage counts', [span('down')], {}, 60],
    ['degraded time counts nothing where the agreement is silent', [span('degraded')], {}, 0],
    ['degraded time counts as the agreement says', [span('degraded')], { degraded: '0.5' }, 30],
    [
      'another source’s incidents are none of the page’s',
      [span('down', { source: { kind: 'feed', id: 'other', party: 'provider' } })],
      {},
      0,
    ],
    ['only the last version of an incident counts', [span('down'), span('down', { to: DAY + 30 * MINUTE, observedAt: AT - 1 })], {}, 60],
  ])('%s', (_what, spans, weights, minutes) => expect(rows(spans, weights as Weights)).toEqual([['c-api', minutes]]))
  it.each([
    ['a page without a figure', report, null],
    ['an objective that is not by time', { ...report, time: undefined } as unknown as ObjectiveReport, official],
    ['services without a component', { ...report, services: ['web'] }, official],
  ])('there are none for %s', (_what, of, said) => expect(rows([span('down')], {}, of, said)).toEqual([]))
})
