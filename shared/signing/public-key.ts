/**
 * Ed25519 public keys as JWK (RFC 8037) and the names they go by: the RFC 7638 thumbprint for files, a fingerprint in
 * groups for people. A key in a header identifies its holder; it never earns trust.
 */

import { fromBase64Url, toBase64Url } from '../base/base64.ts'
import { canonical } from '../base/canonical.ts'
import { isWeakPoint } from './weak-point.ts'

/** A public key as it stands in files: only these three members. */
export interface PublicKey {
  readonly kty: 'OKP'
  readonly crv: 'Ed25519'
  /** 32 bytes in base64url. */
  readonly x: string
}

/** The part of WebCrypto that seals need; absent where a page is not in a secure context. */
export type Subtle = Pick<SubtleCrypto, 'digest' | 'sign' | 'verify' | 'importKey'>

/** Reads a JWK strictly. Throws RangeError for a private part, another curve, a wrong length or a weak point. */
export function readPublicKey(value: unknown): PublicKey {
  if (typeof value !== 'object' || value === null) throw new RangeError('a key has to be a JWK object')
  const { kty, crv, x, d } = value as Record<string, unknown>
  if (d !== undefined) throw new RangeError('a public key was wanted, got a JWK with its private part')
  if (kty !== 'OKP' || crv !== 'Ed25519' || typeof x !== 'string')
    throw new RangeError('an Ed25519 key was wanted (kty OKP, crv Ed25519, x)')
  const point = fromBase64Url(x)
  if (point.length !== 32) throw new RangeError('an Ed25519 key has 32 bytes in x')
  if (isWeakPoint(point)) throw new RangeError('the key is weak: one signature by it would verify any text')
  return { kty, crv, x }
}

/** RFC 7638: SHA-256 of the required members in order, base64url, 43 characters. */
export async function thumbprint(key: PublicKey, subtle: Pick<SubtleCrypto, 'digest'>): Promise<string> {
  const bytes = new TextEncoder().encode(canonical({ crv: key.crv, kty: key.kty, x: key.x }))
  return toBase64Url(new Uint8Array(await subtle.digest('SHA-256', bytes)))
}

/** The thumbprint for people to compare aloud: its first 20 characters in groups of four. */
export const fingerprint = (thumb: string): string => (thumb.slice(0, 20).match(/.{4}/g) ?? []).join(' ')
