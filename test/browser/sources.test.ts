/**
 * Keeping evidence in a real Chromium: readings that the browser makes conditional by itself, a worker stopped in the middle
 * of them, revisions, a backup of all data and its restore.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Extension, launchExtension, until } from './launch.ts'
import { history, incidentRow, type StatusServer, statusServer } from './statuspage.ts'

declare const chrome: { readonly runtime: { readonly sendMessage: (message: unknown) => Promise<unknown> } }

const MINUTE = 60_000

let server: StatusServer
let extension: Extension
let page: Page

const ask = (type: string, what: object): Promise<unknown> =>
  page.evaluate(([name, given]) => chrome.runtime.sendMessage({ type: name, ask: given }), [type, what] as const)

interface Kept {
  readonly sources: readonly { state: { readAt: number; covered: number[]; trouble: { kind: string } | null } }[]
  readonly evidence: readonly { evidence: { spans: { ref: string; to: number | null }[] } }[]
}

const kept = (): Promise<Kept> =>
  page.evaluate(
    () =>
      new Promise<Kept>((resolve, reject) => {
        const asked = indexedDB.open('standing')
        asked.onerror = () => reject(asked.error)
        asked.onsuccess = () => {
          const transaction = asked.result.transaction(['sources', 'evidence'])
          const [sources, evidence] = ['sources', 'evidence'].map((name) => transaction.objectStore(name).getAll())
          transaction.oncomplete = () => {
            asked.result.close()
            resolve({ sources: sources?.result, evidence: evidence?.result } as Kept)
          }
        }
      }),
  )

const spans = async () => (await kept()).evidence.flatMap(({ evidence }) => evidence.spans)

async function stopWorkers(): Promise<void> {
  const session = await extension.context.newCDPSession(page)
  await session.send('ServiceWorker.enable')
  await session.send('ServiceWorker.stopAllWorkers')
  await session.detach()
}

beforeAll(async () => {
  server = await statusServer(history(Date.now()))
  extension = await launchExtension()
  page = await extension.open('welcome')
  await page.getByRole('combobox').fill(server.url)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Track Northwind' }).click()
  await page.waitForURL(/dashboard/)
  await page.getByRole('heading', { level: 1, name: 'Northwind' }).waitFor()
})
afterAll(async () => {
  await extension?.close()
  await server?.close()
})

describe('reading without a permission', () => {
  it.each([
    ['an ETag', { etag: '"one"' }, 'if-none-match', '"one"'],
    ['a date', { 'last-modified': 'Wed, 18 Nov 2026 13:05:00 GMT' }, 'if-modified-since', 'Wed, 18 Nov 2026 13:05:00 GMT'],
  ])('asks conditionally by %s, and no header of ours forces a preflight', async (_what, sent, header, value) => {
    const got: (string | undefined)[] = []
    const methods = new Set<string | undefined>()
    server.broken = (request, response) => {
      methods.add(request.method)
      if (!request.url?.includes('incidents.json')) return response.writeHead(404).end()
      const asked = request.headers[header] as string | undefined
      got.push(asked)
      const headers = { 'access-control-allow-origin': '*', ...sent }
      if (asked === value) return response.writeHead(304, headers).end()
      response.writeHead(200, { ...headers, 'content-type': 'application/json' })
      return response.end(JSON.stringify({ page: { id: 'page' }, incidents: server.outages.map((each) => incidentRow(each)) }))
    }
    await ask('sources/read', {})
    await ask('sources/read', {})
    server.broken = null
    expect(got.slice(-1)).toEqual([value])
    expect([...methods]).toEqual(['GET'])
    const { state } = (await kept()).sources[0] as Kept['sources'][0]
    expect(state.trouble).toBeNull()
    expect(state.covered.at(-1)).toBe(state.readAt)
  })
})

describe('what does not count', () => {
  it('stands behind the line of its source, with the reason', async () => {
    const at = new Date(Date.now() - 30 * MINUTE).toISOString()
    const notice = { id: 'i-notice', name: 'Notice', status: 'resolved', created_at: at, resolved_at: at, updated_at: at, impact: 'none' }
    server.broken = (request, response) => {
      if (!request.url?.includes('incidents.json')) return response.writeHead(404).end()
      response.writeHead(200, { 'access-control-allow-origin': '*', 'content-type': 'application/json' })
      const incidents = [...server.outages.map((each) => incidentRow(each)), { ...notice, incident_updates: [], components: [] }]
      return response.end(JSON.stringify({ page: { id: 'page' }, incidents }))
    }
    await ask('sources/read', {})
    server.broken = null
    const account = page.locator('details.account')
    await account.locator('summary').filter({ hasText: '1 without stated impact' }).click()
    expect(await account.locator('li').allInnerTexts()).toContain('i-notice: The provider states no impact (“none”).')
  })
})

describe('a worker that is stopped', () => {
  it.each([0, 30, 120])('%i ms into a reading leaves what was there, and reads again', async (wait) => {
    const before = await kept()
    const id = `stopped-${wait}`
    server.outages.push({ id, from: Date.now() - 9 * MINUTE, to: Date.now() - 8 * MINUTE, component: 'c-mail', state: 'partial_outage' })
    server.broken = (_, response) => void setTimeout(() => response.destroy(), 5_000)
    void ask('sources/read', {}).catch(() => {})
    await new Promise((resolve) => setTimeout(resolve, wait))
    await stopWorkers()
    expect(await kept()).toEqual(before)
    server.broken = null
    await until('the reading after it', async () => {
      await ask('sources/read', {})
      return (await spans()).some(({ ref }) => ref === id)
    })
    expect((await spans()).filter(({ ref }) => ref === id)).toHaveLength(1)
  })
})

describe('what was changed after the fact', () => {
  it('is listed beside what it was before', async () => {
    const index = server.outages.findIndex(({ id }) => id === 'i-3')
    const outage = server.outages[index] as (typeof server.outages)[0]
    server.outages[index] = { ...outage, to: (outage.to as number) - 43 * MINUTE }
    await ask('sources/read', {})
    await page.getByRole('heading', { name: 'Revised by the provider' }).waitFor()
    expect(await page.locator('section[aria-labelledby="revised"] tbody tr').allInnerTexts()).toEqual([
      expect.stringMatching(/shortened by 43\smin.*API/s),
    ])
    expect((await spans()).filter(({ ref }) => ref === 'i-3')).toHaveLength(2)
  })
})

describe('a copy of everything', () => {
  const file = join(tmpdir(), `standing-copy-${process.pid}.standing-backup`)
  const bring = async (path: string): Promise<void> =>
    page.locator('section[aria-labelledby="copy"] input[type="file"]').setInputFiles(path)

  it('is saved, and brings everything back after it was lost', async () => {
    const before = await spans()
    await page.goto(page.url().replace(/#.*/, '#/'))
    const saving = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Back up data' }).click()
    await (await saving).saveAs(file)
    await ask('agreement/remove', { id: (await agreements())[0] })
    expect(await agreements()).toEqual([])
    await bring(file)
    await page.getByRole('button', { name: /^Replace all current data/ }).click()
    await page.getByText(/^Restored the backup/).waitFor()
    expect(await agreements()).toHaveLength(1)
    expect(await spans()).toEqual(before)
    await page
      .getByRole('link', { name: /Northwind/ })
      .first()
      .waitFor()
  })
  it('that was damaged is refused in words, and changes nothing', async () => {
    const before = await kept()
    const text = await readFile(file, 'utf8')
    await writeFile(file, text.replace('i-3', 'i-4'))
    await bring(file)
    expect(await page.locator('section[aria-labelledby="copy"] [role="alert"]').first().innerText()).toMatch(
      /^This backup can’t be restored/,
    )
    expect(await kept()).toEqual(before)
  })
})

