/** Own traffic in a real Firefox: counted from the moment that a person gives leave, by outcome, with no restart; off again. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import puppeteer, { type Browser, type Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { advice, findBrowser } from '../scripts/browsers.mjs'
import { dist, until } from './launch.ts'

const GECKO_ID = 'standing@standing.example'
const UUID = '0c4f0f4e-5f86-4a53-9d13-6a2f1b7c8d21'

const asks = `<!doctype html><title>app</title><link rel="icon" href="data:,"><script>
const ask = (path, more) => fetch(path + '?token=hush-hush', more).then((r) => r.text(), () => {})
const gone = new AbortController()
Promise.all([ask('/ok-secret'), ask('/ok-secret'), ask('/broken-secret'), ask('/missing'), ask('/too-often'), ask('/slow', { signal: gone.signal }), setTimeout(() => gone.abort(), 50)])
  .then(() => ask('/kept')).then(() => ask('/kept', { cache: 'force-cache' })).then(() => { document.title = 'done' })
</script>`

interface Tally {
  readonly failed: number
  readonly slow: readonly number[]
}

describe('own traffic in Firefox', () => {
  let browser: Browser
  let service: Server
  let app: string
  let page: Page

  const ask = (type: string, what: object): Promise<unknown> =>
    page.evaluate(
      async (name, given) => {
        const { browser: api } = globalThis as unknown as { browser: { runtime: { sendMessage: (message: unknown) => Promise<unknown> } } }
        return api.runtime.sendMessage({ type: name, ask: given })
      },
      type,
      what,
    )
  const stored = (): Promise<{ tallies: readonly Tally[]; all: string }> =>
    page.evaluate(
      () =>
        new Promise<{ tallies: readonly Tally[]; all: string }>((resolve, reject) => {
          const asked = indexedDB.open('standing')
          asked.onerror = () => reject(asked.error)
          asked.onsuccess = () => {
            const names = [...asked.result.objectStoreNames]
            const transaction = asked.result.transaction(names)
            const all = names.map((name) => transaction.objectStore(name).getAll())
            const tallies = transaction.objectStore('settings').get('tallies')
            transaction.oncomplete = () => {
              asked.result.close()
              resolve({ all: JSON.stringify(all.map(({ result }) => result)), tallies: tallies.result ?? [] })
            }
          }
        }),
    )
  const counts = async (): Promise<readonly [good: number, failed: number]> => {
    const { tallies } = await stored()
    return [tallies.flatMap(({ slow }) => slow).reduce((sum, n) => sum + n, 0), tallies.reduce((sum, { failed }) => sum + failed, 0)]
  }
  const visit = async (): Promise<void> => {
    const tab = await browser.newPage()
    await tab.goto(app, { waitUntil: [] })
    await until('the page to be done', async () => (await tab.title()) === 'done')
    await tab.close()
  }

  beforeAll(async () => {
    const path = findBrowser('firefox')
    if (!path) throw new Error(advice('firefox'))
    service = createServer(({ url = '' }, response) => {
      if (url === '/') response.writeHead(200, { 'content-type': 'text/html' }).end(asks)
      else if (url.startsWith('/kept')) response.writeHead(200, { 'cache-control': 'max-age=3600' }).end('kept')
      else if (url.startsWith('/slow')) return
      else response.writeHead(url.startsWith('/broken') ? 503 : url.startsWith('/missing') ? 404 : url.startsWith('/too') ? 429 : 200).end()
    })
    await new Promise<void>((resolve) => service.listen(0, resolve))
    app = `http://localhost:${(service.address() as AddressInfo).port}/`
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
    await page.goto(`moz-extension://${UUID}/pages/dashboard/index.html`, { waitUntil: [] })
    await page.waitForSelector('h1')
    const contract = {
      format: 'standing/contract@1',
      id: 'own',
      title: 'Own',
      zone: 'UTC',
      period: { every: 'month' },
      services: [{ id: 'api', name: 'API' }],
      objectives: [{ id: 'requests', services: ['api'], target: '99.9', measure: { by: 'requests' } }],
    }
    await ask('agreement/add', {
      text: JSON.stringify(contract),
      kind: 'json',
      origin: { kind: 'file', name: 'x.json' },
      plan: null,
      feed: null,
    })
    await page.goto(`moz-extension://${UUID}/pages/dashboard/index.html#own`, { waitUntil: [] })
  })
  afterAll(async () => {
    await browser?.close()
    service?.closeAllConnections()
    service?.close()
  })

  const button = async (words: string): Promise<void> => {
    const found = await page.waitForSelector(`::-p-xpath(//button[contains(., "${words}")])`)
    await found?.click()
  }

  it('is not seen before, and counted at once when a person has given leave', async () => {
    await visit()
    expect(await counts()).toEqual([0, 0])
    await button('Measure my own traffic')
    const host = await page.waitForSelector('input[placeholder="api.example.com"]')
    await host?.type('localhost')
    await page.click('form .btn.primary')
    await page.waitForSelector('::-p-xpath(//li[contains(., "localhost")])')
    await visit()
    // Good: the page and /ok twice; /kept came from the cache that the first visit filled. Failed: /broken. 404, 429 and the
    // request that was given up say nothing of the service.
    await expect.poll(counts, { timeout: 8000 }).toEqual([3, 1])
    const { all } = await stored()
    for (const secret of ['hush', 'secret', '/ok', '/kept']) expect(all).not.toContain(secret)
  })
  it('counts a service that is not there only while something else answers', async () => {
    const before = await counts()
    service.closeAllConnections()
    await new Promise((resolve) => service.close(resolve))
    const tab = await browser.newPage()
    await tab.goto(app, { waitUntil: [] }).catch(() => {})
    await new Promise((resolve) => setTimeout(resolve, 1500))
    await tab.close()
    // Nothing is followed but this agreement: there is no other host to detect an outage of our own network.
    expect(await counts()).toEqual(before)
  })
})
