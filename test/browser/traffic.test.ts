/**
 * Own traffic in a real Chromium: off until switched on, counted by outcome, through a stopped worker, off again. An extension
 * that is given the permission while it runs sees requests only after the browser was restarted. The pages
 * and their host are on loopback; what they ask for carries a secret that must be found nowhere in the store.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Extension, launchExtension, until } from './launch.ts'
import { history, type StatusServer, statusServer } from './statuspage.ts'

declare const chrome: {
  readonly developerPrivate: { readonly addHostPermission: (id: string, host: string) => Promise<void> }
  readonly permissions: { readonly contains: (what: object) => Promise<boolean> }
}

interface Tally {
  readonly host: string
  readonly failed: number
  readonly slow: readonly number[]
}

/** Everything that the store holds, by name. */
const stored = (page: Page): Promise<{ readonly all: string; readonly tallies: readonly Tally[] }> =>
  page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const asked = indexedDB.open('standing')
        asked.onerror = () => reject(asked.error)
        asked.onsuccess = () => {
          const transaction = asked.result.transaction([...asked.result.objectStoreNames])
          const all = [...asked.result.objectStoreNames].map((name) => transaction.objectStore(name).getAll())
          const tallies = transaction.objectStore('settings').get('tallies')
          transaction.oncomplete = () => {
            asked.result.close()
            resolve({ all: JSON.stringify(all.map(({ result }) => result)), tallies: tallies.result ?? [] })
          }
        }
      }),
  )

/** Good and failed requests so far; five minutes may end in between. */
const counts = async (page: Page): Promise<readonly [good: number, failed: number]> => {
  const { tallies } = await stored(page)
  const good = tallies.flatMap(({ slow }) => slow).reduce((sum, each) => sum + each, 0)
  return [good, tallies.reduce((sum, { failed }) => sum + failed, 0)]
}

const asks = `<!doctype html><title>app</title><link rel="icon" href="data:,"><script>
const ask = (path, more) => fetch(path + '?token=hush-hush', more).then((r) => r.text(), () => {})
const gone = new AbortController()
Promise.all([ask('/ok-secret'), ask('/ok-secret'), ask('/broken-secret'), ask('/missing'), ask('/too-often'), ask('/slow', { signal: gone.signal }), setTimeout(() => gone.abort(), 50)])
  .then(() => ask('/kept')).then(() => ask('/kept', { cache: 'force-cache' })).then(() => { document.title = 'done' })
</script>`

describe('own traffic', () => {
  let status: StatusServer
  let service: Server
  let app: string
  let extension: Extension
  let page: Page
  let id = ''
  let profile = ''

  beforeAll(async () => {
    status = await statusServer(history(Date.now()))
    service = createServer(({ url = '' }, response) => {
      if (url === '/') response.writeHead(200, { 'content-type': 'text/html' }).end(asks)
      else if (url.startsWith('/kept')) response.writeHead(200, { 'cache-control': 'max-age=3600' }).end('kept')
      else if (url.startsWith('/slow')) return
      else response.writeHead(url.startsWith('/broken') ? 503 : url.startsWith('/missing') ? 404 : url.startsWith('/too') ? 429 : 200).end()
    })
    await new Promise<void>((resolve) => service.listen(0, resolve))
    app = `http://localhost:${(service.address() as AddressInfo).port}/`
    profile = await mkdtemp(join(tmpdir(), 'standing-'))
    extension = await launchExtension({ profile })
    page = await extension.open('welcome')
    await page.getByRole('combobox').fill(status.url)
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Track Northwind' }).click()
    await page.getByRole('heading', { level: 1, name: 'Northwind' }).waitFor()
    id = new URL(page.url()).hash
  })
  afterAll(async () => {
    await extension?.close()
    await rm(profile, { recursive: true, force: true })
    await status?.close()
    service?.closeAllConnections()
    service?.close()
  })

  const visit = async (): Promise<void> => {
    const tab = await extension.context.newPage()
    await tab.goto(app)
    await until('the page to be done', async () => (await tab.title()) === 'done')
    await tab.close()
  }

  it('is not seen before it is switched on', async () => {
    await visit()
    expect(await page.evaluate(() => chrome.permissions.contains({ permissions: ['webRequest'] }))).toBe(false)
    expect(await stored(page)).toMatchObject({ tallies: [] })
  })

  it('is counted once a person has given leave, by outcome and nothing else', async () => {
    const own = await extension.context.newPage()
    await own.goto('chrome://extensions')
    for (const pattern of ['http://*/*', 'https://*/*'])
      await own.evaluate(([name, host]) => chrome.developerPrivate.addHostPermission(name, host), [extension.id, pattern] as const)
    await own.close()
    await page.goto(`chrome-extension://${extension.id}/pages/dashboard/index.html${id}`)
    await page.getByRole('button', { name: 'Measure my own traffic' }).click()
    await page.getByLabel('Host', { exact: true }).fill('localhost')
    await page.getByRole('button', { name: 'Start measuring', exact: true }).click()
    await page.getByText(/^localhost: requests measured for/).waitFor()
    await page.getByText(/restart the browser. Chrome shows requests only to/).waitFor()
    await extension.close()
    extension = await launchExtension({ profile })
    page = await extension.open('dashboard', id)
    await page.getByText(/^localhost: requests measured for/).waitFor()
    expect(await page.getByText(/restart the browser. Chrome shows requests only to/).count()).toBe(0)
    await visit()
    // Good: the page and /ok twice; /kept came from the cache that the first visit filled. Failed: /broken. 404, 429 and the
    // request that was given up say nothing of the service.
    await expect.poll(() => counts(page), { timeout: 8000 }).toEqual([3, 1])
    const { all } = await stored(page)
    expect(all).toContain('localhost')
    for (const secret of ['hush', 'secret', '/ok', '/kept']) expect(all).not.toContain(secret)
  })

  it('goes on after the worker was stopped', async () => {
    const session = await extension.context.newCDPSession(page)
    await session.send('ServiceWorker.enable')
    await session.send('ServiceWorker.stopAllWorkers')
    await visit()
    // The worker starts at the first request, which it may see too late to know how long it took.
    await expect.poll(async () => (await counts(page))[1], { timeout: 8000 }).toBe(2)
    expect((await counts(page))[0]).toBeGreaterThanOrEqual(5)
    expect((await counts(page))[0]).toBeLessThanOrEqual(6)
  })

  it('counts a service that is not there, while the status page answers', async () => {
    service.closeAllConnections()
    await new Promise((resolve) => service.close(resolve))
    const tab = await extension.context.newPage()
    await tab.goto(app).catch(() => {})
    await tab.close()
    await expect.poll(async () => (await counts(page))[1], { timeout: 8000 }).toBeGreaterThan(2)
  })

  it('is seen no more once it is switched off', async () => {
    const before = await counts(page)
    await page.getByRole('button', { name: 'Stop measuring' }).click()
    await expect.poll(() => page.evaluate(() => chrome.permissions.contains({ permissions: ['webRequest'] }))).toBe(false)
    const tab = await extension.context.newPage()
    await tab.goto(app).catch(() => {})
    await tab.close()
    await new Promise((resolve) => setTimeout(resolve, 2500))
    expect(await counts(page)).toEqual(before)
  })
})
