/**
 * Credits of whole reports: random outages through the evaluator, against integers. 43,200 minutes of June; a figure is below
 * an edge of e thousandths of a percent exactly when (43,200 − down) × 100,000 < e × 43,200.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Contract, Remedy } from '../../shared/contract/model.ts'
import { evaluate } from '../../shared/evaluate/index.ts'
import { type Evidence, NO_EVIDENCE, type Source } from '../../shared/evidence/model.ts'

const JUNE = Date.UTC(2026, 5, 1)
const MINUTE = 60_000
const MINUTES = 43_200
const WATCH: Source = { kind: 'probe', id: 'watch', party: 'customer' }

/** Edges in thousandths of a percent, worst last. */
const LADDER = [
  { below: 99_900, credit: 10 },
  { below: 99_000, credit: 25 },
  { below: 95_000, credit: 100 },
]

function contract(remedy: Partial<Remedy>): Contract {
  const bands = LADDER.map(({ below, credit }, i) => {
    const next = LADDER[i + 1]
    return { below: String(below / 1000), credit: String(credit), ...(next ? { atLeast: String(next.below / 1000) } : {}) }
  })
  return {
    format: 'standing/contract@1',
    id: 'acme',
    title: 'Acme',
    zone: 'UTC',
    period: { every: 'month' },
    services: [{ id: 'api', name: 'API' }],
    objectives: [{ id: 'uptime', services: ['api'], target: '99.9', measure: { by: 'time' }, remedies: ['credit'] }],
    remedies: [{ id: 'credit', kind: 'percent', bands, ...remedy }],
  }
}

type Outage = readonly [from: number, length: number]

function evidence(outages: readonly Outage[]): Evidence {
  return {
    ...NO_EVIDENCE,
    coverage: [{ service: 'api', source: WATCH, from: JUNE, to: JUNE + MINUTES * MINUTE }],
    spans: outages.map(([from, length]) => ({
      service: 'api',
      from: JUNE + from * MINUTE,
      to: JUNE + Math.min(MINUTES, from + length) * MINUTE,
      state: 'down',
      source: WATCH,
    })),
  }
}

const creditOf = (remedy: Partial<Remedy>, outages: readonly Outage[]) =>
  evaluate([contract(remedy)], evidence(outages), { at: Date.UTC(2026, 7, 1), period: '2026-06' }).objectives[0]!.credit

/** Every minute by itself. */
function minutesDown(outages: readonly Outage[]): number {
  const down = new Uint8Array(MINUTES)
  for (const [from, length] of outages) down.fill(1, from, Math.min(MINUTES, from + length))
  return down.reduce((sum, minute) => sum + minute, 0)
}

/** Percent, and cents of a fee in cents, after a cap in percent and a minimum in cents that must be passed. */
function slowly(down: number, fee: number, cap: number, minimum: number): string {
  const up = (MINUTES - down) * 100_000
  const percent = LADDER.filter(({ below }) => up < below * MINUTES)
    .map(({ credit }) => credit)
    .at(-1)
  if (percent === undefined) return 'none'
  const hundredths = fee * Math.min(percent, cap)
  if (hundredths <= minimum * 100) return `below-minimum 0 of ${Math.floor((fee * percent + 50) / 100)}`
  return `due ${Math.floor((hundredths + 50) / 100)} of ${Math.floor((fee * percent + 50) / 100)}`
}

const cents = (text: string | null | undefined): number => Math.round(Number(text) * 100)
// Around the edges of the ladder, 43.2, 432 and 2,160 minutes, as well as anywhere.
const length = fc.oneof(fc.integer({ min: 0, max: 3000 }), fc.constantFrom(43, 44, 431, 432, 433, 2159, 2160, 2161))
const outages = fc.array(fc.tuple(fc.integer({ min: 0, max: MINUTES - 1 }), length), { maxLength: 4 })

describe('a month of a stepped credit', () => {
  it('pays what integers say', () => {
    const share = fc.integer({ min: 1, max: 100 })
    fc.assert(
      fc.property(outages, fc.integer({ min: 1, max: 500_000 }), share, fc.integer({ min: 0, max: 5000 }), (drawn, fee, cap, minimum) => {
        const { state, amount, computed } = creditOf(
          {
            base: { amount: (fee / 100).toFixed(2), currency: 'EUR' },
            caps: [{ percent: String(cap), of: 'period-fee' }],
            minimum: { over: (minimum / 100).toFixed(2) },
          },
          drawn,
        )
        const said = state === 'none' ? 'none' : `${state} ${cents(amount)} of ${cents(computed)}`
        expect(said).toBe(slowly(minutesDown(drawn), fee, cap, minimum))
      }),
      { numRuns: 1500 },
    )
  })

  it('never pays less for one more outage', () => {
    fc.assert(
      fc.property(outages, outages, (some, more) => {
        const percent = (all: readonly Outage[]) => Number(creditOf({}, all).percent)
        expect(percent([...some, ...more])).toBeGreaterThanOrEqual(percent(some))
      }),
      { numRuns: 500 },
    )
  })

  it.each(['multiple', 'perBlock', 'lostTime'] as const)('%s never pays less for one more outage', (kind) => {
    const remedy: Partial<Remedy> = {
      kind,
      base: { amount: '100.00', currency: 'EUR' },
      multiple: { times: '10', of: 'fee-for-downtime' },
      perBlock: { block: 'PT15M', credit: '5' },
      lostTime: { rate: { amount: '1.00', currency: 'EUR', per: 'PT1H' } },
    }
    const { bands: _, ...flat } = contract(remedy).remedies![0]!
    const paid = (all: readonly Outage[]) => {
      const own = { ...contract({}), remedies: [flat] }
      const report = evaluate([own], evidence(all), { at: Date.UTC(2026, 7, 1), period: '2026-06' })
      return Number(report.objectives[0]!.credit.amount ?? 0)
    }
    fc.assert(
      fc.property(outages, outages, (some, more) => {
        expect(paid([...some, ...more])).toBeGreaterThanOrEqual(paid(some))
      }),
      { numRuns: 200 },
    )
  })
})
