/** What has not changed is not computed again, and what has is. */
import { expect, it } from 'vitest'
import type { Contract } from '../../../shared/agreement/model.ts'
import { remembering } from '../../../shared/evaluate/remember.ts'
import type { Report } from '../../../shared/evaluate/report.ts'
import { type Evidence, NO_EVIDENCE } from '../../../shared/evidence/model.ts'
import { agreement, JULY, span } from './stand.ts'

it('asks again only where an agreement, its evidence or the question is another', () => {
  let asked = 0
  const evaluate = remembering((_contracts: readonly Contract[], _evidence: Evidence, _options: { at: number; period?: string }) => {
    asked++
    return { at: asked } as unknown as Report
  })
  const contract = agreement()
  const evidence = { ...NO_EVIDENCE }
  const first = evaluate([contract], evidence, { at: JULY })
  expect(evaluate([contract], evidence, { at: JULY })).toBe(first)
  expect(asked).toBe(1)
  for (const [contracts, given, options] of [
    [[agreement()], evidence, { at: JULY }],
    [[contract, contract], evidence, { at: JULY }],
    [[contract], { ...evidence, spans: [span('5', '6')] }, { at: JULY }],
    [[contract], evidence, { at: JULY + 1 }],
    [[contract], evidence, { at: JULY, period: 'all' }],
  ] as const) {
    const before = asked
    const report = evaluate(contracts, given, options)
    expect(asked).toBe(before + 1)
    expect(evaluate(contracts, given, options)).toBe(report)
  }
  expect(evaluate([contract], evidence, { at: JULY })).toBe(first)
})
