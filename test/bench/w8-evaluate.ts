/** W8: the evaluator itself, on one busy month and on a year of fifty agreements. */
import type { Contract, Objective } from '../../shared/contract/model.ts'
import { evaluate } from '../../shared/evaluate/index.ts'
import type { Report } from '../../shared/evaluate/model/report.ts'
import { remembering } from '../../shared/evaluate/remembering.ts'
import { type Evidence, NO_EVIDENCE, type Source, type Span, type State } from '../../shared/evidence/model.ts'
import { contender, type Workload } from './measure.ts'
import { integerFrom, randomFrom } from './random.ts'

const MINUTE = 60_000
const DAY = 1440 * MINUTE
/** 1 April 2026 in Berlin, where the month before has 743 h. */
const END = Date.UTC(2026, 2, 31, 22)
const MARCH = Date.UTC(2026, 1, 28, 23)
const FEED: Source = { kind: 'feed', id: 'acme', party: 'provider' }
const PROBE: Source = { kind: 'probe', id: 'home', party: 'customer' }

const AGREEMENTS = 50
const MONTHS = 13
const SPANS = 200

export function workloads(): readonly Workload[] {
  const month = evidenceOf(1, MARCH, END, SPANS)
  const contract = contractOf('acme', 5)
  const year = Array.from({ length: AGREEMENTS }, (_, i) => ({
    contracts: [contractOf(`acme-${i}`, 2)],
    evidence: evidenceOf(i + 2, END - 390 * DAY, END, SPANS),
  }))
  const options = { at: END - 1, period: 'all' }
  const all = (): Report[] => year.map(({ contracts, evidence }) => evaluate(contracts, { ...evidence }, options))
  const asBefore = remembering(evaluate)
  const again = (): Report[] => {
    const changed = year[7] as (typeof year)[number]
    const incident = { ...(changed.evidence.spans[3] as Span), ref: 'new' }
    changed.evidence = { ...changed.evidence, spans: [...changed.evidence.spans.slice(0, SPANS), incident] }
    return year.map(({ contracts, evidence }) => asBefore(contracts, evidence, options))
  }
  return [
    {
      id: 'w8-month',
      title: `one month, ${SPANS} spans, 5 objectives`,
      limit: { name: 'sum of the spans', run: () => month.spans.reduce((sum, { from, to }) => sum + (to as number) - from, 0) },
      contenders: [
        contender({
          name: 'evaluate, nothing remembered',
          run: () => evaluate([{ ...contract }], { ...month }, { at: END, period: '2026-03' }),
          aimMs: 2,
          check: (report: Report) => (report.objectives.length === 5 ? sums(report) : `${report.objectives.length} objectives`),
        }),
      ],
    },
    {
      id: 'w8-year',
      title: `${AGREEMENTS} agreements × ${MONTHS} months, ${SPANS} spans each`,
      limit: { name: 'sum of the spans', run: () => year.reduce((sum, { evidence }) => sum + evidence.spans.length, 0) },
      contenders: [
        contender({
          name: 'evaluate, nothing remembered',
          run: all,
          aimMs: 300,
          check: (reports: Report[]) =>
            reports.every(({ objectives }) => objectives.length === 2 * MONTHS)
              ? sums(reports[7] as Report)
              : `${reports[0]?.objectives.length} answers`,
        }),
        contender({
          name: 'again after one incident',
          run: again,
          aimMs: 60,
          check: (reports: Report[]) => sums(reports[7] as Report),
        }),
      ],
    },
  ]
}

/** What is wrong with a report: the classes of every objective, and those of its ledger, must add up. */
function sums({ objectives }: Report): string | null {
  for (const { id, time, ledger } of objectives) {
    if (!time) return `no time for ${id}`
    const { agreed, up, down, excluded, unknown, remaining } = time
    if (up + down + excluded + unknown + remaining !== agreed) return `classes of ${id}`
    const counted = ledger.filter((entry) => entry.as === 'counted').reduce((sum, { from, to }) => sum + to - from, 0)
    if (counted !== down) return `ledger of ${id}`
  }
  return null
}

function contractOf(id: string, count: number): Contract {
  const objectives: Objective[] = [
    { id: 'api', services: ['api'], target: '99.9', measure: { by: 'time' } },
    { id: 'office', services: ['web'], target: '99.5', during: 'office', measure: { by: 'time', minRun: { atLeast: 'PT5M' } } },
    { id: 'both', services: ['api', 'web'], target: '99', measure: { by: 'time', combine: 'all', authority: 'both' } },
    { id: 'minutes', services: ['web'], target: '99.9', measure: { by: 'time', unit: { whole: 'PT1M' } } },
    { id: 'weighted', services: ['api'], target: '99.9', measure: { by: 'time', weights: { partial: '0.3' } } },
  ]
  return {
    format: 'standing/contract@1',
    id,
    title: 'Acme',
    zone: 'Europe/Berlin',
    period: { every: 'month' },
    services: [
      { id: 'api', name: 'API' },
      { id: 'web', name: 'Web' },
    ],
    calendars: { office: { weekly: { 'mon-fri': ['08:00-18:00'] }, dates: { '2025-12-25': [], '2026-01-01': [] } } },
    exclusions: [{ id: 'maintenance', category: 'scheduled-maintenance', notice: 'PT24H', budget: { hours: '10', per: 'year' } }],
    objectives: objectives.slice(0, count).map((objective) => ({ ...objective, remedies: ['credit'] })),
    remedies: [
      {
        id: 'credit',
        kind: 'percent',
        bands: [
          { below: '99.9', atLeast: '99', credit: '10' },
          { below: '99', credit: '25' },
        ],
        base: { amount: '1200.00', currency: 'EUR', per: 'month' },
        claim: { steps: [{ id: 'claim', within: { days: 30 }, after: 'period-end' }] },
      },
    ],
  }
}

function evidenceOf(seed: number, from: number, to: number, count: number): Evidence {
  const random = randomFrom(seed)
  const states: readonly State[] = ['down', 'down', 'partial', 'degraded', 'maintenance']
  const spans = Array.from({ length: count }, (_, i): Span => {
    const start = integerFrom(random, from, to - 60 * MINUTE)
    return {
      service: i % 2 ? 'api' : 'web',
      from: start,
      to: start + integerFrom(random, MINUTE, 40 * MINUTE),
      state: states[i % states.length] as State,
      source: i % 3 ? FEED : PROBE,
      ref: `incident-${i}`,
      title: `Errors ${i}`,
      observedAt: start + 60 * MINUTE,
    }
  })
  return {
    ...NO_EVIDENCE,
    spans,
    coverage: ['api', 'web'].flatMap((service) => [FEED, PROBE].map((source) => ({ service, source, from, to }))),
    maintenance: Array.from({ length: 6 }, (_, i) => {
      const start = integerFrom(random, from, to - 200 * MINUTE)
      return { id: `m${i}`, services: ['api'], from: start, to: start + 180 * MINUTE, announcedAt: start - 3 * DAY, source: FEED }
    }),
  }
}
