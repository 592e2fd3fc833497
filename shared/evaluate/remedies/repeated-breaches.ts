/** Remedies that need a memory (R25): due only after so many periods in a row, or so many within a window, called for them. */
import type { Remedy } from '../../contract/model.ts'
import { moved } from '../../time/period.ts'
import type { Judged, Room } from '../model/evaluation.ts'
import type { Period } from '../model/measured.ts'
import { condition } from './condition.ts'

export type Remembered = 'yes' | 'no' | 'unknown'

/**
 * Whether the history that a remedy asks for is there, the judged period (which itself calls for it) included. `unknown`
 * where a period that decides is not covered by evidence.
 */
export function remembered(room: Room, judged: Judged, remedy: Remedy): Remembered {
  const { history } = remedy
  if (!history) return 'yes'
  return 'consecutivePeriods' in history
    ? inARow(room, judged, remedy, history.consecutivePeriods)
    : within(room, judged, remedy, history.count, history.window)
}

function inARow(room: Room, judged: Judged, remedy: Remedy, n: number): Remembered {
  let answer: Remembered = 'yes'
  let period = judged.context.period
  for (let i = 1; i < n; i++) {
    const earlier = room.before(judged.context.objective.id, period)
    if (!earlier) return 'unknown'
    period = earlier
    const then = called(room, judged, remedy, period)
    // One period that was fine breaks the row, whatever is not known of the others.
    if (then === 'no') return 'no'
    if (then === 'unknown') answer = 'unknown'
  }
  return answer
}

/** The window ends with the judged period; a period belongs to it whose first instant lies in it. */
function within(room: Room, judged: Judged, remedy: Remedy, count: number, window: string): Remembered {
  const { objective, period, zone } = judged.context
  const from = moved(zone, period.to, window, -1)
  let yes = 1
  let unknown = 0
  for (let earlier = room.before(objective.id, period); earlier && earlier.from >= from; earlier = room.before(objective.id, earlier)) {
    const then = called(room, judged, remedy, earlier)
    if (then === 'yes') yes++
    if (then === 'unknown') unknown++
  }
  if (yes >= count) return 'yes'
  return yes + unknown >= count ? 'unknown' : 'no'
}

/** By the version of the agreement that was in force then; before the first one nothing was promised. */
function called(room: Room, { context }: Judged, remedy: Remedy, period: Period): Remembered {
  const then = room.judge(context.objective.id, period)
  const same = then?.context.contract.remedies?.find(({ id }) => id === remedy.id)
  if (!then || !same) return 'no'
  const { holds } = condition(same, then)
  return holds === 'refused' ? 'unknown' : holds
}
