import { spawn } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Standing, standing } from './standing.ts'

/** 99.9 of June, round the clock: 30 d x 86,400 s x 0.1 % = 2,592 s may be down. */
const CONTRACT = `format: standing/contract@1
id: acme
title: Acme API
zone: UTC
period: { every: month }
services: [{ id: api, name: API }]
objectives: [{ id: uptime, services: [api], target: 99.9, measure: { by: time } }]
`
const evidence = (seconds: number): object => ({
  format: 'standing/evidence@1',
  spans: [
    {
      service: 'api',
      from: '2026-06-10T00:00:00Z',
      to: new Date(Date.UTC(2026, 5, 10) + seconds * 1000).toISOString(),
      state: 'down',
      source: 'feed:acme',
    },
  ],
  coverage: [{ service: 'api', source: 'feed:acme', from: '2026-06-01T00:00:00Z', to: '2026-07-01T00:00:00Z' }],
})
const JUNE = ['--at', '2026-07-01T00:00:00Z', '--period', '2026-06']

let tool: Standing
beforeAll(async () => {
  tool = await standing()
  tool.file('contract.yaml', CONTRACT)
  tool.file('exactly.json', evidence(2592))
  tool.file('over.json', evidence(2593))
  tool.file('bad.yaml', CONTRACT.replace('99.9', '100.1').replace('[api]', '[web]'))
  tool.file('odd.yaml', `${CONTRACT}colour: blue\n`)
  tool.file('bad.json', { format: 'standing/evidence@1', spans: [{ service: 'api', from: '2026-06-10T00:00:00Z', to: 'later' }] })
})
afterAll(() => tool.close())

const json = (text: string): { objectives: { verdict: string; budget: { left: number }; time: { down: number } }[] } => JSON.parse(text)

describe('standing evaluate', () => {
  it.each([
    ['exactly the budget', 'exactly.json', 'met', 0],
    ['one second over it', 'over.json', 'breached', -1000],
  ])('%s', async (_what, file, verdict, left) => {
    const ran = await tool.run(['evaluate', '--contract', 'contract.yaml', '--evidence', file, ...JUNE, '--json'])
    expect(ran).toMatchObject({ exit: 0, err: [] })
    expect(json(ran.out).objectives).toMatchObject([{ verdict, budget: { left } }])
  })

  it('prints one JSON text and nothing but it', async () => {
    const ran = await tool.run(['evaluate', '--contract', 'odd.yaml', '--evidence', 'over.json', ...JUNE, '--json'])
    expect(ran.exit).toBe(0)
    expect(Object.keys(JSON.parse(ran.out))[0]).toBe('format')
    expect(ran.err).toHaveLength(1)
    expect(ran.err[0]).toMatch(/^odd\.yaml:\d+:1: colour: /)
  })

  it('prints a table a stranger can read, without colour where there is no terminal', async () => {
    const { out, exit } = await tool.run(['evaluate', '--contract', 'contract.yaml', '--evidence', 'over.json', ...JUNE])
    expect(exit).toBe(0)
    expect(out).not.toContain('\u001b')
    // 2,593 s of 2,592,000 s: 100 - 0.10003858… floors to 99.899 at three digits.
    expect(out).toMatch(/■ +API +uptime +2026-06 +99\.899 % +99\.9 % +Breached/)
    expect(out).toMatch(/−1 s/)
  })

  it('takes several files after one option, and several options', async () => {
    const files = ['--evidence', 'exactly.json', 'over.json', '--evidence', 'exactly.json']
    const ran = await tool.run(['evaluate', '--contract', 'contract.yaml', ...files, ...JUNE, '--json'])
    // Overlapping words of one source are one outage: 2,593 s, not 5,185.
    expect(json(ran.out).objectives[0]?.time.down).toBe(2_593_000)
  })

  it('reads standard input where a file is called -', async () => {
    const ran = await tool.run(['evaluate', '--contract', 'contract.yaml', '--evidence', '-', ...JUNE, '--json'], {
      input: JSON.stringify(evidence(2593)),
    })
    expect(json(ran.out).objectives[0]?.verdict).toBe('breached')
  })

  it('reports the problems of every file at once, and prints nothing', async () => {
    const ran = await tool.run(['evaluate', '--contract', 'bad.yaml', '--evidence', 'bad.json', 'none.json', ...JUNE])
    expect(ran).toMatchObject({ exit: 1, out: '' })
    const places = ran.err.map((line) => line.split(': ').slice(0, 2).join(': '))
    expect(places).toEqual([
      'bad.yaml:7:45: objectives[0].target',
      'bad.yaml:7:39: objectives[0].services[0]',
      'bad.json: spans[0].to',
      'bad.json: spans[0].state',
      'bad.json: spans[0].source',
      'none.json: wanted a file that can be read, got ENOENT',
    ])
    for (const line of ran.err) expect(line).toMatch(/: wanted .+, got /)
  })
})

