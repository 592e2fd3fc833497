import { describe, expect, it } from 'vitest'
import { budgetShape } from '../../../shared/ui/budget.tsx'
import { burnShape, monthsShape, nines } from '../../../shared/ui/chart-geometry.ts'
import { AT, entry, FROM, objective, TO } from '../report.ts'

const budget = (total: number, spent: number) => ({ total, spent, left: total - spent, unit: 'ms' as const })

describe('the budget bar', () => {
  const shape = (total: number, spent: number) => budgetShape(objective({ budget: budget(total, spent) }), FROM + 15 * 86_400_000)
  it.each([
    ['half spent on day 15 of 30', 100, 50, { spent: 50, pace: 50, end: null }],
    ['all spent', 100, 100, { spent: 100, end: null }],
    ['one ms over', 100, 101, { spent: 100, end: 97 }], // the gap stays visible
    ['twice the budget', 100, 200, { spent: 100, end: 50 }],
    ['no budget, nothing spent', 0, 0, { spent: 0, end: null }],
    ['no budget, something spent', 0, 1, { spent: 100, end: 0 }],
  ])('%s', (_what, total, spent, want) => expect(shape(total, spent)).toMatchObject(want))

  it('shows what unmeasured time might still spend, up to the end of the bar', () => {
    const time = { ...objective().time!, unknown: 1_000_000 }
    expect(budgetShape(objective({ time, budget: budget(2_000_000, 500_000) }), AT)).toMatchObject({ spent: 25, unknown: 50 })
    expect(budgetShape(objective({ time, budget: budget(2_000_000, 1_500_000) }), AT)).toMatchObject({ spent: 75, unknown: 25 })
  })
  it('has no pace once the period is over, and is nothing without a budget', () => {
    expect(budgetShape(objective({ period: { from: FROM, to: TO, label: '2026-11', complete: true } }), TO)?.pace).toBeNull()
    expect(budgetShape(objective({ budget: null }), AT)).toBeNull()
  })
})

describe('burn-down', () => {
  // 648 s of 2,592 s on the 3rd, at a tenth of the way: left falls from 1 to 3/4, so y goes from 0 to 1/4.
  const ledger = [entry('2026-11-03T23:00:00Z', 648)]
  const shape = burnShape(objective({ ledger, budget: budget(2_592_000, 648_000) }), AT)!

  it('falls at each counted stretch and keeps what is left', () => {
    expect(shape.steps).toHaveLength(1)
    expect(shape.steps[0]).toMatchObject({ y: 0.25, left: 1_944_000, took: 648_000 })
    expect(shape.path.startsWith('M0 0L0.1 0L')).toBe(true)
    expect(shape.now.y).toBe(0.25)
  })
  it('projects to the instant the evaluator names, else to the period’s end', () => {
    const gone = FROM + 20 * 86_400_000
    const named = burnShape(
      objective({ ledger, budget: budget(2_592_000, 648_000), burn: { rate: '2/1', exhaustedAt: gone, rules: [] } }),
      AT,
    )!
    expect(named.projection).toEqual({ x: 2 / 3, y: 1, at: gone })
    expect(shape.projection).toMatchObject({ x: 1, at: null })
  })
  it('extends below 0 when overspent', () => {
    const over = burnShape(objective({ ledger: [entry('2026-11-03T23:00:00Z', 5_184)], budget: budget(2_592_000, 5_184_000) }), AT)!
    expect([over.zero, over.now.y, over.projection]).toEqual([0.5, 1, null])
  })
  it('is nothing for a budget of requests', () =>
    expect(burnShape(objective({ budget: { total: 5, spent: 1, left: 4, unit: 'requests' } }), AT)).toBeNull())
})

describe('months on an axis of nines', () => {
  const month = (value: string) => objective({ attained: { value, exact: null, low: value, high: value, lowExact: null, highExact: null } })
  it.each([
    [90, 1],
    [99, 2],
    [99.9, 3],
  ])('%f has %f nines', (percent, want) => expect(nines(percent)).toBeCloseTo(want, 9))
  it('puts 100 above every nine, the target between better and worse', () => {
    const shape = monthsShape([month('100'), month('99.95'), month('99.5')])!
    const [best, good, bad] = shape.points.map((point) => point.y!)
    expect(best).toBe(0)
    expect(good! < shape.target && shape.target < bad!).toBe(true)
    expect(shape.points.map((point) => point.x)).toEqual([1 / 6, 0.5, 5 / 6])
  })
  it('is nothing without a target', () => expect(monthsShape([objective({ target: null })])).toBeNull())
})
