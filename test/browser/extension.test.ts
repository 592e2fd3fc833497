/**
 * The extension in a real Chromium: from the welcome page over a status page on loopback to badge, popup and dashboard,
 * through a stopped worker and through everything a broken page answers.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pageScripts } from './bytes.ts'
import { type Extension, launchExtension, until } from './launch.ts'
import { history, type StatusServer, statusServer } from './statuspage.ts'

/** What of the browser's own interface the tests call; evaluated in pages and in the worker. */
declare const chrome: {
  readonly runtime: { readonly sendMessage: (message: unknown) => Promise<unknown> }
  readonly action: { readonly getBadgeText: (details: object) => Promise<string> }
  readonly alarms: { readonly getAll: () => Promise<{ name: string }[]> }
  readonly developerPrivate: { readonly addHostPermission: (id: string, host: string) => Promise<void> }
  readonly notifications: { readonly getAll: () => Promise<object>; readonly clear: (id: string) => Promise<boolean> }
}

const HOUR = 3_600_000
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Rules that axe finds broken, with the first element of each; scripts are injected because the pages allow no others. */
async function broken(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  return page.evaluate(async () => {
    const run = (globalThis as unknown as { axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }).axe
      .run
    return (await run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 120)}`)
  })
}

/** How far a page can be scrolled sideways. */
const sideways = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

/** Asks the background, as a page does. */
const ask = (page: Page, type: string, what: object): Promise<unknown> =>
  page.evaluate(([name, given]) => chrome.runtime.sendMessage({ type: name, ask: given }), [type, what] as const)

interface Stored {
  readonly sources: {
    id: string
    state: { blindSince: number | null; trouble: { kind: string } | null; readAt: number; covered: number[]; events: number }
  }[]
  readonly standings: { agreement: string; rows: { verdict: string; time: { unknown: number; down: number } }[] }[]
  readonly evidence: { evidence: { spans: { ref: string }[]; checks?: { results: { ok: boolean }[] }[] } }[]
}

/** What the store holds, read as any page of the extension may. */
const stored = (page: Page): Promise<Stored> =>
  page.evaluate(
    () =>
      new Promise<Stored>((resolve, reject) => {
        const asked = indexedDB.open('standing')
        asked.onerror = () => reject(asked.error)
        asked.onsuccess = () => {
          const names = ['sources', 'standings', 'evidence']
          const transaction = asked.result.transaction(names)
          const all = names.map((name) => transaction.objectStore(name).getAll())
          transaction.oncomplete = () => {
            asked.result.close()
            resolve(Object.fromEntries(names.map((name, i) => [name, all[i]?.result])) as unknown as Stored)
          }
        }
      }),
  )

const badge = async (extension: Extension): Promise<string> => (await extension.worker()).evaluate(() => chrome.action.getBadgeText({}))

/** Follows the status page from the welcome page, as a person does, and ends on the agreement's page. */
async function follow(extension: Extension, url: string): Promise<Page> {
  const page = await extension.open('welcome')
  await page.getByRole('combobox').fill(url)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Track Northwind' }).click()
  await page.waitForURL(/dashboard/)
  await page.getByRole('heading', { level: 1, name: 'Northwind' }).waitFor()
  return page
}

describe('from install to the popup', () => {
  let server: StatusServer
  let extension: Extension
  let page: Page

  beforeAll(async () => {
    server = await statusServer(history(Date.now()))
    extension = await launchExtension()
  })
  afterAll(async () => {
    await extension?.close()
    await server?.close()
  })

  it('opens the welcome page when it is installed', async () => {
    const opened = await until('the welcome page', async () => extension.context.pages().find((each) => each.url().includes('/welcome/')))
    await expect.poll(() => opened.title()).toBe('Welcome to Standing')
  })

  it('reports what is wrong with an address before anything is stored', async () => {
    server.broken = (_, response) =>
      response.writeHead(200, { 'content-type': 'text/html', 'access-control-allow-origin': '*' }).end('<!doctype html>')
    page = await extension.open('welcome', `?page=${encodeURIComponent(server.url)}`)
    await page.getByRole('alert').waitFor()
    server.broken = null
    expect(await page.getByRole('alert').innerText()).toMatch(/not with a status feed/)
    expect((await stored(page)).sources).toEqual([])
    await page.close()
  })

  it('shows three closed months with their verdicts before anything is kept', async () => {
    page = await extension.open('welcome')
    await page.getByRole('combobox').fill(server.url)
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Track Northwind' }).waitFor()
    // Two months back the API was down for 2 h: more than the 43 min 12 s or 44 min 38 s that 99.9 % allow.
    const words = await page.locator('.qs .vd').allInnerTexts()
    expect(words).toEqual(['Met', 'Breached', 'Met'])
    expect((await stored(page)).sources).toEqual([])
    expect(await broken(page)).toEqual([])
  })

  it('takes the promise that a person picks by keyboard', async () => {
    await page.locator('input[value="99.9"]').focus()
    await page.keyboard.press('ArrowLeft')
    // 99.5 % of 30 days allow 3 h 36 min: the 2 h are within.
    await expect.poll(() => page.locator('.qs .vd').allInnerTexts()).toEqual(['Met', 'Met', 'Met'])
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => page.locator('.qs .vd').allInnerTexts()).toEqual(['Met', 'Breached', 'Met'])
  })

  it('follows it, reads it and stands on the dashboard', async () => {
    await page.getByRole('button', { name: 'Track Northwind' }).click()
    await page.getByRole('heading', { level: 1, name: 'Northwind' }).waitFor()
    expect(await page.locator('.hero .vd').innerText()).toBe('On track')
    expect(await broken(page)).toEqual([])
  })

  it('is quiet in the toolbar while all is well', async () => {
    expect(await badge(extension)).toBe('')
  })

  it('walks the days by keyboard and shows the table behind the bars', async () => {
    await page.getByRole('slider').focus()
    await page.keyboard.press('Home')
    await page.locator('.tip').waitFor()
    await page.keyboard.press('Escape')
    expect(await page.locator('.tip').count()).toBe(0)
    await page.getByRole('button', { name: 'Show as table' }).first().click()
    await page.locator('#days-table table').waitFor()
    expect(await broken(page)).toEqual([])
    await page.getByRole('button', { name: 'Show as chart' }).click()
  })

  it('counts a breach in the badge and says why in the ledger', async () => {
    const now = Date.now()
    const monthStart = Date.UTC(new Date(now).getUTCFullYear(), new Date(now).getUTCMonth(), 1)
    // An hour of major outage this month: over the 43 min 12 s of any month. Within the month also on its first day.
    const from = Math.max(monthStart, now - 3 * HOUR)
    server.outages.push({ id: 'i-6', from, to: from + HOUR, component: 'c-api', state: 'major_outage' })
    if (from + HOUR > now) server.outages.pop()
    await ask(page, 'sources/read', {})
    const expected = server.outages.some(({ id }) => id === 'i-6') ? '1' : ''
    expect(await badge(extension)).toBe(expected)
    if (expected) await expect.poll(() => page.locator('.hero .vd').innerText()).toBe('Breached')
    if (expected) expect(await page.locator('.ledger tbody tr').first().innerText()).toContain('counted')
  })

  it('says a breach once, and writes down that it was said', async () => {
    const said = async (): Promise<string[]> => Object.keys(await page.evaluate(() => chrome.notifications.getAll()))
    const breached = server.outages.some(({ id }) => id === 'i-6')
    expect((await said()).filter((id) => id.startsWith('breached'))).toHaveLength(breached ? 1 : 0)
    await page.evaluate(async () => {
      for (const id of Object.keys(await chrome.notifications.getAll())) await chrome.notifications.clear(id)
    })
    await ask(page, 'standings/refresh', {})
    expect(await said()).toEqual([])
    const log = await extension.open('dashboard', '#Alerts')
    await log.getByRole('heading', { level: 1, name: 'Alerts' }).waitFor()
    if (breached) await log.getByRole('cell', { name: /Northwind: breached: API/ }).waitFor()
    expect(await broken(log)).toEqual([])
    await log.close()
  })

  it('shows the worst first in the popup, with word, figure and proof of life', async () => {
    const popup = await extension.open('popup')
    await popup.setViewportSize({ width: 380, height: 560 })
    await popup.getByRole('link', { name: /Northwind/ }).waitFor()
    expect(await popup.locator('.it').innerText()).toMatch(/Breached|On track/)
    expect(await popup.locator('.life').innerText()).toMatch(/^Last update \d\d:\d\d, just now/)
    expect(await broken(popup)).toEqual([])
    expect(await sideways(popup)).toBe(0)
    await popup.close()
  })

  it('holds no more than 320 px on any page', async () => {
    for (const name of ['dashboard', 'welcome', 'popup']) {
      const narrow = await extension.open(name)
      await narrow.setViewportSize({ width: 320, height: 700 })
      await narrow.locator('h1').first().waitFor()
      expect(`${name} ${await sideways(narrow)}`).toBe(`${name} 0`)
      expect(await broken(narrow)).toEqual([])
      await narrow.close()
    }
    await page.setViewportSize({ width: 320, height: 700 })
    expect(await sideways(page)).toBe(0)
    await page.setViewportSize({ width: 1280, height: 900 })
  })

  it('knows what it knew after its worker was stopped', async () => {
    const before = await stored(page)
    const session = await extension.context.newCDPSession(page)
    await session.send('ServiceWorker.enable')
    await session.send('ServiceWorker.stopAllWorkers')
    const answered = (await ask(page, 'standings/refresh', {})) as { ok: boolean }
    expect(answered.ok).toBe(true)
    const after = await stored(page)
    expect(after.evidence).toEqual(before.evidence)
    expect(after.standings.map(({ rows }) => rows.map(({ verdict }) => verdict))).toEqual(
      before.standings.map(({ rows }) => rows.map(({ verdict }) => verdict)),
    )
    const alarms = await page.evaluate(() => chrome.alarms.getAll())
    expect(alarms.map(({ name }) => name)).toEqual(['wake'])
  })

  it('puts a component to another service, or to none, without reading again', async () => {
    const before = (await stored(page)).evidence.length
    const unwatched = async (): Promise<number> =>
      (await stored(page)).standings[0]?.rows.filter(({ verdict }) => verdict === 'cannot-tell').length ?? 0
    expect(await unwatched()).toBe(0)
    await page.getByRole('button', { name: 'Edit component mapping' }).click()
    await page.getByLabel('Mail delivery').selectOption('')
    // Nobody speaks for mail any more: that is unknown, not up.
    await expect.poll(unwatched).toBe(1)
    await page.getByLabel('Mail delivery').selectOption('mail-delivery')
    await expect.poll(unwatched).toBe(0)
    expect((await stored(page)).evidence.length).toBe(before)
    expect(await broken(page)).toEqual([])
  })

  it('adds nothing to the evidence while nothing changes', async () => {
    const before = (await stored(page)).evidence.length
    await ask(page, 'sources/read', {})
    expect((await stored(page)).evidence.length).toBe(before)
  })

  it('answers a request that cannot be done, and no request that is none', async () => {
    expect(await ask(page, 'page/look', { page: 'ftp://nowhere.example' })).toMatchObject({ ok: false, refusal: 'not-an-address' })
    expect(await ask(page, 'agreement/add', { text: '{', kind: 'json' })).toMatchObject({ ok: false, refusal: 'bad-agreement' })
    expect(await ask(page, 'source/moved', { source: 'nobody', host: 'x' })).toMatchObject({ ok: false, refusal: 'unknown-id' })
    const [source] = (await stored(page)).sources
    const wrong = { id: (await stored(page)).standings[0]?.agreement, source: source?.id, components: { 'c-api': ['nobody'] } }
    expect(await ask(page, 'agreement/link', wrong)).toMatchObject({ ok: false, refusal: 'unknown-id' })
  })

  it('records a problem that a person reports', async () => {
    const popup = await extension.open('popup')
    const opened = extension.context.waitForEvent('page')
    await popup.getByRole('button', { name: 'Report a problem' }).click()
    const form = await opened
    await form.getByRole('heading', { level: 1, name: 'Report a problem' }).waitFor()
    await form.getByRole('checkbox', { name: 'Console' }).check()
    await form.getByLabel('What is wrong').fill('Nothing loads')
    expect(await broken(form)).toEqual([])
    await form.getByRole('button', { name: 'Save report' }).click()
    await form.getByRole('status').waitFor()
    // It stands among the reports at once, read back from what was stored.
    await form.locator('#clocks').waitFor()
    expect(await form.locator('section', { has: form.locator('#clocks') }).innerText()).toContain('Nothing loads')
    await form.close()
  })

  it('opens an agreement from a file, and reports what is wrong in a broken one and where', async () => {
    const welcome = await extension.open('welcome')
    const contract = (target: string) => `
format: standing/contract@1
id: from-file
title: From a file
zone: Europe/Berlin
period: { every: month }
services: [{ id: api, name: API }]
objectives: [{ id: uptime, services: [api], target: "${target}", measure: { by: time, unit: exact } }]
monitoring: { publishedAt: "${server.url}" }
`
    const file = (text: string) => ({ name: 'agreement.yaml', mimeType: 'application/yaml', buffer: Buffer.from(text) })
    await welcome.locator('#file').setInputFiles(file(contract('a lot')))
    await welcome.getByRole('alert').waitFor()
    expect(await welcome.getByRole('alert').innerText()).toContain('objectives[0].target')
    expect(await broken(welcome)).toEqual([])
    await welcome.locator('#file').setInputFiles(file(contract('99.9')))
    await welcome.getByRole('button', { name: 'Track From a file' }).click()
    await welcome.getByRole('heading', { level: 1, name: 'From a file' }).waitFor()
    expect(await welcome.locator('.facts', { hasText: 'agreement.yaml' }).count()).toBe(1)
    await ask(welcome, 'agreement/remove', { id: 'from-file' })
    await welcome.close()
  })

  it('checks an address once it has permission, and distinguishes the vendor’s outage from our own', async () => {
    const id = 'northwind-watched'
    const contract = {
      format: 'standing/contract@1',
      id,
      title: 'Watched',
      zone: 'UTC',
      period: { every: 'month' },
      services: [{ id: 'api', name: 'API' }],
      objectives: [{ id: 'uptime', services: ['api'], target: '99.9', measure: { by: 'time', unit: 'exact' } }],
    }
    await ask(page, 'agreement/add', {
      text: JSON.stringify(contract),
      kind: 'json',
      origin: { kind: 'file', name: 'x.json' },
      plan: null,
      feed: null,
    })
    const watched = await statusServer([])
    const add = { agreement: id, service: 'api', address: watched.url }
    expect(await ask(page, 'probe/add', add)).toMatchObject({ ok: false, refusal: 'no-permission' })
    // What a person would allow at the prompt is allowed beforehand: no prompt can be answered in a headless browser.
    const own = await extension.context.newPage()
    await own.goto('chrome://extensions')
    await own.evaluate((name) => chrome.developerPrivate.addHostPermission(name, 'http://*/*'), extension.id)
    await own.close()
    watched.broken = (_, response) => response.writeHead(200).end('ok')
    await page.goto(`chrome-extension://${extension.id}/pages/dashboard/index.html#${id}`)
    await page.getByRole('button', { name: 'Uptime check from this browser' }).click()
    await page.getByLabel('Address to check').fill(watched.url)
    await page.getByRole('button', { name: 'Start uptime check', exact: true }).click()
    await page.getByText(/one check every/).waitFor()
    watched.broken = (_, response) => response.writeHead(503).end()
    await ask(page, 'sources/read', { agreement: id })
    watched.broken = (_, response) => response.writeHead(404).end()
    await ask(page, 'sources/read', { agreement: id })
    const checks = (await stored(page)).evidence.flatMap(({ evidence }) => evidence.checks ?? []).flatMap(({ results }) => results)
    expect(checks.map(({ ok }) => ok)).toEqual([true, false])
    const source = (await stored(page)).sources.find((each) => each.id.startsWith('probe-'))
    expect(source?.state.trouble).toMatchObject({ kind: 'unobserved', detail: 'refused' })
    expect(await broken(page)).toEqual([])
    await ask(page, 'agreement/remove', { id })
    await watched.close()
    await page.goto(`chrome-extension://${extension.id}/pages/dashboard/index.html#${(await stored(page)).standings[0]?.agreement}`)
    await page.getByRole('heading', { level: 1, name: 'Northwind' }).waitFor()
  })

  it('stops tracking after a second confirmation', async () => {
    await page.getByRole('button', { name: 'Stop tracking' }).click()
    await page.getByRole('button', { name: 'Yes, stop tracking' }).click()
    await page.getByText('You are not tracking anything yet').waitFor()
    expect(await badge(extension)).toBe('')
    expect((await stored(page)).sources).toEqual([])
  })
})

