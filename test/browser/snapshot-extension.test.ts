/** A snapshot shared from the extension: made in Chromium, opened there, in the file from disk, in Firefox and on Node to the same bytes. */
import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Page } from 'playwright-core'
import puppeteer, { type ElementHandle } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { canonical } from '../../shared/base/canonical.ts'
import { type Rotation, rotate } from '../../shared/signing/key-rotation.ts'
import { type Identity, sealDocument } from '../../shared/signing/seal.ts'
import { examine, sealHolds } from '../../shared/snapshot/four-answers.ts'
import { fromLink } from '../../shared/snapshot/link.ts'
import { temporalZones } from '../../shared/time/zones.ts'
import { freshIdentity } from '../../widget/cli/key-file.ts'
import { advice, findBrowser } from '../scripts/browsers.mjs'
import { dist, type Extension, launchExtension } from './launch.ts'
import { BOTH, contract as sample, snapshotOf } from './snapshot-sample.ts'
import { history, type StatusServer, statusServer } from './statuspage.ts'

const { subtle } = globalThis.crypto
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
let server: StatusServer
let extension: Extension
let page: Page

beforeAll(async () => {
  server = await statusServer(history(Date.now()))
  extension = await launchExtension()
  await extension.context.grantPermissions(['clipboard-read', 'clipboard-write'])
  page = await extension.open('welcome', `?page=${encodeURIComponent(server.url)}`)
  await page.getByRole('button', { name: 'Track Northwind' }).click()
  await page.waitForURL(/dashboard/)
  await page.getByRole('heading', { level: 1, name: 'Northwind' }).waitFor()
})
afterAll(async () => {
  await extension?.close()
  await server?.close()
})

const words = async (where: Page, selector: string): Promise<string> =>
  (await where.locator(selector).first().innerText()).replace(/[\s\u00a0]+/g, ' ')

const copied = async (button: string): Promise<string> => {
  const clipboard = (): Promise<string> => page.evaluate(() => navigator.clipboard.readText())
  await page.evaluate(() => navigator.clipboard.writeText(''))
  // By keyboard: a click waits for more frames than a busy machine draws.
  await page.getByRole('button', { name: button }).press('Enter')
  await expect.poll(clipboard).not.toBe('')
  return clipboard()
}

