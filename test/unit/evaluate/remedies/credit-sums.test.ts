/** What several remedies come to together, and the sums by period (R22 to R24). June 2026, each objective breached. */
import { describe, expect, it } from 'vitest'
import type { Objective, Remedy } from '../../../../shared/contract/model.ts'
import { credits } from '../../../../shared/evaluate/remedies/credits.ts'
import { evaluationOf, type Month } from '../sample-evaluation.ts'

const FEE = { amount: '1000', currency: 'EUR', per: 'month' } as const
const BAD: Month = { verdict: 'breached' }
const flat = (id: string, credit: string, more: Partial<Remedy> = {}): Remedy => ({ id, kind: 'percent', credit, base: FEE, ...more })
/** Of 5.00, which is less than the 10.00 that it takes. */
const small = (id: string, more: Partial<Remedy> = {}) => flat(id, '0.5', { minimum: { atLeast: '10' }, ...more })

function ask(remedies: readonly Remedy[], objectives: readonly Partial<Objective>[] = [{}], months: Readonly<Record<string, Month>> = {}) {
  const ids = objectives.map(({ id }) => id ?? 'uptime')
  const { evaluation, evaluated, said } = evaluationOf({
    remedies,
    objectives,
    months: { ...Object.fromEntries(ids.map((id) => [`${id} 2026-06`, BAD])), ...months },
  })
  const all = ids.map((id) => evaluated('2026-06', id))
  return { credit: credits.of(evaluation, all[0]!).credit, sums: credits.sums(evaluation, all), said }
}

describe('where nothing is paid', () => {
  const nobody = { percent: null, amount: null, amountExact: null, currency: null, days: null, remedy: null, computed: null }
  const holed: Remedy = { id: 'holed', kind: 'percent', bands: [{ below: '50', credit: '10' }] }
  const formula: Remedy = { id: 'formula', kind: 'formula' }
  it.each<[string, readonly Remedy[], object]>([
    [
      'the one below its minimum is named, wherever it stands',
      [holed, small('b')],
      { state: 'below-minimum', percent: '0.5', amount: '0.00', remedy: 'b', computed: '5.00' },
    ],
    ['no band pays', [holed], { ...nobody, state: 'no-band', percent: '0' }],
    ['it cannot be computed', [holed, formula], { ...nobody, state: 'not-computable' }],
  ])('%s', (_what, remedies, expected) => {
    const bounds = { value: null, low: { n: 99n, d: 1n }, high: { n: 99n, d: 1n } }
    const { evaluation, evaluated } = evaluationOf({ remedies, months: { 'uptime 2026-06': BAD } })
    expect(credits.of(evaluation, { ...evaluated('2026-06'), figure: bounds }).credit).toMatchObject(expected)
  })
})

describe('several', () => {
  it('are added, which is said', () => {
    const { credit, said } = ask([flat('a', '10'), flat('b', '5')])
    expect(credit).toMatchObject({ state: 'due', percent: '15', amount: '150.00', remedy: null, computed: '150.00' })
    expect(said).toEqual(['objectives[0].stack sum: the agreement does not say whether its remedies add up'])
  })
  it('of which one is due leave nothing to choose', () => {
    expect(ask([flat('a', '10'), { id: 'b', kind: 'none' }], [{ stack: 'choose' }]).credit).toMatchObject({ state: 'due', remedy: 'a' })
    expect(ask([flat('a', '10'), flat('b', '5')], [{ stack: 'choose' }]).credit).toMatchObject({ state: 'choose-one', remedy: 'a' })
  })
  it('say how they are rounded', () => {
    expect(ask([flat('a', '10', { base: { ...FEE, amount: '1.25' } })]).said).toEqual([
      'remedies[0].rounding half-up: the agreement does not say how amounts are rounded',
    ])
  })
})

describe('sums', () => {
  it('what is below its minimum adds nothing, in percent as in money', () => {
    expect(ask([small('a')]).sums).toEqual([
      { period: '2026-06', remedy: 'a', percent: '0', amount: '0.00', currency: 'EUR', days: null, caps: [] },
    ])
    // One of 5.00 and one of 100.00 by the same remedy.
    const remedy = flat('a', '0', { minimum: { atLeast: '10' }, bands: [{ atMost: '99', credit: '0.5' }, { above: '99', credit: '10' }] }) // biome-ignore format: one line
    const { evaluation, evaluated } = evaluationOf({
      remedies: [remedy],
      objectives: [{ id: 'x' }, { id: 'y' }],
      months: { 'x 2026-06': BAD, 'y 2026-06': BAD },
    })
    const at = (id: string, n: bigint) => ({ ...evaluated('2026-06', id), figure: { value: null, low: { n, d: 1n }, high: { n, d: 1n } } })
    expect(credits.sums(evaluation, [at('x', 98n), at('y', 100n)])).toMatchObject([{ remedy: 'a', percent: '10', amount: '100.00' }])
  })
  it('what is below its minimum in days has no percent', () => {
    const remedy: Remedy = { id: 'a', kind: 'days', credit: '1', base: FEE, minimum: { atLeast: '100' } }
    expect(ask([remedy]).sums).toMatchObject([{ percent: null, amount: '0.00', days: '1' }])
  })
  it('come in the order of the file, not in that of the objective', () => {
    expect(ask([flat('b', '1'), flat('a', '2'), flat('c', '3')], [{ remedies: ['c', 'a', 'b'] }]).sums.map(({ remedy }) => remedy)).toEqual(
      ['b', 'a', 'c'],
    )
  })
  it('name the caps that bound any part of them, each once', () => {
    // Twice 600.00: the first is held to 550 by the second cap, and then nothing is left.
    const caps = [{ amount: '650' }, { percent: '55', of: 'period-fee' }] as const
    const { sums } = ask([flat('a', '60', { caps })], [{ id: 'x' }, { id: 'y' }])
    expect(sums).toMatchObject([{ amount: '550.00', caps: [1] }])
    const both = ask([flat('a', '60', { caps: [{ amount: '550' }, { percent: '55', of: 'period-fee' }] })], [{ id: 'x' }, { id: 'y' }])
    expect(both.sums).toMatchObject([{ amount: '550.00', caps: [0, 1] }])
  })
})
