/**
 * The clocks of a ticket (R28): from its events to runs of one clock, each with the stretches in which it stood still. What
 * a run shows is clock-reading.ts; which tickets count and for what, tickets.ts. Clocks are independent of each other: an
 * update never stops the response clock.
 */
import type { Severity, Support } from '../../contract/model.ts'
import type { Ticket, TicketEvent, TicketEventKind } from '../../evidence/model.ts'
import type { EpochMs } from '../../time/intervals.ts'

export type ClockKind = 'response' | 'update' | 'next-reply' | 'resolution' | 'fulfilment'
export type ClockStart = NonNullable<Support['clockStart']>

export interface ClockRules {
  readonly clockStart: ClockStart
  readonly pauseOn: readonly string[]
  readonly reopened: 'continue' | 'restart'
  readonly reclassified: 'restart' | 'from-opening'
  /** Event kinds that stop the clock (R28). */
  readonly stops: readonly string[]
  /** The severity or service request of a ticket by its id; undefined where the agreement has none of that name. */
  readonly severity: (id: string) => Severity | undefined
  /** When something counts as received that came at `at` (R61). */
  readonly received: (severity: string, at: EpochMs) => EpochMs
}

/** What stops each clock where the agreement does not narrow it: the provider's answer, or the end of the ticket (R28, R62). */
export const DEFAULT_STOPS: Readonly<Record<ClockKind, readonly TicketEventKind[]>> = {
  response: ['responded', 'updated', 'resolved', 'closed'],
  update: ['responded', 'updated', 'resolved', 'closed'],
  'next-reply': ['responded', 'updated', 'messaged', 'resolved', 'closed'],
  resolution: ['resolved', 'closed'],
  fulfilment: ['resolved', 'closed'],
}

/** One run of a clock. Severity is the one that held when it stopped, or the present one. */
export interface ClockRun {
  readonly severity: string
  /** null: what starts the clock has not happened. */
  readonly start: EpochMs | null
  readonly done: EpochMs | null
  /** Where it stands still between start and done, flat pairs in order; a pause that goes on ends at Infinity. */
  readonly gaps: readonly number[]
  /** The kind of event that stopped it; absent while it runs. */
  readonly stoppedBy?: TicketEventKind
  /** Set where the ticket was reopened and its clock started again. */
  readonly replaced?: true
}

/**
 * The runs of one clock of a ticket, by its events in order of time (at one instant, as listed). The next-reply clock has
 * rules of its own: next-reply.ts.
 *
 * Response has one run and stops at the provider's first event among `stops`. Update stops, and starts again, at each of
 * them, and ends for good at `resolved` or `closed`. Resolution and fulfilment stop at `resolved`, else `closed`; a reopened
 * ticket goes on without the time it was resolved, or starts again as a run of its own. A ticket that the customer closes
 * stops every clock. A priority set for the first time names the severity from the opening on, a later one is a
 * reclassification; one after the clock has stopped changes nothing.
 */
export function clockRuns(ticket: Ticket, clock: ClockKind, rules: ClockRules): ClockRun[] {
  const runs: ClockRun[] = []
  const first = new Map<ClockStart, EpochMs>()
  const gaps: number[] = []
  let severity = ticket.severity
  /** A start that is not the ticket's own: after an update, a reclassification, a reopening. */
  let restart: EpochMs | null = null
  let pausedAt: EpochMs | null = null
  let done: EpochMs | null = null

  const start = (id = severity): EpochMs | null => first.get(rules.severity(id)?.clockStart ?? rules.clockStart) ?? null
  const run = (end: EpochMs | null): ClockRun => {
    const from = restart ?? received()
    const open = pausedAt === null ? gaps : [...gaps, pausedAt, Number.POSITIVE_INFINITY]
    // What is done before the clock starts has taken no time.
    return { severity, start: end === null ? from : Math.min(from ?? end, end), done: end, gaps: [...open] }
  }
  /** A ticket that came too late in the day counts as received later; what was verified or given a priority was not received. */
  const received = (): EpochMs | null => {
    const at = start()
    const kind = rules.severity(severity)?.clockStart ?? rules.clockStart
    return at === null || kind !== 'submitted' ? at : rules.received(severity, at)
  }
  const resume = (at: EpochMs): void => {
    if (pausedAt !== null && pausedAt < at) gaps.push(pausedAt, at)
    pausedAt = null
  }
  /** The run ends; what it was is kept, in case the ticket is reopened or the clock goes round again. */
  const stop = ({ at, kind }: TicketEvent): void => {
    if (done !== null) return
    const stopped = { ...run(at), stoppedBy: kind }
    done = at
    if (clock !== 'update' || stopped.start! < at) runs.push(stopped)
  }

  for (const event of inOrder(ticket.events)) {
    const { at, kind } = event
    if (kind === 'resumed' || kind === 'resolved' || kind === 'closed' || event.by === 'customer') resume(at)
    if (rules.pauseOn.includes(kind) && kind !== 'resolved' && kind !== 'closed') pausedAt ??= at

    if (kind === 'opened') setOnce(first, 'submitted', at)
    else if (kind === 'verified') setOnce(first, 'verified', at)

    if (event.severity !== undefined && event.severity !== severity && (kind === 'priority-set' || kind === 'reclassified')) {
      const naming = kind === 'priority-set' && !first.has('priority-set')
      severity = event.severity
      if (done === null && !naming && rules.reclassified === 'restart') restart = start() === null ? null : at
    }
    if (kind === 'priority-set') setOnce(first, 'priority-set', at)

    const byProvider = event.by === 'provider'
    const ends = kind === 'resolved' || kind === 'closed'
    const stops = rules.stops.includes(kind)
    if (clock === 'response' && byProvider && stops) stop(event)
    if (clock === 'update' && byProvider && done === null && stops && !ends && (restart ?? start()) !== null) {
      stop(event)
      done = null
      restart = at
    }
    if (clock === 'update' && ends) stop(event)
    if (clock !== 'response' && ends && stops) stop(event)
    if (kind === 'closed' && !byProvider) stop(event)
    if (kind === 'reopened' && clock !== 'response' && done !== null) {
      if (clock === 'update') restart = at
      else {
        const before = runs.pop()!
        if (rules.reopened === 'restart') {
          runs.push({ ...before, replaced: true })
          restart = at
        } else stoodStill(gaps, done, at) // one run, without the time in which it was thought to be over
        // What waited meanwhile waits from here.
        if (pausedAt !== null) pausedAt = at
      }
      done = null
    }
  }
  return done === null ? [...runs, run(null)] : runs
}

/** Adds [from, to) as one gap, in which no pause of its own stands any more. */
function stoodStill(gaps: number[], from: EpochMs, to: EpochMs): void {
  while (gaps.length > 0 && (gaps[gaps.length - 2] as number) >= from) gaps.length -= 2
  if (from < to) gaps.push(from, to)
}

const setOnce = (first: Map<ClockStart, EpochMs>, key: ClockStart, at: EpochMs): void => {
  if (!first.has(key)) first.set(key, at)
}

export const inOrder = (events: readonly TicketEvent[]): readonly TicketEvent[] => [...events].sort((a, b) => a.at - b.at)
