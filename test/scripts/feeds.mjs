/**
 * `npm run feeds`: every recorded response in a folder, and what its adaptor makes of it: events, stretches, what was
 * rejected and why. Recordings belong to those who published them and are not part of the project; name their folder:
 *
 *   npm run feeds -- FOLDER     default: ../shared/data/feeds beside the checkout
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'vite'

const root = fileURLToPath(new URL('../../', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'standing-feeds-'))
try {
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    publicDir: false,
    ssr: { noExternal: true },
    build: {
      ssr: join(root, 'test/scripts/feeds.ts'),
      outDir: folder,
      target: 'node20',
      rollupOptions: { output: { entryFileNames: 'feeds.mjs' } },
    },
  })
  const { printFeeds } = await import(pathToFileURL(join(folder, 'feeds.mjs')).href)
  process.exitCode = printFeeds(process.argv[2] ?? join(root, '../shared/data/feeds'))
} finally {
  rmSync(folder, { recursive: true, force: true })
}
