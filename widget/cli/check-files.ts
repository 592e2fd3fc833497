/**
 * Reads the files that `standing check` is given: agreements, evidence and table mappings, each with every problem it has.
 * A folder means all files of these formats below it; hidden folders and node_modules are left out.
 */
import { dirname, join } from 'node:path'
import { parseJson } from '../../shared/base/json.ts'
import { DocumentError, type Problem } from '../../shared/base/problem.ts'
import { parseYaml } from '../../shared/base/yaml.ts'
import type { Contract } from '../../shared/contract/model.ts'
import { documentKind, readContract } from '../../shared/contract/read-contract.ts'
import { inheritAll } from '../../shared/contract/text-versions.ts'
import { readMapping } from '../../shared/evidence/import/mapping.ts'
import type { Evidence } from '../../shared/evidence/model.ts'
import { readEvidence, readEvidenceValue } from '../../shared/evidence/read-evidence.ts'
import { CommandRefused, type Io } from './io.ts'
import { readText } from './load-files.ts'

export interface CheckedFile {
  readonly file: string
  readonly kind: 'agreement' | 'evidence' | 'mapping'
  readonly problems: readonly Problem[]
  /** Fields that are not known. */
  readonly warnings: readonly Problem[]
  readonly contract?: Contract
  readonly evidence?: Evidence
}

export interface Checked {
  readonly files: readonly CheckedFile[]
  /** Files of a folder that are no agreement, evidence or mapping. */
  readonly others: number
}

/** A folder of more files than this is no folder of agreements. */
const MOST_FILES = 20_000
const READABLE = /\.(ya?ml|json)$/i
const LEFT_OUT = /^(\..*|node_modules)$/
/** A slip in the name of the format is a problem of the file, not a reason to pass over it. */
const OURS = /\bstanding\/(contract|evidence|import)@|\bformat["']?\s*:\s*["']?standing\/(?!feed|snapshot|keys|report|link|check)/

/** Throws CommandRefused for a folder in which there is nothing to check. */
export function checkFiles(words: readonly string[], io: Io): Checked {
  const files: CheckedFile[] = []
  let others = 0
  for (const word of words) {
    if (!io.isFolder(word)) {
      files.push(checkFile(word, io))
      continue
    }
    const before = files.length
    for (const path of filesBelow(word, io)) {
      if (READABLE.test(path) && OURS.test(readText(path, io))) files.push(checkFile(path, io))
      else others++
    }
    if (files.length === before)
      throw new CommandRefused([`${word}: wanted agreements or evidence in this folder, got ${others} other files`])
  }
  return { files: inherited(files), others }
}

function filesBelow(folder: string, io: Io, into: string[] = []): readonly string[] {
  for (const name of io.list(folder)) {
    if (LEFT_OUT.test(name)) continue
    const path = join(folder, name)
    if (io.isFolder(path)) filesBelow(path, io, into)
    else if (into.push(path) > MOST_FILES) throw new CommandRefused([`${folder}: wanted at most ${MOST_FILES} files, got more`])
  }
  return into
}

function checkFile(file: string, io: Io): CheckedFile {
  try {
    const text = readText(file, io)
    const format = /\bstanding\/(evidence|import)@/.exec(text.slice(0, 4000))?.[1]
    if (format === 'evidence') return evidenceFile(file, text)
    if (format === 'import') return mappingFile(file, text)
    const { contract, problems, warnings } = readContract(text, documentKind(file))
    return { file, kind: 'agreement', problems, warnings, ...(contract && { contract }) }
  } catch (error) {
    const problems = error instanceof DocumentError ? error.problems : error instanceof CommandRefused ? [unreadable(file, error)] : null
    if (!problems) throw error
    return { file, kind: 'agreement', problems, warnings: [] }
  }
}

function evidenceFile(file: string, text: string): CheckedFile {
  const { evidence, problems } = documentKind(file) === 'json' ? readEvidence(text) : readEvidenceValue(parseYaml(text))
  return { file, kind: 'evidence', problems, warnings: [], ...(evidence && { evidence }) }
}

function mappingFile(file: string, text: string): CheckedFile {
  const { problems } = readMapping(documentKind(file) === 'json' ? parseJson(text) : parseYaml(text))
  return { file, kind: 'mapping', problems, warnings: [] }
}

/** `FILE: wanted W, got G` as a problem of the whole file. */
function unreadable(file: string, { lines }: CommandRefused): Problem {
  const [, wanted = '', got = ''] = /wanted (.*), got (.*)$/.exec((lines[0] ?? '').slice(file.length)) ?? []
  return { path: '', wanted, got }
}

/** Agreements with what they inherit: a parent in the same folder is nearer than one elsewhere. */
function inherited(files: readonly CheckedFile[]): readonly CheckedFile[] {
  const agreements = files.flatMap((each) => (each.contract ? [{ ...each, contract: each.contract }] : []))
  return files.map((each) => {
    if (!each.contract?.basedOn) return each
    const near = agreements.filter(({ file }) => dirname(file) === dirname(each.file)).map(({ contract }) => contract)
    const far = agreements.map(({ contract }) => contract).filter(({ id }) => !near.some((other) => other.id === id))
    const all = [...near, ...far]
    const whole = inheritAll(all)[all.indexOf(each.contract)]
    return { ...each, problems: whole?.problems ?? [], ...(whole?.contract && { contract: whole.contract }) }
  })
}
