/**
 * Takes every main screen of the built extension and widget in English, German and Arabic at once, to be read side by side:
 * `node test/scripts/screens.mjs FOLDER [--skip-build]`.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { findBrowser } from './browsers.mjs'
import { build } from './build.mjs'

const root = fileURLToPath(new URL('../../', import.meta.url))
const folder = process.argv[2] ?? join(tmpdir(), 'standing-screens')
const extension = join(root, 'dist/chrome')

if (!process.argv.includes('--skip-build')) await build(undefined, () => {})
mkdirSync(folder, { recursive: true })
const { startDemo } = await import('../../dist/command/start.js')

/** One browser in one language, from the welcome page to the reader. */
async function take(lang) {
  const replay = await startDemo({ port: 0, replay: true })
  const profile = mkdtempSync(join(tmpdir(), 'standing-'))
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: findBrowser('chromium'),
    headless: true,
    locale: lang,
    viewport: { width: 1100, height: 900 },
    env: { ...process.env, LANG: `${lang}.UTF-8`, LANGUAGE: lang },
    args: ['--no-sandbox', `--lang=${lang}`, `--disable-extensions-except=${extension}`, `--load-extension=${extension}`, '--disable-gpu'],
  })
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'))
  const id = new URL(worker.url()).host
  const page = await context.newPage()
  const shot = async (name) => {
    await page.waitForTimeout(900)
    await page.screenshot({ path: join(folder, `${name}-${lang}.png`), fullPage: true })
  }
  await page.goto(replay.welcome(id))
  await page.locator('button.primary').last().waitFor()
  await shot('welcome')
  await page.locator('button.primary').last().click()
  await page.waitForURL(/dashboard/)
  await page.getByRole('heading', { level: 1 }).waitFor()
  const agreement = new URL(page.url()).hash.slice(1).split('/')[0]
  await shot('agreement')
  const dashboard = `chrome-extension://${id}/pages/dashboard/index.html`
  for (const [name, hash] of [
    ['overview', '/'],
    ['activity', 'Alerts'],
    ['report', `Report/${agreement}`],
    ['share', `Share/${agreement}`],
  ]) {
    await page.goto('about:blank')
    await page.goto(`${dashboard}#${hash}`)
    await shot(name)
  }
  await page.setViewportSize({ width: 380, height: 560 })
  await page.goto(`chrome-extension://${id}/pages/popup/index.html`)
  await shot('popup')
  await page.setViewportSize({ width: 900, height: 900 })
  await page.goto(`chrome-extension://${id}/pages/reader/index.html`)
  await shot('reader')
  await page.goto(replay.url)
  await page.evaluate((tag) => {
    document.documentElement.lang = tag
  }, lang)
  await shot('widget')
  await context.close()
  rmSync(profile, { recursive: true, force: true })
  await replay.close()
}

await Promise.all(['en', 'de', 'ar'].map(take))
console.log(`screens are in ${folder}`)
