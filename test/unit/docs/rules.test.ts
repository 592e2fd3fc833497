/** The rules are written down: whoever cites one finds it, its file and a case. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { filesBelow, localLinks, pageText, root } from './markdown.ts'

const PAGE = 'shared/docs/rules.md'
const NOT_IN_FORCE = '*Not in force yet.*'

interface Rule {
  readonly name: string
  readonly text: string
}

const rules: readonly Rule[] = pageText(PAGE)
  .split(/^### /m)
  .slice(1)
  .map((text) => ({ name: /^R\d+b?/.exec(text)?.[0] ?? '', text }))
const defined = new Set(rules.map(({ name }) => name))
const inForce = rules.filter(({ text }) => !text.includes(NOT_IN_FORCE))

const sources = ['shared', 'extension', 'widget', 'test']
  .flatMap(filesBelow)
  .filter((path) => /\.(ts|tsx|mjs|md)$/.test(path) && path !== PAGE)
const cited = (path: string): readonly string[] => [...pageText(path).matchAll(/\bR[1-9]\d?b?\b/g)].map(([name]) => name)
const cases = readdirSync(join(root, 'test/conformance'), { withFileTypes: true }).filter((entry) => entry.isDirectory())

it('numbers the rules from 1 without a gap', () => {
  const numbers = [...defined].filter((name) => !name.endsWith('b'))
  expect(numbers).toEqual(numbers.map((_, index) => `R${index + 1}`))
})

it('defines every rule that code, tests and cases cite', () => {
  const unknown = sources.flatMap((path) =>
    cited(path)
      .filter((name) => !defined.has(name))
      .map((name) => `${path}: ${name}`),
  )
  expect(unknown).toEqual([])
})

it('defines the rule that each case is named for', () => {
  const named = cases.flatMap(({ name }) => /^r\d+b?(?=-)/.exec(name)?.[0].toUpperCase().replace('B', 'b') ?? [])
  expect(named.length).toBeGreaterThan(300)
  expect(named.filter((name) => !defined.has(name))).toEqual([])
})

describe.each(inForce)('$name', ({ text }) => {
  const links = [...text.matchAll(/\]\(\.\.\/\.\.\/([^)#]+)\)/g)].map(([, path]) => path!)
  it('links to the code that holds it', () => expect(links.some((path) => path.endsWith('.ts'))).toBe(true))
  // Rules of reading feeds are no matter of the evaluator: their proof is a test of the adaptors.
  const proofs = ['test/conformance/', ...(links.every((path) => /^(shared|test\/unit)\/feeds\//.test(path)) ? ['test/unit/feeds/'] : [])]
  it('links to a case that proves it', () => expect(links.some((path) => proofs.some((proof) => path.startsWith(proof)))).toBe(true))
})

it('marks no rule as not in force while the evaluator or a case cites it', () => {
  const waiting = rules.filter(({ text }) => text.includes(NOT_IN_FORCE)).map(({ name }) => name)
  const used = sources.filter((path) => /^(shared\/evaluate|test\/conformance)\//.test(path)).flatMap(cited)
  expect(waiting.filter((name) => used.includes(name))).toEqual([])
})

it('links to cases only where they exist', () => {
  const folders = new Set(cases.map(({ name }) => name))
  const linked = localLinks(PAGE).flatMap((link) => /^test\/conformance\/([^/]+)\/why\.md$/.exec(link)?.[1] ?? [])
  expect(linked.filter((name) => !folders.has(name))).toEqual([])
})
