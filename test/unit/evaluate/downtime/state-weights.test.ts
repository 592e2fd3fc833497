/** What states and shares weigh (R7), and when a customer knew of an incident (R26, R39). */
import { describe, expect, it } from 'vitest'
import { fraction, ONE, rat, ZERO } from '../../../../shared/base/rational.ts'
import { awareAt } from '../../../../shared/evaluate/downtime/awareness.ts'
import { stateWeights, weighting, weightsText } from '../../../../shared/evaluate/downtime/state-weights.ts'
import type { Declaration } from '../../../../shared/evidence/model.ts'
import { DOWN, UP, WEIGHTLESS } from '../../../../shared/evidence/resolve-authority.ts'
import type { SourceTimeline } from '../../../../shared/evidence/source-timeline.ts'
import { contextOf } from '../measure-context.ts'
import { agreement } from '../stand.ts'

describe('weights', () => {
  const of = (contract: Parameters<typeof agreement>[0]) => {
    const made = agreement(contract)
    return weightsText(stateWeights(made, made.objectives[0]!))
  }
  it.each<[string, Parameters<typeof agreement>[0], string]>([
    ['by default', {}, 'down 1, partial 1, degraded 0, maintenance 0'],
    [
      'where maintenance has a clause',
      { contract: { exclusions: [{ id: 'w', category: 'scheduled-maintenance' }] } },
      'down 1, partial 1, degraded 0, maintenance 1',
    ],
    [
      'as they are given',
      { measure: { weights: { degraded: '0.5', partial: 0, maintenance: '0.25' } } },
      'down 1, partial 0, degraded 1/2, maintenance 1/4',
    ],
  ])('%s', (_what, setting, expected) => expect(of(setting)).toBe(expected))

  it('become codes, the larger for the heavier, each weight once', () => {
    const states = { up: ZERO, down: ONE, partial: rat(1, 2), degraded: ZERO, maintenance: ONE }
    const words: SourceTimeline[] = [
      { state: 'up' },
      { state: 'maintenance' },
      { state: 'degraded' },
      { state: 'partial', share: '0.5' },
      { state: 'partial' },
      { state: 'down', share: '0.5' },
      { state: 'down' },
    ]
    const found = weighting(words, states)
    // A quarter, a half twice over, and all of it.
    expect(found.weights.map(fraction)).toEqual(['1/4', '1/2', '1/1'])
    expect(found.steps.map(fraction)).toEqual(['1/4', '1/4', '1/2'])
    expect(found.codes).toEqual([UP, DOWN + 2, WEIGHTLESS, DOWN, DOWN + 1, DOWN + 1, DOWN + 2])
    expect(found.down).toBe(DOWN + 2)
  })
  it('of nothing have no code of downtime', () => {
    const none = weighting([{ state: 'up' }, { state: 'down' }], { up: ZERO, down: ZERO, partial: ZERO, degraded: ZERO, maintenance: ZERO })
    expect(none).toMatchObject({ weights: [], steps: [], codes: [UP, WEIGHTLESS], down: WEIGHTLESS })
  })
})

describe('when the customer knew', () => {
  const MIN = 60_000
  const word = (from: number, to: number | null, more: Partial<Declaration> = {}): Declaration => ({
    id: 'a',
    clause: 'awareness',
    services: ['api'],
    from: from * MIN,
    to: to === null ? null : to * MIN,
    by: 'customer',
    at: from * MIN,
    reason: '',
    ...more,
  })
  // An incident from minute 100 to 200, asked about at minute 1000.
  const ask = (list: readonly Declaration[], to: number | null = 200, services = ['api']) => {
    const context = contextOf({
      measure: { by: 'time' },
      objective: { services },
      from: 0,
      to: 1000 * MIN,
      evidence: { declarations: list },
    })
    const found = awareAt(context, 100 * MIN, to === null ? null : to * MIN)
    return found === null ? null : found / MIN
  }
  it.each<[string, readonly Declaration[], number | null]>([
    ['nobody said', [], null],
    ['in it', [word(120, 130)], 120],
    ['the earliest of two', [word(140, null), word(120, 130)], 120],
    ['with its end', [word(200, 210)], null],
    ['a minute before its end', [word(199, 210)], 199],
    ['up to its start', [word(50, 100)], null],
    ['up to a minute into it: when it was said', [word(50, 101, { at: 90 * MIN })], 90],
    ['from its very start, an instant', [word(100, 100)], 100],
    ['from its start, said later', [word(100, null, { at: 150 * MIN })], 150],
    ['before it, said in it', [word(50, null, { at: 150 * MIN })], 150],
    ['of another clause', [word(120, 130, { clause: 'work' })], null],
    ['of another service', [word(120, 130, { services: ['web'] })], null],
    ['of several services', [word(120, 130, { services: ['web', 'api'] })], 120],
    ['of no service in particular', [word(120, 130, { services: [] })], 120],
    ['taken back before', [word(120, 130, { retractedAt: 999 * MIN })], null],
    ['taken back at this moment', [word(120, 130, { retractedAt: 1000 * MIN })], null],
    ['taken back later', [word(120, 130, { retractedAt: 1001 * MIN })], 120],
  ])('%s', (_what, list, expected) => expect(ask(list)).toBe(expected))
  it('of an incident that goes on, whenever', () => expect(ask([word(900, 910)], null)).toBe(900))
})
