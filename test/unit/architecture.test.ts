/**
 * Who may import whom. Each row is a folder and what its files may import of ours besides their own folder and
 * shared/base; packages have a table of their own further down.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))
const SHARED = ['base', 'contract', 'time', 'evidence', 'feeds', 'evaluate', 'signing', 'snapshot', 'published', 'i18n', 'ui']
const shared = (...names: string[]): string[] => names.map((name) => `shared/${name}`)
const sharedBut = (...names: string[]): string[] => shared(...SHARED.filter((name) => !names.includes(name)))

/** The report's types alone, which words and views read. */
const REPORT = 'shared/evaluate/model/report.ts'
/** The codes of its reasons with their English texts. */
const REASONS = 'shared/evaluate/model/reasons.ts'

const EVALUATE = ['contract', 'evidence', 'time'] as const

/** The folders of shared/evaluate from the bottom up: each may import those before it. */
const ROOMS = ['model', 'periods', 'downtime', 'clocks', 'measures', 'verdict', 'remedies'] as const
const rooms = (...names: string[]): string[] => names.map((name) => `shared/evaluate/${name}`)
const FROM_ANY_ROOM = shared(...EVALUATE)
const roomTable: Record<string, readonly string[]> = {
  ...Object.fromEntries(ROOMS.map((name, i) => [`shared/evaluate/${name}`, [...rooms(...ROOMS.slice(0, i)), ...FROM_ANY_ROOM]])),
  'shared/evaluate/support': [...rooms(...ROOMS.slice(0, ROOMS.indexOf('remedies'))), ...FROM_ANY_ROOM],
  'shared/evaluate/chain': [...rooms(...ROOMS.slice(0, ROOMS.indexOf('remedies'))), ...FROM_ANY_ROOM],
}

const OF_PAGES = ['extension/store', 'extension/model', 'extension/messages.ts', 'extension/_locales', ...sharedBut()]
/** Pages by folder; the dashboard is the frame that the pages of an agreement, its desk and the settings stand in. */
const PAGES: Record<string, readonly string[]> = {
  common: [],
  agreement: ['common'],
  desk: ['common'],
  settings: ['common'],
  popup: ['common'],
  welcome: ['common'],
  reader: ['common'],
  dashboard: ['common', 'agreement', 'desk', 'settings'],
}
const pageTable = Object.fromEntries(
  Object.entries(PAGES).map(([page, others]) => [
    `extension/pages/${page}`,
    [...others.map((other) => `extension/pages/${other}`), ...(page === 'reader' ? ['widget/reader'] : []), ...OF_PAGES],
  ]),
)

const MAY_IMPORT: Record<string, readonly string[]> = {
  'shared/base': [],
  'shared/time': [],
  'shared/contract': shared('time'),
  'shared/evidence': shared('time'),
  'shared/feeds': shared('evidence', 'time', 'published'),
  'shared/evaluate': shared(...EVALUATE),
  ...roomTable,
  'shared/signing': shared('time'),
  'shared/published': shared('signing', 'contract', 'evidence', 'time', 'evaluate'),
  'shared/snapshot': shared('published', 'signing', 'contract', 'evidence', 'time', 'evaluate'),
  'shared/i18n': [REPORT, REASONS],
  'shared/ui': [REPORT, ...shared('i18n')],
  // Records hold parts of reports: their types, and nothing that computes.
  'extension/store': [REPORT, ...sharedBut('ui', 'evaluate')],
  'extension/model': ['extension/store', ...sharedBut('ui')],
  'extension/sources': ['extension/store', 'extension/model', 'extension/messages.ts', ...sharedBut('ui')],
  'extension/background': ['extension/store', 'extension/model', 'extension/sources', 'extension/messages.ts', ...sharedBut('ui')],
  ...pageTable,
  'widget/element': sharedBut('feeds'),
  'widget/reader': ['widget/element', ...sharedBut()],
  'widget/cli': sharedBut(),
}

/** What only some folders may take from the registry. The rest of shared/ takes nothing that touches a platform. */
const PURE = ['shared/base', 'shared/time', 'shared/contract', 'shared/evidence', 'shared/feeds', 'shared/evaluate', 'shared/i18n']
const NODE_ONLY = ['widget/cli']

interface Import {
  readonly file: string
  readonly from: string
}

/** Throws for a folder that does not exist: a row of the table that checks nothing would pass for ever. */
const files = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'))
    .map((name) => join(folder, name))

