import { describe, expect, it } from 'vitest'
import { evidenceDocument } from '../../../../shared/evidence/write-evidence.ts'
import { sealDocument } from '../../../../shared/signing/seal.ts'
import { readSnapshot } from '../../../../shared/snapshot/read-snapshot.ts'
import type { Io } from '../../../../widget/cli/io.ts'
import { run } from '../../../../widget/cli/run.ts'
import { BOTH, contract, snapshotOf } from '../../../browser/snapshot-sample.ts'

const { subtle } = globalThis.crypto
const SITE = 'https://status.acme.example'

/** The command in this process, with files of its own and one site. */
function desk(site: Readonly<Record<string, () => Response>> = {}) {
  const files = new Map<string, string>()
  const said: { out: string[]; err: string[]; asked: string[] } = { out: [], err: [], asked: [] }
  const io: Io = {
    out: (text) => said.out.push(text),
    err: (line) => said.err.push(line),
    now: () => Date.UTC(2026, 10, 22),
    readFile: (path) => {
      const text = files.get(path)
      if (text === undefined) throw Object.assign(new Error(path), { code: 'ENOENT' })
      return text
    },
    writeFile: (path, text) => files.set(path, text),
    exists: (path) => files.has(path),
    isFolder: () => false,
    list: () => [],
    fetch: (async (address: URL) => {
      said.asked.push(String(address))
      return (site[String(address)] ?? (() => new Response('', { status: 404 })))()
    }) as typeof fetch,
    columns: null,
    colour: false,
  }
  const ask = async (...argv: string[]) => {
    said.out.length = 0
    said.err.length = 0
    const exit = await run(argv, io)
    return { exit, out: said.out.join(''), err: said.err.join('\n') }
  }
  return { files, said, ask }
}

const LIST = `${SITE}/.well-known/standing-keys.json`
const answer =
  (body: string, init: ResponseInit = {}) =>
  () =>
    new Response(body, init)

/** A provider with a key, its list, and a snapshot signed with that key. */
async function provider(site: (list: string) => Readonly<Record<string, () => Response>> = () => ({})) {
  const first = desk()
  expect((await first.ask('key', '--out', 'key.json', '--well-known', 'keys.json')).exit).toBe(0)
  const { kty, crv, x, d } = JSON.parse(first.files.get('key.json')!)
  const privateKey = await subtle.importKey('jwk', { kty, crv, x, d }, 'Ed25519', false, ['sign'])
  const list = first.files.get('keys.json')!
  const { files, said, ask } = desk(site(list))
  files.set('keys.json', list).set('key.json', first.files.get('key.json')!)
  const sealed = await sealDocument(snapshotOf(BOTH, 'Northwind Cloud'), { privateKey, publicKey: { kty, crv, x } }, subtle)
  files.set('a.standing.json', JSON.stringify(sealed))
  return { files, said, ask, x }
}

describe('standing key --well-known', () => {
  it('lists a new key beside those that stand there already, newest first, and no private part', async () => {
    const { files, ask, x } = await provider()
    expect(JSON.parse(files.get('keys.json')!)).toEqual({ format: 'standing/keys@1', keys: [{ kty: 'OKP', crv: 'Ed25519', x }] })
    expect((await ask('key', '--out', 'next.json', '--well-known', 'keys.json')).exit).toBe(0)
    const next = JSON.parse(files.get('next.json')!)
    const { keys } = JSON.parse(files.get('keys.json')!)
    expect(keys.map((key: { x: string }) => key.x)).toEqual([next.x, x])
    expect(files.get('keys.json')).not.toContain(next.d)
  })
  it('lists a key that is there already, once', async () => {
    const { files, ask } = await provider()
    const before = files.get('keys.json')
    expect((await ask('key', '--private-key', 'key.json', '--well-known', 'keys.json')).exit).toBe(0)
    expect(files.get('keys.json')).toBe(before)
  })
  it('prints the list where no file is named', async () => {
    const { ask } = desk()
    expect(JSON.parse((await ask('key', '--out', 'k')).out)).toMatchObject({ format: 'standing/keys@1', keys: [{ kty: 'OKP' }] })
  })
  it('makes no key where the list can’t be read', async () => {
    const { files, ask } = desk()
    files.set('keys.json', '<html>')
    expect((await ask('key', '--out', 'k', '--well-known', 'keys.json')).exit).toBe(1)
    expect([...files.keys()]).toEqual(['keys.json'])
  })
  it.each([[[]], [['--well-known', 'x']], [['--private-key', 'k']], [['--out', 'a', '--private-key', 'k', '--well-known', 'x']]])(
    'with %j is wrong usage',
    async (argv) => expect((await desk().ask('key', ...argv)).exit).toBe(2),
  )
})

