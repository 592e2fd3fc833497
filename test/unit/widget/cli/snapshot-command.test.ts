import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Standing, standing } from './standing.ts'

const CONTRACT = `format: standing/contract@1
id: acme
title: Acme for Globex
zone: UTC
period: { every: month }
parties: { provider: { name: Acme }, customer: { name: Globex } }
services: [{ id: api, name: API }]
objectives: [{ id: uptime, services: [api], target: 99.9, measure: { by: time }, remedies: [credit] }]
remedies: [{ id: credit, kind: percent, bands: [{ below: 99.9, credit: 10 }], base: { amount: 1234.56, currency: EUR } }]
`
const evidence = (minutes: number): object => ({
  format: 'standing/evidence@1',
  coverage: [{ service: 'api', source: 'feed:acme', from: '2026-06-01T00:00:00Z', to: '2026-07-01T00:00:00Z' }],
  spans: [
    {
      service: 'api',
      source: 'feed:acme',
      from: '2026-06-10T00:00:00Z',
      to: new Date(Date.UTC(2026, 5, 10, 0, minutes)).toISOString(),
      state: 'down',
      title: 'api answers Globex with errors',
    },
  ],
})

let tool: Standing
let link = ''
const made = (file: string, out: string, ...more: string[]) =>
  tool.run([
    'seal',
    '--contract',
    'acme.yaml',
    '--evidence',
    file,
    '--at',
    '2026-07-01T00:00:00Z',
    '--period',
    '2026-06',
    '--out',
    out,
    ...more,
  ])

beforeAll(async () => {
  tool = await standing()
  tool.file('acme.yaml', CONTRACT)
  tool.file('hour.json', evidence(60))
  tool.file('less.json', evidence(43))
  expect((await made('hour.json', 'hour.standing.json')).exit).toBe(0)
  expect((await made('less.json', 'less.standing.json')).exit).toBe(0)
  const ran = await tool.run([
    'seal',
    '--contract',
    'acme.yaml',
    '--evidence',
    'hour.json',
    '--at',
    '2026-07-01T00:00:00Z',
    '--period',
    '2026-06',
    '--link',
    'https://r.example/reader.html',
  ])
  link = ran.out.trim()
})
afterAll(() => tool.close())

describe('a link', () => {
  it('verifies and opens as a file does', async () => {
    expect(link).toMatch(/^https:\/\/r\.example\/reader\.html#s=[\w-]+$/)
    expect(await tool.run(['verify', link])).toMatchObject({ exit: 0 })
    const [fromLink, fromFile] = [await tool.run(['open', link, '--json']), await tool.run(['open', 'hour.standing.json', '--json'])]
    const answer = (text: string) => JSON.parse(text).objectives
    expect(answer(fromLink.out)).toEqual(answer(fromFile.out))
  })
  it.each([
    ['cut', () => link.slice(0, -20), /^link: .*(does not unpack|base64url)/],
    ['of nothing', () => 'https://r.example/#s=', /^link: /],
  ])('that is %s is refused with the reason', async (_what, text, reason) => {
    const ran = await tool.run(['verify', text()])
    expect(ran).toMatchObject({ exit: 1, out: '' })
    expect(ran.err[0]).toMatch(reason)
  })
})

describe('standing compare', () => {
  it('says where two part and exits with 1 where their answers differ', async () => {
    const ran = await tool.run(['compare', 'hour.standing.json', 'less.standing.json'])
    // 60 and 43 min of the 43 min 12 s that 99.9 % of 720 h leaves.
    expect(ran.exit).toBe(1)
    expect(ran.out).toContain(
      'breached, 99.861111111 %, PT1H down, credit 123.46 EUR | met, 99.900462962 %, PT43M down, credit none; apart by PT17M',
    )
    expect(ran.out).toContain(
      '2026-06-10T00:43:00+00:00 – 2026-06-10T01:00:00+00:00  counted by objectives.uptime (feed:acme) | up  (source)',
    )
  })
  it('takes a file beside a link, and exits with 0 where they agree', async () => {
    expect(await tool.run(['compare', 'hour.standing.json', link, '--json'])).toMatchObject({ exit: 0 })
  })
  it.each([[['hour.standing.json']], [['a', 'b', 'c']]])('wants two: %j', async (files) => {
    expect(await tool.run(['compare', ...files])).toMatchObject({ exit: 2, out: '' })
  })
})

describe('standing redact', () => {
  it('leaves a snapshot that holds and says nothing of what was taken out', async () => {
    const ran = await tool.run(['redact', 'hour.standing.json', '--redact', 'public', '--out', 'public.standing.json'])
    expect(ran.exit).toBe(0)
    expect(await tool.run(['verify', 'public.standing.json'])).toMatchObject({ exit: 0 })
    const { out } = await tool.run(['open', 'public.standing.json', '--json'])
    expect(JSON.parse(out).objectives).toMatchObject([{ verdict: 'breached', credit: { percent: '10', amount: null } }])
    const redacted = await tool.run(['redact', 'hour.standing.json', '--redact', 'names', 'fees'])
    for (const secret of ['Globex', '1234.56', '123.46']) expect(redacted.out).not.toContain(secret)
    expect(redacted.out).toContain('api answers customer with errors')
  })
  it.each([
    [['--redact', 'everything'], 2],
    [['--redact', 'colleague'], 2],
    [[], 2],
  ])('%j is wrong usage', async (options, exit) => {
    expect(await tool.run(['redact', 'hour.standing.json', ...options])).toMatchObject({ exit, out: '' })
  })
})
