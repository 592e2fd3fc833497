import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { feedHash } from '../../../../shared/published/feed.ts'
import { type PublicKey, thumbprint } from '../../../../shared/signing/public-key.ts'
import { checkSeal } from '../../../../shared/signing/seal.ts'
import { type Standing, standing } from './standing.ts'

const CONTRACT = `format: standing/contract@1
id: acme
title: Acme API
zone: UTC
period: { every: month }
services: [{ id: api, name: API }]
objectives:
  - { id: uptime, services: [api], target: 99.9, measure: { by: time } }
  - { id: answers, services: [api], measure: { by: tickets, clock: response, attainment: 95 } }
support: { severities: [{ id: p1, response: PT1H }] }
`
const EVIDENCE = {
  format: 'standing/evidence@1',
  spans: [{ service: 'api', from: '2026-06-10T00:00:00Z', to: '2026-06-10T01:00:00Z', state: 'down', source: 'feed:acme' }],
  coverage: [{ service: 'api', source: 'feed:acme', from: '2026-06-01T00:00:00Z', to: '2026-06-14T00:00:00Z' }],
}

let tool: Standing
beforeAll(async () => {
  tool = await standing()
  tool.file('contract.yaml', CONTRACT)
  tool.file('evidence.json', EVIDENCE)
})
afterAll(() => tool.close())

const PUBLISH = ['publish', '--contract', 'contract.yaml', '--evidence', 'evidence.json', '--at', '2026-06-14T00:00:00Z']

describe('standing publish, signed', () => {
  it('is signed by the key that standing key made, and says so to whoever checks', async () => {
    const made = await tool.run(['key', '--out', 'key.json'])
    expect(made.exit).toBe(0)
    const [open] = (JSON.parse(made.out) as { keys: PublicKey[] }).keys
    expect(made.out).not.toContain('"d"')
    expect(statSync(join(tool.folder, 'key.json')).mode & 0o077).toBe(0)
    const ran = await tool.run([...PUBLISH, '--private-key', 'key.json'])
    const feed = JSON.parse(ran.out)
    expect(await checkSeal(feed, crypto.subtle)).toMatchObject({
      state: 'valid',
      key: open,
      thumbprint: await thumbprint(open!, crypto.subtle),
    })
    expect(await checkSeal({ ...feed, since: '2020-01-01T00:00:00Z' }, crypto.subtle)).toMatchObject({ state: 'invalid' })
  })

  it('never overwrites a file with a key, and refuses a file that is not a key', async () => {
    tool.file('old.json', '{}')
    expect(await tool.run(['key', '--out', 'old.json'])).toMatchObject({ exit: 1, out: '' })
    expect(await tool.run([...PUBLISH, '--private-key', 'old.json'])).toMatchObject({ exit: 1, out: '' })
  })
})

describe('standing publish', () => {
  it('prints the feed, and on standard error its size and what it leaves out', async () => {
    const ran = await tool.run(PUBLISH)
    expect(ran.exit).toBe(0)
    const feed = JSON.parse(ran.out)
    expect(feed).toMatchObject({
      format: 'standing/feed@1',
      generatedAt: '2026-06-14T00:00:00Z',
      validFor: 'PT5M',
      predecessor: null,
      evaluator: '1.2.3',
    })
    expect(feed.tzdb).toMatch(/^[0-9a-f]{64}$/)
    expect(ran.err[0]).toMatch(/^standing: the feed is \d+ bytes, \d+ compressed$/)
    expect(ran.err.slice(1)).toEqual(["standing: not told, because they rest on a customer's tickets: answers"])
  })

  it('writes a file, and names the one before it', async () => {
    const first = await tool.run([...PUBLISH, '--out', 'sla/feed.json', '--valid-for', 'PT1H'])
    expect(first).toMatchObject({ exit: 0, out: '' })
    const feed = JSON.parse(readFileSync(join(tool.folder, 'sla/feed.json'), 'utf8'))
    expect(feed.validFor).toBe('PT1H')
    const second = await tool.run([...PUBLISH, '--previous', 'sla/feed.json'])
    expect(JSON.parse(second.out).predecessor).toBe(feedHash(feed))
  })

  it.each([
    ['an agreement that is none', [...PUBLISH.slice(0, 2), 'evidence.json', ...PUBLISH.slice(3)], 1],
    ['a feed before it that is none', [...PUBLISH, '--previous', 'evidence.json', '--out', 'new.json'], 1],
    ['an invalid duration', [...PUBLISH, '--valid-for', 'soon', '--out', 'new.json'], 2],
    ['no evidence', ['publish', '--contract', 'contract.yaml'], 2],
  ])('refuses %s, and writes nothing', async (_what, args, exit) => {
    const ran = await tool.run(args)
    expect(ran).toMatchObject({ exit, out: '' })
    expect(ran.err.length).toBeGreaterThan(0)
    expect(existsSync(join(tool.folder, 'new.json'))).toBe(false)
  })
})
