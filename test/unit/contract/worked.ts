/** Evidence and answers for one worked period of an agreement of the catalogue. */
import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import type { Contract, FactValue } from '../../../shared/contract/model.ts'
import { readContract } from '../../../shared/contract/read-contract.ts'
import { evaluate } from '../../../shared/evaluate/index.ts'
import type { ObjectiveReport } from '../../../shared/evaluate/model/report.ts'
import { readEvidence } from '../../../shared/evidence/read-evidence.ts'

const FOLDER = new URL('../../../shared/contract/catalogue/', import.meta.url)

export function catalogued(id: string): Contract {
  const { contract, problems } = readContract(readFileSync(new URL(`${id}.yaml`, FOLDER), 'utf8'), 'yaml')
  if (!contract) throw new Error(`${id}: ${problems[0]?.path} wanted ${problems[0]?.wanted}, got ${problems[0]?.got}`)
  return contract
}

export interface Question {
  readonly id: string
  readonly objective: string
  /** A label, `2026-03`; absent: the one that holds `at`. */
  readonly period?: string
  readonly at: string
  readonly facts?: Readonly<Record<string, FactValue>>
  /** Parts of the evidence file, beside `format`. */
  readonly evidence: Readonly<Record<string, unknown>>
  /** Fees for the remedies that have a base, so that amounts can be worked out. */
  readonly fee?: { readonly amount: string; readonly currency: string }
}

/** The answer for one objective of one period. */
export function work({ id, objective, period, at, facts, evidence, fee }: Question): ObjectiveReport {
  const listed = catalogued(id)
  const contract: Contract = {
    ...listed,
    facts: { ...listed.facts, ...facts },
    ...(fee && { remedies: listed.remedies?.map((remedy) => ({ ...remedy, base: { per: 'period', ...remedy.base, ...fee } })) ?? [] }),
  }
  const read = readEvidence(JSON.stringify({ format: 'standing/evidence@1', ...evidence }))
  expect(read.problems).toEqual([])
  const report = evaluate([contract], read.evidence!, { at: Date.parse(at), ...(period && { period }) })
  const answer = report.objectives.find((each) => each.id === objective)
  if (!answer) throw new Error(`${id} has no ${objective}`)
  return answer
}

/** Said to be up from `from` to `to`, but for the stretches down, by the provider's status page. */
export const page = (service: string, from: string, to: string, ...down: readonly (readonly [string, string])[]) => ({
  coverage: [{ service, source: 'feed:page', from, to }],
  spans: down.map(([start, end]) => ({ service, source: 'feed:page', from: start, to: end, state: 'down' })),
})

/** All requests of each of the rows, over slots of the length given (ms), from the first row's start. */
export const requests = (
  service: string,
  from: string,
  to: string,
  slotMs: number,
  rows: readonly (readonly [total: number, failed: number])[],
) => ({
  coverage: [{ service, source: 'metrics:own', from, to }],
  requests: rows.map(([total, failed], i) => ({
    service,
    source: 'metrics:own',
    from: new Date(Date.parse(from) + i * slotMs).toISOString(),
    to: new Date(Date.parse(from) + (i + 1) * slotMs).toISOString(),
    total,
    failed,
  })),
})
