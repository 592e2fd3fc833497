/** Recorded responses in a folder, whatever whoever kept them wrapped them into. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { FeedAdaptor } from '../../shared/feeds/adaptor.ts'
import { ADAPTORS } from '../../shared/feeds/index.ts'

/** Every file below a folder, by name. */
export function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? filesIn(join(folder, entry.name)) : [join(folder, entry.name)]))
}

export interface Found {
  readonly body: string
  readonly adaptor: FeedAdaptor
  readonly place: string
}

/** The responses in a recording: itself, or those that whoever kept it wrapped into an object. */
export function bodiesIn(text: string): readonly Found[] {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    const adaptor = ADAPTORS.find((each) => each.recognises(text))
    return adaptor ? [{ body: text, adaptor, place: '' }] : []
  }
  return within(value, '', 0)
}

function within(kept: unknown, place: string, depth: number): readonly Found[] {
  const value = typeof kept === 'string' ? parsed(kept) : kept
  const adaptor = ADAPTORS.find((each) => each.recognises(value))
  if (adaptor) return [{ body: typeof value === 'string' ? value : JSON.stringify(value), adaptor, place }]
  if (typeof value !== 'object' || value === null || depth === 3) return []
  return Object.entries(value).flatMap(([key, inner]) => within(inner, place ? `${place}.${key}` : key, depth + 1))
}

/** A file kept as text may hold JSON. */
export function parsed(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
