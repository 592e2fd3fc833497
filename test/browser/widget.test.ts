/** <sla-standing> as it ships, in Chromium, under `default-src 'none'` and trusted types. */
import { readFileSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { widgetScript } from './widget-build.ts'
import { AT, feedText } from './widget-feed.ts'
import { launch, Site, visit } from './widget-page.ts'

const FALLBACK = 'Our service levels are published at status.example.'
const tag = (attributes = '') => `<sla-standing src="/feed.json" ${attributes}>${FALLBACK}</sla-standing>`

let browser: Browser
let site: Site
beforeAll(async () => {
  browser = await launch()
  site = await Site.open({ '/standing.js': await widgetScript('widget'), '/standing.ar.js': await widgetScript('widget-ar') })
})
afterAll(async () => {
  await browser?.close()
  site?.close()
})
beforeEach(() => site.answer('/feed.json', { body: feedText() }))
afterEach(async () => {
  for (const context of browser.contexts()) await context.close()
})

describe('a card', () => {
  it('says promise, fact, budget, exclusions, what is open and how old it is', async () => {
    site.page(tag('objective="api"'))
    const { page, complaints } = await visit(browser, site)
    const text = (await page.locator('sla-standing .sla').innerText()).replaceAll('\u00a0', ' ')
    // 390 + 774 + 480 s = 27 min 24 s of 43 min 12 s, 17 d 14 h 03 min into 30 d: 100 × (1 − 1,644 / 1,519,380) = 99.8917…
    for (const words of [
      'API availability',
      'November, so far (Europe/Berlin)',
      '99.891%',
      'target 99.9 %',
      'At risk',
      '43min 12s, 27min 24s spent, 15min 48s left',
      '42min maintenance, announced 3 d 13 h in advance',
      'maintenance 24 Nov, 22:00–24:00',
      '10 % credit on request, claim within 30 days',
      'Slow writes in eu-central since 13:39, still open, last confirmed 14:03. Not counted (2.2).',
      'Last update 14:03, 2 min ago',
    ])
      expect(text).toContain(words)
    expect(complaints).toEqual([])
  })

  it('opens its ledger, and keeps it open and focused when the feed is read again', async () => {
    site.page(tag('objective="api"'))
    const { page } = await visit(browser, site)
    await page.locator('sla-standing .how > summary').click()
    await expect.poll(() => page.locator('sla-standing .ledger tbody tr').count()).toBe(5)
    expect((await page.locator('sla-standing .sum').innerText()).replaceAll('\u00a0', ' ')).toContain('27 min 24 s down')
    site.answer('/feed.json', { body: feedText({ at: AT + 300_000 }) })
    await page.clock.runFor(200_000)
    await expect.poll(() => page.locator('sla-standing [part=foot] > span').innerText()).toContain('Last update 14:08')
    expect(await page.locator('sla-standing .how').getAttribute('open')).toBe('')
    expect(await page.evaluate(() => document.querySelector('sla-standing')?.shadowRoot?.activeElement?.tagName)).toBe('SUMMARY')
  })

  it.each([
    ['on track', 'hooks', 'On track', '99.988%'],
    ['breached: 50 min of a budget of 43 min 12 s', 'search', 'Breached', '6min 48s over'],
    ['bounds: 56 min nobody measured', 'billing', 'Undecided', '99 % of the time is measured, without a breach'],
  ])('%s', async (_what, objective, word, words) => {
    site.page(tag(`objective="${objective}"`))
    const { page } = await visit(browser, site)
    const text = (await page.locator('sla-standing .sla').innerText()).replaceAll('\u00a0', ' ')
    expect(text).toContain(word)
    expect(text).toContain(words)
  })
})

describe('bars', () => {
  it('has a row an objective and one stop for the keyboard in each', async () => {
    site.page(tag('view="bars"'))
    const { page, complaints } = await visit(browser, site)
    expect(await page.locator('sla-standing .r').count()).toBe(5)
    expect(await page.locator('sla-standing .bars[tabindex="0"]').count()).toBe(5)
    expect(complaints).toEqual([])
  })

  it('are walked by key; the day, the seconds and the clause are said', async () => {
    site.page(tag('objective="api"'))
    const { page } = await visit(browser, site)
    const strip = page.locator('sla-standing .bars')
    await strip.focus()
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('ArrowLeft')
    expect(await strip.getAttribute('aria-valuetext')).toBe('16 Nov: 8\u00a0min counted')
    expect((await page.locator('sla-standing .tip').innerText()).replaceAll('\u00a0', ' ')).toContain(
      '8 min counted 08:00 Emergency work 2.2',
    )
    await page.keyboard.press('Home')
    expect(await strip.getAttribute('aria-valuenow')).toBe('0')
    expect(await page.evaluate(() => document.querySelector('sla-standing')?.shadowRoot?.activeElement?.className)).toBe('bars')
    await page.keyboard.press('Escape')
    expect(await page.locator('sla-standing .tip').count()).toBe(0)
  })

  it('follow the pointer to the day under it', async () => {
    site.page(tag('objective="api"'))
    const { page } = await visit(browser, site, { viewport: { width: 800, height: 600 } })
    const box = (await page.locator('sla-standing .grp').last().boundingBox())!
    await page.mouse.move(box.x + (15.5 / 18) * box.width, box.y + 20)
    expect(await page.locator('sla-standing .tip .t').innerText()).toBe('Mon 16 Nov')
    await page.mouse.move(box.x, box.y + 300)
    expect(await page.locator('sla-standing .tip').count()).toBe(0)
  })
})

describe('the page’s own words', () => {
  const states: [string, string, Parameters<Site['answer']>[1]][] = [
    ['nobody answers', 'unreachable', { status: 500, body: '' }],
    ['the file is not there', 'unreachable', { status: 404, body: '{}' }],
    ['the answer is a page', 'unreadable', { body: '<!doctype html><p>Sign in' }],
    ['it is truncated', 'unreadable', { body: feedText().slice(0, -40) }],
    ['it is null', 'unreadable', { body: 'null' }],
    ['it is an empty object', 'unreadable', { body: '{}' }],
    ['it is another format', 'unreadable', { body: feedText().replace('standing/feed@1', 'standing/report@1') }],
    ['it is a newer major', 'unreadable', { body: feedText().replace('standing/feed@1', 'standing/feed@2') }],
    ['its zone table is missing', 'unreadable', { body: feedText().replace('"zones":[', '"zones":[],"was":[') }],
  ]
  it.each(states)('stand where %s', async (_what, state, answer) => {
    site.answer('/feed.json', answer)
    site.page(tag())
    const { page, complaints } = await visit(browser, site)
    expect(await page.locator('sla-standing').getAttribute('data-state')).toBe(state)
    expect(await page.locator('sla-standing').innerText()).toBe(FALLBACK)
    expect(await page.locator('sla-standing .sla').count()).toBe(0)
    expect(complaints).toEqual([])
  })

  it('stand where the objective is not in the feed, and where the address is no web address', async () => {
    site.page(
      tag('objective="nothing"') +
        `<sla-standing src="javascript:alert(1)">${FALLBACK}</sla-standing><sla-standing>${FALLBACK}</sla-standing>`,
    )
    const { page, complaints } = await visit(browser, site)
    expect(await page.locator('main').innerText()).toBe(Array(3).fill(FALLBACK).join('\n'))
    expect(complaints).toEqual([])
  })

  it('stand while the feed hangs, and the page stays alive', async () => {
    site.answer('/feed.json', 'hang')
    site.page(`${tag()}<button>Host</button>`)
    const { page, complaints } = await visit(browser, site, { wait: '' })
    await page.evaluate(() =>
      document.querySelector('button')!.addEventListener('click', (event) => ((event.target as HTMLElement).textContent = 'Alive')),
    )
    await page.locator('button').click()
    expect(await page.locator('main').innerText()).toBe(`${FALLBACK}\nAlive`)
    await page.evaluate(() => document.querySelector('sla-standing')!.remove())
    expect(complaints).toEqual([])
  })

  it('come back when a good feed turns unreadable', async () => {
    site.page(tag())
    const { page } = await visit(browser, site)
    expect(await page.locator('sla-standing .sla').count()).toBe(1)
    site.answer('/feed.json', { body: '{"format":' })
    await page.clock.runFor(200_000)
    await expect.poll(() => page.locator('sla-standing .sla').count()).toBe(0)
    expect(await page.locator('sla-standing').innerText()).toBe(FALLBACK)
  })
})

describe('age', () => {
  it('looks stale when it is older than the feed promised', async () => {
    site.page(tag('objective="api"'))
    const { page } = await visit(browser, site, { now: AT + 15_900_000 })
    const card = page.locator('sla-standing .sla.stale')
    expect((await card.innerText()).replaceAll('\u00a0', ' ')).toContain(
      'Last update 14:03, 4 h 25 min ago. Out of date: the feed should update every 5 min.',
    )
    expect(await page.locator('sla-standing').getAttribute('data-state')).toBe('stale')
  })

  it.each(['bars', 'table', 'line', 'badge'])('is said in view="%s" too', async (view) => {
    site.page(tag(`view="${view}"`))
    const { page } = await visit(browser, site, { now: AT + 15_900_000 })
    const said = await page.evaluate(() => {
      const root = document.querySelector('sla-standing')!.shadowRoot!
      return `${(root.firstElementChild as HTMLElement).innerText} ${root.querySelector('[part=badge]')?.ariaLabel ?? ''}`
    })
    expect(said.replaceAll('\u00a0', ' ')).toContain('Last update 14:03, 4 h 25 min ago.')
  })

  it('a feed that cannot be reached any more grows stale with its last figures', async () => {
    site.page(tag('objective="api"'))
    const { page } = await visit(browser, site)
    site.answer('/feed.json', { status: 503, body: '' })
    await page.clock.runFor(600_000)
    await expect.poll(() => page.locator('sla-standing .sla.stale').count()).toBe(1)
    expect((await page.locator('sla-standing .sla').innerText()).replaceAll('\u00a0', ' ')).toMatch(/Last update 14:03.*Next update in/s)
  })

  it('rests while the page is hidden and reads at once when it is seen again', async () => {
    site.page(tag())
    const { page } = await visit(browser, site)
    const hide = (hidden: boolean) =>
      page.evaluate((value) => {
        Object.defineProperty(document, 'hidden', { configurable: true, get: () => value })
        document.dispatchEvent(new Event('visibilitychange'))
      }, hidden)
    await hide(true)
    site.asked.length = 0
    await page.clock.runFor(3_600_000)
    expect(site.asked).toEqual([])
    await hide(false)
    await page.clock.runFor(10)
    await expect.poll(() => site.asked).toEqual(['/feed.json'])
  })
})

describe('what a stranger may send', () => {
  it('stays text: no markup, no element, no request', async () => {
    const title = '<img src=x onerror=alert(1)><script>alert(2)</script>"\u202e'
    site.answer('/feed.json', { body: feedText({ title, name: title }) })
    site.page(tag() + tag('view="bars"') + tag('view="table"') + tag('view="badge"') + tag('view="line"'))
    const { page, complaints } = await visit(browser, site)
    await page.locator('sla-standing .how > summary').first().click()
    expect(await page.locator('sla-standing img, sla-standing script').count()).toBe(0)
    expect(await page.locator('sla-standing').first().locator('b[part=name]').textContent()).toBe(title)
    expect(new Set(site.asked.filter((path) => path !== '/favicon.ico'))).toEqual(new Set(['/', '/standing.js', '/feed.json']))
    expect(complaints).toEqual([])
  })

  it('no attribute and no address changes a figure', async () => {
    const figures = async (attributes: string, search: string) => {
      site.page(tag(attributes))
      const { page } = await visit(browser, site, { search })
      return page.locator('sla-standing .big').innerText()
    }
    const honest = await figures('', '')
    for (const name of ['value', 'verdict', 'at', 'period'])
      expect(await figures(`${name}="100" data-${name}="100"`, `?${name}=100&value=100#${name}=100`)).toBe(honest)
  })
})

describe('other attributes', () => {
  it.each([
    ['badge', '.badge', '99.9 %'],
    ['line', '.line', 'of budget left'],
    ['table', '.per', 'October 2026'],
    ['no-such-view', '.big', 'target 99.9 %'],
  ])('view="%s"', async (view, selector, words) => {
    site.page(tag(`view="${view}"`))
    const { page, complaints } = await visit(browser, site)
    expect((await page.locator(`sla-standing ${selector}`).first().innerText()).replaceAll('\u00a0', ' ')).toContain(words)
    expect(complaints).toEqual([])
  })
  it('service selects by service, zone moves the times and not the period', async () => {
    site.page(tag('service="webhooks"') + tag('objective="api" zone="America/New_York"'))
    const { page } = await visit(browser, site)
    const [first, second] = await page.locator('sla-standing .sla').allInnerTexts()
    expect(first).toContain('Webhooks')
    expect(second).toContain('Last update 08:03 (America/New_York)')
    expect(second).toContain('November, so far (Europe/Berlin)')
  })
  it('can change, come and go at any time', async () => {
    site.page(tag())
    const { page, complaints } = await visit(browser, site)
    await page.evaluate(() => {
      const element = document.querySelector('sla-standing')!
      for (let i = 0; i < 200; i += 1) {
        element.setAttribute(
          ['view', 'objective', 'src', 'locale', 'zone', 'theme', 'dir', 'service', 'plan'][i % 9]!,
          ['', 'bars', '\u0000', '../../x', 'rtl', '/feed.json', 'null'][i % 7]!,
        )
        if (i % 5 === 0) element.remove()
        if (i % 5 === 1) document.body.append(element)
      }
      for (const { name } of [...element.attributes]) element.removeAttribute(name)
      element.setAttribute('src', '/feed.json')
      document.body.append(element)
    })
    await expect.poll(() => page.locator('sla-standing .sla').count()).toBe(1)
    expect(complaints).toEqual([])
  })
})

describe('everybody can read it', () => {
  const everything = ['', 'view="bars"', 'view="table"', 'view="badge"', 'view="line"', 'objective="billing"', 'objective="search"']
    .map((attributes) => tag(attributes))
    .join('')
  it.each([
    ['light', { colorScheme: 'light' }, 'lang="en"'],
    ['dark', { colorScheme: 'dark' }, 'lang="en"'],
    ['320 px', { viewport: { width: 320, height: 800 } }, 'lang="en"'],
    ['right to left', {}, 'lang="ar" dir="rtl"'],
    ['forced colours', { forcedColors: 'active' }, 'lang="en"'],
    ['reduced motion', { reducedMotion: 'reduce' }, 'lang="en"'],
  ] as const)('axe finds nothing: %s', async (_what, context, html) => {
    site.page(`<h1>Status</h1>${everything}`, html, html.includes('ar') ? '/standing.ar.js' : '/standing.js')
    const { page, complaints } = await visit(browser, site, context)
    for (const summary of await page.locator('sla-standing .how > summary').all()) await summary.click()
    await page.evaluate(readFileSync('node_modules/axe-core/axe.min.js', 'utf8'))
    const found = await page.evaluate(async () => {
      const { violations } = await (
        window as unknown as {
          axe: { run(): Promise<{ violations: { id: string; nodes: { html: string; any: { message: string }[] }[] }[] }> }
        }
      ).axe.run()
      return violations.map(({ id, nodes }) => `${id}: ${nodes[0]!.html.slice(0, 200)} ${nodes[0]!.any[0]?.message ?? ''}`)
    })
    expect(found).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    expect(complaints).toEqual([])
  })

  it('Arabic runs from right to left, words and days', async () => {
    site.page(tag('objective="api"'), 'lang="ar" dir="rtl"', '/standing.ar.js')
    const { page } = await visit(browser, site)
    expect(await page.locator('sla-standing .box').getAttribute('dir')).toBe('rtl')
    expect(await page.locator('sla-standing .vd').first().innerText()).toBe('في خطر')
    const [first, last] = await Promise.all([
      page.locator('sla-standing .grp').first().boundingBox(),
      page.locator('sla-standing .grp').last().boundingBox(),
    ])
    expect(first!.x).toBeGreaterThan(last!.x)
  })

  it.each(['light', 'dark'] as const)('text has 4.5 : 1 and marks have 3 : 1 on every surface, %s', async (colorScheme) => {
    site.page(tag())
    const { page } = await visit(browser, site, { colorScheme })
    const low = await page.evaluate(() => {
      const root = document.querySelector('sla-standing')!.shadowRoot!
      const probe = root.querySelector<HTMLElement>('.box')!
      const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })!
      const light = (token: string) => {
        probe.style.color = `var(--${token})`
        canvas.fillStyle = getComputedStyle(probe).color
        canvas.fillRect(0, 0, 1, 1)
        const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((byte) =>
          byte / 255 <= 0.04045 ? byte / 255 / 12.92 : ((byte / 255 + 0.055) / 1.055) ** 2.4,
        )
        return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!
      }
      const ratio = (a: string, b: string) => {
        const [x, y] = [light(a), light(b)]
        return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05)
      }
      const failures: string[] = []
      const want = (a: string, b: string, least: number) => ratio(a, b) < least && failures.push(`${a} on ${b}: ${ratio(a, b).toFixed(2)}`)
      for (const surface of ['surface', 'raised', 'sunken']) {
        want('text', surface, 4.5)
        want('muted', surface, 4.5)
        want('edge', surface, 3)
        want('focus', surface, 3)
        for (const verdict of ['met', 'risk', 'breach', 'unknown', 'off']) {
          want(`${verdict}-mark`, surface, 3)
          want(`${verdict}-text`, surface, 4.5)
        }
      }
      for (const verdict of ['met', 'risk', 'breach', 'unknown']) want(`${verdict}-text`, `${verdict}-tint`, 4.5)
      return failures
    })
    expect(low).toEqual([])
  })
})

it('is defined once however often its script is loaded', async () => {
  site.page(`${tag()}<script type="module" src="/standing.js?again"></script><script type="module" src="/standing.ar.js"></script>`)
  const { page, complaints } = await visit(browser, site)
  expect(await page.locator('sla-standing .sla').count()).toBe(1)
  expect(complaints).toEqual([])
})
