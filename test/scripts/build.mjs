/**
 * Builds by mode: `node test/scripts/build.mjs [MODE …]`, all modes without arguments. One process a mode, so that one
 * build's plugins never see another's files; quiet unless a build fails.
 */
import { spawn } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))
const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin', 'vite.js')

export const MODES = ['command', 'widget', 'reader', 'widget-badge', 'widget-de', 'widget-ar', 'chrome', 'firefox']
/** Built where their entry exists. */
const ENTRIES = {
  'widget-badge': 'widget/element/define.badge.ts',
  'widget-de': 'widget/element/define.de.ts',
  'widget-ar': 'widget/element/define.ar.ts',
}

/** Runs the builds, two at a time; throws Error with the output of the first that fails. */
export async function build(modes = MODES, say = console.error) {
  const wanted = modes.filter((mode) => !ENTRIES[mode] || existsSync(join(root, ENTRIES[mode])))
  if (wanted.some((mode) => mode.startsWith('widget'))) rmSync(join(root, 'dist/widget'), { recursive: true, force: true })
  const queue = [...wanted]
  const worker = async () => {
    for (let mode = queue.shift(); mode; mode = queue.shift()) {
      const started = Date.now()
      const { code, output } = await run([vite, 'build', '--mode', mode, '--logLevel', 'warn'])
      if (code !== 0) throw new Error(`the build of ${mode} failed:\n${output}`)
      say(`built ${mode} in ${((Date.now() - started) / 1000).toFixed(1)} s`)
    }
  }
  await Promise.all([worker(), worker()])
}

function run(args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    child.stdout.on('data', (chunk) => (output += chunk))
    child.stderr.on('data', (chunk) => (output += chunk))
    child.on('close', (code) => resolve({ code, output }))
  })
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    await build(process.argv.length > 2 ? process.argv.slice(2) : MODES)
  } catch (error) {
    console.error(error.message)
    process.exitCode = 1
  }
}
