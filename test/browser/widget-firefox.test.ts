/** The widget in Firefox: the same page, the same policy, the same figures. */
import puppeteer, { type Browser } from 'puppeteer-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { advice, findBrowser } from '../scripts/browsers.mjs'
import { widgetScript } from './widget-build.ts'
import { feedText } from './widget-feed.ts'
import { Site } from './widget-page.ts'

let browser: Browser
let site: Site
beforeAll(async () => {
  const executablePath = findBrowser('firefox')
  if (!executablePath) throw new Error(advice('firefox'))
  browser = await puppeteer.launch({ browser: 'firefox', executablePath, headless: true })
  site = await Site.open({ '/standing.js': await widgetScript('widget') })
})
afterAll(async () => {
  await browser?.close()
  site?.close()
})

it('shows a card, walks its days and opens its ledger', async () => {
  site.answer('/feed.json', { body: feedText({ at: Date.now() - 60_000 }) })
  site.page('<sla-standing src="/feed.json" objective="hooks">Our service levels are published elsewhere.</sla-standing>')
  const page = await browser.newPage()
  const complaints: string[] = []
  // Firefox reports the refusal of the page's favicon as an error.
  page.on('pageerror', (error) => /favicon/.test(String(error)) || complaints.push(String(error)))
  await page.goto(site.origin, { waitUntil: [] as never })
  const read = (selector: string) =>
    page.evaluate((inside) => {
      const found = document.querySelector('sla-standing')?.shadowRoot?.querySelector<HTMLElement>(inside)
      return found ? found.innerText.replaceAll('\u00a0', ' ') : null
    }, selector)
  // Two outages: 220 s 37 days ago and 180 s 6 days ago; a budget of a month is 40 min and more, so it is on track or met.
  await expect.poll(() => read('.sla'), { timeout: 20_000 }).toMatch(/Webhooks.*target 99\.9 %.*(On track|At risk).*1 min ago/s)
  await page.evaluate(() => {
    const strip = document.querySelector('sla-standing')!.shadowRoot!.querySelector<HTMLElement>('.bars')!
    strip.focus()
    strip.dispatchEvent(new KeyboardEvent('keydown', { key: 'Home', bubbles: true }))
  })
  expect(await read('.tip .t')).toMatch(/^\w{3} \d+ \w{3}$/)
  await page.evaluate(() => document.querySelector('sla-standing')!.shadowRoot!.querySelector<HTMLElement>('.how > summary')!.click())
  await expect.poll(() => read('.sum')).toContain('All agreed time is accounted for.')
  expect(complaints).toEqual([])
})
