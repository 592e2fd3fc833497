import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Standing, standing } from './standing.ts'

// May 2026 in UTC has 31 d = 2,678,400 s; 0.1 % = 2,678.4 s. 3,600 s down: 100 − 360,000 / 2,678,400 = 99.8655913…
const CONTRACT = {
  format: 'standing/contract@1',
  id: 'acme',
  title: 'Acme',
  zone: 'UTC',
  period: { every: 'month' },
  services: [{ id: 'api', name: 'API <b>' }],
  objectives: [{ id: 'uptime', services: ['api'], target: '99.9', measure: { by: 'time' } }],
}
const EVIDENCE = {
  format: 'standing/evidence@1',
  spans: [
    {
      service: 'api',
      from: '2026-05-10T00:00:00Z',
      to: '2026-05-10T01:00:00Z',
      state: 'down',
      source: 'feed:acme',
      title: 'Fire & <script>',
    },
  ],
  coverage: [{ service: 'api', source: 'feed:acme', from: '2026-05-01T00:00:00Z', to: '2026-06-01T00:00:00Z' }],
}

let tool: Standing
beforeAll(async () => {
  tool = await standing()
  tool.file('contract.json', CONTRACT)
  tool.file('evidence.json', EVIDENCE)
  const made = await tool.run([
    'publish',
    '--contract',
    'contract.json',
    '--evidence',
    'evidence.json',
    '--at',
    '2026-05-31T23:59:59Z',
    '--out',
    'feed.json',
  ])
  expect(made.exit).toBe(0)
})
afterAll(() => tool.close())

describe('standing badge', () => {
  it('is an SVG with an accessible name, and text stays text', async () => {
    const { exit, out } = await tool.run(['badge', '--feed', 'feed.json'])
    expect(exit).toBe(0)
    expect(out.replaceAll('\u00a0', ' ')).toContain('<title>API &lt;b&gt; 99.9 %: Breached, 99.865 %</title>')
    expect(out).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="\d+" height="24" [^>]*role="img" aria-label="[^"]+"/)
    expect(out).not.toMatch(/<b>|<script| on\w+=|href/)
  })
  it('speaks the language asked for, right to left where it runs so', async () => {
    expect((await tool.run(['badge', '--feed', 'feed.json', '--locale', 'de'])).out).toContain('99,865')
    expect((await tool.run(['badge', '--feed', 'feed.json', '--locale', 'ar'])).out).toContain('مُخلّ به')
  })
  it.each([
    [['badge'], 2, 'Missing option --feed'],
    [['badge', '--feed', 'feed.json', '--locale', 'tlh'], 2, 'wanted en, de, ar'],
    [['badge', '--feed', 'evidence.json'], 1, 'format: wanted standing/feed@1'],
    [['badge', '--feed', 'feed.json', '--objective', 'nothing'], 1, 'wanted nothing, got uptime'],
  ])('%j', async (args, exit, words) => {
    const ran = await tool.run(args)
    expect(ran).toMatchObject({ exit, out: '' })
    expect(ran.err.join('\n')).toContain(words)
  })
})

describe('an objective for each service', () => {
  beforeAll(async () => {
    const services = [
      { id: 'api', name: 'API' },
      { id: 'web', name: 'Web' },
    ]
    const objectives = [{ ...CONTRACT.objectives[0], services: ['api', 'web'], each: 'service' }]
    tool.file('each.json', { ...CONTRACT, services, objectives })
    const coverage = ['api', 'web'].map((service) => ({ ...EVIDENCE.coverage[0], service }))
    tool.file('each-evidence.json', { ...EVIDENCE, coverage })
    const files = ['--contract', 'each.json', '--evidence', 'each-evidence.json', '--at', '2026-05-31T23:59:59Z', '--out', 'each-feed.json']
    const made = await tool.run(['publish', ...files])
    expect(made.exit).toBe(0)
    // A reader of the feed comes to the same verdicts.
    expect(made.err.join('\n')).not.toContain('comes to')
  })
  it.each([
    ['the first, where none is named', [], 'API 99.9 %: Breached, 99.865 %'],
    ['the first, by the id of both', ['--objective', 'uptime'], 'API 99.9 %: Breached, 99.865 %'],
    ['one, by its id and service', ['--objective', 'uptime/web'], 'Web 99.9 %: On track, 100 %'],
  ])('has a badge of %s', async (_what, chosen, words) => {
    const { out } = await tool.run(['badge', '--feed', 'each-feed.json', ...chosen])
    expect(out.replaceAll('\u00a0', ' ')).toContain(`<title>${words}</title>`)
  })
  it('names the entries there are', async () => {
    const { err } = await tool.run(['badge', '--feed', 'each-feed.json', '--objective', 'uptime/blog'])
    expect(err.join('\n')).toContain('wanted uptime/blog, got uptime/api, uptime/web')
  })
})

describe('standing html', () => {
  it('is the whole standing without script and without a style attribute', async () => {
    const { exit, out } = await tool.run(['html', '--feed', 'feed.json'])
    expect(exit).toBe(0)
    const text = out.replaceAll('\u00a0', ' ')
    for (const words of [
      'API &lt;b&gt;',
      '99.865',
      'target 99.9 %',
      'Breached',
      'Fire &amp; &lt;script&gt;',
      'Last update 31 May, 23:59 (UTC)',
    ])
      expect(text).toContain(words)
    expect(out).not.toMatch(/<script|style=| on\w+=/)
  })
  it('has a style sheet of its own, colours in both schemes', async () => {
    const { out } = await tool.run(['html', '--sheet'])
    expect(out).toContain('light-dark(')
    expect(out).toContain('.sla-standing')
  })
})
