/** An evaluator with a memory: what has not changed since it was last asked is not computed again. */
import type { Contract } from '../contract/model.ts'
import type { Evidence } from '../evidence/model.ts'
import type { EvaluateOptions } from './evaluate-agreement.ts'
import type { Report } from './model/report.ts'

type Evaluate<Options> = (contracts: readonly Contract[], evidence: Evidence, options: Options) => Report

/**
 * Answers as `evaluate` does. Agreements and evidence are never changed in place, so the same objects and options have the
 * same report; for each agreement's evidence the last few questions are kept, and none once the evidence is let go.
 */
export function remembering<Options extends Partial<EvaluateOptions>>(evaluate: Evaluate<Options>): Evaluate<Options> {
  const byEvidence = new WeakMap<Evidence, Answer[]>()
  return (contracts, evidence, options) => {
    const answers = byEvidence.get(evidence) ?? []
    const before = answers.find((each) => isSame(each, contracts, options))
    if (before) return before.report
    const report = evaluate(contracts, evidence, options)
    byEvidence.set(evidence, [{ contracts: [...contracts], options, report }, ...answers].slice(0, KEPT))
    return report
  }
}

/** A shared page of evidence serves many agreements, each asked for now and for its past. */
const KEPT = 256

interface Answer {
  readonly contracts: readonly Contract[]
  readonly options: Partial<EvaluateOptions>
  readonly report: Report
}

function isSame(
  { contracts, options }: Answer,
  asked: readonly Contract[],
  { at, knownAt, period, since, zones }: Partial<EvaluateOptions>,
): boolean {
  return (
    options.at === at &&
    options.knownAt === knownAt &&
    options.period === period &&
    options.since === since &&
    options.zones === zones &&
    contracts.length === asked.length &&
    contracts.every((contract, i) => contract === asked[i])
  )
}
