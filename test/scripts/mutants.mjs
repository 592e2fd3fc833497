/**
 * `npm run mutants`: how many small mistakes in shared/time and shared/evaluate the tests notice. Stryker's instrumenter makes
 * the mistakes; they are tried one after another in one thread, because starting a test runner for each takes longer than the tests.
 *
 *   npm run mutants                                 every file
 *   npm run mutants -- shared/time/cuts.ts …        these alone
 *
 * Prints each file's score, and what was not noticed with the reason that test/mutants.json gives for it; writes
 * dist/mutants/report.json. Exit code 1 when under 90 % of all are noticed: reasons take nothing off that. Values made once, as
 * a file is loaded, are not tried.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { copiesOf, root, SOURCES } from './mutants/copies.mjs'
import { excuse, placeOf } from './mutants/excuses.mjs'

const WANTED = 0.9

const named = process.argv.slice(2).map((path) => relative(root, resolve(path)))
const unknown = named.filter((path) => !SOURCES.includes(path))
if (unknown.length > 0) {
  console.error(`wanted files of shared/time or shared/evaluate, got ${unknown.join(', ')}`)
  process.exit(2)
}

const files = {}
for (const source of named.length > 0 ? named : SOURCES) {
  files[source] = await score(source)
  print(source, files[source])
}
const whole = sum(Object.values(files))
for (const folder of ['shared/time', 'shared/evaluate']) {
  const part = sum(Object.keys(files).flatMap((source) => (source.startsWith(`${folder}/`) ? files[source] : [])))
  if (part.of > 0) console.log(`${folder}: ${share(part)}`)
}
mkdirSync(join(root, 'dist/mutants'), { recursive: true })
writeFileSync(join(root, 'dist/mutants/report.json'), `${JSON.stringify({ ...whole, files }, null, 2)}\n`)
if (whole.caught < WANTED * whole.of) process.exitCode = 1

async function score(source) {
  const started = Date.now()
  const text = readFileSync(join(root, source), 'utf8')
  const { mutants, bundles } = await copiesOf(source)
  const caught = new Map()
  const known = { broken: [], static: [] }
  let ids = mutants.map(({ id }) => id)
  // A copy that ends its thread by filling the memory is caught; the others go on in a new one.
  while (ids.length > 0) {
    Object.assign(known, await inThread(bundles, ids, caught))
    const left = ids.filter((id) => !caught.has(id))
    if (left.length > 0) caught.set(left[0], 'never ends')
    ids = left.slice(1)
  }
  const counted = mutants.filter(({ id }) => !known.static.includes(id))
  const survivors = counted.filter(({ id }) => caught.get(id) === null).map((mutant) => placeOf(mutant, text))
  const { told, unused } = excuse(source, survivors)
  return {
    caught: counted.length - survivors.length,
    of: counted.length,
    endless: counted.filter(({ id }) => caught.get(id) === 'never ends').length,
    static: mutants.length - counted.length,
    seconds: Math.round((Date.now() - started) / 1000),
    survivors: told,
    unused,
    broken: known.broken,
  }
}

/** Fills `caught`; gives what was learned of the tests. Ends early when a copy takes the thread down. */
function inThread(bundles, ids, caught) {
  const worker = new Worker(fileURLToPath(new URL('./mutants/worker.mjs', import.meta.url)), {
    workerData: { bundles, ids },
    resourceLimits: { maxOldGenerationSizeMb: 2000 },
  })
  return new Promise((done, fail) => {
    let learned
    worker.on('message', ({ id, caught: by, ...rest }) => {
      if (id === undefined) learned = rest
      else caught.set(id, by)
    })
    let problem
    worker.on('error', (error) => {
      if (error.code !== 'ERR_WORKER_OUT_OF_MEMORY') problem = error
    })
    worker.on('exit', () => {
      if (problem || !learned) fail(problem ?? new Error('the tests did not run through without a copy switched on'))
      else done(learned)
    })
  })
}

function sum(parts) {
  const total = (key) => parts.reduce((all, part) => all + part[key], 0)
  return { caught: total('caught'), of: total('of'), endless: total('endless'), static: total('static') }
}

function share({ caught, of }) {
  return `${((caught / of) * 100).toFixed(1)} %, ${caught} of ${of}`
}

function print(source, { survivors, unused, broken, ...file }) {
  console.log(file.of === 0 ? `${source}: nothing to try` : `${source}: ${share(file)}, ${file.static} made at load, in ${file.seconds} s`)
  for (const test of broken) console.log(`  left out, fails here without a mistake: ${test}`)
  for (const { place, change, because } of survivors)
    console.log(`  ${place} ${change}${because ? `\n      ${because}` : '   !! no reason known'}`)
  for (const { line, change } of unused) console.log(`  noticed now, take it out of test/mutants.json: ${line}: ${change}`)
}