describe('standing, usage', () => {
  it.each([
    ['no command', [], 2],
    ['an unknown command', ['judge'], 2],
    ['an unknown option', ['evaluate', '--contracts', 'contract.yaml'], 2],
    ['an option without its value', ['evaluate', '--at'], 2],
    ['an option twice', ['evaluate', '--at', '2026-07-01T00:00:00Z', '--at', '2026-07-02T00:00:00Z'], 2],
    ['no contract', ['evaluate', '--evidence', 'over.json'], 2],
    ['no evidence', ['evaluate', '--contract', 'contract.yaml'], 2],
    ['an instant that is none', ['evaluate', '--contract', 'contract.yaml', '--evidence', 'over.json', '--at', 'yesterday'], 2],
    ['a word too many', ['evaluate', 'contract.yaml'], 2],
    ['a format nobody knows', ['ingest', '--format', 'smoke-signals', 'x'], 2],
    ['nothing to read', ['ingest'], 2],
    ['a map without its service', ['ingest', '--format', 'statuspage', 'x', '--map', '=api'], 2],
    ['no file to check', ['check'], 2],
  ])('%s', async (_what, args, exit) => {
    const ran = await tool.run(args)
    expect(ran).toMatchObject({ exit, out: '' })
    expect(ran.err[0]).toMatch(/^standing/)
  })

  it.each([
    ['--version', '1.2.3\n'],
    ['help', 'usage: npx standing-sla COMMAND'],
    ['--help', 'usage: npx standing-sla COMMAND'],
  ])('%s', async (word, text) => {
    const ran = await tool.run([word])
    expect(ran).toMatchObject({ exit: 0, err: [] })
    expect(ran.out).toContain(text)
  })

  it('says the options of a command', async () => {
    for (const args of [
      ['help', 'evaluate'],
      ['evaluate', '--help'],
    ]) {
      const ran = await tool.run(args)
      expect(ran).toMatchObject({ exit: 0, err: [] })
      expect(ran.out).toContain('--known-at T')
    }
  })

  it('ends quietly when nobody reads on', async () => {
    const child = spawn(process.execPath, [tool.program, 'example', '--evidence'], { cwd: tool.folder })
    let err = ''
    child.stderr.on('data', (piece) => (err += piece))
    child.stdout.once('data', () => child.stdout.destroy())
    const exit = await new Promise((resolve) => child.on('close', resolve))
    expect({ exit, err }).toEqual({ exit: 0, err: '' })
  })
})

describe('standing check', () => {
  it.each([
    ['a good agreement', ['contract.yaml'], 0, 0],
    ['a bad one', ['bad.yaml'], 1, 2],
    ['an unknown field is a warning', ['odd.yaml'], 0, 1],
    ['with --strict it is a problem', ['--strict', 'odd.yaml'], 1, 1],
    ['no such file', ['none.yaml'], 1, 1],
  ])('%s', async (_what, args, exit, lines) => {
    const ran = await tool.run(['check', ...args])
    expect(ran.exit).toBe(exit)
    expect(ran.err).toHaveLength(lines)
    expect(ran.out === '').toBe(exit === 1)
  })
})

describe('standing check of a folder', () => {
  it('checks every agreement, evidence and mapping below it and counts the other files', async () => {
    tool.file('tree/a/contract.yaml', CONTRACT)
    tool.file('tree/a/evidence.json', { format: 'standing/evidence@1', deliveries: [] })
    tool.file('tree/package.json', { name: 'other' })
    tool.file('tree/notes.txt', 'standing/contract@1')
    tool.file('tree/node_modules/x/contract.yaml', 'format: standing/contract@1')
    tool.file('tree/.git/contract.yaml', 'format: standing/contract@1')
    const ran = await tool.run(['check', 'tree'])
    expect(ran).toMatchObject({ exit: 0, err: [] })
    expect(ran.out.split('\n')).toEqual([
      expect.stringContaining('1 objective'),
      'tree/a/evidence.json: evidence without entries; no problem found',
      '2 other files not checked',
      '',
    ])
  })
  it.each([
    ['a format that is misspelt', 'x.yaml', 'format: standing/contrct@1\n'],
    ['evidence that cannot be read', 'e.json', '{"format":"standing/evidence@1","spans":[{}]}'],
    ['a mapping with a slip', 'm.json', '{"format":"standing/import@1","kind":"spans","columns":{},"ordr":"day-first"}'],
    ['YAML that is none', 'y.yaml', 'format: standing/contract@1\na: [1'],
  ])('finds %s', async (_what, name, text) => {
    tool.file(`bad-${name}/${name}`, text)
    const ran = await tool.run(['check', `bad-${name}`])
    expect(ran).toMatchObject({ exit: 1, out: '' })
    expect(ran.err[0]).toMatch(new RegExp(`^bad-${name}/${name}:.* wanted .*, got `))
  })
  it('refuses a folder in which there is nothing to check', async () => {
    tool.file('void/a.json', '{}')
    const ran = await tool.run(['check', 'void'])
    expect(ran).toMatchObject({ exit: 1, out: '', err: ['void: wanted agreements or evidence in this folder, got 1 other files'] })
  })
  it('finds the parent of an agreement in another folder, the one beside it first', async () => {
    const child = 'format: standing/contract@1\nid: child\ntitle: Child\nbasedOn: [acme]\n'
    tool.file('levels/base/contract.yaml', CONTRACT)
    tool.file('levels/customer/child.yaml', child)
    expect(await tool.run(['check', 'levels'])).toMatchObject({ exit: 0, err: [] })
    expect(await tool.run(['check', 'levels/customer'])).toMatchObject({ exit: 1, out: '' })
  })
})

