/**
 * Finds a Chromium and a Firefox for the tests, for `npm start` and for the pictures; installs them where it can.
 *
 *   node test/scripts/browsers.mjs             prints what is there
 *   node test/scripts/browsers.mjs --install   installs what is missing: Debian packages as root, else Playwright's Chromium
 *
 * CHROME_PATH and FIREFOX_PATH name a browser outright.
 */
import { spawnSync } from 'node:child_process'
import { accessSync, constants, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { homedir, platform } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'

const NAMES = {
  chromium: ['chromium', 'chromium-browser', 'google-chrome-for-testing'],
  firefox: ['firefox-esr', 'firefox'],
}
/** Places outside PATH. Branded Google Chrome no longer loads unpacked extensions from the command line, so it is not looked for. */
const PLACES = {
  chromium: ['/Applications/Chromium.app/Contents/MacOS/Chromium'],
  firefox: ['/Applications/Firefox.app/Contents/MacOS/firefox', 'C:\\Program Files\\Mozilla Firefox\\firefox.exe'],
}
const VARIABLES = { chromium: 'CHROME_PATH', firefox: 'FIREFOX_PATH' }

/** The path of an executable browser, or null. Throws Error when the variable names one that can't be run. */
export function findBrowser(kind) {
  const named = process.env[VARIABLES[kind]]
  if (named) {
    if (runs(named)) return named
    throw new Error(`${VARIABLES[kind]} names ${named}, which can't be run: correct it or unset it`)
  }
  const onPath = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => NAMES[kind].map((name) => join(folder, name)))
  return [...onPath, ...PLACES[kind], ...(kind === 'chromium' ? playwrightChromium() : [])].find(runs) ?? null
}

/** Chromium builds that `playwright install` left in its cache, newest first. */
function playwrightChromium() {
  const cache =
    process.env.PLAYWRIGHT_BROWSERS_PATH ??
    join(homedir(), { darwin: 'Library/Caches', win32: 'AppData/Local' }[platform()] ?? '.cache', 'ms-playwright')
  const inside = [
    'chrome-linux64/chrome',
    'chrome-linux/chrome',
    'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
    'chrome-win64/chrome.exe',
    'chrome-win/chrome.exe',
  ]
  try {
    const builds = readdirSync(cache).filter((name) => /^chromium-\d+$/.test(name))
    builds.sort((a, b) => Number(b.slice(9)) - Number(a.slice(9)))
    return builds.flatMap((build) => inside.map((path) => join(cache, build, path)))
  } catch {
    return []
  }
}

function runs(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Installs what is missing. Returns what is still missing afterwards. */
export function installBrowsers(kinds = ['chromium', 'firefox'], say = console.error) {
  const missing = () => kinds.filter((kind) => !findBrowser(kind))
  if (missing().length === 0) return []
  if (platform() === 'linux' && process.getuid?.() === 0 && runs('/usr/bin/apt-get')) {
    const packages = missing().map((kind) => (kind === 'chromium' ? 'chromium' : 'firefox-esr'))
    say(`installing ${packages.join(' and ')} by apt-get …`)
    const quiet = { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
    spawnSync('apt-get', ['update', '-qq'], quiet)
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages, 'fonts-liberation', 'fonts-noto-core'], quiet)
  }
  if (missing().includes('chromium')) {
    say("installing Playwright's Chromium …")
    const folder = dirname(createRequire(import.meta.url).resolve('playwright-core/package.json'))
    spawnSync(process.execPath, [join(folder, 'cli.js'), 'install', 'chromium'], { stdio: ['ignore', 'ignore', 'inherit'] })
  }
  return missing()
}

/** What a person can do about a missing browser. */
export function advice(kind) {
  return kind === 'chromium'
    ? 'Chromium was not found: install it (Debian: apt-get install chromium; elsewhere: npx playwright-core install chromium) or name one in CHROME_PATH'
    : 'Firefox was not found: install it (Debian: apt-get install firefox-esr; elsewhere: getfirefox.com) or name one in FIREFOX_PATH'
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  if (process.argv.includes('--install')) installBrowsers()
  for (const kind of ['chromium', 'firefox']) console.log(`${kind}: ${findBrowser(kind) ?? advice(kind)}`)
}
