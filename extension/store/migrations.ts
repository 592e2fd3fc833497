/**
 * Numbered steps of the stored form. A step that has shipped is never edited: a change is a new step. Structure is made
 * by `build`; records are carried forward by `carry`, a pure function of one record, tried on a fixture of each version.
 * The whole upgrade is one transaction: a step that throws leaves the database as it was.
 */
import type { IDBPDatabase, IDBPTransaction, StoreNames } from 'idb'
import type { Schema } from './store-schema.ts'

export interface MigrationStep {
  readonly version: number
  readonly what: string
  readonly build: (db: IDBPDatabase<Schema>) => void
  readonly carry?: Partial<Record<StoreNames<Schema>, (record: unknown) => unknown>>
}

export const STEPS: readonly MigrationStep[] = [
  {
    version: 1,
    what: 'agreements, sources, the log of evidence and its packed months, answers kept for first paint, settings, log',
    build(db) {
      db.createObjectStore('agreements', { keyPath: 'id' })
      db.createObjectStore('sources', { keyPath: 'id' })
      db.createObjectStore('evidence', { keyPath: 'seq', autoIncrement: true }).createIndex('source', 'source')
      db.createObjectStore('packs', { keyPath: ['source', 'month'] })
      db.createObjectStore('standings', { keyPath: 'agreement' })
      db.createObjectStore('settings')
      db.createObjectStore('log', { keyPath: 'seq', autoIncrement: true })
    },
  },
]

type Upgrade = IDBPTransaction<Schema, StoreNames<Schema>[], 'versionchange'>

/** Takes a database of version `from` to the newest, step by step. Throws what a step throws, having written nothing. */
export async function migrate(
  db: IDBPDatabase<Schema>,
  from: number,
  transaction: Upgrade,
  steps: readonly MigrationStep[],
): Promise<void> {
  for (const step of steps.filter(({ version }) => version > from)) {
    step.build(db)
    for (const [name, carry] of Object.entries(step.carry ?? {})) {
      const store = transaction.objectStore(name as StoreNames<Schema>)
      let cursor = await store.openCursor()
      while (cursor) {
        await cursor.update(carry(cursor.value) as never)
        cursor = await cursor.continue()
      }
    }
  }
}
