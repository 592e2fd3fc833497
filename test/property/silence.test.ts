/**
 * No silence turns green: in a conformance case that is not met, one thing of the agreement or the evidence is misspelt,
 * dropped, doubted, cut off or misdated. The answer is never met or on track without a word: a refusal, a warning, an entry in
 * `unused`, time without data or doubt. Its opposite: what is healthy stays met, and nothing is said to be unused.
 */
import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, it, vi } from 'vitest'
import { readContract } from '../../shared/contract/read-contract.ts'
import { evaluateUnnamed } from '../../shared/evaluate/index.ts'
import type { ObjectiveReport, Report } from '../../shared/evaluate/model/report.ts'
import { readEvidence } from '../../shared/evidence/read-evidence.ts'
import { parseInstant } from '../../shared/time/instant.ts'

/** RUNS=10000 for a long look; few enough otherwise for a busy machine. */
const RUNS = Number(process.env.RUNS ?? 300)
vi.setConfig({ testTimeout: 3_600_000 })

const FOLDER = new URL('../conformance/', import.meta.url)
const read = (id: string, file: string): string => readFileSync(new URL(`${id}/${file}`, FOLDER), 'utf8')

interface Input {
  readonly contract: string
  readonly evidence: string
  readonly args: { readonly at: string; readonly knownAt?: string | null; readonly period?: string | null }
}
type Answer = { readonly report: Report; readonly warned: boolean } | null

