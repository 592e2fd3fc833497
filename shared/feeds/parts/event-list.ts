/**
 * Lists in which each row is one event with one window, the components it concerned and how bad it was. A feed says where each of
 * these stands in a row; what can't be used as a whole is read by the same places, field by field.
 */
import type { State } from '../../evidence/model.ts'
import type { EpochMs } from '../../time/intervals.ts'
import { instant, word } from './body.ts'
import type { ComponentRef } from './component.ts'
import type { ReadingBuilder } from './reading-builder.ts'
import { objectsOf, type Row, RowError } from './row.ts'

export interface EventPost {
  readonly at: EpochMs
  readonly text: string
}

/** Each may throw RowError. */
export interface EventPlaces {
  readonly ref: (row: Row) => string
  readonly title: (row: Row) => string | null
  readonly from: (row: Row) => EpochMs
  /** null while it is open. */
  readonly to: (row: Row) => EpochMs | null
  readonly components: (row: Row) => readonly ComponentRef[]
  /** `maintenance` for planned work, null for an event that states no impact. */
  readonly state: (row: Row) => State | null
  readonly posts?: (row: Row) => readonly EventPost[]
  readonly updatedAt?: (row: Row) => EpochMs | null
  readonly announcedAt?: (row: Row) => EpochMs | null
}

export interface EventsRead {
  /** The earliest start; null where no event is over, because such a list is no history. */
  readonly oldest: EpochMs | null
  /** Whether each event began before the one listed before it, so that what is missing is older than the oldest. */
  readonly isNewestFirst: boolean
}

/** Reads the rows into the builder. */
export function readEvents(builder: ReadingBuilder, list: readonly unknown[], path: string, places: EventPlaces): EventsRead {
  const starts: EpochMs[] = []
  let closed = false
  builder.rows(list, path, places, (row) => {
    const from = places.from(row)
    const to = places.to(row)
    if (to !== null && to < from) throw new RowError('end: before the start')
    const posts = places.posts?.(row) ?? []
    const updatedAt = places.updatedAt?.(row) ?? null
    const event = {
      ref: places.ref(row),
      title: places.title(row),
      ...(posts.length > 0 && { posts: posts.map(({ at }) => at), text: posts.map(({ text }) => text).join('\n') }),
      ...(updatedAt !== null && { updatedAt }),
    }
    const components = places.components(row)
    const state = places.state(row)
    starts.push(from)
    closed ||= to !== null
    builder.event(event.ref)
    if (state === null) builder.noImpact(event.ref, 'no-impact-stated')
    else if (state === 'maintenance')
      builder.maintenance(components, { from, to: endOfWork(from, to), ...announced(places, row, from) }, event)
    else builder.span(components, { from, to, state, basis: components.length > 0 ? 'incident-window' : 'page-only' }, event)
  })
  return {
    oldest: closed ? Math.min(...starts) : null,
    isNewestFirst: starts.every((from, i) => i === 0 || from <= starts[i - 1]!),
  }
}

function endOfWork(from: EpochMs, to: EpochMs | null): EpochMs {
  if (to === null) throw new RowError('end: not given, though the work is planned')
  return Math.max(from, to)
}

/** An announcement after the start announced nothing. */
function announced({ announcedAt }: EventPlaces, row: Row, from: EpochMs): { readonly announcedAt?: EpochMs } {
  const at = announcedAt?.(row) ?? null
  return at !== null && at <= from ? { announcedAt: at } : {}
}

/** The posts of a row, oldest first; those without a time are left out. */
export function postsIn(row: Row, key: string, time: string, text: string): readonly EventPost[] {
  return objectsOf(row, key)
    .flatMap((post) => {
      const at = instant(post[time])
      return at === null ? [] : [{ at, text: word(post[text]) }]
    })
    .sort((a, b) => a.at - b.at)
}
