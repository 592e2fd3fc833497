/**
 * The next-reply clock (R62): each message of the customer starts a run of its own, the provider's next answer stops all that
 * are open. Opening a ticket is no message: that is what the response clock is for.
 */
import type { Ticket } from '../../evidence/model.ts'
import type { EpochMs } from '../../time/intervals.ts'
import { type ClockRules, type ClockRun, inOrder } from './ticket-clock.ts'

/** One run a message, in order of the messages. */
export function nextReplyRuns(ticket: Ticket, rules: ClockRules): ClockRun[] {
  const runs: ClockRun[] = []
  const gaps: number[] = []
  let waiting: EpochMs[] = []
  let severity = ticket.severity
  let pausedAt: EpochMs | null = null
  for (const event of inOrder(ticket.events)) {
    const { at, kind, by } = event
    const ends = kind === 'resolved' || kind === 'closed'
    if (pausedAt !== null && (kind === 'resumed' || ends || by === 'customer')) {
      if (pausedAt < at) gaps.push(pausedAt, at)
      pausedAt = null
    }
    if (rules.pauseOn.includes(kind) && !ends) pausedAt ??= at
    if (event.severity !== undefined && event.severity !== severity && (kind === 'priority-set' || kind === 'reclassified')) {
      severity = event.severity
      if (rules.reclassified === 'restart' && kind === 'reclassified') waiting = waiting.map(() => at)
    }
    if (kind === 'messaged' && by === 'customer') waiting.push(rules.received(severity, at))
    const stops = by === 'provider' ? rules.stops.includes(kind) : kind === 'closed'
    if (!stops) continue
    for (const start of waiting) runs.push({ severity, start: Math.min(start, at), done: at, gaps: [...gaps], stoppedBy: kind })
    waiting = []
  }
  const open = pausedAt === null ? gaps : [...gaps, pausedAt, Number.POSITIVE_INFINITY]
  return [...runs, ...waiting.map((start) => ({ severity, start, done: null, gaps: open }))]
}
