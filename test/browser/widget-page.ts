/** A page of a provider with the widget on it, served under the strictest policy it has to live with, in real Chromium. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { chromiumPath } from './launch.ts'
import { AT, feedText } from './widget-feed.ts'

const POLICY = (extra: string) => `default-src 'none'; script-src 'self'; connect-src 'self'; require-trusted-types-for 'script'${extra}`

export type Answer = { readonly status?: number; readonly body: string } | 'hang'

export class Site {
  readonly asked: string[] = []
  #server: Server
  #answers = new Map<string, Answer>()
  #body = ''
  #scripts = new Map<string, string>()
  #sheets = new Map<string, string>()

  private constructor() {
    this.#server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://site')
      this.asked.push(pathname)
      const script = this.#scripts.get(pathname)
      if (script !== undefined) return response.setHeader('content-type', 'text/javascript').end(script)
      const sheet = this.#sheets.get(pathname)
      if (sheet !== undefined) return response.setHeader('content-type', 'text/css').end(sheet)
      if (pathname === '/') {
        response
          .setHeader('content-security-policy', POLICY(this.#sheets.size ? "; style-src 'self'" : ''))
          .setHeader('content-type', 'text/html; charset=utf-8')
        return response.end(this.#body)
      }
      const answer = this.#answers.get(pathname)
      if (answer === 'hang') return
      response.statusCode = answer ? (answer.status ?? 200) : 404
      response.setHeader('content-type', 'application/json').end(answer?.body ?? '')
    })
  }

  static async open(scripts: Readonly<Record<string, string>>): Promise<Site> {
    const site = new Site()
    for (const [path, text] of Object.entries(scripts)) site.#scripts.set(path, text)
    await new Promise<void>((done) => site.#server.listen(0, '127.0.0.1', done))
    site.answer('/feed.json', { body: feedText() })
    return site
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  answer(path: string, answer: Answer): void {
    this.#answers.set(path, answer)
  }

  /** The page: its body, and attributes of its html element. */
  page(body: string, html = 'lang="en"', script = '/standing.js'): void {
    this.#body = `<!doctype html><html ${html}><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Status</title><script type="module" src="${script}"></script></head><body><main>${body}</main></body></html>`
    this.asked.length = 0
  }

  /** A page of the project as it is, with its files. */
  whole(html: string, files: Readonly<Record<string, string>>): void {
    this.#body = html
    for (const [path, text] of Object.entries(files)) this.#sheets.set(path, text)
  }

  close(): void {
    this.#server.closeAllConnections()
    this.#server.close()
  }
}

export const launch = (): Promise<Browser> => chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox', '--disable-gpu'] })

export interface Visit {
  readonly page: Page
  /** Errors, refusals by policy and console errors. */
  readonly complaints: string[]
}

/** Opens the site's page at 14:05, two minutes after the feed was made, and waits until the element has read or given up. */
export async function visit(
  browser: Browser,
  site: Site,
  options: BrowserContextOptions & { now?: number; wait?: string; search?: string } = {},
): Promise<Visit> {
  const { now = AT + 120_000, wait = 'sla-standing', search = '', ...context } = options
  const page = await (await browser.newContext(context)).newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) complaints.push(message.text())
  })
  await page.clock.install({ time: now })
  await page.addInitScript(() => {
    addEventListener('sla-standing-read', (event) => {
      ;(event.target as HTMLElement).dataset.state = (event as CustomEvent).detail.state
    })
  })
  await page.goto(`${site.origin}/${search}`)
  // Not waitForFunction: it builds a function from text in the page, which the policy refuses.
  while (wait && (await page.locator(`${wait}:not([data-state])`).count())) await new Promise((done) => setTimeout(done, 20))
  return { page, complaints }
}
