/**
 * The tests against one source's copies, in a thread of its own, because a broken copy may fill the memory. First everything runs
 * with no copy switched on, to learn which test comes by which of them; then each copy is switched on in turn, and the tests that
 * come by it run until one fails. Modules are loaded anew for each copy, so that nothing a broken one left behind is met by the next.
 *
 * Posts `{ tests, broken, static }` once, then `{ id, caught }` for each copy: what caught it, or null.
 */
import { createRequire } from 'node:module'
import { Script } from 'node:vm'
import { parentPort, workerData } from 'node:worker_threads'
import { testsOf } from './stand-in.mjs'

const { bundles, ids } = workerData
const require = createRequire(import.meta.url)
/** Where the switches look. */
const stryker = {}
globalThis.__stryker__ = stryker
const scripts = bundles.map((code) => new Script(`(function (require, module, exports) {${code}\n})`).runInThisContext())
const load = (index) =>
  testsOf(scripts[index], require, (describe) => {
    stryker.currentTestId = describe
  })

/** A test is over when it has come by the copy this many times as often as by the original, or after so many ms … */
const PATIENCE = 100
const TOO_LONG = 5000
/** … and all of a copy's tests when they have taken this many times the original's time and 2 s of the processor. */
const SLOWER = 4
const timed = new Script('__run()')

const reach = learn()
for (const id of ids) parentPort.postMessage({ id, caught: judge(id) })

/** The ms of processor time that were used, whatever else the machine is doing. */
function processor() {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

function learn() {
  const reach = new Map() // copy -> { index, test, ms, times } of every test that comes by it
  const made = new Set()
  const broken = []
  let count = 0
  for (const index of bundles.keys()) {
    stryker.mutantCoverage = { static: {}, perTest: {} }
    stryker.currentTestId = undefined
    stryker.activeMutant = undefined
    const tests = load(index)
    count += tests.length
    const failing = new Set()
    const ms = tests.map(({ name, run }, test) => {
      stryker.currentTestId = String(test)
      const started = processor()
      try {
        if (run() instanceof Promise) throw new Error('a test that waits cannot be run here')
      } catch (error) {
        broken.push(`${name}: ${error.message}`)
        failing.add(test)
      }
      return processor() - started
    })
    const { static: atLoad, perTest } = stryker.mutantCoverage
    for (const id of Object.keys(atLoad)) made.add(id)
    tests.forEach(({ within }, test) => {
      if (failing.has(test)) return
      const reached = new Map()
      for (const place of [...within, String(test)])
        for (const [id, times] of Object.entries(perTest[place] ?? {})) reached.set(id, (reached.get(id) ?? 0) + times)
      for (const [id, times] of reached) {
        if (!reach.has(id)) reach.set(id, [])
        reach.get(id).push({ index, test, times, ms: ms[test] })
      }
    })
  }
  for (const tests of reach.values()) tests.sort((a, b) => a.index - b.index || a.ms - b.ms)
  parentPort.postMessage({ tests: count, broken, static: [...made].filter((id) => !reach.has(id)) })
  return reach
}

/** The name of the first test that fails with this copy switched on, `never ends`, or null when none does. */
function judge(id) {
  const loaded = []
  const tests = reach.get(id) ?? []
  const enough = processor() + 2000 + SLOWER * tests.reduce((sum, { ms }) => sum + ms, 0)
  stryker.activeMutant = id
  stryker.mutantCoverage = { static: {}, perTest: {} }
  for (const { index, test, times } of tests) {
    const caught =
      (loaded[index] ? null : failure(Number.POSITIVE_INFINITY, 'loading', () => (loaded[index] = load(index)))) ??
      failure(times * PATIENCE, loaded[index][test].name, loaded[index][test].run)
    if (caught) return caught
    if (processor() > enough) return 'never ends'
  }
  return null
}

/** What became of `run`, which may come by the copy so many times: its name where it failed, `never ends`, or null. */
function failure(limit, name, run) {
  stryker.hitCount = 0
  stryker.hitLimit = limit
  globalThis.__run = run
  try {
    timed.runInThisContext({ timeout: TOO_LONG })
  } catch (error) {
    return stryker.hitCount > limit || error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT' ? 'never ends' : name
  }
  return stryker.hitCount > limit ? 'never ends' : null
}
