/** The evaluator against the second implementation, and what must hold whatever the agreement and the evidence. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evaluateWith } from '../../shared/evaluate/core.ts'
import type { ObjectiveReport } from '../../shared/evaluate/report.ts'
import { time } from '../../shared/evaluate/time.ts'
import { temporalZones } from '../../shared/time/zones.ts'
import { anyCase, type Case, MINUTE } from './anything.ts'
import { type Second, secondOpinion } from './second.ts'

const RUNS = Number(process.env.RUNS ?? 1000)

function report({ contract, evidence, at, label }: Case): ObjectiveReport {
  const { objectives } = evaluateWith({ measures: { time } }, [contract], evidence, { at, period: label, zones: temporalZones })
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
})
