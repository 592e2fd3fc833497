/** Benches that need a browser: a module built into one script, run in Chromium, its answer handed back. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { resolve } from 'node:path'
import { chromium } from 'playwright-core'
import { build } from 'vite'
import { findBrowser } from '../scripts/browsers.mjs'

async function script(entry: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    // As in vite.config.ts: the part of the sketch library that asks for another.
    resolve: {
      alias: [
        {
          find: /^\.{1,2}\/proto\/compiled$/,
          replacement: resolve('extension/store/no-protobuf.ts'),
        },
      ],
    },
    build: {
      write: false,
      target: 'es2022',
      lib: { entry, formats: ['iife'], name: 'bench' },
    },
  })
  const [first] = [built].flat()
  if (!first || !('output' in first)) throw new Error(`${entry} was not built`)
  return first.output[0].code
}

/** What `measure()` of a module gives, which it sets as a global, in a page of its own. `entry` from the project's folder. */
export async function inChromium<Seen>(entry: string): Promise<Seen> {
  const code = await script(entry)
  const path = findBrowser('chromium')
  if (!path) throw new Error(`${entry} needs Chromium`)
  const server = createServer((request, response) => {
    const script = request.url === '/bench.js'
    response
      .setHeader('content-type', script ? 'text/javascript' : 'text/html')
      .end(script ? code : '<!doctype html><script src="/bench.js"></script>')
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
