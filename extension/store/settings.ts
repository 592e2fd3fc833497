/** Settings by name: notifications sent, quiet hours, the signing identity and known keys. */

import type { OutcomeTally } from '../../shared/evidence/request-outcome.ts'
import type { Pin } from '../../shared/signing/trust.ts'
import type { EpochMs } from '../../shared/time/intervals.ts'
import type { Store } from './open-store.ts'
import type { KeptIdentity } from './store-schema.ts'

export interface Settings {
  /** Causes of alerts that were said, and when. */
  readonly said: Readonly<Record<string, number>>
  /** Local times of day between which nothing is said; null: never quiet. */
  readonly quiet: { readonly from: string; readonly to: string } | null
  /** The key that signs snapshots; made when the first one is shared. */
  readonly identity: KeptIdentity | null
  /** Keys of others, kept when somebody said so. */
  readonly pins: readonly Pin[]
  /** As whom snapshots are made, and which reader their links lead to; empty where nobody said. */
  readonly sharing: { readonly name: string; readonly reader: string }
  /** Addresses at other hosts: a check that fails while none of them answers is our own trouble. Read beside the sources' own pages. */
  readonly references: readonly string[]
  /** Evidence that ended before has gone. */
  readonly keptFrom: number
  /** Until then nothing goes for its age: the clock had leapt. */
  readonly keepUntil: number
  /** What the browser last said about its storage; null: it never did. */
  readonly room: StorageUse | null
  /** Hosts whose own traffic is observed; none until a person asks for it. */
  readonly watched: readonly WatchedSettings[]
  /** Five minutes of requests that are not over yet. */
  readonly tallies: readonly OutcomeTally[]
  /** When the background last read, wrote and showed all that was due; 0: never yet. */
  readonly lastGoodWake: EpochMs
}

/** A host whose requests speak of a service of an agreement. */
export interface WatchedSettings {
  readonly agreement: string
  readonly service: string
  readonly host: string
}

/** Bytes taken by everything that is kept, and how many there may be. */
export interface StorageUse {
  readonly at: number
  readonly usage: number
  readonly quota: number
}

/** Too little to go on for long: where nine tenths are taken, or less than 50 MB are left. */
export const isTight = ({ usage, quota }: StorageUse): boolean => usage > 0.9 * quota || quota - usage < 50_000_000

const DEFAULTS: Settings = {
  said: {},
  quiet: null,
  identity: null,
  pins: [],
  sharing: { name: '', reader: '' },
  references: [],
  keptFrom: Number.NEGATIVE_INFINITY,
  keepUntil: 0,
  room: null,
  watched: [],
  tallies: [],
  lastGoodWake: 0,
}

/** Whether a stored value is of the default's type: a damaged setting is as good as none. */
const isAlike = (value: unknown, usual: unknown): boolean =>
  value !== undefined &&
  (usual === null || (value !== null && typeof value === typeof usual && Array.isArray(value) === Array.isArray(usual)))

export async function readSetting<N extends keyof Settings>(db: Store, name: N): Promise<Settings[N]> {
  const value = (await db.get('settings', name)) as Settings[N] | undefined
  return isAlike(value, DEFAULTS[name]) ? (value as Settings[N]) : DEFAULTS[name]
}
