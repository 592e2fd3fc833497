/** What follows from bounds and from misses (R11, R14), without a measure behind them. */
import { describe, expect, it } from 'vitest'
import { rat } from '../../../../shared/base/rational.ts'
import type { Context, FigureBounds, Measured } from '../../../../shared/evaluate/model/measured.ts'
import { reason } from '../../../../shared/evaluate/model/reasons.ts'
import { verdictOf } from '../../../../shared/evaluate/verdict/verdict.ts'

const context = (at: number) => ({ objective: { measure: {} }, period: { from: 0, to: 100, label: 'p' }, at }) as unknown as Context
const measured = (more: Partial<Measured>) => ({ target: rat(99), known: rat(1), ...more }) as Measured
const NO_FIGURE: FigureBounds = { value: null, low: null, high: null }
const judge = (more: Partial<Measured>, at = 100, figure = NO_FIGURE) => verdictOf(context(at), measured(more), figure, null)

describe('misses against those allowed', () => {
  it.each([
    // missed, unknown, of three allowed
    [0, 0, 'met'],
    [3, 0, 'met'],
    [4, 0, 'breached'],
    [2, 1, 'met'],
    [2, 2, 'cannot-tell'],
    [4, 1, 'breached'],
  ])('%i missed and %i unknown: %s', (missed, unknown, verdict) => {
    expect(judge({ misses: { missed, unknown, allowed: 3 } }).verdict).toBe(verdict)
  })
})

describe('nothing to take a share of', () => {
  it.each([
    ['all of it excused', rat(1), 100, 'met'],
    ['all of it excused so far', rat(1), 50, 'on-track'],
    ['none of it seen', rat(0), 100, 'cannot-tell'],
  ] as const)('%s', (_what, known, at, verdict) => expect(judge({ known }, at).verdict).toBe(verdict))

  it('gives the reason why it is undecided', () => {
    expect(judge({ known: rat(0) })).toEqual({ verdict: 'cannot-tell', reason: reason('unknown-decides'), why: 'no-data' })
  })
})
