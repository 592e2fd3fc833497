/** Shares as figures (R11): what unknown things do to them, means, and what a measure says that says nothing. */
import { describe, expect, it } from 'vitest'
import { fraction, rat } from '../../../../shared/base/rational.ts'
import { figureOf, itemTally, meanFigure, NO_FIGURE, notComputable } from '../../../../shared/evaluate/measures/share-of-items.ts'
import type { FigureBounds } from '../../../../shared/evaluate/model/measured.ts'
import { reason } from '../../../../shared/evaluate/model/reasons.ts'

const text = ({ value, low, high }: FigureBounds) => [low && fraction(low), value && fraction(value), high && fraction(high)]

describe('figureOf', () => {
  it.each([
    // Of ten, six are good, two bad and two unknown.
    ['as bounds: six of eight, at worst six of ten, at best eight', undefined, ['60/1', '75/1', '80/1']],
    ['said to be so', 'bounds', ['60/1', '75/1', '80/1']],
    ['left out: six of eight', 'excluded', ['75/1', '75/1', '75/1']],
    ['good: eight of ten', 'up', ['80/1', '80/1', '80/1']],
    ['bad: six of ten', 'down', ['60/1', '60/1', '60/1']],
  ] as const)('unknown things %s', (_what, policy, expected) => {
    expect(text(figureOf(itemTally(6, 2, 2), policy))).toEqual(expected)
  })
  it.each([
    ['nothing known', itemTally(0, 0, 2), ['0/1', null, '100/1']],
    ['nothing at all', itemTally(0, 0), [null, null, null]],
  ])('of %s', (_what, of, expected) => expect(text(figureOf(of))).toEqual(expected))
})

describe('meanFigure', () => {
  it('weighs each that has a figure the same', () => {
    const figure = (n: number): FigureBounds => ({ value: rat(n), low: rat(n - 10), high: rat(n) })
    expect(text(meanFigure([figure(50), NO_FIGURE, figure(100)]))).toEqual(['65/1', '75/1', '75/1'])
  })
  it('of none is none', () => {
    expect(meanFigure([NO_FIGURE, NO_FIGURE])).toEqual(NO_FIGURE)
    expect(meanFigure([])).toEqual(NO_FIGURE)
  })
})

it('a refusal carries its reason, and nothing that could be taken for an answer', () => {
  expect(notComputable('not-computable', reason('rate-unstated'))).toEqual({
    refused: { verdict: 'not-computable', reason: reason('rate-unstated') },
    attained: NO_FIGURE,
    target: null,
    best: NO_FIGURE,
    known: rat(0),
    time: null,
    budget: null,
    runs: [],
    down: [],
    ledger: [],
    basis: 'contractual',
  })
})
