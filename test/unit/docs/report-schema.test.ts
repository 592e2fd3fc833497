/** Every report that the conformance cases give fits the published schema, and has no property that it does not describe. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import Ajv from 'ajv/dist/2020.js'
import { expect, it } from 'vitest'
import { reportSchema } from '../../../shared/evaluate/report-schema.ts'
import { batch } from '../../../widget/cli/batch.ts'
import type { Io } from '../../../widget/cli/io.ts'

const FOLDER = fileURLToPath(new URL('../../conformance/', import.meta.url))

/** The schema with every object closed. */
function closed(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(closed)
  if (typeof node !== 'object' || node === null) return node
  const copy = Object.fromEntries(Object.entries(node).map(([key, part]) => [key, closed(part)]))
  return 'properties' in copy ? { ...copy, additionalProperties: false } : copy
}

const fits = new Ajv({ strict: false, allErrors: true }).compile(closed(reportSchema()) as object)

interface Line {
  readonly id: string
  readonly report?: object
}

function reports(): readonly Line[] {
  const lines: string[] = []
  const io = {
    readFile: (path: string) => readFileSync(path, 'utf8'),
    isFolder: (path: string) => existsSync(path) && statSync(path).isDirectory(),
    list: (path: string) => readdirSync(path).sort(),
    out: (text: string) => void lines.push(text),
    err: () => {},
  } as Pick<Io, 'readFile' | 'isFolder' | 'list' | 'out' | 'err'> as Io
  batch(FOLDER, io)
  return lines
    .join('')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line)
}

const all = reports()

it('fits every conformance report', () => {
  const given = all.filter(({ report }) => report !== undefined)
  expect(given.length).toBeGreaterThan(400)
  const wrong = given.flatMap(({ id, report }) =>
    fits(report)
      ? []
      : [`${id}: ${fits.errors?.map((error) => `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`)[0]}`],
  )
  expect(wrong).toEqual([])
})

it.each([
  ['no objectives', { objectives: undefined }],
  ['an unknown format', { format: 'standing/report@2' }],
  ['an instant as text', { at: '2026-03-01T00:00:00Z' }],
])('refuses a report with %s', (_what, change) => {
  const { report } = all.find((line) => line.report !== undefined)!
  expect(fits(JSON.parse(JSON.stringify({ ...report, ...change })))).toBe(false)
})
