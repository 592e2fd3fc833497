/**
 * The key that signs snapshots. It is made extractable once, kept wrapped under an AES key that never leaves the browser, and
 * unwrapped non-extractable to sign. A backup is the same key wrapped under a passphrase. It carries
 * how it follows from the keys before it, so that whoever keeps one of those takes it over.
 */
import { fromBase64Url, toBase64Url } from '../../shared/base/base64.ts'
import { isRotation, MOST_ROTATIONS, type Rotation } from '../../shared/signing/key-rotation.ts'
import { type PublicKey, readPublicKey } from '../../shared/signing/public-key.ts'
import type { Identity } from '../../shared/signing/seal.ts'
import type { EpochMs } from '../../shared/time/intervals.ts'
import type { Store } from './open-store.ts'
import { readSetting } from './settings.ts'
import type { KeptIdentity } from './store-schema.ts'

const { subtle } = globalThis.crypto
const random = (length: number): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(length))

/** A key of this browser's own. Rejects with NotSupportedError where the browser has no Ed25519. */
export async function newIdentity(now: EpochMs = Date.now()): Promise<KeptIdentity> {
  const pair = (await subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair
  const under = await subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['wrapKey', 'unwrapKey'])
  const iv = random(12)
  const wrapped = await subtle.wrapKey('pkcs8', pair.privateKey, under, { name: 'AES-GCM', iv })
  const { kty, crv, x } = await subtle.exportKey('jwk', pair.publicKey)
  return { publicKey: readPublicKey({ kty, crv, x }), since: now, wrapped, iv, under }
}

const unwrap = ({ wrapped, under, iv }: KeptIdentity, extractable: boolean): Promise<CryptoKey> =>
  subtle.unwrapKey('pkcs8', wrapped, under, { name: 'AES-GCM', iv }, 'Ed25519', extractable, ['sign'])

/** Ready to sign; null where none was made yet. */
export async function readIdentity(db: Store): Promise<Identity | null> {
  const kept = await readSetting(db, 'identity')
  return kept && { publicKey: kept.publicKey, privateKey: await unwrap(kept, false) }
}

/** A key wrapped under a passphrase, as a file carries it. */
export interface KeyBackup {
  readonly format: 'standing/key@1'
  readonly publicKey: PublicKey
  /** base64url: PBKDF2 with SHA-256, then AES-GCM over PKCS #8. */
  readonly salt: string
  readonly iv: string
  readonly wrapped: string
  readonly iterations: number
  readonly rotations?: readonly Rotation[]
}

const ITERATIONS = 600_000

export async function backUpKey(kept: KeptIdentity, passphrase: string): Promise<KeyBackup> {
  const [salt, iv] = [random(16), random(12)]
  const wrapped = await subtle.wrapKey('pkcs8', await unwrap(kept, true), await derived(passphrase, salt, ITERATIONS), {
    name: 'AES-GCM',
    iv,
  })
  return {
    format: 'standing/key@1',
    publicKey: kept.publicKey,
    salt: toBase64Url(salt),
    iv: toBase64Url(iv),
    wrapped: toBase64Url(new Uint8Array(wrapped)),
    iterations: ITERATIONS,
    ...(kept.rotations && { rotations: kept.rotations }),
  }
}

/** The kept form of a backup. Rejects with RangeError for no backup, OperationError for a wrong passphrase. */
export async function restored(text: string, passphrase: string, now: EpochMs = Date.now()): Promise<KeptIdentity> {
  const { format, publicKey, salt, iv, wrapped, iterations, rotations } = (JSON.parse(text) ?? {}) as KeyBackup
  if (format !== 'standing/key@1' || !Number.isInteger(iterations) || iterations < 100_000 || iterations > 10_000_000)
    throw new RangeError('wanted a backup of a key, standing/key@1')
  const key = await derived(passphrase, fromBase64Url(salt), iterations)
  const opened = await subtle.unwrapKey('pkcs8', fromBase64Url(wrapped), key, { name: 'AES-GCM', iv: fromBase64Url(iv) }, 'Ed25519', true, [
    'sign',
  ])
  const { kty, crv, x } = await subtle.exportKey('jwk', opened)
  const own = readPublicKey({ kty, crv, x })
  if (own.x !== readPublicKey(publicKey).x) throw new RangeError('the backup names another key than it holds')
  const under = await subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['wrapKey', 'unwrapKey'])
  const fresh = random(12)
  return {
    publicKey: own,
    since: now,
    wrapped: await subtle.wrapKey('pkcs8', opened, under, { name: 'AES-GCM', iv: fresh }),
    iv: fresh,
    under,
    ...(Array.isArray(rotations) && { rotations: rotations.filter(isRotation).slice(-MOST_ROTATIONS) }),
  }
}

async function derived(passphrase: string, salt: Uint8Array<ArrayBuffer>, iterations: number): Promise<CryptoKey> {
  const raw = await subtle.importKey('raw', new TextEncoder().encode(passphrase.normalize('NFKC')), 'PBKDF2', false, ['deriveKey'])
  return subtle.deriveKey({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations }, raw, { name: 'AES-GCM', length: 256 }, false, [
    'wrapKey',
    'unwrapKey',
  ])
}
