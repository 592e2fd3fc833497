/**
 * Evidence that people import, in a real Chromium: a table that is asked about, previewed, imported once, and removed; and the
 * agreement that the page in the tab offers.
 */
import { readFileSync } from 'node:fs'
import { cp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeFeed } from '../../shared/published/feed.ts'
import { temporalZones } from '../../shared/time/zones.ts'
import { exampleContract, exampleEvidence } from '../../widget/cli/example.ts'
import { dist, type Extension, launchExtension, until } from './launch.ts'
import { history, type StatusServer, statusServer } from './statuspage.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Rules that axe finds broken, with the first element of each. */
async function broken(tab: Page): Promise<string[]> {
  // What has just become ready fades in: its colours are looked at once it has.
  await tab.waitForFunction(() => document.getAnimations().length === 0)
  await tab.evaluate(axe)
  return tab.evaluate(async () => {
    const run = (globalThis as unknown as { axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }).axe
    return (await run.run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
  })
}

let server: StatusServer
let extension: Extension
let page: Page

beforeAll(async () => {
  server = await statusServer(history(Date.now()))
  extension = await launchExtension()
  page = await extension.open('welcome')
  await page.getByRole('combobox').fill(server.url)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Track Northwind' }).click()
  await page.waitForURL(/dashboard/)
  await page.getByRole('heading', { level: 1, name: 'Northwind' }).waitFor()
})
afterAll(async () => {
  await extension?.close()
  await server?.close()
})

const file = { name: 'outages.csv', mimeType: 'text/csv' }
const bring = (text: string): Promise<void> => page.locator('input[data-import]').setInputFiles({ ...file, buffer: Buffer.from(text) })
/** Evaluating takes its time on a machine that does other things. */
const SLOW = { timeout: 20_000 }
const sources = () => page.locator('section[aria-labelledby="sources"]')

describe('a table', () => {
  const lastYear = new Date().getUTCFullYear() - 1
  const TEXT = `Component;Start;End;Status
API;10/11/${lastYear} 09:00;10/11/${lastYear} 09:40;kaputt
Blog;11/11/${lastYear} 09:00;11/11/${lastYear} 09:10;kaputt
API;soon;11/11/${lastYear} 09:10;kaputt
`
  it('is asked about before anything is kept, and shows what it cannot use', async () => {
    await bring(TEXT)
    const form = page.getByRole('form')
    const button = form.getByRole('button', { name: /^Import/ })
    expect(await button.isDisabled()).toBe(true)
    await form.getByLabel(/Which comes first/).selectOption('day-first')
    await form.getByLabel(/In which time zone/).selectOption('Europe/Berlin')
    await form.getByLabel('kaputt').selectOption('down')
    await form.getByText('Rows: 3. Accepted: 1, skipped: 1, rejected: 1').waitFor()
    expect(await form.getByRole('region', { name: 'Rejected' }).innerText()).toMatch(/4\s+Start\s+an instant.*"soon"/s)
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    expect(await broken(page)).toEqual([])
    await button.click()
    await sources()
      .getByText(/^Rows imported from .outages.csv.: 1\.$/)
      .waitFor(SLOW)
    await sources()
      .getByText(/Imported rows: 1 of 3/)
      .waitFor(SLOW)
  })
  it('imported again adds nothing, and can be removed', async () => {
    await bring(TEXT)
    const form = page.getByRole('form')
    await form.getByLabel(/Which comes first/).selectOption('month-first')
    await form.getByLabel(/In which time zone/).selectOption('UTC')
    await form.getByLabel('kaputt').selectOption('down')
    await form.getByRole('button', { name: /^Import/ }).click()
    await sources()
      .getByText(/already imported/)
      .waitFor(SLOW)
    await sources().getByRole('button', { name: 'Remove imported file' }).click()
    await sources()
      .getByText(/Imported rows/)
      .waitFor({ ...SLOW, state: 'detached' })
  })
  it('that is none is refused in words', async () => {
    await bring('<!doctype html><p>502</p>')
    expect(await sources().getByRole('alert').innerText()).toMatch(/can’t be read: wanted a table, got a page/)
  })
})

/** A page for people that names its feed in its head, or has it at the well-known address alone. */
function shop(named: boolean): Promise<{ readonly url: string; readonly asked: string[]; readonly close: () => void }> {
  const asked: string[] = []
  const at = Date.now()
  const options = { at, validFor: 300_000, zones: temporalZones, evaluator: '1', tzdb: 'x' }
  const feed = JSON.stringify(makeFeed([exampleContract()], exampleEvidence(), options))
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    const send = (type: string, body: string): void =>
      void response.writeHead(200, { 'content-type': type, 'access-control-allow-origin': '*' }).end(body)
    if (request.url === (named ? '/levels.json' : '/.well-known/sla.json')) send('application/json', feed)
    else if (request.url === '/')
      send(
        'text/html',
        `<!doctype html><title>Shop</title>${named ? '<link rel="alternate" type="application/vnd.standing.feed+json" href="/levels.json">' : ''}<p>Shop`,
      )
    else response.writeHead(404).end()
  })
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () =>
      resolve({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, asked, close: () => server.close() }),
    )
  })
}

describe('a page that publishes its agreement', () => {
  // A test can't click the icon in the toolbar, whose click gives leave for the tab: this copy has it for loopback.
  const folder = join(tmpdir(), `standing-offer-${process.pid}`)
  let own: Extension
  beforeAll(async () => {
    await cp(dist('chrome'), folder, { recursive: true })
    const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as object
    await writeFile(join(folder, 'manifest.json'), JSON.stringify({ ...manifest, host_permissions: ['http://127.0.0.1/*'] }))
    own = await launchExtension({ folder })
    // Opened when it is installed, it would come to the front in the middle of a test.
    await until('the welcome page', async () => own.context.pages().find((each) => each.url().includes('/welcome/')))
  })
  afterAll(async () => {
    await own?.close()
    await rm(folder, { recursive: true, force: true })
  })

  it.each([
    ['in its head', true, '/levels.json'],
    ['at the well-known address', false, '/.well-known/sla.json'],
  ])('%s is offered in the popup, and tracked by two clicks', async (_what, named, path) => {
    const site = await shop(named)
    const popup = await own.open('popup')
    const tab = await own.context.newPage()
    await tab.goto(site.url)
    await tab.bringToFront()
    await popup.reload()
    await popup.getByRole('button', { name: 'Track this agreement' }).waitFor(SLOW)
    expect(await broken(popup)).toEqual([])
    const opened = own.context.waitForEvent('page')
    await popup.getByRole('button', { name: 'Track this agreement' }).click(SLOW)
    const welcome = await opened
    await welcome.getByText(/published by this page/).waitFor(SLOW)
    expect(site.asked).toContain(path)
    expect(site.asked.includes('/.well-known/sla.json')).toBe(!named)
    await welcome.getByRole('button', { name: /^Track / }).click()
    await welcome.waitForURL(/dashboard.*127-0-0-1/, SLOW)
    await tab.close()
    await welcome.close()
    site.close()
  })
})
