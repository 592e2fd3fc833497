/**
 * The built-in example on real facts: GitHub's older Enterprise Cloud agreement, and a year of GitHub's incidents as its
 * status page reported them (ids, components, impacts and instants; see example/strip.mjs).
 */
/// <reference types="vite/client" />

import { problemLine } from '../../shared/base/problem.ts'
import contractText from '../../shared/contract/catalogue/github-enterprise-legacy.yaml?raw'
import type { Contract } from '../../shared/contract/model.ts'
import { readContract } from '../../shared/contract/read-contract.ts'
import type { Report } from '../../shared/evaluate/model/report.ts'
import type { Evidence } from '../../shared/evidence/model.ts'
import { readEvidence } from '../../shared/evidence/read-evidence.ts'
import { parseInstant } from '../../shared/time/instant.ts'
import type { Command } from './command.ts'
import evidenceText from './example/evidence.json?raw'
import { reportText, type TableStyle } from './report-text.ts'
import { runEvaluator } from './run-evaluator.ts'

/** When the incidents were read; the example is judged at this instant. */
export const EXAMPLE_AT = parseInstant('2026-08-22T00:00:00Z')

export const exampleContract = (): Contract => whole(readContract(contractText, 'yaml'), 'contract.yaml', (read) => read.contract)
export const exampleEvidence = (): Evidence => whole(readEvidence(evidenceText), 'evidence.json', (read) => read.evidence)

/** Every quarter that the incidents touch. */
export const exampleReport = (): Report => runEvaluator([exampleContract()], exampleEvidence(), { at: EXAMPLE_AT, period: 'all' })

/** The example as a table, with a sentence about what it is. */
export function exampleText(look: TableStyle): string {
  return `${reportText(exampleReport(), exampleContract(), look)}
These are GitHub's own incidents from September 2025 to August 2026, judged by an agreement that GitHub has since replaced.
`
}

export const example: Command = {
  name: 'example',
  words: '',
  about: 'Evaluate one year of GitHub incidents against an older enterprise agreement',
  options: [
    { name: 'json', kind: 'flag', value: '', about: 'Print the report as JSON' },
    { name: 'why', kind: 'flag', value: '', about: 'List all downtime, exclusions and gaps' },
    { name: 'contract', kind: 'flag', value: '', about: 'Print the agreement, as a start for your own' },
    { name: 'evidence', kind: 'flag', value: '', about: 'Print the evidence' },
  ],
  run: (args, io) => {
    args.none()
    if (args.flag('contract')) io.out(contractText)
    else if (args.flag('evidence')) io.out(evidenceText)
    else if (args.flag('json')) io.out(`${JSON.stringify(exampleReport())}\n`)
    else io.out(exampleText({ columns: io.columns, colour: io.colour, why: args.flag('why') }))
    return 0
  },
}

/** The example is part of the program: a problem in it is ours. */
function whole<R extends { readonly problems: Parameters<typeof problemLine>[1][] | readonly Parameters<typeof problemLine>[1][] }, T>(
  read: R,
  file: string,
  pick: (read: R) => T | null,
): T {
  const value = pick(read)
  if (value !== null) return value
  throw new Error(read.problems.map((problem) => problemLine(file, problem)).join('\n'))
}
