import { describe, expect, it } from 'vitest'
import { type Summary, type SummaryRow, withoutData, worseFirst, worst } from '../../../../extension/store/summary.ts'

const row = (name: string, verdict: string, why?: string): SummaryRow => ({ name, verdict, why, budget: null }) as unknown as SummaryRow
const summary = (...rows: readonly SummaryRow[]): Summary => ({ rows: [...rows].sort(worseFirst) }) as unknown as Summary
const missing = (of: Summary) => withoutData(of).map(({ name }) => name)

describe('an agreement is shown by its worst objective with data (R57)', () => {
  const support = row('Support', 'cannot-tell', 'no-data')
  it.each([
    ['met', 'API'],
    ['on-track', 'API'],
    ['breached', 'API'],
  ])('beside one without data: %s', (verdict, name) => {
    const of = summary(support, row('API', verdict))
    expect([worst(of)!.name, missing(of)]).toEqual([name, ['Support']])
  })
  it('what was measured in part is worse than what is met, and is named by itself', () => {
    const of = summary(row('API', 'met'), row('Support', 'cannot-tell', 'partly-measured'))
    expect([worst(of)!.name, missing(of)]).toEqual(['Support', []])
  })
  it('by one without data only where none has any', () => {
    const of = summary(support)
    expect([worst(of)!.name, missing(of)]).toEqual(['Support', []])
  })
})