/** null where something is refused. */
function answerOf({ contract: text, evidence: rows, args }: Input): Answer {
  const { contract, warnings } = readContract(text, 'yaml')
  const { evidence } = readEvidence(rows)
  if (!contract || !evidence) return null
  try {
    const { at, knownAt, period } = args
    const options = {
      at: parseInstant(at),
      ...(typeof knownAt === 'string' && { knownAt: parseInstant(knownAt) }),
      ...(typeof period === 'string' && { period }),
    }
    return { report: evaluateUnnamed([contract], evidence, options), warned: warnings.length > 0 }
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

const GREEN = ['met', 'on-track']
const isGreen = ({ verdict }: ObjectiveReport): boolean => GREEN.includes(verdict)

interface Known extends Input {
  readonly id: string
  readonly before: Report
}

const cases: readonly Known[] = readdirSync(FOLDER, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort()
  .filter((id) => readdirSync(new URL(`${id}/`, FOLDER)).every((name) => !name.startsWith('contract-')))
  .flatMap((id) => {
    const input = { id, contract: read(id, 'contract.yaml'), evidence: read(id, 'evidence.json'), args: JSON.parse(read(id, 'args.json')) }
    const answer = answerOf(input)
    return answer && !answer.warned ? [{ ...input, before: answer.report }] : []
  })
const troubled = cases.filter(({ before }) =>
  before.objectives.some(({ verdict }) => ['breached', 'at-risk', 'cannot-tell'].includes(verdict)),
)
const healthy = cases.filter(({ before }) => before.objectives.length > 0 && before.objectives.every(isGreen))

/** One letter doubled, dropped or changed, so that it is another word. */
function misspelt(word: string, place: number, way: number): string {
  const i = place % word.length
  const letter = word[i]!
  if (way % 3 === 0 && word.length > 1) return word.slice(0, i) + word.slice(i + 1)
  return way % 3 === 1 ? word.slice(0, i) + letter + word.slice(i) : `${word.slice(0, i)}${letter === 'q' ? 'w' : 'q'}${word.slice(i + 1)}`
}

type Row = Record<string, unknown>
type Change = (input: Input, a: number, b: number, way: number) => Input | null

const NAMES = ['service', 'severity', 'deliverable', 'clause', 'metric', 'ref', 'kind', 'state', 'source', 'objective'] as const

/** Rows of the evidence with the list they stand in. */
function rowsOf(document: Row): [string, Row][] {
  return Object.entries(document).flatMap(([list, rows]) =>
    Array.isArray(rows) ? rows.map((row): [string, Row] => [list, row as Row]) : [],
  )
}

/** One of the rows that a change fits, changed in place. */
const inRow =
  (fits: (row: Row, list: string) => boolean, change: (row: Row, b: number, way: number) => void): Change =>
  (input, a, b, way) => {
    const document = JSON.parse(input.evidence) as Row
    const rows = rowsOf(document).filter(([list, row]) => fits(row, list))
    if (rows.length === 0) return null
    change(rows[a % rows.length]![1], b, way)
    return { ...input, evidence: JSON.stringify(document) }
  }

const pick = <T>(list: readonly T[], n: number): T => list[n % list.length] as T
const namesIn = (row: Row): string[] => NAMES.filter((name) => typeof row[name] === 'string' && name !== 'ref')

const CHANGES: Readonly<Record<string, Change>> = {
  'a name of the evidence is misspelt': inRow(
    (row) => namesIn(row).length > 0,
    (row, b, way) => {
      const name = pick(namesIn(row), b)
      row[name] = misspelt(row[name] as string, b, way)
    },
  ),
  'a field of the evidence is misspelt': inRow(
    (row) => Object.keys(row).length > 0,
    (row, b, way) => {
      const field = pick(Object.keys(row), b)
      const other = misspelt(field, b, way)
      if (other in row) return
      row[other] = row[field]
      delete row[field]
    },
  ),
  'a list of the evidence is misspelt': (input, a, b, way) => {
    const document = JSON.parse(input.evidence) as Row
    const lists = Object.keys(document).filter((key) => Array.isArray(document[key]))
    if (lists.length === 0) return null
    const list = pick(lists, a)
    document[misspelt(list, b, way)] = document[list]
    delete document[list]
    return { ...input, evidence: JSON.stringify(document) }
  },
  'coverage is dropped': (input, a) => {
    const document = JSON.parse(input.evidence) as Row
    const rows = document.coverage as Row[] | undefined
    if (!rows?.length) return null
    rows.splice(a % rows.length, 1)
    return { ...input, evidence: JSON.stringify(document) }
  },
  'a span is doubted': inRow(
    (row, list) => list === 'spans' && row.uncertain === undefined,
    (row, b) => {
      const from = parseInstant(row.from as string)
      const to = row.to === null ? from : parseInstant(row.to as string)
      const wide = (b % 48) * 3_600_000
      row.uncertain = { from: new Date(Math.max(0, from - wide)).toISOString(), to: new Date(to + wide).toISOString() }
    },
  ),
  'a file is cut off': (input, a) => ({ ...input, evidence: input.evidence.slice(0, a % input.evidence.trimEnd().length) }),
  'a stretch is turned round': inRow(
    (row) => typeof row.from === 'string' && typeof row.to === 'string' && row.from !== row.to,
    (row) => {
      const { from, to } = row
      row.from = to
      row.to = from
    },
  ),
  'coverage was learnt later than is known': inRow(
    (_row, list) => list === 'coverage',
    (row) => {
      row.observedAt = '2199-01-01T00:00:00Z'
    },
  ),
  'a date is none': inRow(
    (row) => typeof row.from === 'string',
    (row) => {
      row.from = (row.from as string).replace(/^(\d{4})-\d{2}-\d{2}/, '$1-02-30')
    },
  ),
  'a word of the agreement is misspelt': (input, a, b, way) => {
    // What a person writes freely is no word of the format.
    const words = [...input.contract.matchAll(/(?<=[{,]\s*|^\s*(?:-\s+)?)([a-z][A-Za-z]{2,})(?=:(?:\s|$))/gm)].filter(
      ([word]) => !['title', 'name', 'description', 'intent'].includes(word),
    )
    if (words.length === 0) return null
    const { 0: word, index } = pick(words, a)
    return { ...input, contract: input.contract.slice(0, index) + misspelt(word, b, way) + input.contract.slice(index + word.length) }
  },
}

/** Whether somebody who reads the answer learns that something is wrong. */
function isSaid({ report, warned }: NonNullable<Answer>, before: Report): boolean {
  const doubt = report.objectives.some(({ time, basis }) => (time?.unknown ?? 0) > 0 || basis === 'estimate')
  return warned || report.unused.length > before.unused.length || report.headline.noData.length > 0 || doubt
}

it('has cases of both kinds', () => {
  expect(troubled.length).toBeGreaterThan(150)
  expect(healthy.length).toBeGreaterThan(40)
})

it('nothing that is misspelt, dropped, doubted, cut off or misdated turns green in silence', () => {
  const number = fc.nat(1_000_000)
  const change = fc.constantFrom(...Object.keys(CHANGES))
  fc.assert(
    fc.property(fc.constantFrom(...troubled), change, number, number, number, (one, what, a, b, way) => {
      const changed = CHANGES[what]!(one, a, b, way)
      if (changed === null) return
      const known =
        what === 'coverage was learnt later than is known'
          ? { ...changed, args: { ...one.args, knownAt: one.args.knownAt ?? one.args.at } }
          : changed
      const answer = answerOf(known)
      if (answer === null) return
      const worse = new Map(one.before.objectives.map((each) => [`${each.id} ${each.services} ${each.period.from}`, each]))
      const turned = answer.report.objectives.filter((each) => {
        const before = worse.get(`${each.id} ${each.services} ${each.period.from}`)
        return before !== undefined && !isGreen(before) && before.verdict !== 'not-in-force' && isGreen(each)
      })
      if (turned.length > 0 && !isSaid(answer, one.before))
        throw new Error(`${one.id}: ${what}: ${turned[0]!.id} turned ${turned[0]!.verdict}`)
    }),
    { numRuns: RUNS },
  )
})

/** Those whose evidence is there to be listed as unused. */
const LISTED = /^r(59-(?!nothing)|35-spans)/

it('what is healthy stays met, and all of it is used', () => {
  fc.assert(
    fc.property(fc.constantFrom(...healthy.filter(({ id }) => !LISTED.test(id))), fc.nat(1000), fc.boolean(), (one, turn, noted) => {
      const document = JSON.parse(one.evidence) as Row
      for (const [list, rows] of Object.entries(document)) {
        // In what order rows come, and what anybody notes beside them, says nothing.
        if (Array.isArray(rows))
          document[list] = [...rows.slice(turn % (rows.length + 1)), ...rows.slice(0, turn % (rows.length + 1))].map((row) =>
            noted ? { ...row, 'x-note': 'seen' } : row,
          )
      }
      const answer = answerOf({ ...one, evidence: JSON.stringify(document) })
      expect(answer?.report.objectives.map(({ verdict }) => verdict)).toEqual(one.before.objectives.map(({ verdict }) => verdict))
      expect(answer?.report.unused).toEqual([])
    }),
    { numRuns: RUNS },
  )
})
