/** Opens the database. A page and the background may both hold it; the one that is old steps aside for an upgrade. */
import { type IDBPDatabase, openDB } from 'idb'
import { type MigrationStep, migrate, STEPS } from './migrations.ts'
import type { Schema } from './store-schema.ts'

export type Store = IDBPDatabase<Schema>

export const NAME = 'standing'
/** The BroadcastChannel on which the background says that there is something new to read. */
export const CHANGED = 'standing-changed'

let opened: Promise<Store> | null = null

/** The one connection of this page or worker. Rejects when an upgrade fails; the next call tries again. */
export function store(): Promise<Store> {
  opened ??= openStore().catch((error: unknown) => {
    opened = null
    throw error
  })
  return opened
}

/**
 * A connection of its own; `store()` is what everything but a test wants. Rejects with what a failed step threw: then
 * the database is as it was.
 */
export async function openStore(name = NAME, steps: readonly MigrationStep[] = STEPS): Promise<Store> {
  let failure: unknown = null
  try {
    return await openDB<Schema>(name, steps.length, {
      async upgrade(db, from, _to, transaction) {
        try {
          await migrate(db, from, transaction as never, steps)
        } catch (error) {
          failure = error
          transaction.done.catch(() => {})
          transaction.abort()
        }
      },
      blocking(_current, _blocked, event) {
        ;(event.target as IDBDatabase).close()
        opened = null
      },
      terminated() {
        opened = null
      },
    })
  } catch (error) {
    throw failure ?? error
  }
}
