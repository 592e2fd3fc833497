/** Kinds of source are a registry: how one is read and how it is shown stand in one entry each, and nobody else asks for a kind by a word. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { SOURCE_REGISTRY } from '../../../../extension/sources/registry.ts'
import { IMPORT, isPolled, kindOf, METRICS, PROBE, SOURCE_KINDS } from '../../../../extension/store/source-kind.ts'
import { ADAPTORS } from '../../../../shared/feeds/index.ts'

const root = fileURLToPath(new URL('../../../../extension/', import.meta.url))
const code = (path: string): string => readFileSync(join(root, path), 'utf8').replace(/\/\*[\s\S]*?\*\/|(?<![:'"`])\/\/.*$/gm, '')
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name))

describe('the registry', () => {
  it('has each kind once, under its own name', () => {
    expect(Object.keys(SOURCE_REGISTRY).sort()).toEqual([...SOURCE_KINDS].sort())
    for (const [id, kind] of Object.entries(SOURCE_REGISTRY)) expect(kind.id).toBe(id)
  })
  it('is matched by the panels: no kind is read that can not be shown, none shown that is not known', () => {
    const panels = code('pages/agreement/source-panels.tsx')
    const table = panels.slice(panels.indexOf('SOURCE_PANELS'))
    const named = [...table.matchAll(/^ {2}'?([a-z-]+)'?: \{/gm)].map((match) => match[1])
    expect(named.sort()).toEqual([...SOURCE_KINDS].sort())
    // What is polled is a stored source, and so has a row.
    for (const { id, read } of Object.values(SOURCE_REGISTRY)) {
      const entry = new RegExp(`^ {2}'?${id}'?: \\{[\\s\\S]*?(?=^ {2}\\S|^\\})`, 'm').exec(table)?.[0] ?? ''
      if (read) expect(entry, id).not.toMatch(/row: null/)
    }
  })
  it('reads without a page: nothing that the background imports is drawn', () => {
    for (const file of files.filter((name) => /^(sources|store|model|background)\//.test(name))) {
      expect(file).not.toMatch(/\.tsx$/)
      expect(code(file), file).not.toMatch(/from '(preact|[^']*\/pages\/|[^']*shared\/ui\/)/)
    }
  })
})

describe('the kind of a record', () => {
  it.each([
    ['an address that is checked', { feed: PROBE }, 'uptime-check', true],
    ['a file', { feed: IMPORT }, 'import', false],
    ['a server of metrics', { feed: 'prometheus', metrics: { kind: 'up', query: 'up', step: 60_000 } }, 'metrics', true],
    ['a feed that a provider publishes', { feed: 'standing' }, 'published-feed', true],
    ['a status page', { feed: 'statuspage' }, 'feed', true],
  ] as const)('%s', (_what, record, kind, polled) => {
    expect(kindOf(record)).toBe(kind)
    expect(isPolled(record)).toBe(polled)
  })
  it('of every other adaptor is a feed', () => {
    const others = ADAPTORS.filter(({ id }) => id !== 'standing')
    expect(others.length).toBeGreaterThan(10)
    for (const { id } of others) expect(kindOf({ feed: id })).toBe('feed')
  })
})

it('nothing outside the registry compares a source with the word of a kind', () => {
  const words = [PROBE, IMPORT, METRICS, ...SOURCE_KINDS.filter((kind) => kind !== 'feed' && kind !== 'manual')]
  const literal = new RegExp(`(?:===|!==|case|includes\\()\\s*['"\`](?:${words.join('|')})['"\`]|['"]${PROBE}['"]`)
  const own = new Set(['store/source-kind.ts', 'sources/registry.ts', 'pages/agreement/source-panels.tsx'])
  const found = files
    .filter((file) => !own.has(file))
    .flatMap((file) =>
      code(file)
        .split('\n')
        .filter((line) => literal.test(line))
        .map((line) => `${file}: ${line.trim()}`),
    )
  expect(found).toEqual([])
})
