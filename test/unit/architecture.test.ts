/**
 * Who may import whom. Each row is a folder and what its files may import of ours besides their own folder and
 * shared/base; packages have a table of their own further down.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))
const SHARED = ['base', 'contract', 'time', 'evidence', 'feeds', 'evaluate', 'negotiate', 'signing', 'snapshot', 'published', 'i18n', 'ui']
const shared = (...names: string[]): string[] => names.map((name) => `shared/${name}`)
const sharedBut = (...names: string[]): string[] => shared(...SHARED.filter((name) => !names.includes(name)))

/** The report's types alone, which words and views read. */
const REPORT = 'shared/evaluate/model/report.ts'
/** The codes of its reasons with their English texts. */
const REASONS = 'shared/evaluate/model/reasons.ts'

const EVALUATE = ['contract', 'evidence', 'time'] as const

const MAY_IMPORT: Record<string, readonly string[]> = {
  'shared/base': [],
  'shared/time': [],
  'shared/contract': shared('time'),
  'shared/evidence': shared('time'),
  'shared/feeds': shared('evidence', 'time', 'published'),
  'shared/evaluate': shared(...EVALUATE),
  'shared/signing': shared('time'),
  'shared/published': shared('signing', 'contract', 'evidence', 'time', 'evaluate'),
  'shared/snapshot': shared('published', 'signing', 'contract', 'evidence', 'time', 'evaluate'),
  'shared/i18n': [REPORT, REASONS],
  'shared/ui': [REPORT, ...shared('i18n')],
  'extension/store': sharedBut('ui'),
  'extension/model': ['extension/store', 'extension/messages.ts', ...sharedBut('ui')],
  'extension/sources': ['extension/store', 'extension/model', 'extension/messages.ts', 'extension/background', ...sharedBut('ui')],
  'extension/background': ['extension/store', 'extension/model', 'extension/sources', 'extension/messages.ts', ...sharedBut('ui')],
  'extension/pages': ['extension/store', 'extension/model', 'extension/messages.ts', 'extension/_locales', ...sharedBut()],
  'widget/element': sharedBut('feeds'),
  'widget/reader': ['widget/element', ...sharedBut()],
  'widget/pages': ['widget/element', ...sharedBut()],
  'widget/cli': sharedBut(),
}

/** What only some folders may take from the registry. The rest of shared/ takes nothing that touches a platform. */
const PURE = [
  'shared/base',
  'shared/time',
  'shared/contract',
  'shared/evidence',
  'shared/feeds',
  'shared/evaluate',
  'shared/negotiate',
  'shared/i18n',
]
const NODE_ONLY = ['widget/cli']

interface Import {
  readonly file: string
  readonly from: string
}

const files = (folder: string): string[] => {
  try {
    return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'))
      .map((name) => join(folder, name))
  } catch {
    return []
  }
}

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

describe('the import table', () => {
  it.each(Object.entries(MAY_IMPORT))('%s imports only what it may', (folder, allowed) => {
    const wrong = files(folder)
      .flatMap(imports)
      .map((one) => ({ ...one, target: inside(one) }))
      .filter(({ target }) => target !== null && !target.endsWith('package.json'))
      .filter(({ target }) => ![folder, 'shared/base', ...allowed].some((place) => under(target as string, place)))
    expect(wrong.map(({ file, target }) => `${file} imports ${target}`)).toEqual([])
  })

  it('names every folder that holds code', () => {
    const top = ['shared', 'extension', 'widget'].flatMap((place) => files(place))
    const homeless = top.filter((file) => dirname(file).includes('/') && !Object.keys(MAY_IMPORT).some((folder) => under(file, folder)))
    expect(homeless).toEqual([])
  })

  it('keeps test/ out of everything', () => {
    const wrong = ['shared', 'extension', 'widget'].flatMap((place) => files(place)).flatMap(imports)
    expect(wrong.filter((one) => inside(one)?.startsWith('test/'))).toEqual([])
  })

  it('keeps the platform out of shared/', () => {
    const wrong = SHARED.flatMap((name) => files(`shared/${name}`))
      .flatMap(imports)
      .filter(({ from }) => from.startsWith('node:') || /^(webextension-polyfill|idb|chart\.js)/.test(from))
    expect(wrong).toEqual([])
  })

  it('lets Node in only where the command is', () => {
    const wrong = ['extension', 'widget']
      .flatMap((place) => files(place))
      .filter((file) => !NODE_ONLY.some((folder) => under(file, folder)))
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
