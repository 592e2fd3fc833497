/** One promise for each of two features in a real Chromium: two rows, two pages, and the figures of each on its own. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Extension, launchExtension, until } from './launch.ts'

declare const chrome: { readonly runtime: { readonly sendMessage: (message: unknown) => Promise<unknown> } }

const CONTRACT = {
  format: 'standing/contract@1',
  id: 'features',
  title: 'Features',
  zone: 'UTC',
  period: { every: 'month' },
  services: [
    { id: 'search', name: 'Search' },
    { id: 'ingest', name: 'Ingest' },
  ],
  objectives: [
    {
      id: 'uptime',
      name: 'Availability',
      services: ['search', 'ingest'],
      each: 'service',
      target: '99.9',
      measure: { by: 'time' },
      exclude: [],
      remedies: ['credit'],
    },
  ],
  remedies: [{ id: 'credit', kind: 'formula', formula: 'fee × (99.9 − achieved) ÷ 0.9' }],
}

let extension: Extension
let page: Page
/** The first instant of this month and of the one before. */
const month = (ago: number): number => Date.UTC(new Date().getUTCFullYear(), new Date().getUTCMonth() - ago, 1)

/** Both were down in the month before: search for an hour, ingest for twelve. All of the two months is covered. */
const keep = (): Promise<void> =>
  page.evaluate(
    ([from, until, at]) =>
      new Promise<void>((resolve, reject) => {
        const asked = indexedDB.open('standing')
        asked.onerror = () => reject(asked.error)
        asked.onsuccess = () => {
          const source = { kind: 'manual', id: 'desk', party: 'customer' }
          const hours = { search: 1, ingest: 12 }
          const coverage = Object.keys(hours).map((service) => ({ service, source, from, to: at }))
          const spans = Object.entries(hours).map(([service, n]) => ({
            service,
            source,
            state: 'down',
            from: until - 20 * 3_600_000,
            to: until - (20 - n) * 3_600_000,
          }))
          const transaction = asked.result.transaction('evidence', 'readwrite')
          transaction.objectStore('evidence').add({ source: 'agreement:features', at, evidence: { spans, coverage } })
          transaction.oncomplete = () => {
            asked.result.close()
            resolve()
          }
        }
      }),
    [month(1), month(0), Date.now()] as const,
  )

beforeAll(async () => {
  extension = await launchExtension()
  page = await extension.open('dashboard')
  await page.evaluate(
    (text) =>
      chrome.runtime.sendMessage({
        type: 'agreement/add',
        ask: { text, kind: 'json', origin: { kind: 'file', name: 'x.json' }, plan: null, feed: null },
      }),
    JSON.stringify(CONTRACT),
  )
  await keep()
  await page.goto(`chrome-extension://${extension.id}/pages/dashboard/index.html#features`)
  await page.reload()
  await page.getByRole('heading', { level: 1, name: 'Features' }).waitFor()
})
afterAll(async () => {
  await extension?.close()
})

const picker = () => page.getByRole('combobox', { name: 'Period' })
const entry = (name: string) => page.getByRole('navigation', { name: 'Objectives' }).getByRole('link', { name: `Availability: ${name}` })

/** What the head says of the month before, once it is chosen. */
async function monthBefore(name: string): Promise<string> {
  await entry(name).click()
  await until(`the page of ${name}`, async () => (await entry(name).getAttribute('aria-current')) === 'true')
  const labels = await picker()
    .locator('option')
    .evaluateAll((all) => all.map((each) => (each as HTMLOptionElement).value))
  expect(labels).toHaveLength(2)
  await picker().selectOption(labels[1]!)
  await until('the month before', async () =>
    decodeURIComponent(page.url()).endsWith(`#features/uptime/${name.toLowerCase()}/${labels[1]}`),
  )
  return page.locator('main').innerText()
}

it('has a page for each, with its own months, figures and credit', async () => {
  const [search, ingest] = [await monthBefore('Search'), await monthBefore('Ingest')]
  const days = (month(0) - month(1)) / 86_400_000
  // An hour, and twelve, of the month's hours; floored to three decimals.
  const percent = (hours: number): string => (Math.floor((1 - hours / (days * 24)) * 100_000) / 1000).toFixed(3)
  expect(search).toContain(percent(1))
  expect(search).not.toContain(percent(12))
  expect(ingest).toContain(percent(12))
  expect(ingest).toContain('formula in words: fee × (99.9 − achieved) ÷ 0.9')
})

it('stays on the entry when the page is loaded again, and has one in the overview and the popup', async () => {
  await page.reload()
  await until('the page of Ingest', async () => (await entry('Ingest').getAttribute('aria-current')) === 'true')
  const popup = await extension.open('popup')
  await popup.getByText('Features').first().waitFor()
  await popup.close()
})
