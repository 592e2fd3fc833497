/** The reader as it ships: opened from disk with the network off, under its own policy. */

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { focusOn, OTHERS, wordsOnlyOf } from '../../shared/snapshot/one-incident.ts'
import { build } from '../scripts/build.mjs'
import { chromiumPath, dist } from './launch.ts'
import { plain, readPaper } from './paper.ts'
import { BOTH, FEED_ONLY, linkOf, sealedText, snapshotOf } from './snapshot-sample.ts'

const READER = pathToFileURL(dist('widget/reader.html')).href
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

let browser: Browser
let context: BrowserContext
const asked: string[] = []
const complaints: string[] = []

beforeAll(async () => {
  if (!process.env.STANDING_BUILT) await build(['reader'], () => {})
  browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox', '--disable-gpu', '--disable-quic'] })
  context = await browser.newContext({ offline: true, viewport: { width: 1104, height: 1000 } })
  context.on('request', (request) => asked.push(request.url().slice(0, 80)))
  context.setDefaultTimeout(8_000)
})
afterAll(async () => {
  await browser?.close()
})

async function reader(fragment = ''): Promise<Page> {
  const page = await context.newPage()
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(READER + fragment)
  return page
}

async function give(page: Page, ...texts: string[]): Promise<void> {
  const files = texts.map((text, index) => ({ name: `${index}.standing.json`, mimeType: 'application/json', buffer: Buffer.from(text) }))
  await page.locator('input[type=file]').first().setInputFiles(files)
}

const words = async (page: Page, selector: string): Promise<string> =>
  (await page.locator(selector).first().innerText()).replace(/[\s\u00a0]+/g, ' ')

