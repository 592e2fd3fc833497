/**
 * A change of keys: the old one signs the new one, and snapshots carry that statement. Whoever keeps the old key takes the new
 * one over; any other change of key is a change that a person has to look at.
 */
import { isInstant } from '../time/instant.ts'
import { type PublicKey, readPublicKey, type Subtle, thumbprint } from './public-key.ts'
import { checkSeal, type Identity, type Seal, sealDocument } from './seal.ts'
import type { KnownKey, Trust } from './trust.ts'

export const ROTATION_FORMAT = 'standing/rotation@1'

/** "From now on I sign with this key", signed by the old one. */
export interface Rotation {
  readonly format: typeof ROTATION_FORMAT
  readonly from: PublicKey
  readonly to: PublicKey
  /** ISO 8601. */
  readonly at: string
  readonly signature: Seal
}

/** A snapshot carries at most so many: each costs whoever opens it a signature to check. */
export const MOST_ROTATIONS = 16

export const rotate = (old: Identity, next: PublicKey, at: string, subtle: Subtle): Promise<Rotation> =>
  sealDocument({ format: ROTATION_FORMAT, from: old.publicKey, to: next, at }, old, subtle)

/** The new thumbprint, where the statement is good and the old key is `pinned`; else null. */
export async function rotatedTo(value: unknown, pinned: string, subtle: Subtle): Promise<string | null> {
  if (typeof value !== 'object' || value === null || (value as Rotation).format !== ROTATION_FORMAT) return null
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

/** Whether it has the shape of one; whether it is good is `rotatedTo`. */
export function isRotation(value: unknown): value is Rotation {
  if (typeof value !== 'object' || value === null) return false
  const { format, from, to, at, signature } = value as Record<string, unknown>
  try {
    readPublicKey(from)
    readPublicKey(to)
  } catch {
    return false
  }
  return format === ROTATION_FORMAT && typeof at === 'string' && isInstant(at) && typeof signature === 'object' && signature !== null
}

/**
 * Looks for a way from a key that was kept to `thumb`, each step signed by the key before; null where there is none. The name
 * and the date are those of the key that was kept.
 */
export async function handedOver(
  thumb: string,
  pins: KnownKey['pins'],
  rotations: readonly unknown[],
  subtle: Subtle,
): Promise<(Trust & { readonly known: true }) | null> {
  const statements = rotations.slice(0, MOST_ROTATIONS)
  for (const { name, since, thumbprint: kept } of pins ?? []) {
    const seen = new Set([kept])
    for (const at of seen) {
      for (const statement of statements) {
        const next = await rotatedTo(statement, at, subtle)
        if (next === thumb) return { known: true, by: 'pinned', name, since, handedOver: true }
        // Keys that were already passed lead nowhere new.
        if (next !== null) seen.add(next)
      }
    }
  }
  return null
}
