/** One row of a response under reading: fields by name, and why it cannot be used, thrown and caught at the list. */
import type { EpochMs } from '../../time/intervals.ts'
import { FeedError } from '../feed-error.ts'
import { instant, isObject } from './body.ts'

/** Why a row cannot be used; caught by `eachRow`. */
export class RowError extends Error {}

export type Row = Readonly<Record<string, unknown>>

/** Runs `use` for every row of a list; one that cannot be used is told with its place, and none of it is kept. */
export function eachRow(
  list: readonly unknown[],
  path: string,
  reject: (path: string, reason: string) => void,
  use: (row: Row, index: number) => void,
): void {
  list.forEach((item, index) => {
    try {
      if (!isObject(item)) throw new RowError('not an object')
      use(item, index)
    } catch (error) {
      if (!(error instanceof RowError)) throw error
      reject(`${path}[${index}]`, error.message)
    }
  })
}

/** A list or a name that the whole response rests on and that is not as it should be: then it is not this feed. */
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

/** null where the field is absent, null, or the word that stands for it in some pages. */
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