it('speaks Arabic from right to left where the browser does', async () => {
  const server = await statusServer(history(Date.now()))
  const extension = await launchExtension({ language: 'ar' })
  const page = await extension.open('welcome', `?page=${encodeURIComponent(server.url)}`)
  await page.locator('.qs').waitFor()
  expect(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir])).toEqual(['ar', 'rtl'])
  expect(await broken(page)).toEqual([])
  await page.locator('.btn.primary').click()
  await page.locator('.hero').waitFor()
  // The days run from right to left as well: the first is further right than the last.
  const [first, last] = await page
    .evaluate(() => [...document.querySelectorAll('.ninety .grp')].map((each) => each.getBoundingClientRect().x))
    .then((all) => [all[0], all.at(-1)])
  expect(first).toBeGreaterThan(last as number)
  expect(await broken(page)).toEqual([])
  await page.setViewportSize({ width: 320, height: 700 })
  expect(await sideways(page)).toBe(0)
  await extension.close()
  await server.close()
})

it('keeps the popup’s script within 40 kB, compressed', () => {
  const { files, gzip } = pageScripts('popup')
  expect(files.length).toBeGreaterThan(1)
  expect(gzip).toBeLessThanOrEqual(40_000)
})

describe('a page that answers something else', () => {
  let server: StatusServer
  let extension: Extension
  let page: Page

  beforeAll(async () => {
    server = await statusServer(history(Date.now()))
    extension = await launchExtension()
    page = await follow(extension, server.url)
  })
  afterAll(async () => {
    await extension?.close()
    await server?.close()
  })

  const json = { 'content-type': 'application/json', 'access-control-allow-origin': '*' }
  const whole = (): string => JSON.stringify({ page: {}, incidents: [] })

  it.each([
    [
      'an error page with 200',
      'wrong-type',
      (_: unknown, response) => response.writeHead(200, { ...json, 'content-type': 'text/html' }).end('<!doctype html>'),
    ],
    ['an error page that calls itself JSON', 'not-json', (_, response) => response.writeHead(200, json).end('<!doctype html>')],
    ['JSON that is cut off', 'not-json', (_, response) => response.writeHead(200, json).end('{"page":{},"incidents":[{"id":"i-')],
    ['an empty list after a full one', 'emptied', (_, response) => response.writeHead(200, json).end(whole())],
    ['something else that is JSON', 'wrong-shape', (_, response) => response.writeHead(200, json).end('{"hello":1}')],
    ['500', 'status', (_, response) => response.writeHead(500, json).end('{}')],
    [
      '50 MB without an end',
      'too-large',
      (_, response) => {
        response.writeHead(200, json)
        const block = ' '.repeat(1 << 20)
        let sent = 0
        const more = (): void => {
          while (sent++ < 50) if (!response.write(block)) return void response.once('drain', more)
          response.end()
        }
        more()
      },
    ],
    ['bytes that are no text', 'wrong-encoding', (_, response) => response.writeHead(200, json).end(Buffer.from([0x7b, 0xff, 0xfe, 0x7d]))],
    ['nothing at all', 'unreachable', (request) => request.socket.destroy()],
  ] as [string, string, NonNullable<StatusServer['broken']>][])('%s changes nothing that was stored', async (_what, kind, answer) => {
    server.broken = null
    await ask(page, 'sources/read', {})
    const before = await stored(page)
    server.broken = answer
    await ask(page, 'sources/read', {})
    await ask(page, 'sources/read', {})
    const after = await stored(page)
    const [was, is] = [before.sources[0], after.sources[0]]
    expect(is?.state.trouble?.kind).toBe(kind)
    expect(is?.state.blindSince).toBe(was?.state.readAt)
    // Its word ends with its last good reading, and nothing it said is gone.
    expect(is?.state.covered).toEqual(was?.state.covered)
    expect(after.evidence).toEqual(before.evidence)
    expect(await badge(extension)).toBe('?')
    await page.getByText(/Source unavailable since/).waitFor()
  })

  it('shows a blind source in the popup, and forgets it with the next good reading', async () => {
    const popup = await extension.open('popup')
    await popup.getByText(/1 source unavailable since/).waitFor()
    server.broken = null
    await ask(page, 'sources/read', {})
    await expect.poll(() => popup.locator('.life').innerText()).not.toMatch(/unavailable/)
    expect(await badge(extension)).toBe('')
    await popup.close()
  })

  it('does not end an open incident because the feed went quiet', async () => {
    const from = Date.now() - 2 * HOUR
    server.outages.push({ id: 'i-open', from, to: null, component: 'c-console', state: 'partial_outage' })
    await ask(page, 'sources/read', {})
    const down = async (): Promise<number> => Math.max(...((await stored(page)).standings[0]?.rows.map(({ time }) => time.down) ?? []))
    const before = await down()
    expect(before).toBeGreaterThan(0)
    server.broken = (_, response) => response.writeHead(200, json).end(whole())
    await ask(page, 'sources/read', {})
    const rows = (await stored(page)).standings[0]?.rows ?? []
    // What was counted stays; what comes after the last reading is unknown, not up.
    expect(await down()).toBe(before)
    expect(Math.max(...rows.map(({ time }) => time.unknown))).toBeGreaterThan(0)
    server.broken = null
    server.outages.pop()
  })

  it('asks before it believes another host', async () => {
    const elsewhere = await statusServer(history(Date.now()))
    server.broken = (request, response) =>
      response.writeHead(302, { ...json, location: new URL(request.url ?? '', elsewhere.url).href }).end()
    await ask(page, 'sources/read', {})
    expect((await stored(page)).sources[0]?.state.trouble).toEqual({ kind: 'moved', detail: new URL(elsewhere.url).host })
    await page.getByRole('button', { name: 'Use new address' }).click()
    await expect.poll(async () => (await stored(page)).sources[0]?.state.trouble).toBe(null)
    await elsewhere.close()
  })
})
