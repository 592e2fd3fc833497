import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CODES, packedRuns, UNSEEN } from '../../../shared/evidence/check-bytes.ts'
import { fromPairs } from '../../../shared/time/intervals.ts'

const UP = CODES.up
const DOWN = CODES.down
const packed = (states: number[]) => ({ from: 1000, every: 60, states: Uint8Array.from(states) })

describe('runsOf', () => {
  it.each<readonly [string, number[], number[]]>([
    ['nothing', [], []],
    ['never down', [UP, UP], []],
    ['down throughout', [DOWN, DOWN], [1000, 1120]],
    ['the first', [DOWN, UP, UP], [1000, 1060]],
    ['the last', [UP, UP, DOWN], [1120, 1180]],
    ['two runs', [UP, DOWN, DOWN, UP, DOWN, UP], [1060, 1180, 1240, 1300]],
    ['unmeasured and degraded are not down', [UNSEEN, DOWN, CODES.degraded, DOWN, CODES.partial], [1060, 1120, 1180, 1240]],
  ])('%s', (_what, states, expected) => expect(packedRuns(packed(states), DOWN)).toEqual(expected))

  it('agrees with one interval a check, for long runs and for short ones', () => {
    const anyRun = fc.tuple(fc.constantFrom(UP, DOWN, UNSEEN), fc.oneof(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 200 })))
    const flapping = fc.array(fc.constantFrom(UP, DOWN), { minLength: 300, maxLength: 3000 })
    const calm = fc.array(anyRun, { maxLength: 200 }).map((runs) => runs.flatMap(([state, length]) => Array<number>(length).fill(state)))
    fc.assert(
      fc.property(fc.oneof(calm, flapping), fc.constantFrom(UP, DOWN, UNSEEN), (states, code) => {
        const each = states.flatMap((state, i) => (state === code ? [1000 + 60 * i, 1060 + 60 * i] : []))
        expect(packedRuns(packed(states), code)).toEqual(fromPairs(each))
      }),
      { numRuns: 500 },
    )
  })
})
