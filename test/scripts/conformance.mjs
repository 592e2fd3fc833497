/**
 * Runs an evaluator over the conformance cases and compares what it says with what is expected.
 *
 *   npm run conformance -- COMMAND [ARGUMENT …]             all levels
 *   npm run conformance -- --level 2 COMMAND [ARGUMENT …]   one level; may be given several times
 *
 * The command is started once with the folder of the cases as its last argument and prints one line of JSON for each case:
 * `{id, exit: 0, report}` or `{id, exit: 1, errors}`. Exit code 1 where a case differs.
 */
import { spawnSync } from 'node:child_process'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { casesOf, differences, LEVELS } from './conformance/cases.mjs'

const FOLDER = fileURLToPath(new URL('../conformance/', import.meta.url))

function main(args) {
  const levels = []
  while (args[0] === '--level') levels.push(Number(args.splice(0, 2)[1]))
  const [command, ...rest] = args
  if (!command || levels.some((level) => !LEVELS[level - 1])) {
    console.error(`wanted [--level 1…${LEVELS.length}] COMMAND [ARGUMENT …]`)
    return 2
  }
  const { stdout, error } = spawnSync(command, [...rest, FOLDER], {
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (error) throw error
  const answers = answersOf(stdout)
  let failed = 0
  for (const [index, name] of LEVELS.entries()) {
    if (levels.length > 0 && !levels.includes(index + 1)) continue
    const cases = casesOf(FOLDER).filter(({ level }) => level === index + 1)
    const wrong = cases.flatMap((one) => differences(one, answers.get(one.id)).map((text) => `${one.id}: ${text}`))
    const failing = new Set(wrong.map((text) => text.split(':')[0]))
    console.log(`level ${index + 1}, ${name}: ${cases.length - failing.size} of ${cases.length}`)
    for (const text of wrong) console.log(`  ${text}`)
    failed += failing.size
  }
  return failed === 0 ? 0 : 1
}

function answersOf(output) {
  const lines = output.split('\n').filter((line) => line.trim() !== '')
  return new Map(lines.map((line) => JSON.parse(line)).map((answer) => [answer.id, answer]))
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) process.exitCode = main(process.argv.slice(2))
