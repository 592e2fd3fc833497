/** The extension in a real Firefox: installed, shown what a status page says, followed, read, and standing in popup and dashboard. */
import puppeteer, { type Browser, type Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { advice, findBrowser } from '../scripts/browsers.mjs'
import { dist, until } from './launch.ts'
import { history, type StatusServer, statusServer } from './statuspage.ts'

const GECKO_ID = 'standing@standing.example'
/** Firefox gives every installed extension an address of its own; a preference fixes it for the test. */
const UUID = '6f3a1c52-0f1e-4f3b-9d5e-7a2b8c4d1e90'
const address = (path: string): string => `moz-extension://${UUID}/${path}`

describe('in Firefox', () => {
  let browser: Browser
  let server: StatusServer
  let page: Page

  beforeAll(async () => {
    const path = findBrowser('firefox')
    if (!path) throw new Error(advice('firefox'))
    server = await statusServer(history(Date.now()))
    browser = await puppeteer.launch({
      browser: 'firefox',
      executablePath: path,
      headless: true,
      args: ['--remote-allow-system-access'],
      extraPrefsFirefox: {
        'extensions.webextensions.uuids': JSON.stringify({ [GECKO_ID]: UUID }),
        'extensions.webextOptionalPermissionPrompts': false,
      },
    })
    await browser.installExtension(dist('firefox'))
    page = await browser.newPage()
  })
  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })

  // The load events of extension pages never come over BiDi: what is waited for is what is seen.
  const go = (path: string): Promise<unknown> => page.goto(address(path), { waitUntil: [] })

  it('reads a status page and shows three closed months', async () => {
    await go(`pages/welcome/index.html?page=${encodeURIComponent(server.url)}`)
    await page.waitForSelector('.qs .vd')
    const words = await page.$$eval('.qs .vd', (all) => all.map((each) => each.textContent))
    expect(words).toEqual(['Met', 'Breached', 'Met'])
  })

  it('follows it and stands on the dashboard', async () => {
    await page.click('.btn.primary')
    await page.waitForSelector('.hero .vd')
    expect(await page.$eval('h1', (each) => each.textContent)).toBe('Northwind')
    expect(await page.$eval('.hero .vd', (each) => each.textContent)).toBe('On track')
  })

  it('shows it in the popup with the time of its reading', async () => {
    await go('pages/popup/index.html')
    await page.waitForSelector('.it')
    expect(await page.$eval('.it .nm', (each) => each.textContent)).toBe('Northwind')
    const life = await until('the reading', async () => page.$eval('.life', (each) => each.textContent))
    expect(life).toMatch(/^Last update \d\d:\d\d/)
  })

  it('keeps its alarm', async () => {
    const names = await page.evaluate(async () => {
      const { browser: api } = globalThis as unknown as { browser: { alarms: { getAll: () => Promise<{ name: string }[]> } } }
      return (await api.alarms.getAll()).map(({ name }) => name)
    })
    expect(names).toEqual(['wake'])
  })
})
