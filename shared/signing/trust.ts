/**
 * Whether a key is known, and to whom. Trust comes from three places and no other: the keys of the agreement as the reader has it,
 * the list at the feed's origin, and what the reader pinned on first use. A new key that the old one signed is key-rotation.ts.
 */
import { readPublicKey, thumbprint } from './public-key.ts'

/**
 * `before`: since when another key was kept under the name that the document gives, ms; null where none was. Whoever else knows
 * the key, that is a change to be shown loudly. `notAt`: the origin that was asked and does not publish it.
 */
export type Trust =
  | {
      readonly known: true
      readonly by: 'agreement'
      readonly party: 'provider' | 'customer'
      readonly name: string | null
      /** Whether it is the reader's own copy that names it, or only the one that came with the document: that one vouches for itself. */
      readonly own: boolean
      readonly before: number | null
    }
  | { readonly known: true; readonly by: 'well-known'; readonly origin: string; readonly before: number | null }
  /** `handedOver`: the key that was kept is an older one, which signed this. */
  | { readonly known: true; readonly by: 'pinned'; readonly name: string; readonly since: number; readonly handedOver: boolean }
  | { readonly known: false; readonly before: number | null; readonly notAt: string | null }

/** A key the reader has kept. `since` is ms. */
export interface Pin {
  readonly name: string
  readonly thumbprint: string
  readonly since: number
}

export interface KnownKey {
  /** `parties.*.keys` of the reader's own copy of the agreement: thumbprints or JWKs. */
  readonly agreement?: Parties
  /** The same of the agreement that the document carries: they count where the reader has no copy, and never as well known. */
  readonly parties?: Parties
  /** `/.well-known/standing-keys.json`, fetched over https. */
  readonly wellKnown?: { readonly origin: string; readonly thumbprints: readonly string[] }
  readonly pins?: readonly Pin[]
  /** Who the document says it comes from: a pin of that name with another key is a change, to be shown loudly. */
  readonly name?: string
}
export interface Parties {
  readonly provider?: Keyed
  readonly customer?: Keyed
}
interface Keyed {
  readonly name?: string
  readonly keys?: readonly unknown[]
}

/** Looks a thumbprint up, nearest source first. */
export async function trustOf(thumb: string, known: KnownKey, subtle: Pick<SubtleCrypto, 'digest'>): Promise<Trust> {
  const pin = known.pins?.find((one) => one.thumbprint === thumb)
  const others = pin ? [] : (known.pins ?? []).filter((one) => one.name === known.name).map(({ since }) => since)
  const before = others.length > 0 ? Math.max(...others) : null
  const named = async (parties: Parties | undefined, own: boolean): Promise<Trust | null> => {
    for (const party of ['provider', 'customer'] as const) {
      const entry = parties?.[party]
      for (const key of entry?.keys ?? []) {
        if ((await asThumbprint(key, subtle)) === thumb)
          return { known: true, by: 'agreement', party, name: entry?.name ?? null, own, before }
      }
    }
    return null
  }
  const inOwn = await named(known.agreement, true)
  if (inOwn) return inOwn
  if (known.wellKnown?.thumbprints.includes(thumb)) return { known: true, by: 'well-known', origin: known.wellKnown.origin, before }
  if (pin) return { known: true, by: 'pinned', name: pin.name, since: pin.since, handedOver: false }
  const carried = known.agreement ? null : await named(known.parties, false)
  return carried ?? { known: false, before, notAt: known.wellKnown?.origin ?? null }
}

/** Known by something else than the word of the document itself. */
export const isVouched = (trust: Trust | null): boolean => trust?.known === true && (trust.by !== 'agreement' || trust.own)

/** null for what is neither a thumbprint nor a key: an unreadable entry trusts nobody. */
async function asThumbprint(key: unknown, subtle: Pick<SubtleCrypto, 'digest'>): Promise<string | null> {
  if (typeof key === 'string') return /^[A-Za-z0-9_-]{43}$/.test(key) ? key : null
  try {
    return await thumbprint(readPublicKey(key), subtle)
  } catch {
    return null
  }
}
