import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import { bringIdentity, keysAt, rotateIdentity } from '../../../../extension/background/signing-keys.ts'
import { openStore, type Store } from '../../../../extension/store/open-store.ts'
import { readSetting } from '../../../../extension/store/settings.ts'
import { backUpKey, newIdentity, readIdentity } from '../../../../extension/store/signing-key.ts'
import { writeSetting } from '../../../../extension/store/write-store.ts'
import { handedOver } from '../../../../shared/signing/key-rotation.ts'
import { thumbprint } from '../../../../shared/signing/public-key.ts'

const { subtle } = globalThis.crypto
const NOW = Date.UTC(2026, 10, 22)
const SITE = 'https://status.acme.example'
const ADDRESS = `${SITE}/.well-known/standing-keys.json`
// RFC 8037, appendices A.1 and A.3.
const LIST = JSON.stringify({ keys: [{ kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' }] })
const THUMBPRINT = 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k'

const answering = (body: string, { type = 'application/json', url = ADDRESS, status = 200 } = {}) => {
  const asked: string[] = []
  const doFetch = (async (address: string) => {
    asked.push(address)
    const response = new Response(body, { status, headers: { 'content-type': type } })
    Object.defineProperty(response, 'url', { value: url })
    return response
  }) as typeof fetch
  return Object.assign(doFetch, { asked })
}

describe("the keys of a provider's site", () => {
  it('are asked for where they are published, and nowhere else', async () => {
    const site = answering(LIST)
    expect(await keysAt(`${SITE}/history`, NOW, site)).toEqual({ origin: SITE, thumbprints: [THUMBPRINT] })
    expect(site.asked).toEqual([ADDRESS])
  })
  it.each([
    ['a page of HTML', answering('<!doctype html>', { type: 'text/html' }), 'wrong-type'],
    ['HTML that calls itself JSON', answering('<!doctype html>'), 'bad-keys'],
    ['a redirect to another host', answering(LIST, { url: 'https://evil.example/keys' }), 'moved'],
    ['a redirect to http', answering(LIST, { url: ADDRESS.replace('https', 'http') }), 'moved'],
    ['nothing there', answering('{}', { status: 404 }), 'status'],
    ['a private key', answering('{"keys":[{"kty":"OKP","crv":"Ed25519","x":"A","d":"B"}]}'), 'bad-keys'],
    ['more than 64 kB', answering(`{"keys":[],"x":"${'x'.repeat(65_536)}"}`), 'too-large'],
  ])('are not %s', async (_what, site, refusal) => {
    await expect(keysAt(SITE, NOW, site)).rejects.toMatchObject({ refusal })
  })
  it.each([
    [65_535, true],
    [65_536, true],
    [65_537, false],
  ])('may take %i bytes: %s', async (size, good) => {
    const body = LIST.padEnd(size, ' ')
    const read = keysAt(SITE, NOW, answering(body))
    if (good) expect((await read).thumbprints).toEqual([THUMBPRINT])
    else await expect(read).rejects.toMatchObject({ refusal: 'too-large' })
  })
  it('are never asked for in the open', async () => {
    const site = answering(LIST)
    await expect(keysAt(SITE.replace('https', 'http'), NOW, site)).rejects.toMatchObject({ refusal: 'not-an-address' })
    expect(site.asked).toEqual([])
  })
})

describe("this browser's own key", () => {
  let db: Store
  let count = 0
  const name = async (): Promise<string> => thumbprint((await readSetting(db, 'identity'))!.publicKey, subtle)
  beforeEach(async () => {
    db = await openStore(`keys-${count++}`)
  })

  it('is kept wrapped under a key that nobody can take out, and signs as one that nobody can take out', async () => {
    const kept = await newIdentity(NOW)
    expect(kept.under.extractable).toBe(false)
    expect(kept.wrapped).toBeInstanceOf(ArrayBuffer)
    await expect(subtle.exportKey('raw', kept.under)).rejects.toThrow()
    await writeSetting(db, 'identity', kept)
    const { privateKey } = (await readIdentity(db))!
    expect([privateKey.extractable, privateKey.usages]).toEqual([false, ['sign']])
    await expect(subtle.exportKey('pkcs8', privateKey)).rejects.toThrow()
    // What is kept is no key in the clear: PKCS #8 of Ed25519 is 48 bytes, AES-GCM adds 16.
    expect(kept.wrapped.byteLength).toBe(64)
    await expect(subtle.importKey('pkcs8', kept.wrapped.slice(0, 48), 'Ed25519', true, ['sign'])).rejects.toThrow()
  })
  it('hands over to a new one, and that to the next, so that whoever knows the first knows the third', async () => {
    await writeSetting(db, 'identity', await newIdentity(NOW))
    const first = await name()
    await rotateIdentity(db, NOW + 1)
    const second = await name()
    await rotateIdentity(db, NOW + 2)
    const { rotations = [], since } = (await readSetting(db, 'identity'))!
    expect([rotations.length, since]).toEqual([2, NOW + 2])
    expect(new Set([first, second, await name()]).size).toBe(3)
    const pins = [{ name: 'Globex', thumbprint: first, since: 5 }]
    expect(await handedOver(await name(), pins, rotations, subtle)).toMatchObject({ name: 'Globex', since: 5 })
  })
  it('keeps the last 16 hand-overs', async () => {
    await writeSetting(db, 'identity', await newIdentity(NOW))
    for (let i = 0; i < 17; i++) await rotateIdentity(db, NOW + i)
    const { rotations = [], publicKey } = (await readSetting(db, 'identity'))!
    expect(rotations.length).toBe(16)
    expect(rotations.at(-1)?.to).toEqual(publicKey)
  })
  it('can’t hand over where there is none', async () => {
    await expect(rotateIdentity(db, NOW)).rejects.toMatchObject({ refusal: 'bad-key' })
    expect(await readSetting(db, 'identity')).toBeNull()
  })
  it('comes back out of a file with its passphrase and with what it follows from', async () => {
    await writeSetting(db, 'identity', await newIdentity(NOW))
    await rotateIdentity(db, NOW)
    const was = (await readSetting(db, 'identity'))!
    const file = JSON.stringify(await backUpKey(was, 'correct horse'))
    db = await openStore(`keys-${count++}`)
    await bringIdentity(db, file, 'correct horse', NOW + 5)
    const now = (await readSetting(db, 'identity'))!
    expect(now).toMatchObject({ publicKey: was.publicKey, rotations: was.rotations, since: NOW + 5 })
    expect((await readIdentity(db))?.privateKey.extractable).toBe(false)
  })
  it.each([
    ['another passphrase', (text: string) => text, 'wrong horse', 'wrong-passphrase'],
    ['a changed file', (text: string) => text.replace(/"wrapped":"./, '"wrapped":"_'), 'correct horse', 'wrong-passphrase'],
    ['no file of a key', () => '{}', 'correct horse', 'bad-key'],
    ['no JSON', () => 'null', 'correct horse', 'bad-key'],
    ['text', () => 'hello', 'correct horse', 'bad-key'],
  ])('stays as it was when %s is brought', async (_what, change, passphrase, refusal) => {
    const other = JSON.stringify(await backUpKey(await newIdentity(NOW), 'correct horse'))
    await writeSetting(db, 'identity', await newIdentity(NOW))
    const before = await name()
    await expect(bringIdentity(db, change(other), passphrase, NOW)).rejects.toMatchObject({ refusal })
    expect(await name()).toBe(before)
  })
})
