/**
 * Whether a key is known, and to whom. Trust comes from three places and no other: the agreement's own list of keys, the
 * list at the feed's origin, and what the reader pinned on first use. A new key is taken over when the old one signed it.
 */
import { type PublicKey, readPublicKey, type Subtle, thumbprint } from './key.ts'
import { checkSeal, type Identity, type Seal, seal } from './seal.ts'

export type Trust =
  | { readonly known: true; readonly by: 'agreement'; readonly party: 'provider' | 'customer'; readonly name: string | null }
  | { readonly known: true; readonly by: 'well-known'; readonly origin: string }
  | { readonly known: true; readonly by: 'pinned'; readonly name: string; readonly since: number }
  | { readonly known: false; readonly changed: boolean }

/** A key the reader has kept. `since` is ms. */
export interface Pin {
  readonly name: string
  readonly thumbprint: string
  readonly since: number
}

export interface Known {
  /** `parties.*.keys` of the agreement: thumbprints or JWKs. */
  readonly parties?: { readonly provider?: Keyed; readonly customer?: Keyed }
  /** `/.well-known/standing-keys.json`, fetched over https. */
  readonly wellKnown?: { readonly origin: string; readonly thumbprints: readonly string[] }
  readonly pins?: readonly Pin[]
  /** Who the document says it comes from: a pin of that name with another key is a change, to be shown loudly. */
  readonly name?: string
}
interface Keyed {
  readonly name?: string
  readonly keys?: readonly unknown[]
}

/** Looks a thumbprint up, nearest source first. */
export async function trustOf(thumb: string, known: Known, subtle: Pick<SubtleCrypto, 'digest'>): Promise<Trust> {
  for (const party of ['provider', 'customer'] as const) {
    const entry = known.parties?.[party]
    for (const key of entry?.keys ?? []) {
      if ((await asThumbprint(key, subtle)) === thumb) return { known: true, by: 'agreement', party, name: entry?.name ?? null }
    }
  }
  if (known.wellKnown?.thumbprints.includes(thumb)) return { known: true, by: 'well-known', origin: known.wellKnown.origin }
  const pin = known.pins?.find((one) => one.thumbprint === thumb)
  if (pin) return { known: true, by: 'pinned', name: pin.name, since: pin.since }
  return { known: false, changed: known.pins?.some((one) => one.name === known.name) ?? false }
}

/** null for what is neither a thumbprint nor a key: an unreadable entry trusts nobody. */
async function asThumbprint(key: unknown, subtle: Pick<SubtleCrypto, 'digest'>): Promise<string | null> {
  if (typeof key === 'string') return /^[A-Za-z0-9_-]{43}$/.test(key) ? key : null
  try {
    return await thumbprint(readPublicKey(key), subtle)
  } catch {
    return null
  }
}

/** "From now on I sign with this key", signed by the old one. */
export interface Rotation {
  readonly format: 'standing/rotation@1'
  readonly from: PublicKey
  readonly to: PublicKey
  /** ISO 8601. */
  readonly at: string
  readonly signature: Seal
}

export const rotate = (old: Identity, next: PublicKey, at: string, subtle: Subtle): Promise<Rotation> =>
  seal({ format: 'standing/rotation@1' as const, from: old.publicKey, to: next, at }, old, subtle)

/** The new thumbprint, where the statement is good and the old key is `pinned`; else null. */
export async function rotatedTo(value: unknown, pinned: string, subtle: Subtle): Promise<string | null> {
  if (typeof value !== 'object' || value === null || (value as Rotation).format !== 'standing/rotation@1') return null
  const check = await checkSeal(value, subtle)
  if (check.state !== 'valid' || check.thumbprint !== pinned) return null
  try {
    const { from, to } = value as Rotation
    const signer = await thumbprint(readPublicKey(from), subtle)
    return signer === pinned ? await thumbprint(readPublicKey(to), subtle) : null
  } catch {
    return null
  }
}
