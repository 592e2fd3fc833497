/**
 * When an event really was, where its posts don't say (R52, R53): told in its text, posted in one go afterwards, or left open
 * without a word for a week. What can't be known lies between `uncertain.from` and `uncertain.to`.
 */
import type { Span } from '../../evidence/model.ts'
import { DAY_MS, dayOf, startOfDay } from '../../time/dates.ts'
import type { EpochMs } from '../../time/intervals.ts'
import type { ZoneRules } from '../../time/zone.ts'
import { toldWindow } from './prose.ts'

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
  return afterwards(span, span.to, event, zone)
}

function unlessSilent(span: StateSpan, { posts = [], updatedAt }: PostedEvent, readAt: EpochMs): StateSpan {
  const last = updatedAt ?? (posts.length > 0 ? Math.max(...posts) : undefined)
  if (last === undefined || readAt - last <= SILENT) return span
  const to = Math.max(span.from, last + SILENT)
  return to >= readAt ? span : { ...span, to, uncertain: { from: Math.min(span.from, span.uncertain?.from ?? span.from), to: readAt } }
}

function afterwards(span: StateSpan, to: EpochMs, { posts, text }: PostedEvent, zone: ZoneRules): readonly StateSpan[] {
  const isMoment = to <= span.from || (posts !== undefined && new Set(posts).size <= 1 && to - span.from < MINUTE)
  if (!isMoment && posts === undefined) return [span]
  if (isMoment && span.uncertain !== undefined && span.uncertain.to > span.uncertain.from) return [span]
  const postedAt = Math.max(to, ...(posts ?? []))
  const told = text === undefined ? null : plausible(toldWindow(text, postedAt), postedAt)
  if (isMoment) {
    if (!told) return [doubtful(span, startOfDay(dayOf(to, zone) - 1, zone), to)]
    const { from, to: end, dated } = told
    const { uncertain: _, ...rest } = span
    return [{ ...rest, from, to: end, basis: 'prose', ...(!dated && { uncertain: { from: from - DAY_MS, to: end } }) }]
  }
  return told ? toldOver(span, to, told) : [span]
}

const plausible = (told: ReturnType<typeof toldWindow>, postedAt: EpochMs): ReturnType<typeof toldWindow> =>
  told && told.to <= postedAt && told.to - told.from <= LONGEST && postedAt - told.from <= OLDEST ? told : null

/** A window told in the text replaces that of the posts where they touch; else both are doubtful. */
function toldOver(span: StateSpan, to: EpochMs, told: { from: EpochMs; to: EpochMs; dated: boolean }): readonly StateSpan[] {
  const days = told.dated ? 0 : Math.max(0, Math.ceil((told.from - to) / DAY_MS))
  const [from, end] = [told.from - days * DAY_MS, told.to - days * DAY_MS]
  const { uncertain: _, ...rest } = span
  if (from <= to && end >= span.from) return [{ ...rest, from, to: end, basis: 'prose' }]
  return [doubtful(rest, span.from, to), doubtful({ ...rest, basis: 'prose' }, from, end)]
}
