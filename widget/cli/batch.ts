/** `standing evaluate --batch DIR` (R37): one JSON line a sub-folder, in the order of their names; one that fails stops none. */
import { join } from 'node:path'
import { parseJson } from '../../shared/base/json.ts'
import { DocumentError, problemLine } from '../../shared/base/problem.ts'
import { parseInstant } from '../../shared/time/instant.ts'
import type { EpochMs } from '../../shared/time/intervals.ts'
import { Attempts } from './all-problems.ts'
import { CommandRefused, type Io } from './io.ts'
import { loadContracts, loadEvidence, readText } from './load-files.ts'
import { type EvaluationTime, runEvaluator } from './run-evaluator.ts'

/** A folder with none of these is not a case; one that lacks some of them is reported. */
const CASE: ReadonlySet<string> = new Set(['contract.yaml', 'evidence.json', 'args.json'])

/** 0 when every case gave a report, else 1. Throws Refused where the folder cannot be read. */
export function batch(folder: string, io: Io): number {
  if (!io.isFolder(folder)) throw new CommandRefused([`${folder}: wanted a folder, got something else`])
  let worst = 0
  for (const id of io.list(folder)) {
    if (!io.isFolder(join(folder, id)) || !io.list(join(folder, id)).some((name) => CASE.has(name))) continue
    try {
      io.out(`${JSON.stringify({ id, exit: 0, report: one(join(folder, id), io) })}\n`)
    } catch (error) {
      // A case that breaks the evaluator is reported as such, and the cases after it still run.
      const errors = error instanceof CommandRefused ? error.lines : [`${id}: ${error instanceof Error ? error.message : String(error)}`]
      io.out(`${JSON.stringify({ id, exit: 1, errors })}\n`)
      worst = 1
    }
  }
  return worst
}

function one(folder: string, io: Io) {
  const attempts = new Attempts()
  const quiet: Io = { ...io, err: () => {} }
  const when = attempts.try(() => argsOf(join(folder, 'args.json'), io))
  const contracts = attempts.try(() => loadContracts(contractFiles(folder, io), quiet))
  const evidence = attempts.try(() => loadEvidence([join(folder, 'evidence.json')], quiet, null))
  attempts.done()
  return runEvaluator(contracts!, evidence!, when!, [join(folder, 'args.json'), 'period'])
}

/** `contract.yaml`, and beside it `contract-2.yaml`, …: other versions, and agreements it is based or depends on. */
function contractFiles(folder: string, io: Io): readonly string[] {
  const more = io.list(folder).filter((name) => /^contract[-.].+\.(ya?ml|json)$/.test(name) && name !== 'contract.yaml')
  return ['contract.yaml', ...more].map((name) => join(folder, name))
}

function argsOf(path: string, io: Io): EvaluationTime {
  const refuse = (field: string, wanted: string, value: unknown): CommandRefused =>
    new CommandRefused([problemLine(path, { path: field, wanted, got: JSON.stringify(value) ?? 'nothing' })])
  const value = jsonOf(path, io)
  if (typeof value !== 'object' || value === null) throw refuse('', 'an object with at and period', value)
  const { at, knownAt, period } = value as Record<string, unknown>
  const instant = (field: string, text: unknown): EpochMs => {
    try {
      if (typeof text === 'string') return parseInstant(text)
    } catch {
      // said below
    }
    throw refuse(field, 'an ISO 8601 instant with offset or Z', text)
  }
  if (period !== undefined && period !== null && typeof period !== 'string') throw refuse('period', 'text', period)
  return {
    at: instant('at', at),
    ...(knownAt !== undefined && knownAt !== null && { knownAt: instant('knownAt', knownAt) }),
    ...(typeof period === 'string' && { period }),
  }
}

function jsonOf(path: string, io: Io): unknown {
  try {
    return parseJson(readText(path, io))
  } catch (error) {
    if (error instanceof DocumentError) throw new CommandRefused(error.problems.map((problem) => problemLine(path, problem)))
    throw error
  }
}
