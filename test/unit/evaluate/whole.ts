/** One objective of one agreement, evaluated whole: for measures that lean on the core. */
import type { Contract, Measure, Objective } from '../../../shared/contract/model.ts'
import { evaluate } from '../../../shared/evaluate/index.ts'
import type { ObjectiveReport, Report } from '../../../shared/evaluate/model/report.ts'
import { type Evidence, NO_EVIDENCE } from '../../../shared/evidence/model.ts'
import { t } from './measure-context.ts'

export interface Whole {
  readonly measure: Measure
  readonly objective?: Partial<Objective>
  readonly contract?: Partial<Contract>
  readonly evidence: Partial<Evidence>
  readonly at?: number
  readonly period?: string
}

export function reportOf({ measure, objective, contract, evidence, at = t('2026-07-01T00:00'), period = '2026-03-01' }: Whole): Report {
  const agreement: Contract = {
    format: 'standing/contract@1',
    id: 'agreement',
    title: 'Agreement',
    zone: 'UTC',
    // One hour a period, so that slots can be counted by hand.
    period: { every: 'PT1H', from: '2026-03-01' },
    services: [
      { id: 'api', name: 'API' },
      { id: 'web', name: 'Web' },
    ],
    objectives: [{ id: 'promise', services: ['api'], measure, ...objective }],
    ...contract,
  }
  return evaluate([agreement], { ...NO_EVIDENCE, ...evidence }, { at, period })
}

export const resultOf = (whole: Whole): ObjectiveReport => reportOf(whole).objectives[0] as ObjectiveReport