describe('standing check for machines', () => {
  it('prints JSON, also of what is refused', async () => {
    const ran = await tool.run(['check', '--json', 'contract.yaml', 'bad.yaml', 'odd.yaml'])
    expect(ran).toMatchObject({ exit: 1, err: [] })
    const { ok, files } = JSON.parse(ran.out)
    expect(ok).toBe(false)
    expect(files.map(({ file, problems, warnings }: Record<string, unknown[]>) => [file, problems!.length, warnings!.length])).toEqual([
      ['contract.yaml', 0, 0],
      ['bad.yaml', 2, 0],
      ['odd.yaml', 0, 1],
    ])
    expect(files[1].problems[0]).toMatchObject({ path: expect.any(String), wanted: expect.any(String), got: expect.any(String) })
  })
  it('prints annotations for a workflow of GitHub, with what could end them escaped', async () => {
    tool.file('a,b.yaml', 'format: standing/contract@1\nid: "100%\\n::x"\n')
    const ran = await tool.run(['check', '--format', 'github', 'a,b.yaml', 'odd.yaml'])
    expect(ran).toMatchObject({ exit: 1, err: [] })
    const lines = ran.out.trimEnd().split('\n')
    for (const line of lines)
      expect(line).toMatch(/^::(error file=a%2Cb\.yaml|warning file=odd\.yaml),line=\d+(,col=\d+)?::.*wanted .*, got /)
    // `colour` stands in line 8 of odd.yaml.
    expect(lines.filter((line) => line.startsWith('::warning'))).toEqual([
      expect.stringMatching(/^::warning file=odd\.yaml,line=8,col=\d+::/),
    ])
  })
  it.each([
    ['a format that there is not', ['--format', 'xml', 'contract.yaml']],
    ['two formats', ['--json', '--format', 'github', 'contract.yaml']],
  ])('refuses %s', async (_what, args) => expect(await tool.run(['check', ...args])).toMatchObject({ exit: 2, out: '' }))
})

describe('standing evaluate --batch', () => {
  it('prints a line for each folder, in the order of their names, also for one that fails', async () => {
    const args = { at: '2026-07-01T00:00:00Z', period: '2026-06' }
    for (const [id, seconds] of [
      ['b', 2593],
      ['a', 2592],
    ] as const) {
      tool.file(`cases/${id}/contract.yaml`, CONTRACT)
      tool.file(`cases/${id}/evidence.json`, evidence(seconds))
      tool.file(`cases/${id}/args.json`, args)
    }
    tool.file('cases/c/contract.yaml', CONTRACT.replace('99.9', '0'))
    tool.file('cases/c/args.json', { at: 'then' })
    tool.file('cases/notes.txt', 'no case')
    tool.file('cases/pictures/notes.txt', 'no case either')
    const ran = await tool.run(['evaluate', '--batch', 'cases'])
    expect(ran).toMatchObject({ exit: 1, err: [] })
    const lines = ran.out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: string; exit: number; report?: ReturnType<typeof json>; errors?: string[] })
    expect(lines.map(({ id, exit, report }) => [id, exit, report?.objectives[0]?.verdict])).toEqual([
      ['a', 0, 'met'],
      ['b', 0, 'breached'],
      ['c', 1, undefined],
    ])
    expect(lines[2]?.errors?.map((line) => line.replace(/^.*cases\/c\//, '').split(': wanted')[0])).toEqual([
      'args.json: at',
      'contract.yaml:7:45: objectives[0].target',
      'evidence.json',
    ])
  })

  it('refuses what is no folder', async () => {
    expect(await tool.run(['evaluate', '--batch', 'contract.yaml'])).toMatchObject({ exit: 1, out: '' })
  })
})
