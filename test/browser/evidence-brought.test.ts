/**
 * Evidence that people bring in, in a real Chromium: a table that is asked about, previewed, imported once, and taken out.
 */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Extension, launchExtension } from './launch.ts'
import { history, type StatusServer, statusServer } from './statuspage.ts'

let server: StatusServer
let extension: Extension
let page: Page

beforeAll(async () => {
  server = await statusServer(history(Date.now()))
  extension = await launchExtension()
  page = await extension.open('welcome')
  await page.getByRole('combobox').fill(server.url)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Follow Northwind' }).click()
  await page.waitForURL(/dashboard/)
  await page.getByRole('heading', { level: 1, name: 'Northwind' }).waitFor()
})
afterAll(async () => {
  await extension?.close()
  await server?.close()
})

const file = { name: 'outages.csv', mimeType: 'text/csv' }
const bring = (text: string): Promise<void> => page.locator('input[data-import]').setInputFiles({ ...file, buffer: Buffer.from(text) })
/** Evaluating takes its time on a machine that does other things. */
const SLOW = { timeout: 20_000 }
const sources = () => page.locator('section[aria-labelledby="sources"]')

describe('a table', () => {
  const lastYear = new Date().getUTCFullYear() - 1
  const TEXT = `Component;Start;End;Status
API;10/11/${lastYear} 09:00;10/11/${lastYear} 09:40;kaputt
Blog;11/11/${lastYear} 09:00;11/11/${lastYear} 09:10;kaputt
API;soon;11/11/${lastYear} 09:10;kaputt
`
  it('is asked about before anything is kept, and shows what it cannot use', async () => {
    await bring(TEXT)
    const form = page.getByRole('form')
    const button = form.getByRole('button', { name: /^Import/ })
    expect(await button.isDisabled()).toBe(true)
    await form.getByLabel(/Which comes first/).selectOption('day-first')
    await form.getByLabel(/Whose clock/).selectOption('Europe/Berlin')
    await form.getByLabel('kaputt').selectOption('down')
    await form.getByText('Rows: 3. Taken: 1, left out: 1, rejected: 1').waitFor()
    expect(await form.getByRole('region', { name: 'Rejected' }).innerText()).toMatch(/4\s+Start\s+an instant.*"soon"/s)
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    await button.click()
    await sources()
      .getByText(/^Rows imported from .outages.csv.: 1\.$/)
      .waitFor(SLOW)
    await sources()
      .getByText(/Rows of a file: 1 of 3/)
      .waitFor(SLOW)
  })
  it('brought in again adds nothing, and can be taken out', async () => {
    await bring(TEXT)
    const form = page.getByRole('form')
    await form.getByLabel(/Which comes first/).selectOption('month-first')
    await form.getByLabel(/Whose clock/).selectOption('UTC')
    await form.getByLabel('kaputt').selectOption('down')
    await form.getByRole('button', { name: /^Import/ }).click()
    await sources()
      .getByText(/imported before/)
      .waitFor(SLOW)
    await sources().getByRole('button', { name: 'take it out' }).click()
    await sources()
      .getByText(/Rows of a file/)
      .waitFor({ ...SLOW, state: 'detached' })
  })
  it('that is none is refused in words', async () => {
    await bring('<!doctype html><p>502</p>')
    expect(await sources().getByRole('alert').innerText()).toMatch(/can’t be read: wanted a table, got a page/)
  })
})
