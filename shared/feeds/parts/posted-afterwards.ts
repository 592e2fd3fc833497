/**
 * The actual times of an event, where its posts don't give them (R52, R53): stated in its text, posted in one go afterwards, or left open
 * without a word for a week. What can't be known lies between `uncertain.from` and `uncertain.to`.
 */
import type { Span } from '../../evidence/model.ts'
import { DAY_MS, dayOf, startOfDay } from '../../time/dates.ts'
import type { EpochMs } from '../../time/intervals.ts'
import type { ZoneRules } from '../../time/zone.ts'
import { stampedWindow, type ToldWindow, toldWindows } from './prose.ts'

/** One state of a component for a time. `from` = `to` with `uncertain`: nothing is certain but that it lies within. */
export type StateSpan = Pick<Span, 'from' | 'to' | 'state'> & Partial<Pick<Span, 'basis' | 'uncertain'>>

export interface PostedEvent {
  /** When its posts were published, where its window is that of its posts. */
  readonly posts?: readonly EpochMs[]
  /** What its posts say, the last words last. */
  readonly text?: string
  /** Its last sign of life while it is open; the newest of `posts` where that is absent. */
  readonly updatedAt?: EpochMs
}

const MINUTE = 60_000
/** Days without a post after which an open incident is doubtful. */
const SILENT = 7 * DAY_MS
/** A window longer than this, or longer ago, was misread or mistyped. */
const LONGEST = 7 * DAY_MS
const OLDEST = 90 * DAY_MS

/** A stretch of which nothing is certain but its bounds. */
export const doubtful = (span: StateSpan, from: EpochMs, to: EpochMs): StateSpan => ({ ...span, from, to: from, uncertain: { from, to } })

export const isDoubtful = ({ from, to, uncertain }: StateSpan): boolean =>
  to !== null && to <= from && uncertain !== undefined && uncertain.to > uncertain.from

/** The span as far as it is known. `readAt` is the instant up to which the response speaks, `zone` that of the page. */
export function settled(span: StateSpan, event: PostedEvent, readAt: EpochMs, zone: ZoneRules): readonly StateSpan[] {
  if (span.to === null) return [unlessSilent(span, event, readAt)]
  if (span.basis !== 'incident-window' && span.basis !== 'page-only' && span.basis !== 'prose') return [span]
  return afterwards(span, span.to, event, { readAt, zone })
}

function unlessSilent(span: StateSpan, { posts = [], updatedAt }: PostedEvent, readAt: EpochMs): StateSpan {
  const last = updatedAt ?? (posts.length > 0 ? Math.max(...posts) : undefined)
  if (last === undefined || readAt - last <= SILENT) return span
  const to = Math.max(span.from, last + SILENT)
  return to >= readAt ? span : { ...span, to, uncertain: { from: Math.min(span.from, span.uncertain?.from ?? span.from), to: readAt } }
}

function afterwards(
  span: StateSpan,
  to: EpochMs,
  { posts, text = '' }: PostedEvent,
  { readAt, zone }: { readonly readAt: EpochMs; readonly zone: ZoneRules },
): readonly StateSpan[] {
  const isMoment = to <= span.from || (posts !== undefined && new Set(posts).size <= 1 && to - span.from < MINUTE)
  if (!isMoment && posts === undefined) return [span]
  if (isMoment && span.uncertain !== undefined && span.uncertain.to > span.uncertain.from) return [span]
  const postedAt = Math.max(to, ...(posts ?? []))
  // A text with dates may have been edited since it was posted.
  const told = toldWindows(text, postedAt).filter((each) => isPlausible(each, postedAt, each.dated ? readAt : postedAt))
  if (!isMoment) return told.length > 0 ? toldOver(span, to, told) : [span]
  const stamped = told.length > 0 ? null : stampedWindow(text, postedAt)
  const windows = stamped && isPlausible(stamped, postedAt, postedAt) ? [stamped] : told
  if (windows.length === 0) return [doubtful(span, startOfDay(dayOf(to, zone) - 1, zone), to)]
  return windows.map((window) => spanOf(span, window))
}

/** The day before is possible as well where the text has no date. */
function spanOf({ uncertain: _, ...span }: StateSpan, { from, to, dated }: ToldWindow): StateSpan {
  return { ...span, from, to, basis: 'prose', ...(!dated && { uncertain: { from: from - DAY_MS, to } }) }
}

const isPlausible = ({ from, to }: ToldWindow, postedAt: EpochMs, latest: EpochMs): boolean =>
  to <= latest && to - from <= LONGEST && postedAt - from <= OLDEST

/** Windows stated in the text replace that of the posts where they overlap it; otherwise both are doubtful. */
function toldOver({ uncertain: _, ...span }: StateSpan, to: EpochMs, told: readonly ToldWindow[]): readonly StateSpan[] {
  const windows = told.map((window) => (window.dated ? window : nearestDay(window, to)))
  const touching = windows.filter((window) => window.from <= to && window.to >= span.from)
  if (touching.length > 0) return touching.map((window) => ({ ...span, from: window.from, to: window.to, basis: 'prose' }))
  const last = windows.at(-1)!
  return [doubtful(span, span.from, to), doubtful({ ...span, basis: 'prose' }, last.from, last.to)]
}

/** A window without a date on the day that lets it begin before `to`. */
function nearestDay(window: ToldWindow, to: EpochMs): ToldWindow {
  const shift = Math.max(0, Math.ceil((window.from - to) / DAY_MS)) * DAY_MS
  return { ...window, from: window.from - shift, to: window.to - shift }
}
