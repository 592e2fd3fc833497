/**
 * Signing and packing as Node does it at once: WebCrypto and the compression streams hand either to another thread, which for a
 * snapshot takes longer than the work. The bytes are the same.
 */
import { KeyObject, sign } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import type { Pack } from '../../shared/base/deflate.ts'
import type { Subtle } from '../../shared/signing/public-key.ts'

const { subtle } = globalThis.crypto

export const nodeSubtle: Subtle = {
  digest: subtle.digest.bind(subtle),
  verify: subtle.verify.bind(subtle),
  importKey: subtle.importKey.bind(subtle),
  // Ed25519 names no hash of its own.
  sign: async (_algorithm, key, data) => Uint8Array.from(sign(null, data as Uint8Array, KeyObject.from(key as never))).buffer,
}

/** Level 6 of zlib, as the streams have it. */
export const packNow: Pack = async (...parts) => {
  const text = (await Promise.all(parts)).join('')
  return new Uint8Array(deflateSync(text, { level: 6 }))
}
