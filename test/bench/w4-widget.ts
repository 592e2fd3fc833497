/**
 * W4: the widget's first frame in Chromium beside an ideal element that only draws, at normal speed and four times slower, and
 * the script's own time. Bytes are asserted in test/unit/widget/element/bytes.test.ts; here they stand beside the times.
 */
import { readFileSync } from 'node:fs'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { type Browser, chromium } from 'playwright-core'
import { feedText } from '../browser/widget-feed.ts'
import { findBrowser } from '../scripts/browsers.mjs'
import { contender, type Workload } from './measure.ts'
import { IDEAL, serveBench } from './w4-page.ts'

const ROUNDS = 7

interface Seen {
  /** Ms from navigation to the frame after the content. */
  readonly frame: number
  readonly script: number
  readonly shift: number
}

export async function workloads(): Promise<readonly Workload[]> {
  const widget = readFileSync('dist/widget/standing.js', 'utf8')
  const site = await serveBench(widget, feedText({ at: Date.now() - 60_000 }))
  const path = findBrowser('chromium')
  if (!path) throw new Error('W4 needs Chromium')
  const browser = await chromium.launch({ executablePath: path, args: ['--no-sandbox', '--disable-gpu'] })
  try {
    const made: Workload[] = []
    for (const [slow, title] of [
      [1, 'first frame'],
      [4, 'first frame, CPU four times slower'],
    ] as const) {
      const seen: Record<string, Seen> = {}
      // In turn, so that a busy machine slows all alike.
      const rounds: Record<string, Seen[]> = { blank: [], ideal: [], card: [], bars: [] }
      for (let round = 0; round < ROUNDS; round += 1)
        for (const name of Object.keys(rounds)) rounds[name]!.push(await look(browser, `${site.origin}/${name}`, slow))
      for (const [name, all] of Object.entries(rounds))
        seen[name] = { frame: median(all, 'frame'), script: median(all, 'script'), shift: median(all, 'shift') }
      const row = (name: string, aim?: number) =>
        contender({
          name,
          run: () => seen[name]!,
          time: () => seen[name]!.frame,
          ...(aim !== undefined && { aim }),
          note: `script ${seen[name]!.script.toFixed(1)} ms, layout shift ${seen[name]!.shift.toFixed(3)}${name === 'card' ? `, ${bytes(widget)}` : ''}`,
        })
      made.push({
        id: 'w4',
        title: `${title}, ms from navigation`,
        limit: { name: `ideal element, judges nothing (${bytes(IDEAL)})`, run: () => null, time: () => seen.ideal!.frame },
        contenders: [row('blank'), row('card', 1.3), row('bars')],
      })
    }
    return made
  } finally {
    await browser.close()
    site.close()
  }
}

async function look(browser: Browser, url: string, slow: number): Promise<Seen> {
  const context = await browser.newContext({ viewport: { width: 800, height: 700 } })
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  await session.send('Performance.enable')
  await session.send('Emulation.setCPUThrottlingRate', { rate: slow })
  await page.addInitScript(() => {
    const seen = window as unknown as { shift: number }
    seen.shift = 0
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.shift += (entry as unknown as { value: number }).value
    }).observe({ type: 'layout-shift', buffered: true })
  })
  await page.goto(url)
  await page.waitForFunction('window.frame')
  const { frame, shift } = (await page.evaluate('({ frame: window.frame, shift: window.shift })')) as { frame: number; shift: number }
  const { metrics } = await session.send('Performance.getMetrics')
  await context.close()
  return { frame, shift, script: 1_000 * (metrics.find((one) => one.name === 'ScriptDuration')?.value ?? 0) }
}

const median = (all: readonly Seen[], key: keyof Seen): number => all.map((one) => one[key]).sort((a, b) => a - b)[all.length >> 1]!

const bytes = (text: string): string =>
  `${gzipSync(text).length.toLocaleString('en')} bytes gzip, ${brotliCompressSync(text).length.toLocaleString('en')} brotli`
