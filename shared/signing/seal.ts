/**
 * Sealing a document and checking a seal. The signature is a flattened JWS (RFC 7515) with Ed25519, named as RFC 9864 says,
 * over the document's canonical bytes (RFC 8785) without its `signature` member, detached and unencoded (RFC 7797), so that
 * the document stays readable and any JWS library can check it.
 *
 * Checking answers one question only: did the holder of this key sign these bytes. Whether the key is known is trust.ts.
 */

import { fromBase64Url, toBase64Url } from '../base/base64.ts'
import { canonical } from '../base/canonical.ts'
import { canonicalFast } from '../base/canonical-fast.ts'
import { type PublicKey, readPublicKey, type Subtle, thumbprint } from './public-key.ts'

/** The `signature` member of a sealed document. */
export interface Seal {
  /** base64url of the protected header: alg, b64, crit, jwk. */
  readonly protected: string
  readonly signature: string
}

export interface Identity {
  readonly privateKey: CryptoKey
  readonly publicKey: PublicKey
}

export type SealCheck =
  /** The holder of `key` signed exactly these bytes. */
  | { readonly state: 'valid'; readonly key: PublicKey; readonly thumbprint: string }
  /** The bytes are not those that were signed, or the seal itself is broken. */
  | { readonly state: 'invalid'; readonly problem: 'changed' | 'broken'; readonly reason: string; readonly thumbprint?: string }
  | { readonly state: 'unsigned' }
  /** This browser or page can't check Ed25519. Never the same as invalid. */
  | { readonly state: 'unchecked'; readonly problem: 'insecure' | 'unsupported'; readonly reason: string }

const ALGORITHM = 'Ed25519'

/** The bytes that are signed: `ASCII(protected) . canonical(document without signature)`. */
function signingInput(header: string, document: object, write: (value: unknown) => string): Uint8Array<ArrayBuffer> {
  const { signature: _, ...body } = document as { signature?: unknown }
  return new TextEncoder().encode(`${header}.${write(body)}`)
}

/** The document with its `signature`; an older signature is replaced. */
export async function sealDocument<T extends object>(document: T, identity: Identity, subtle: Subtle): Promise<T & { signature: Seal }> {
  const header = headerOf(identity)
  return { ...document, signature: await signed(header, signingInput(header, document, canonicalFast), identity, subtle) }
}

/** A sealed document as JSON text: its parts one after the other. */
export type SealedText = readonly [body: string, tail: Promise<string>]

/**
 * The same document, canonical and with its signature last, as text in two parts: the first is there at once, so that it can be
 * packed while it is signed. Nothing is written twice.
 */
export function sealText(document: object, identity: Identity, subtle: Subtle): SealedText {
  const { signature: _, ...body } = document as { signature?: unknown }
  const text = canonicalFast(body)
  const header = headerOf(identity)
  const tail = signed(header, new TextEncoder().encode(`${header}.${text}`), identity, subtle).then(
    (signature) => `${text === '{}' ? '' : ','}"signature":${canonical(signature)}}`,
  )
  return [text.slice(0, -1), tail]
}

const headerOf = ({ publicKey }: Identity): string =>
  toBase64Url(new TextEncoder().encode(canonical({ alg: ALGORITHM, b64: false, crit: ['b64'], jwk: publicKey })))

async function signed(header: string, bytes: Uint8Array<ArrayBuffer>, { privateKey }: Identity, subtle: Subtle): Promise<Seal> {
  const signature = await subtle.sign(ALGORITHM, privateKey, bytes)
  return { protected: header, signature: toBase64Url(new Uint8Array(signature)) }
}

/** Never throws: whatever stands in `signature`, the answer is one of four. */
export async function checkSeal(document: object, subtle: Subtle | undefined): Promise<SealCheck> {
  const seal = (document as { signature?: unknown }).signature
  if (seal === undefined || seal === null) return { state: 'unsigned' }
  let key: PublicKey
  let bytes: Uint8Array<ArrayBuffer>
  let header: string
  try {
    ;({ header, key, bytes } = readSeal(seal))
  } catch (error) {
    return { state: 'invalid', problem: 'broken', reason: error instanceof Error ? error.message : String(error) }
  }
  if (!subtle) return { state: 'unchecked', problem: 'insecure', reason: 'no WebCrypto here (the page is not in a secure context)' }
  let publicKey: CryptoKey
  try {
    publicKey = await subtle.importKey('jwk', { ...key }, ALGORITHM, false, ['verify'])
  } catch (error) {
    if ((error as Error).name === 'NotSupportedError')
      return { state: 'unchecked', problem: 'unsupported', reason: 'this browser has no Ed25519' }
    return { state: 'invalid', problem: 'broken', reason: 'the key in the seal is not an Ed25519 public key' }
  }
  const thumb = await thumbprint(key, subtle)
  const good = await subtle.verify(ALGORITHM, publicKey, bytes, signingInput(header, document, canonical))
  return good
    ? { state: 'valid', key, thumbprint: thumb }
    : { state: 'invalid', problem: 'changed', reason: 'the data does not match its signature', thumbprint: thumb }
}

function readSeal(value: unknown): { header: string; key: PublicKey; bytes: Uint8Array<ArrayBuffer> } {
  const { protected: header, signature } = (value ?? {}) as Record<string, unknown>
  if (typeof header !== 'string' || typeof signature !== 'string') throw new RangeError('a seal has the members protected and signature')
  if (header.length > 2000) throw new RangeError('the header of the seal is too long')
  const text = new TextDecoder('utf-8', { fatal: true }).decode(fromBase64Url(header))
  const { alg, b64, crit, jwk } = JSON.parse(text) as Record<string, unknown>
  // EdDSA is what older JWS libraries call the same thing; anything else, above all "none", is no seal of ours.
  if (alg !== ALGORITHM && alg !== 'EdDSA') throw new RangeError(`the seal's algorithm is ${JSON.stringify(alg)}, not Ed25519`)
  if (b64 !== false || !Array.isArray(crit) || crit.length !== 1 || crit[0] !== 'b64')
    throw new RangeError('the seal is not over the unencoded document')
  const bytes = fromBase64Url(signature)
  if (bytes.length !== 64) throw new RangeError('an Ed25519 signature has 64 bytes')
  return { header, key: readPublicKey(jwk), bytes }
}
