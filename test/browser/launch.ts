/** Real browsers with the real extension, as built into dist/. Each launch has a profile of its own. */
import { createHash } from 'node:crypto'
import { realpathSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type BrowserContext, chromium, type Page, type Worker } from 'playwright-core'
import { advice, findBrowser } from '../scripts/browsers.mjs'

export const dist = (name: string): string => fileURLToPath(new URL(`../../dist/${name}`, import.meta.url))

export interface Extension {
  readonly context: BrowserContext
  readonly id: string
  /** Opens one of its pages: `popup`, `dashboard`, `welcome`, with what follows in the address. */
  readonly open: (page: string, rest?: string) => Promise<Page>
  readonly worker: () => Promise<Worker>
  readonly close: () => Promise<void>
}

export interface Look {
  readonly colorScheme?: 'light' | 'dark'
  readonly forcedColors?: 'active' | 'none'
  readonly width?: number
  readonly height?: number
  /** The browser's own language, which its extensions speak. */
  readonly language?: string
  /** Another build than dist/chrome. */
  readonly folder?: string
  /** A profile that is kept, for a browser that is started again. */
  readonly profile?: string
}

/** Chromium's path; throws with advice where there is none. */
export function chromiumPath(): string {
  const path = findBrowser('chromium')
  if (!path) throw new Error(advice('chromium'))
  return path
}

export async function launchExtension(look: Look = {}): Promise<Extension> {
  const profile = look.profile ?? (await mkdtemp(join(tmpdir(), 'standing-')))
  const folder = look.folder ?? dist('chrome')
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath(),
    headless: true,
    viewport: { width: look.width ?? 1280, height: look.height ?? 900 },
    colorScheme: look.colorScheme ?? 'light',
    forcedColors: look.forcedColors ?? 'none',
    env: { ...process.env, LANGUAGE: look.language ?? 'en' } as Record<string, string>,
    args: [
      '--no-sandbox',
      `--lang=${look.language ?? 'en'}`,
      `--disable-extensions-except=${folder}`,
      `--load-extension=${folder}`,
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
  context.setDefaultTimeout(6_000)
  const worker = async (): Promise<Worker> => context.serviceWorkers()[0] ?? context.waitForEvent('serviceworker', { timeout: 15_000 })
  const id = await idOf(context, folder)
  return {
    context,
    id,
    worker,
    async open(page, rest = '') {
      const tab = await context.newPage()
      await tab.goto(`chrome-extension://${id}/pages/${page}/index.html${rest}`)
      return tab
    },
    async close() {
      await context.close()
      if (look.profile === undefined) await rm(profile, { recursive: true, force: true })
    },
  }
}

/**
 * The extension's id, by its worker. A busy machine may start and stop the worker before anybody listens: then by the
 * folder, as Chromium makes it for an extension without a key (the first half of the path's SHA-256, in letters from a).
 */
async function idOf(context: BrowserContext, folder: string): Promise<string> {
  const found = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker', { timeout: 15_000 }).catch(() => null))
  if (found) return new URL(found.url()).host
  const digest = createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 32)
  return [...digest].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16))).join('')
}

/** Asks until the answer is not null, undefined or false; throws with what was waited for. */
export async function until<T>(what: string, look: () => Promise<T | null | undefined | false>, timeoutMs = 15_000): Promise<T> {
  const end = Date.now() + timeoutMs
  for (;;) {
    const found = await look().catch(() => null)
    if (found) return found
    if (Date.now() > end) throw new Error(`waited ${timeoutMs} ms for ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
