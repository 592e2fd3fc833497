/**
 * Takes the README's pictures of the built extension and widget in real Chromium, light and dark, over the recording of
 * GitHub's incidents: `npm run pictures`. They land in .github/pictures.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { advice, findBrowser, installBrowsers } from './browsers.mjs'
import { build } from './build.mjs'

const root = fileURLToPath(new URL('../../', import.meta.url))
const folder = join(root, '.github/pictures')
const extension = join(root, 'dist/chrome')

if (!process.argv.includes('--skip-build')) await build(undefined, () => {})
if (installBrowsers(['chromium']).length > 0) throw new Error(advice('chromium'))
mkdirSync(folder, { recursive: true })
const { startDemo } = await import('../../dist/command/start.js')

for (const scheme of ['light', 'dark']) {
  const replay = await startDemo({ port: 0, replay: true })
  const recording = await startDemo({ port: 0 })
  const profile = mkdtempSync(join(tmpdir(), 'standing-'))
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: findBrowser('chromium'),
    headless: true,
    colorScheme: scheme,
    deviceScaleFactor: 1.5,
    viewport: { width: 1280, height: 900 },
    args: [
      '--no-sandbox',
      `--disable-extensions-except=${extension}`,
      `--load-extension=${extension}`,
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'))
  const id = new URL(worker.url()).host
  const page = await context.newPage()
  const shot = (name, options = {}) => page.screenshot({ path: join(folder, `${name}-${scheme}.png`), ...options })

  await page.goto(replay.welcome(id))
  const follow = page.getByRole('button', { name: /^Track/ })
  await follow.waitFor()
  await page.waitForTimeout(500)
  await shot('welcome', { clip: { x: 160, y: 0, width: 960, height: 580 } })
  await follow.click()
  await page.waitForURL(/dashboard/)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.waitForTimeout(1500)
  await page.setViewportSize({ width: 1280, height: 1280 })
  await shot('dashboard')
  await page.setViewportSize({ width: 380, height: 560 })
  await page.goto(`chrome-extension://${id}/pages/popup/index.html`)
  await page.waitForTimeout(800)
  const height = await page.evaluate(() => document.body.scrollHeight)
  await shot('popup', { clip: { x: 0, y: 0, width: 380, height: Math.min(height, 560) } })

  await page.setViewportSize({ width: 1100, height: 900 })
  await page.goto(recording.url)
  await page.waitForTimeout(1500)
  await shot('widget', { fullPage: true, clip: { x: 0, y: 240, width: 1100, height: 990 } })

  await context.close()
  rmSync(profile, { recursive: true, force: true })
  await replay.close()
  await recording.close()
}
console.log(`pictures are in ${folder.slice(root.length)}`)
