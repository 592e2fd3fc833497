/**
 * Real servers on loopback, where they are installed (Debian: `apt-get install prometheus victoria-metrics`): what they answer
 * to `query_range` is read, and the samples written are those that come out.
 */
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { prometheus } from '../../../shared/feeds/prometheus.ts'
import { freePort, program, scratch, start } from './servers.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/**
 * One hour a minute apart, three hours back: up, but for minutes 10 to 14 (down), 20 to 21 (half), and 30 to 39, in which
 * nothing was measured.
 */
const BASE = Math.floor(Date.now() / HOUR) * HOUR - 3 * HOUR
const told = Array.from({ length: 60 }, (_, minute) => ({
  at: BASE + minute * MINUTE,
  value: minute >= 10 && minute < 15 ? 0 : minute >= 20 && minute < 22 ? 0.5 : 1,
})).filter((_, minute) => minute < 30 || minute >= 40)

/** `last_over_time` of just under a step keeps a server from drawing a sample out over the minutes that have none. */
const query = (server: string): string =>
  `${server}/api/v1/query_range?${new URLSearchParams({
    query: 'last_over_time(probe_success{job="api"}[59s])',
    start: String(BASE / 1000),
    end: String((BASE + 59 * MINUTE) / 1000),
    step: '60',
  })}`

async function reads(server: string): Promise<void> {
  const body = await fetch(query(server)).then((response) => response.text())
  const reading = prometheus.read(body, { observedAt: BASE + 2 * HOUR, source: 'metrics' })
  expect(reading.rejected).toEqual([])
  expect(reading.components).toHaveLength(1)
  const minutes = ({ from, to }: { readonly from: number; readonly to: number | null }): readonly [number, number] => [
    (from - BASE) / MINUTE,
    ((to ?? Number.NaN) - BASE) / MINUTE,
  ]
  expect(reading.evidence.spans.map((span) => [span.state, ...minutes(span)])).toEqual([
    ['down', 10, 15],
    ['partial', 20, 22],
  ])
  expect(reading.evidence.coverage.map(minutes)).toEqual([
    [0, 30],
    [40, 60],
  ])
}

const victoria = program('victoria-metrics')
describe.skipIf(!victoria)('VictoriaMetrics', () => {
  it('returns the samples written, gaps and all', async () => {
    const server = `http://127.0.0.1:${await freePort()}`
    const args = [
      `-httpListenAddr=${new URL(server).host}`,
      `-storageDataPath=${scratch()}`,
      '-retentionPeriod=1y',
      '-search.latencyOffset=0s',
    ]
    await start(victoria as string, args, `${server}/health`)
    const lines = told.map(({ at, value }) => `probe_success{job="api"} ${value} ${at}`)
    await fetch(`${server}/api/v1/import/prometheus`, { method: 'POST', body: `${lines.join('\n')}\n` })
    await fetch(`${server}/internal/force_flush`)
    await reads(server)
  }, 30_000)
})

const prom = program('prometheus')
const promtool = program('promtool')
describe.skipIf(!prom || !promtool)('Prometheus', () => {
  it('returns the samples written, gaps and all, and its errors are refused in its own words', async () => {
    const folder = scratch()
    const lines = told.map(({ at, value }) => `probe_success{job="api"} ${value} ${at / 1000}`)
    writeFileSync(join(folder, 'told.om'), `# TYPE probe_success gauge\n${lines.join('\n')}\n# EOF\n`)
    writeFileSync(join(folder, 'prometheus.yml'), 'global: {}\n')
    execFileSync(promtool as string, ['tsdb', 'create-blocks-from', 'openmetrics', join(folder, 'told.om'), join(folder, 'data')], {
      stdio: 'ignore',
    })
    const server = `http://127.0.0.1:${await freePort()}`
    const args = [
      `--config.file=${join(folder, 'prometheus.yml')}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--web.listen-address=${new URL(server).host}`,
    ]
    await start(prom as string, args, `${server}/-/ready`)
    await reads(server)
    const wrong = await fetch(`${server}/api/v1/query_range?query=up%7B&start=0&end=1&step=1`).then((response) => response.text())
    expect(() => prometheus.read(wrong, { observedAt: BASE, source: 'metrics' })).toThrow(/parse error/)
  }, 30_000)
})
