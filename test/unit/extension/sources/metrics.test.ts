/** A server of metrics that the extension asks: on loopback, and VictoriaMetrics and Prometheus where they are installed. */
import 'fake-indexeddb/auto'
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newMetrics, tryMetrics } from '../../../../extension/background/agreements.ts'
import { poll } from '../../../../extension/background/poll.ts'
import { askFrom } from '../../../../extension/sources/metrics.ts'
import type { PollParts } from '../../../../extension/sources/poll-parts.ts'
import { gather } from '../../../../extension/store/gather-evidence.ts'
import { foldRows } from '../../../../extension/store/metric-rows.ts'
import { openStore, type Store } from '../../../../extension/store/open-store.ts'
import { readSources } from '../../../../extension/store/read-store.ts'
import { METRICS } from '../../../../extension/store/source-kind.ts'
import type { MetricsQuery } from '../../../../extension/store/store-schema.ts'
import { writeAgreement } from '../../../../extension/store/write-store.ts'
import type { Span } from '../../../../shared/evidence/model.ts'
import { rangesOf } from '../../../../shared/feeds/parts/matrix.ts'
import { total, unionAll } from '../../../../shared/time/intervals.ts'
import { freePort, program, scratch, start } from '../../feeds/servers.ts'
import { agreement, MINUTE } from '../records.ts'

const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const NOW = Date.UTC(2026, 10, 18, 13)

let server: Server
let url: string
/** What the server has at an instant: a value by expression, null where nothing was measured. */
let value: (query: string, at: number) => number | null
let asked: { query: string; from: number; to: number; points: number }[]
let db: Store
let now: number
let count = 0

const parts = (): PollParts => ({
  db,
  adaptors: [],
  now: () => now,
  online: () => true,
  permitted: async () => true,
  chance: () => 0,
  limits: { timeoutMs: 5000 },
})

