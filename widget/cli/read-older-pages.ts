/**
 * `standing ingest URL --since 2026-01`: a Statuspage's months back to that one, asked one address a second. What was answered goes
 * to the file of `--resume`, so that the next run goes on where this one was stopped, and asks for the rest only what has changed.
 */

import type { ListedMonth } from '../../shared/feeds/parts/history-stamp.ts'
import { historyDocument, historyWalk } from '../../shared/feeds/parts/history-walk.ts'
import type { EpochMs } from '../../shared/time/intervals.ts'
import { decoded, fetchUnlessSame, NotGiven } from './download-address.ts'
import { CommandRefused, type Io, Usage } from './io.ts'

/** Between two questions to one page. */
export const PAUSE_MS = 1000
/** An answer this young is taken as it is; an older one is asked for again, if it has changed. */
const FRESH_MS = 86_400_000
const FORMAT = 'standing/history-answers@1'
/** Statuses by which a page asks for less. */
const TOO_MUCH: readonly number[] = [429, 503]

interface Kept {
  readonly at: EpochMs
  readonly etag: string | null
  readonly body: string
}

/** A month as `2026-01`. Throws Usage. */
export function sinceOf(text: string): ListedMonth {
  const [, year, month] = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(text) ?? []
  if (year === undefined) throw new Usage(`--since: wanted a month such as 2026-01, got ${JSON.stringify(text)}`)
  return { year: Number(year), month: Number(month) }
}

export interface HistoryRequest {
  readonly page: URL
  readonly since: ListedMonth
  /** Where answers are kept between runs. */
  readonly resume: string | undefined
  readonly pauseMs?: number
}

/** The document of everything that was answered. Throws CommandRefused where not even the lists were. */
export async function readHistory({ page, since, resume, pauseMs = PAUSE_MS }: HistoryRequest, io: Io): Promise<string> {
  const kept = resume === undefined ? new Map<string, Kept>() : keptIn(resume, io)
  const answers = new Map<string, string | null>()
  let asked = 0
  for (;;) {
    const step = historyWalk(page, since, answers)
    if (!step.ask) {
      finish(step, since, io)
      break
    }
    const { href } = step.ask
    const before = kept.get(href)
    if (before && io.now() - before.at < FRESH_MS) {
      answers.set(href, before.body)
      continue
    }
    if (asked++ > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs))
    if (step.progress.of > 0 && step.progress.done % 25 === 0)
      io.err(`${page.host}: ${step.progress.done} of ${step.progress.of} incidents read`)
    const answer = await answerOf(step.ask, before, io)
    if (answer === 'stop') {
      io.err(
        `${page.host}: stopped: what is read so far is used${resume === undefined ? '' : `; run again with --resume ${resume} to go on`}`,
      )
      break
    }
    answers.set(href, answer?.body ?? null)
    if (answer) kept.set(href, answer)
    if (resume !== undefined) io.writeFile(resume, JSON.stringify({ format: FORMAT, answers: Object.fromEntries(kept) }))
  }
  const document = historyDocument(page, since, answers)
  if (document === null) throw new CommandRefused([`${page.href}: wanted months of a history at /history.json, got none`])
  return document
}

function finish({ progress, oldest, isFarEnough }: ReturnType<typeof historyWalk>, since: ListedMonth, io: Io): void {
  const text = ({ year, month }: ListedMonth): string => `${year}-${`${month}`.padStart(2, '0')}`
  io.err(`read ${progress.of} incidents one by one, back to ${oldest ? text(oldest) : 'nowhere'}`)
  if (!isFarEnough) io.err(`--since ${text(since)}: the page's history does not go back as far`)
}

/** null for an address that has nothing; `stop` where the page asks for less or does not answer. */
async function answerOf(address: URL, before: Kept | undefined, io: Io): Promise<Kept | null | 'stop'> {
  try {
    const { bytes, etag } = await fetchUnlessSame(address, io, ['application/json'], before?.etag ?? null)
    if (bytes === null) return before ? { ...before, at: io.now() } : null
    return { at: io.now(), etag, body: decoded(bytes) }
  } catch (error) {
    if (!(error instanceof CommandRefused)) throw error
    for (const line of error.lines) io.err(line)
    return error instanceof NotGiven && !TOO_MUCH.includes(error.status) ? null : 'stop'
  }
}

/** Throws CommandRefused for a file that holds something else: it would be overwritten. */
function keptIn(path: string, io: Io): Map<string, Kept> {
  if (!io.exists(path)) return new Map()
  try {
    const value = JSON.parse(io.readFile(path)) as { format?: unknown; answers?: Record<string, Kept> }
    if (value.format === FORMAT && value.answers) return new Map(Object.entries(value.answers).filter(([, each]) => isKept(each)))
  } catch {
    // Said below.
  }
  throw new CommandRefused([`${path}: wanted a file that --resume wrote, got another one`])
}

const isKept = (value: unknown): value is Kept => {
  const { at, body, etag } = (value ?? {}) as Partial<Record<keyof Kept, unknown>>
  return typeof at === 'number' && typeof body === 'string' && (etag === null || typeof etag === 'string')
}
