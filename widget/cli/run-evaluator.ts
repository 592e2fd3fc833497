/** Runs the evaluator for a sub-command. */

import { problemLine } from '../../shared/base/problem.ts'
import type { Contract } from '../../shared/contract/model.ts'
import { evaluate } from '../../shared/evaluate/index.ts'
import type { Report } from '../../shared/evaluate/model/report.ts'
import { NoPeriod } from '../../shared/evaluate/periods/requested-periods.ts'
import type { Evidence } from '../../shared/evidence/model.ts'
import type { EpochMs } from '../../shared/time/intervals.ts'
import { CommandRefused } from './io.ts'

export interface EvaluationTime {
  readonly at: EpochMs
  readonly knownAt?: EpochMs
  readonly period?: string
}

/**
 * A period that the agreement does not have, or a part it does not find, is a refusal with its reason. Throws Refused.
 *
 * @param place  the file and the field in which `when` names the period
 */
export function runEvaluator(
  contracts: readonly Contract[],
  evidence: Evidence,
  when: EvaluationTime,
  place: readonly [file: string, path: string] = ['standing', '--period'],
): Report {
  try {
    return evaluate(contracts, evidence, when)
  } catch (error) {
    if (error instanceof NoPeriod) {
      const [file, path] = place
      throw new CommandRefused([problemLine(file, { path, wanted: NoPeriod.wanted, got: JSON.stringify(error.asked) })])
    }
    if (error instanceof RangeError) throw new CommandRefused([`standing: ${error.message}`])
    throw error
  }
}
