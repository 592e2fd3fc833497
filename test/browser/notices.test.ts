/** Every built artefact names the packages that went into it, with the text of their licences. */
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, loadConfigFromFile, type Plugin } from 'vite'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))
const MODES = ['command', 'widget', 'widget-de', 'widget-ar', 'reader', 'chrome', 'firefox'] as const

/** Builds aside; the packages whose code is in it, and the notices beside it. */
async function built(mode: string): Promise<{ readonly packages: readonly string[]; readonly notices: string }> {
  const packages = new Set<string>()
  let notices = ''
  const look: Plugin = {
    name: 'look',
    generateBundle: {
      order: 'pre',
      handler(_options, bundle) {
        for (const file of Object.values(bundle))
          for (const [id, { renderedLength }] of file.type === 'chunk' ? Object.entries(file.modules) : [])
            if (renderedLength > 0) for (const name of packageOf(id)) packages.add(name)
      },
    },
    writeBundle(_options, bundle) {
      const found = Object.values(bundle).filter(({ fileName }) => /notices\.md$/i.test(fileName))
      notices = found.map((file) => (file.type === 'asset' ? String(file.source) : '')).join('\n')
    },
  }
  const loaded = await loadConfigFromFile({ command: 'build', mode }, `${root}vite.config.ts`)
  const { config } = loaded!
  const outDir = mkdtempSync(join(tmpdir(), 'standing-notices-'))
  await build({
    ...config,
    configFile: false,
    mode,
    logLevel: 'error',
    plugins: [...(config.plugins ?? []), look],
    build: { ...config.build, outDir },
  })
  rmSync(outDir, { recursive: true, force: true })
  return { packages: [...packages].sort(), notices }
}

/** `…/node_modules/@noble/hashes/utils.js` is of `@noble/hashes`. */
const packageOf = (id: string): readonly string[] => {
  const [, name] = /.*[/\\]node_modules[/\\]((?:@[^/\\]+[/\\])?[^/\\]+)/.exec(id) ?? []
  return name === undefined ? [] : [name.replace('\\', '/')]
}

describe.each(MODES)('the notices of %s', (mode) => {
  it('name every package that went in, and no other, each with its licence', async () => {
    const { packages, notices } = await built(mode)
    const sections = notices.split(/^## /m).slice(1)
    expect(sections.map((section) => section.split(' - ')[0]).sort()).toEqual(packages)
    for (const section of sections) expect(section.length).toBeGreaterThan(400)
    if (mode === 'chrome' || mode === 'firefox' || mode === 'command') expect(packages.length).toBeGreaterThan(5)
  })
})

it('knows the packages of the project', () => {
  expect(packageOf(createRequire(import.meta.url).resolve('papaparse'))).toEqual(['papaparse'])
})