describe('sharing', () => {
  let file = ''
  it('is one step from the popup and from the agreement', async () => {
    const popup = await extension.open('popup')
    expect(await popup.getByRole('button', { name: 'Share a snapshot' }).count()).toBe(1)
    await popup.close()
    await page.getByRole('link', { name: 'Share a snapshot' }).click()
    await page.getByRole('heading', { level: 1, name: 'Share a snapshot' }).waitFor()
    await expect.poll(() => words(page, '#leaves, [aria-labelledby=leaves], main')).toMatch(/kB as a file/)
  })
  it('shows every byte that leaves before it leaves', async () => {
    await page.getByLabel(/^Sender name/).fill('Globex')
    await page.getByLabel('What happened').fill('It <b>stood</b> still.')
    await page.getByRole('button', { name: 'Save snapshot' }).waitFor()
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save snapshot' }).click()])
    expect(download.suggestedFilename()).toMatch(/^[\w-]+-\d{4}-\d\d\.standing\.json$/)
    file = readFileSync((await download.path()) as string, 'utf8')
    const { signature: _, ...unsigned } = JSON.parse(file)
    const shown = await page.locator('pre.bytes').textContent()
    expect(canonical(JSON.parse(shown as string))).toBe(canonical(unsigned))
    expect(unsigned).toMatchObject({
      createdBy: { name: 'Globex' },
      note: 'It <b>stood</b> still.',
      redacted: ['hosts', 'notes', 'tickets'],
    })
  })
  it('is sound to axe', async () => {
    await page.evaluate(axe)
    const found = await page.evaluate(async () => {
      const { axe: tool } = globalThis as unknown as {
        axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
      }
      return (await tool.run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 120)}`)
    })
    expect(found).toEqual([])
    if (process.env.STANDING_PICTURES) await page.screenshot({ path: `${process.env.STANDING_PICTURES}/share.png`, fullPage: true })
  })
  it('holds on Node, recomputed to the same bytes as in the browser that made it', async () => {
    const examined = await examine(file, { subtle, zones: temporalZones })
    expect(examined.problems).toEqual([])
    expect(examined.seal.state).toBe('valid')
    expect(sealHolds(examined)).toBe(true)
    const { report } = examined.recomputed as unknown as { report: object }
    expect(canonical(report)).toBe(canonical(JSON.parse(file).report))
  })
  it('opens in the file from disk', async () => {
    const tab = await extension.context.newPage()
    await tab.goto(pathToFileURL(dist('widget/reader.html')).href)
    await tab
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name: 'a.json', mimeType: 'application/json', buffer: Buffer.from(file) })
    const text = await words(tab, '.ans')
    for (const each of ['Verified', 'Recalculated here: identical', 'Unknown key']) expect(text).toContain(each)
    await tab.close()
  })
  it('opens in Firefox, from disk, and recomputes to the same bytes', async () => {
    const path = findBrowser('firefox')
    if (!path) throw new Error(advice('firefox'))
    const folder = await mkdtemp(join(tmpdir(), 'standing-'))
    const kept = join(folder, 'a.standing.json')
    await writeFile(kept, file)
    const firefox = await puppeteer.launch({ browser: 'firefox', executablePath: path, headless: true })
    try {
      const tab = await firefox.newPage()
      await tab.goto(pathToFileURL(dist('widget/reader.html')).href)
      const input = (await tab.waitForSelector('input[type=file]')) as ElementHandle<HTMLInputElement>
      await input.uploadFile(kept)
      await tab.waitForSelector('.ans')
      const text = await tab.$eval('.ans', (each) => (each.textContent ?? '').replace(/\s+/g, ' '))
      for (const each of ['Verified', 'Recalculated here: identical', 'Unknown key']) expect(text).toContain(each)
    } finally {
      await firefox.close()
      await rm(folder, { recursive: true, force: true })
    }
  })
  it('opens in the extension’s own reader, which knows its own key', async () => {
    const [tab] = await Promise.all([extension.context.waitForEvent('page'), page.getByRole('link', { name: 'Preview and print' }).click()])
    await tab.locator('.ans').waitFor()
    const text = await words(tab, '.ans')
    for (const each of ['Verified', 'Signed by Globex', 'Known since', 'Recalculated here: identical']) expect(text).toContain(each)
    await tab.getByRole('button', { name: 'Compare with my data' }).click()
    await tab.locator('.compare').waitFor()
    expect(await words(tab, '.compare')).toContain('Difference 0s')
    await tab.close()
  })
  it('copies a text for a reader that holds on Node', async () => {
    const examined = await examine(await fromLink(await copied('Copy message with link')), { subtle })
    expect(sealHolds(examined)).toBe(true)
  })
  it('copies Markdown with the figure in it, and no markup of anybody’s', async () => {
    const text = await copied('Copy as Markdown')
    expect(text).toContain('### Northwind')
    expect(text).toContain('\\<b\\>stood\\</b\\>')
  })
  it('leads links to the reader that was named, and remembers it', async () => {
    await page.getByLabel(/^Reader address/).fill('https://reader.example/reader.html')
    await page.getByLabel(/^Reader address/).blur()
    await page.getByRole('button', { name: 'Copy the link' }).waitFor()
    expect(await copied('Copy the link')).toMatch(/^https:\/\/reader\.example\/reader\.html#s=[\w-]+$/)
    await page.reload()
    await expect.poll(() => page.getByLabel(/^Reader address/).inputValue()).toBe('https://reader.example/reader.html')
    expect(await page.getByLabel(/^Sender name/).inputValue()).toBe('Globex')
  })
  it('keeps the same key, which no page can read', async () => {
    const kept = await page.evaluate(
      () =>
        new Promise<{ extractable: boolean; wrapped: string }>((resolve, reject) => {
          const asked = indexedDB.open('standing')
          asked.onerror = () => reject(asked.error)
          asked.onsuccess = () => {
            const got = asked.result.transaction('settings').objectStore('settings').get('identity')
            got.onsuccess = () => resolve({ extractable: got.result.under.extractable, wrapped: got.result.wrapped.constructor.name })
          }
        }),
    )
    expect(kept).toEqual({ extractable: false, wrapped: 'ArrayBuffer' })
  })
})

describe('sharing one incident', () => {
  let file = ''
  it('is one click from its entry in the ledger, and shows what leaves', async () => {
    const id = new URL(page.url()).hash.split('/')[1] as string
    // The month before last holds the outage of two hours.
    const month = new Date(Date.UTC(new Date().getUTCFullYear(), new Date().getUTCMonth() - 2, 1)).toISOString().slice(0, 7)
    await page.goto(page.url().replace(/#.*$/, `#${id}/api/${month}`))
    await page.locator('#why').waitFor()
    const row = page.locator('.ledger tbody tr').filter({ has: page.getByRole('link', { name: /^Share this incident/ }) })
    const when = (await row.first().locator('.when').innerText()).trim()
    if (process.env.STANDING_PICTURES) await page.screenshot({ path: `${process.env.STANDING_PICTURES}/ledger-share.png`, fullPage: true })
    await row
      .first()
      .getByRole('link', { name: /^Share this incident/ })
      .click()
    await page.getByRole('heading', { level: 1, name: 'Share this incident' }).waitFor()
    await expect.poll(() => words(page, 'main')).toMatch(/kB as a file/)
    expect(await page.getByRole('combobox', { name: 'Share', exact: true }).locator('option:checked').innerText()).toContain(
      when.split(' – ')[0]?.split('–')[0],
    )
    if (process.env.STANDING_PICTURES)
      await page.screenshot({ path: `${process.env.STANDING_PICTURES}/share-incident.png`, fullPage: true })
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save snapshot' }).click()])
    expect(download.suggestedFilename()).toMatch(/^[\w-]+-\d{4}-\d\d-\d\dT\d{4}\.standing\.json$/)
    file = readFileSync((await download.path()) as string, 'utf8')
    const { signature: _, ...unsigned } = JSON.parse(file)
    expect(canonical(JSON.parse((await page.locator('pre.bytes').textContent()) as string))).toBe(canonical(unsigned))
  })
  it('holds on Node, with the total of the whole period', async () => {
    const examined = await examine(file, { subtle, zones: temporalZones })
    expect(sealHolds(examined)).toBe(true)
    const { focus, redacted } = JSON.parse(file)
    expect(redacted).toContain('others')
    const { report } = examined.recomputed as unknown as {
      report: { objectives: { id: string; ledger: { from: number; to: number }[] }[] }
    }
    const ledger = report.objectives.find(({ id }) => id === focus.objective)?.ledger ?? []
    expect(ledger.some(({ from, to }) => from === Date.parse(focus.from) && to === Date.parse(focus.to))).toBe(true)
    expect(ledger.length).toBeGreaterThan(0)
  })
  it('copies a ticket about it in one click', async () => {
    const text = await copied('Copy as Markdown')
    expect(text).toContain('This incident: ')
    expect(text).not.toContain('| --- |')
  })
})

describe('the key', () => {
  it('is saved only under a passphrase, replaced by one that it signs, and restored, by keyboard alone', async () => {
    await page.goto(page.url().replace(/#.*$/, '#/'))
    const card = page.locator('section[aria-labelledby=key]')
    const name = async (): Promise<string> => (await card.locator('.mono').innerText()).trim()
    const first = await name()
    await card.getByRole('button', { name: 'Back up signing key' }).press('Enter')
    await card.getByLabel(/^Passphrase/).fill('short')
    await card.getByRole('button', { name: 'Back up signing key' }).last().press('Enter')
    // The browser itself refuses what is shorter than eight.
    expect(await card.getByLabel(/^Passphrase/).evaluate((field: HTMLInputElement) => field.validity.tooShort)).toBe(true)
    await card.getByLabel(/^Passphrase/).fill('correct horse')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      card.getByRole('button', { name: 'Back up signing key' }).last().press('Enter'),
    ])
    const saved = (await download.path()) as string
    expect(JSON.parse(readFileSync(saved, 'utf8'))).toMatchObject({ format: 'standing/key@1', iterations: 600_000 })

    await card.getByRole('button', { name: 'Replace signing key' }).press('Enter')
    await card.getByRole('button', { name: 'Yes, replace key' }).press('Enter')
    await card.getByRole('status').filter({ hasText: 'signed by the old one' }).waitFor()
    await expect.poll(name).not.toBe(first)
    expect(await words(page, 'section[aria-labelledby=key]')).toContain('Replaces one earlier key')
    if (process.env.STANDING_PICTURES) await card.screenshot({ path: `${process.env.STANDING_PICTURES}/key.png` })

    await card.locator('input[type=file]').setInputFiles(saved)
    await card.getByLabel('Passphrase').fill('wrong horse')
    await card.getByRole('button', { name: 'Replace the current key' }).press('Enter')
    await card.getByRole('alert').waitFor()
    await card.getByLabel('Passphrase').fill('correct horse')
    await card.getByRole('button', { name: 'Replace the current key' }).press('Enter')
    await card.getByRole('status').filter({ hasText: 'It signs new snapshots' }).waitFor()
    await expect.poll(name).toBe(first)
  })
})

describe('the extension’s reader', () => {
  const sealedBy = async (identity: Identity, rotations: readonly Rotation[], name = 'Northwind Cloud'): Promise<Buffer> => {
    const contracts = [{ ...sample, monitoring: { publishedAt: 'https://status.northwind.example/' } }]
    return Buffer.from(JSON.stringify(await sealDocument(snapshotOf(BOTH, name, { contracts, rotations }), identity, subtle)))
  }
  it('keeps a key, takes over one that it signed, is loud about any other, and offers to ask the provider’s site', async () => {
    const [old, next, other] = await Promise.all([freshIdentity(), freshIdentity(), freshIdentity()])
    const tab = await extension.open('reader')
    const give = async (buffer: Buffer): Promise<void> => {
      await tab.reload()
      await tab.locator('input[type=file]').first().setInputFiles({ name: 'a.json', mimeType: 'application/json', buffer })
      await tab.locator('.ans').waitFor()
    }
    await give(await sealedBy(old, []))
    // The site gets no request before a person starts one: access was never granted.
    expect(await tab.getByRole('button', { name: 'Check with the provider’s site (status.northwind.example)' }).count()).toBe(1)
    await tab.getByRole('button', { name: 'trust it as Northwind Cloud’s' }).click()
    await tab.getByRole('status').waitFor()
    await give(await sealedBy(next, [await rotate(old, next.publicKey, '2026-11-01T00:00:00Z', subtle)]))
    expect(await words(tab, '.ans')).toMatch(/Replacement for a key known since .* the known key signed the new one/)
    expect(await tab.getByRole('button', { name: 'Trust Northwind Cloud’s new key' }).count()).toBe(1)
    await give(await sealedBy(other, []))
    expect(await words(tab, '.ans')).toContain('Different key than in ')
    expect(await tab.locator('.ans [data-tone=bad]').count()).toBe(1)
    if (process.env.STANDING_PICTURES) await tab.screenshot({ path: `${process.env.STANDING_PICTURES}/reader-other-key.png` })
    await tab.close()
  })
})

describe('escalating', () => {
  it('drafts the message with its snapshot and keeps that it was sent', async () => {
    const id = await page.evaluate(
      () =>
        new Promise<string>((resolve, reject) => {
          const asked = indexedDB.open('standing')
          asked.onerror = () => reject(asked.error)
          asked.onsuccess = () => {
            const got = asked.result.transaction('agreements').objectStore('agreements').getAllKeys()
            got.onsuccess = () => resolve(got.result[0] as string)
          }
        }),
    )
    await page.goto(page.url().replace(/#.*$/, `#Report/${id}`))
    await page.getByRole('button', { name: 'Message preview' }).click()
    const message = page.getByLabel('Message preview')
    await expect.poll(() => message.inputValue()).toMatch(/Northwind.*https:\/\/reader\.example\/reader\.html#s=/s)
    expect(await page.getByRole('link', { name: 'Share a snapshot' }).count()).toBe(1)
    await page.getByRole('button', { name: 'Mark as sent' }).click()
    await expect.poll(() => page.getByRole('status').allInnerTexts()).toEqual([expect.stringMatching(/^Marked as sent at /)])
    // The agreement runs no response clock: what is kept is that one was aware and said so.
    await expect.poll(() => words(page, '.rows')).toContain('Northwind: ')
  })
})

describe('while an incident is open', () => {
  it('the popup shares that one, and the period where nothing is', async () => {
    // From the beginning of the month at the earliest: the period shared is the present one.
    const from = Math.max(Date.now() - 3_600_000, Date.UTC(new Date().getUTCFullYear(), new Date().getUTCMonth(), 1))
    server.outages.push({ id: 'i-open', from, to: null, component: 'c-console', state: 'major_outage' })
    await page.evaluate(() =>
      (globalThis as unknown as { chrome: { runtime: { sendMessage: (message: object) => Promise<unknown> } } }).chrome.runtime.sendMessage(
        {
          type: 'sources/read',
          ask: {},
        },
      ),
    )
    const popup = await extension.open('popup')
    const [tab] = await Promise.all([
      extension.context.waitForEvent('page'),
      popup.getByRole('button', { name: 'Share this incident' }).click(),
    ])
    await tab.getByRole('heading', { level: 1, name: 'Share this incident' }).waitFor()
    expect(await tab.getByRole('combobox', { name: 'Share', exact: true }).locator('option:checked').innerText()).toContain(
      'Trouble with Console',
    )
    await tab.getByRole('combobox', { name: 'Share', exact: true }).selectOption({ label: 'The whole period' })
    await tab.getByRole('heading', { level: 1, name: 'Share a snapshot' }).waitFor()
    await tab.close()
  })
})
