/**
 * The example end to end: its table, and on loopback a status page with the widget, the feed it reads and the recording
 * behind a Statuspage-compatible API. What `npm start` runs; it opens no browser and leaves nothing behind.
 */
import { readFileSync } from 'node:fs'
import { makeFeed } from '../../shared/published/feed.ts'
import type { EpochMs } from '../../shared/time/intervals.ts'
import { temporalZones } from '../../shared/time/zones.ts'
import { EXAMPLE_AT, exampleContract, exampleEvidence, exampleReport, exampleText } from './example.ts'
import { daysSinceRecording } from './replay.ts'
import { type ServedPage, serve } from './serve.ts'
import { statuspageApi } from './statuspage-api.ts'

export interface DemoOptions {
  /** 0 for any free port. */
  readonly port: number
  /** Moves the recording to end today, for the extension: a running quarter instead of one long past. */
  readonly replay?: boolean
  readonly columns?: number
  readonly colour?: boolean
  /** Now, ms; only the recording's move depends on it. */
  readonly now?: EpochMs
}

export interface Demo {
  readonly url: string
  readonly table: string
  /** What to open, in words, and where. */
  readonly addresses: readonly (readonly [string, string])[]
  /** The extension's welcome page with the recording's address filled in. */
  readonly welcome: (extensionId: string) => string
  readonly close: () => Promise<void>
}

/** A recording is never stale: it says when it ends. */
const VALID_FOR = 3650 * 86_400_000
/** Scripts from here, the feed from here, nothing else: what a careful status page allows. */
const POLICY =
  "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; require-trusted-types-for 'script'; base-uri 'none'; form-action 'none'"

const HTML = 'text/html; charset=utf-8'
const CSS = 'text/css; charset=utf-8'
const SCRIPT = 'text/javascript; charset=utf-8'
const JSON_TYPE = 'application/json; charset=utf-8'

/** Rejects when the port is in use, or when the project has not been built. */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  const days = options.replay ? daysSinceRecording(options.now ?? Date.now()) : 0
  const pages = files()
  const served = await serve((path) => pages.get(path), options.port)
  const url = `http://127.0.0.1:${served.port}/`
  for (const [path, body] of statuspageApi(url, days))
    pages.set(path, { type: JSON_TYPE, body, headers: { 'Access-Control-Allow-Origin': '*' } })
  return {
    url,
    table: exampleText({ columns: options.columns ?? null, colour: options.colour ?? false, why: false }),
    addresses: [
      ['status page, widget', url],
      ['the tag for your page', `${url}configurator/`],
      ['the feed it reads', `${url}sla.json`],
      ['Statuspage API', `${url}api/v2/incidents.json`],
    ],
    welcome: (id) => `chrome-extension://${id}/pages/welcome/index.html?agreement=github-enterprise-legacy&page=${encodeURIComponent(url)}`,
    close: served.close,
  }
}

function files(): Map<string, ServedPage> {
  const report = exampleReport()
  const { evaluator, tzdb } = report
  const feed = makeFeed([exampleContract()], exampleEvidence(), {
    at: EXAMPLE_AT,
    validFor: VALID_FOR,
    zones: temporalZones,
    evaluator,
    tzdb,
  })
  return new Map<string, ServedPage>([
    ['/', { type: HTML, body: built('demo/index.html'), headers: { 'Content-Security-Policy': POLICY } }],
    ['/page.css', { type: CSS, body: built('demo/page.css') }],
    ['/configurator/', { type: HTML, body: built('configurator/index.html'), headers: { 'Content-Security-Policy': POLICY } }],
    ['/configurator/page.css', { type: CSS, body: built('configurator/page.css') }],
    ['/configurator/configurator.js', { type: SCRIPT, body: built('configurator/configurator.js') }],
    ['/standing.js', { type: SCRIPT, body: built('standing.js') }],
    ['/sla.json', { type: JSON_TYPE, body: JSON.stringify(feed), headers: { 'Access-Control-Allow-Origin': '*' } }],
  ])
}

/** A file of the widget's build, beside the command's. */
function built(name: string): string {
  const file = new URL(`../widget/${name}`, import.meta.url)
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    throw new Error(`dist/widget/${name} is not there: run npm run build`, { cause })
  }
}
