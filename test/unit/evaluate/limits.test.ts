import { describe, expect, it } from 'vitest'
import { readContractValue } from '../../../shared/contract/read-contract.ts'
import { evaluate } from '../../../shared/evaluate/index.ts'
import { slotGrid } from '../../../shared/evaluate/measures/slot-grid.ts'
import { LIMITS, TooCostly } from '../../../shared/evaluate/model/limits.ts'
import { readEvidenceValue } from '../../../shared/evidence/read-evidence.ts'
import { parseInstant } from '../../../shared/time/instant.ts'

const contract = (every: string, objectives: number) =>
  readContractValue({
    format: 'standing/contract@1',
    id: 'a',
    title: 'A',
    zone: 'UTC',
    period: { every },
    services: [{ id: 's', name: 'S' }],
    objectives: Array.from({ length: objectives }, (_, i) => ({ id: `o${i}`, services: ['s'], target: '99.9', measure: { by: 'time' } })),
  }).contract!

const seen = (from: string, to: string) =>
  readEvidenceValue({ format: 'standing/evidence@1', coverage: [{ service: 's', source: 'probe:x', from, to }] }).evidence!

describe('what one evaluation may cost', () => {
  it.each([
    ['one slot less', -1, true],
    ['exactly the limit', 0, true],
    ['one slot more', 1, false],
  ])('slots: %s', (_what, more, good) => {
    const to = (LIMITS.slots + more) * 1000
    const grid = () => slotGrid({ from: 0, to }, 1000)
    if (good) expect(grid().count).toBe(LIMITS.slots + more)
    else expect(grid).toThrow(TooCostly)
  })
  it('refuses 300 objectives over 128 years of weeks before it works any of them out', () => {
    // 128 × 52.18 weeks × 300 objectives = 2 million judgements.
    const ask = () =>
      evaluate([contract('week', 300)], seen('1970-01-02T00:00:00Z', '2097-12-31T00:00:00Z'), {
        at: parseInstant('2098-01-01T00:00:00Z'),
        period: 'all',
      })
    expect(ask).toThrow(/all: wanted at most 50000 objectives times periods/)
  })
  it('answers what lies under the limit', () => {
    const report = evaluate([contract('week', 2)], seen('2026-01-05T00:00:00Z', '2026-01-26T00:00:00Z'), {
      at: parseInstant('2026-01-26T00:00:00Z'),
      period: 'all',
    })
    expect(report.objectives).toHaveLength(2 * 3)
  })
})
