/** Signing keys as files: an Ed25519 private key as JWK (RFC 8037). */
import type { PublicKey } from '../../shared/signing/public-key.ts'
import type { Identity } from '../../shared/signing/seal.ts'
import { CommandRefused, type Io } from './io.ts'
import { readText } from './load-files.ts'

const { subtle } = globalThis.crypto

/** A key of its own for this one document. */
export async function freshIdentity(): Promise<Identity> {
  const { privateKey, publicKey } = (await subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair
  const { x } = await subtle.exportKey('jwk', publicKey)
  return { privateKey, publicKey: { kty: 'OKP', crv: 'Ed25519', x: x as string } }
}

/** Throws Refused where the file is no Ed25519 private key. Its content is never part of the message. */
export async function readKeyFile(path: string, io: Io): Promise<Identity> {
  try {
    const { kty, crv, x, d } = JSON.parse(readText(path, io)) as Record<string, string>
    const publicKey = { kty, crv, x } as PublicKey
    const privateKey = await subtle.importKey('jwk', { kty: kty!, crv: crv!, x: x!, d: d! }, 'Ed25519', true, ['sign'])
    return { privateKey, publicKey }
  } catch (error) {
    if (error instanceof CommandRefused) throw error
    throw new CommandRefused([`${path}: wanted an Ed25519 private key as JWK (kty OKP, crv Ed25519, x, d), got something else`])
  }
}