describe('the reader from disk', () => {
  it('answers each of the four questions and shows the figures it computed itself', async () => {
    const page = await reader()
    await give(page, await sealedText(snapshotOf(BOTH, 'Globex')))
    const answers = await words(page, '.ans')
    for (const each of ['Content Verified', 'Signed by Globex', 'name given by the sender', 'Unknown key', 'Recalculated here: identical'])
      expect(answers).toContain(each)
    // 7 min 40 s + 41 min + 14 min = 62 min 40 s of 745 h: 1 − 3,760 / 2,682,000 = 99.8598 %
    const figures = await words(page, '.figs')
    for (const each of ['Breached', '99.859%', 'target 99.9 %', '120.00EUR', '14min']) expect(figures).toContain(each)
    expect(await words(page, '.words')).toContain('A credit of 10 %, an answer by Friday.')
    expect(await words(page, '.ledger .sum')).toContain('1 h 2 min 40 s down')
  })
  it('shows what it is given as text, whatever it holds', async () => {
    const page = await reader()
    await give(page, await sealedText(snapshotOf(BOTH, '<b>Globex</b>', { note: '<script>alert(1)</script>' })))
    await page.locator('.ans').waitFor()
    expect(await words(page, '.ledger')).toContain('<img src=x onerror=alert(1)>')
    expect(await words(page, '.words')).toContain('<script>alert(1)</script>')
    expect(await page.locator('main img, main script, main b b').count()).toBe(0)
  })
  it('opens a link, all of which stays in the fragment', async () => {
    const link = await linkOf(snapshotOf(BOTH, 'Globex'), READER)
    const page = await reader(link.slice(READER.length))
    expect(await words(page, '.ans')).toContain('Recalculated here: identical')
    expect(await words(page, '.figs')).toContain('99.859%')
  })
  it.each<[string, (text: string) => string, string]>([
    ['a digit of the figure', (text) => text.replace('"verdict":"breached"', '"verdict":"met"'), 'Altered'],
    ['the evidence', (text) => text.replace('11:02:00Z', '11:03:00Z'), 'Altered'],
    ['no signature', (text) => JSON.stringify({ ...JSON.parse(text), signature: undefined }), 'Not signed'],
  ])('says so when it finds %s changed', async (_what, change, word) => {
    const page = await reader()
    await give(page, change(await sealedText(snapshotOf(BOTH, 'Globex'))))
    expect(await words(page, '.ans')).toContain(word)
  })
  it('says where a figure differs although it was signed anew', async () => {
    const whole = snapshotOf(BOTH, 'Globex')
    const page = await reader()
    await give(
      page,
      await sealedText({
        ...whole,
        report: { ...whole.report, objectives: whole.report.objectives.map((one) => ({ ...one, verdict: 'met' })) },
      }),
    )
    expect(await words(page, '.ans')).toContain('Verified')
    expect(await words(page, '.ans')).toContain('differs in 1 place')
    expect(await words(page, 'section[aria-labelledby=differs]')).toContain('objectives[0].verdict met breached')
    // What stands above is what was computed, not what was claimed.
    expect(await words(page, '.figs')).toContain('Breached')
  })
  it.each([
    ['no JSON', 'hello', 'wanted JSON'],
    ['another document', '{"format":"standing/feed@1"}', 'format: wanted standing/snapshot@1'],
    ['a newer one', '{"format":"standing/snapshot@2"}', 'newer Standing'],
  ])('refuses %s with the reason', async (_what, text, reason) => {
    const page = await reader()
    await give(page, text)
    expect(await words(page, '[role=alert]')).toContain(reason)
    expect(await page.locator('.ans').count()).toBe(0)
  })
  it('refuses a fragment of 5 MB and a bomb, and stays usable', async () => {
    const page = await reader()
    await page.evaluate(
      (text) => {
        location.hash = text
      },
      `#s=${'A'.repeat(5_000_000)}`,
    )
    await expect.poll(() => words(page, '[role=alert]')).toMatch(/longer than|no snapshot/)
    await give(page, await sealedText(snapshotOf(BOTH, 'Globex')))
    expect(await words(page, '.ans')).toContain('Verified')
  })
  it('copies Markdown in which nothing from outside is markup', async () => {
    const page = await reader()
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await give(page, await sealedText(snapshotOf(BOTH, 'Globex')))
    await page.getByRole('button', { name: 'Copy as Markdown' }).click()
    await page.getByRole('button', { name: 'Copied' }).waitFor()
    const text = await page.evaluate(() => navigator.clipboard.readText())
    expect(text).toContain('### Northwind Cloud for Globex: API availability, October 2026')
    expect(text).toContain('\\<img src=x onerror=alert(1)\\>')
  })
  it('sets two beside each other and says where they part and why', async () => {
    const page = await reader()
    await give(page, await sealedText(snapshotOf(BOTH, 'Globex')), await sealedText(snapshotOf(FEED_ONLY, 'Northwind Cloud')))
    const text = await words(page, '.compare')
    // 13:02 to 13:16 in Berlin is what the probe saw and the feed did not.
    for (const each of [
      'Difference 14min',
      '13 Oct, 13:02–13:16',
      'Northwind Cloud: up',
      'Causes of the difference 14min probe:globex, only in Globex',
      'different: evidence',
      '1 h 2 min 40 s down',
      '48 min 40 s down',
    ])
      expect(text).toContain(each)
    const july = snapshotOf(BOTH, 'Northwind Cloud', { period: '2026-09' })
    await page
      .locator('input[type=file]')
      .nth(1)
      .setInputFiles({ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from(await sealedText(july)) })
    await expect.poll(() => words(page, '[role=alert]')).toContain('does not cover API availability in October 2026')
  })
  it.each(['light', 'dark'] as const)('is sound to axe in %s, and does not scroll sideways when narrow', async (colorScheme) => {
    const page = await reader()
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await give(page, await sealedText(snapshotOf(BOTH, 'Globex')), await sealedText(snapshotOf(FEED_ONLY, 'Northwind Cloud')))
    await page.locator('.ans').waitFor()
    if (process.env.STANDING_PICTURES)
      await page.screenshot({ path: `${process.env.STANDING_PICTURES}/reader-${colorScheme}.png`, fullPage: true })
    // The page's policy lets no script in; the test's own world is not bound by it.
    const session = await context.newCDPSession(page)
    const { executionContextId } = await isolated(session)
    await session.send('Runtime.evaluate', { expression: axe, contextId: executionContextId })
    const answer = await session.send('Runtime.evaluate', {
      expression: 'axe.run().then((r) => JSON.stringify(r.violations.map((v) => v.id + ": " + v.nodes[0].html.slice(0, 120))))',
      contextId: executionContextId,
      awaitPromise: true,
    })
    expect(JSON.parse(answer.result.value as string)).toEqual([])
    await page.setViewportSize({ width: 360, height: 800 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0)
  })
  it('shows the one incident that it is about first, and the whole period all the same', async () => {
    const [entry] = snapshotOf(BOTH, 'Globex').report.objectives[0]!.ledger.filter(
      ({ from }) => from === Date.parse('2026-10-28T08:12:00Z'),
    )
    const told = wordsOnlyOf(BOTH, entry!.from, entry!.to)
    const page = await reader()
    await give(page, await sealedText(snapshotOf(told, 'Globex', { focus: focusOn('api', entry!), redacted: [OTHERS] })))
    expect(await words(page, '.incident')).toMatch(/This incident.*October 2026.*5 more entries.*28 Oct, 09:12–09:26.*14min.*counted/)
    expect(await words(page, '.ledger tbody tr')).toContain('28 Oct, 09:12–09:26')
    expect(await page.locator('.ledger tr[aria-current=true]').count()).toBe(1)
    // Not 14 min: what the month came to.
    expect(await words(page, '.figs')).toContain('99.859%')
    expect(await words(page, '.snap header')).toContain('text of other incidents')
    expect(await page.locator('.snap').innerText()).not.toContain('API errors')
  })
  it.each([
    ['de', 'ltr', '99,859%', 'Unverändert seit der Signatur', 'Zwei Snapshots', 'nur in Globex'],
    ['ar', 'rtl', '99.859%', 'لم يتغيّر منذ توقيعه', 'لقطتان', 'أسباب الفرق'],
  ])('speaks %s when the address says so, and is as wide as its page', async (tag, dir, ...said) => {
    const page = await context.newPage()
    await page.goto(`${READER}?lang=${tag}`)
    await give(page, await sealedText(snapshotOf(BOTH, 'Globex')), await sealedText(snapshotOf(FEED_ONLY, 'Northwind Cloud')))
    await page.locator('.compare').waitFor()
    const text = await words(page, '.snap')
    for (const each of said) expect(text).toContain(each)
    // Nothing is left over in English but what the agreement and the sources say.
    expect(text).not.toMatch(/\b(whole|signed|Made|Left out|promised|Apart|because|nobody)\b/)
    expect(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir])).toEqual([tag, dir])
    for (const width of [320, 1104]) {
      await page.setViewportSize({ width, height: 800 })
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0)
    }
    await page.getByRole('combobox').selectOption('en')
    expect(await words(page, '.ans')).toContain('Content Verified')
  })
  it('asked the network for nothing and broke no policy', () => {
    expect(asked.filter((url) => !url.startsWith('file:') && !url.startsWith('data:'))).toEqual([])
    expect(complaints).toEqual([])
  })
})

