/**
 * How soon the popup has its rows with fifty agreements and its worker stopped, and how soon the overview stands. Times are
 * printed; what is held are ratios to the browser's own time for a page without any script, taken in turns within one run,
 * because a busy machine slows both.
 */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Extension, launchExtension } from './launch.ts'
import { history, type StatusServer, statusServer } from './statuspage.ts'

const AGREEMENTS = 50
const TIMES = 9

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

/** A file of the extension that is shown without running anything. */
const BLANK = 'manifest.json'

/** The third quartile of the page's times, as a multiple of the same of a page without script. */
async function ratio(name: string, selector: string): Promise<number> {
  const [times, blanks]: [number[], number[]] = [[], []]
  for (let i = 0; i < TIMES; i++) {
    blanks.push(await opened(BLANK, 'body', 1))
    times.push(await opened(name, selector, AGREEMENTS))
  }
  const p75 = (all: number[]): number => all.sort((a, b) => a - b)[Math.floor(TIMES * 0.75)] as number
  console.log(`${name}, ${AGREEMENTS} agreements: p75 ${p75(times).toFixed(0)} ms, a page without script ${p75(blanks).toFixed(0)} ms`)
  return p75(times) / p75(blanks)
}

it('the popup has its rows', async () => {
  expect(await ratio('popup/index.html', '.it')).toBeLessThan(4)
})

it('the overview has its rows', async () => {
  expect(await ratio('dashboard/index.html', '.ov tbody tr')).toBeLessThan(8)
})
