/** `npm start` as a process: what it prints, what it serves, what it says when something is missing, and that it ends. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { until } from './launch.ts'

const script = fileURLToPath(new URL('../scripts/start.mjs', import.meta.url))

interface Started {
  readonly child: ChildProcess
  readonly said: () => string
}
const running: ChildProcess[] = []
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL')
})

function start(words: readonly string[], env: Record<string, string> = {}): Started {
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, CHROME_PATH: _path, ...rest } = process.env
  const child = spawn(process.execPath, [script, '--skip-build', ...words], { env: { ...rest, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  running.push(child)
  let said = ''
  child.stdout?.on('data', (piece) => {
    said += piece
  })
  child.stderr?.on('data', (piece) => {
    said += piece
  })
  return { child, said: () => said }
}

const served = ({ said }: Started): Promise<string> =>
  until('the server', async () => (said().includes('Ctrl-C ends it.') ? /http:\/\/127\.0\.0\.1:\d+\//.exec(said())?.[0] : null), 30_000)

describe('npm start', () => {
  it('prints the quarters and serves page, feed, widget and API', async () => {
    const started = start(['--no-open', '--port', '0'])
    const url = await served(started)
    for (const period of ['2025-Q4', '2026-Q1', '2026-Q2', '2026-Q3 so far']) expect(started.said()).toContain(period)
    // 30 days after 31 March and 30 June (R26): long past at the recording's end; those of the running quarter are open until 30 October.
    expect(started.said()).toContain('2026-10-30')
    for (const path of ['', 'standing.js', 'sla.json', 'page.css', 'api/v2/incidents.json', 'api/v2/summary.json', 'configurator/']) {
      const answer = await fetch(url + path)
      expect(`${path} ${answer.status}`).toBe(`${path} 200`)
    }
    const first = await fetch(`${url}sla.json`)
    const again = await fetch(`${url}sla.json`, { headers: { 'If-None-Match': first.headers.get('etag') ?? '' } })
    expect([again.status, first.headers.get('access-control-allow-origin')]).toEqual([304, '*'])
    expect((await fetch(`${url}nothing`)).status).toBe(404)
    started.child.kill('SIGINT')
    const [code] = await once(started.child, 'exit')
    expect(code).toBe(0)
  })
  it('says that a port is in use, and ends', async () => {
    const url = await served(start(['--no-open', '--port', '0']))
    const second = start(['--no-open', '--port', new URL(url).port])
    const [code] = await once(second.child, 'exit')
    expect([code, second.said()]).toEqual([1, expect.stringContaining(`Port ${new URL(url).port} is in use`)])
  })
  it('says that there is no display, and goes on serving', async () => {
    const started = start(['--port', '0'])
    expect((await fetch(await served(started))).status).toBe(200)
    expect(started.said()).toContain('There is no display here, so no browser was opened')
  })
  it('says that a browser can’t be run, and goes on serving', async () => {
    const started = start(['--headless', '--port', '0'], { CHROME_PATH: '/nowhere/chromium' })
    expect((await fetch(await served(started))).status).toBe(200)
    expect(started.said()).toContain('No browser was opened: CHROME_PATH names /nowhere/chromium')
  })
  it('moves the recording to end today when it is asked to', async () => {
    const url = await served(start(['--no-open', '--port', '0', '--replay']))
    const { page, incidents } = (await (await fetch(`${url}api/v2/incidents.json`)).json()) as {
      page: { name: string }
      incidents: { updated_at: string }[]
    }
    expect(page.name).toMatch(/a recording, \d+ days later/)
    const newest = Math.max(...incidents.map((incident) => Date.parse(incident.updated_at)))
    // The recording's newest change came within its last day.
    expect(Date.now() - newest).toBeLessThan(2 * 86_400_000)
  })
})
