/** One row of a response: fields by name, and why it cannot be used, thrown here and caught at the list. */
import type { State } from '../../evidence/model.ts'
import type { EpochMs } from '../../time/intervals.ts'
import { FeedError } from '../feed-error.ts'
import { instant, isObject } from './body.ts'
import type { ComponentRef } from './component.ts'

/** Why a row cannot be used. */
export class RowError extends Error {}

export type Row = Readonly<Record<string, unknown>>

/** How to read, field by field, what remains of a row that cannot be used as a whole. Each may throw RowError. */
export interface RowFields {
  readonly ref?: (row: Row) => string
  readonly from?: (row: Row) => EpochMs | null
  readonly to?: (row: Row) => EpochMs | null
  readonly components?: (row: Row) => readonly ComponentRef[]
  readonly state?: (row: Row) => State | null
}

/** What could be read of a row; a field that could not is absent. */
export interface RowFacts {
  readonly ref?: string
  readonly from?: EpochMs
  readonly to?: EpochMs
  readonly components?: readonly ComponentRef[]
  readonly state?: State
}

/** The fields of a row that can be read, whatever the others hold. */
export function factsOf(row: unknown, fields: RowFields): RowFacts {
  if (!isObject(row)) return {}
  const facts: Record<string, unknown> = {}
  for (const [key, read] of Object.entries(fields) as [string, (row: Row) => unknown][]) {
    try {
      const value = read(row)
      if (value !== null && value !== undefined) facts[key] = value
    } catch (error) {
      if (!(error instanceof RowError)) throw error
    }
  }
  return facts as RowFacts
}

/** Runs `use` for every row of a list, and hands over those that cannot be used. */
export function eachRow(
  list: readonly unknown[],
  path: string,
  reject: (path: string, reason: string, row: unknown) => void,
  use: (row: Row, index: number) => void,
): void {
  list.forEach((item, index) => {
    try {
      if (!isObject(item)) throw new RowError('not an object')
      use(item, index)
    } catch (error) {
      if (!(error instanceof RowError)) throw error
      reject(`${path}[${index}]`, error.message, item)
    }
  })
}

/** Reads what the whole response rests on; where that is not as it should be, the response is not this feed. */
export function whole<T>(feed: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (error instanceof RowError)
      throw new FeedError(feed, 'wrong-shape', '', `wanted another shape, got ${error.message}`, { cause: error })
    throw error
  }
}

/** A text, or a number as text: some feeds count their events. */
export function idOf(row: Row, key = 'id'): string {
  const value = row[key]
  if (typeof value === 'string' && value !== '') return value
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value)
  throw new RowError(`${key}: not a name`)
}

export function instantOf(row: Row, key: string): EpochMs {
  const at = instant(row[key])
  if (at === null) throw new RowError(`${key}: not an instant`)
  return at
}

/** Returns null where the field is absent, null, or the word that some pages use for null. */
export function maybeInstant(row: Row, key: string): EpochMs | null {
  const value = row[key]
  return value === undefined || value === null || value === '' || value === '$undefined' ? null : instantOf(row, key)
}

/** A list, empty where the field is absent or null. */
export function listOf(row: Row, key: string): readonly unknown[] {
  const value = row[key]
  if (value === undefined || value === null || value === '$undefined') return []
  if (!Array.isArray(value)) throw new RowError(`${key}: not a list`)
  return value
}

export const objectsOf = (row: Row, key: string): readonly Row[] => listOf(row, key).filter(isObject)

/** The meaning of a word by a table. Throws RowError for one that is not in it. */
export function meaningOf<T>(table: Readonly<Record<string, T>>, row: Row, key: string): T {
  const value = row[key]
  if (typeof value === 'string' && Object.hasOwn(table, value)) return table[value]!
  throw new RowError(`${key}: an unknown word, ${JSON.stringify(value)?.slice(0, 42)}`)
}
