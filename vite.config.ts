/**
 * Every build of the project, by mode: `vite build --mode command | widget | reader | chrome | firefox | bench`, and the unit tests.
 * Each writes its own folder under dist/.
 */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { crx, type ManifestV3Export } from '@crxjs/vite-plugin'
import type { Plugin, UserConfig } from 'vite'
import { defineConfig } from 'vitest/config'
import { manifest } from './extension/manifest.config.ts'
import { withoutMarkup } from './extension/preact.build.ts'
import { singleFile } from './widget/reader/single-file.build.ts'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const version = (JSON.parse(readFileSync(here('package.json'), 'utf8')) as { version: string }).version

/** Kept apart from `target`: with an older CSS target light-dark() and oklch() are lowered and the colour is lost. */
const cssTarget = ['chrome123', 'firefox120']
const jsx = { runtime: 'automatic', importSource: 'preact' } as const

/** Sketches are never sent: the library's form for it would ask for another library. */
export const sketches = { find: /^\.{1,2}\/proto\/compiled$/, replacement: here('extension/store/no-protobuf.ts') }

const common: UserConfig = {
  define: { __VERSION__: JSON.stringify(version) },
  resolve: { alias: [sketches] },
  publicDir: false,
  oxc: { jsx },
}

/** The licences of the packages that went in, written by vite beside what it built. */
const notices = (name = 'THIRD-PARTY-NOTICES') => ({ license: { fileName: `${name}.md` } })

/** A browser extension from one source; the manifest differs by browser. */
function extension(browser: 'chrome' | 'firefox'): UserConfig {
  return {
    ...common,
    root: here('extension'),
    plugins: [withoutMarkup(), crx({ manifest: manifest(browser) as unknown as ManifestV3Export, browser })],
    build: {
      ...notices(),
      outDir: here(`dist/${browser}`),
      emptyOutDir: true,
      target: 'es2022',
      cssTarget,
      modulePreload: false,
      rollupOptions: { input: extensionPages() },
    },
  }
}

/** Pages that the manifest does not name. */
function extensionPages(): Record<string, string> {
  return Object.fromEntries(['dashboard', 'welcome', 'reader'].map((page) => [page, here(`extension/pages/${page}/index.html`)]))
}

/** The custom element, one self-contained file a language. */
function widget(language: string): UserConfig {
  return {
    ...common,
    plugins: language === 'en' ? [widgetPages()] : [],
    resolve: {
      alias: [
        { find: 'preact/jsx-runtime', replacement: here('widget/element/jsx-runtime.ts') },
        { find: /^.*\/base\/canonical\.ts$/, replacement: here('widget/element/canonical.ts') },
        { find: /^.*\/model\/reasons\.ts$/, replacement: here('widget/element/reason-codes.ts') },
      ],
    },
    build: {
      ...notices(language === 'en' ? 'standing.notices' : `standing.${language}.notices`),
      outDir: here('dist/widget'),
      emptyOutDir: false,
      target: 'es2022',
      cssTarget,
      lib: {
        entry: here(language === 'en' ? 'widget/element/define.ts' : `widget/element/define.${language}.ts`),
        formats: ['iife'],
        name: 'standing',
        fileName: () => (language === 'en' ? 'standing.js' : `standing.${language}.js`),
      },
    },
  }
}

/** The pages around the widget are plain files: they go beside it as they are. */
function widgetPages(): Plugin {
  return {
    name: 'standing:widget-pages',
    writeBundle() {
      for (const page of ['demo', 'configurator', 'states']) {
        cpSync(here(`widget/pages/${page}`), here(`dist/widget/${page}`), { recursive: true })
      }
    },
  }
}

/** The JSON Schemas as files of their own, at the addresses that are their ids once the package is published. */
function schemaFiles(): Plugin {
  return {
    name: 'standing:schema-files',
    async writeBundle({ dir }) {
      const { SCHEMAS } = (await import(`${pathToFileURL(join(dir!, 'schemas.js')).href}?${Date.now()}`)) as {
        SCHEMAS: ReadonlyMap<string, () => object>
      }
      mkdirSync(here('dist/schemas'), { recursive: true })
      for (const [name, make] of SCHEMAS) writeFileSync(here(`dist/schemas/${name}.schema.json`), `${JSON.stringify(make(), null, 2)}\n`)
    },
  }
}

/** The reader of snapshots: one file that opens from disk. */
function reader(): UserConfig {
  return {
    ...common,
    root: here('widget/reader'),
    plugins: [withoutMarkup(), singleFile('reader.html')],
    build: {
      ...notices('reader.notices'),
      outDir: here('dist/widget'),
      emptyOutDir: false,
      target: 'es2022',
      cssTarget,
      modulePreload: false,
      cssCodeSplit: false,
      rollupOptions: { output: { codeSplitting: false } },
    },
  }
}

/** Node programs with everything inside, so that nothing need be installed beside them. */
function node(outDir: string, input: Record<string, string>): UserConfig {
  return {
    ...common,
    ssr: { noExternal: true },
    build: {
      ...notices(),
      outDir: here(outDir),
      emptyOutDir: true,
      ssr: true,
      target: 'node20',
      minify: false,
      rollupOptions: {
        input: Object.fromEntries(Object.entries(input).map(([name, path]) => [name, here(path)])),
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          chunkFileNames: 'parts/[name].js',
          banner: (chunk) => (chunk.isEntry && chunk.name === 'standing' ? '#!/usr/bin/env node' : ''),
        },
      },
    },
  }
}

const MODES: Record<string, () => UserConfig> = {
  command: () => ({
    ...node('dist/command', { standing: 'widget/cli/main.ts', start: 'widget/cli/start.ts', schemas: 'widget/cli/schema.ts' }),
    plugins: [schemaFiles()],
  }),
  bench: () => ({ ...node('dist/bench', { main: 'test/bench/main.ts' }), ssr: {} }),
  widget: () => widget('en'),
  reader,
  'widget-badge': () => widget('badge'),
  'widget-de': () => widget('de'),
  'widget-ar': () => widget('ar'),
  chrome: () => extension('chrome'),
  firefox: () => extension('firefox'),
}

export default defineConfig(({ mode }) => {
  const build = MODES[mode]
  if (build) return build()
  return {
    ...common,
    test: {
      reporters: ['default'],
      // Every core: left to itself the runner keeps one back, which on two cores is half of them.
      maxWorkers: availableParallelism(),
      projects: [
        {
          extends: true,
          test: {
            name: 'unit',
            include: ['test/unit/**/*.test.{ts,tsx}', 'test/property/**/*.test.ts'],
            setupFiles: ['test/scripts/seed.ts'],
            testTimeout: 60_000,
          },
        },
        {
          extends: true,
          test: {
            name: 'browser',
            include: ['test/browser/**/*.test.ts'],
            testTimeout: 120_000,
            hookTimeout: 120_000,
          },
        },
      ],
    },
  } as UserConfig
})
