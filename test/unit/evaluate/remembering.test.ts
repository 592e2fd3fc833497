/** What has not changed is not computed again, and what has is. */
import { expect, it } from 'vitest'
import type { Contract } from '../../../shared/contract/model.ts'
import type { EvaluateOptions } from '../../../shared/evaluate/evaluate-agreement.ts'
import type { Evaluation } from '../../../shared/evaluate/model/evaluation.ts'
import type { Report } from '../../../shared/evaluate/model/report.ts'
import { once } from '../../../shared/evaluate/remedies/once.ts'
import { remembering } from '../../../shared/evaluate/remembering.ts'
import { type Evidence, NO_EVIDENCE } from '../../../shared/evidence/model.ts'
import { temporalZones } from '../../../shared/time/zones.ts'
import { agreement, JULY, span } from './stand.ts'

it('asks again only where an agreement, its evidence or the question is another', () => {
  let asked = 0
  const evaluate = remembering((_contracts: readonly Contract[], _evidence: Evidence, _options: Partial<EvaluateOptions>) => {
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
    [[contract], evidence, { at: JULY, period: 'all', since: JULY }],
    [[contract], evidence, { at: JULY, knownAt: JULY }],
    [[contract], evidence, { at: JULY, zones: temporalZones }],
    [[contract, agreement()], evidence, { at: JULY }],
  ] as const) {
    const before = asked
    const report = evaluate(contracts, given, options)
    expect(asked).toBe(before + 1)
    expect(evaluate(contracts, given, options)).toBe(report)
  }
  expect(evaluate([contract], evidence, { at: JULY })).toBe(first)
})

it('keeps the last 256 questions of one evidence', () => {
  let asked = 0
  const evaluate = remembering((_contracts: readonly Contract[], _evidence: Evidence, { at }: { at: number }) => {
    asked++
    return { at } as unknown as Report
  })
  const contracts = [agreement()]
  const evidence = { ...NO_EVIDENCE }
  for (let at = 0; at < 257; at++) evaluate(contracts, evidence, { at })
  expect(asked).toBe(257)
  evaluate(contracts, evidence, { at: 1 })
  expect(asked).toBe(257)
  evaluate(contracts, evidence, { at: 0 })
  expect(asked).toBe(258)
})

it('what an evaluation worked out of a clause is worked out once, for that evaluation, clause and key', () => {
  let made = 0
  const [evaluation, other] = [{}, {}] as unknown as [Evaluation, Evaluation]
  const [clause, another] = [{}, {}]
  const ask = (of: Evaluation, about: object, key: string) => once(of, about, key, () => ++made)
  expect([
    ask(evaluation, clause, 'a'),
    ask(evaluation, clause, 'a'),
    ask(evaluation, clause, 'b'),
    ask(evaluation, another, 'a'),
    ask(other, clause, 'a'),
  ]).toEqual([1, 1, 2, 3, 4])
  // Also where there is nothing to it.
  const nothing = (): undefined => void made++
  once(evaluation, clause, 'none', nothing)
  once(evaluation, clause, 'none', nothing)
  expect(made).toBe(5)
})
