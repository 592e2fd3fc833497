/**
 * Reads an agreement, `standing/contract@1`, from YAML or JSON: all problems at once, each with its path, what was wanted
 * and what came (R33 to R35). What is absent stays absent: the evaluator uses the defaults and says so. An agreement that is
 * `basedOn` others may leave parts and references to them; those are looked at once it has inherited (inheritance.ts).
 */
import { parseJson } from '../base/json.ts'
import { located } from '../base/located.ts'
import { ROOT } from '../base/path.ts'
import { DocumentError, type Problem } from '../base/problem.ts'
import { type Fields, Findings, isFields } from '../base/shape.ts'
import { parseYaml } from '../base/yaml.ts'
import { warnOfBandsAboveTarget } from './band-warnings.ts'
import type { Contract } from './model.ts'
import { refuseLooseEnds, refuseRepeats } from './references.ts'
import { contract as contractShape, FORMAT } from './shapes/contract.ts'

export interface ContractRead {
  /** null where there is a problem. */
  readonly contract: Contract | null
  readonly problems: readonly Problem[]
  /** Fields this version does not know; they are kept. */
  readonly warnings: readonly Problem[]
}

/** Never throws for what is in the text. At most 5 million characters of JSON, 1 million of YAML, 64 levels. */
export function readContract(text: string, kind: 'yaml' | 'json'): ContractRead {
  try {
    const read = readContractValue(parsed(text, kind))
    if (read.problems.length + read.warnings.length === 0) return read
    // Parsed again for the places alone: texts with problems are few.
    const places = new Map<string, number>()
    parsed(text, kind, places)
    return { ...read, problems: located(read.problems, text, places), warnings: located(read.warnings, text, places) }
  } catch (error) {
    if (error instanceof DocumentError) return { contract: null, problems: error.problems, warnings: [] }
    throw error
  }
}

const parsed = (text: string, kind: 'yaml' | 'json', places?: Map<string, number>): unknown =>
  kind === 'json' ? parseJson(text, places && { places }) : parseYaml(text, { numbers: 'source', ...(places && { places }) })

/** Reads what a parser of JSON or YAML returned, or a plain value from elsewhere (a store, a feed). */
export function readContractValue(value: unknown): ContractRead {
  const findings = new Findings(STRICT_WITHIN)
  if (!isFields(value)) findings.problem(ROOT, `an agreement, format: ${FORMAT}`, value)
  else if (newer(value.format)) {
    // Its fields may mean something else: nothing of it is read.
    findings.problem({ parent: ROOT, key: 'format' }, `${FORMAT}, which is all this version reads`, value.format)
  } else {
    const read = contractShape.read(value, ROOT, findings) as Fields
    refuseRepeats(read, findings)
    if (!('basedOn' in value)) refuseLooseEnds(read, findings)
    warnOfBandsAboveTarget(read, findings)
    if (findings.problems.length === 0) return { contract: read as unknown as Contract, problems: [], warnings: findings.warnings }
  }
  return { contract: null, problems: findings.problems, warnings: findings.warnings }
}

/** What decides a figure: a misspelt key in here would be silently ignored (R35). */
const STRICT_WITHIN: ReadonlySet<string> = new Set([
  'measure',
  'remedies',
  'bands',
  'caps',
  'multiple',
  'perBlock',
  'minimum',
  'minRun',
  'claim',
  'exclusions',
  'budget',
  'support',
  'during',
  'when',
  'period',
])

/** `standing/contract@2` and later. */
const newer = (format: unknown): boolean => typeof format === 'string' && /^standing\/contract@([2-9]|\d{2,})$/.test(format)

/** For those who hold a file's name: `.json` is JSON, everything else YAML. */
export const documentKind = (fileName: string): 'yaml' | 'json' => (/\.json$/i.test(fileName) ? 'json' : 'yaml')
