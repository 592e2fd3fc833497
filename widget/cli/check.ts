/** `standing check`: can these agreements be evaluated, and this evidence be read? */
import { type Problem, problemLine } from '../../shared/base/problem.ts'
import type { Contract } from '../../shared/contract/model.ts'
import type { Evidence } from '../../shared/evidence/model.ts'
import { type Checked, type CheckedFile, checkFiles } from './check-files.ts'
import type { Command } from './command.ts'
import { type Io, plainText, Usage } from './io.ts'

/** What `--format` and `--json` choose between. */
const PRINTERS: Readonly<Record<string, (checked: Checked, io: Io) => void>> = {
  text: printText,
  github: printAnnotations,
  json: printJson,
}

export const checkCommand: Command = {
  name: 'check',
  words: 'FILE|DIR …',
  about: 'Validate agreements, evidence and mappings, and list all errors',
  options: [
    { name: 'strict', kind: 'flag', value: '', about: 'Treat unknown fields as errors (default: warnings)' },
    { name: 'json', kind: 'flag', value: '', about: 'Print the result as JSON' },
    { name: 'format', kind: 'text', value: 'NAME', about: 'Output: text, json, or github for workflow annotations (default: text)' },
  ],
  run: (args, io) => {
    if (args.words.length === 0) args.only('FILE or DIR')
    const format = args.text('format') ?? (args.flag('json') ? 'json' : 'text')
    if (!Object.hasOwn(PRINTERS, format)) throw new Usage(`--format: wanted text, json or github, got ${JSON.stringify(format)}`)
    if (args.flag('json') && format !== 'json') throw new Usage('--json and --format contradict each other')
    const { files, others } = checkFiles(args.words, io)
    const checked = { others, files: args.flag('strict') ? files.map(strict) : files }
    PRINTERS[format]!(checked, io)
    return checked.files.some(({ problems }) => problems.length > 0) ? 1 : 0
  },
}

const strict = (each: CheckedFile): CheckedFile => ({ ...each, problems: [...each.problems, ...each.warnings], warnings: [] })

function printText({ files, others }: Checked, io: Io): void {
  for (const { file, problems, warnings } of files) {
    for (const problem of problems) io.err(problemLine(file, problem))
    for (const warning of warnings) io.err(`${problemLine(file, warning)} (warning)`)
  }
  if (files.some(({ problems }) => problems.length > 0)) return
  for (const each of files) io.out(`${plainText(summary(each))}; no problem found\n`)
  if (others > 0) io.out(`${count(others, 'other file')} not checked\n`)
}

function summary({ file, kind, contract, evidence }: CheckedFile): string {
  if (contract) return `${contract.title} (${contract.id}): ${partsOf(contract)}`
  return evidence ? `${file}: ${entriesOf(evidence)}` : `${file}: ${kind}`
}

function partsOf({ services, objectives, remedies = [] }: Contract): string {
  return [count(services.length, 'service'), count(objectives.length, 'objective'), count(remedies.length, 'remedy', 'remedies')].join(', ')
}

function entriesOf(evidence: Evidence): string {
  const lists = Object.entries(evidence).filter((entry): entry is [string, readonly unknown[]] => Array.isArray(entry[1]))
  const filled = lists.filter(([, list]) => list.length > 0).map(([name, list]) => `${list.length} in ${name}`)
  return filled.length === 0 ? 'evidence without entries' : filled.join(', ')
}

const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`

/**
 * Workflow commands of GitHub Actions, one a problem.
 * https://docs.github.com/actions/reference/workflow-commands-for-github-actions#setting-an-error-message
 */
function printAnnotations({ files }: Checked, io: Io): void {
  for (const { file, problems, warnings } of files) {
    for (const problem of problems) io.out(`${annotation('error', file, problem)}\n`)
    for (const warning of warnings) io.out(`${annotation('warning', file, warning)}\n`)
  }
}

function annotation(level: 'error' | 'warning', file: string, problem: Problem): string {
  const { path, wanted, got, line = 1, column } = problem
  const where = [`file=${property(file)}`, `line=${line}`, ...(column === undefined ? [] : [`col=${column}`])]
  return `::${level} ${where.join(',')}::${data(`${path ? `${path}: ` : ''}wanted ${wanted}, got ${got}`)}`
}

const data = (text: string): string => text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A')
const property = (text: string): string => data(text).replace(/:/g, '%3A').replace(/,/g, '%2C')

function printJson({ files, others }: Checked, io: Io): void {
  const ok = files.every(({ problems }) => problems.length === 0)
  const listed = files.map(({ file, kind, contract, problems, warnings }) => ({
    file,
    kind,
    ...(contract && { id: contract.id, title: contract.title }),
    problems,
    warnings,
  }))
  io.out(`${JSON.stringify({ format: 'standing/check@1', ok, others, files: listed }, null, 2)}\n`)
}
