/** The evaluator against the second implementation, and what must hold whatever the agreement and the evidence. */
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import type { Objective } from '../../shared/contract/model.ts'
import { evaluateWith } from '../../shared/evaluate/evaluate-agreement.ts'
import { measureTime } from '../../shared/evaluate/measures/time.ts'
import type { ObjectiveReport } from '../../shared/evaluate/model/report.ts'
import { temporalZones } from '../../shared/time/zones.ts'
import { anyCase, type Case, MINUTE } from './anything.ts'
import { type Second, secondOpinion } from './second.ts'

/** RUNS=10000 for a long look; few enough otherwise for a busy machine. */
const RUNS = Number(process.env.RUNS ?? 300)
vi.setConfig({ testTimeout: 3_600_000 })

function report({ contract, evidence, at, label }: Case): ObjectiveReport {
  const { objectives } = evaluateWith({ measures: { time: measureTime } }, [contract], evidence, {
    at,
    period: label,
    zones: temporalZones,
  })
  return objectives[0]!
}

function percent(share: readonly [number, number] | null): string | null {
  if (share === null) return null
  let [n, d] = [BigInt(share[1] - share[0]) * 100n, BigInt(share[1])]
  for (let [a, b] = [n, d]; ; [a, b] = [b, a % b]) {
    if (b === 0n) {
      n /= a
      d /= a
      return `${n}/${d}`
    }
  }
}

/** Pace may raise the alarm where a running period is neither lost nor settled. */
const AT_RISK = ['on-track', 'cannot-tell']

function verdict({ contract, at, periods }: Case, { best, agreed, remaining, unknown }: Second): string {
  const allowed = 1000 - Number(contract.objectives[0]!.target) * 10
  const meets = ([bad, of]: readonly [number, number]) => bad * 1000 <= of * allowed
  const isOver = at >= periods.at(-1)!.to
  if (best.high && !meets(best.high)) return 'breached'
  const holds = best.low ? meets(best.low) : agreed - remaining === 0 || unknown < agreed - remaining
  return holds ? (isOver ? 'met' : 'on-track') : 'cannot-tell'
}

describe('the evaluator', () => {
  it('agrees with counting minute by minute', () => {
    fc.assert(
      fc.property(anyCase, (one) => {
        const found = report(one)
        if (found.verdict === 'not-in-force') return
        const slow = secondOpinion(one.contract, one.evidence, one.at, one.periods)
        const { weighted, ...time } = found.time!
        expect(time).toEqual({
          agreed: slow.agreed * MINUTE,
          up: slow.up * MINUTE,
          down: slow.down * MINUTE,
          excluded: slow.excluded * MINUTE,
          unknown: slow.unknown * MINUTE,
          remaining: slow.remaining * MINUTE,
          base: slow.base * MINUTE,
          disputed: slow.disputed * MINUTE,
        })
        expect(weighted).toBe(`${(slow.weighted * MINUTE) / 256}/1`)
        expect({ exact: found.attained.exact, low: found.attained.lowExact, high: found.attained.highExact }).toEqual({
          exact: percent(slow.value),
          low: percent(slow.low),
          high: percent(slow.high),
        })
        expect(found.verdict === 'at-risk' ? AT_RISK : [found.verdict]).toContain(verdict(one, slow))
      }),
      { numRuns: RUNS },
    )
  })

  it('puts every agreed ms into one class, and the ledger adds up to them', () => {
    fc.assert(
      fc.property(anyCase, (one) => {
        const { time: classes, ledger, attained } = report(one)
        if (!classes) return
        const { agreed, up, down, excluded, unknown, remaining } = classes
        expect(Math.min(up, down, excluded, unknown, remaining)).toBeGreaterThanOrEqual(0)
        expect(up + down + excluded + unknown + remaining).toBe(agreed)
        const inLedger = (as: string) => ledger.filter((entry) => entry.as === as).reduce((sum, { from, to }) => sum + to - from, 0)
        expect({ down: inLedger('counted'), excluded: inLedger('excluded'), unknown: inLedger('unknown') + inLedger('doubtful') }).toEqual({
          down,
          excluded,
          unknown,
        })
        for (const text of [attained.low, attained.value, attained.high]) {
          if (text === null) continue
          expect(Number(text)).toBeGreaterThanOrEqual(0)
          expect(Number(text)).toBeLessThanOrEqual(100)
        }
      }),
      { numRuns: RUNS },
    )
  })

  it('is not worsened by seeing more time up', () => {
    fc.assert(
      fc.property(anyCase, fc.nat(1), (one, which) => {
        // An open incident lasts to the end of what its source covers: here they are closed.
        const spans = one.evidence.spans.map((span) => ({ ...span, to: span.to ?? span.from + 90 * MINUTE }))
        const evidence = { ...one.evidence, spans }
        const seen = one.evidence.coverage[which]
        // A part of one service that is down may cover what is unknown of the other: with weights these are not in order.
        const { services, measure } = one.contract.objectives[0] as Objective
        if (!seen || (services.length > 1 && (measure.weights || measure.affectedShare))) return
        const more = {
          ...evidence,
          coverage: [...evidence.coverage, { ...seen, from: seen.from - 500 * MINUTE, to: (seen.to ?? one.at) + 500 * MINUTE }],
        }
        expect(atLeast(report({ ...one, evidence: more }), report({ ...one, evidence }))).toBe(true)
      }),
      { numRuns: RUNS },
    )
  })

  it('is not improved by taking an exclusion away', () => {
    fc.assert(
      fc.property(anyCase, (one) => {
        // Maintenance weighs the same with and without its clause, and no clause shrinks the base.
        const [objective] = one.contract.objectives
        const measure = { ...objective!.measure, weights: { ...objective!.measure.weights, maintenance: '1' } }
        const exclusions = (one.contract.exclusions ?? []).map(({ removes: _both, ...clause }) => clause)
        const contract = { ...one.contract, exclusions, objectives: [{ ...objective!, measure }] }
        const without = { ...contract, exclusions: exclusions.slice(1) }
        expect(atLeast(report({ ...one, contract }), report({ ...one, contract: without }))).toBe(true)
      }),
      { numRuns: RUNS },
    )
  })

  it('gives the same report for evidence given twice, in another order, or evaluated again', () => {
    fc.assert(
      fc.property(anyCase, (one) => {
        const first = JSON.stringify(report(one))
        const lists = Object.entries(one.evidence) as [string, readonly unknown[]][]
        const turned = (f: (list: readonly unknown[]) => unknown[]) =>
          Object.fromEntries(lists.map(([key, list]) => [key, f(list)])) as unknown as Case['evidence']
        expect(JSON.stringify(report(one))).toBe(first)
        expect(JSON.stringify(report({ ...one, evidence: turned((list) => [...list].reverse()) }))).toBe(first)
        const { ledger: _told, ...twice } = report({ ...one, evidence: turned((list) => [...list, ...list]) })
        expect(JSON.parse(first)).toMatchObject(JSON.parse(JSON.stringify(twice)))
      }),
      { numRuns: RUNS },
    )
  })
})

/** Whether one report's bounds are nowhere below those of another. */
function atLeast(one: ObjectiveReport, other: ObjectiveReport): boolean {
  const value = (text: string | null) => (text === null ? null : (text.split('/').map(BigInt) as [bigint, bigint]))
  return (['lowExact', 'highExact'] as const).every((bound) => {
    const a = value(one.attained[bound])
    const b = value(other.attained[bound])
    return a === null || b === null || a[0] * b[1] >= b[0] * a[1]
  })
}