beforeAll(async () => {
  server = createServer((request, response) => {
    const query = new URL(request.url ?? '', 'http://x').searchParams
    const [from, to, step] = ['start', 'end', 'step'].map((name) => Number(query.get(name)) * 1000) as [number, number, number]
    const send = (status: number, body: object): void =>
      void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    const expression = query.get('query') ?? ''
    const points = (to - from) / step + 1
    asked.push({ query: expression, from, to, points })
    if (points > 11_000) return send(400, { status: 'error', errorType: 'bad_data', error: 'exceeded maximum resolution of 11,000 points' })
    if (expression.includes('{')) return send(400, { status: 'error', errorType: 'bad_data', error: '1:4: parse error: unclosed brace' })
    const series = (name: string): object[] => {
      const values: [number, string][] = []
      for (let at = from; at <= to; at += step) {
        const one = value(name, at)
        if (one !== null) values.push([at / 1000, String(one)])
      }
      return values.length > 0 ? [{ metric: { job: name }, values }] : []
    }
    send(200, { status: 'success', data: { resultType: 'matrix', result: expression.split(' or ').flatMap(series) } })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

beforeEach(async () => {
  db = await openStore(`metrics-${count++}`)
  now = NOW
  asked = []
  value = () => 1
})

const UP: MetricsQuery = { kind: 'up', query: 'up', step: MINUTE }
const SLOTS: MetricsQuery = { kind: 'slots', query: 'all', failed: 'bad', step: 5 * MINUTE }

async function follow(query: MetricsQuery, page = url): Promise<string> {
  const made = newMetrics(new URL(page), query, now)
  await writeAgreement(db, { ...agreement('a'), links: [{ source: made.id, components: { [METRICS]: ['api'] } }] }, [made])
  return made.id
}
/** Wakes a minute apart. */
async function wakes(n: number): Promise<void> {
  for (let i = 0; i < n; i++, now += MINUTE) await poll(parts())
}
const gathered = async () => {
  const sources = new Map((await readSources(db)).map((each) => [each.id, each]))
  return gather(db, { ...agreement('a'), links: [{ source: [...sources.keys()][0]!, components: { [METRICS]: ['api'] } }] }, sources)
}
const state = async () => (await readSources(db))[0]!.state
/** As one would say it: what state from which minute to which, before NOW. */
const said = (spans: readonly Span[]) =>
  [...spans]
    .sort((a, b) => a.from - b.from)
    .map(({ state: was, from, to }) => [was, (from - NOW) / MINUTE, ((to ?? Number.NaN) - NOW) / MINUTE])

describe('the window', () => {
  it.each([
    // 10,001 points at a time, both ends in: 10,000 steps.
    ['one step', 0, MINUTE, [[0, 1]]],
    ['as much as one answer holds', 0, 10_000 * MINUTE, [[0, 10_000]]],
    [
      'one step more',
      0,
      10_001 * MINUTE,
      [
        [0, 10_000],
        [10_001, 10_001],
      ],
    ],
    ['between two steps', 1.5 * MINUTE, 2.9 * MINUTE, [[1, 2]]],
  ] as const)('is cut where it has to be: %s', (_what, from, to, ranges) => {
    expect(rangesOf(from, to, MINUTE).map((range) => [range.from / MINUTE, range.to / MINUTE])).toEqual(ranges)
  })
  it.each([
    ['90 days back at first', [], undefined, NOW - 90 * DAY],
    // The last sample was a minute before: asked for again, with the one before.
    ['a step before the last minute that is known', [NOW - DAY, NOW - 5 * MINUTE], NOW, NOW - 6 * MINUTE],
    ['a step before the minute that was cut by the reading', [NOW - DAY, NOW - 4.5 * MINUTE], NOW, NOW - 6 * MINUTE],
    ['a day back where nothing has come for longer', [NOW - 90 * DAY, NOW - 30 * DAY], NOW, NOW - DAY],
    ['a day back where nothing ever came', [], NOW, NOW - DAY],
  ] as const)('begins %s', (_what, covered, held, from) => {
    expect(askFrom(covered, held, MINUTE, NOW)).toBe(from)
  })
  it('stays under the limit of 11,000 points, and the overlap is a step', async () => {
    await follow(UP)
    await wakes(1)
    expect(Math.max(...asked.map(({ points }) => points))).toBeLessThanOrEqual(11_000)
    // 90 days of minutes are 129,600 steps and one more point: 13 answers of 10,001.
    expect(asked).toHaveLength(13)
    expect((await state()).covered).toEqual([NOW - 90 * DAY, NOW])
    asked.length = 0
    await wakes(5)
    // Read to NOW, where the sample of that minute had just begun; next at NOW + 5 min, and a step before it.
    expect(asked.map(({ from, to }) => [(from - NOW) / MINUTE, (to - NOW) / MINUTE])).toEqual([[-1, 5]])
  })
  it('is read on in the next wakes where there is more to read than one may ask for', async () => {
    await follow({ ...UP, step: MINUTE / 4 })
    const answers: number[] = []
    for (let wake = 0; wake < 5; wake++) {
      asked.length = 0
      await wakes(1)
      answers.push(asked.length)
    }
    // 518,401 points are 52 answers, fourteen a wake; then there is nothing to do for five minutes.
    expect(answers).toEqual([14, 14, 14, 10, 0])
    expect((await state()).covered).toEqual([NOW - 90 * DAY, NOW + 3 * MINUTE])
  })
})

describe('how much of it works', () => {
  it('is kept once, whatever the windows, and what has no sample is unknown', async () => {
    // Down from minute −30 to −10, in part to −8, and nothing measured from −20 to −18.
    value = (_query, at) => {
      const minute = (at - NOW) / MINUTE
      if (minute >= -20 && minute < -18) return null
      return minute >= -30 && minute < -10 ? 0 : minute >= -10 && minute < -8 ? 0.5 : 1
    }
    now = NOW - 2 * HOUR
    await follow(UP)
    await wakes(121)
    const { spans, coverage } = await gathered()
    const [down, part] = (['down', 'partial'] as const).map((each) =>
      unionAll(spans.filter((span) => span.state === each).map(({ from, to }) => [from, to as number])),
    )
    expect(down?.map((at) => (at - NOW) / MINUTE)).toEqual([-30, -20, -18, -10])
    expect(part?.map((at) => (at - NOW) / MINUTE)).toEqual([-10, -8])
    expect(coverage.slice(-2).map(({ from, to }) => [(from - NOW) / MINUTE, ((to as number) - NOW) / MINUTE])).toEqual([
      [-2 * 60 - 90 * 24 * 60, -20],
      [-18, 0],
    ])
    expect(new Set(spans.map(({ service, source: { kind, party } }) => `${service} ${kind} ${party}`))).toEqual(
      new Set(['api metrics customer']),
    )
    // Nothing is counted twice.
    expect(total(down!)).toBe(spans.filter((span) => span.state === 'down').reduce((sum, { from, to }) => sum + (to as number) - from, 0))
  })
  it('does not ask again for a gap that it has passed: there nothing is known', async () => {
    const late = { from: NOW + 10 * MINUTE, to: NOW + 20 * MINUTE }
    value = (_query, at) => (at >= late.from && at < late.to ? null : 1)
    await follow(UP)
    await wakes(31)
    expect((await state()).covered.slice(1)).toEqual([late.from, late.to, NOW + 30 * MINUTE])
    // Then the server has the ten minutes, as down; but they lie before the window that is asked for.
    value = (_query, at) => (at >= late.from && at < late.to ? 0 : 1)
    await wakes(10)
    expect((await gathered()).spans).toEqual([])
    expect((await state()).covered.slice(1, 3)).toEqual([late.from, late.to])
  })
  it('takes samples that come late at the end of what is known', async () => {
    value = (_query, at) => (at >= NOW + 10 * MINUTE ? null : 1)
    await follow(UP)
    await wakes(61)
    expect((await state()).covered.at(-1)).toBe(NOW + 10 * MINUTE)
    value = (_query, at) => (at >= NOW + 20 * MINUTE && at < NOW + 30 * MINUTE ? 0 : 1)
    await wakes(6)
    expect((await state()).covered).toEqual([NOW - 90 * DAY, NOW + 65 * MINUTE])
    expect(said((await gathered()).spans)).toEqual([['down', 20, 30]])
  })
  it('becomes one stretch when its days are folded, and reads the same', async () => {
    value = (_query, at) => (at >= NOW && at < NOW + 3 * HOUR ? 0 : 1)
    const id = await follow(UP)
    await wakes(4 * 60)
    const before = await gathered()
    expect(before.spans.length).toBeGreaterThan(30)
    expect(await foldRows(db, id, now)).toBe(0)
    expect(await foldRows(db, id, now + DAY)).toBeGreaterThan(30)
    expect(said((await gathered()).spans)).toEqual([['down', 0, 180]])
    expect(await db.count('evidence')).toBe(0)
  })
})

describe('requests by step', () => {
  it('are counted once, in whole requests, once their step is a minute over', async () => {
    // 120.4 requests in five minutes, 1.6 of them failed in every other step.
    value = (query, at) => (query === 'all' ? 120.4 : (at / (5 * MINUTE)) % 2 === 0 ? 1.6 : 0)
    await follow(SLOTS)
    await wakes(16)
    const { requests, coverage } = await gathered()
    const last = requests.filter(({ to }) => to > NOW)
    // At NOW + 15 min the step up to then still grows; the one before ended at + 10.
    expect(last.map(({ from, to, total: all, failed }) => [(from - NOW) / MINUTE, (to - NOW) / MINUTE, all, failed])).toEqual([
      [0, 5, 120, 0],
      [5, 10, 120, 2],
    ])
    expect(new Set(requests.map(({ from }) => from)).size).toBe(requests.length)
    // The first sample, 90 days back, counts the five minutes before it.
    expect(coverage.map(({ from, to }) => [(NOW - from) / MINUTE - 90 * 24 * 60, ((to as number) - NOW) / MINUTE])).toEqual([[10, 10]])
  })
  it('that nobody counts are unknown; failures that nobody counts are none', async () => {
    value = (query, at) => (query === 'bad' || (at > NOW && at <= NOW + 10 * MINUTE) ? null : 50)
    await follow(SLOTS)
    await wakes(22)
    const { requests, coverage } = await gathered()
    expect(requests.filter(({ to }) => to > NOW).map(({ to, total: all, failed }) => [(to - NOW) / MINUTE, all, failed])).toEqual([
      [15, 50, 0],
    ])
    expect(coverage.map(({ to }) => ((to as number) - NOW) / MINUTE)).toEqual([0, 15])
  })
})

describe('a server that does not answer as it should', () => {
  it.each([
    ['several series', { ...UP, query: 'up or down' }, 'many-series'],
    ['an expression that is none', { ...UP, query: 'up{' }, 'bad-query'],
    ['no samples', { ...UP, query: 'none' }, 'no-series'],
  ])('is refused before anything is kept: %s', async (_what, query, refusal) => {
    value = (name) => (name === 'none' ? null : 1)
    await expect(tryMetrics(parts(), newMetrics(new URL(url), query, now))).rejects.toMatchObject({ refusal })
  })
  it('is a problem with the server’s own message, and changes nothing', async () => {
    await follow(UP)
    await wakes(2)
    const { covered } = await state()
    await db.put('sources', { ...(await readSources(db))[0]!, metrics: { ...UP, query: 'up{' } })
    await wakes(6)
    expect((await state()).trouble).toMatchObject({ kind: 'wrong-shape', detail: expect.stringContaining('unclosed brace') })
    expect((await state()).covered).toEqual(covered)
  })
  it.each([
    ['the server', '', 'api/v1/query_range'],
    ['its page', 'graph', 'api/v1/query_range'],
    ['a question', 'api/v1/query', 'api/v1/query_range'],
    ['a folder of a proxy', 'prometheus/', 'prometheus/api/v1/query_range'],
  ])('is found by the address of %s', (_what, path, address) => {
    expect(newMetrics(new URL(path, 'https://m.example/'), UP, now).address).toBe(`https://m.example/${address}`)
  })
})

/** Half an hour, the last of it ten minutes ago: up, down from minute 10 to 15, nothing from 20 to 25. */
const BASE = Math.floor(Date.now() / MINUTE) * MINUTE - 40 * MINUTE
const told = Array.from({ length: 30 }, (_, minute) => ({
  minute,
  at: BASE + minute * MINUTE,
  up: minute < 10 || minute >= 15 ? 1 : 0,
})).filter(({ minute }) => minute < 20 || minute >= 25)

async function reads(page: string): Promise<void> {
  now = Date.now()
  await follow({ ...UP, query: 'last_over_time(probe_success{job="api"}[59s])' }, page)
  await wakes(8)
  const { spans, coverage } = await gathered()
  expect(spans.map(({ state: was, from, to }) => [was, (from - BASE) / MINUTE, ((to ?? Number.NaN) - BASE) / MINUTE])).toEqual([
    ['down', 10, 15],
  ])
  expect(coverage.map(({ from, to }) => [(from - BASE) / MINUTE, ((to as number) - BASE) / MINUTE])).toEqual([
    [0, 20],
    [25, 30],
  ])
}

const victoria = program('victoria-metrics')
it.skipIf(!victoria)(
  'VictoriaMetrics is read, 90 days back and from then on',
  async () => {
    const real = `http://127.0.0.1:${await freePort()}`
    const args = [
      `-httpListenAddr=${new URL(real).host}`,
      `-storageDataPath=${scratch()}`,
      '-retentionPeriod=1y',
      '-search.latencyOffset=0s',
    ]
    await start(victoria as string, args, `${real}/health`)
    const lines = told.map(({ at, up }) => `probe_success{job="api"} ${up} ${at}`)
    await fetch(`${real}/api/v1/import/prometheus`, { method: 'POST', body: `${lines.join('\n')}\n` })
    await fetch(`${real}/internal/force_flush`)
    await reads(real)
  },
  30_000,
)

const prom = program('prometheus')
const promtool = program('promtool')
it.skipIf(!prom || !promtool)(
  'Prometheus is read, 90 days back and from then on, within its limit',
  async () => {
    const folder = scratch()
    const lines = told.map(({ at, up }) => `probe_success{job="api"} ${up} ${at / 1000}`)
    writeFileSync(join(folder, 'told.om'), `# TYPE probe_success gauge\n${lines.join('\n')}\n# EOF\n`)
    writeFileSync(join(folder, 'prometheus.yml'), 'global: {}\n')
    const blocks = ['tsdb', 'create-blocks-from', 'openmetrics', join(folder, 'told.om'), join(folder, 'data')]
    execFileSync(promtool as string, blocks, { stdio: 'ignore' })
    const real = `http://127.0.0.1:${await freePort()}`
    const args = [
      `--config.file=${join(folder, 'prometheus.yml')}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--web.listen-address=${new URL(real).host}`,
    ]
    await start(prom as string, args, `${real}/-/ready`)
    await reads(real)
    const wrong = newMetrics(new URL(real), { ...UP, query: 'up{' }, now)
    await expect(tryMetrics(parts(), wrong)).rejects.toMatchObject({
      refusal: 'bad-query',
      message: expect.stringContaining('parse error'),
    })
  },
  30_000,
)
