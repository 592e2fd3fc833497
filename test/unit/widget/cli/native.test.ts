import { expect, it } from 'vitest'
import { inflate } from '../../../../shared/base/deflate.ts'
import { checkSeal, sealDocument, sealText } from '../../../../shared/signing/seal.ts'
import { freshIdentity } from '../../../../widget/cli/key-file.ts'
import { nodeSubtle, packNow } from '../../../../widget/cli/native-crypto.ts'

const { subtle } = globalThis.crypto

it('signs as WebCrypto does, to the same bytes: Ed25519 leaves no choice', async () => {
  const me = await freshIdentity()
  const document = { b: 1, a: 'ä', list: [1, 2] }
  const text = (await Promise.all(sealText(document, me, nodeSubtle))).join('')
  expect(JSON.parse(text)).toEqual(await sealDocument(document, me, subtle))
  expect((await checkSeal(JSON.parse(text), subtle)).state).toBe('valid')
})

it.each([
  ['nothing', {}],
  ['a document that was signed before', { a: 1, signature: { protected: 'x', signature: 'y' } }],
  ['text that is not ASCII', { a: '\u2068مفتاح\u2069 \ud83d\ude00' }],
])('writes %s once, whole and with one signature', async (_what, document) => {
  const me = await freshIdentity()
  const [body, tail] = await Promise.all(sealText(document, me, subtle))
  expect(JSON.parse(body + tail)).toEqual(await sealDocument(document, me, subtle))
  expect((body + tail).split('"signature":{').length).toBe(2)
})

it('packs what a browser unpacks, parts that are yet to come included', async () => {
  const text = 'käse '.repeat(10_000)
  expect(await inflate(await packNow(text, Promise.resolve('end')), 1_000_000)).toBe(`${text}end`)
  await expect(packNow(text, Promise.reject(new Error('no key')))).rejects.toThrow('no key')
})
