import { describe, expect, it } from 'vitest'
import { evaluate } from '../../../shared/evaluate/index.ts'
import { CONTRACT, evidenceAt } from '../../browser/widget-feed.ts'

const at = Date.parse('2026-11-18T13:03:00Z')
const labels = (since?: number) => {
  const report = evaluate([CONTRACT], evidenceAt(at), { at, period: 'all', ...(since !== undefined && { since }) })
  return report.objectives.filter(({ id }) => id === 'api').map(({ period, attained }) => `${period.label} ${attained.value}`)
}

// October 2026 ends in Berlin at 23:00 UTC on the 31st (UTC + 1 since the 25th).
const END = Date.parse('2026-10-31T23:00:00Z')

describe('only the periods that had not ended by an instant', () => {
  const all = labels()
  it.each([
    ['a ms before October’s end', END - 1, 2],
    ['exactly at its end', END, 1],
    ['a ms later', END + 1, 1],
  ])('%s', (_what, since, periods) => expect(labels(since)).toEqual(all.slice(-periods)))
  it('and all of them without one', () => expect(all.length).toBeGreaterThan(2))
})
