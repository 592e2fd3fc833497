/**
 * W7: keeping checks in Chromium's IndexedDB: two years of one a minute, read by the month and by the year, appended one by
 * one and folded. The limit is the bytes of a month
 * read as one plain array.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { chromium } from 'playwright-core'
import { build } from 'vite'
import { findBrowser } from '../tools/browsers.mjs'
import { contender, type Workload } from './measure.ts'

interface Seen {
  readonly plain: number
  readonly loaded: number
  readonly bytes: number
  readonly count: number
  readonly wanted: number
  readonly month: number
  readonly monthRows: number
  readonly year: number
  readonly yearRows: number
  readonly appendEach: number
  readonly folded: number
  readonly foldTook: number
}

export async function workloads(): Promise<readonly Workload[]> {
  const seen = await inChromium(await script())
  const wrong = seen.count === seen.wanted ? null : `${seen.count} checks came back of ${seen.wanted}`
  const row = (name: string, ms: number, aimMs?: number, note?: string) =>
    contender({ name, run: () => seen, time: () => ms, check: () => wrong, ...(aimMs && { aimMs }), ...(note && { note }) })
  const size = `${seen.bytes.toLocaleString('en')} bytes a year`
  return [
    {
      id: 'w7',
      title: `${seen.wanted.toLocaleString('en')} checks in IndexedDB, ms in Chromium`,
      limit: { name: 'a month’s bytes as one plain array', run: () => null, time: () => seen.plain },
      contenders: [
        row('a month, packed', seen.month, 1, seen.bytes <= 1_000_000 ? size : `${size}, over 1 MB`),
        row('a month, as rows', seen.monthRows),
        row('a year, packed', seen.year, 5),
        row('a year, as rows', seen.yearRows),
        row('one check appended', seen.appendEach),
        row('a week folded', seen.foldTook, undefined, `${seen.folded} entries`),
        row('two years loaded', seen.loaded),
      ],
    },
  ]
}

async function script(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: 'test/bench/w7-store.ts', formats: ['iife'], name: 'w7' },
    },
  })
  const [first] = [built].flat()
  if (!first || !('output' in first)) throw new Error('W7 was not built')
  return first.output[0].code
}

async function inChromium(code: string): Promise<Seen> {
  const path = findBrowser('chromium')
  if (!path) throw new Error('W7 needs Chromium')
  const server = createServer((request, response) => {
    const script = request.url === '/w7.js'
    response
      .setHeader('content-type', script ? 'text/javascript' : 'text/html')
      .end(script ? code : '<!doctype html><script src="/w7.js"></script>')
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const browser = await chromium.launch({ executablePath: path, args: ['--no-sandbox', '--disable-gpu'] })
  try {
    const page = await browser.newPage()
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
    return await page.evaluate('measure()')
  } finally {
    await browser.close()
    server.closeAllConnections()
    server.close()
  }
}
