/** Packed rows of a feed, read field by field; whatever is wrong with a number or a name throws FeedRefused with its place. */
import { isObject } from '../base/is-object.ts'
import type { Source } from '../evidence/model.ts'
import { sourceFromText } from '../evidence/source.ts'
import { END_OF_TIME } from '../time/instant.ts'
import type { EpochMs } from '../time/intervals.ts'

export const MOST_ROWS = 2_000_000

/** Why a text is no feed this version can read: `evidence.spans.for: wanted …`. `newer` for a later major. */
export class FeedRefused extends Error {
  override readonly name = 'FeedRefused'
  readonly newer: boolean
  constructor(message: string, newer = false) {
    super(message)
    this.newer = newer
  }
}

export type PackedRow = Readonly<Record<string, unknown>>

export function want(holds: boolean, path: string, wanted: string): asserts holds {
  if (!holds) throw new FeedRefused(`${path}: wanted ${wanted}`)
}

/** The rows of one kind, each field by name. */
export class Rows {
  readonly count: number
  private readonly kind: string
  private readonly packed: PackedRow
  private readonly texts: readonly unknown[]
  private readonly starts: EpochMs[] = []

  constructor(evidence: PackedRow, kind: string, origin: EpochMs, texts: readonly unknown[]) {
    const packed = evidence[kind] ?? { rows: 0 }
    want(isObject(packed), `evidence.${kind}`, 'an object')
    this.kind = kind
    this.packed = packed
    this.texts = texts
    const { rows } = packed
    want(typeof rows === 'number' && Number.isInteger(rows) && rows >= 0 && rows <= MOST_ROWS, `evidence.${kind}.rows`, 'a count')
    this.count = rows
    let at = origin
    for (let i = 0; i < rows; i++) {
      at = this.time(at + (this.number('from', i) ?? Number.NaN), 'from')
      this.starts.push(at)
    }
  }

  /** A number of a row, null where it has none; -1 means a missing name. */
  number(key: string, row: number): number | null {
    const column = this.packed[key]
    const value = Array.isArray(column) ? column[row] : column
    if (value === null || column === undefined) return null
    want(
      Number.isSafeInteger(value) && (!Array.isArray(column) || column.length === this.count),
      `evidence.${this.kind}.${key}`,
      'a whole number a row',
    )
    return value as number
  }

  time(at: number, key: string): EpochMs {
    want(at >= 0 && at < END_OF_TIME, `evidence.${this.kind}.${key}`, 'an instant from 1970 to 2199')
    return at
  }

  from(row: number): EpochMs {
    return this.starts[row]!
  }

  to(row: number): EpochMs | null {
    want('for' in this.packed, `evidence.${this.kind}.for`, 'lengths')
    const length = this.number('for', row)
    return length === null ? null : this.time(this.from(row) + length, 'for')
  }

  /** `from` and a `to` that must be there. */
  closed(row: number): { from: EpochMs; to: EpochMs } {
    const to = this.to(row)
    want(to !== null && to >= this.from(row), `evidence.${this.kind}.for`, 'a length')
    return { from: this.from(row), to }
  }

  open(row: number): { from: EpochMs; to: EpochMs | null } {
    const to = this.to(row)
    want(to === null || to >= this.from(row), `evidence.${this.kind}.for`, 'a length')
    return { from: this.from(row), to }
  }

  maybe(key: string, row: number): string | undefined {
    const place = this.number(key, row)
    if (place === null || place < 0) return undefined
    const text = this.texts[place]
    want(typeof text === 'string', `evidence.${this.kind}.${key}`, 'a place in texts')
    return text
  }

  text(key: string, row: number): string {
    const text = this.maybe(key, row)
    want(text !== undefined && text !== '', `evidence.${this.kind}.${key}`, 'a text')
    return text
  }

  /** Those of the fields that the row has. */
  some<K extends string>(keys: readonly K[], row: number): Partial<Record<K, string>> {
    const out: Partial<Record<K, string>> = {}
    for (const key of keys) {
      const text = this.maybe(key, row)
      if (text !== undefined) out[key] = text
    }
    return out
  }

  source(row: number): Source {
    return unpackSource(this.text('source', row))
  }

  names(row: number): readonly string[] {
    const names = parsed(this.text('services', row))
    want(
      names.every((name) => typeof name === 'string' && name !== ''),
      `evidence.${this.kind}.services`,
      'names of services',
    )
    return names as readonly string[]
  }

  /** A whole number not below 0. */
  amount(key: string, row: number): number {
    const count = this.number(key, row)
    want(count !== null && count >= 0, `evidence.${this.kind}.${key}`, 'a count')
    return count
  }

  /** One of a few words, where the row has one. */
  oneOf<W extends string>(key: string, words: readonly W[], row: number): W | undefined {
    const text = this.maybe(key, row)
    want(text === undefined || (words as readonly string[]).includes(text), `evidence.${this.kind}.${key}`, words.join(', '))
    return text as W | undefined
  }

  map<T>(read: (row: number) => T): readonly T[] {
    return this.starts.map((_, row) => read(row))
  }
}

/** A source as a feed names it: `feed:acme`, `customer/feed:acme`. */
export function unpackSource(text: string): Source {
  const [party, rest] = /^(?:provider|customer)\//.test(text) ? (text.split(/\/(.*)/s) as [Source['party'], string]) : [null, text]
  const source = sourceFromText(rest)
  want(source !== null, 'evidence', 'a source such as feed:acme')
  return party ? { ...source, party } : source
}

/** A list that stands as JSON text. */
export function parsed(text: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(text)
    if (Array.isArray(value)) return value
  } catch {
    // said below
  }
  throw new FeedRefused('evidence.texts: wanted a list as JSON text')
}