function imports(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8')
  const found = [...text.matchAll(/(?:^|\n)\s*(?:import|export)\s(?:[^'"`;]*?\sfrom\s)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]/g)]
  return found.map((match) => ({ file, from: (match[1] ?? match[2]) as string }))
}

/** The imported file from the project's root, without a query; null for a package. */
function inside({ file, from }: Import): string | null {
  return from.startsWith('.') ? relative(root, join(root, dirname(file), from.replace(/\?.*$/, ''))) : null
}

const under = (path: string, folder: string): boolean => path === folder || path.startsWith(`${folder}/`)

/** The longest row of the table that a file lies under. */
const rowOf = (file: string): string | undefined =>
  Object.keys(MAY_IMPORT)
    .filter((folder) => under(file, folder))
    .sort((a, b) => b.length - a.length)[0]

const everything = (): string[] => ['shared', 'extension', 'widget'].flatMap(files)

/** The groups of files that import each other in a circle (strongly connected components), each as its names in order. */
function cycles(graph: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const order = new Map<string, number>()
  const lowest = new Map<string, number>()
  const stack: string[] = []
  const found: string[] = []
  const visit = (node: string): void => {
    order.set(node, order.size)
    lowest.set(node, order.get(node)!)
    stack.push(node)
    for (const next of graph.get(node) ?? []) {
      if (!order.has(next)) visit(next)
      if (stack.includes(next)) lowest.set(node, Math.min(lowest.get(node)!, lowest.get(next)!))
    }
    if (lowest.get(node) !== order.get(node)) return
    const group = stack.splice(stack.indexOf(node))
    if (group.length > 1 || graph.get(node)?.includes(node)) found.push(group.sort().join(', '))
  }
  for (const node of graph.keys()) if (!order.has(node)) visit(node)
  return found
}

describe('the import table', () => {
  it.each(Object.entries(MAY_IMPORT))('%s imports only what it may', (folder, allowed) => {
    const own = files(folder).filter((file) => rowOf(file) === folder)
    expect(files(folder)).not.toEqual([])
    const wrong = own
      .flatMap(imports)
      .map((one) => ({ ...one, target: inside(one) }))
      .filter(({ target }) => target !== null && !target.endsWith('package.json'))
      .filter(({ target }) => ![folder, 'shared/base', ...allowed].some((place) => under(target as string, place)))
    expect(wrong.map(({ file, target }) => `${file} imports ${target}`)).toEqual([])
  })

  it('names every folder that holds code', () => {
    const homeless = everything().filter((file) => dirname(file).includes('/') && rowOf(file) === undefined)
    expect(homeless).toEqual([])
  })

  it('has a row for every folder of the evaluator and every page folder', () => {
    const folders = ['shared/evaluate', 'extension/pages'].flatMap((place) =>
      readdirSync(join(root, place), { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map((entry) => `${place}/${entry.name}`),
    )
    expect(folders.filter((folder) => !(folder in MAY_IMPORT))).toEqual([])
  })

  it('has no import cycle, imports of types alone included', () => {
    const edges = everything().flatMap((file) => imports(file).flatMap((one) => ({ file, target: inside(one) })))
    const graph = new Map<string, string[]>()
    for (const { file, target } of edges) if (target !== null) graph.set(file, [...(graph.get(file) ?? []), target])
    expect(cycles(graph)).toEqual([])
  })

  it('finds a cycle of two, of three and of itself, and none in a fork', () => {
    const of = (...edges: readonly (readonly [string, string])[]): readonly string[] => {
      const graph = new Map<string, string[]>()
      for (const [from, to] of edges) graph.set(from, [...(graph.get(from) ?? []), to])
      return cycles(graph)
    }
    expect(of(['a', 'b'], ['b', 'a'])).toEqual(['a, b'])
    expect(of(['a', 'b'], ['b', 'c'], ['c', 'a'], ['c', 'd'])).toEqual(['a, b, c'])
    expect(of(['a', 'a'])).toEqual(['a'])
    expect(of(['a', 'b'], ['a', 'c'], ['b', 'd'], ['c', 'd'])).toEqual([])
  })

  it('keeps test/ out of everything', () => {
    const wrong = everything().flatMap(imports)
    expect(wrong.filter((one) => inside(one)?.startsWith('test/'))).toEqual([])
  })

  it('keeps the platform out of shared/', () => {
    const wrong = SHARED.flatMap((name) => files(`shared/${name}`))
      .flatMap(imports)
      .filter(({ from }) => from.startsWith('node:') || /^(webextension-polyfill|idb|chart\.js)/.test(from))
    expect(wrong).toEqual([])
  })

  it('lets Node in only where the command is, and into what builds', () => {
    const wrong = ['extension', 'widget']
      .flatMap((place) => files(place))
      .filter((file) => !NODE_ONLY.some((folder) => under(file, folder)) && !file.endsWith('.build.ts'))
      .flatMap(imports)
      .filter(({ from }) => from.startsWith('node:'))
    expect(wrong).toEqual([])
  })
})

describe('shared/ is pure', () => {
  const FORBIDDEN: readonly [RegExp, string][] = [
    [/\bDate\.now\s*\(|\bnew Date\(\s*\)|Temporal\.Now\b|performance\.now/, 'a clock'],
    [/\bMath\.random\b|crypto\.getRandomValues|randomUUID/, 'randomness'],
    [/\bfetch\s*\(|XMLHttpRequest|new WebSocket/, 'the network'],
    [/\blocalStorage\b|\bindexedDB\b|\bchrome\.|\bbrowser\./, 'storage or a browser API'],
    [
      /\bdocument\.(?:create|query|get|body|head|add|cookie)|\bwindow\.(?:location|document|add|open|get|match|navigator)|\bglobalThis\.document/,
      'the DOM',
    ],
    [/\bprocess\./, 'Node'],
  ]
  it.each(PURE)('%s reads no clock, network, storage, page or chance', (folder) => {
    const wrong = files(folder).flatMap((file) => {
      const code = readFileSync(join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|(?<![:'"`])\/\/.*$/gm, '')
      return FORBIDDEN.filter(([pattern]) => pattern.test(code)).map(([, what]) => `${file} touches ${what}`)
    })
    expect(wrong).toEqual([])
  })
})
