/** Keys: those that a provider's site publishes, and this browser's own, which are made, replaced and restored here. */
import { KEYS_LIMITS, KEYS_PATH, keysAddress, readKeys, thumbprintsOf } from '../../shared/signing/key-list.ts'
import { MOST_ROTATIONS, rotate } from '../../shared/signing/key-rotation.ts'
import type { KnownKey } from '../../shared/signing/trust.ts'
import { isoUtc } from '../../shared/time/instant.ts'
import { RequestRefused } from '../messages.ts'
import { fetchText, ReadTrouble } from '../sources/fetch-address.ts'
import type { Store } from '../store/open-store.ts'
import { readSetting } from '../store/settings.ts'
import { newIdentity, readIdentity, restored } from '../store/signing-key.ts'
import { writeSetting } from '../store/write-store.ts'

const { subtle } = globalThis.crypto
const TIMEOUT_MS = 10_000

/** Throws Refused for anything but https, for another host than was asked, and for whatever is no list of keys. */
export async function keysAt(origin: string, now: number, doFetch: typeof fetch = fetch): Promise<NonNullable<KnownKey['wellKnown']>> {
  const address = keysAddress(origin)
  if (address === null) throw new RequestRefused('not-an-address', origin)
  const { body } = await fetchText(
    address,
    {
      accepts: ['application/json', 'application/jwk-set+json', 'text/json'],
      etag: null,
      timeoutMs: TIMEOUT_MS,
      limitBytes: KEYS_LIMITS.size,
      now,
    },
    doFetch,
  ).catch((error: unknown) => {
    throw error instanceof ReadTrouble ? new RequestRefused(error.kind, error.message, { cause: error }) : error
  })
  const { document, problems } = readKeys(body ?? '')
  if (!document) throw new RequestRefused('bad-keys', problems.map(({ path, wanted }) => `${path || KEYS_PATH}: ${wanted}`).join('; '))
  return { origin: new URL(address).origin, thumbprints: await thumbprintsOf(document, subtle) }
}

/** Throws Refused where there is no key to replace. */
export async function rotateIdentity(db: Store, now: number): Promise<void> {
  const [old, kept] = await Promise.all([readIdentity(db), readSetting(db, 'identity')])
  if (!old || !kept) throw new RequestRefused('bad-key', 'none')
  const next = await newIdentity(now)
  const statement = await rotate(old, next.publicKey, isoUtc(now), subtle)
  // The newest ones: whoever keeps a key that is older than sixteen others has to compare again.
  const rotations = [...(kept.rotations ?? []), statement].slice(-MOST_ROTATIONS)
  await writeSetting(db, 'identity', { ...next, rotations })
}

/** Throws Refused for what is no saved key, or not opened by the passphrase; what was there stays as it was. */
export async function bringIdentity(db: Store, text: string, passphrase: string, now: number): Promise<void> {
  const restoredKey = await restored(text, passphrase, now).catch((cause: unknown) => {
    const wrong = cause instanceof Error && cause.name === 'OperationError'
    throw new RequestRefused(wrong ? 'wrong-passphrase' : 'bad-key', wrong ? 'the key was not opened' : String(cause), { cause })
  })
  await writeSetting(db, 'identity', restoredKey)
}
