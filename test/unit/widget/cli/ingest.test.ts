import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { component, incident, incidents, response, update } from '../../feeds/statuspage-rows.ts'
import { type Standing, standing } from './standing.ts'

const API = { id: 'c1', name: 'Web API = main' }
const OUTAGE = incident('i1', [
  update(0, 'investigating', [[API, 'operational', 'major_outage']]),
  update(30, 'resolved', [[API, 'major_outage', 'operational']]),
])

let tool: Standing
beforeAll(async () => {
  tool = await standing()
  tool.file('incidents.json', incidents(OUTAGE))
  tool.file('page.html', '<!doctype html><html><title>502</title></html>')
})
afterAll(() => tool.close())

let server: Server | undefined
afterEach(() => {
  server?.closeAllConnections()
  server?.close()
})
/** A server on loopback; its address. */
async function serve(answer: RequestListener): Promise<string> {
  server = createServer(answer)
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const STATUSPAGE = ['ingest', '--format', 'statuspage', '--observed-at', '2026-06-11T00:00:00Z']

describe('standing ingest', () => {
  it('prints evidence that standing evaluate reads', async () => {
    const ran = await tool.run([...STATUSPAGE, '--map', 'Web API = main=api', 'incidents.json'])
    expect(ran).toMatchObject({ exit: 0, err: ['standing: 1 row read: 1 counted'] })
    const document = JSON.parse(ran.out)
    expect(document).toMatchObject({
      format: 'standing/evidence@1',
      spans: [
        {
          service: 'api',
          from: '2026-06-10T00:00:00Z',
          to: '2026-06-10T00:30:00Z',
          state: 'down',
          source: 'feed:statuspage',
          ref: 'i1',
          observedAt: '2026-06-11T00:00:00Z',
        },
      ],
      coverage: [{ service: 'api', source: 'feed:statuspage', from: '2026-06-10T00:00:00Z', to: '2026-06-11T00:00:00Z' }],
    })
    tool.file('evidence.json', document)
    const contract = `format: standing/contract@1
id: acme
title: Acme
zone: UTC
period: { every: month }
services: [{ id: api, name: API }]
objectives: [{ id: uptime, services: [api], target: 99.9, measure: { by: time } }]
`
    tool.file('contract.yaml', contract)
    const at = ['--at', '2026-06-11T00:00:00Z', '--json']
    const made = await tool.run(['evaluate', '--contract', 'contract.yaml', '--evidence', 'evidence.json', ...at])
    const raw = await tool.run([
      ...['evaluate', '--contract', 'contract.yaml', '--evidence', 'incidents.json', '--format', 'statuspage'],
      ...['--map', 'c1=api', '--observed-at', '2026-06-11T00:00:00Z', ...at],
    ])
    expect(JSON.parse(made.out).objectives[0].time).toMatchObject({ down: 1_800_000, unknown: 9 * 86_400_000 })
    expect(JSON.parse(raw.out).objectives).toEqual(JSON.parse(made.out).objectives)
  })

  it('has a component be its own service without a map', async () => {
    const ran = await tool.run([...STATUSPAGE, 'incidents.json'])
    expect(JSON.parse(ran.out).spans[0].service).toBe('c1')
  })

  it('refuses a map that names a component which is nowhere on the page, and names the nearest', async () => {
    const ran = await tool.run([...STATUSPAGE, 'incidents.json', '--map', 'Wbe API = main=api'])
    expect(ran).toMatchObject({ exit: 1, out: '' })
    expect(ran.err).toEqual(['--map: wanted a component of the page, nearest "Web API = main", got "Wbe API = main"'])
  })

  it('covers a component without incidents where the list of components names it', async () => {
    tool.file('components.json', response({ components: [component(API), component({ id: 'c2', name: 'Web' })] }))
    const map = ['--map', 'c1=api', 'web=site', '--']
    const alone = await tool.run([...STATUSPAGE, ...map, 'incidents.json'])
    expect(alone).toMatchObject({ exit: 1, out: '' })
    const both = await tool.run([...STATUSPAGE, ...map, 'incidents.json', 'components.json'])
    expect(JSON.parse(both.out).coverage.map((each: { service: string }) => each.service)).toEqual(['api', 'site'])
  })

  it('covers a file of an unknown time up to the newest instant in it', async () => {
    tool.file('file.json', incidents(OUTAGE))
    const ran = await tool.run(['ingest', '--format', 'statuspage', 'file.json'])
    const { coverage } = JSON.parse(ran.out)
    expect(coverage).toMatchObject([{ from: '2026-06-10T00:00:00Z', to: '2026-06-10T00:30:00Z' }])
  })

  it('accounts for every row, once, with the evidence', async () => {
    const none = incident('i2', [update(5, 'investigating'), update(9, 'resolved')], { impact: 'none', components: [component(API)] })
    const nameless = incident('i3', [update(5, 'investigating'), update(9, 'resolved')])
    tool.file('rows.json', incidents(OUTAGE, none, nameless, OUTAGE, { id: 'x', status: 'resolved' }))
    const ran = await tool.run([...STATUSPAGE, '--json', 'rows.json', 'rows.json'])
    const { account } = JSON.parse(ran.out)
    // In the first response the outage stands twice; the second says again what the first said. Rejected rows have no name.
    expect(account).toMatchObject({ read: 10, spans: 1, maintenance: 0, noImpact: 1, notAssigned: 1, rejected: 2, unchanged: 5 })
    expect(account.rows).toContainEqual({ ref: 'i2', part: 'noImpact', code: 'impact-none', params: {}, why: 'impact none' })
    expect(ran.err.at(-1)).toBe(
      'standing: 10 rows read: 1 counted, 1 without stated impact, 1 not assigned to a service, 2 rejected, 5 unchanged',
    )
  })

  it.each([
    ['an error page', 'page.html'],
    ['nothing', 'empty.json'],
    ['half a response', 'half.json'],
    ['no such file', 'none.json'],
  ])('refuses %s, and prints nothing', async (_what, file) => {
    tool.file('empty.json', '')
    tool.file('half.json', incidents(OUTAGE).slice(0, 400))
    const ran = await tool.run([...STATUSPAGE, file])
    expect(ran).toMatchObject({ exit: 1, out: '' })
    expect(ran.err).toHaveLength(1)
    expect(ran.err[0]).toMatch(new RegExp(`^${file}: .*wanted .+, got `))
  })

  it('says which rows it could not use', async () => {
    tool.file('odd.json', incidents(OUTAGE, { id: 'x', status: 'resolved' }))
    const ran = await tool.run([...STATUSPAGE, 'odd.json'])
    expect(ran.exit).toBe(0)
    expect(JSON.parse(ran.out)).not.toHaveProperty('coverage')
    expect(ran.err[0]).toMatch(/^odd\.json: incidents\[1\]: not used: created_at/)
  })
})

describe('standing ingest of an address', () => {
  it('reads every address of a page and names the source by its host', async () => {
    const asked: string[] = []
    const url = await serve((request, answer) => {
      asked.push(request.url ?? '')
      const body = { '/api/v2/incidents.json': incidents(OUTAGE), '/api/v2/components.json': response({ components: [component(API)] }) }[
        request.url ?? ''
      ]
      answer.end(body ?? response({ scheduled_maintenances: [] }))
    })
    const ran = await tool.run([...STATUSPAGE, url])
    expect(ran.exit).toBe(0)
    expect(asked).toEqual(['/api/v2/incidents.json', '/api/v2/scheduled-maintenances.json', '/api/v2/components.json'])
    expect(JSON.parse(ran.out).spans[0].source).toBe(`feed:${new URL(url).host}`)
  })

  it('reads the one address where it is more than a page', async () => {
    const url = await serve((request, answer) => answer.end(request.url === '/api/v2/incidents.json' ? incidents(OUTAGE) : 'no'))
    expect(await tool.run([...STATUSPAGE, `${url}/api/v2/incidents.json`])).toMatchObject({ exit: 0 })
  })

  it.each<[string, RequestListener, RegExp]>([
    ['an error', (_, answer) => answer.writeHead(503).end(incidents(OUTAGE)), /wanted an answer with status 200, got status 503/],
    ['an error page with status 200', (_, answer) => answer.end('<html>'), /wanted JSON/],
    [
      'a redirect to another host',
      (_, answer) => answer.writeHead(302, { location: 'http://status.example/api' }).end(),
      /wanted an answer from 127\.0\.0\.1:\d+, got a redirect to http:\/\/status\.example\/api/,
    ],
    ['redirects without end', (request, answer) => answer.writeHead(302, { location: `${request.url}x` }).end(), /at most 5 redirects/],
    ['a connection that breaks off', (request) => request.socket.destroy(), /wanted an answer, got /],
    [
      'an answer without end',
      (_, answer) => {
        const piece = Buffer.alloc(1_000_000, 0x20)
        const pour = (): void => {
          while (!answer.destroyed && answer.write(piece)) {}
        }
        answer.on('drain', pour)
        pour()
      },
      /wanted at most \d+ bytes, got more/,
    ],
  ])('refuses %s', async (_what, answer, words) => {
    const url = await serve(answer)
    const ran = await tool.run([...STATUSPAGE, `${url}/x`])
    expect(ran).toMatchObject({ exit: 1, out: '' })
    expect(ran.err).toHaveLength(1)
    expect(ran.err[0]).toMatch(words)
  })

  it('refuses a port where nobody answers', async () => {
    const url = await serve(() => {})
    server?.close()
    const ran = await tool.run([...STATUSPAGE, `${url}/x`])
    expect(ran).toMatchObject({ exit: 1, out: '' })
    expect(ran.err[0]).toContain('wanted an answer, got ECONNREFUSED')
  })

  describe('without a format', () => {
    const AT = ['ingest', '--observed-at', '2026-06-11T00:00:00Z']

    it('knows a file by what it holds, and says so', async () => {
      const ran = await tool.run([...AT, 'incidents.json'])
      expect(ran).toMatchObject({ exit: 0, err: ['incidents.json: Atlassian Statuspage (statuspage)', 'standing: 1 row read: 1 counted'] })
      expect(JSON.parse(ran.out).spans).toHaveLength(1)
    })

    it('refuses a file that is not a feed', async () => {
      expect(await tool.run([...AT, 'page.html'])).toMatchObject({
        exit: 1,
        out: '',
        err: ['page.html: wanted a feed that is known, got none: name it with --format'],
      })
    })

    it('finds the feed of a page by its address', async () => {
      const files: Record<string, string> = {
        '/api/v2/summary.json': JSON.stringify({
          page: { id: 'p', name: 'Acme' },
          status: { indicator: 'none' },
          components: [component(API)],
          incidents: [],
          scheduled_maintenances: [],
        }),
        '/api/v2/incidents.json': incidents(OUTAGE),
        '/api/v2/components.json': response({ components: [component(API)] }),
      }
      const page = await serve((ask, answer) => {
        const body = files[ask.url ?? '']
        answer.writeHead(body ? 200 : 404, { 'content-type': 'application/json' }).end(body ?? '')
      })
      const ran = await tool.run([...AT, `${page}/incidents/i1`])
      expect(ran.exit).toBe(0)
      expect(ran.err.slice(0, 2)).toEqual([
        `${page}/api/v2/summary.json: Atlassian Statuspage (statuspage)`,
        `${page}/api/v2/scheduled-maintenances.json: wanted an answer with status 200, got status 404: left out`,
      ])
      expect(JSON.parse(ran.out).spans).toMatchObject([{ service: 'c1', ref: 'i1' }])
    })

    it('lists the answer of every address where nothing is found', async () => {
      const page = await serve((_ask, answer) => answer.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><html></html>'))
      const ran = await tool.run([...AT, page])
      expect(ran).toMatchObject({ exit: 1, out: '' })
      expect(ran.err[0]).toBe(`${page}/api/v2/summary.json: a page for people, no feed`)
      expect(ran.err.at(-1)).toBe(`${page}: wanted a feed that is known, got none: name it with --format`)
    })
  })
})