describe('the reader on paper', () => {
  it('has the verdict, the figures, the ledger and the address in black on white, and nothing that wants to be clicked', async () => {
    const page = await browser.newPage({ colorScheme: 'dark' })
    await page.route('https://reader.example/**', (route) => route.fulfill({ path: dist('widget/reader.html'), contentType: 'text/html' }))
    const address = 'https://reader.example/reader.html'
    await page.goto(await linkOf(snapshotOf(BOTH, 'Globex'), address))
    await page.locator('.ans').waitFor()
    const { pages, inks, reach } = await readPaper(await page.pdf({ format: 'A4' }))
    const text = pages.join('')
    for (const each of [
      'Northwind Cloud for Globex',
      'Breached',
      '99.859%',
      'Verified',
      'Unknown key',
      '120.00EUR',
      '28 Oct, 09:12–09:26',
      '20 Oct, 23:00–24:00',
      '1 h 2 min 40 s down',
      address,
    ])
      expect(text).toContain(plain(each))
    for (const each of ['Open another snapshot', 'Copy as', 'Print', 'Deutsch']) expect(text).not.toContain(plain(each))
    expect([...inks]).toEqual(['#000000'])
    expect(reach.x).toBeLessThan(1)
    expect(reach.y).toBeLessThan(1)
    // Whatever the screen was, and nothing wider than the sheet.
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
    await page.setViewportSize({ width: 688, height: 1000 })
    expect(
      await page.evaluate(() => ({
        paper: getComputedStyle(document.body).backgroundColor,
        cut: [...document.querySelectorAll('.snap *')].filter(
          (each) => !each.closest('.vh, svg') && each.scrollWidth > each.clientWidth + 1 && getComputedStyle(each).overflowX !== 'visible',
        ).length,
        over: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      })),
    ).toEqual({ paper: 'rgb(255, 255, 255)', cut: 0, over: 0 })
    await page.close()
  })
})

async function isolated(session: Awaited<ReturnType<BrowserContext['newCDPSession']>>): Promise<{ executionContextId: number }> {
  const { frameTree } = await session.send('Page.getFrameTree')
  return session.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id })
}
