import { calculateJwkThumbprint, flattenedVerify, importJWK } from 'jose'
import { beforeAll, describe, expect, it } from 'vitest'
import { fromBase64Url, toBase64Url } from '../../../shared/base/base64.ts'
import { canonical } from '../../../shared/base/canonical.ts'
import { rotate, rotatedTo } from '../../../shared/signing/key-rotation.ts'
import { fingerprint, type PublicKey, readPublicKey, thumbprint } from '../../../shared/signing/public-key.ts'
import { checkSeal, type Identity, sealDocument } from '../../../shared/signing/seal.ts'
import { trustOf } from '../../../shared/signing/trust.ts'

const { subtle } = globalThis.crypto
// RFC 8037, appendix A.1: a published key pair, so that the thumbprint can be looked up in A.3.
const RFC_KEY: PublicKey = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' }
const RFC_THUMBPRINT = 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k'

async function identity(): Promise<Identity> {
  const pair = (await subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair
  const { x } = await subtle.exportKey('jwk', pair.publicKey)
  return { privateKey: pair.privateKey, publicKey: { kty: 'OKP', crv: 'Ed25519', x: x as string } }
}

describe('keys', () => {
  it('has the thumbprint that RFC 8037 A.3 prints', async () => {
    expect(await thumbprint(RFC_KEY, subtle)).toBe(RFC_THUMBPRINT)
    expect(await calculateJwkThumbprint({ ...RFC_KEY })).toBe(RFC_THUMBPRINT)
    expect(fingerprint(RFC_THUMBPRINT)).toBe('kPrK _qmx VWaY VA9w wBF6')
  })
  it.each([
    ['a private part', { ...RFC_KEY, d: 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A' }],
    ['another curve', { ...RFC_KEY, crv: 'X25519' }],
    ['a short key', { ...RFC_KEY, x: 'AAAA' }],
    ['text', 'key'],
    ['nothing', null],
  ])('refuses %s', (_what, value) => {
    expect(() => readPublicKey(value)).toThrow(RangeError)
  })
})

describe('base64url', () => {
  it.each([
    [[], ''],
    [[0xfb], '-w'],
    [[0xff, 0xef], '_-8'],
    [[1, 2, 3], 'AQID'],
  ])('%j reads %s both ways', (bytes, text) => {
    expect(toBase64Url(Uint8Array.from(bytes))).toBe(text)
    expect([...fromBase64Url(text)]).toEqual(bytes)
  })
  it.each(['A', 'AQ==', 'A+', 'A/', 'AR', ' AQID'])('refuses %j', (text) => {
    expect(() => fromBase64Url(text)).toThrow(RangeError)
  })
})

describe('a seal', () => {
  const document = { format: 'x', b: '€', a: [1, { z: null, '10': 1, '9': 2 }] }
  let me: Identity
  beforeAll(async () => {
    me = await identity()
  })

  it('is a JWS that another library checks', async () => {
    const sealed = await sealDocument(document, me, subtle)
    const jws = { ...sealed.signature, payload: new TextEncoder().encode(canonical(document)) }
    const { protectedHeader } = await flattenedVerify(jws as never, await importJWK({ ...me.publicKey }, 'Ed25519'))
    expect(protectedHeader).toEqual({ alg: 'Ed25519', b64: false, crit: ['b64'], jwk: me.publicKey })
  })
  it('is valid over the same document, whatever the order of its members', async () => {
    const { signature, ...body } = await sealDocument(document, me, subtle)
    const turned = { signature, ...Object.fromEntries(Object.entries(body).reverse()) }
    expect(await checkSeal(turned, subtle)).toMatchObject({ state: 'valid', thumbprint: await thumbprint(me.publicKey, subtle) })
  })
  it('can be sealed again: the older signature is not part of what is signed', async () => {
    const twice = await sealDocument(await sealDocument(document, me, subtle), me, subtle)
    expect((await checkSeal(twice, subtle)).state).toBe('valid')
  })

  const header = (value: unknown): string => toBase64Url(new TextEncoder().encode(JSON.stringify(value)))
  it.each<[string, (sealed: Record<string, unknown>) => unknown, string]>([
    ['a changed digit', (one) => ({ ...one, a: [2, { z: null, '10': 1, '9': 2 }] }), 'does not match'],
    ['an added member', (one) => ({ ...one, more: 1 }), 'does not match'],
    ['a missing member', ({ b: _, ...one }) => one, 'does not match'],
    ['the algorithm none', (one) => ({ ...one, signature: { protected: header({ alg: 'none' }), signature: '' } }), '"none"'],
    ['HS256 with the key as secret', (one) => ({ ...one, signature: { protected: header({ alg: 'HS256' }), signature: 'AA' } }), '"HS256"'],
    ['a short signature', (one) => ({ ...one, signature: { ...(one.signature as object), signature: 'AQID' } }), '64 bytes'],
    ['a header that is not JSON', (one) => ({ ...one, signature: { protected: 'AQID', signature: 'AQID' } }), ''],
    ['a seal that is a number', (one) => ({ ...one, signature: 5 }), 'protected and signature'],
  ])('does not verify with %s', async (_what, change, reason) => {
    const sealed = (await sealDocument(document, me, subtle)) as unknown as Record<string, unknown>
    const answer = await checkSeal(change(sealed) as object, subtle)
    expect(answer.state).toBe('invalid')
    expect((answer as { reason: string }).reason).toContain(reason)
  })
  it('does not verify with another key in its header', async () => {
    const sealed = await sealDocument(document, me, subtle)
    const other = header({ alg: 'Ed25519', b64: false, crit: ['b64'], jwk: RFC_KEY })
    expect((await checkSeal({ ...sealed, signature: { ...sealed.signature, protected: other } }, subtle)).state).toBe('invalid')
  })
  it('is unsigned without one, and unchecked where nothing can check it', async () => {
    expect(await checkSeal(document, subtle)).toEqual({ state: 'unsigned' })
    expect((await checkSeal(await sealDocument(document, me, subtle), undefined)).state).toBe('unchecked')
    const old = { ...subtle, importKey: () => Promise.reject(new DOMException('no', 'NotSupportedError')) }
    expect((await checkSeal(await sealDocument(document, me, subtle), old as never)).state).toBe('unchecked')
  })
})

describe('trust', () => {
  it.each([
    [
      'by its thumbprint in the agreement',
      { agreement: { provider: { name: 'Acme', keys: [RFC_THUMBPRINT] } } },
      { known: true, by: 'agreement', party: 'provider', name: 'Acme', own: true, before: null },
    ],
    [
      'by its JWK in the agreement that came with it',
      { parties: { customer: { keys: [RFC_KEY] } } },
      { known: true, by: 'agreement', party: 'customer', name: null, own: false, before: null },
    ],
    [
      'at the origin',
      { wellKnown: { origin: 'https://a.example', thumbprints: [RFC_THUMBPRINT] } },
      { known: true, by: 'well-known', origin: 'https://a.example', before: null },
    ],
    [
      'as pinned',
      { pins: [{ name: 'Acme', thumbprint: RFC_THUMBPRINT, since: 5 }] },
      { known: true, by: 'pinned', name: 'Acme', since: 5, handedOver: false },
    ],
    ['nowhere', { parties: { provider: { keys: ['short', {}, 7] } } }, { known: false, before: null, notAt: null }],
    [
      'at the origin, though that name had another key',
      {
        wellKnown: { origin: 'https://a.example', thumbprints: [RFC_THUMBPRINT] },
        pins: [{ name: 'Acme', thumbprint: 'x', since: 5 }],
        name: 'Acme',
      },
      { known: true, by: 'well-known', origin: 'https://a.example', before: 5 },
    ],
    [
      'nowhere, though that name had another key',
      { pins: [{ name: 'Acme', thumbprint: 'x', since: 5 }], name: 'Acme' },
      { known: false, before: 5, notAt: null },
    ],
  ])('finds a key %s', async (_what, known, answer) => {
    expect(await trustOf(RFC_THUMBPRINT, known, subtle)).toEqual(answer)
  })
  it('follows a rotation signed by the old key, and no other', async () => {
    const [old, next, stranger] = [await identity(), await identity(), await identity()]
    const statement = await rotate(old, next.publicKey, '2026-11-01T00:00:00Z', subtle)
    const pinned = await thumbprint(old.publicKey, subtle)
    expect(await rotatedTo(statement, pinned, subtle)).toBe(await thumbprint(next.publicKey, subtle))
    expect(await rotatedTo({ ...statement, to: stranger.publicKey }, pinned, subtle)).toBeNull()
    const forged = await sealDocument({ ...statement, to: stranger.publicKey }, stranger, subtle)
    expect(await rotatedTo(forged, pinned, subtle)).toBeNull()
  })
})
