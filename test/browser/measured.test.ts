/** First-hand evidence in a real Chromium, added as a person adds it: an address that is checked, a server of metrics, an incident that left the list. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Extension, launchExtension, until } from './launch.ts'
import { history, statusServer } from './statuspage.ts'

declare const chrome: {
  readonly runtime: { readonly sendMessage: (message: unknown) => Promise<unknown> }
  readonly developerPrivate: { readonly addHostPermission: (id: string, host: string) => Promise<void> }
}

const MINUTE = 60_000

let server: Server
let url: string
const methods: (string | undefined)[] = []
const questions: URLSearchParams[] = []
let extension: Extension
let page: Page

const ask = (type: string, what: object): Promise<unknown> =>
  page.evaluate(([name, given]) => chrome.runtime.sendMessage({ type: name, ask: given }), [type, what] as const)

/** How long the service was down, by what is kept of the server of metrics, ms. */
const down = (): Promise<number> =>
  page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((resolve) => {
      const asked = indexedDB.open('standing')
      asked.onsuccess = () => resolve(asked.result)
    })
    const rows = await new Promise<{ evidence: { spans?: { state: string; from: number; to: number }[] } }[]>((resolve) => {
      const all = db.transaction('evidence').objectStore('evidence').getAll()
      all.onsuccess = () => resolve(all.result)
    })
    db.close()
    const spans = rows.flatMap(({ evidence }) => evidence.spans ?? []).filter(({ state }) => state === 'down')
    return spans.reduce((sum, { from, to }) => sum + to - from, 0)
  })

/** Up, but for ten minutes an hour ago; a page that takes its time. */
beforeAll(async () => {
  const now = Date.now()
  server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://x')
    if (pathname === '/health') {
      methods.push(request.method)
      setTimeout(() => response.writeHead(204).end(), 40)
      return
    }
    questions.push(searchParams)
    const [from, to, step] = ['start', 'end', 'step'].map((name) => Number(searchParams.get(name))) as [number, number, number]
    const values: [number, string][] = []
    for (let at = from; at <= to; at += step) {
      const ago = now - at * 1000
      if (ago < 3 * 3_600_000) values.push([at, ago < 70 * MINUTE && ago >= 60 * MINUTE ? '0' : '1'])
    }
    const several = searchParams.get('query')?.startsWith('all') ? [{ metric: { a: '1' }, values }] : []
    const answer = { status: 'success', data: { resultType: 'matrix', result: [{ metric: {}, values }, ...several] } }
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  extension = await launchExtension()
  // What a person would allow at the prompt is allowed beforehand: no prompt can be answered in a headless browser.
  const own = await extension.context.newPage()
  await own.goto('chrome://extensions')
  await own.evaluate((name) => chrome.developerPrivate.addHostPermission(name, 'http://*/*'), extension.id)
  await own.close()
  page = await extension.open('dashboard')
  const contract = {
    format: 'standing/contract@1',
    id: 'measured',
    title: 'Measured',
    zone: 'UTC',
    period: { every: 'month' },
    services: [{ id: 'api', name: 'API' }],
    objectives: [{ id: 'uptime', services: ['api'], target: '99.9', measure: { by: 'time', unit: 'exact' } }],
  }
  await ask('agreement/add', {
    text: JSON.stringify(contract),
    kind: 'json',
    origin: { kind: 'file', name: 'x.json' },
    plan: null,
    feed: null,
  })
  await page.goto(`chrome-extension://${extension.id}/pages/dashboard/index.html#measured`)
})
afterAll(async () => {
  await extension?.close()
  server?.closeAllConnections()
  server?.close()
})

describe('an address', () => {
  it('is checked as a person says, shows how, and how long its answers take', async () => {
    await page.getByRole('button', { name: 'Uptime check from this browser' }).click()
    await page.getByLabel('Address to check').fill(`${url}/health`)
    await page.getByLabel('Interval').selectOption({ label: '5 min' })
    await page.getByLabel('Request method').selectOption('HEAD')
    await page.getByLabel(/^Accepted status codes/).fill('204')
    await page.getByLabel('Failed after').selectOption('2')
    await page.getByRole('button', { name: 'Start uptime check', exact: true }).click()
    await page.getByText('one check every 5 min, HEAD, response within 5 s, accepts status 204, failed after 2 failures in a row').waitFor()
    await page.getByText(/median \d+\sms/).waitFor()
    expect(methods).toEqual(['HEAD'])
  })
  it('is checked another way once that is set', async () => {
    await page.getByRole('button', { name: 'Edit uptime check' }).click()
    await page.getByLabel(/^Accepted status codes/).fill('nonsense')
    await page.getByRole('button', { name: 'Save uptime check' }).click()
    await page.getByText(/Check these settings/).waitFor()
    await page.getByLabel(/^Accepted status codes/).fill('')
    await page.getByLabel('Request method').selectOption('GET')
    await page.getByRole('button', { name: 'Save uptime check' }).click()
    await page.getByText('one check every 5 min, GET, response within 5 s, failed after 2 failures in a row').waitFor()
    await until('a check by the new settings', async () => methods.at(-1) === 'GET')
  })
})

describe('a server of metrics', () => {
  it('reports what is wrong with an expression before anything is stored', async () => {
    await page.getByRole('button', { name: 'Add Prometheus-compatible server' }).click()
    await page.getByLabel('Address of the server').fill(`${url}/prometheus/`)
    await page.getByLabel('Query', { exact: true }).fill('all')
    await page.getByRole('button', { name: 'Start querying' }).click()
    await page.getByText('The query returns 2 series; exactly one is needed').waitFor()
  })
  it('is asked from then on, and its outage is downtime', async () => {
    await page.getByLabel('Query', { exact: true }).fill('min(up)')
    await page.getByRole('button', { name: 'Start querying' }).click()
    await page.getByText('one sample every 1 min').waitFor()
    const last = questions.at(-1)
    expect(last?.get('query')).toBe('min(up)')
    expect(last?.get('step')).toBe('60')
    // Ten samples said so, a minute apart.
    await until('ten minutes of outage', async () => (await down()) === 10 * MINUTE)
  })
})

describe('an incident that the page takes away', () => {
  it('is named as changed after the fact, and still counts', async () => {
    const status = await statusServer(history(Date.now()))
    try {
      const contract = {
        format: 'standing/contract@1',
        id: 'page',
        title: 'Page',
        zone: 'UTC',
        period: { every: 'month' },
        services: [{ id: 'mail', name: 'Mail' }],
        objectives: [{ id: 'uptime', services: ['mail'], target: '99.9', measure: { by: 'time', unit: 'exact' } }],
      }
      const feed = { page: status.url, components: { 'c-mail': ['mail'] } }
      await ask('agreement/add', {
        text: JSON.stringify(contract),
        kind: 'json',
        origin: { kind: 'file', name: 'x.json' },
        plan: null,
        feed,
      })
      // The last of its incidents, on mail, is of last month.
      status.outages = status.outages.filter(({ id }) => id !== 'i-5')
      await ask('sources/read', { agreement: 'page' })
      await page.goto(`chrome-extension://${extension.id}/pages/dashboard/index.html#page`)
      await page.getByRole('heading', { level: 1, name: 'Page' }).waitFor()
      await page.getByText('removed from the page, still counted').waitFor()
      expect(status.asked).toContain('/api/v2/incidents/i-5.json')
    } finally {
      await status.close()
    }
  })
})
