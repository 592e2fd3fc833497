import { expect, it } from 'vitest'
import { page, work } from './worked.ts'
it('x', () => {
  const q = { id: 'github-enterprise-legacy', objective: 'issues', period: '2026-Q1', at: '2026-04-10T00:00:00Z', evidence: page('issues', '2026-01-01T00:00:00Z', '2026-04-10T00:00:00Z', ['2026-02-01T00:00:00Z', '2026-02-01T03:00:00Z']) }
  const a = work(q)
  console.log(JSON.stringify({ ...a, ledger: a.ledger.length }, null, 1))
  expect(1).toBe(1)
})
