/**
 * `npm start`: the example on real facts, end to end. Prints where GitHub's quarters stand, serves a status page with the
 * widget and the recording behind a Statuspage-compatible API on loopback, and opens a browser with the extension loaded.
 *
 *   npm start                     needs a display for the browser; without one it says so and goes on serving
 *   npm start -- --no-open        no browser
 *   npm start -- --headless       a browser without a window
 *   npm start -- --port 8080      another port (default 4717)
 *   npm start -- --replay         the recording moved to end today, so that the extension has a running quarter to show
 *
 * Ctrl-C ends all of it.
 */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { platform, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { advice, findBrowser } from './browsers.mjs'
import { build } from './build.mjs'

const root = fileURLToPath(new URL('../../', import.meta.url))
const { values } = parseArgs({
  options: {
    'no-open': { type: 'boolean', default: false },
    headless: { type: 'boolean', default: false },
    replay: { type: 'boolean', default: false },
    port: { type: 'string', default: '4717' },
    'skip-build': { type: 'boolean', default: false },
  },
})

if (!values['skip-build']) {
  console.error('building …')
  await build(undefined, () => {})
}
const { startDemo } = await import('../../dist/command/start.js')

let demo
try {
  demo = await startDemo({
    port: Number(values.port),
    replay: values.replay,
    // A pipe or a file has no width.
    ...(process.stdout.isTTY && { columns: process.stdout.columns }),
    colour: wantsColour(),
  })
} catch (error) {
  console.error(
    error.code === 'EADDRINUSE'
      ? `Port ${values.port} is in use: name another with npm start -- --port N, 0 for any free one.`
      : error.message,
  )
  process.exit(1)
}
console.log(demo.table)
console.log('')
for (const [what, address] of demo.addresses) console.log(`  ${what.padEnd(22)} ${address}`)
console.log('')

const opened = values['no-open'] ? null : tryToOpen()
console.log('Ctrl-C ends it.')

let ending = false
async function end() {
  if (ending) return
  ending = true
  await opened?.close()
  await demo.close()
  process.exit(0)
}
process.on('SIGINT', end)
process.on('SIGTERM', end)

function wantsColour() {
  return process.stdout.isTTY === true && !process.env.NO_COLOR
}

function tryToOpen() {
  try {
    return open()
  } catch (error) {
    console.log(`No browser was opened: ${error.message}.`)
    return null
  }
}

/** A browser with the extension in a profile of its own, thrown away afterwards; null, with a sentence, where there is none. */
function open() {
  const display = values.headless || platform() !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY
  if (!display) {
    console.log('There is no display here, so no browser was opened: open the addresses elsewhere, or run npm start -- --headless.')
    return null
  }
  const chromium = findBrowser('chromium')
  const firefox = chromium ? null : findBrowser('firefox')
  if (!chromium && !firefox) {
    console.log(`No browser was opened. ${advice('chromium')}.`)
    return null
  }
  const profile = mkdtempSync(join(tmpdir(), 'standing-'))
  const extension = join(root, 'dist', chromium ? 'chrome' : 'firefox')
  const child = chromium ? startChromium(chromium, profile, extension) : startFirefox(firefox, extension)
  child.on('error', (error) => console.log(`The browser could not be started: ${error.message}`))
  console.log(
    `Opened ${chromium ? 'Chromium' : 'Firefox'}${values.headless ? ' without a window' : ''} with the extension from ${extension.slice(root.length)}.`,
  )
  return {
    close: () =>
      new Promise((resolve) => {
        const done = () => {
          rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
          resolve()
        }
        if (child.exitCode !== null) return done()
        child.once('exit', done)
        child.kill()
        setTimeout(() => child.kill('SIGKILL'), 3000).unref()
      }),
  }
}

function startChromium(path, profile, extension) {
  const quiet = [
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ]
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const window = values.headless ? ['--headless=new'] : []
  // Without a window Chromium takes one address only.
  const pages = values.headless ? [demo.welcome(extensionId(extension))] : [demo.welcome(extensionId(extension)), demo.url]
  const load = [`--disable-extensions-except=${extension}`, `--load-extension=${extension}`, `--user-data-dir=${profile}`]
  return spawn(path, [...quiet, ...sandbox, ...window, ...load, ...pages], { stdio: 'ignore' })
}

/** Firefox takes an unsigned extension only through its debugging interface, which web-ext speaks. */
function startFirefox(path, extension) {
  const webExt = join(root, 'node_modules', 'web-ext', 'bin', 'web-ext.js')
  const window = values.headless ? ['--arg=-headless'] : []
  return spawn(process.execPath, [webExt, 'run', '-s', extension, '--firefox', path, '--start-url', demo.url, '--no-reload', ...window], {
    stdio: 'ignore',
  })
}

/** An extension's id: the first 16 bytes of the SHA-256 of the key in its manifest, or of its folder, one letter a half byte. */
function extensionId(extension) {
  const { key } = JSON.parse(readFileSync(join(extension, 'manifest.json'), 'utf8'))
  const digest = createHash('sha256')
    .update(key ? Buffer.from(key, 'base64') : extension)
    .digest('hex')
  return [...digest.slice(0, 32)].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16))).join('')
}
