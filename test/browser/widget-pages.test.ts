/** The configurator: the tag it writes, the element it shows, under the policy it is served with. */
import { readFileSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { widgetScript } from './widget-build.ts'
import { feedText } from './widget-feed.ts'
import { launch, Site, visit } from './widget-page.ts'

const file = (path: string) => readFileSync(new URL(`../../widget/pages/${path}`, import.meta.url), 'utf8')

let browser: Browser
let site: Site
beforeAll(async () => {
  browser = await launch()
  site = await Site.open({ '/standing.js': await widgetScript('widget'), '/configurator.js': file('configurator/configurator.js') })
  site.whole(file('configurator/index.html'), { '/page.css': file('configurator/page.css') })
  site.answer('/sla.json', { body: feedText() })
})
afterAll(async () => {
  await browser?.close()
  site?.close()
})

it('writes the tag and shows the element as it is chosen', async () => {
  const { page, complaints } = await visit(browser, site, { wait: '' })
  const tag = () => page.locator('#tag').innerText()
  await expect.poll(tag).toContain('<sla-standing src="/sla.json">Our service levels')
  expect(await tag()).toContain('<link rel="preload" href="/sla.json" as="fetch" crossorigin>')
  await page.getByLabel('Bars').check()
  await page.getByLabel('Objective').selectOption('api')
  await page.getByLabel('Language').selectOption('de')
  expect(await tag()).toContain('src="/standing.de.js"')
  expect(await tag()).toContain('<sla-standing src="/sla.json" view="bars" objective="api" locale="de">')
  await expect.poll(() => page.locator('#preview sla-standing .r').count()).toBe(1)
  await page.getByLabel('Address of the script').fill('https://status.example/standing.js')
  expect(await page.locator('#policy').innerText()).toBe("script-src https://status.example; connect-src 'self'")
  expect(complaints).toEqual([])
})

it('lets nothing typed become markup, in the tag or in the page', async () => {
  const { page, complaints } = await visit(browser, site, { wait: '' })
  const typed = '"><img src=x onerror=alert(1)><script>alert(2)</script>'
  await page.getByLabel('Text until data is loaded').fill(typed)
  await page.getByLabel('Time zone').fill(typed)
  const tag = await page.locator('#tag').innerText()
  expect(tag).not.toMatch(/<img|<script>/)
  expect(tag).toContain('zone="&quot;>&lt;img src=x onerror=alert(1)>')
  expect(await page.locator('main img, main script').count()).toBe(0)
  expect(complaints).toEqual([])
})
