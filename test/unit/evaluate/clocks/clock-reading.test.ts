/** What a run of a clock shows at an instant (R28), round the clock and in minutes. */
import { describe, expect, it } from 'vitest'
import { groupHolds, readClock } from '../../../../shared/evaluate/clocks/clock-reading.ts'
import type { ClockRun } from '../../../../shared/evaluate/clocks/ticket-clock.ts'
import { serviceHours } from '../../../../shared/evaluate/periods/service-hours.ts'
import type { TicketEvent } from '../../../../shared/evidence/model.ts'

const ALWAYS = serviceHours(() => [])('always')
const run = (start: number | null, done: number | null, gaps: readonly number[] = []): ClockRun => ({ severity: 'p1', start, done, gaps })
const read = (of: ClockRun, target: number | null, at: number) => {
  const { state, elapsed, due, wall } = readClock(of, target === null ? null : { ms: target }, ALWAYS, at, [])
  return [state, elapsed, due, wall]
}
const on = Number.POSITIVE_INFINITY

describe('what it shows', () => {
  it.each<[string, ClockRun, number | null, number, unknown[]]>([
    // what                                         run                              target  at   state, elapsed, due, wall
    ['not started', run(null, null), 60, 100, ['not-started', 0, null, 0]],
    ['nothing promised, stopped', run(0, 50), null, 100, ['met', 50, null, 50]],
    ['nothing promised, running over a pause', run(0, null, [10, 20]), null, 100, ['running', 90, null, 100]],
    ['in time', run(0, 60), 60, 100, ['met', 60, 60, 60]],
    ['too late', run(0, 61), 60, 100, ['missed', 61, 60, 61]],
    // 60 of work: 0 to 40 and 50 to 70.
    ['the due after a pause', run(0, null, [40, 50]), 60, 65, ['running', 55, 70, 65]],
    ['the due before a pause stays where it was', run(0, null, [80, 90]), 60, 120, ['missed', 110, 60, 120]],
    ['and after two more', run(0, 200, [80, 90, 100, 110]), 60, 300, ['missed', 180, 60, 200]],
    ['paused', run(0, null, [40, on]), 60, 100, ['paused', 40, null, 100]],
    ['paused a second time', run(0, null, [10, 20, 40, on]), 60, 100, ['paused', 30, null, 100]],
    ['resumed this very instant', run(0, null, [40, 100]), 60, 100, ['running', 40, 120, 100]],
    ['stopped in a pause that goes on', run(0, 50, [40, on]), 60, 100, ['met', 40, 70, 50]],
    ['a pause before it starts', run(30, 80, [10, 20]), 60, 100, ['met', 50, 90, 50]],
    ['a pause up to its start', run(30, 80, [10, 30]), 60, 100, ['met', 50, 90, 50]],
    // It starts in a pause: 40 to 80 are left.
    ['a pause over its start', run(30, 80, [10, 40]), 60, 100, ['met', 40, 100, 50]],
    ['a pause from its start on', run(30, 80, [30, 40]), 60, 100, ['met', 40, 100, 50]],
    ['a pause over all of it', run(30, 80, [10, 90]), 60, 100, ['met', 0, 140, 50]],
    ['a pause after it', run(30, 80, [90, 95]), 60, 100, ['met', 50, 90, 50]],
    ['two after it', run(30, 80, [85, 90, 95, 99]), 60, 100, ['met', 50, 90, 50]],
  ])('%s', (_what, of, target, at, expected) => expect(read(of, target, at)).toEqual(expected))
})

describe('who held a ticket', () => {
  const event = (at: number, kind: TicketEvent['kind'], group?: string): TicketEvent => ({
    at,
    kind,
    by: 'provider',
    ...(group !== undefined && { group }),
  })
  it('by what opens it and hands it over, in order of time', () => {
    const events = [
      event(50, 'handed-over', 'network'),
      event(0, 'opened', 'desk'),
      event(20, 'updated', 'passers-by'),
      event(30, 'handed-over'),
      event(40, 'handed-over', 'desk'),
    ]
    expect(groupHolds({ id: 'T', type: 'incident', severity: 'p1', events })).toEqual([
      { at: 0, group: 'desk' },
      { at: 40, group: 'desk' },
      { at: 50, group: 'network' },
    ])
  })
  it('each its own time of work, to the very minute, and none that is outside of it', () => {
    const hands = [
      { at: 20, group: 'desk' },
      { at: 60, group: 'network' },
      { at: 100, group: 'late' },
    ]
    // Work from 10 to 30 and 50 to 90: the desk 20 to 30 and 50 to 60, the network 60 to 90.
    expect(readClock(run(10, 90, [30, 50]), { ms: 60 }, ALWAYS, 200, hands).groups).toEqual({ desk: 20, network: 30, late: 0 })
    expect(readClock(run(10, 90), { ms: 60 }, ALWAYS, 200, [])).not.toHaveProperty('groups')
  })
})