describe('an incident that names no component', () => {
  it('is asked about, counts once it is answered, and is open again when the answer is withdrawn', async () => {
    const [from, to] = [50, 20].map((minutes) => new Date(Date.now() - minutes * MINUTE).toISOString())
    const nameless = {
      id: 'i-nameless',
      name: 'Errors',
      status: 'resolved',
      created_at: from,
      started_at: from,
      resolved_at: to,
      updated_at: to,
    }
    server.broken = (request, response) => {
      if (!request.url?.includes('incidents.json')) return response.writeHead(404).end()
      response.writeHead(200, { 'access-control-allow-origin': '*', 'content-type': 'application/json' })
      const incidents = [
        ...server.outages.map((each) => incidentRow(each)),
        { ...nameless, impact: 'critical', incident_updates: [], components: [] },
      ]
      return response.end(JSON.stringify({ page: { id: 'page' }, incidents }))
    }
    await page
      .getByRole('link', { name: /Northwind/ })
      .first()
      .click()
    await ask('sources/read', {})
    const card = page.locator('section[aria-labelledby="questions"]')
    await card.getByText('Errors').waitFor()
    if (process.env.STANDING_PICTURES) await page.screenshot({ path: `${process.env.STANDING_PICTURES}/questions.png`, fullPage: true })
    await card.getByRole('checkbox').first().focus()
    await page.keyboard.press('Space')
    await card.getByRole('textbox').fill('seen in our logs')
    await page.keyboard.press('Enter')
    await card.getByText(/^Affected: /).waitFor()
    expect(await card.innerText()).toContain('seen in our logs')
    await card.getByRole('button', { name: 'Withdraw answer' }).click()
    await card.getByRole('button', { name: 'None was affected' }).click()
    await card.getByText('Affected none of your services.').waitFor()
    server.broken = null
  })
})

const agreements = (): Promise<string[]> =>
  page.evaluate(
    () =>
      new Promise<string[]>((resolve, reject) => {
        const asked = indexedDB.open('standing')
        asked.onerror = () => reject(asked.error)
        asked.onsuccess = () => {
          const all = asked.result.transaction('agreements').objectStore('agreements').getAllKeys()
          all.onsuccess = () => {
            asked.result.close()
            resolve(all.result as string[])
          }
        }
      }),
  )
