/** The page of drawn states, with feeds sealed in every way. STANDING_PICTURES=FOLDER keeps what is seen. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readPublicKey, thumbprint } from '../../shared/signing/public-key.ts'
import { type Identity, sealDocument } from '../../shared/signing/seal.ts'
import { widgetScript } from './widget-build.ts'
import { AT, feedText } from './widget-feed.ts'
import { launch, Site, visit } from './widget-page.ts'

const source = (name: string) => readFileSync(new URL(`../../widget/pages/states/${name}`, import.meta.url), 'utf8')

let browser: Browser
let site: Site
beforeAll(async () => {
  browser = await launch()
  site = await Site.open({ '/standing.js': await widgetScript('widget') })
  site.whole(source('index.html'), { '/states/page.css': source('page.css') })
  const keys = (await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair
  const { kty, crv, x } = await crypto.subtle.exportKey('jwk', keys.publicKey)
  const identity: Identity = { privateKey: keys.privateKey, publicKey: readPublicKey({ kty, crv, x }) }
  const feed = JSON.parse(feedText())
  const mine = [await thumbprint(identity.publicKey, crypto.subtle)]
  const named = { ...feed, contract: { ...feed.contract, parties: { provider: { name: 'Harbour', keys: mine } } } }
  const sealed = await sealDocument(feed, identity, crypto.subtle)
  const answers: Record<string, unknown> = {
    live: feed,
    stale: JSON.parse(feedText({ at: AT - 15_900_000 })),
    'unknown-key': sealed,
    checked: await sealDocument(named, identity, crypto.subtle),
    broken: { ...sealed, evidence: { ...feed.evidence, origin: feed.evidence.origin + 1 } },
    unreadable: { format: 'standing/feed@2' },
    long: JSON.parse(
      feedText({ name: 'Donaudampfschifffahrtsgesellschaftskapitänsportal, Verfügbarkeit rund um die Uhr in allen Regionen' }),
    ),
  }
  for (const [name, body] of Object.entries(answers)) site.answer(`/states/${name}.json`, { body: JSON.stringify(body) })
})
afterAll(async () => {
  await browser?.close()
  site?.close()
})

describe('every state', () => {
  it('states its verdict', async () => {
    const { page, complaints } = await visit(browser, site)
    const said = async (id: string) =>
      (await page.locator(id === 'unreadable' ? `#${id}` : `#${id} .sla`).innerText()).replaceAll('\u00a0', ' ')
    expect(await said('stale')).toContain('Last update 09:38, 4 h 27 min ago.')
    expect(await said('broken')).toContain('Altered')
    expect(await said('broken')).not.toMatch(/\d ?%/) // no figure
    expect(await said('unknown-key')).toContain('Signed, unknown key')
    expect(await said('checked')).toContain('Signature verified')
    expect(await said('bounds')).toContain('Undecided')
    expect(await said('breached')).toContain('Breached')
    expect(await said('unreadable')).toContain('99.95 % for object storage')
    expect(complaints).toEqual([])
  })

  it.each([
    ['light', { colorScheme: 'light', viewport: { width: 1040, height: 800 } }],
    ['dark', { colorScheme: 'dark', viewport: { width: 1040, height: 800 } }],
    ['320', { viewport: { width: 320, height: 800 } }],
    ['forced', { forcedColors: 'active', viewport: { width: 1040, height: 800 } }],
  ] as const)('fits: %s', async (name, options) => {
    const { page } = await visit(browser, site, { ...options, deviceScaleFactor: 1.5 })
    // Nothing is cut: no box of the element is wider than the card it stands in, save the popover and clipped month labels.
    const wide = await page.evaluate(() =>
      [...document.querySelectorAll('sla-standing')].flatMap((host) =>
        [...host.shadowRoot!.querySelectorAll('.sla *')]
          .filter(
            (one) =>
              !one.closest('.mo, .tip, details:not([open])') &&
              one.getBoundingClientRect().right > host.getBoundingClientRect().right + 0.5,
          )
          .map((one) => one.className),
      ),
    )
    expect(wide).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    const folder = process.env.STANDING_PICTURES
    if (folder) await page.screenshot({ path: join(folder, `states-${name}.png`), fullPage: true })
  })
})
