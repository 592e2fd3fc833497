/** One word, one meaning: no exported name and no file name stands for two things. */
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** Names that mean the same in every folder that has one. */
const SAME_ROLE = ['index.ts', 'main.tsx', 'model.ts']

/** The same meaning twice, and why it is written twice. */
const TWICE: Readonly<Record<string, string>> = {
  canonical: 'the element carries a copy without the library, for its bytes',
  reason: 'the element carries a copy without the texts, for its bytes',
  'canonical.ts': 'the element carries a copy without the library, for its bytes',
}

const files = ['shared', 'extension', 'widget'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name))),
)

/** Every name with the files that have it, for the names of more than one. */
function shared(pairs: readonly (readonly [name: string, file: string])[]): string[] {
  const places = new Map<string, Set<string>>()
  for (const [name, file] of pairs) places.set(name, (places.get(name) ?? new Set()).add(file))
  return [...places]
    .filter(([name, where]) => where.size > 1 && !(name in TWICE))
    .map(([name, where]) => `${name}: ${[...where].join(', ')}`)
}

const EXPORTED = /^export (?:async )?(?:declare )?(?:abstract )?(?:function\*?|const|let|class|interface|type|enum) (\w+)/gm
const exportsOf = (file: string): (readonly [string, string])[] =>
  [...readFileSync(join(root, file), 'utf8').matchAll(EXPORTED)].map(([, name = '']) => [name, file] as const)

it('reads the tree', () => {
  expect(files.length).toBeGreaterThan(300)
  expect(files.flatMap(exportsOf).length).toBeGreaterThan(1000)
})

it('finds a name of two files', () => {
  const pairs = [
    ['a', 'x.ts'],
    ['a', 'y.ts'],
    ['a', 'y.ts'],
    ['b', 'y.ts'],
  ] as const
  expect(shared(pairs)).toEqual(['a: x.ts, y.ts'])
})

it('has no exported name in two files', () => {
  expect(shared(files.flatMap(exportsOf))).toEqual([])
})

it('has no file name in two folders', () => {
  const named = files.map((file) => [basename(file), file] as const).filter(([name]) => !SAME_ROLE.includes(name))
  expect(shared(named)).toEqual([])
})
