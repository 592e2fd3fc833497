/** Coverage and disputes on the dashboard of a real Chromium: a status page beside first-hand evidence that disagrees. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Extension, launchExtension } from './launch.ts'
import { history, type StatusServer, statusServer } from './statuspage.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

async function broken(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  return page.evaluate(async () => {
    const run = (globalThis as unknown as { axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }).axe
      .run
    return (await run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 120)}`)
  })
}

/** Keeps first-hand evidence: `minutes` of an outage that ended five minutes ago, and an hour of time that was watched. */
const keep = (page: Page, id: string, now: number, minutes: number): Promise<void> =>
  page.evaluate(
    ([agreement, at, length]) =>
      new Promise<void>((resolve, reject) => {
        const asked = indexedDB.open('standing')
        asked.onerror = () => reject(asked.error)
        asked.onsuccess = () => {
          const transaction = asked.result.transaction(['agreements', 'evidence'], 'readwrite')
          const kept = transaction.objectStore('agreements').get(agreement)
          kept.onsuccess = () => {
            const source = { kind: 'manual', id: 'desk', party: 'customer' }
            const ids: string[] = kept.result.contract.services.map((service: { id: string }) => service.id)
            const to = at - 5 * 60_000
            const spans = ids.map((service) => ({ service, source, state: 'down', from: to - length * 60_000, to }))
            const coverage = ids.map((service) => ({ service, source, from: at - 3_600_000, to: at }))
            transaction.objectStore('evidence').add({ source: `agreement:${agreement}`, at, evidence: { spans, coverage } })
          }
          transaction.oncomplete = () => {
            asked.result.close()
            resolve()
          }
        }
      }),
    [id, now, minutes] as const,
  )

describe('disputes between sources', () => {
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
    await page.getByRole('heading', { level: 1, name: 'Northwind' }).waitFor()
  })
  afterAll(async () => {
    await extension?.close()
    await server?.close()
  })

  const card = () => page.getByRole('region', { name: 'Sources disagree' })

  it('is not asked while a single source speaks', async () => {
    await page.locator('#sources').waitFor()
    expect(await card().count()).toBe(0)
  })

  it('shows an outage that the page left out', async () => {
    const id = decodeURIComponent(new URL(page.url()).hash.slice(1).split('/')[0] as string)
    await keep(page, id, Date.now(), 20)
    await page.reload()
    await card().waitFor()
    // The page was read to the present and reports nothing now: 20 min that it left out, none that it showed.
    await expect.poll(() => card().innerText()).toMatch(/reported 0\s\S+ and omitted 20\smin/)
    expect(await card().innerText()).toMatch(/20\smin: outage according to manual:desk, no outage according to Northwind/)
    expect(await broken(page)).toEqual([])
  })

  it.each(['ltr', 'rtl'])('fits 320 px, %s', async (direction) => {
    await page.setViewportSize({ width: 320, height: 800 })
    await page.evaluate((dir) => {
      document.documentElement.dir = dir
    }, direction)
    await card().scrollIntoViewIfNeeded()
    const wide = await card().evaluate((element) => {
      const { left, right } = element.getBoundingClientRect()
      return left < 0 || right > document.documentElement.clientWidth || element.scrollWidth > element.clientWidth
    })
    expect(wide).toBe(false)
    if (process.env.PICTURES) await card().screenshot({ path: `${process.env.PICTURES}/who-${direction}.png` })
  })
})