describe('standing verify --keys', () => {
  it('knows a key by the site, asked where it publishes', async () => {
    const { ask, said } = await provider((list) => ({ [LIST]: answer(list) }))
    expect(await ask('verify', 'a.standing.json', '--keys', `${SITE}/history`)).toMatchObject({
      exit: 0,
      out: expect.stringContaining(`published at ${SITE}`),
    })
    expect(said.asked).toEqual([LIST])
  })
  it('knows it by the list as a file, and so does open', async () => {
    const { ask } = await provider()
    for (const command of ['verify', 'open'])
      expect((await ask(command, 'a.standing.json', '--keys', 'keys.json')).out).toContain('published at keys.json')
  })
  it('says that a site does not publish the key, which is no failure of the snapshot', async () => {
    const { ask } = await provider(() => ({ [LIST]: answer('{"keys":[]}') }))
    expect(await ask('verify', 'a.standing.json', '--keys', SITE)).toMatchObject({
      exit: 0,
      out: expect.stringContaining(`not among the keys of ${SITE}`),
    })
  })
  it.each([
    ['a page of HTML', { [LIST]: answer('<!doctype html><p>no</p>') }, 'got a page of HTML'],
    ['nothing there', {}, 'status 404'],
    [
      'another host',
      { [LIST]: answer('', { status: 302, headers: { location: 'https://evil.example/k' } }) },
      'a redirect to https://evil.example/k',
    ],
    [
      'the same host in the open',
      { [LIST]: answer('', { status: 302, headers: { location: LIST.replace('https', 'http') } }) },
      'wanted an answer over https',
    ],
    ['more than 64 kB', { [LIST]: answer(`{"keys":[],"x":"${'x'.repeat(70_000)}"}`) }, 'at most 65536 bytes'],
    ['another document', { [LIST]: answer('{"format":"standing/feed@1"}') }, 'wanted standing/keys@1'],
  ])('refuses %s with a sentence', async (_what, site, words) => {
    const { ask } = await provider(() => site)
    expect(await ask('verify', 'a.standing.json', '--keys', SITE)).toMatchObject({ exit: 1, err: expect.stringContaining(words) })
  })
  it('asks nobody in the open', async () => {
    const { ask, said } = await provider()
    expect(await ask('verify', 'a.standing.json', '--keys', 'http://status.acme.example')).toMatchObject({
      exit: 1,
      err: expect.stringContaining('wanted an https address'),
    })
    expect(said.asked).toEqual([])
  })
})

describe('standing seal --incident', () => {
  const sealing = (...more: string[]) => {
    const { files, ask } = desk()
    files.set('c.json', JSON.stringify(contract)).set('e.json', JSON.stringify(evidenceDocument(BOTH)))
    return ask('seal', '--contract', 'c.json', '--evidence', 'e.json', '--at', '2026-11-18T13:05:00Z', '--period', '2026-10', ...more)
  }
  it('points at the entry that holds the instant, and keeps no words of others', async () => {
    const { exit, out } = await sealing('--incident', '2026-10-13T11:20:00Z')
    expect(exit).toBe(0)
    const { document } = readSnapshot(out).opened!
    expect(document.focus).toEqual({ objective: 'api', from: '2026-10-13T11:16:00Z', to: '2026-10-13T11:43:00Z' })
    expect(document.redacted).toEqual(['others'])
    expect(out).not.toContain('API errors')
  })
  it('refuses an instant at which nothing happened', async () => {
    expect(await sealing('--incident', '2026-10-14T00:00:00Z')).toMatchObject({
      exit: 1,
      err: expect.stringContaining('--incident: wanted'),
    })
  })
})
