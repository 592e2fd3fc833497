/**
 * The `held` clock (R63): the time during which one group had a ticket, summed over all its turns, in the calendar of the
 * ticket's severity. This is what an agreement between two parts of one house promises.
 */
import type { DurationMs, EpochMs } from '../../time/intervals.ts'
import { elapsedMs } from '../../time/iso-duration.ts'
import { serviceHours } from '../periods/service-hours.ts'
import { groupHolds, readClock } from './clock-reading.ts'
import type { ClockReport } from './clock-reports.ts'
import { type ClockContext, clockRules, inTermOf, severityOf } from './clock-rules.ts'
import { knownTickets } from './known-tickets.ts'
import { type ClockRun, clockRuns } from './ticket-clock.ts'

/** One item a ticket that the group has had, from its first turn on; met while it has had it for no longer than `atMost`. */
export function heldReports(
  context: ClockContext,
  group: string,
  atMost: string,
  severities: readonly string[] | undefined,
): ClockReport[] {
  const { contract, evidence, at, objective } = context
  const rules = clockRules(context, 'resolution')
  const hoursOf = serviceHours(context.hours)
  const inTerm = inTermOf(context)
  const limit = elapsedMs(atMost)
  return knownTickets(evidence.tickets, at).flatMap((ticket): ClockReport[] => {
    if (ticket.service !== undefined && objective && !objective.services.includes(ticket.service)) return []
    const whole = clockRuns(ticket, 'resolution', { ...rules.of(ticket), reopened: 'continue', received: (_, t) => t }).at(-1)
    const severity = whole && severityOf(contract, ticket, whole.severity)
    if (!whole || !severity || (severities && !severities.includes(severity.id))) return []
    const run = turnsOf(whole, groupHolds(ticket), group, at)
    if (run?.start == null || !inTerm(run.start)) return []
    const reading = readClock(run, { ms: limit }, hoursOf(severity.calendar), at, [])
    const opened = Math.min(...ticket.events.map((event) => event.at))
    return [{ report: { id: ticket.id, severity: severity.id, clock: 'held', ...reading }, opened, calendar: severity.calendar, ticket }]
  })
}

/** The whole run of a ticket as one of the group's turns: the time of all others is a gap. null where it never had a turn. */
function turnsOf(whole: ClockRun, hands: ReturnType<typeof groupHolds>, group: string, at: EpochMs): ClockRun | null {
  const end = whole.done ?? Number.POSITIVE_INFINITY
  const turns = hands.flatMap((hand, i): (readonly [EpochMs, EpochMs])[] => {
    const to = Math.min(hands[i + 1]?.at ?? Number.POSITIVE_INFINITY, end)
    return hand.group === group && hand.at < to ? [[hand.at, to]] : []
  })
  const [first] = turns
  const last = turns.at(-1)
  if (!first || !last) return null
  const others = turns.slice(1).flatMap(([from], i) => [turns[i]![1], from])
  return {
    severity: whole.severity,
    start: first[0],
    done: last[1] <= at ? last[1] : null,
    gaps: merged([...pairs(whole.gaps), ...pairs(others)]),
  }
}

type Gap = readonly [from: EpochMs, to: DurationMs]

const pairs = (flat: readonly number[]): Gap[] => flat.flatMap((from, i): Gap[] => (i % 2 ? [] : [[from, flat[i + 1]!]]))

/** Flat pairs in order, overlapping ones joined. */
function merged(gaps: readonly Gap[]): number[] {
  const out: number[] = []
  for (const [from, to] of [...gaps].sort((a, b) => a[0] - b[0])) {
    if (out.length > 0 && from <= out.at(-1)!) out[out.length - 1] = Math.max(out.at(-1)!, to)
    else out.push(from, to)
  }
  return out
}
