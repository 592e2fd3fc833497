/** As much of vitest as the tables and the corpus use, with its own `expect`, so that one test can be called alone and again. */
import * as vitest from '@vitest/expect'

const { chai } = vitest
for (const plugin of [vitest.JestExtend, vitest.JestChaiExpect, vitest.JestAsymmetricMatchers]) chai.use(plugin)
const { expect } = chai
globalThis[vitest.GLOBAL_EXPECT] ??= expect
vitest.setState({ assertionCalls: 0, isExpectingAssertions: false, expectedAssertionsNumber: null }, expect)
Object.assign(expect, vitest.customMatchers)

/**
 * Loads a bundle and gives its tests, `{ name, run, within }`, without running them; `load(require, module, exports)` is its
 * code. `within` are the describes around a test, each passed to `entered` while its body runs, because tests ask what was made there.
 */
export function testsOf(load, require, entered) {
  const tests = []
  const path = []
  let count = 0
  const it = (name, ...rest) =>
    tests.push({ name: [...path.map((each) => each.name), name].join(' > '), run: functionOf(rest), within: path.map(({ id }) => id) })
  const describe = (name, ...rest) => {
    path.push({ name, id: `describe ${count++}` })
    entered(path.at(-1).id)
    functionOf(rest)()
    path.pop()
    entered(path.at(-1)?.id)
  }
  const api = { describe: withKinds(describe), it: withKinds(it), test: withKinds(it), expect, vi: { setConfig: () => {} } }
  const module = { exports: {} }
  load((id) => (id === 'vitest' ? api : require(id)), module, module.exports)
  return tests
}

/** Options may stand before the function. */
const functionOf = (rest) => rest.find((one) => typeof one === 'function')

function withKinds(call) {
  const nothing = withEach(() => {})
  return Object.assign(withEach(call), {
    skipIf: (condition) => (condition ? nothing : withEach(call)),
    runIf: (condition) => (condition ? withEach(call) : nothing),
  })
}

function withEach(call) {
  const each =
    (rows) =>
    (name, ...rest) => {
      for (const [index, row] of rows.entries()) {
        const values = Array.isArray(row) ? row : [row]
        call(`${name} #${index} ${String(values[0]).slice(0, 60)}`, () => functionOf(rest)(...values))
      }
    }
  return Object.assign((...args) => call(...args), { each })
}
