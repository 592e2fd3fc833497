/**
 * Popup and overview draw fifty agreements from the store while their worker is stopped. How soon is printed, beside the
 * browser's own time for a page without any script, and asserted nowhere: a busy machine is slow.
 */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Extension, launchExtension } from './launch.ts'
import { history, type StatusServer, statusServer } from './statuspage.ts'

const AGREEMENTS = 50
const TIMES = 5

declare const chrome: { readonly runtime: { readonly sendMessage: (message: unknown) => Promise<{ ok: boolean }> } }

let server: StatusServer
let extension: Extension
let page: Page

const contract = (index: number): string =>
  JSON.stringify({
    format: 'standing/contract@1',
    id: `agreement-${index}`,
    title: `Agreement number ${index}`,
    zone: 'Europe/Berlin',
    period: { every: 'month' },
    services: [{ id: 'api', name: 'API' }],
    objectives: [{ id: 'uptime', services: ['api'], target: '99.9', measure: { by: 'time', unit: 'exact' } }],
  })

beforeAll(async () => {
  server = await statusServer(history(Date.now()))
  extension = await launchExtension()
  page = await extension.open('dashboard')
  for (let index = 0; index < AGREEMENTS; index++) {
    const ask = {
      text: contract(index),
      kind: 'json',
      origin: { kind: 'file', name: 'x.json' },
      plan: null,
      feed: { page: server.url, components: { 'c-api': ['api'] } },
    }
    const reply = await page.evaluate((given) => chrome.runtime.sendMessage({ type: 'agreement/add', ask: given }), ask)
    if (!reply.ok) throw new Error(JSON.stringify(reply))
  }
})
afterAll(async () => {
  await extension?.close()
  await server?.close()
})

/** Ms from the start of the navigation until the last of `count` elements is painted, a stopped worker each time. */
async function opened(name: string, selector: string, count: number): Promise<number> {
  const session = await extension.context.newCDPSession(page)
  await session.send('ServiceWorker.enable')
  await session.send('ServiceWorker.stopAllWorkers')
  const tab = await extension.context.newPage()
  await tab.addInitScript(
    ([wanted, least]) => {
      const look = (): void => {
        if (document.querySelectorAll(wanted).length < least) requestAnimationFrame(look)
        else requestAnimationFrame(() => Object.assign(globalThis, { drawnAt: performance.now() }))
      }
      requestAnimationFrame(look)
    },
    [selector, count] as const,
  )
  await tab.goto(`chrome-extension://${extension.id}/${name}`)
  const ms = await tab.waitForFunction(() => (globalThis as { drawnAt?: number }).drawnAt).then((handle) => handle.jsonValue())
  await tab.close()
  return ms as number
}

/** A file of the extension that is shown without running anything: the browser's own time for a page. */
const BLANK = 'manifest.json'

/** Opens the page with a stopped worker, prints its times beside those of a page without script, and gives the rows drawn. */
async function drawn(name: string, selector: string): Promise<number> {
  const [times, blanks]: [number[], number[]] = [[], []]
  for (let i = 0; i < TIMES; i++) {
    blanks.push(await opened(BLANK, 'body', 1))
    times.push(await opened(name, selector, AGREEMENTS))
  }
  const median = (all: number[]): string => (all.sort((x, y) => x - y)[Math.floor(TIMES / 2)] as number).toFixed(0)
  console.log(`${name}, ${AGREEMENTS} agreements: median ${median(times)} ms, a page without script ${median(blanks)} ms`)
  const tab = await extension.open(name.replace(/^pages\/|\/index.html$/g, ''))
  await tab
    .locator(selector)
    .nth(AGREEMENTS - 1)
    .waitFor()
  const rows = await tab.locator(selector).count()
  await tab.close()
  return rows
}

it('the popup has its rows without the worker', async () => {
  expect(await drawn('pages/popup/index.html', '.it')).toBe(AGREEMENTS)
})

it('the overview has its rows without the worker', async () => {
  expect(await drawn('pages/dashboard/index.html', '.ov tbody tr')).toBe(AGREEMENTS)
})
