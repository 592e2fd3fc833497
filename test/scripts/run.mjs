/**
 * The whole test run: types, lint, builds, browsers, unit and property tests, browser tests, the add-on linter.
 * The last line is `N passed, N failed`; the exit code is 1 when anything failed.
 *
 *   npm test                everything
 *   npm test -- --unit      without browsers and builds
 *   npm test -- PATTERN …   only the test files whose path holds a pattern
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { advice, installBrowsers } from './browsers.mjs'
import { build } from './build.mjs'

const root = fileURLToPath(new URL('../../', import.meta.url))
/** The script behind a package's command. */
const tool = (name, command = name) => {
  const path = join(root, 'node_modules', name, 'package.json')
  const { bin } = JSON.parse(readFileSync(path, 'utf8'))
  return join(dirname(path), typeof bin === 'string' ? bin : bin[command])
}

const args = process.argv.slice(2)
const unitOnly = args.includes('--unit')
const patterns = args.filter((argument) => !argument.startsWith('--'))
let passed = 0
let failed = 0

/** Counts one check by its exit code and shows its output only when it failed. */
function check(what, command, parameters) {
  const { status, stdout, stderr } = spawnSync(command, parameters, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 })
  count(what, status === 0, `${stdout ?? ''}${stderr ?? ''}`)
}

function count(what, good, detail = '') {
  if (good) passed += 1
  else failed += 1
  console.log(`${good ? '✓' : '✗'} ${what}`)
  if (!good && detail) console.log(detail)
}

/** Runs one vitest project, its output as it comes, and adds its counts. */
function vitest(project) {
  const folder = join(root, 'node_modules/.cache/standing')
  const file = join(folder, `vitest-${project}.json`)
  mkdirSync(folder, { recursive: true })
  rmSync(file, { force: true })
  const report = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  spawnSync(process.execPath, [tool('vitest'), 'run', '--project', project, ...report, ...patterns], { cwd: root, stdio: 'inherit' })
  try {
    const result = JSON.parse(readFileSync(file, 'utf8'))
    passed += result.numPassedTests
    failed += result.numFailedTests
    // A file that fails before its first test has no failed test of its own.
    const broken = result.testResults.filter(
      (suite) => suite.status === 'failed' && !suite.assertionResults.some((one) => one.status === 'failed'),
    )
    for (const suite of broken) count(`${suite.name} could not be run`, false, suite.message)
    if (result.numTotalTests === 0 && patterns.length === 0) count(`the ${project} tests ran`, false, 'no test was found')
  } catch (error) {
    count(`the ${project} tests ran to their end`, false, error.message)
  }
}

if (patterns.length === 0) {
  check('types', process.execPath, [tool('typescript', 'tsc'), '-p', '.'])
  check('format and lint', process.execPath, [tool('@biomejs/biome', 'biome'), 'ci', '--diagnostic-level=error', '.'])
}

let built = true
if (!unitOnly) {
  try {
    await build(undefined, () => {})
    count('builds', true)
  } catch (error) {
    built = false
    count('builds', false, error.message)
  }
}

vitest('unit')

if (!unitOnly && built) {
  const missing = installBrowsers()
  for (const kind of missing) count(`${kind} for the browser tests`, false, advice(kind))
  if (missing.length === 0) vitest('browser')
  if (patterns.length === 0) {
    check('web-ext lint', process.execPath, [
      tool('web-ext'),
      'lint',
      '-s',
      'dist/firefox',
      '--no-config-discovery',
      '--warnings-as-errors',
    ])
  }
}

console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0
