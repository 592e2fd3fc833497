/** What SECURITY.md, the privacy page and the widget's guide promise about the code holds in the code and in the manifests. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { manifest } from '../../../extension/manifest.config.ts'
import { ATTRIBUTES } from '../../../widget/element/element.ts'
import { pageText, root } from './markdown.ts'

const sources = (...folders: readonly string[]): readonly (readonly [file: string, text: string])[] =>
  folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => [join(folder, name), readFileSync(join(root, folder, name), 'utf8')] as const),
  )
const extension = sources('extension')
const element = sources('widget/element')
const hits = (pattern: RegExp, files: readonly (readonly [string, string])[]): string[] =>
  files.filter(([, text]) => pattern.test(text)).map(([file]) => file)

describe.each(['chrome', 'firefox'] as const)('the manifest for %s', (browser) => {
  const made = manifest(browser)
  it('asks for no host when it is installed', () => {
    expect(Object.keys(made)).not.toContain('host_permissions')
    expect(
      made.permissions.filter((each) => each.includes('://') || ['tabs', 'history', 'cookies', 'webRequest', '<all_urls>'].includes(each)),
    ).toEqual([])
  })
  it('has no content script and answers no web page', () => {
    expect(Object.keys(made)).not.toContain('content_scripts')
    expect(Object.keys(made)).not.toContain('externally_connectable')
    expect(Object.keys(made)).not.toContain('web_accessible_resources')
  })
  it('sees nothing of private windows', () => expect(made.incognito).toBe('not_allowed'))
  it('runs its own scripts alone', () => {
    const policy = made.content_security_policy.extension_pages
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self';")
    expect(policy).not.toMatch(/unsafe|data:|blob:/)
  })
})

describe('requests of the extension', () => {
  /** The options of every call of fetch that is written out. */
  const calls = extension.flatMap(([file, text]) =>
    [...text.matchAll(/\b(?:doFetch|fetch)\([^(){}]*,\s*\{([^}]*)\}/g)].map(([, options = '']) => [file, options] as const),
  )
  it('are found', () => expect(calls.length).toBeGreaterThanOrEqual(3))
  it('carry no cookies and no referrer', () => {
    const open = calls.filter(([, options]) => !/credentials: 'omit'/.test(options) || !/referrerPolicy: 'no-referrer'/.test(options))
    expect(open).toEqual([])
  })
  it('are made nowhere else', () => expect(hits(/XMLHttpRequest|sendBeacon|EventSource|WebSocket/, [...extension, ...element])).toEqual([]))
  it('name every well-known address in the privacy page', () => {
    const known = new Set(extension.flatMap(([, text]) => [...text.matchAll(/\/\.well-known\/[\w.-]+/g)].map(([path]) => path)))
    expect([...known].filter((path) => !pageText('shared/docs/privacy.md').includes(path))).toEqual([])
  })
})

it('sets no cookie, and the widget stores nothing', () => {
  expect(hits(/document\.cookie|cookieStore/, [...extension, ...element])).toEqual([])
  expect(hits(/localStorage|sessionStorage|indexedDB|caches\./, element)).toEqual([])
})

it('has no markup set and no text run as code', () => {
  expect(
    hits(
      /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function\(/,
      [...extension, ...element].filter(([file]) => !file.endsWith('.build.ts')),
    ),
  ).toEqual([])
})

describe("the widget's guide", () => {
  const rows = [...pageText('shared/docs/guides/put-the-widget-on-a-page.md').matchAll(/^\| (`[^|]+) \|/gm)]
  const documented = rows.flatMap(([, names = '']) => [...names.matchAll(/`([\w-]+)`/g)].map(([, name]) => name as string))
  it('has every attribute, and none that does not exist', () => {
    expect(documented.sort()).toEqual([...ATTRIBUTES].sort())
  })
  it('names the views that exist', () => {
    const views = /\| `view` \| ([^|]+)\|/.exec(pageText('shared/docs/guides/put-the-widget-on-a-page.md'))![1]!
    const named = [...views.matchAll(/`(\w+)`/g)].map(([, view]) => view as string)
    // The card is what any other word shows.
    const drawn = element.flatMap(([, text]) => [...text.matchAll(/\bview === '(\w+)'/g)].map(([, view]) => view as string))
    expect(named.sort()).toEqual([...new Set(['card', ...drawn])].sort())
  })
})
