/** The four checks of a snapshot when it is opened, each by itself: unaltered, signer, key known, recalculated. */
import type { Problem } from '../base/problem.ts'
import { handedOver } from '../signing/key-rotation.ts'
import type { Subtle } from '../signing/public-key.ts'
import { checkSeal, type SealCheck } from '../signing/seal.ts'
import { isVouched, type KnownKey, type Trust, trustOf } from '../signing/trust.ts'
import type { Zones } from '../time/zone.ts'
import { type Opened, readSnapshot } from './read-snapshot.ts'
import { type Recomputed, recompute } from './recompute.ts'

export interface Examined {
  /** null where it could not be read: then `problems` say why and nothing else is answered. */
  readonly opened: Opened | null
  readonly problems: readonly Problem[]
  readonly seal: SealCheck
  /** null where there is no valid seal. */
  readonly trust: Trust | null
  readonly recomputed: Recomputed | null
}

export interface Examiner {
  readonly subtle: Subtle | undefined
  readonly zones?: Zones
  /** Keys that the reader knows besides those of the agreement. */
  readonly known?: Omit<KnownKey, 'parties' | 'name'>
}

/** Never throws, whatever the text. */
export async function examine(text: string, { subtle, zones, known }: Examiner): Promise<Examined> {
  const { opened, problems } = readSnapshot(text)
  if (!opened) return { opened, problems, seal: { state: 'unsigned' }, trust: null, recomputed: null }
  const { document } = opened
  const seal = await checkSeal(document, subtle)
  const { parties } = document.contract
  const name = document.createdBy.name
  const all: KnownKey = { ...known, ...(parties && { parties }), ...(name !== undefined && { name }) }
  const trust = seal.state === 'valid' && subtle ? await trusted(seal.thumbprint, all, document.rotations ?? [], subtle) : null
  return { opened, problems, seal, trust, recomputed: recompute(opened, zones) }
}

async function trusted(thumb: string, known: KnownKey, rotations: readonly unknown[], subtle: Subtle): Promise<Trust> {
  const trust = await trustOf(thumb, known, subtle)
  // Known to somebody else is no word of the one whose key was kept.
  if (trust.known && isVouched(trust) && (trust.by === 'pinned' || trust.before === null)) return trust
  return (await handedOver(thumb, known.pins, rotations, subtle)) ?? trust
}

/** Whole, validly signed and recomputing, whether or not the key is known. */
export const sealHolds = ({ opened, seal, recomputed }: Examined): boolean =>
  opened !== null && seal.state === 'valid' && recomputed?.state === 'same'
