/**
 * The conformance corpus, test/conformance: one folder a case, with an agreement, evidence, the moment asked about, what must
 * come out and why. It runs through the command's own `--batch`, so that what is tested is what others can run.
 *
 * `expected.json` is the part of the report that the case's arithmetic gives: objects may leave fields out, lists may not.
 * A case that is to be refused has `{"exit": 1, "errors": ["objectives[0].target: wanted"]}`, the beginnings of the lines.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { LedgerClass, LedgerEntry, ObjectiveReport, Report } from '../../shared/evaluate/model/report.ts'
import { batch } from '../../widget/cli/batch.ts'
import type { Io } from '../../widget/cli/io.ts'

const FOLDER = fileURLToPath(new URL('../conformance/', import.meta.url))

type Outcome =
  | { readonly id: string; readonly exit: 0; readonly report: Report }
  | { readonly id: string; readonly exit: 1; readonly errors: readonly string[] }
interface Refusal {
  readonly exit: 1
  readonly errors: readonly string[]
}

const cases = readdirSync(FOLDER)
  .filter((name) => statSync(join(FOLDER, name)).isDirectory())
  .sort()

/** One case alone: the folder is shown with nothing else in it, so that what a case runs through is known to be its own. */
function run(id: string): Outcome {
  const lines: string[] = []
  const io = {
    readFile: (path: string) => readFileSync(path, 'utf8'),
    isFolder: (path: string) => existsSync(path) && statSync(path).isDirectory(),
    list: (path: string) => (path === FOLDER ? [id] : readdirSync(path).sort()),
    out: (text: string) => void lines.push(text),
    err: () => {},
  } as Pick<Io, 'readFile' | 'isFolder' | 'list' | 'out' | 'err'> as Io
  batch(FOLDER, io)
  return JSON.parse(lines.join('')) as Outcome
}

const read = (id: string, file: string): string => readFileSync(join(FOLDER, id, file), 'utf8')
const expectedOf = (id: string): object => JSON.parse(read(id, 'expected.json')) as object

describe.each(cases)('%s', (id) => {
  it('gives what its arithmetic says', () => {
    const outcome = run(id)
    const expected = expectedOf(id)
    if (isRefusal(expected)) return refused(outcome, expected)
    if (outcome.exit !== 0) throw new Error(`refused: ${outcome.errors.join('\n')}`)
    expect(outcome.report).toMatchObject(expected)
  })

  it('says why, and names a rule', () => {
    const why = read(id, 'why.md')
    expect(why).toMatch(/\b[RP]-?\d/)
    expect(why.length).toBeGreaterThan(40)
  })

  it('accounts for every millisecond', () => {
    const outcome = run(id)
    if (outcome.exit === 0) for (const objective of outcome.report.objectives) accounts(objective)
    else expect(outcome.errors).not.toEqual([])
  })
})

describe('the corpus', () => {
  const named = new Set(cases.flatMap((id) => read(id, 'why.md').match(/\bR\d+b?\b|\bP-\d\d\b/g) ?? []))
  const rules = [...Array.from({ length: 37 }, (_, i) => `R${i + 1}`), 'R28b']
  // Those of other products that an evaluator can have. Left out are bugs of screens, stores, feeds and networks.
  const elsewhere = [5, 11, 21, 33, 36, 40, 41, 45, 49, 50, 51, 52, 53]
  const pitfalls = Array.from({ length: 76 }, (_, i) => i + 1)
    .filter((n) => !elsewhere.includes(n))
    .map((n) => `P-${String(n).padStart(2, '0')}`)

  it.each([...rules, ...pitfalls])('has a case for %s', (name) => {
    expect(named).toContain(name)
  })
})

const isRefusal = (expected: object): expected is Refusal => 'exit' in expected

/** Lines are compared from the path on, what stands before it is the file; in whatever order they come. */
function refused(outcome: Outcome, { errors }: Refusal): void {
  if (outcome.exit !== 1) throw new Error('accepted, want a refusal')
  const lines = outcome.errors.map((line) => line.replace(/^[^:]*(:\d+:\d+)?: /, '')).sort()
  const wanted = [...errors].sort()
  expect(lines.map((line, i) => line.slice(0, wanted[i]?.length))).toEqual(wanted)
}

/** R1 and R36: the classes make up the agreed time, and the ledger makes up the classes. */
function accounts({ time, ledger, services }: ObjectiveReport): void {
  if (!time) return
  expect(time.up + time.down + time.excluded + time.unknown + time.remaining).toBe(time.agreed)
  // Of several services the classes may be means or pools; their entries are those of each.
  if (services.length > 1) return
  const [counted, excluded, unknown, doubtful] = (['counted', 'excluded', 'unknown', 'doubtful'] as const).map((as) => sum(ledger, as))
  expect([counted, excluded, unknown! + doubtful!]).toEqual([time.down, time.excluded, time.unknown])
}

const sum = (ledger: readonly LedgerEntry[], as: LedgerClass): number =>
  ledger.filter((entry) => entry.as === as).reduce((total, { from, to }) => total + to - from, 0)
