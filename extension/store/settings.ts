/** What is remembered under a name: what was said, and when to be quiet. */
import type { Store } from './open.ts'

export interface Settings {
  /** Causes of alerts that were said, and when. */
  readonly said: Readonly<Record<string, number>>
  /** Local times of day between which nothing is said; null: never quiet. */
  readonly quiet: { readonly from: string; readonly to: string } | null
}

const DEFAULTS: Settings = { said: {}, quiet: null }

export async function readSetting<N extends keyof Settings>(db: Store, name: N): Promise<Settings[N]> {
  return ((await db.get('settings', name)) as Settings[N] | undefined) ?? DEFAULTS[name]
}
