/**
 * One source file with every small mistake that Stryker knows put into it, each behind a switch, and the tests bundled around
 * it. Everything is made anew from what is on disk, and nothing is kept there.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { Instrumenter } from '@stryker-mutator/instrumenter'
import { build } from 'vite'

export const root = fileURLToPath(new URL('../../../', import.meta.url))

/** What is held to the tests, by path from the root. */
export const SOURCES = [
  ...['shared/time', 'shared/evaluate'].flatMap((folder) => filesIn(folder, '.ts')),
  'shared/contract/credit-bands.ts',
]

/** The tests in the order they are asked: the tables of this one's folder, the other tables, the corpus. */
const tables = (folder) => filesIn(`test/unit/${folder}`, '.test.ts')
const testsFor = (source) => [
  source.startsWith('shared/time') ? [...tables('time')] : [...tables('evaluate'), 'test/unit/contract/credit-bands.test.ts'],
  source.startsWith('shared/time') ? tables('evaluate') : tables('time'),
  ['test/unit/conformance.test.ts'],
]

function filesIn(folder, ending) {
  return readdirSync(join(root, folder), { recursive: true })
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => `${folder}/${name}`)
}

/** `{ mutants, bundles }` of one source: Stryker's list of what was changed where, and the tests as text for `vm`. */
export async function copiesOf(source) {
  const silent = () => {}
  const logger = { debug: silent, info: silent, warn: console.warn, error: console.error, isDebugEnabled: () => false }
  const content = readFileSync(join(root, source), 'utf8')
  const options = { ignorers: [], excludedMutations: [], plugins: null, noHeader: false }
  const { files, mutants } = await new Instrumenter(logger).instrument([{ name: source, mutate: true, content }], options)
  const bundles = []
  for (const tests of testsFor(source)) bundles.push(await bundle(tests, join(root, source), files[0].content))
  return { mutants: mutants.filter(({ status }) => status !== 'Ignored'), bundles }
}

async function bundle(tests, source, copies) {
  const entry = '\0tests'
  const plugin = {
    name: 'copies',
    resolveId: (id) => (id === entry ? id : null),
    load(id) {
      if (id === entry) return tests.map((test) => `import ${JSON.stringify(join(root, test))}`).join('\n')
      return id === source ? copies : null
    },
    // The bundle has no location: each file gets its original one.
    transform: (code, id) =>
      code.includes('import.meta.url') ? code.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href)) : null,
  }
  const { output } = await build({
    root,
    configFile: false,
    logLevel: 'error',
    define: { __VERSION__: '"0"' },
    plugins: [plugin],
    // It cannot be required.
    ssr: { noExternal: ['canonicalize'] },
    build: {
      ssr: true,
      write: false,
      target: 'node20',
      minify: false,
      rollupOptions: { input: entry, output: { format: 'cjs', codeSplitting: false } },
    },
  })
  return output[0].code
}
